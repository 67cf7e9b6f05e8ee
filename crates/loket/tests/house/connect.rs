//! Connecting a number by hand, and giving it another token: proved before anything is written.

use serde_json::{Value, json};

use crate::server::{Client, Home, Server};

struct Stage {
    api: Client,
    sandbox: Client,
}

impl Stage {
    /// An account of the sandbox, and a second token to it.
    async fn account(&self) -> (Value, String) {
        let (_, made) = self.sandbox.post("/tenants", &json!({ "count": 1 })).await;
        let account = made["tenants"][0].clone();
        let (status, token) = self
            .sandbox
            .post("/tokens", &json!({ "wabas": [account["waba_id"]] }))
            .await;
        assert_eq!(status, 200, "{token:#}");
        (account, token["token"].as_str().unwrap().to_owned())
    }

    async fn connect(&self, number: &Value, waba: &Value, token: &Value) -> (u16, Value) {
        let wish = json!({
            "kind": "whatsapp", "name": "Kedua", "phone_number_id": number, "waba_id": waba, "display": "+62 22 555",
            "token": token, "app_id": "77", "app_secret": "own-app-secret",
        });
        self.api.post("/channels/manual", &wish).await
    }

    async fn channels(&self) -> Vec<Value> {
        let (_, list) = self.api.get("/channels").await;
        list["items"].as_array().unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn number_and_account_are_proved_and_tokens_renewed() {
    let home = Home::new();
    let server = Server::start(home.path());
    let demo = server.json(&["demo", "--json"]);
    let stage = Stage {
        api: Client::new(
            &format!("{}/api/v1", server.url),
            demo["api_key"].as_str().unwrap(),
        ),
        sandbox: Client::new(&format!("{}/_sandbox", server.sandbox), ""),
    };
    let (mine, renewed) = stage.account().await;
    let (theirs, _) = stage.account().await;
    // The ids and the token must belong together; nothing is written until they do.
    let no_token = json!("EAAnobodys");
    for (number, waba, token, status) in [
        (
            &mine["phone_number_id"],
            &theirs["waba_id"],
            &mine["token"],
            502,
        ),
        (
            &theirs["phone_number_id"],
            &mine["waba_id"],
            &mine["token"],
            502,
        ),
        (&mine["phone_number_id"], &mine["waba_id"], &no_token, 502),
        (
            &mine["phone_number_id"],
            &demo["waba_id"],
            &mine["token"],
            502,
        ),
    ] {
        let (got, problem) = stage.connect(number, waba, token).await;
        assert_eq!(got, status, "{problem:#}");
        assert!(problem["hint"].as_str().unwrap().len() > 20, "{problem:#}");
    }
    // A token that reaches both accounts does not make a number the other one's.
    let (_, wide) = stage
        .sandbox
        .post(
            "/tokens",
            &json!({ "wabas": [mine["waba_id"], theirs["waba_id"]] }),
        )
        .await;
    let (got, problem) = stage
        .connect(&mine["phone_number_id"], &theirs["waba_id"], &wide["token"])
        .await;
    assert_eq!(got, 422, "{problem:#}");
    assert!(
        problem.to_string().contains("does not hold the number"),
        "{problem:#}"
    );
    assert_eq!(stage.channels().await.len(), 1, "nothing was written");

    let (got, channel) = stage
        .connect(&mine["phone_number_id"], &mine["waba_id"], &mine["token"])
        .await;
    assert_eq!(got, 201, "{channel:#}");
    heard_by_an_own_app(&stage, &channel, &demo).await;
    tested(&stage).await;
    renew(&stage, &channel, &mine, &renewed).await;
}

/// What is said to be entered at Meta passes Meta's handshake; of the installation's own app nothing is told.
async fn heard_by_an_own_app(stage: &Stage, channel: &Value, demo: &Value) {
    let of = |id: &Value| format!("/channels/{}/webhook", id.as_str().unwrap());
    let (_, webhook) = stage.api.get(&of(&channel["id"])).await;
    assert_eq!(webhook["app_id"], "77", "{webhook:#}");
    let fields = webhook["fields"].as_array().unwrap();
    assert!(fields.contains(&json!("messages")) && fields.contains(&json!("account_update")));
    let shake = async |token: &str| {
        let address = channel["webhook"]["url"].as_str().unwrap();
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.verify_token", token),
            ("hub.challenge", "4711"),
        ];
        let asked = stage.api.http.get(address).query(&query);
        let answer = asked.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let token = webhook["verify_token"].as_str().unwrap();
    assert_eq!(shake(token).await, (200, "4711".to_owned()));
    assert_eq!(shake("another").await.0, 403);

    let (_, list) = stage.api.get("/channels").await;
    let all = list["items"].as_array().unwrap();
    let ours = all.iter().find(|one| one["waba_id"] == demo["waba_id"]);
    let (_, webhook) = stage.api.get(&of(&ours.unwrap()["id"])).await;
    assert_eq!(
        (&webhook["app_id"], &webhook["verify_token"]),
        (&Value::Null, &Value::Null)
    );
    // An app without its secret is no way in.
    let (account, token) = stage.account().await;
    let half = json!({
        "kind": "whatsapp", "name": "Ketiga", "phone_number_id": account["phone_number_id"],
        "waba_id": account["waba_id"], "display": "+62 22 556", "token": token, "app_id": "78",
    });
    let (status, problem) = stage.api.post("/channels/manual", &half).await;
    let field = &problem["fields"][0]["field"];
    assert_eq!((status, field), (422, &json!("app_secret")), "{problem:#}");
}

/// What is brought to the address that Meta was given arrives: of the installation's app and of a business's own.
async fn tested(stage: &Stage) {
    let all = stage.channels().await;
    assert_eq!(all.len(), 2);
    for channel in all {
        let path = format!("/channels/{}/test-event", channel["id"].as_str().unwrap());
        let (status, went) = stage.api.post(&path, &json!({})).await;
        assert_eq!(
            (status, &went["outcome"], &went["address"]),
            (200, &json!("arrived"), &channel["webhook"]["url"]),
            "{went:#}"
        );
    }
}

async fn renew(stage: &Stage, channel: &Value, mine: &Value, renewed: &str) {
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    let print = async || {
        let all = stage.channels().await;
        let one = all.iter().find(|c| c["id"] == channel["id"]).unwrap();
        one["token"]["fingerprint"].clone()
    };
    let first = print().await;
    assert!(first.is_string(), "{channel:#}");
    let (status, problem) = stage
        .api
        .patch(&path, &json!({ "token": "EAAwrong", "name": "Lain" }))
        .await;
    assert_eq!(status, 502, "{problem:#}");
    assert_eq!(
        print().await,
        first,
        "a token that proves nothing changes nothing"
    );
    let (status, changed) = stage
        .api
        .patch(&path, &json!({ "token": renewed, "name": "Baru" }))
        .await;
    assert_eq!(
        (status, &changed["name"]),
        (200, &json!("Baru")),
        "{changed:#}"
    );
    assert_ne!(print().await, first);
    assert!(
        !changed.to_string().contains(renewed),
        "a token is written, never shown"
    );
    // The one before is of no use any more: not to Meta, and not to us.
    let old = json!({ "token": mine["token"] });
    assert_eq!(stage.sandbox.post("/tokens/revoke", &old).await.0, 200);
    let (status, synced) = stage
        .api
        .post("/templates/sync", &json!({ "channel_id": channel["id"] }))
        .await;
    assert_eq!(status, 200, "the new token is the one in use: {synced:#}");
}
