//! Pictures, films, sounds, documents, stickers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::content::{Content, MediaContent, MediaKind};
use serde_json::Value;

use crate::json;

/// The longest name kept for a document, in characters.
const NAME_MAX: usize = 240;

pub(super) fn read(kind: &str, inner: &Value) -> Option<Content> {
    if !inner.is_object() {
        return None;
    }
    let flag = |key: &str| inner.get(key).and_then(Value::as_bool) == Some(true);
    Some(Content::Media(MediaContent {
        kind: match kind {
            "image" => MediaKind::Image,
            "video" => MediaKind::Video,
            "audio" | "voice" => MediaKind::Audio,
            "sticker" => MediaKind::Sticker,
            _ => MediaKind::Document,
        },
        provider_id: json::id(inner, "id"),
        media_id: None,
        mime_type: json::owned(inner, "mime_type"),
        sha256: json::text(inner, "sha256").and_then(sha256),
        caption: json::owned(inner, "caption"),
        filename: json::text(inner, "filename").and_then(label),
        voice: kind == "voice" || flag("voice"),
        animated: flag("animated"),
    }))
}

/// Lower-case hex from either spelling. What is neither names no file, so there is nothing to hold a file against.
fn sha256(declared: &str) -> Option<String> {
    let declared = declared.trim();
    let bytes = hex::decode(declared)
        .or_else(|_| STANDARD.decode(declared))
        .ok()?;
    (bytes.len() == 32).then(|| hex::encode(bytes))
}

/// A document's name as a label: the last part of any path, without control or direction characters.
fn label(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let clean: String = last
        .chars()
        .filter(|c| !hidden(*c))
        .take(NAME_MAX)
        .collect();
    let clean = clean.trim();
    (!clean.is_empty()).then(|| clean.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels() {
        let cases = [
            ("offer.pdf", Some("offer.pdf")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\x\\y.doc", Some("y.doc")),
            ("a\u{202E}fdp.exe", Some("afdp.exe")),
            ("x\n\ty", Some("xy")),
            ("/", None),
        ];
        for (given, expected) in cases {
            assert_eq!(label(given).as_deref(), expected, "{given:?}");
        }
        assert_eq!(label(&"é".repeat(500)).unwrap().chars().count(), NAME_MAX);
    }

    #[test]
    fn both_spellings_of_a_hash() {
        let hex = "ab".repeat(32);
        assert_eq!(sha256(&hex.to_uppercase()), Some(hex.clone()));
        assert_eq!(sha256(&STANDARD.encode([0xab; 32])), Some(hex));
        assert_eq!(sha256("stickerhash"), None);
    }
}
