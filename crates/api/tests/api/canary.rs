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

/// What is shown once is shown nowhere else, and no table holds it.
#[tokio::test]
async fn what_is_shown_once_is_kept_nowhere() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let call = async |ask: Ask| {
        let answer = house.call(ask.session(&scene.owner)).await;
        assert!(answer.status.is_success(), "{answer:?}");
        answer.json()
    };
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let behind = |url: &serde_json::Value| text(url).split_once('#').unwrap().1.to_owned();
    let invite = json!({ "email": "tamu@guest.example", "role": "agent" });
    let invited = call(Ask::post("/api/v1/invitations").json(&invite)).await;
    let reset = format!("/api/v1/members/{}/reset-link", scene.member);
    let reset = call(Ask::post(&reset)).await;
    let codes = call(Ask::post("/api/v1/account/codes")).await;
    let made = json!({ "name": "kasir", "scopes": ["read"] });
    let made = call(Ask::post("/api/v1/api-keys").json(&made)).await;
    let setup = desk::setup::open(&house.desk, None).await.unwrap();
    let session = scene.owner.cookie.split_once('=').unwrap().1.to_owned();
    let secrets = [
        behind(&invited["url"]),
        behind(&reset["url"]),
        text(&codes["secret"]),
        text(&made["key"]),
        setup.expose_secret().to_owned(),
        session,
        PASSWORD.to_owned(),
    ];
    for op in operations().iter().filter(|op| op.method == "get") {
        let (uri, _) = op.fill(0, &|_, names| scene.id_of(names));
        let answer = house.call(Ask::get(&uri).session(&scene.owner)).await;
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        for secret in &secrets {
            assert!(!body.contains(secret.as_str()), "{uri} tells it again");
        }
    }
    let mut admin = house.database.admin_connection().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('app.%I', tablename) FROM pg_tables WHERE schemaname = 'app'",
    )
    .fetch_all(&mut admin)
    .await
    .unwrap();
    assert!(tables.len() > 20);
    for table in tables {
        for secret in &secrets {
            let sql = format!(
                "SELECT count(*) FROM {table} t WHERE t::text LIKE '%{secret}%' OR t::text LIKE '%{}%'",
                hex::encode(secret)
            );
            let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_one(&mut admin)
                .await
                .unwrap();
            assert_eq!(found, 0, "{table} holds a secret as text");
        }
    }
}
