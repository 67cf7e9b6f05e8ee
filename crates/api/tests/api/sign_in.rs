//! Getting in, staying in, being kept out.

use chrono::Duration;
use desk::provision::WorkspaceRole;
use serde_json::json;
use testkit::Tenant;

use crate::support::{Answer, Ask, House, PASSWORD, PUBLIC_URL};

async fn login(house: &House, email: &str, password: &str) -> Answer {
    house
        .call(Ask::post("/api/v1/session").json(&json!({ "email": email, "password": password })))
        .await
}

#[tokio::test]
async fn a_session_begins_and_ends() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let answer = login(&house, &member.email.to_uppercase(), PASSWORD).await;
    let me = answer.json();
    assert_eq!(me["person"]["email"], member.email);
    assert_eq!(me["workspaces"][0]["id"], tenant.workspace.to_string());
    assert_eq!(me["workspaces"][0]["role"], "agent");
    assert_eq!(
        me["workspaces"][0]["partner"]["id"],
        tenant.partner.to_string()
    );
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-loket_session="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(
            cookie.split("; ").any(|p| p == part),
            "{part} is not in {cookie}"
        );
    }
    let pair = cookie.split(';').next().unwrap();
    assert_eq!(
        house
            .call(Ask::get("/api/v1/session").cookie(pair))
            .await
            .json(),
        me
    );
    let out = house
        .call(Ask::new("DELETE", "/api/v1/session").cookie(pair))
        .await;
    assert_eq!(out.status, 204);
    assert!(
        out.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert_eq!(
        house
            .call(Ask::get("/api/v1/session").cookie(pair))
            .await
            .code(),
        "signed_out"
    );
    // The session of the other browser lives on.
    assert_eq!(
        house
            .call(Ask::get("/api/v1/session").cookie(&member.cookie))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn whoever_signs_in_again_leaves_the_old_session() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let body = json!({ "email": member.email, "password": PASSWORD });
    let again = house
        .call(
            Ask::post("/api/v1/session")
                .json(&body)
                .cookie(&member.cookie),
        )
        .await;
    assert_eq!(again.status, 200);
    assert_eq!(
        house
            .call(Ask::get("/api/v1/session").cookie(&member.cookie))
            .await
            .code(),
        "signed_out"
    );
}

#[tokio::test]
async fn guessing_locks_an_account_and_an_address_nobody_has_alike() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let nobody = format!("{}@toko.example", uuid::Uuid::new_v4().simple());
    for email in [&member.email, &nobody] {
        for _ in 0..5 {
            let wrong = login(&house, email, "wrong password").await;
            assert_eq!(
                (wrong.status.as_u16(), wrong.code().as_str()),
                (401, "bad_credentials")
            );
            assert_eq!(wrong.json()["title"], "E-mail or password is not right.");
        }
        let locked = login(&house, email, PASSWORD).await;
        assert_eq!(
            (locked.status.as_u16(), locked.code().as_str()),
            (429, "locked"),
            "{locked:?}"
        );
        let wait = locked.json()["retry_after_s"].as_i64().unwrap();
        assert!((1..=31).contains(&wait), "{wait}");
        assert_eq!(locked.headers["retry-after"], wait.to_string());
    }
    house.clock.advance(Duration::seconds(31));
    // One more wrong one locks for longer; the right one is let in and counting begins anew.
    login(&house, &member.email, "wrong password").await;
    assert_eq!(
        login(&house, &member.email, PASSWORD).await.code(),
        "locked"
    );
    house.clock.advance(Duration::seconds(61));
    assert_eq!(login(&house, &member.email, PASSWORD).await.status, 200);
    assert_eq!(
        login(&house, &member.email, "wrong password").await.code(),
        "bad_credentials"
    );
    assert_eq!(login(&house, &member.email, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn one_network_may_not_try_for_ever() {
    let house = House::with(|settings| settings.behind_proxy = true).await;
    let attempt = |n: usize, from: &str| {
        Ask::post("/api/v1/session")
            .json(&json!({ "email": format!("{n}@nobody.example"), "password": "x" }))
            .header("x-forwarded-for", from)
    };
    // Time passes while passwords are checked, so it is not said exactly when.
    let mut refused = None;
    for n in 0..60 {
        // The address the proxy saw counts, not what the client wrote before it.
        let answer = house
            .call(attempt(n, &format!("203.0.113.{n}, 192.0.2.1")))
            .await;
        if answer.status == 429 {
            refused = Some((n, answer));
            break;
        }
        assert_eq!(answer.code(), "bad_credentials");
    }
    let (tries, answer) = refused.expect("sixty tries are too many");
    assert!(tries >= 20, "an office of twenty gets in: {tries}");
    assert_eq!(answer.code(), "too_many_logins");
    assert_eq!(
        house.call(attempt(99, "192.0.2.1, 192.0.2.2")).await.status,
        401
    );
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let idle = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let busy = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let state = async |cookie: &str| {
        house
            .call(Ask::get("/api/v1/session").cookie(cookie))
            .await
            .status
            .as_u16()
    };
    house.clock.advance(Duration::hours(11));
    assert_eq!(
        (state(&idle.cookie).await, state(&busy.cookie).await),
        (200, 200)
    );
    for _ in 0..14 {
        house.clock.advance(Duration::hours(11));
        assert_eq!(state(&busy.cookie).await, 200);
    }
    assert_eq!(
        state(&idle.cookie).await,
        401,
        "idle for more than twelve hours"
    );
    house.clock.advance(Duration::hours(11));
    assert_eq!(state(&busy.cookie).await, 401, "older than seven days");
}

#[tokio::test]
async fn a_cookie_works_for_our_own_pages_only() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let from = |headers: &[(&str, &str)]| {
        let mut ask = Ask::post("/api/v1/knowledge/try").json(&json!({ "question": "Ada kaos?" }));
        ask = ask
            .header("cookie", &member.cookie)
            .workspace(tenant.workspace);
        headers
            .iter()
            .fold(ask, |ask, (name, value)| ask.header(name, value))
    };
    let cases: [(&[(&str, &str)], u16); 6] = [
        (&[("sec-fetch-site", "same-origin")], 200),
        (&[("origin", PUBLIC_URL)], 200),
        (&[], 200),
        (&[("sec-fetch-site", "cross-site")], 403),
        (
            &[
                ("sec-fetch-site", "same-site"),
                ("origin", "https://evil.desk.example"),
            ],
            403,
        ),
        (&[("origin", "https://evil.example")], 403),
    ];
    for (headers, status) in cases {
        let answer = house.call(from(headers)).await;
        assert_eq!(answer.status, status, "{headers:?}: {answer:?}");
        if status == 403 {
            assert_eq!(answer.code(), "foreign_page");
        }
    }
    // Signing somebody in from elsewhere is refused too.
    let login = json!({ "email": member.email, "password": PASSWORD });
    let foreign = house
        .call(
            Ask::post("/api/v1/session")
                .json(&login)
                .header("origin", "https://evil.example"),
        )
        .await;
    assert_eq!(foreign.code(), "foreign_page");
    // Reading needs no such proof: a browser gives the answer to nobody else.
    let read = Ask::get("/api/v1/channels")
        .header("cookie", &member.cookie)
        .workspace(tenant.workspace);
    assert_eq!(
        house
            .call(read.header("sec-fetch-site", "cross-site"))
            .await
            .status,
        200
    );
}
