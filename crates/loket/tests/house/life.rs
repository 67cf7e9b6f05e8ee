//! Starting, stopping, being killed, and the commands that look at it.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use crate::server::{Client, Home, Server, loket};

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_is_taken_up_again_with_everything() {
    let home = Home::new();
    let first = Server::start(home.path());
    assert!(first.printed().contains("shown only now"));
    let before = first.json(&["demo", "--json"]);
    let old_key = Client::new(
        &format!("{}/api/v1", first.url),
        before["api_key"].as_str().unwrap(),
    );
    assert_eq!(old_key.get("/conversations").await.0, 200);
    first.kill();

    let second = Server::start(home.path());
    assert!(
        !second.printed().contains("shown only now"),
        "the password is printed once"
    );
    let after = second.json(&["demo", "--json"]);
    for name in ["workspace_id", "channel_id", "app_secret", "verify_token"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    let base = format!("{}/api/v1", second.url);
    let old_key = Client::new(&base, before["api_key"].as_str().unwrap());
    assert_eq!(
        old_key.get("/conversations").await.0,
        401,
        "a new demo key ends the one before"
    );
    let new_key = Client::new(&base, after["api_key"].as_str().unwrap());
    let (_, channels) = new_key.get("/channels").await;
    assert_eq!(
        channels["items"].as_array().unwrap().len(),
        1,
        "the demo was not made twice"
    );
    let (_, templates) = new_key.get("/templates").await;
    assert_eq!(
        templates["items"].as_array().unwrap().len(),
        3,
        "{templates:#}"
    );
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(
            Client::new(&second.url, "").get(path).await.0,
            200,
            "{path}"
        );
    }

    let rival = loket(home.path())
        .arg("serve")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(!rival.status.success());
    assert!(
        String::from_utf8_lossy(&rival.stderr).contains("another Loket"),
        "one at a time"
    );
    assert!(second.stop().success());
    assert!(!home.path().join("data/addresses.json").exists());
}

#[test]
fn the_doctor_looks_before_and_beside() {
    let home = Home::new();
    let before = loket(home.path()).arg("doctor").output().unwrap();
    let text = String::from_utf8_lossy(&before.stdout).into_owned();
    assert!(text.contains("There is no database yet"), "{text}");
    assert!(
        !home.path().join("data/postgres").exists(),
        "looking makes nothing"
    );

    let server = Server::start(home.path());
    let beside = server.beside(&["doctor"]);
    let text = String::from_utf8_lossy(&beside.stdout).into_owned();
    for good in [
        "Row-level security holds",
        "All five roles can sign in",
        "1 channel tokens can be opened, 0 cannot",
        "No job was set aside",
        "No role can make large objects",
    ] {
        assert!(
            text.contains(&format!("✔ {good}")) || text.contains(good),
            "{good}: {text}"
        );
    }
    // Only a server below its safe release may be bad here: that is the machine's fault, not ours.
    let bad: Vec<&str> = text.lines().filter(|line| line.starts_with('✖')).collect();
    let known_hole = bad.iter().all(|line| line.contains("known holes"));
    assert!(known_hole, "{text}");
    assert_eq!(beside.status.success(), bad.is_empty());

    let dead = server.json(&["jobs", "dead", "--json"]);
    assert_eq!(dead, serde_json::json!({ "jobs": [] }));
    let stranger = "01939d5c-0000-7000-8000-000000000001";
    for decision in ["replay", "drop"] {
        let output = server.beside(&["jobs", decision, stranger]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            !output.status.success() && told.contains(stranger),
            "{told}"
        );
    }

    let key = home.path().join("data/master.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let open = server.beside(&["doctor"]);
    assert_eq!(open.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&open.stdout).contains("chmod 600"));
}

#[test]
fn what_comes_later_says_so_and_wrong_settings_are_named() {
    let home = Home::new();
    for command in [&["backup"][..], &["restore"], &["key", "rotate"]] {
        let output = loket(home.path()).args(command).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("later"),
            "{command:?}"
        );
    }
    let output = loket(home.path())
        .arg("serve")
        .env("LOKET_SANDBOX", "perhaps")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("LOKET_SANDBOX"));
    let unsafe_url = "postgres://nobody:canary@127.0.0.1:1/none";
    let output = loket(home.path())
        .arg("serve")
        .env("DATABASE_URL", unsafe_url)
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(!String::from_utf8_lossy(&output.stderr).contains("canary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_was_disconnected_stays_so() {
    let home = Home::new();
    let first = Server::start(home.path());
    let demo = first.json(&["demo", "--json"]);
    let desk = Client::new(
        &format!("{}/api/v1", first.url),
        demo["api_key"].as_str().unwrap(),
    );
    let path = format!("/channels/{}", demo["channel_id"].as_str().unwrap());
    assert_eq!(desk.delete(&path).await, 200);
    first.kill();

    let second = Server::start(home.path());
    let demo = second.json(&["demo", "--json"]);
    let desk = Client::new(
        &format!("{}/api/v1", second.url),
        demo["api_key"].as_str().unwrap(),
    );
    let (_, channels) = desk.get("/channels").await;
    let all = channels["items"].as_array().unwrap();
    assert_eq!(all.len(), 1, "{channels:#}");
    assert_eq!(all[0]["connection"], "disconnected");
    assert_eq!(
        (&all[0]["phone_number_id"], &all[0]["waba_id"]),
        (&"".into(), &"".into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_is_not_asked_about_what_is_connected_at_meta() {
    let home = Home::new();
    Server::start(home.path()).kill();
    let turn = async |to: &'static str| {
        let mut rows = home.database().await;
        let turned = sqlx::query(to).execute(&mut rows).await.unwrap();
        assert_eq!(turned.rows_affected(), 1);
    };
    // What is disconnected has no token that could be shown to anybody.
    turn("UPDATE app.channel SET simulated = false, connection = 'disconnected', external_id = '', account_id = ''").await;
    Server::start(home.path()).kill();
    turn("UPDATE app.channel SET connection = 'connected', external_id = '1', account_id = '2' WHERE NOT simulated").await;
    let refused = loket(home.path()).arg("serve").output().unwrap();
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains("1 channel is connected here at Meta"),
        "{said}"
    );
    assert!(said.contains("LOKET_SANDBOX=off"), "{said}");
}
