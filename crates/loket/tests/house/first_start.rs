//! What a newcomer sees: a first start, a customer's question, a reply that was read, and its proof.

use serde_json::json;

use crate::server::{Client, Home, Server, loket};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_becomes_a_reply_that_is_read_and_proved() {
    let home = Home::new();
    let server = Server::start(home.path());
    let demo = server.json(&["demo", "--json"]);
    let text = |name: &str| demo[name].as_str().unwrap().to_owned();
    let api = Client::new(&format!("{}/api/v1", server.url), &text("api_key"));
    let sandbox = Client::new(&format!("{}/_sandbox", server.sandbox), "");

    let (status, _) = sandbox.post("/settings", &json!({})).await;
    assert_ne!(status, 200, "settings are changed by PATCH");
    let asked = json!({ "customer": "rina", "phone_number_id": text("phone_number_id"), "text": "Halo, apakah jaket biru ukuran M masih ada?" });
    let (status, sent) = sandbox.post("/inbound", &asked).await;
    assert_eq!(status, 200, "{sent:#}");
    let list = api
        .until("/conversations", |l| {
            l["items"][0]["draft"]["state"] == "waiting"
        })
        .await;
    let conversation = list["items"][0]["id"].as_str().unwrap().to_owned();
    let draft = format!(
        "/drafts/{}",
        list["items"][0]["draft"]["id"].as_str().unwrap()
    );
    let (_, waiting) = api.get(&draft).await;
    assert!(
        waiting["text"].as_str().unwrap().contains('3'),
        "{waiting:#}"
    );
    assert_eq!(waiting["sources"][0]["id"], "item:AG-JB");

    let (status, approved) = api
        .post(
            &format!("{draft}/approve"),
            &json!({ "version": waiting["version"] }),
        )
        .await;
    assert_eq!(status, 200, "{approved:#}");
    let message = approved["message"]["id"].as_str().unwrap().to_owned();
    let path = format!("/conversations/{conversation}/messages");
    let outbound = |m: &serde_json::Value| {
        m["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|m| m["id"] == message.as_str())
            .cloned()
    };
    let thread = api
        .until(&path, |m| {
            outbound(m).is_some_and(|m| m["delivery"]["state"] == "delivered")
        })
        .await;
    let provider_id = outbound(&thread).unwrap()["delivery"]["provider_id"].clone();
    let (status, _) = sandbox
        .post("/statuses", &json!({ "id": provider_id, "status": "read" }))
        .await;
    assert_eq!(status, 200);
    api.until(&path, |m| {
        outbound(m).is_some_and(|m| m["delivery"]["state"] == "read")
    })
    .await;

    let export = home.path().join("evidence.jsonl");
    std::fs::write(&export, api.bytes("/evidence/export").await).unwrap();
    let export = export.to_str().unwrap();
    let report = server.json(&["evidence", "verify", export, "--json"]);
    assert_eq!(report["ok"], true, "{report:#}");
    assert!(report["entries"].as_u64().unwrap() >= 8, "{report:#}");
    let whole = std::fs::read_to_string(export).unwrap();
    std::fs::write(export, whole.replacen("approved", "refused", 1)).unwrap();
    let output = loket(home.path())
        .args(["evidence", "verify", export])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "a changed word is found");

    nothing_secret_was_told(&server, &home, &demo);
    assert!(server.stop().success());
}

/// The password is printed once and stored nowhere; the log holds no secret; the token is in no table as text.
fn nothing_secret_was_told(server: &Server, home: &Home, demo: &serde_json::Value) {
    let printed = server.printed();
    let line = printed
        .lines()
        .find(|line| line.starts_with("Sign in as"))
        .unwrap();
    let password = line
        .split_whitespace()
        .find(|word| word.matches('-').count() == 4)
        .unwrap();
    let secrets = [
        password,
        demo["app_secret"].as_str().unwrap(),
        demo["api_key"].as_str().unwrap(),
    ];
    let master = std::fs::read_to_string(home.path().join("data/master.key")).unwrap();
    for secret in secrets.into_iter().chain([master.trim()]) {
        assert!(!server.log().contains(secret), "a secret is in the log");
    }
    let files = walk(&home.path().join("data/postgres"));
    assert!(files.len() > 100, "the database was looked into");
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else {
            continue;
        };
        for secret in secrets.into_iter().chain([master.trim()]) {
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "a secret is in {}", file.display());
        }
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .flat_map(|entry| {
            if entry.path().is_dir() {
                walk(&entry.path())
            } else {
                vec![entry.path()]
            }
        })
        // The write-ahead log is large, and holds what the tables hold.
        .filter(|path| !path.components().any(|part| part.as_os_str() == "pg_wal"))
        .collect()
}
