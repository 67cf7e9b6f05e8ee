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
    let wish = [
        "user",
        "add",
        "--email",
        "Ana@kopi.example",
        "--name",
        "Ana",
        "--role",
        "owner",
    ];
    let person = server.json(&[&wish[..], &["--workspace", &workspace, "--json"]].concat());
    assert_eq!(person["email"], "ana@kopi.example");
    assert!(person["password"].as_str().unwrap().len() > 20);

    let sandbox = Client::new(&format!("{}/_sandbox", server.sandbox), "");
    let (_, made) = sandbox.post("/tenants", &json!({ "count": 1 })).await;
    let account = made["tenants"][0].clone();
    let channel = connect_with_own_app(&home, &workspace, &account);
    assert!(
        text(&channel, "webhook_url").ends_with(&text(&channel, "app_ref")),
        "{channel:#}"
    );
    load_knowledge(&home, &server, &workspace);

    let wish = ["key", "add", "--name", "till", "--scopes", "read", "--json"];
    let key = server.json(&[&wish[..], &["--workspace", &workspace]].concat());
    let api = Client::new(&format!("{}/api/v1", server.url), &text(&key, "key"));
    let (status, channels) = api.get("/channels").await;
    let number = channels["items"][0]["phone_number_id"].clone();
    assert_eq!((status, number), (200, account["phone_number_id"].clone()));
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

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}

/// The app secret comes from a file, the token from standard input.
fn connect_with_own_app(home: &Home, workspace: &str, account: &Value) -> Value {
    let secret = home.path().join("app.secret");
    std::fs::write(&secret, "the business's own app secret\n").unwrap();
    let mut child = loket(home.path())
        .args(["channel", "add", "--workspace", workspace])
        .args([
            "--phone-number-id",
            &text(account, "phone_number_id"),
            "--waba-id",
            &text(account, "waba_id"),
        ])
        .args(["--display", "+62 21 5550 1234", "--app-id", "99", "--json"])
        .arg("--app-secret-file")
        .arg(&secret)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{}", text(account, "token")).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn load_knowledge(home: &Home, server: &Server, workspace: &str) {
    let file = home.path().join("knowledge.json");
    let item = json!({ "sku": "KS-1", "name": "Kopi susu", "price": 25_000 });
    let knowledge = json!({ "business": "Kopi Senja", "items": [item] });
    std::fs::write(&file, knowledge.to_string()).unwrap();
    let load = || {
        server.beside(&[
            "knowledge",
            "load",
            file.to_str().unwrap(),
            "--workspace",
            workspace,
        ])
    };
    let loaded = load();
    assert!(
        loaded.status.success(),
        "{}",
        String::from_utf8_lossy(&loaded.stderr)
    );
    std::fs::write(&file, "{\"items\": [{\"sku\": \"\"}]}").unwrap();
    assert!(
        !load().status.success(),
        "knowledge that cannot be read is refused"
    );
}
