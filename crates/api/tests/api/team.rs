//! The people of a workspace: invited, changed, taken out.

use chrono::Duration;
use desk::provision::WorkspaceRole as Role;
use serde_json::{Value, json};
use testkit::Tenant;

use crate::accounts::person_id;
use crate::support::{Answer, Ask, House, PASSWORD, Session};

async fn change(house: &House, by: &Session, whom: &str, role: &str) -> Answer {
    let ask = Ask::new("PATCH", &format!("/api/v1/members/{whom}"));
    house
        .call(ask.json(&json!({ "role": role })).session(by))
        .await
}

async fn remove(house: &House, by: &Session, whom: &str) -> Answer {
    let ask = Ask::new("DELETE", &format!("/api/v1/members/{whom}"));
    house.call(ask.session(by)).await
}

#[tokio::test]
async fn a_workspace_keeps_an_owner() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, Role::Owner).await;
    let admin = house
        .member(tenant.workspace, Role::CommunicationsAdmin)
        .await;
    let agent = house.member(tenant.workspace, Role::Agent).await;
    let id = async |who: &Session| person_id(&house, who).await;
    let (owner_id, admin_id, agent_id) = (id(&owner).await, id(&admin).await, id(&agent).await);
    assert_eq!(remove(&house, &owner, &owner_id).await.code(), "last_owner");
    assert_eq!(
        change(&house, &owner, &owner_id, "viewer").await.code(),
        "last_owner"
    );
    // Who is no owner neither makes nor touches owners.
    assert_eq!(
        change(&house, &admin, &agent_id, "owner").await.code(),
        "forbidden"
    );
    assert_eq!(remove(&house, &admin, &owner_id).await.code(), "forbidden");
    assert_eq!(
        change(&house, &agent, &admin_id, "viewer").await.code(),
        "forbidden"
    );
    assert_eq!(
        change(&house, &admin, &agent_id, "viewer").await.status,
        204
    );
    assert_eq!(change(&house, &owner, &admin_id, "owner").await.status, 204);
    assert_eq!(remove(&house, &owner, &owner_id).await.status, 204);
    let me = house
        .call(Ask::get("/api/v1/session").cookie(&owner.cookie))
        .await
        .json();
    assert_eq!(me["workspaces"], json!([]));
    assert_eq!(remove(&house, &admin, &admin_id).await.code(), "last_owner");
    // Each step is in the chain.
    let chain = house
        .call(Ask::get("/api/v1/evidence?limit=100").session(&admin))
        .await
        .json();
    let whats: Vec<&str> = chain["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["payload"]["what"].as_str())
        .collect();
    for what in ["role_changed", "member_removed"] {
        assert!(whats.contains(&what), "{what} is not in {whats:?}");
    }
}

#[tokio::test]
async fn two_owners_cannot_remove_each_other_at_once() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let one = house.member(tenant.workspace, Role::Owner).await;
    let two = house.member(tenant.workspace, Role::Owner).await;
    let (one_id, two_id) = (person_id(&house, &one).await, person_id(&house, &two).await);
    let (a, b) = tokio::join!(remove(&house, &one, &two_id), remove(&house, &two, &one_id));
    let mut tx = house.desk.db().platform().await.unwrap();
    let owners = db::members::owners(&mut tx, tenant.workspace)
        .await
        .unwrap();
    assert_eq!(owners.len(), 1, "{a:?} {b:?}");
}

async fn invite(house: &House, by: &Session, email: &str, role: &str) -> Answer {
    let body = json!({ "email": email, "role": role });
    house
        .call(Ask::post("/api/v1/invitations").json(&body).session(by))
        .await
}

fn token(made: &Answer) -> String {
    let url = made.json()["url"].as_str().unwrap().to_owned();
    url.split_once("/invite#").unwrap().1.to_owned()
}

async fn accept(house: &House, body: &Value) -> Answer {
    house
        .call(Ask::post("/api/v1/invitations/accept").json(body))
        .await
}

#[tokio::test]
async fn a_guest_comes_in_once() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, Role::Owner).await;
    let admin = house
        .member(tenant.workspace, Role::CommunicationsAdmin)
        .await;
    let email = format!("{}@guest.example", uuid::Uuid::new_v4().simple());
    assert_eq!(
        invite(&house, &admin, &email, "owner").await.code(),
        "forbidden"
    );
    let made = invite(&house, &owner, &email.to_uppercase(), "agent").await;
    assert_eq!(made.status, 201, "{made:?}");
    assert_eq!(made.json()["mailed"], false);
    let token = token(&made);
    let open = Ask::post("/api/v1/invitations/open").json(&json!({ "token": token }));
    let open = house.call(open).await.json();
    assert_eq!(
        (
            open["email"].as_str(),
            open["role"].as_str(),
            open["has_account"].as_bool()
        ),
        (Some(email.as_str()), Some("agent"), Some(false))
    );
    let body = json!({ "token": token, "name": "Wulan", "password": PASSWORD });
    let short = json!({ "token": token, "name": "Wulan", "password": "short" });
    assert_eq!(accept(&house, &short).await.code(), "invalid");
    let inside = accept(&house, &body).await;
    assert_eq!(inside.status, 200, "{inside:?}");
    assert_eq!(inside.json()["workspaces"][0]["role"], "agent");
    assert!(inside.headers.contains_key("set-cookie"));
    assert_eq!(accept(&house, &body).await.code(), "link_over");
    assert_eq!(
        invite(&house, &owner, &email, "agent").await.code(),
        "already_member"
    );
    let list = house
        .call(Ask::get("/api/v1/members").session(&admin))
        .await
        .json();
    let names: Vec<_> = list["items"].as_array().unwrap().iter().collect();
    assert!(
        names
            .iter()
            .any(|m| m["email"] == email.as_str() && m["role"] == "agent")
    );
}

#[tokio::test]
async fn an_account_is_joined_only_with_its_password() {
    let house = House::new().await;
    let (here, there) = (
        Tenant::new(&house.database).await.unwrap(),
        Tenant::new(&house.database).await.unwrap(),
    );
    let owner = house.member(here.workspace, Role::Owner).await;
    let known = house.member(there.workspace, Role::Owner).await;
    let made = invite(&house, &owner, &known.email, "viewer").await;
    let with =
        |password: &str| json!({ "token": token(&made), "name": "Palsu", "password": password });
    assert_eq!(
        accept(&house, &with("a password of mine")).await.code(),
        "bad_credentials"
    );
    let inside = accept(&house, &with(PASSWORD)).await;
    assert_eq!(inside.status, 200, "{inside:?}");
    assert_eq!(inside.json()["workspaces"].as_array().unwrap().len(), 2);
    assert_eq!(inside.json()["person"]["name"], "Rina");
}

#[tokio::test]
async fn an_invitation_is_taken_back_and_grows_old() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, Role::Owner).await;
    let (one, two) = ("satu@guest.example", "dua@guest.example");
    let made = invite(&house, &owner, one, "agent").await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let back = Ask::new("DELETE", &format!("/api/v1/invitations/{id}")).session(&owner);
    assert_eq!(house.call(back).await.status, 204);
    let guest =
        |made: &Answer| json!({ "token": token(made), "name": "Wulan", "password": PASSWORD });
    assert_eq!(accept(&house, &guest(&made)).await.code(), "link_over");
    let made = invite(&house, &owner, two, "agent").await;
    let newer = invite(&house, &owner, two, "viewer").await;
    assert_eq!(
        accept(&house, &guest(&made)).await.code(),
        "link_over",
        "a newer one ends it"
    );
    house.clock.advance(Duration::days(7));
    assert_eq!(accept(&house, &guest(&newer)).await.code(), "link_over");
}

#[tokio::test]
async fn the_rights_are_told_as_they_are() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    house.member(tenant.workspace, Role::Owner).await;
    let viewer = house.member(tenant.workspace, Role::Viewer).await;
    let told = house
        .call(Ask::get("/api/v1/rights").session(&viewer))
        .await
        .json();
    assert_eq!(told["role"], "viewer");
    assert_eq!(told["owners"], json!(["Rina"]));
    let roles = |act: &str| {
        let acts = told["acts"].as_array().unwrap();
        acts.iter().find(|a| a["act"] == act).unwrap()["roles"].clone()
    };
    assert_eq!(roles("erase"), json!(["owner"]));
    assert_eq!(roles("team"), json!(["owner", "communications_admin"]));
    assert_eq!(
        roles("templates"),
        json!(["owner", "communications_admin", "reviewer"])
    );
}

#[tokio::test]
async fn first_steps_are_ticked_by_what_happened() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let fresh = house.member(tenant.workspace, Role::Owner).await;
    let steps = async |who: &Session| {
        let answer = house
            .call(Ask::get("/api/v1/onboarding").session(who))
            .await
            .json();
        let steps = answer["steps"].as_array().unwrap().clone();
        let done = |s: &Value| s["done_at"].is_string();
        (
            steps.iter().map(done).collect::<Vec<_>>(),
            answer["closed"].as_bool().unwrap(),
        )
    };
    assert_eq!(steps(&fresh).await, (vec![false; 5], false));
    let scene = crate::scene::Scene::new(&house).await;
    // Nobody has approved anything there yet.
    assert_eq!(
        steps(&scene.owner).await,
        (vec![true, true, false, true, true], false)
    );
    let close = |closed: bool| {
        Ask::new("PATCH", "/api/v1/onboarding")
            .json(&json!({ "closed": closed }))
            .session(&fresh)
    };
    assert_eq!(house.call(close(true)).await.status, 204);
    assert!(steps(&fresh).await.1);
    assert!(!steps(&scene.owner).await.1, "for oneself only");
    assert_eq!(house.call(close(false)).await.status, 204);
    assert!(!steps(&fresh).await.1);
}
