//! An Instagram account through the client: whose a token is, what is heard of it, and that a token never shows.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

#[expect(dead_code, reason = "each test program uses its part of the stub")]
mod support;

use bytes::Bytes;
use domain::outbound::UploadForm;
use meta::SecretString;
use meta::graph::{GraphClient, GraphConfig};
use serde_json::json;
use support::{Step, Stub, ok};

const PLANTED: &str = "IGAplantedtokenplantedtoken";

fn token() -> SecretString {
    SecretString::from(PLANTED)
}

fn client(url: &str) -> GraphClient {
    GraphClient::new(GraphConfig {
        base_url: url.to_owned(),
        ..GraphConfig::default()
    })
    .unwrap()
}

#[tokio::test]
async fn an_account_and_what_is_heard_of_it() {
    let stub = Stub::start(vec![
        Step::Answer(ok(
            r#"{"user_id":17841400000000001,"id":"9001","username":"tokoangin","media_count":12}"#,
        )),
        Step::Answer(ok(
            r#"{"data":[{"id":"7","subscribed_fields":["messages","comments"]}]}"#,
        )),
        Step::Answer(ok(r#"{"success":true}"#)),
        Step::Answer(ok(r#"{"recipient_id":"5"}"#)),
    ])
    .await;
    let client = client(&stub.url);
    let profile = client.me(&token()).await.unwrap().value;
    assert_eq!(profile.id, "17841400000000001");
    assert_eq!(profile.app_scoped_id.as_deref(), Some("9001"));
    assert_eq!(profile.username.as_deref(), Some("tokoangin"));
    let heard = client.subscribed_fields(&token(), "1784").await.unwrap();
    assert_eq!(heard.value, ["messages", "comments"]);
    client
        .subscribe_fields(&token(), "1784", &["messages", "comments"])
        .await
        .unwrap();
    let seen = json!({"recipient": {"id": "5"}, "sender_action": "mark_seen"});
    client
        .tell(&token(), "1784", "messages", &seen)
        .await
        .unwrap();
    let asked = stub.seen();
    assert!(asked[0].starts_with("GET /v25.0/me?fields=user_id%2C"));
    assert!(
        asked[2]
            .starts_with("POST /v25.0/1784/subscribed_apps?subscribed_fields=messages%2Ccomments ")
    );
    for request in &asked {
        let address = request.lines().next().unwrap();
        assert!(!address.contains(PLANTED), "{address}");
    }
}

#[tokio::test]
async fn a_file_is_handed_over_by_its_form() {
    let stub = Stub::start(vec![Step::Answer(ok(r#"{"attachment_id":"185"}"#))]).await;
    let form = UploadForm {
        edge: "message_attachments",
        fields: vec![("message", r#"{"attachment":{"type":"image"}}"#.to_owned())],
        file: "filedata",
        id: "attachment_id",
    };
    let file = (Bytes::from_static(b"picture"), "image/png", "a.png");
    let id = client(&stub.url)
        .upload(&token(), "1784", &form, file)
        .await
        .unwrap()
        .value;
    assert_eq!(id, "185");
    let asked = &stub.seen()[0];
    assert!(asked.starts_with("POST /v25.0/1784/message_attachments "));
    assert!(asked.contains("filedata") && asked.contains("picture"));
}
