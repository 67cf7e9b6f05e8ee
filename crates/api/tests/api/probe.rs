//! Nobody reaches another workspace's rows: every operation of the document, every place where an id stands. There is
//! no list of exceptions; what an operation needs is read from the document.

use secrecy::SecretString;
use uuid::Uuid;

use crate::scene::Scene;
use crate::schema::{Operation, Slot, operations};
use crate::support::{Answer, Ask, House};

/// Who asks.
enum Who<'a> {
    Session(&'a Scene),
    Key(&'a SecretString),
    Nobody,
}

async fn ask(
    house: &House,
    who: &Who<'_>,
    op: &Operation,
    uri: &str,
    body: Option<&serde_json::Value>,
) -> Answer {
    let mut ask = Ask::new(&op.method, uri);
    if let Some(body) = body {
        ask = ask.json(body);
    }
    ask = match who {
        Who::Session(scene) => ask.session(&scene.owner),
        Who::Key(key) => ask.key(key),
        Who::Nobody => ask,
    };
    house.call(ask).await
}

fn is_in_workspace(op: &Operation) -> bool {
    op.key_scopes
        .iter()
        .any(|scope| matches!(scope.as_str(), "read" | "send" | "manage"))
}

#[tokio::test]
async fn a_foreign_id_is_answered_like_one_that_never_was() {
    let house = House::new().await;
    let (a, b) = (Scene::new(&house).await, Scene::new(&house).await);
    let mut tried = 0;
    for op in operations().iter().filter(|op| !op.public) {
        for slot in op.slots() {
            for who in [Who::Session(&a), Who::Key(&a.key)] {
                tried += 1;
                let body = if let Slot::Body(number, _) = &slot {
                    *number
                } else {
                    0
                };
                let random = Uuid::now_v7();
                let with = |stranger: Uuid| {
                    op.fill(body, &|here, names| {
                        if *here == slot {
                            stranger
                        } else {
                            a.id_of(names)
                        }
                    })
                };
                let name = if let Slot::Query(name) | Slot::Body(_, name) = &slot {
                    name
                } else {
                    op.noun()
                };
                let (uri, foreign_body) = with(b.id_of(name));
                let foreign = ask(&house, &who, op, &uri, foreign_body.as_ref()).await;
                let (uri, random_body) = with(random);
                let unknown = ask(&house, &who, op, &uri, random_body.as_ref()).await;
                let what = format!("{} {} {slot:?}", op.method, op.path);
                assert_eq!(
                    foreign.without_reference(),
                    unknown.without_reference(),
                    "{what}"
                );
                let names = |answer: &Answer| {
                    let mut names: Vec<_> = answer
                        .headers
                        .keys()
                        .map(|k| k.as_str().to_owned())
                        .collect();
                    names.sort();
                    names
                };
                assert_eq!(names(&foreign), names(&unknown), "{what}");
                if is_in_workspace(op) {
                    assert_eq!(foreign.status, 404, "{what}: {foreign:?}");
                    assert_eq!(foreign.code(), "not_found", "{what}");
                } else {
                    // One's own things are found by the session alone.
                    let own = op.key_scopes.is_empty() && matches!(who, Who::Session(_));
                    assert!(
                        matches!(foreign.status.as_u16(), 400 | 403)
                            || (own && foreign.status == 404),
                        "{what}: {foreign:?}"
                    );
                }
            }
        }
    }
    assert!(tried > 40, "the document has lost its ids: {tried}");
    control(&house, &b).await;
}

/// The probe proves something only if these very ids name something to their own workspace.
async fn control(house: &House, b: &Scene) {
    for op in operations()
        .iter()
        .filter(|op| !op.public && is_in_workspace(op))
    {
        for body in 0..op.bodies.len().max(1) {
            let (uri, body) = op.fill(body, &|_, names| b.id_of(names));
            let answer = ask(house, &Who::Session(b), op, &uri, body.as_ref()).await;
            assert_ne!(answer.status, 404, "{} {}: {answer:?}", op.method, op.path);
            assert_ne!(answer.status, 500, "{} {}: {answer:?}", op.method, op.path);
        }
    }
}

#[tokio::test]
async fn a_foreign_workspace_is_answered_like_one_that_never_was() {
    let house = House::new().await;
    let (a, b) = (Scene::new(&house).await, Scene::new(&house).await);
    for op in operations()
        .iter()
        .filter(|op| is_in_workspace(op) && op.path != "/events")
    {
        let (uri, body) = op.fill(0, &|_, names| b.id_of(names));
        for session in [true, false] {
            let mut answers = Vec::new();
            for workspace in [b.tenant.workspace, domain::ids::WorkspaceId::new()] {
                let mut ask = Ask::new(&op.method, &uri).workspace(workspace);
                ask = if session {
                    ask.cookie(&a.owner.cookie)
                } else {
                    ask.key(&a.key)
                };
                let ask = if let Some(body) = &body {
                    ask.json(body)
                } else {
                    ask
                };
                answers.push(house.call(ask).await);
            }
            assert_eq!(answers[0].code(), "not_found", "{} {}", op.method, op.path);
            assert_eq!(
                answers[0].without_reference(),
                answers[1].without_reference()
            );
        }
    }
}

#[tokio::test]
async fn a_partners_key_opens_no_workspace_and_a_workspaces_key_no_partner() {
    let house = House::new().await;
    let b = Scene::new(&house).await;
    let issue =
        |scope| desk::keys::issue_for(&house.desk, scope, "uji", &[desk::keys::Scope::Manage]);
    let partner = issue(db::people::KeyScope::Partner(b.tenant.partner))
        .await
        .unwrap()
        .secret;
    let platform = issue(db::people::KeyScope::Platform).await.unwrap().secret;
    for op in operations().iter().filter(|op| !op.public) {
        let needs = |scope: &str| op.key_scopes.iter().any(|s| s == scope);
        let (uri, body) = op.fill(0, &|_, names| b.id_of(names));
        for (scope, key) in [
            ("partner", &partner),
            ("platform", &platform),
            ("workspace", &b.key),
        ] {
            let opens = needs(scope) || (scope == "workspace" && is_in_workspace(op));
            if opens {
                continue;
            }
            let answer = ask(&house, &Who::Key(key), op, &uri, body.as_ref()).await;
            assert_eq!(
                answer.code(),
                "forbidden",
                "{scope} {} {}",
                op.method,
                op.path
            );
        }
    }
}

#[tokio::test]
async fn nobody_gets_in_without_showing_who_they_are() {
    let house = House::new().await;
    let b = Scene::new(&house).await;
    let wrong: SecretString = format!("wak_{}_{}", Uuid::new_v4().simple(), "x".repeat(43)).into();
    let mut public: Vec<_> = operations()
        .iter()
        .filter(|op| op.public)
        .map(|op| format!("{} {}", op.method, op.path))
        .collect();
    public.sort();
    assert_eq!(
        public,
        [
            "get /about",
            "get /brands/{id}/logo",
            "get /setup",
            "post /invitations/accept",
            "post /invitations/open",
            "post /password-resets",
            "post /password-resets/use",
            "post /session",
            "post /session/passkey",
            "post /session/passkey/challenge",
            "post /setup",
            "post /setup/checks",
        ]
    );
    for op in operations().iter().filter(|op| !op.public) {
        let (uri, body) = op.fill(0, &|_, names| b.id_of(names));
        let none = ask(&house, &Who::Nobody, op, &uri, body.as_ref()).await;
        assert_eq!(
            (none.status.as_u16(), none.code().as_str()),
            (401, "signed_out"),
            "{} {}",
            op.method,
            op.path
        );
        let key = ask(&house, &Who::Key(&wrong), op, &uri, body.as_ref()).await;
        assert_eq!(
            (key.status.as_u16(), key.code().as_str()),
            (401, "bad_key"),
            "{} {}",
            op.method,
            op.path
        );
    }
}
