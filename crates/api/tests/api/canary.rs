//! Secrets planted everywhere must come out nowhere.

use std::fmt::Write;

use secrecy::ExposeSecret;
use serde_json::json;

use crate::scene::{CHANNEL_TOKEN, Scene};
use crate::schema::operations;
use crate::support::{APP_SECRET, Answer, Ask, House, PASSWORD, VERIFY_TOKEN};

#[tokio::test]
async fn no_answer_holds_a_secret() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let session = scene.owner.cookie.split_once('=').unwrap().1.to_owned();
    let key = scene.key.expose_secret().to_owned();
    let secrets = [
        CHANNEL_TOKEN,
        APP_SECRET,
        VERIFY_TOKEN,
        PASSWORD,
        session.as_str(),
        key.as_str(),
        "canary",
    ];
    let check = |what: &str, answer: &Answer| {
        let mut text = String::from_utf8_lossy(&answer.body).into_owned();
        for (name, value) in &answer.headers {
            let _ = write!(text, "\n{name}: {}", value.to_str().unwrap_or(""));
        }
        for secret in secrets {
            assert!(!text.contains(secret), "{what} tells {secret}: {text}");
        }
    };
    let mut answers = 0;
    for op in operations() {
        for body in 0..op.bodies.len().max(1) {
            let (uri, body) = op.fill(body, &|_, names| scene.id_of(names));
            let mut ask = Ask::new(&op.method, &uri).session(&scene.owner);
            if let Some(body) = &body {
                ask = ask.json(body);
            }
            // Signing out would end the walk.
            if op.path == "/session" && op.method == "delete" {
                continue;
            }
            check(
                &format!("{} {}", op.method, op.path),
                &house.call(ask).await,
            );
            answers += 1;
        }
    }
    assert!(answers > 30);
    // What is refused is not repeated, wherever the secret stood.
    let channel = json!({
        "kind": "whatsapp", "name": "Toko", "phone_number_id": "1", "waba_id": "2", "display": "+62",
        "token": CHANNEL_TOKEN, "app_id": "3", "app_secret": APP_SECRET,
    });
    let mistakes = [
        Ask::post("/api/v1/session").json(&json!({ "email": "a@b.example", "password": PASSWORD })),
        Ask::post("/api/v1/session").json(&json!({ "email": [PASSWORD], "password": PASSWORD })),
        Ask::post("/api/v1/session").json(&json!(PASSWORD)),
        Ask::post("/api/v1/session")
            .json(&json!({ "email": "a@b.example", "password": { "canary": 1 } })),
        Ask::post("/api/v1/channels/manual")
            .json(&json!({ "kind": CHANNEL_TOKEN, "token": { "a": 1 } }))
            .session(&scene.owner),
        Ask::get("/api/v1/channels").header("authorization", &format!("Bearer {key}x")),
        Ask::get("/api/v1/channels").header("authorization", &format!("Basic {key}")),
        Ask::get(&format!("/api/webhooks/wa?hub.verify_token={VERIFY_TOKEN}")),
    ];
    let connected = house
        .call(
            Ask::post("/api/v1/channels/manual")
                .json(&channel)
                .session(&scene.owner),
        )
        .await;
    check("connecting", &connected);
    for ask in mistakes {
        let what = format!("{ask:.80?}");
        let answer = house.call(ask).await;
        assert!(!answer.status.is_success(), "{what}: {answer:?}");
        check(&what, &answer);
    }
}
