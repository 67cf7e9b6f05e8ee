//! Meta's limits, one row each.

use serde_json::{Value, json};

use crate::support::{NUMBER, RINA, desk, desk_with};

fn long(count: usize) -> String {
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

fn card(name: Value) -> Value {
    json!({"type": "contacts", "contacts": [{"name": name, "phones": [{"phone": "+62811"}]}]})
}

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
            card(json!({"formatted_name": "A", "first_name": "A"})),
            200,
        ),
        (
            "contact without formatted name",
            card(json!({"first_name": "A"})),
            131_008,
        ),
        (
            "contact with one name only",
            card(json!({"formatted_name": "A"})),
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
                it["action"]["sections"][0]["rows"][0]["title"] = json!(long(25))
            }),
            131_009,
        ),
        (
            "row description 72",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["description"] = json!(long(72))
            }),
            200,
        ),
        (
            "row description 73",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["description"] = json!(long(73))
            }),
            131_009,
        ),
        (
            "row id 201",
            list(1, 1, |it| {
                it["action"]["sections"][0]["rows"][0]["id"] = json!("x".repeat(201))
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
            list(
                1,
                1,
                |it| {
                    it["header"] =
                        json!({"type": "image", "image": {"link": "https://a.example/p.png"}})
                },
            ),
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
    for (name, message, expected) in rows() {
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

#[tokio::test]
async fn template_parameters_are_counted_and_named() {
    let desk = desk().await;
    let text = |text: &str| json!({"type": "text", "text": text});
    let named =
        |name: &str, value: &str| json!({"type": "text", "parameter_name": name, "text": value});
    let part = |kind: &str, parameters: Vec<Value>| json!({"type": kind, "parameters": parameters});
    let url = |suffix: &str| json!({"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": suffix}]});
    let full = || {
        vec![
            part("header", vec![text("TA-1")]),
            part("body", vec![text("Rina"), text("tiba")]),
            url("TA-1"),
        ]
    };
    let mut swapped = full();
    swapped[2]["sub_type"] = json!("quick_reply");
    let mut outside = full();
    outside
        .push(json!({"type": "button", "sub_type": "quick_reply", "index": 2, "parameters": []}));
    let mut newline = full();
    newline[1] = part("body", vec![text("a\nb"), text("c")]);
    let mut extra = full();
    extra[1] = part("body", vec![text("a"), text("b"), text("c")]);
    let mut wide = full();
    wide[1] = part("body", vec![text(&long(1000)), text(&long(30))]);
    for (name, template, components, expected) in [
        ("all", "order_update", full(), 200),
        ("no components", "order_update", vec![], 132_000),
        (
            "body short of one",
            "order_update",
            vec![
                part("header", vec![text("x")]),
                part("body", vec![text("a")]),
                url("x"),
            ],
            132_000,
        ),
        ("body one too many", "order_update", extra, 132_000),
        (
            "no url parameter",
            "order_update",
            full().into_iter().take(2).collect(),
            131_008,
        ),
        ("wrong button type", "order_update", swapped, 132_012),
        ("button that is not there", "order_update", outside, 132_000),
        ("line break", "order_update", newline, 132_018),
        ("too long", "order_update", wide, 132_005),
        (
            "header is an image",
            "order_update",
            vec![
                part(
                    "header",
                    vec![json!({"type": "image", "image": {"id": "1"}})],
                ),
                part("body", vec![text("a"), text("b")]),
                url("x"),
            ],
            132_012,
        ),
        (
            "named, any order",
            "named",
            vec![part(
                "body",
                vec![named("place", "Bandung"), named("first_name", "Rina")],
            )],
            200,
        ),
        (
            "named without names",
            "named",
            vec![part("body", vec![text("a"), text("b")])],
            131_009,
        ),
        (
            "named wrongly",
            "named",
            vec![part("body", vec![named("place", "a"), named("city", "b")])],
            131_009,
        ),
        ("picture missing", "photo", vec![], 132_012),
        (
            "picture",
            "photo",
            vec![part(
                "header",
                vec![json!({"type": "image", "image": {"link": "https://a.example/p.png"}})],
            )],
            200,
        ),
        (
            "component that is not there",
            "promo",
            vec![part("header", vec![text("x")])],
            132_000,
        ),
        (
            "code",
            "code",
            vec![
                part("body", vec![text("123456")]),
                json!({"type": "button", "sub_type": "url", "index": 0, "parameters": [text("123456")]}),
            ],
            200,
        ),
        (
            "code without button",
            "code",
            vec![part("body", vec![text("123456")])],
            131_008,
        ),
        (
            "code of 16",
            "code",
            vec![
                part("body", vec![text("1234567890123456")]),
                json!({"type": "button", "sub_type": "url", "index": 0, "parameters": [text("1")]}),
            ],
            131_009,
        ),
        ("unknown", "nothing", vec![], 132_001),
    ] {
        let message = json!({"type": "template", "template": {"name": template, "language": {"code": "id"}, "components": components}});
        let (status, answer) = desk.send(message).await;
        let got = answer["error"]["code"]
            .as_i64()
            .unwrap_or_else(|| i64::from(status));
        assert_eq!(got, expected, "{name}: {answer}");
    }
    let sends = desk.control("GET", "/sends", None).await;
    let first = sends["sends"]
        .as_array()
        .unwrap()
        .iter()
        .find(|send| send["body"]["template"]["name"] == "order_update")
        .unwrap()
        .clone();
    assert_eq!(
        first["rendered"]["body"],
        "Halo Rina, pesanan Anda tiba hari ini."
    );
    assert_eq!(first["rendered"]["header"]["text"], "Pesanan TA-1");
    assert_eq!(
        first["rendered"]["buttons"][1]["url"],
        "https://toko.example/TA-1"
    );
    // Authentication templates need a phone number.
    let people = desk
        .control("GET", &format!("/customers?phone_number_id={NUMBER}"), None)
        .await;
    let user = people["customers"][0]["user_id"].clone();
    let body = json!({"messaging_product": "whatsapp", "recipient": user, "type": "template", "template": {"name": "code", "language": {"code": "id"},
        "components": [part("body", vec![text("1")]), {"type": "button", "sub_type": "url", "index": 0, "parameters": [text("1")]}]}});
    assert_eq!(
        desk.graph("POST", &format!("/{NUMBER}/messages"), Some(body))
            .await
            .1["error"]["code"],
        131_062
    );
}

#[tokio::test]
async fn pair_and_number_rates() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    let text = || json!({"type": "text", "text": {"body": "x"}});
    for at in 0..45 {
        assert_eq!(desk.send(text()).await.0, 200, "message {at}");
    }
    let (status, answer) = desk.send(text()).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_056)));
    desk.control("POST", "/clock", Some(json!({"advance_ms": 6_000})))
        .await;
    assert_eq!(desk.send(text()).await.0, 200);
    desk.control(
        "PATCH",
        "/settings",
        Some(json!({"number_per_second": 5, "pair_burst": 1000})),
    )
    .await;
    let mut codes = Vec::new();
    for _ in 0..7 {
        codes.push(desk.send(text()).await.1["error"]["code"].clone());
    }
    assert!(
        codes[..5].iter().all(Value::is_null) && codes.contains(&json!(130_429)),
        "{codes:?}"
    );
}

#[tokio::test]
async fn recipients() {
    let desk = desk().await;
    let to = |to: &str| json!({"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": "x"}});
    let path = format!("/{NUMBER}/messages");
    for (input, expected) in [
        ("+62 812-3456-7801", RINA),
        ("081234567801", RINA),
        ("(62) 81234567801", RINA),
    ] {
        let (status, answer) = desk.graph("POST", &path, Some(to(input))).await;
        assert_eq!(
            (
                status,
                &answer["contacts"][0]["wa_id"],
                &answer["contacts"][0]["input"]
            ),
            (200, &json!(expected), &json!(input)),
            "{answer}"
        );
    }
    for (body, code) in [
        (to("not a number"), 131_009),
        (to("6281155000009"), 131_021),
        (
            json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "x"}}),
            100,
        ),
        (
            json!({"to": RINA, "type": "text", "text": {"body": "x"}}),
            100,
        ),
        (
            json!({"messaging_product": "whatsapp", "recipient": "nonsense", "type": "text", "text": {"body": "x"}}),
            131_009,
        ),
        (
            json!({"messaging_product": "whatsapp", "recipient_type": "group", "to": "Y2Fw", "type": "text", "text": {"body": "x"}}),
            131_041,
        ),
    ] {
        assert_eq!(
            desk.graph("POST", &path, Some(body.clone())).await.1["error"]["code"],
            code,
            "{body}"
        );
    }
    desk.control(
        "PATCH",
        &format!("/numbers/{NUMBER}"),
        Some(json!({"allowed_recipients": ["447700900123"]})),
    )
    .await;
    assert_eq!(
        desk.graph("POST", &path, Some(to(RINA))).await.1["error"]["code"],
        131_030
    );
    assert_eq!(
        desk.graph("POST", &path, Some(to("447700900123"))).await.0,
        200
    );
    desk.control(
        "PATCH",
        &format!("/numbers/{NUMBER}"),
        Some(json!({"status": "BANNED"})),
    )
    .await;
    assert_eq!(
        desk.graph("POST", &path, Some(to("447700900123"))).await.1["error"]["code"],
        131_031
    );
}
