//! A partner chooses how it looks; what cannot be read or could run is refused.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::people::KeyScope;
use desk::keys::{self, Scope};
use desk::provision::WorkspaceRole;
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::Tenant;

use crate::support::{Answer, Ask, House};

const BRAND: &str = "/api/v1/partner/brand";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

async fn change(house: &House, key: &SecretString, body: &Value) -> Answer {
    house
        .call(Ask::new("PATCH", BRAND).json(body).key(key))
        .await
}

async fn partner_key(house: &House, tenant: &Tenant) -> SecretString {
    keys::issue_for(
        &house.desk,
        KeyScope::Partner(tenant.partner),
        "uji",
        &[Scope::Manage],
    )
    .await
    .unwrap()
    .secret
}

#[tokio::test]
async fn a_partner_changes_its_look_and_its_clients_wear_it() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let other = Tenant::new(&house.database).await.unwrap();
    let key = partner_key(&house, &tenant).await;
    let wish =
        json!({ "name": "Biru Agency", "colors": { "light": "#1b4fa3", "dark": "#8db8ff" } });
    let changed = change(&house, &key, &wish).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let owner = house.member(tenant.workspace, WorkspaceRole::Viewer).await;
    let seen = house
        .call(Ask::get("/api/v1/brand").session(&owner))
        .await
        .json();
    assert_eq!(seen["name"], "Biru Agency");
    assert_eq!(
        seen["colors"]["light"],
        json!({ "color": "#1b4fa3", "on": "#ffffff", "press": "#163f82" })
    );
    // Another partner's client looks as before.
    let stranger = house.member(other.workspace, WorkspaceRole::Viewer).await;
    let theirs = house
        .call(Ask::get("/api/v1/brand").session(&stranger))
        .await
        .json();
    assert_eq!(theirs["colors"], Value::Null);
    // What is absent stays; null goes back.
    let back = change(&house, &key, &json!({ "colors": null }))
        .await
        .json();
    assert_eq!(
        (&back["name"], &back["colors"]),
        (&json!("Biru Agency"), &Value::Null)
    );
}

#[tokio::test]
async fn a_colour_that_cannot_be_read_is_refused_with_its_ratio() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let key = partner_key(&house, &tenant).await;
    let pale = change(
        &house,
        &key,
        &json!({ "colors": { "light": "#ffcc00", "dark": "#ffcc00" } }),
    )
    .await;
    assert_eq!(pale.status, 422);
    assert_eq!(pale.code(), "invalid");
    let field = pale.json()["fields"][0].clone();
    assert_eq!(field["field"], "colors.light");
    let text = field["problem"].as_str().unwrap();
    assert!(
        text.contains(":1; at least 4.5:1") && text.contains("1.3"),
        "{text}"
    );
    let dark = change(
        &house,
        &key,
        &json!({ "colors": { "light": "#1b4fa3", "dark": "#1b4fa3" } }),
    )
    .await;
    assert_eq!(dark.json()["fields"][0]["field"], "colors.dark");
    let kept = house.call(Ask::get(BRAND).key(&key)).await.json();
    assert_eq!(kept["colors"], Value::Null, "a refused colour is not kept");
}

#[tokio::test]
async fn a_picture_is_public_and_svg_is_not_one() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let key = partner_key(&house, &tenant).await;
    let svg = STANDARD.encode("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    for wrong in [
        svg,
        STANDARD.encode("<html>"),
        "not base64!".to_owned(),
        STANDARD.encode(vec![0x89; 270_000]),
    ] {
        let answer = change(&house, &key, &json!({ "logo": wrong })).await;
        assert_eq!(answer.status, 422, "{answer:?}");
    }
    let kept = change(&house, &key, &json!({ "logo": STANDARD.encode(PNG) }))
        .await
        .json();
    let url = kept["logo_url"].as_str().unwrap().to_owned();
    let picture = house.call(Ask::get(&url)).await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.body, PNG);
    assert_eq!(picture.headers["content-type"], "image/png");
    assert_eq!(picture.headers["x-content-type-options"], "nosniff");
    let gone = change(&house, &key, &json!({ "logo": null })).await.json();
    assert_eq!(gone["logo_url"], Value::Null);
    assert_eq!(house.call(Ask::get(&url)).await.status, 404);
}
