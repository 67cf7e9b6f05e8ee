//! The Graph client against a scripted server: what each ending proves, and that a token never shows.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

mod support;

use std::fmt::Write as _;
use std::time::Duration;

use bytes::Bytes;
use domain::failure::{FailureClass, SendOutcome};
use meta::SecretString;
use meta::graph::{CallbackOverride, GraphClient, GraphConfig, GraphError, MediaRefusal};
use serde_json::json;
use support::{Step, Stub, answer, ok};

const PLANTED: &str = "EAAplantedtokenplantedtoken";

fn token() -> SecretString {
    SecretString::from(PLANTED)
}

fn client(url: &str) -> GraphClient {
    GraphClient::new(GraphConfig {
        base_url: url.to_owned(),
        connect_timeout: Duration::from_millis(500),
        total_timeout: Duration::from_millis(800),
        media_timeout: Duration::from_millis(800),
        max_answer: 4096,
        ..GraphConfig::default()
    })
    .unwrap()
}

async fn send(client: &GraphClient) -> SendOutcome {
    let body = json!({"messaging_product": "whatsapp", "to": "+62811", "type": "text", "text": {"body": "hi"}});
    client
        .send_message(&token(), "5550001", "messages", &body, None)
        .await
        .value
}

const TAKEN: &str =
    r#"{"contacts":[{"input":"+62811","wa_id":"62811"}],"messages":[{"id":"wamid.T"}]}"#;

#[tokio::test]
async fn a_taken_message() {
    let stub = Stub::start(vec![Step::Answer(ok(TAKEN))]).await;
    let client = client(&stub.url);
    let body = json!({"text": {"body": "caf\u{e9}"}});
    let got = client
        .send_message(&token(), "5550001", "messages", &body, None)
        .await;
    assert!(
        matches!(got.value, SendOutcome::Accepted { ref provider_id, .. } if provider_id == "wamid.T")
    );
    assert_eq!(got.facts.date.unwrap().timestamp(), 1_791_273_600);
    assert_eq!(got.facts.trace.as_deref(), Some("Atrace"));
    let seen = stub.seen();
    assert_eq!(seen.len(), 1);
    assert!(
        seen[0].starts_with("POST /v25.0/5550001/messages HTTP/1.1\r\n"),
        "{}",
        seen[0]
    );
    assert!(seen[0].contains(&format!("authorization: Bearer {PLANTED}\r\n")));
    assert!(seen[0].ends_with(r#"{"text":{"body":"café"}}"#));
}

#[tokio::test]
async fn nothing_left_when_there_is_no_connection() {
    // A port that nobody listens on.
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let refused = send(&client(&format!("http://{address}"))).await;
    assert!(
        matches!(refused, SendOutcome::NotSent { error: None, .. }),
        "{refused:?}"
    );
    let nameless = send(&client("http://no-such-host.invalid")).await;
    assert!(
        matches!(nameless, SendOutcome::NotSent { error: None, .. }),
        "{nameless:?}"
    );
    // TLS towards something that does not speak it.
    let stub = Stub::start(vec![]).await;
    let tls = send(&client(&stub.url.replace("http://", "https://"))).await;
    assert!(
        matches!(tls, SendOutcome::NotSent { error: None, .. }),
        "{tls:?}"
    );
    assert!(stub.seen().is_empty());
}

#[tokio::test]
async fn once_bytes_left_only_an_answer_proves_anything() {
    let half = ok(TAKEN).split_at(120).0.to_owned();
    let endings = [
        Step::Drop,
        Step::Stall,
        Step::AnswerAndClose(half),
        Step::AnswerAndClose("not http at all\r\n\r\n".to_owned()),
        Step::Answer(answer(502, "text/html", "<html>")),
        Step::Answer(answer(307, "text/html", "")),
        Step::Answer(ok(&"x".repeat(5000))),
    ];
    for ending in endings {
        let stub = Stub::start(vec![ending.clone()]).await;
        let got = send(&client(&stub.url)).await;
        assert!(
            matches!(got, SendOutcome::Unknown { .. }),
            "{ending:?} {got:?}"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(stub.seen().len(), 1, "{ending:?}");
    }
}

/// A kept connection that dies under a request: the request is not made again by any layer.
#[tokio::test]
async fn a_reused_connection_is_no_reason_to_send_twice() {
    let stub = Stub::start(vec![
        Step::Answer(ok(TAKEN)),
        Step::Drop,
        Step::Answer(ok(TAKEN)),
    ])
    .await;
    let client = client(&stub.url);
    assert!(matches!(send(&client).await, SendOutcome::Accepted { .. }));
    assert!(matches!(send(&client).await, SendOutcome::Unknown { .. }));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Stub::start(vec![Step::Answer(ok(TAKEN))]).await;
    let moved = format!(
        "HTTP/1.1 302 Found\r\nlocation: {}/x\r\ncontent-length: 0\r\n\r\n",
        other.url
    );
    let stub = Stub::start(vec![Step::Answer(moved.clone()), Step::Answer(moved)]).await;
    let client = client(&stub.url);
    assert!(matches!(send(&client).await, SendOutcome::Unknown { .. }));
    let file = client
        .download_media(&token(), &format!("{}/f", stub.url), None, 1000)
        .await;
    assert_eq!(
        file.unwrap_err(),
        GraphError::Media(MediaRefusal::Status(302))
    );
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn refusals_by_code() {
    let error = |code: i64| {
        answer(400, "application/json", &json!({"error": {"code": code, "message": "no", "type": "OAuthException", "error_data": {"details": "why"}}}).to_string())
    };
    let stub = Stub::start(vec![
        Step::Answer(error(131_047)),
        Step::Answer(error(131_056)),
    ])
    .await;
    let client = client(&stub.url);
    match send(&client).await {
        SendOutcome::Rejected { error, class } => {
            assert_eq!(class, FailureClass::WindowClosed);
            assert_eq!(error.details.as_deref(), Some("why"));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        send(&client).await,
        SendOutcome::NotSent {
            after_ms: 6_000,
            ..
        }
    ));
}

#[tokio::test]
async fn reads_and_settings() {
    let stub = Stub::start(vec![
        Step::Answer(ok(r#"{"success":true}"#)),
        Step::Answer(ok(r#"{"id":"5550001","quality_rating":"GREEN","throughput":{"level":"STANDARD"},"health_status":{"can_send_message":"AVAILABLE"}}"#)),
        Step::Answer(ok(r#"{"data":{"is_valid":true,"app_id":"7","scopes":["a"]}}"#)),
        Step::Answer(ok(r#"{"success":true}"#)),
    ])
    .await;
    let client = client(&stub.url);
    client
        .mark_as_read(&token(), "5550001", "wamid.X", true)
        .await
        .unwrap();
    let number = client
        .phone_number(&token(), "5550001")
        .await
        .unwrap()
        .value;
    assert_eq!(number.quality.as_deref(), Some("GREEN"));
    assert_eq!(number.can_send.as_deref(), Some("AVAILABLE"));
    let app = SecretString::from("7|appsecretplanted");
    assert!(
        client
            .debug_token(&app, &token())
            .await
            .unwrap()
            .value
            .is_valid
    );
    let callback = CallbackOverride {
        callback_uri: "https://desk.example/api/webhooks/wa".to_owned(),
        verify_token: SecretString::from("verifyplanted"),
    };
    assert!(!format!("{callback:?}").contains("verifyplanted"));
    client
        .subscribe_app(&token(), "900", Some(&callback))
        .await
        .unwrap();
    let seen = stub.seen();
    assert!(seen[0].contains(r#""typing_indicator":{"type":"text"}"#));
    assert!(seen[1].starts_with("GET /v25.0/5550001?fields=id%2C"));
    assert!(seen[2].starts_with(&format!("GET /v25.0/debug_token?input_token={PLANTED} ")));
    assert!(seen[2].contains("authorization: Bearer 7|appsecretplanted"));
    assert!(seen[3].starts_with("POST /v25.0/900/subscribed_apps "));
    assert!(seen[3].contains("verifyplanted"));
}

#[tokio::test]
async fn a_number_is_read_where_meta_does_not_have_every_field() {
    let refusal = r#"{"error":{"message":"(#100) Tried accessing nonexisting field (new_display_name)","type":"OAuthException","code":100,"fbtrace_id":"A"}}"#;
    let stub = Stub::start(vec![
        Step::Answer(answer(400, "application/json", refusal)),
        Step::Answer(ok(r#"{"id":"5550001","name_status":"APPROVED","webhook_configuration":
            {"phone_number":"","whatsapp_business_account":"https://desk.example/b","application":"https://desk.example/a"}}"#)),
        Step::Answer(answer(400, "application/json", refusal)),
        Step::Answer(answer(400, "application/json", refusal)),
    ])
    .await;
    let client = client(&stub.url);
    let read = || async { client.phone_number(&token(), "5550001").await };
    let number = read().await.unwrap().value;
    assert_eq!(number.name_status.as_deref(), Some("APPROVED"));
    assert_eq!(number.new_name, None);
    assert_eq!(number.webhook.as_deref(), Some("https://desk.example/b"));
    assert!(read().await.is_err(), "asked twice, never for ever");
    let seen = stub.seen();
    assert_eq!(seen.len(), 4);
    assert!(seen[0].contains("new_display_name") && !seen[1].contains("new_display_name"));
}

#[tokio::test]
async fn template_pages_are_asked_for_by_mark() {
    let page = |name: &str, after: &str, next: bool| {
        let mut body = json!({"data": [{"name": name}], "paging": {"cursors": {"after": after}}});
        if next {
            body["paging"]["next"] = json!("https://evil.example/steal");
        }
        Step::Answer(ok(&body.to_string()))
    };
    let stub = Stub::start(vec![
        page("a", "m1", true),
        page("b", "m2", true),
        page("c", "m3", false),
    ])
    .await;
    let all = client(&stub.url)
        .templates(&token(), "900")
        .await
        .unwrap()
        .value;
    assert_eq!(all.len(), 3);
    let seen = stub.seen();
    assert!(seen[1].contains("&after=m1 "));
    assert!(seen[2].contains("&after=m2 "));
    let endless = Stub::start(vec![page("a", "m1", true), page("b", "m1", true)]).await;
    assert!(
        client(&endless.url)
            .templates(&token(), "900")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn files_up_and_down() {
    let sha = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    let stub = Stub::start(vec![
        Step::Answer(ok(r#"{"id":"771"}"#)),
        Step::Answer(ok(&json!({"url": "https://lookaside.fbsbx.com/x", "mime_type": "image/png", "sha256": sha, "file_size": "1", "id": "771"}).to_string())),
        Step::Answer(answer(200, "image/png", "x")),
        Step::Answer(answer(200, "image/png", "y")),
        Step::Answer(answer(200, "image/png", &"x".repeat(100))),
        Step::Answer(answer(404, "text/html", "gone")),
    ])
    .await;
    let client = client(&stub.url);
    let id = client
        .upload_media(
            &token(),
            "5550001",
            Bytes::from_static(b"PNGBYTES"),
            "image/png",
            "a \"b\".png",
        )
        .await
        .unwrap();
    assert_eq!(id.value, "771");
    let info = client
        .media_info(&token(), "771", Some("5550001"))
        .await
        .unwrap()
        .value;
    assert_eq!(info.size, Some(1));
    let address = format!("{}/file/771", stub.url);
    let got = client
        .download_media(&token(), &address, Some(sha), 10)
        .await
        .unwrap()
        .value;
    assert_eq!((&got.bytes[..], got.sha256.as_str()), (&b"x"[..], sha));
    let refusals = [
        MediaRefusal::Hash,
        MediaRefusal::TooLong(10),
        MediaRefusal::Status(404),
    ];
    for refusal in refusals {
        let error = client
            .download_media(&token(), &address, Some(sha), 10)
            .await
            .unwrap_err();
        assert_eq!(error, GraphError::Media(refusal));
    }
    let away = client
        .download_media(&token(), "https://evil.example/x", None, 10)
        .await;
    assert_eq!(away.unwrap_err(), GraphError::Media(MediaRefusal::Host));
    let seen = stub.seen();
    assert!(seen[0].contains("name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"));
    assert!(
        seen[0].contains("content-type: image/png") || seen[0].contains("Content-Type: image/png")
    );
    assert!(seen[0].contains("PNGBYTES"));
    assert!(seen[1].starts_with("GET /v25.0/771?phone_number_id=5550001 "));
}

/// Whatever fails, and however it is printed, the token is not in it.
#[tokio::test]
async fn a_token_never_shows() {
    let stub = Stub::start(vec![
        Step::Drop,
        Step::Answer(answer(500, "text/html", "oops")),
        Step::Answer(answer(
            401,
            "application/json",
            r#"{"error":{"code":190,"message":"bad token"}}"#,
        )),
    ])
    .await;
    let nowhere = client("http://no-such-host.invalid");
    let client = client(&stub.url);
    let mut shown = format!("{client:?} {:?}", token());
    for tried in [&client, &client, &client, &nowhere] {
        let error = tried.debug_token(&token(), &token()).await.unwrap_err();
        write!(shown, "{error:?} {error} ").unwrap();
    }
    let odd = SecretString::from(format!("{PLANTED}\n"));
    let error = client.phone_number(&odd, "5550001").await.unwrap_err();
    write!(shown, "{error:?} {error} {:?}", send(&nowhere).await).unwrap();
    let body = json!({});
    let outcome = client
        .send_message(&odd, "5550001", "messages", &body, None)
        .await;
    write!(shown, "{outcome:?}").unwrap();
    assert!(!shown.contains("planted"), "{shown}");
}

/// Meta's pages show a profile's values themselves, its schema one level below: both are read.
#[tokio::test]
async fn a_profile_is_read_in_both_shapes_and_changed_in_part() {
    let flat = r#"{"data":[{"about":"Buka","websites":["https://a.example"],"vertical":"RETAIL","profile_picture_url":"https://pps.whatsapp.net/x","messaging_product":"whatsapp"}]}"#;
    let deep = r#"{"data":[{"business_profile":{"about":"Buka","email":"a@b.example"}}]}"#;
    let refused = answer(
        400,
        "application/json",
        r#"{"error":{"message":"(#100) Param about must be shorter.","type":"OAuthException","code":100}}"#,
    );
    let stub = Stub::start(vec![
        Step::Answer(ok(flat)),
        Step::Answer(ok(deep)),
        Step::Answer(ok(r#"{"data":[]}"#)),
        Step::Answer(ok(r#"{"success":true}"#)),
        Step::Answer(refused),
    ])
    .await;
    let (client, token) = (client(&stub.url), token());
    let read = client.business_profile(&token, "5550001").await.unwrap();
    let mut words = read.value.words;
    assert_eq!((words.about.as_str(), words.websites.len()), ("Buka", 1));
    assert_eq!(
        read.value.picture.as_deref(),
        Some("https://pps.whatsapp.net/x")
    );
    let read = client.business_profile(&token, "5550001").await.unwrap();
    assert_eq!(
        (read.value.words.email.as_str(), read.value.picture),
        ("a@b.example", None)
    );
    let none = client.business_profile(&token, "5550001").await;
    assert!(matches!(none, Err(GraphError::Unreadable { .. })));
    words.about = "Tutup".to_owned();
    let change = client.change_business_profile(&token, "5550001", &words, &["about"]);
    change.await.unwrap();
    let sent = stub.seen().pop().unwrap();
    assert!(
        sent.contains("Tutup") && !sent.contains("websites"),
        "{sent}"
    );
    let change = client.change_business_profile(&token, "5550001", &words, &["about"]);
    assert!(matches!(change.await, Err(GraphError::Refused(_))));
}

/// A file for the app is announced, then handed over at the address that Meta named, with the scheme it wants.
#[tokio::test]
async fn a_file_for_the_app_goes_in_two_steps() {
    let stub = Stub::start(vec![
        Step::Answer(ok(r#"{"id":"upload:MTph==?sig=ARZ"}"#)),
        Step::Answer(ok(r#"{"h":"4::aW1h:x"}"#)),
        Step::Answer(ok(r#"{"id":"../me"}"#)),
    ])
    .await;
    let (client, token) = (client(&stub.url), token());
    let png = Bytes::from_static(b"PNGBYTES");
    let give = || client.upload_for_app(&token, "77", png.clone(), ("image/png", "a.png"));
    assert_eq!(give().await.unwrap().value, "4::aW1h:x");
    assert!(matches!(give().await, Err(GraphError::Unreadable { .. })));
    let seen = stub.seen();
    assert_eq!(seen.len(), 3);
    assert!(seen[0].starts_with(
        "POST /v25.0/77/uploads?file_length=8&file_type=image%2Fpng&file_name=a.png "
    ));
    assert!(
        seen[1].starts_with("POST /v25.0/upload:MTph==?sig=ARZ "),
        "{}",
        seen[1]
    );
    let head = seen[1].to_lowercase();
    assert!(head.contains("authorization: oauth ") && head.contains("file_offset: 0"));
    assert!(seen[1].ends_with("PNGBYTES"));
}
