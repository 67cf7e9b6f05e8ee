//! An account of Instagram is connected by its owner's sign-in at the sandbox's Instagram: looked at first, heard of after,
//! and nothing of a token is ever shown or logged.

use reqwest::Url;
use serde_json::{Value, json};

use crate::server::{Client, Home, Server};

struct Stage {
    api: Client,
    sandbox: Client,
    server: Server,
}

impl Stage {
    fn new(home: &Home) -> Self {
        let server = Server::start(home.path());
        let demo = server.json(&["demo", "--json"]);
        Self {
            api: Client::new(
                &format!("{}/api/v1", server.url),
                demo["api_key"].as_str().unwrap(),
            ),
            sandbox: Client::new(&format!("{}/_sandbox", server.sandbox), ""),
            server,
        }
    }

    /// Accounts of the made-up person.
    async fn accounts(&self) -> Vec<Value> {
        let (status, offer) = self.sandbox.get("/instagram/authorize").await;
        assert_eq!(status, 200, "{offer:#}");
        offer["accounts"].as_array().unwrap().clone()
    }

    /// Away to Instagram and back, with what the browser brings.
    async fn come_back(&self, account: &Value, ending: &str, scopes: usize) -> Url {
        let (status, launch) = self.api.get("/logins/launch?kind=instagram").await;
        assert_eq!(status, 200, "{launch:#}");
        let page = Url::parse(launch["url"].as_str().unwrap()).unwrap();
        assert!(
            page.as_str().starts_with(&format!(
                "{}/instagram/oauth/authorize?",
                self.server.sandbox
            )),
            "{page}"
        );
        let asked: std::collections::HashMap<_, _> = page.query_pairs().into_owned().collect();
        let given: Vec<&str> = asked["scope"].split(',').take(scopes).collect();
        let choice = json!({
            "client_id": asked["client_id"], "redirect_uri": asked["redirect_uri"], "state": asked["state"],
            "account": account["id"], "scopes": given, "ending": ending,
        });
        let (status, ended) = self
            .sandbox
            .post("/instagram/authorize/finish", &choice)
            .await;
        assert_eq!(status, 200, "{ended:#}");
        let back = Url::parse(ended["to"].as_str().unwrap()).unwrap();
        assert_eq!(back.path(), "/settings/channels/instagram");
        back
    }

    async fn bring(&self, back: &Url) -> (u16, Value) {
        let word = |name: &str| {
            let found = back.query_pairs().find(|(key, _)| key == name);
            found.map(|(_, value)| value.into_owned())
        };
        let told = json!({ "state": word("state"), "code": word("code") });
        self.api.post("/logins", &told).await
    }

    /// Channels of Instagram and runs there are.
    async fn rows(&self) -> (usize, usize) {
        let (_, channels) = self.api.get("/channels").await;
        let (_, runs) = self.api.get("/signups").await;
        let of_instagram = channels["items"].as_array().unwrap().iter();
        (
            of_instagram
                .filter(|one| one["kind"] == "instagram")
                .count(),
            runs["items"].as_array().unwrap().len(),
        )
    }
}

#[expect(clippy::too_many_lines, reason = "one story, told in order")]
#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_connected_by_signing_in_and_heard() {
    let home = Home::new();
    let stage = Stage::new(&home);
    let accounts = stage.accounts().await;
    let shop = &accounts[0];

    // No way of not finishing leaves a row.
    for (ending, scopes, wanted) in [
        ("expired", 3, "login_refused"),
        ("spent", 3, "login_refused"),
        ("elsewhere", 3, "login_refused"),
        ("allow", 1, "login_permissions"),
        ("withdrawn", 3, "provider_failed"),
    ] {
        let back = stage.come_back(shop, ending, scopes).await;
        let (status, problem) = stage.bring(&back).await;
        assert!(matches!(status, 409 | 502), "{ending}: {problem:#}");
        if wanted != "provider_failed" {
            assert_eq!(problem["code"], wanted, "{ending}: {problem:#}");
        }
        assert!(problem["hint"].as_str().unwrap().len() > 20, "{problem:#}");
        assert_eq!(stage.rows().await, (0, 0), "{ending}");
    }
    for ending in ["deny", "error"] {
        let back = stage.come_back(shop, ending, 3).await;
        assert!(back.query_pairs().any(|(key, _)| key == "error"), "{back}");
        assert_eq!(stage.rows().await, (0, 0), "{ending}");
    }

    // Looked at, and another one is meant.
    let back = stage.come_back(&accounts[1], "allow", 3).await;
    let (status, other) = stage.bring(&back).await;
    assert_eq!(status, 201, "{other:#}");
    assert_eq!(other["account_id"], accounts[1]["id"]);
    let path = format!("/logins/{}", other["id"].as_str().unwrap());
    let picture = stage.api.bytes(&format!("{path}/picture")).await;
    assert!(
        picture.starts_with(b"\x89PNG"),
        "its picture comes through us"
    );
    assert_eq!(stage.rows().await, (0, 1));
    assert_eq!(stage.api.delete(&path).await, 204);
    assert_eq!(stage.rows().await, (0, 0));

    let back = stage.come_back(shop, "allow", 3).await;
    let (status, found) = stage.bring(&back).await;
    assert_eq!(status, 201, "{found:#}");
    assert_eq!(found["username"], shop["username"]);
    assert!(found["media_count"].as_u64().unwrap() > 0, "{found:#}");
    let path = format!("/logins/{}/confirm", found["id"].as_str().unwrap());
    let (status, run) = stage.api.post(&path, &json!({})).await;
    assert_eq!(status, 201, "{run:#}");
    let run_path = format!("/signups/{}", run["id"].as_str().unwrap());
    let ready = stage
        .api
        .until(&run_path, |run| run["state"] == "ready")
        .await;
    assert_eq!(ready["steps"].as_array().unwrap().len(), 3, "{ready:#}");
    assert_eq!(stage.rows().await, (1, 0));
    let (_, channels) = stage.api.get("/channels").await;
    let list = channels["items"].as_array().unwrap();
    let one = list.iter().find(|one| one["kind"] == "instagram").unwrap();
    assert_eq!(
        (&one["connection"], &one["simulated"]),
        (&json!("connected"), &json!(true))
    );
    assert!(one["facts"]["token_until"].is_string(), "{one:#}");
    let readiness = format!("/channels/{}/readiness", one["id"].as_str().unwrap());
    stage
        .api
        .until(&readiness, |list| {
            let rows = list["rows"].as_array().unwrap();
            rows.iter()
                .any(|row| row["part"] == "credential" && row["reason"] == "token_until")
        })
        .await;

    // What somebody writes to it comes in, signed with the Instagram app's own secret.
    let written =
        json!({ "account": shop["id"], "customer": "rina", "text": "Halo dari Instagram" });
    let (status, told) = stage.sandbox.post("/instagram/inbound", &written).await;
    assert_eq!(status, 200, "{told:#}");
    stage
        .api
        .until("/conversations?view=all", |list| {
            list.to_string().contains("Halo dari Instagram")
        })
        .await;

    // By hand, what is wrong is said of the token, and not that Instagram is not there.
    let by_hand = json!({ "kind": "instagram", "name": "", "phone_number_id": accounts[1]["id"], "waba_id": "",
        "display": "", "token": "IGAnobodys" });
    let (status, problem) = stage.api.post("/channels/manual", &by_hand).await;
    assert_eq!(status, 502, "{problem:#}");
    assert!(
        problem["hint"].as_str().unwrap().contains("token"),
        "{problem:#}"
    );

    let log = stage.server.log();
    for secret in ["IGA", "client_secret", "access_token="] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    assert!(!channels.to_string().contains("IGA") && !found.to_string().contains("IGA"));
}
