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

const WORKSPACES: &str = "/api/v1/partner/workspaces";
const PARTNERS: &str = "/api/v1/admin/partners";
const SPACES: &str = "/api/v1/admin/workspaces";
const PEOPLE: &str = "/api/v1/admin/people";

/// Somebody with a key, asking with an idempotency key.
struct By<'a>(&'a House, SecretString);

impl By<'_> {
    async fn make(&self, uri: &str, once: &str, body: &Value) -> Answer {
        let ask = Ask::post(uri).json(body).key(&self.1);
        self.0.call(ask.header("idempotency-key", once)).await
    }
}

#[tokio::test]
async fn a_partner_makes_a_workspace_once_and_sees_its_own_only() {
    let house = House::new().await;
    let mine = Tenant::new(&house.database).await.unwrap();
    let other = Tenant::new(&house.database).await.unwrap();
    let me = By(&house, key(&house, KeyScope::Partner(mine.partner)).await);
    let they = By(&house, key(&house, KeyScope::Partner(other.partner)).await);
    let body = json!({ "name": "Warung Baru", "timezone": "Asia/Makassar" });
    let made = me.make(WORKSPACES, "w-1", &body).await;
    assert_eq!(made.status, 201, "{made:?}");
    assert!(
        made.json().get("api_key").is_none(),
        "a partner reads no workspace"
    );
    let again = me.make(WORKSPACES, "w-1", &body).await;
    assert_eq!((again.status, again.json()), (made.status, made.json()));
    let changed = me.make(WORKSPACES, "w-1", &json!({ "name": "Lain" })).await;
    assert_eq!(changed.code(), "already_created");
    // The same key of another partner makes another workspace.
    let elsewhere = they.make(WORKSPACES, "w-1", &body).await.json();
    assert_ne!(elsewhere["workspace"]["id"], made.json()["workspace"]["id"]);

    let list = house.call(Ask::get(WORKSPACES).key(&me.1)).await.json();
    let items = list["items"].as_array().unwrap();
    let names: Vec<_> = items.iter().map(|w| w["name"].clone()).collect();
    assert_eq!(names, ["Toko Uji", "Warung Baru"]);
    assert_eq!(items[0]["messages_in_30d"], 0);
}

#[tokio::test]
async fn a_workspace_needs_a_name_a_language_and_a_time_zone_that_exist() {
    let house = House::new().await;
    let mine = Tenant::new(&house.database).await.unwrap();
    let me = By(&house, key(&house, KeyScope::Partner(mine.partner)).await);
    for wrong in [
        json!({ "name": "" }),
        json!({ "name": "x".repeat(201) }),
        json!({ "name": "x", "timezone": "Mars/Olympus" }),
        json!({ "name": "x", "locale": "?" }),
        json!({ "name": "x", "partner_id": mine.partner }),
    ] {
        let answer = me.make(WORKSPACES, "w-2", &wrong).await;
        assert_eq!(answer.code(), "invalid", "{wrong}");
    }
}

#[tokio::test]
async fn the_platform_makes_partners_workspaces_and_people() {
    let house = House::new().await;
    let platform = By(&house, key(&house, KeyScope::Platform).await);
    let once = uuid::Uuid::new_v4().to_string();
    let partner = platform
        .make(PARTNERS, &once, &json!({ "name": "Mitra" }))
        .await;
    assert_eq!(partner.status, 201, "{partner:?}");
    let again = platform
        .make(PARTNERS, &once, &json!({ "name": "Mitra" }))
        .await;
    assert_eq!(again.code(), "already_created");
    let body = json!({ "partner_id": partner.json()["id"], "name": "Toko" });
    let workspace = platform.make(SPACES, &once, &body).await;
    assert_eq!(workspace.status, 201, "{workspace:?}");
    assert_eq!(
        platform.make(SPACES, &once, &body).await.json(),
        workspace.json()
    );
    let nobodys = json!({ "partner_id": PartnerId::new(), "name": "Toko" });
    let answer = platform.make(SPACES, &format!("{once}-2"), &nobodys).await;
    assert_eq!(answer.code(), "not_found");

    let email = format!("{once}@toko.example");
    let memberships = json!([
        { "workspace_id": workspace.json()["workspace"]["id"], "role": "owner" },
        { "partner_id": partner.json()["id"] },
    ]);
    let person = json!({ "email": email, "name": "Budi", "memberships": memberships });
    let made = platform.make(PEOPLE, &once, &person).await;
    assert_eq!(made.status, 201, "{made:?}");
    assert_eq!(
        platform.make(PEOPLE, &once, &person).await.code(),
        "email_taken"
    );
    let login = json!({ "email": email, "password": made.json()["password"] });
    let me = house
        .call(Ask::post("/api/v1/session").json(&login))
        .await
        .json();
    assert_eq!(me["workspaces"][0]["role"], "owner");
    assert_eq!(me["partners"][0]["name"], "Mitra");
}

#[tokio::test]
async fn a_person_is_made_whole_or_not_at_all() {
    let house = House::new().await;
    let platform = By(&house, key(&house, KeyScope::Platform).await);
    let email = format!("{}@toko.example", uuid::Uuid::new_v4().simple());
    let with = |change: Value| {
        let mut person = json!({ "email": email, "name": "Budi" });
        person
            .as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        person
    };
    let nowhere = json!({ "memberships": [{ "workspace_id": PartnerId::new(), "role": "owner" }] });
    for (change, code) in [
        (json!({ "memberships": [{ "role": "owner" }] }), "invalid"),
        (json!({ "email": "nobody" }), "invalid"),
        (json!({ "password": "short" }), "invalid"),
        (nowhere, "not_found"),
    ] {
        let answer = platform.make(PEOPLE, "p", &with(change.clone())).await;
        assert_eq!(answer.code(), code, "{change}");
    }
    // Nothing of the refused ones is left: the address is free.
    let made = platform.make(PEOPLE, "p", &with(json!({}))).await;
    assert_eq!(made.status, 201, "{made:?}");
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
