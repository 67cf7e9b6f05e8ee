//! The owner leaves: by Meta's own settings, or because a token dies.

use serde_json::json;

use super::stage::{APP, SECRET, SHOP, connected, graph, says, stage, told};
use crate::support::desk_with;

#[tokio::test]
async fn a_revoked_token_does_nothing_and_nothing_is_told() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let path = format!("/instagram/accounts/{SHOP}/leave");
    desk.control("POST", &path, Some(json!({"kind": "revoke"})))
        .await;
    let (status, answer) = graph(&desk, "GET", "/me", &token, None).await;
    assert_eq!(
        (
            status,
            &answer["error"]["code"],
            &answer["error"]["error_subcode"]
        ),
        (400, &json!(190), &json!(458))
    );
    says(&desk, json!({"text": "Halo"})).await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert!(told(&desk).is_empty());
    let overview = desk.control("GET", "/instagram", None).await;
    assert_eq!(
        (&overview["accounts"][0]["connected"], &overview["app_id"]),
        (&json!(false), &json!(APP))
    );
    let (status, answer) = desk
        .call(
            "POST",
            &format!("/_sandbox{path}"),
            None,
            Some(json!({"kind": "deauthorize"})),
        )
        .await;
    assert_eq!(
        (status, &answer["error"]),
        (422, &json!("this sandbox was told no address for that"))
    );
}

#[tokio::test]
async fn the_app_is_told_by_a_request_that_its_secret_signs() {
    let heard = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let keep = std::sync::Arc::clone(&heard);
    let app = axum::Router::new().route(
        "/gone",
        axum::routing::post(move |body: String| async move {
            *keep.lock().unwrap() = body;
            axum::Json(json!({"url": "https://desk.example/status/7", "confirmation_code": "7"}))
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/gone", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let desk = desk_with(|config| {
        let mut played = sandbox::InstagramApp::new(APP, SECRET, "");
        played.deletion_url = Some(address);
        config.instagram = Some(played);
    })
    .await;
    let token = super::stage::long(&desk, SHOP).await;
    let (_, me) = graph(&desk, "GET", "/me", &token, None).await;
    let path = format!("/instagram/accounts/{SHOP}/leave");
    let told = desk
        .control("POST", &path, Some(json!({"kind": "delete_data"})))
        .await;
    assert_eq!(told["answers"][0]["body"]["confirmation_code"], "7");
    let body = heard.lock().unwrap().clone();
    let signed = body.strip_prefix("signed_request=").unwrap();
    let (proof, payload) = signed.split_once('.').unwrap();
    assert_eq!(proof, signature(payload));
    let payload: serde_json::Value = serde_json::from_slice(&decoded(payload)).unwrap();
    assert_eq!(
        (&payload["user_id"], &payload["algorithm"]),
        (&me["id"], &json!("HMAC-SHA256"))
    );
}

fn signature(payload: &str) -> String {
    use base64::Engine as _;
    use hmac::{KeyInit as _, Mac as _};
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(payload.as_bytes());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

fn decoded(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(text)
        .unwrap()
}
