use domain::ids::{AttemptId, MediaId};
use domain::template::{Button, Header, Template, TemplateStatus, TemplateValues};

use super::*;

fn attempt() -> AttemptId {
    "01890000-0000-7000-8000-000000000001".parse().unwrap()
}

fn to_phone() -> IdentitySet {
    IdentitySet::new()
        .with(IdentityKind::Phone, "62811000111")
        .with(IdentityKind::UserId, "ID.77")
}

fn out(payload: Payload) -> Outbound {
    Outbound {
        to: to_phone(),
        payload,
        quote: None,
        under: None,
        as_person: false,
        attempt: attempt(),
    }
}

fn said(words: &str) -> Payload {
    Payload::Text {
        body: words.to_owned(),
        preview_url: false,
    }
}

fn file(kind: MediaKind, caption: Option<&str>, filename: Option<&str>) -> Payload {
    Payload::Media {
        kind,
        media: MediaId::new(),
        provider_id: Some("9001".to_owned()),
        caption: caption.map(str::to_owned),
        filename: filename.map(str::to_owned),
    }
}

fn body(out: &Outbound) -> Value {
    let request = render(out).unwrap();
    assert_eq!(request.edge, "messages");
    request.body
}

fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
    values
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect()
}

fn template(named: bool) -> Template {
    let (a, b) = if named { ("name", "shop") } else { ("1", "2") };
    Template {
        name: "order_ready".to_owned(),
        language: "id".to_owned(),
        category: "UTILITY".to_owned(),
        status: TemplateStatus("APPROVED".to_owned()),
        provider_id: None,
        named,
        header: Header::Text {
            text: format!("Hello {{{{{a}}}}}"),
        },
        body: format!("From {{{{{b}}}}}, for {{{{{a}}}}}."),
        footer: None,
        buttons: vec![
            Button {
                kind: "URL".to_owned(),
                text: "Track".to_owned(),
                url: Some("https://toko.example/{{1}}".to_owned()),
            },
            Button {
                kind: "COPY_CODE".to_owned(),
                text: "Copy".to_owned(),
                url: None,
            },
            Button {
                kind: "QUICK_REPLY".to_owned(),
                text: "Thanks".to_owned(),
                url: None,
            },
            Button {
                kind: "URL".to_owned(),
                text: "Shop".to_owned(),
                url: Some("https://toko.example".to_owned()),
            },
        ],
        reason: None,
    }
}

fn values(named: bool) -> TemplateValues {
    let (a, b) = if named { ("name", "shop") } else { ("1", "2") };
    TemplateValues {
        header: pairs(&[(a, "Rina")]),
        header_media: None,
        header_file: None,
        body: pairs(&[(b, "Toko"), (a, "Rina")]),
        buttons: vec![
            (0, "t-77".to_owned()),
            (1, "HEMAT10".to_owned()),
            (2, "ok".to_owned()),
        ],
    }
}

fn sent(template: Template, values: TemplateValues) -> Outbound {
    out(Payload::Template {
        template: Box::new(template),
        values,
    })
}

#[test]
fn a_text() {
    let mut message = out(said("Selamat pagi"));
    message.quote = Some("wamid.Q".to_owned());
    assert_eq!(
        body(&message),
        json!({
            "messaging_product": "whatsapp", "recipient_type": "individual", "to": "+62811000111",
            "context": {"message_id": "wamid.Q"},
            "type": "text", "text": {"preview_url": false, "body": "Selamat pagi"},
            "biz_opaque_callback_data": "01890000-0000-7000-8000-000000000001",
        })
    );
}

#[test]
fn without_a_phone_the_user_id_is_the_recipient() {
    let mut message = out(said("hi"));
    message.to = IdentitySet::new()
        .with(IdentityKind::UserId, "ID.77")
        .with(IdentityKind::ParentUserId, "ID.ENT.1");
    let rendered = body(&message);
    assert_eq!(rendered["recipient"], "ID.77");
    assert!(rendered.get("to").is_none());
}

#[test]
fn files_and_reactions() {
    let image = body(&out(file(MediaKind::Image, Some("look"), Some("x.png"))));
    assert_eq!(image["image"], json!({"id": "9001", "caption": "look"}));
    let document = body(&out(file(MediaKind::Document, None, Some("offer.pdf"))));
    assert_eq!(
        document["document"],
        json!({"id": "9001", "filename": "offer.pdf"})
    );
    let audio = body(&out(file(MediaKind::Audio, None, None)));
    assert_eq!(
        (audio["type"].as_str(), &audio["audio"]),
        (Some("audio"), &json!({"id": "9001"}))
    );
    let taken_back = body(&out(Payload::Reaction {
        target: "wamid.T".to_owned(),
        emoji: None,
    }));
    assert_eq!(
        taken_back["reaction"],
        json!({"message_id": "wamid.T", "emoji": ""})
    );
}

#[test]
fn templates_by_number_and_by_name() {
    let button = |sub: &str, index: &str, parameter: Value| json!({"type": "button", "sub_type": sub, "index": index, "parameters": [parameter]});
    let buttons = [
        button("url", "0", json!({"type": "text", "text": "t-77"})),
        button(
            "copy_code",
            "1",
            json!({"type": "coupon_code", "coupon_code": "HEMAT10"}),
        ),
        button(
            "quick_reply",
            "2",
            json!({"type": "payload", "payload": "ok"}),
        ),
    ];
    let numbered = body(&sent(template(false), values(false)));
    let expected = json!([
        {"type": "header", "parameters": [{"type": "text", "text": "Rina"}]},
        // The text names 2 before 1; Meta counts.
        {"type": "body", "parameters": [{"type": "text", "text": "Rina"}, {"type": "text", "text": "Toko"}]},
        buttons[0], buttons[1], buttons[2],
    ]);
    assert_eq!(numbered["template"]["components"], expected);
    assert_eq!(numbered["template"]["language"], json!({"code": "id"}));
    let named = body(&sent(template(true), values(true)));
    let expected = json!([
        {"type": "header", "parameters": [{"type": "text", "text": "Rina", "parameter_name": "name"}]},
        {"type": "body", "parameters": [
            {"type": "text", "text": "Toko", "parameter_name": "shop"},
            {"type": "text", "text": "Rina", "parameter_name": "name"},
        ]},
        buttons[0], buttons[1], buttons[2],
    ]);
    assert_eq!(named["template"]["components"], expected);
}

#[test]
fn a_header_file_by_id_or_link() {
    let mut template = template(false);
    template.header = Header::Media {
        kind: "image".to_owned(),
    };
    let mut values = values(false);
    values.header.clear();
    for (given, file) in [
        ("9002", json!({"id": "9002"})),
        (
            "https://toko.example/a.png",
            json!({"link": "https://toko.example/a.png"}),
        ),
    ] {
        values.header_media = Some(given.to_owned());
        let rendered = body(&sent(template.clone(), values.clone()));
        let header = &rendered["template"]["components"][0];
        assert_eq!(
            header,
            &json!({"type": "header", "parameters": [{"type": "image", "image": file}]})
        );
    }
    values.header_media = Some("http://toko.example/a.png".to_owned());
    assert!(render(&sent(template, values)).is_err());
}

#[test]
fn a_template_without_variables_has_no_components() {
    let mut template = template(false);
    template.header = Header::None;
    template.body = "Hello.".to_owned();
    template.buttons.clear();
    let rendered = body(&sent(template, TemplateValues::default()));
    assert_eq!(
        rendered["template"],
        json!({"name": "order_ready", "language": {"code": "id"}})
    );
}

#[test]
fn what_meta_would_refuse_is_not_asked() {
    let mut quoted_reaction = out(Payload::Reaction {
        target: "wamid.T".to_owned(),
        emoji: Some("\u{1f44d}".to_owned()),
    });
    quoted_reaction.quote = Some("wamid.Q".to_owned());
    let mut nobody = out(said("hi"));
    nobody.to = IdentitySet::new()
        .with(IdentityKind::Username, "rina")
        .with(IdentityKind::ParentUserId, "ID.ENT.1");
    let mut odd_phone = out(said("hi"));
    odd_phone.to = IdentitySet::new().with(IdentityKind::Phone, "62-811");
    let mut code_to_user_id = sent(template(false), values(false));
    if let Payload::Template { template, .. } = &mut code_to_user_id.payload {
        template.category = "AUTHENTICATION".to_owned();
    }
    code_to_user_id.to = IdentitySet::new().with(IdentityKind::UserId, "ID.77");
    let mut missing = values(false);
    missing.body.pop();
    let mut long_code = values(false);
    long_code.buttons[1].1 = "X".repeat(21);
    let not_uploaded = Payload::Media {
        kind: MediaKind::Image,
        media: MediaId::new(),
        provider_id: None,
        caption: None,
        filename: None,
    };
    let cases = [
        (out(said("  \n")), "text"),
        (out(said(&"é".repeat(4_097))), "text"),
        (
            out(file(MediaKind::Image, Some(&"é".repeat(1_025)), None)),
            "caption",
        ),
        (out(file(MediaKind::Sticker, Some("hi"), None)), "caption"),
        (out(not_uploaded), "media"),
        (quoted_reaction, "quote"),
        (nobody, "to"),
        (odd_phone, "to"),
        (code_to_user_id, "to"),
        (sent(template(false), missing), "body 1"),
        (sent(template(false), long_code), "button"),
    ];
    for (message, field) in cases {
        assert_eq!(render(&message).unwrap_err().field, field, "{message:?}");
    }
    assert!(render(&out(said(&"é".repeat(4_096)))).is_ok());
    assert!(render(&out(file(MediaKind::Video, Some(&"é".repeat(1_024)), None))).is_ok());
}
