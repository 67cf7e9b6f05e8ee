//! More accounts.

use serde_json::json;

use super::stage::{SHOP, stage};
use crate::support::{Desk, desk_with};

async fn add(desk: &Desk, id: &str) -> (u16, serde_json::Value) {
    let seed = json!({"id": id, "username": "kopi.senja", "name": "Kopi Senja"});
    let path = "/_sandbox/instagram/accounts";
    desk.call("POST", path, None, Some(seed)).await
}

#[tokio::test]
async fn an_account_is_added_once_and_never_changed_by_another() {
    let desk = stage().await;
    let (status, made) = add(&desk, "17841400700200399").await;
    assert_eq!(
        (status, &made["username"], &made["connected"]),
        (200, &json!("kopi.senja"), &json!(false))
    );
    for id in ["17841400700200399", SHOP] {
        let (status, answer) = add(&desk, id).await;
        assert_eq!(
            (status, &answer["error"]),
            (422, &json!("this account exists already"))
        );
    }
    let list = desk.control("GET", "/instagram", None).await;
    let accounts = list["accounts"].as_array().unwrap();
    let named: Vec<_> = accounts.iter().map(|one| &one["username"]).collect();
    assert_eq!(named, ["toko.angin", "angin.outlet", "kopi.senja"]);
}

#[tokio::test]
async fn without_an_instagram_app_there_are_no_accounts() {
    let desk = desk_with(|_| {}).await;
    let (status, answer) = add(&desk, "").await;
    assert_eq!(
        (status, &answer["error"]),
        (404, &json!("there is no Instagram app in this sandbox"))
    );
    for (method, path, body) in [
        ("GET", "/_sandbox/instagram/authorize", None),
        (
            "POST",
            "/_sandbox/instagram/accounts/1/leave",
            Some(json!({"kind": "revoke"})),
        ),
    ] {
        let (status, answer) = desk.call(method, path, None, body).await;
        assert_eq!(
            (status, &answer["error"]),
            (404, &json!("there is no Instagram app in this sandbox"))
        );
    }
}
