//! What every registered channel promises.

use channels::{ComposerBlock, registry};
use serde_json::json;

#[test]
fn names_are_found_again_and_unique() {
    let all = registry::all();
    for channel in all {
        let kind = channel.kind();
        assert!(
            kind.as_str()
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'_')
        );
        assert_eq!(
            registry::by_kind(kind.as_str()).map(channels::Channel::kind),
            Some(kind.clone())
        );
        assert_eq!(all.iter().filter(|c| c.kind() == kind).count(), 1);
    }
    assert!(registry::by_kind("pigeon").is_none());
}

#[test]
fn capabilities_are_complete_and_told_as_json() {
    for channel in registry::all() {
        let capability = channel.capability();
        assert_eq!(capability.kind, channel.kind().as_str());
        assert!(!capability.label.is_empty() && capability.text_max > 0);
        assert!(capability.composer.contains(&ComposerBlock::Text));
        let files = capability.composer.contains(&ComposerBlock::Media);
        assert_eq!(files, !capability.media.is_empty());
        for limit in &capability.media {
            assert!(limit.max_bytes > 0);
            assert!(!limit.caption || capability.caption_max > 0);
            let mime = limit.mime_types.first().map_or("x/y", String::as_str);
            assert!(capability.takes(limit.kind, limit.max_bytes, &format!("{mime}; codecs=x")));
            assert!(!capability.takes(limit.kind, limit.max_bytes + 1, mime));
        }
        insta::assert_json_snapshot!(format!("capability_{}", capability.kind), capability);
    }
}

#[test]
fn no_body_panics_and_none_is_lost_in_silence() {
    let bodies = [
        "",
        "null",
        "[]",
        "{}",
        "{\"object\":1}",
        "{\"object\":\"x\",\"entry\":[]}",
        "{\"object\":\"x\",\"entry\":[{}]}",
        "\u{feff}{}",
        "{\"a\":\"\\ud800\"}",
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"changes\":[{}]}]}",
    ];
    for channel in registry::all() {
        for body in bodies {
            match channel.parse(body.as_bytes()) {
                Err(_) => {}
                Ok(parsed) => {
                    let empty = body.contains("\"entry\":[]");
                    assert_eq!(
                        parsed.events.is_empty() && parsed.unreadable.is_empty(),
                        empty,
                        "{body}"
                    );
                }
            }
        }
        assert!(channel.parse(&vec![b'['; 200_000]).is_err());
        for nonsense in [json!(null), json!({}), json!([1])] {
            assert!(channel.parse_template(&nonsense).is_err());
        }
    }
}
