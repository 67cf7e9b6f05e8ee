//! Partners and the platform make workspaces and people.

use db::people::KeyScope;
use desk::keys::{self, Scope};
use domain::ids::PartnerId;
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::Tenant;

use crate::support::{Answer, Ask, House};

async fn key(house: &House, scope: KeyScope) -> SecretString {
    keys::issue_for(&house.desk, scope, "uji", &[Scope::Manage])
        .await
        .unwrap()
        .secret
}

async fn make(house: &House, key: &SecretString, uri: &str, again: &str, body: &Value) -> Answer {
    house
        .call(
            Ask::post(uri)
                .json(body)
                .key(key)
                .header("idempotency-key", again),
        )
        .await
}

#[tokio::test]
async fn a_partner_makes_a_workspace_once_and_sees_its_own_only() {
    let house = House::new().await;
    let (mine, other) = (
        Tenant::new(&house.database).await.unwrap(),
        Tenant::new(&house.database).await.unwrap(),
    );
    let mine_key = key(&house, KeyScope::Partner(mine.partner)).await;
    let other_key = key(&house, KeyScope::Partner(other.partner)).await;
    let body = json!({ "name": "Warung Baru", "timezone": "Asia/Makassar" });
    let made = make(
        &house,
        &mine_key,
        "/api/v1/partner/workspaces",
        "w-1",
        &body,
    )
    .await;
    assert_eq!(made.status, 201, "{made:?}");
    assert!(
        made.json().get("api_key").is_none(),
        "a partner gets no key to a workspace"
    );
    let again = make(
        &house,
        &mine_key,
        "/api/v1/partner/workspaces",
        "w-1",
        &body,
    )
    .await;
    assert_eq!((again.status, again.json()), (made.status, made.json()));
    let changed = make(
        &house,
        &mine_key,
        "/api/v1/partner/workspaces",
        "w-1",
        &json!({ "name": "Lain" }),
    )
    .await;
    assert_eq!(changed.code(), "already_created");
    // The same key of another partner makes another workspace.
    let elsewhere = make(
        &house,
        &other_key,
        "/api/v1/partner/workspaces",
        "w-1",
        &body,
    )
    .await;
    assert_ne!(
        elsewhere.json()["workspace"]["id"],
        made.json()["workspace"]["id"]
    );

    let list = house
        .call(Ask::get("/api/v1/partner/workspaces").key(&mine_key))
        .await
        .json();
    let names: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w["name"].clone())
        .collect();
    assert_eq!(names, ["Toko Uji", "Warung Baru"]);
    assert_eq!(list["items"][0]["messages_in_30d"], 0);
    for wrong in [
        json!({ "name": "" }),
        json!({ "name": "x", "timezone": "Mars/Olympus" }),
        json!({ "name": "x", "locale": "?" }),
    ] {
        assert_eq!(
            make(
                &house,
                &mine_key,
                "/api/v1/partner/workspaces",
                "w-2",
                &wrong
            )
            .await
            .code(),
            "invalid"
        );
    }
}

#[tokio::test]
async fn the_platform_makes_partners_workspaces_and_people() {
    let house = House::new().await;
    let platform = key(&house, KeyScope::Platform).await;
    let once = uuid::Uuid::new_v4().to_string();
    let partner = make(
        &house,
        &platform,
        "/api/v1/admin/partners",
        &once,
        &json!({ "name": "Mitra" }),
    )
    .await;
    assert_eq!(partner.status, 201, "{partner:?}");
    assert_eq!(
        make(
            &house,
            &platform,
            "/api/v1/admin/partners",
            &once,
            &json!({ "name": "Mitra" })
        )
        .await
        .code(),
        "already_created"
    );
    let body = json!({ "partner_id": partner.json()["id"], "name": "Toko" });
    let workspace = make(&house, &platform, "/api/v1/admin/workspaces", &once, &body).await;
    assert_eq!(workspace.status, 201, "{workspace:?}");
    let nobodys = json!({ "partner_id": PartnerId::new(), "name": "Toko" });
    assert_eq!(
        make(
            &house,
            &platform,
            "/api/v1/admin/workspaces",
            "none",
            &nobodys
        )
        .await
        .code(),
        "not_found"
    );

    let email = format!("{once}@toko.example");
    let person = json!({
        "email": email, "name": "Budi",
        "memberships": [
            { "workspace_id": workspace.json()["workspace"]["id"], "role": "owner" },
            { "partner_id": partner.json()["id"] },
        ],
    });
    let made = house
        .call(
            Ask::post("/api/v1/admin/people")
                .json(&person)
                .key(&platform),
        )
        .await;
    assert_eq!(made.status, 201, "{made:?}");
    let password = made.json()["password"].as_str().unwrap().to_owned();
    assert_eq!(
        house
            .call(
                Ask::post("/api/v1/admin/people")
                    .json(&person)
                    .key(&platform)
            )
            .await
            .code(),
        "email_taken"
    );
    let login = json!({ "email": email, "password": password });
    let me = house
        .call(Ask::post("/api/v1/session").json(&login))
        .await
        .json();
    assert_eq!(me["workspaces"][0]["role"], "owner");
    assert_eq!(me["partners"][0]["name"], "Mitra");
    let halves =
        json!({ "email": "x@y.example", "name": "X", "memberships": [{ "role": "owner" }] });
    assert_eq!(
        house
            .call(
                Ask::post("/api/v1/admin/people")
                    .json(&halves)
                    .key(&platform)
            )
            .await
            .code(),
        "invalid"
    );
}

#[tokio::test]
async fn an_operator_acts_for_their_own_partner() {
    let house = House::new().await;
    let (mine, other) = (
        Tenant::new(&house.database).await.unwrap(),
        Tenant::new(&house.database).await.unwrap(),
    );
    let email = format!("{}@mitra.example", uuid::Uuid::new_v4().simple());
    let new = desk::provision::NewPerson {
        email: email.clone(),
        name: "Wati".to_owned(),
        password: Some(crate::support::PASSWORD.into()),
        grants: vec![desk::provision::Grant::Partner(mine.partner)],
    };
    desk::provision::create_person(&house.desk, new)
        .await
        .unwrap();
    let cookie = house.sign_in(&email).await;
    let list = |partner: Option<PartnerId>| {
        let ask = Ask::get("/api/v1/partner/workspaces").cookie(&cookie);
        match partner {
            Some(id) => ask.header("loket-partner", &id.to_string()),
            None => ask,
        }
    };
    assert_eq!(house.call(list(Some(mine.partner))).await.status, 200);
    assert_eq!(house.call(list(None)).await.code(), "partner_missing");
    let (foreign, unknown) = (
        house.call(list(Some(other.partner))).await,
        house.call(list(Some(PartnerId::new()))).await,
    );
    assert_eq!(
        (foreign.code().as_str(), foreign.without_reference()),
        ("not_found", unknown.without_reference())
    );
    // An operator is no member of the workspaces: nothing of a contact is theirs to read.
    let peek = Ask::get("/api/v1/conversations")
        .cookie(&cookie)
        .workspace(mine.workspace);
    assert_eq!(house.call(peek).await.code(), "not_found");
}
