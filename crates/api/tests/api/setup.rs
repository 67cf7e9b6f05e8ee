//! The first start. It concerns the whole house, so each test has a database of its own.

use chrono::Duration;
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use desk::setup;
use domain::ids::AppRef;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use testkit::{Database, Tenant};

use crate::support::{Answer, Ask, House, PASSWORD};

const PRINTED: &str = "printed-once-9k3f";

/// A house as it is after its first start, and the printed link's token.
async fn fresh() -> (House, String) {
    let database = Database::fresh().await.unwrap();
    let db = database.db().clone();
    let house = House::on(database, db, |settings| {
        settings.platform_app = Some(AppRef::new());
    })
    .await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let made = NewPerson {
        email: "owner@demo.example".to_owned(),
        name: "Sari".to_owned(),
        password: Some(PRINTED.into()),
        grants: vec![Grant::Workspace(tenant.workspace, WorkspaceRole::Owner)],
    };
    let made = provision::create_person(&house.desk, made).await.unwrap();
    let token = setup::open(&house.desk, Some(made.person.id))
        .await
        .unwrap();
    (house, token.expose_secret().to_owned())
}

fn newcomer(token: &str) -> Value {
    json!({ "token": token, "email": "rina@toko.example", "name": "Rina", "password": PASSWORD })
}

async fn set_up(house: &House, body: &Value) -> Answer {
    house.call(Ask::post("/api/v1/setup").json(body)).await
}

async fn is_open(house: &House) -> bool {
    house.call(Ask::get("/api/v1/setup")).await.status == 200
}

async fn login(house: &House, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    house.call(Ask::post("/api/v1/session").json(&body)).await
}

#[tokio::test]
async fn a_newcomer_makes_the_house_their_own_once() {
    let (house, token) = fresh().await;
    assert!(is_open(&house).await);
    assert_eq!(set_up(&house, &newcomer("guess")).await.code(), "link_over");
    let checks = json!({ "token": token });
    let checks = Ask::post("/api/v1/setup/checks").json(&checks);
    let checks = house.call(checks).await.json();
    let names: Vec<_> = checks["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| {
            (
                c["name"].as_str().unwrap().to_owned(),
                c["ok"].as_bool().unwrap(),
            )
        })
        .collect();
    let expected = ["database", "encryption_key", "public_url", "clock"];
    assert_eq!(names, expected.map(|name| (name.to_owned(), true)));
    let done = set_up(&house, &newcomer(&token)).await;
    assert_eq!(done.status, 200, "{done:?}");
    assert_eq!(done.json()["me"]["person"]["email"], "rina@toko.example");
    assert_eq!(done.json()["me"]["workspaces"][0]["simulated"], true);
    assert!(done.json()["meta"].is_null());
    assert!(!is_open(&house).await);
    assert_eq!(set_up(&house, &newcomer(&token)).await.code(), "link_over");
    // The printed password has gone with the address it was for.
    for email in ["owner@demo.example", "rina@toko.example"] {
        assert_eq!(
            login(&house, email, PRINTED).await.code(),
            "bad_credentials"
        );
    }
    assert_eq!(
        login(&house, "rina@toko.example", PASSWORD).await.status,
        200
    );
}

#[tokio::test]
async fn whoever_signs_in_first_closes_the_way() {
    let (house, token) = fresh().await;
    assert_eq!(
        login(&house, "owner@demo.example", PRINTED).await.status,
        200
    );
    assert!(!is_open(&house).await);
    assert_eq!(set_up(&house, &newcomer(&token)).await.code(), "link_over");
}

#[tokio::test]
async fn the_way_does_not_stay_open_for_ever() {
    let (house, token) = fresh().await;
    house.clock.advance(Duration::days(7));
    assert!(!is_open(&house).await);
    assert_eq!(set_up(&house, &newcomer(&token)).await.code(), "link_over");
}

#[tokio::test]
async fn a_real_app_is_kept_sealed_and_gets_a_workspace_of_its_own() {
    let (house, token) = fresh().await;
    let secret = "0123456789abcdef0123456789abcdef";
    let with = |url: &str, secret: &str| {
        let mut body = newcomer(&token);
        body["meta"] = json!({
            "business": "Toko Nyata", "app_id": "123456789012345", "app_secret": secret, "public_url": url,
        });
        body
    };
    let wrong = set_up(&house, &with("http://desk.example", secret)).await;
    assert_eq!(wrong.code(), "invalid");
    assert!(
        wrong.json()["detail"]
            .as_str()
            .unwrap()
            .contains("public_url")
    );
    assert_eq!(
        set_up(&house, &with("https://desk.example", "short"))
            .await
            .code(),
        "invalid"
    );
    assert!(is_open(&house).await, "a refused try leaves it open");
    let done = set_up(&house, &with("https://desk.example/", secret)).await;
    assert_eq!(done.status, 200, "{done:?}");
    let done = done.json();
    assert_eq!(
        done["meta"]["webhook_url"],
        "https://desk.example/api/webhooks/wa"
    );
    let places = done["me"]["workspaces"].as_array().unwrap();
    assert_eq!(places.len(), 1);
    assert_eq!(places[0]["name"], "Toko Nyata");
    assert_eq!(places[0]["simulated"], false);
    let mut tx = house.desk.db().platform().await.unwrap();
    let chosen = db::setup::chosen(&mut tx).await.unwrap().unwrap();
    assert_eq!(chosen.choice, "meta");
    assert_eq!(chosen.public_url.as_deref(), Some("https://desk.example"));
}
