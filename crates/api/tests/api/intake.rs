//! Webhooks: what Meta is answered.

use std::fmt::Write;

use domain::ids::AppRef;

use crate::support::{APP_SECRET, Ask, House, VERIFY_TOKEN};

pub(crate) fn signed(uri: &str, body: &[u8], secret: &str) -> Ask {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    let hex = mac
        .finalize()
        .into_bytes()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    Ask::post(uri)
        .raw(body)
        .header("x-hub-signature-256", &format!("sha256={hex}"))
}

#[tokio::test]
async fn a_signed_body_is_taken_and_nothing_else() {
    let house = House::new().await;
    let body = br#"{"object":"whatsapp_business_account","entry":[]}"#;
    let (own, other) = (
        format!("/api/webhooks/wa/{}", house.app),
        format!("/api/webhooks/wa/{}", AppRef::new()),
    );
    let cases = [
        (signed("/api/webhooks/wa", body, APP_SECRET), 200),
        (
            signed("/engagement/meta-whatsapp/webhook", body, APP_SECRET),
            200,
        ),
        (signed(&own, body, APP_SECRET), 200),
        (signed("/api/webhooks/wa", body, "another secret"), 401),
        (Ask::post("/api/webhooks/wa").raw(body), 401),
        (signed("/api/webhooks/wa", b"not json", APP_SECRET), 400),
        (signed("/api/webhooks/wa", b"17", APP_SECRET), 400),
        (signed(&other, body, APP_SECRET), 404),
        (signed("/api/webhooks/wa/no-uuid", body, APP_SECRET), 404),
        (
            signed("/api/webhooks/wa", &vec![b' '; (4 << 20) + 1], APP_SECRET),
            413,
        ),
        (Ask::new("DELETE", "/api/webhooks/wa"), 405),
    ];
    for (ask, status) in cases {
        let what = format!("{ask:.120?}");
        let answer = house.call(ask).await;
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        assert!(answer.body.is_empty(), "{what}: {answer:?}");
    }
}

#[tokio::test]
async fn the_handshake_echoes_the_challenge_and_no_markup() {
    let house = House::new().await;
    let uri = |token: &str, challenge: &str| {
        format!(
            "/api/webhooks/wa?hub.mode=subscribe&hub.verify_token={token}&hub.challenge={challenge}"
        )
    };
    let answer = house.call(Ask::get(&uri(VERIFY_TOKEN, "1158201444"))).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body.as_slice()),
        (200, b"1158201444".as_slice())
    );
    assert_eq!(answer.headers["content-type"], "text/plain");
    for wrong in [
        uri("wrong", "1"),
        uri(VERIFY_TOKEN, "%3Cscript%3E"),
        "/api/webhooks/wa".to_owned(),
    ] {
        let answer = house.call(Ask::get(&wrong)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.body.len()),
            (403, 0),
            "{wrong}"
        );
    }
    assert_eq!(
        house
            .call(Ask::get(&format!("/api/webhooks/wa/{}", AppRef::new())))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn instagram_has_a_door_of_its_own() {
    let house = House::new().await;
    let body = br#"{"object":"instagram","entry":[]}"#;
    let answer = house
        .call(signed("/api/webhooks/instagram", body, APP_SECRET))
        .await;
    assert_eq!(answer.status, 200);
    let forged = signed("/api/webhooks/instagram", body, "another secret");
    assert_eq!(house.call(forged).await.status, 401);
}
