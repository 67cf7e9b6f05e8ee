//! Meta's limits, one row each.

use serde_json::{Value, json};

use crate::rules;
use crate::support::desk_with;

pub(crate) fn long(count: usize) -> String {
    "é".repeat(count)
}

fn buttons(count: usize, title: &str) -> Value {
    let list: Vec<Value> = (0..count).map(|at| json!({"type": "reply", "reply": {"id": format!("b{at}"), "title": format!("{title}{at}")}})).collect();
    json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "?"}, "action": {"buttons": list}}})
}

fn list(sections: usize, rows: usize, change: impl Fn(&mut Value)) -> Value {
    let all: Vec<Value> = (0..sections)
        .map(|section| {
            let rows: Vec<Value> = (0..rows)
                .map(|row| json!({"id": format!("{section}-{row}"), "title": "Baris"}))
                .collect();
            json!({"title": format!("Bagian {section}"), "rows": rows})
        })
        .collect();
    let mut message = json!({"type": "interactive", "interactive": {"type": "list", "body": {"text": "Pilih"},
        "action": {"button": "Buka", "sections": all}}});
    change(&mut message["interactive"]);
    message
}

fn url(change: impl Fn(&mut Value)) -> Value {
    let mut message = json!({"type": "interactive", "interactive": {"type": "cta_url", "body": {"text": "Lihat"},
        "action": {"name": "cta_url", "parameters": {"display_text": "Buka", "url": "https://a.example/x"}}}});
    change(&mut message["interactive"]);
    message
}

fn cards(count: usize, body: &str) -> Value {
    let all: Vec<Value> = (0..count)
        .map(|at| json!({"card_index": at, "type": "cta_url", "header": {"type": "image", "image": {"link": "https://a.example/p.png"}},
            "body": {"text": body}, "action": {"name": "cta_url", "parameters": {"display_text": "Buka", "url": "https://a.example"}}}))
        .collect();
    json!({"type": "interactive", "interactive": {"type": "carousel", "body": {"text": "Baru"}, "action": {"cards": all}}})
}

pub(crate) fn card(name: &Value) -> Value {
    json!({"type": "contacts", "contacts": [{"name": name, "phones": [{"phone": "+62811"}]}]})
}

#[expect(clippy::too_many_lines, reason = "one table")]
fn rows() -> Vec<(&'static str, Value, i64)> {
    let text = |body: &str| json!({"type": "text", "text": {"body": body}});
    let image = |caption: usize| json!({"type": "image", "image": {"link": "https://a.example/p.jpg", "caption": long(caption)}});
    vec![
        ("text 4096", text(&long(4096)), 200),
        ("text 4097", text(&long(4097)), 100),
        ("text empty", text(""), 131_008),
        ("text missing", json!({"type": "text"}), 131_008),
        (
            "text not an object",
            json!({"type": "text", "text": "x"}),
            100,
        ),
        (
            "type unknown",
            json!({"type": "hologram", "hologram": {}}),
            100,
        ),
        ("caption 1024", image(1024), 200),
        ("caption 1025", image(1025), 100),
        (
            "audio with caption",
            json!({"type": "audio", "audio": {"link": "https://a.example/a.ogg", "caption": "x"}}),
            100,
        ),
        (
            "id and link",
            json!({"type": "image", "image": {"id": "1", "link": "https://a.example"}}),
            100,
        ),
        (
            "neither id nor link",
            json!({"type": "image", "image": {}}),
            131_008,
        ),
        (
            "link without a host",
            json!({"type": "image", "image": {"link": "https:///x"}}),
            100,
        ),
        (
            "opaque 512",
            json!({"type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": "x".repeat(512)}),
            200,
        ),
        (
            "opaque 513",
            json!({"type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": "x".repeat(513)}),
            100,
        ),
        (
            "latitude as text",
            json!({"type": "location", "location": {"latitude": "-6.2", "longitude": "106.8"}}),
            200,
        ),
        (
            "latitude 91",
            json!({"type": "location", "location": {"latitude": 91, "longitude": 0}}),
            131_009,
        ),
        (
            "longitude missing",
            json!({"type": "location", "location": {"latitude": 1}}),
            131_008,
        ),
        (
            "contact",
            card(&json!({"formatted_name": "A", "first_name": "A"})),
            200,
        ),
        (
            "contact without formatted name",
            card(&json!({"first_name": "A"})),
            131_008,
        ),
        (
            "contact with one name only",
            card(&json!({"formatted_name": "A"})),
            131_008,
        ),
        (
            "reaction without emoji",
            json!({"type": "reaction", "reaction": {"message_id": "wamid.x"}}),
            131_008,
        ),
        (
            "reaction with context",
            json!({"type": "reaction", "context": {"message_id": "a"}, "reaction": {"message_id": "wamid.x", "emoji": "👍"}}),
            100,
        ),
        ("3 buttons", buttons(3, "Pilih"), 200),
        ("4 buttons", buttons(4, "Pilih"), 131_009),
        ("0 buttons", buttons(0, ""), 131_009),
        ("button title 20", buttons(1, &long(19)), 200),
        ("button title 21", buttons(1, &long(20)), 131_009),
        ("10 rows", list(10, 1, |_| {}), 200),
        ("11 sections", list(11, 1, |_| {}), 131_009),
        ("11 rows", list(1, 11, |_| {}), 131_009),
        (
            "row title 25",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["title"] = json!(long(25));
            }),
            131_009,
        ),
        (
            "row description 72",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["description"] = json!(long(72));
            }),
            200,
        ),
        (
            "row description 73",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["description"] = json!(long(73));
            }),
            131_009,
        ),
        (
            "row id 201",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["id"] = json!("x".repeat(201));
            }),
            131_009,
        ),
        (
            "list button 21",
            list(1, 1, |it| it["action"]["button"] = json!(long(21))),
            131_009,
        ),
        (
            "list body 4096",
            list(1, 1, |it| it["body"]["text"] = json!(long(4096))),
            200,
        ),
        (
            "list body 4097",
            list(1, 1, |it| it["body"]["text"] = json!(long(4097))),
            100,
        ),
        (
            "list media header",
            list(1, 1, |it| {
                it["header"] =
                    json!({"type": "image", "image": {"link": "https://a.example/p.png"}});
            }),
            131_009,
        ),
        (
            "two sections, one untitled",
            list(2, 1, |it| it["action"]["sections"][1]["title"] = json!("")),
            131_008,
        ),
        (
            "url text 20",
            url(|it| it["action"]["parameters"]["display_text"] = json!(long(20))),
            200,
        ),
        (
            "url text 21",
            url(|it| it["action"]["parameters"]["display_text"] = json!(long(21))),
            131_009,
        ),
        (
            "url not a url",
            url(|it| it["action"]["parameters"]["url"] = json!("toko")),
            100,
        ),
        (
            "header 60",
            url(|it| it["header"] = json!({"type": "text", "text": long(60)})),
            200,
        ),
        (
            "header 61",
            url(|it| it["header"] = json!({"type": "text", "text": long(61)})),
            131_009,
        ),
        (
            "footer 60",
            url(|it| it["footer"] = json!({"text": long(60)})),
            200,
        ),
        (
            "footer 61",
            url(|it| it["footer"] = json!({"text": long(61)})),
            131_009,
        ),
        (
            "body 1025",
            url(|it| it["body"]["text"] = json!(long(1025))),
            100,
        ),
        ("2 cards", cards(2, "x"), 200),
        ("10 cards", cards(10, "x"), 200),
        ("1 card", cards(1, "x"), 131_009),
        ("11 cards", cards(11, "x"), 131_009),
        ("card body 161", cards(2, &long(161)), 131_009),
        ("card with 3 breaks", cards(2, "a\nb\nc\nd"), 131_009),
        (
            "location request",
            json!({"type": "interactive", "interactive": {"type": "location_request_message", "body": {"text": "?"}, "action": {"name": "send_location"}}}),
            200,
        ),
        (
            "location request, wrong action",
            json!({"type": "interactive", "interactive": {"type": "location_request_message", "body": {"text": "?"}, "action": {"name": "x"}}}),
            131_009,
        ),
        (
            "contact request",
            json!({"type": "interactive", "interactive": {"type": "request_contact_info", "body": {"text": "?"}, "action": {"name": "request_contact_info"}}}),
            200,
        ),
        (
            "catalog",
            json!({"type": "interactive", "interactive": {"type": "catalog_message", "body": {"text": "?"}, "action": {"name": "catalog_message"}}}),
            200,
        ),
        (
            "product list without header",
            json!({"type": "interactive", "interactive": {"type": "product_list", "body": {"text": "?"}, "action": {"catalog_id": "1", "sections": []}}}),
            131_008,
        ),
    ]
}

#[tokio::test]
async fn every_limit_at_and_over_its_edge() {
    let desk = desk_with(|config| {
        config.settings.pair_burst = 10_000;
        config.settings.number_per_second = 10_000;
    })
    .await;
    desk.say("rina", "Halo").await;
    for (name, message, expected) in rows().into_iter().chain(rules::rows()) {
        let (status, answer) = desk.send(message).await;
        let got = answer["error"]["code"]
            .as_i64()
            .unwrap_or_else(|| i64::from(status));
        assert_eq!(got, expected, "{name}: {answer}");
        if got != 200 {
            assert!(
                answer["error"]["message"]
                    .as_str()
                    .unwrap()
                    .starts_with(&format!("(#{got})")),
                "{answer}"
            );
            assert!(answer["error"]["fbtrace_id"].is_string());
        }
    }
}
