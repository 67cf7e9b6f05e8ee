//! Roles and scopes, for every operation of the document.

use db::people::KeyScope;
use desk::keys::Scope;
use desk::provision::WorkspaceRole as Role;

use crate::scene::Scene;
use crate::schema::operations;
use crate::support::{Ask, House};

/// Whether a key's scope reaches what an operation names.
fn reaches(scope: Scope, needed: &str) -> bool {
    let order = ["read", "send", "manage"];
    order.iter().position(|s| *s == scope.as_str()) >= order.iter().position(|s| *s == needed)
}

#[tokio::test]
async fn a_key_does_what_its_scope_says_and_no_more() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    for scope in [Scope::Read, Scope::Send] {
        let key = house.key(scene.tenant.workspace, scope).await;
        for op in operations() {
            let Some(needed) = op
                .key_scopes
                .iter()
                .find(|s| matches!(s.as_str(), "read" | "send" | "manage"))
            else {
                continue;
            };
            let (uri, body) = op.fill(0, &|_, names| scene.id_of(names));
            let mut ask = Ask::new(&op.method, &uri).key(&key);
            if let Some(body) = &body {
                ask = ask.json(body);
            }
            let answer = house.call(ask).await;
            let refused = answer.status == 403;
            assert_eq!(
                refused,
                !reaches(scope, needed),
                "{} {} with {scope:?}: {answer:?}",
                op.method,
                op.path
            );
        }
    }
}

#[tokio::test]
async fn a_role_does_what_the_table_says() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    // One operation for each right, none of which changes anything here: its body is refused, or nothing is sent.
    let asks = [
        ("read", Ask::get("/api/v1/channels")),
        (
            "send",
            Ask::post(&format!(
                "/api/v1/conversations/{}/read",
                scene.conversation
            )),
        ),
        (
            "connect",
            Ask::new("PATCH", &format!("/api/v1/channels/{}", scene.channel))
                .json(&serde_json::json!({})),
        ),
        ("manage", Ask::get("/api/v1/api-keys")),
        ("own", Ask::get("/api/v1/evidence/export")),
    ];
    let table = [
        (Role::Owner, "read send connect manage own"),
        (Role::CommunicationsAdmin, "read send connect manage"),
        (Role::Reviewer, "read send connect"),
        (Role::Agent, "read send"),
        (Role::Viewer, "read"),
    ];
    for (role, rights) in table {
        let member = house.member(scene.tenant.workspace, role).await;
        for (right, ask) in &asks {
            let answer = house.call(ask.clone().session(&member)).await;
            let may = rights.split(' ').any(|r| r == *right);
            assert_eq!(answer.status != 403, may, "{role:?} {right}: {answer:?}");
            assert!(
                answer.status.is_success() || !may,
                "{role:?} {right}: {answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn nobody_makes_a_key_that_may_more_than_they() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let admin = house
        .member(scene.tenant.workspace, Role::CommunicationsAdmin)
        .await;
    let make = |scope: &str| {
        Ask::post("/api/v1/api-keys")
            .json(&serde_json::json!({ "name": "kasir", "scopes": [scope] }))
    };
    assert_eq!(
        house.call(make("manage").session(&admin)).await.code(),
        "forbidden"
    );
    let made = house.call(make("send").session(&admin)).await;
    assert_eq!(made.status, 201, "{made:?}");
    let key = made.json()["key"].as_str().unwrap().to_owned();
    assert_eq!(
        house
            .call(Ask::get("/api/v1/channels").key(&key.clone().into()))
            .await
            .status,
        200
    );
    // Revoked keys end at once.
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let revoked = house
        .call(Ask::new("DELETE", &format!("/api/v1/api-keys/{id}")).session(&admin))
        .await;
    assert_eq!(revoked.status, 204, "{revoked:?}");
    assert_eq!(
        house
            .call(Ask::get("/api/v1/channels").key(&key.into()))
            .await
            .code(),
        "bad_key"
    );
}

/// Keys above workspaces: every operation of a partner and of the platform, with every scope.
#[tokio::test]
async fn a_key_above_workspaces_changes_nothing_unless_it_may_manage() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let holders = [
        ("partner", KeyScope::Partner(scene.tenant.partner)),
        ("platform", KeyScope::Platform),
    ];
    let mut tried = (0, 0);
    for (holder, whose) in holders {
        for scope in [Scope::Read, Scope::Send, Scope::Manage] {
            let key = desk::keys::issue_for(&house.desk, whose, "uji", &[scope])
                .await
                .unwrap()
                .secret;
            for op in operations()
                .iter()
                .filter(|op| op.key_scopes.iter().any(|s| s == holder))
            {
                let looks = op.method.eq_ignore_ascii_case("get");
                for body in 0..op.bodies.len().max(1) {
                    let (uri, body) = op.fill(body, &|_, names| scene.id_of(names));
                    let mut ask = Ask::new(&op.method, &uri).key(&key);
                    if let Some(body) = &body {
                        ask = ask.json(body);
                    }
                    let answer = house.call(ask).await;
                    let may = looks || scope == Scope::Manage;
                    let what = format!("{holder} {scope:?} {} {}: {answer:?}", op.method, op.path);
                    assert_eq!(answer.status != 403, may, "{what}");
                    assert!(may || answer.code() == "forbidden", "{what}");
                    if looks {
                        tried.0 += 1;
                    } else {
                        tried.1 += 1;
                    }
                }
            }
        }
    }
    assert!(
        tried.0 >= 3 && tried.1 >= 12,
        "the document lost operations: {tried:?}"
    );
}
