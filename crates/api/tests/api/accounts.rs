//! One's own account: second factor, sessions, showing again who one is, forgotten passwords.

use chrono::Duration;
use desk::provision::WorkspaceRole;
use serde_json::{Value, json};
use testkit::Tenant;
use totp_rs::{Builder, Secret, Totp};

use crate::support::{Answer, Ask, House, PASSWORD, Session};

async fn login(house: &House, body: &Value) -> Answer {
    house.call(Ask::post("/api/v1/session").json(body)).await
}

fn clock(secret: &str) -> Totp {
    let secret = Secret::try_from_base32(secret).unwrap();
    Builder::new()
        .with_secret(secret)
        .with_account_name("-")
        .build()
        .unwrap()
}

fn code(house: &House, clock: &Totp) -> String {
    let now = u64::try_from(house.desk.now().timestamp()).unwrap();
    clock.generate(now).to_string()
}

/// Turns codes on and answers the app's clock with the recovery codes.
async fn with_codes(house: &House, member: &Session) -> (Totp, Vec<String>) {
    let proposed = house
        .call(Ask::post("/api/v1/account/codes").cookie(&member.cookie))
        .await;
    assert_eq!(proposed.status, 200, "{proposed:?}");
    let proposed = proposed.json();
    let secret = proposed["secret"].as_str().unwrap();
    let address = proposed["address"].as_str().unwrap();
    assert!(address.starts_with("otpauth://totp/Loket:"), "{address}");
    assert!(address.contains(secret));
    let clock = clock(secret);
    let wrong = Ask::new("PUT", "/api/v1/account/codes").json(&json!({ "code": "000000" }));
    assert_eq!(
        house.call(wrong.cookie(&member.cookie)).await.code(),
        "invalid"
    );
    let right = Ask::new("PUT", "/api/v1/account/codes")
        .json(&json!({ "code": code(house, &clock) }))
        .cookie(&member.cookie);
    let on = house.call(right).await;
    assert_eq!(on.status, 200, "{on:?}");
    let codes = on.json()["recovery_codes"].as_array().unwrap().clone();
    let codes = codes.iter().map(|c| c.as_str().unwrap().to_owned());
    (clock, codes.collect())
}

#[tokio::test]
async fn a_code_is_asked_for_and_counts_once() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let (clock, recovery) = with_codes(&house, &member).await;
    assert_eq!(recovery.len(), 10);
    let with = |code: &str| json!({ "email": member.email, "password": PASSWORD, "code": code });
    let plain = json!({ "email": member.email, "password": PASSWORD });
    assert_eq!(login(&house, &plain).await.code(), "code_needed");
    // The code that turned it on was taken already.
    let taken = code(&house, &clock);
    assert_eq!(login(&house, &with(&taken)).await.code(), "bad_code");
    house.clock.advance(Duration::seconds(30));
    let fresh = code(&house, &clock);
    assert_eq!(login(&house, &with(&fresh)).await.status, 200);
    assert_eq!(
        login(&house, &with(&fresh)).await.code(),
        "bad_code",
        "replayed within its step"
    );
    // A recovery code, written as a person would, once.
    let spare = recovery[0].to_uppercase().replace('-', " ");
    assert_eq!(login(&house, &with(&spare)).await.status, 200);
    assert_eq!(login(&house, &with(&spare)).await.code(), "bad_code");
    let account = house
        .call(Ask::get("/api/v1/account").cookie(&member.cookie))
        .await
        .json();
    assert_eq!(account["recovery_codes"], 9);
    assert!(account["codes_since"].is_string());
    // A wrong password says nothing of codes.
    let wrong = json!({ "email": member.email, "password": "wrong password" });
    assert_eq!(login(&house, &wrong).await.code(), "bad_credentials");
    let off = Ask::new("DELETE", "/api/v1/account/codes").cookie(&member.cookie);
    assert_eq!(house.call(off).await.status, 204);
    assert_eq!(login(&house, &plain).await.status, 200);
}

#[tokio::test]
async fn guessing_codes_locks_the_account() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    with_codes(&house, &member).await;
    let guess = json!({ "email": member.email, "password": PASSWORD, "code": "123456" });
    for _ in 0..5 {
        assert_eq!(login(&house, &guess).await.code(), "bad_code");
    }
    assert_eq!(login(&house, &guess).await.code(), "locked");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let stranger = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let other = house.sign_in(&member.email).await;
    let third = house.sign_in(&member.email).await;
    let list = house
        .call(Ask::get("/api/v1/sessions").cookie(&member.cookie))
        .await
        .json();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!(items.iter().filter(|s| s["current"] == true).count(), 1);
    let of_other = house
        .call(Ask::get("/api/v1/sessions").cookie(&other))
        .await
        .json();
    let id = of_other["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["current"] == true)
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let end = |cookie: &str| Ask::new("DELETE", &format!("/api/v1/sessions/{id}")).cookie(cookie);
    assert_eq!(house.call(end(&stranger.cookie)).await.code(), "not_found");
    assert_eq!(house.call(end(&member.cookie)).await.status, 204);
    let me = |cookie: &str| Ask::get("/api/v1/session").cookie(cookie);
    assert_eq!(house.call(me(&other)).await.code(), "signed_out");
    let ended = house
        .call(Ask::new("DELETE", "/api/v1/sessions").cookie(&member.cookie))
        .await;
    assert_eq!(ended.json()["ended"], 1);
    assert_eq!(house.call(me(&third)).await.code(), "signed_out");
    assert_eq!(house.call(me(&member.cookie)).await.status, 200);
    assert_eq!(house.call(me(&stranger.cookie)).await.status, 200);
}

#[tokio::test]
async fn what_is_dangerous_asks_again_and_the_cookie_changes() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let mut owner = house.member(tenant.workspace, WorkspaceRole::Owner).await;
    let danger = |owner: &Session| {
        Ask::post("/api/v1/api-keys")
            .json(&json!({ "name": "kasir", "scopes": ["read"] }))
            .session(owner)
    };
    assert_eq!(house.call(danger(&owner)).await.status, 201);
    house.clock.advance(Duration::minutes(16));
    let refused = house.call(danger(&owner)).await;
    assert_eq!(
        (refused.status.as_u16(), refused.code().as_str()),
        (403, "confirm_needed")
    );
    let confirm = |password: &str| {
        Ask::post("/api/v1/session/confirm")
            .json(&json!({ "password": password }))
            .cookie(&owner.cookie)
    };
    assert_eq!(
        house.call(confirm("wrong password")).await.code(),
        "bad_credentials"
    );
    let confirmed = house.call(confirm(PASSWORD)).await;
    assert_eq!(confirmed.status, 200, "{confirmed:?}");
    let set = confirmed.headers["set-cookie"].to_str().unwrap();
    let cookie = set.split(';').next().unwrap().to_owned();
    assert_ne!(cookie, owner.cookie);
    // Requests that were under way still count for a moment, then the old cookie is nobody's.
    let me = |cookie: &str| Ask::get("/api/v1/session").cookie(cookie);
    assert_eq!(house.call(me(&owner.cookie)).await.status, 200);
    house.clock.advance(Duration::seconds(31));
    assert_eq!(house.call(me(&owner.cookie)).await.code(), "signed_out");
    owner.cookie = cookie;
    assert_eq!(house.call(danger(&owner)).await.status, 201);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let other = house.sign_in(&member.email).await;
    let change = |present: &str, new: &str| {
        Ask::new("PUT", "/api/v1/account/password")
            .json(&json!({ "present": present, "new": new }))
            .cookie(&member.cookie)
    };
    assert_eq!(
        house
            .call(change("wrong password", "kopi susu aren"))
            .await
            .code(),
        "bad_credentials"
    );
    assert_eq!(
        house.call(change(PASSWORD, "short")).await.code(),
        "invalid"
    );
    let changed = house.call(change(PASSWORD, "kopi susu aren")).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let set = changed.headers["set-cookie"].to_str().unwrap();
    let cookie = set.split(';').next().unwrap();
    let me = |cookie: &str| Ask::get("/api/v1/session").cookie(cookie);
    assert_eq!(house.call(me(cookie)).await.status, 200);
    assert_eq!(house.call(me(&other)).await.code(), "signed_out");
    let new = json!({ "email": member.email, "password": "kopi susu aren" });
    assert_eq!(login(&house, &new).await.status, 200);
}

#[tokio::test]
async fn a_reset_link_works_once_for_an_hour_and_ends_sessions() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, WorkspaceRole::Owner).await;
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let id = person_id(&house, &member).await;
    let link = async |by: &Session| {
        let path = format!("/api/v1/members/{id}/reset-link");
        house.call(Ask::post(&path).session(by)).await
    };
    assert_eq!(link(&member).await.code(), "forbidden");
    let token = async || {
        let made = link(&owner).await;
        assert_eq!(made.status, 200, "{made:?}");
        let url = made.json()["url"].as_str().unwrap().to_owned();
        url.split_once("/reset#").unwrap().1.to_owned()
    };
    let set = |token: &str, password: &str| {
        Ask::post("/api/v1/password-resets/use")
            .json(&json!({ "token": token, "password": password }))
    };
    let (first, second) = (token().await, token().await);
    assert_eq!(
        house.call(set(&first, "kopi susu aren")).await.code(),
        "link_over",
        "a newer link ends it"
    );
    assert_eq!(house.call(set(&second, "short")).await.code(), "invalid");
    let done = house.call(set(&second, "kopi susu aren")).await;
    assert_eq!(done.json()["email"], member.email, "{done:?}");
    assert_eq!(
        house.call(set(&second, "teh manis hangat")).await.code(),
        "link_over",
        "used"
    );
    let me = Ask::get("/api/v1/session").cookie(&member.cookie);
    assert_eq!(house.call(me).await.code(), "signed_out");
    let new = json!({ "email": member.email, "password": "kopi susu aren" });
    assert_eq!(login(&house, &new).await.status, 200);
    let late = token().await;
    house.clock.advance(Duration::minutes(61));
    assert_eq!(
        house.call(set(&late, "teh manis hangat")).await.code(),
        "link_over",
        "too old"
    );
}

#[tokio::test]
async fn nobody_gets_a_link_to_a_person_who_belongs_elsewhere_too() {
    let house = House::new().await;
    let (here, there) = (
        Tenant::new(&house.database).await.unwrap(),
        Tenant::new(&house.database).await.unwrap(),
    );
    let owner = house.member(here.workspace, WorkspaceRole::Owner).await;
    let both = house.member(here.workspace, WorkspaceRole::Agent).await;
    let id = person_id(&house, &both).await;
    let mut tx = house.desk.db().platform().await.unwrap();
    let now = house.desk.now();
    db::people::join_workspace(&mut tx, id.parse().unwrap(), there.workspace, "owner", now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let path = format!("/api/v1/members/{id}/reset-link");
    let refused = house.call(Ask::post(&path).session(&owner)).await;
    assert_eq!(refused.code(), "belongs_elsewhere");
}

#[tokio::test]
async fn a_forgotten_password_without_letters_says_whom_to_ask() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let ask = |email: &str| Ask::post("/api/v1/password-resets").json(&json!({ "email": email }));
    let (known, unknown) = (
        house.call(ask(&member.email)).await,
        house.call(ask("nobody@toko.example")).await,
    );
    assert_eq!(known.code(), "mail_off");
    assert_eq!(known.without_reference(), unknown.without_reference());
}

#[tokio::test]
async fn passkeys_need_a_question_of_ours() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let asked = house
        .call(Ask::post("/api/v1/passkeys/challenge").cookie(&member.cookie))
        .await;
    assert_eq!(asked.status, 200, "{asked:?}");
    let asked = asked.json();
    let options = &asked["options"]["publicKey"];
    assert_eq!(options["rp"]["id"], "desk.example");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(
        options["authenticatorSelection"]["userVerification"],
        "required"
    );
    let keep = Ask::post("/api/v1/passkeys")
        .json(&json!({ "name": "Laptop", "challenge": asked["challenge"], "credential": {} }))
        .cookie(&member.cookie);
    assert_eq!(house.call(keep.clone()).await.code(), "invalid");
    let login = |challenge: &Value| {
        Ask::post("/api/v1/session/passkey")
            .json(&json!({ "challenge": challenge, "credential": {} }))
    };
    let question = house
        .call(Ask::post("/api/v1/session/passkey/challenge"))
        .await
        .json();
    for challenge in [
        &question["challenge"],
        &json!("nonsense"),
        &asked["challenge"],
    ] {
        assert_eq!(house.call(login(challenge)).await.code(), "bad_passkey");
    }
}

pub(crate) async fn person_id(house: &House, member: &Session) -> String {
    let me = house
        .call(Ask::get("/api/v1/session").cookie(&member.cookie))
        .await
        .json();
    me["person"]["id"].as_str().unwrap().to_owned()
}
