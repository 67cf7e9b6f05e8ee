//! What the business may send, to whom, and until when.

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::stage::{
    DAY_MS, SHOP, comments, connected, exchange, graph, hear, igsid, later, part, phone, says,
    stage,
};
use crate::support::Desk;

async fn send(desk: &Desk, token: &str, body: Value) -> (u16, Value) {
    graph(
        desk,
        "POST",
        &format!("/{SHOP}/messages"),
        token,
        Some(body),
    )
    .await
}

fn refused(answer: &(u16, Value)) -> (i64, i64) {
    assert!(answer.0 >= 400, "{answer:?}");
    let error = &answer.1["error"];
    assert!(error["fbtrace_id"].is_string() && error["message"].is_string());
    (
        error["code"].as_i64().unwrap(),
        error["error_subcode"].as_i64().unwrap_or_default(),
    )
}

#[tokio::test]
async fn an_answer_reaches_the_phone_and_comes_back_as_an_echo() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let rina = igsid(&desk).await;
    let to = json!({"id": rina});
    let (status, answer) = send(
        &desk,
        &token,
        json!({"recipient": to, "message": {"text": "Masih ada"}}),
    )
    .await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["recipient_id"], rina.as_str());
    let mid = answer["message_id"].clone();
    let echo = hear(&desk, "echo", |item| item["message"]["is_echo"] == true).await;
    assert_eq!(
        (
            &echo["sender"]["id"],
            &echo["recipient"]["id"],
            &echo["message"]["mid"]
        ),
        (&json!(SHOP), &json!(rina), &mid)
    );
    let shown = phone(&desk).await;
    let last = shown["messages"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["text"], &last["from"]),
        (&json!("Masih ada"), &json!("business"))
    );

    for action in ["typing_on", "mark_seen"] {
        let body = json!({"recipient": to, "sender_action": action});
        assert_eq!(send(&desk, &token, body).await.0, 200);
    }
    let love = json!({"recipient": to, "sender_action": "react", "payload": {"message_id": mid, "reaction": "love"}});
    assert_eq!(send(&desk, &token, love).await.0, 200);
    let shown = phone(&desk).await;
    assert_eq!(
        (&shown["typing"], &shown["messages"][0]["seen"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        shown["messages"][1]["reactions"]["business"],
        "\u{2764}\u{fe0f}"
    );
    let path = format!("/{rina}?fields=name,username,profile_pic");
    let (_, profile) = graph(&desk, "GET", &path, &token, None).await;
    assert_eq!(
        (&profile["name"], &profile["username"]),
        (&json!("Rina Wulandari"), &json!("rina.wulandari"))
    );
}

#[tokio::test]
async fn the_window_closes_after_a_day_and_after_a_week_for_people() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let rina = igsid(&desk).await;
    let plain = || json!({"recipient": {"id": rina}, "message": {"text": "x"}});
    let tagged =
        || json!({"recipient": {"id": rina}, "message": {"text": "x"}, "tag": "HUMAN_AGENT"});
    assert_eq!(send(&desk, &token, plain()).await.0, 200);
    later(&desk, DAY_MS).await;
    assert_eq!(
        refused(&send(&desk, &token, plain()).await),
        (10, 2_534_022)
    );
    assert_eq!(send(&desk, &token, tagged()).await.0, 200);
    let off = json!({"human_agent": false});
    desk.control("PATCH", "/settings", Some(off)).await;
    assert_eq!(
        refused(&send(&desk, &token, tagged()).await),
        (100, 2_018_276)
    );
    let on = json!({"human_agent": true});
    desk.control("PATCH", "/settings", Some(on)).await;
    later(&desk, 6 * DAY_MS).await;
    assert_eq!(
        refused(&send(&desk, &token, tagged()).await),
        (10, 2_534_022)
    );
    says(&desk, json!({"text": "Halo lagi"})).await;
    assert_eq!(send(&desk, &token, plain()).await.0, 200, "open again");
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let rina = igsid(&desk).await;
    let nobody = json!({"recipient": {"id": "1234567890123456"}, "message": {"text": "x"}});
    assert_eq!(
        refused(&send(&desk, &token, nobody).await),
        (100, 2_534_014)
    );
    let long = "é".repeat(501);
    for message in [
        json!({}),
        json!({"text": ""}),
        json!({"text": long}),
        json!({"text": "x", "attachment": {"type": "like_heart"}}),
        json!({"attachment": {"type": "image", "payload": {"attachment_id": "7"}}}),
        json!({"attachment": {"type": "image", "payload": {}}}),
        json!({"attachment": {"type": "sticker", "payload": {"url": "https://toko.example/a.webp"}}}),
        json!({"attachment": {"type": "MEDIA_SHARE", "payload": {"id": "7"}}}),
    ] {
        let body = json!({"recipient": {"id": rina}, "message": message});
        assert_eq!(
            refused(&send(&desk, &token, body).await).0,
            100,
            "{message}"
        );
    }
    for body in [
        json!({"message": {"text": "x"}}),
        json!({"recipient": {"id": rina}, "message": {"text": "x"}, "tag": "ACCOUNT_UPDATE"}),
        json!({"recipient": {"id": rina}, "message": {"text": "x"}, "reply_to": {"mid": "no"}}),
        json!({"recipient": {"id": rina}, "sender_action": "dance"}),
        json!({"recipient": {"id": rina}, "sender_action": "react", "payload": {"message_id": "no", "reaction": "love"}}),
    ] {
        assert_eq!(
            refused(&send(&desk, &token, body.clone()).await).0,
            100,
            "{body}"
        );
    }
    let just = "é".repeat(500);
    let body = json!({"recipient": {"id": rina}, "message": {"text": just}});
    assert_eq!(send(&desk, &token, body).await.0, 200, "a thousand bytes");
}

#[tokio::test]
async fn what_was_not_allowed_cannot_be_done() {
    let desk = stage().await;
    connected(&desk).await;
    let rina = igsid(&desk).await;
    let body = json!({"client_id": super::stage::APP, "redirect_uri": super::stage::BACK, "account": SHOP,
        "scopes": ["instagram_business_basic"], "ending": "allow"});
    let told = desk
        .control("POST", "/instagram/authorize/finish", Some(body))
        .await;
    let to = reqwest::Url::parse(told["to"].as_str().unwrap()).unwrap();
    let (_, answer) = exchange(&desk, &part(&to, "code").unwrap(), &[]).await;
    let token = answer["data"][0]["access_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let message = json!({"recipient": {"id": rina}, "message": {"text": "x"}});
    assert_eq!(refused(&send(&desk, &token, message).await).0, 10);
    let path = format!("/{SHOP}/subscribed_apps?subscribed_fields=comments");
    let answer = graph(&desk, "POST", &path, &token, None).await;
    assert_eq!(refused(&answer).0, 10);
}

#[tokio::test]
async fn a_file_is_handed_over_and_sent_by_its_id() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let rina = igsid(&desk).await;
    let upload = |mime: &'static str| {
        let file = Part::bytes(b"\x89PNG\r\n\x1a\n".to_vec())
            .file_name("a.png")
            .mime_str(mime)
            .unwrap();
        let about = json!({"attachment": {"type": "image", "payload": {"is_reusable": true}}});
        let form = Form::new()
            .text("message", about.to_string())
            .part("filedata", file);
        let address = format!("{}/instagram/v25.0/{SHOP}/message_attachments", desk.base);
        let request = desk.http.post(address).bearer_auth(&token).multipart(form);
        async move { request.send().await.unwrap().json::<Value>().await.unwrap() }
    };
    assert_eq!(upload("image/webp").await["error"]["code"], 100);
    let id = upload("image/png").await["attachment_id"].clone();
    let body = json!({"recipient": {"id": rina},
        "message": {"attachment": {"type": "image", "payload": {"attachment_id": id}}}});
    assert_eq!(send(&desk, &token, body).await.0, 200);
    let echo = hear(&desk, "picture", |item| {
        item["message"]["attachments"].is_array()
    })
    .await;
    let url = echo["message"]["attachments"][0]["payload"]["url"]
        .as_str()
        .unwrap();
    let file = desk.http.get(url).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "image/png");
    let forged = url.replace("signature=", "signature=0");
    assert_eq!(desk.http.get(forged).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_comment_is_answered_privately_once_within_a_week() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let (comment, _) = comments(&desk, "Ada ukuran M?", None).await;
    let reply = |comment: &str| json!({"recipient": {"comment_id": comment}, "message": {"text": "Ada, Kak."}});
    let (status, answer) = send(&desk, &token, reply(&comment)).await;
    assert_eq!(status, 200, "{answer}");
    let rina = answer["recipient_id"].clone();
    assert_eq!(
        refused(&send(&desk, &token, reply(&comment)).await),
        (100, 2_534_025)
    );
    let more = json!({"recipient": {"id": rina}, "message": {"text": "Mau?"}});
    assert_eq!(
        refused(&send(&desk, &token, more.clone()).await),
        (10, 2_534_022),
        "not before an answer"
    );
    let consent = graph(
        &desk,
        "GET",
        &format!("/{}", rina.as_str().unwrap()),
        &token,
        None,
    )
    .await;
    assert_eq!(refused(&consent).0, 230, "a comment is no consent");
    let shown = phone(&desk).await;
    assert_eq!(
        (&shown["request"], &shown["messages"][0]["comment"]),
        (&json!(true), &json!("Ada ukuran M?"))
    );
    says(&desk, json!({"text": "Mau"})).await;
    assert_eq!(send(&desk, &token, more).await.0, 200);
    assert_eq!(phone(&desk).await["request"], false);

    let (late, _) = comments(&desk, "Halo?", None).await;
    later(&desk, 7 * DAY_MS).await;
    assert_eq!(
        refused(&send(&desk, &token, reply(&late)).await),
        (100, 2_534_025)
    );
    assert_eq!(
        refused(&send(&desk, &token, reply("17850000000000000")).await),
        (100, 2_534_025)
    );
}
