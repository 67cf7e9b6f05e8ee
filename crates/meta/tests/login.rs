//! A profile's sign-in through the client: both forms of its answers, its refusals, and what stands in no error.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

#[expect(dead_code, reason = "each test program uses its part of the stub")]
mod support;

use meta::SecretString;
use meta::graph::{GraphClient, GraphConfig, GraphError};
use secrecy::ExposeSecret as _;
use support::{Step, Stub, answer, ok};

const SECRET: &str = "plantedappsecret";
const TOKEN: &str = "IGAplantedtoken";
const BACK: &str = "https://desk.example/settings/channels/instagram";

fn client(url: &str) -> GraphClient {
    GraphClient::new(GraphConfig {
        base_url: url.to_owned(),
        ..GraphConfig::default()
    })
    .unwrap()
}

async fn exchanged(stub: &Stub) -> Result<meta::graph::ShortLived, GraphError> {
    let (secret, code) = (SecretString::from(SECRET), SecretString::from("AQcode#_"));
    client(&stub.url)
        .exchange_login(
            &format!("{}/oauth/access_token", stub.url),
            ("42", &secret),
            &code,
            BACK,
        )
        .await
}

#[tokio::test]
async fn a_code_becomes_a_token_in_either_form() {
    for (body, permissions) in [
        (
            r#"{"data":[{"access_token":"S1","user_id":"9001","permissions":"basic, messages"}]}"#,
            Some(vec!["basic".to_owned(), "messages".to_owned()]),
        ),
        (
            r#"{"access_token":"S1","user_id":9001,"permissions":["basic","messages"]}"#,
            Some(vec!["basic".to_owned(), "messages".to_owned()]),
        ),
        (r#"{"access_token":"S1","user_id":9001}"#, None),
    ] {
        let stub = Stub::start(vec![Step::Answer(ok(body))]).await;
        let short = exchanged(&stub).await.unwrap();
        assert_eq!(short.token.expose_secret(), "S1");
        assert_eq!(short.permissions, permissions);
        let asked = stub.seen().remove(0);
        let (head, form) = asked.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /oauth/access_token HTTP"), "{head}");
        assert!(
            !head.contains(SECRET) && form.contains(SECRET),
            "in the body alone"
        );
        assert!(
            form.contains("code=AQcode&") || form.ends_with("code=AQcode"),
            "{form}"
        );
    }
}

#[tokio::test]
async fn what_the_sign_in_refuses_is_a_refusal_and_what_is_no_token_is_none() {
    let flat = r#"{"error_type":"OAuthException","code":400,"error_message":"Matching code was not found or was already used"}"#;
    let graph = r#"{"error":{"message":"no","type":"OAuthException","code":1}}"#;
    for body in [flat, graph] {
        let stub = Stub::start(vec![Step::Answer(answer(400, "application/json", body))]).await;
        let refused = exchanged(&stub).await.unwrap_err();
        assert!(matches!(refused, GraphError::Refused(_)), "{refused:?}");
    }
    for body in [
        "{}",
        r#"{"data":[]}"#,
        r#"{"data":[{"access_token":""}]}"#,
        "<html>",
    ] {
        let stub = Stub::start(vec![Step::Answer(ok(body))]).await;
        let none = exchanged(&stub).await.unwrap_err();
        assert!(
            matches!(none, GraphError::Unreadable { .. }),
            "{body}: {none:?}"
        );
    }
    // A status of refusal makes nothing of what looks like a token.
    let given = answer(500, "application/json", r#"{"access_token":"S1"}"#);
    let stub = Stub::start(vec![Step::Answer(given)]).await;
    assert!(exchanged(&stub).await.is_err());
}

#[tokio::test]
async fn long_lived_tokens_have_an_end_and_their_addresses_stay_unsaid() {
    let lives = r#"{"access_token":"IGA2","token_type":"bearer","expires_in":5183944}"#;
    let texts = r#"{"access_token":"IGA2","token_type":"bearer","expires_in":"5183944"}"#;
    let endless = r#"{"access_token":"IGA2","token_type":"bearer"}"#;
    let stub = Stub::start(vec![
        Step::Answer(ok(lives)),
        Step::Answer(ok(texts)),
        Step::Answer(ok(endless)),
        Step::Drop,
    ])
    .await;
    let (secret, token) = (SecretString::from(SECRET), SecretString::from(TOKEN));
    let client = client(&stub.url);
    let long = client.long_lived(&secret, &token).await.unwrap();
    assert_eq!(
        (long.token.expose_secret(), long.expires_in),
        ("IGA2", 5_183_944)
    );
    let again = client.refresh_token(&token).await.unwrap();
    assert_eq!(again.expires_in, 5_183_944);
    assert!(
        client.refresh_token(&token).await.is_err(),
        "one without an end is none"
    );
    let lost = client.long_lived(&secret, &token).await.unwrap_err();
    for said in [format!("{lost:?}"), lost.to_string(), format!("{long:?}")] {
        assert!(
            !said.contains(SECRET) && !said.contains(TOKEN) && !said.contains("IGA2"),
            "{said}"
        );
    }
    let seen = stub.seen();
    assert!(
        seen[0].starts_with("GET /access_token?grant_type=ig_exchange_token&"),
        "{}",
        seen[0]
    );
    assert!(seen[1].starts_with("GET /refresh_access_token?grant_type=ig_refresh_token&"));
}
