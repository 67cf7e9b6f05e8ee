//! Template parameters: counted, named, rendered.

use serde_json::{Value, json};

use crate::support::{NUMBER, desk};

fn long(count: usize) -> String {
    "é".repeat(count)
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table")]
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
