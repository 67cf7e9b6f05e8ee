//! Tenants made by script: by the hundred, or one by one.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::server::{Client, Home, Server, loket};

#[tokio::test(flavor = "multi_thread")]
async fn many_tenants_each_receive_their_own() {
    let home = Home::new();
    let server = Server::start(home.path());
    let made = server.json(&[
        "tenants",
        "make",
        "--partners",
        "3",
        "--workspaces",
        "9",
        "--json",
    ]);
    let workspaces = made["workspaces"].as_array().unwrap();
    assert_eq!(
        (made["partners"].as_array().unwrap().len(), workspaces.len()),
        (3, 9)
    );

    let sandbox = Client::new(&format!("{}/_sandbox", server.sandbox), "");
    for workspace in workspaces {
        let words = format!("Only for {}", workspace["name"].as_str().unwrap());
        let inbound = json!({ "customer": "daniel", "phone_number_id": workspace["phone_number_id"], "text": words });
        assert_eq!(sandbox.post("/inbound", &inbound).await.0, 200);
    }
    for workspace in workspaces {
        let api = client(&server, workspace);
        let list = api
            .until("/conversations", |list| {
                !list["items"].as_array().unwrap().is_empty()
            })
            .await;
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        let preview = list["items"][0]["last"]["preview"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            preview.ends_with(workspace["name"].as_str().unwrap()),
            "{preview}"
        );
    }
    let foreign = workspaces[0]["channel_id"].as_str().unwrap();
    let (status, _) = client(&server, &workspaces[1])
        .post("/templates/sync", &json!({ "channel_id": foreign }))
        .await;
    assert_eq!(status, 404, "a foreign id looks like an unknown one");
}

fn client(server: &Server, workspace: &Value) -> Client {
    Client::new(
        &format!("{}/api/v1", server.url),
        workspace["api_key"].as_str().unwrap(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_is_made_by_hand_with_its_own_meta_app() {
    let home = Home::new();
    let server = Server::start(home.path());
    let text = |value: &Value, name: &str| value[name].as_str().unwrap().to_owned();
    let partner = text(
        &server.json(&["partner", "add", "Agensi Kita", "--json"]),
        "id",
    );
    let made = server.json(&[
        "workspace",
        "add",
        "Kopi Senja",
        "--partner",
        &partner,
        "--simulated",
        "false",
        "--json",
    ]);
    let workspace = text(&made, "id");
    let person = server.json(&[
        "user",
        "add",
        "--email",
        "Ana@kopi.example",
        "--name",
        "Ana",
        "--workspace",
        &workspace,
        "--role",
        "owner",
        "--json",
    ]);
    assert_eq!(person["email"], "ana@kopi.example");
    assert!(person["password"].as_str().unwrap().len() > 20);

    let secret = home.path().join("app.secret");
    std::fs::write(&secret, "the business's own app secret\n").unwrap();
    let arguments = [
        "channel",
        "add",
        "--workspace",
        &workspace,
        "--phone-number-id",
        "555000111222333",
        "--waba-id",
        "555000111222444",
        "--display",
        "+62 21 5550 1234",
        "--app-id",
        "99",
        "--app-secret-file",
        secret.to_str().unwrap(),
        "--json",
    ];
    let mut child = loket(home.path())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"EAAtokenOfTheirOwn\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let channel: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        text(&channel, "webhook_url").ends_with(&text(&channel, "app_ref")),
        "{channel:#}"
    );

    let document = home.path().join("knowledge.json");
    let knowledge = json!({ "business": "Kopi Senja", "items": [{ "sku": "KS-1", "name": "Kopi susu", "price": 25000 }] });
    std::fs::write(&document, knowledge.to_string()).unwrap();
    let loaded = server.beside(&[
        "knowledge",
        "load",
        document.to_str().unwrap(),
        "--workspace",
        &workspace,
    ]);
    assert!(
        loaded.status.success(),
        "{}",
        String::from_utf8_lossy(&loaded.stderr)
    );
    std::fs::write(&document, "{\"items\": [{\"sku\": \"\"}]}").unwrap();
    let refused = server.beside(&[
        "knowledge",
        "load",
        document.to_str().unwrap(),
        "--workspace",
        &workspace,
    ]);
    assert!(
        !refused.status.success(),
        "knowledge that cannot be read is refused"
    );

    let key = server.json(&[
        "key",
        "add",
        "--name",
        "till",
        "--workspace",
        &workspace,
        "--scopes",
        "read",
        "--json",
    ]);
    let api = Client::new(&format!("{}/api/v1", server.url), &text(&key, "key"));
    let (status, channels) = api.get("/channels").await;
    assert_eq!(
        (status, channels["items"][0]["phone_number_id"].clone()),
        (200, json!("555000111222333"))
    );
    let (status, _) = api
        .post(
            "/api-keys",
            &json!({ "name": "more", "scopes": ["manage"] }),
        )
        .await;
    assert_eq!(status, 403, "a key to read makes no keys");
    let health = server.json(&["journal", "health", "--json"]);
    assert_eq!(health["quarantined"], 0);
    assert!(server.beside(&["journal", "replay"]).status.success());
}
