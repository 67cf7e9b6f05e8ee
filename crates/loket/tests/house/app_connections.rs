//! A person lets the app work with their business accounts at the sandbox's Meta: nothing stays of what did not come to its
//! end, a number is connected and sends, and a permission that is over is given again.

use std::collections::HashMap;

use reqwest::Url;
use serde_json::{Value, json};

use crate::server::{Client, Home, Server};

const HERE: &str = "/app-connections";

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

    /// An agency's own account and one of its client, each with a number: `(own, client)`.
    async fn accounts(&self) -> (Value, Value) {
        let own = json!({ "name": "Agen Satu", "business_id": "9100", "subscribed": false,
            "numbers": [{ "display": "+62 811-5599-0001", "verified_name": "Agen Satu" }] });
        let client = json!({ "name": "Klien Dua", "business_id": "9200", "client_of": "9100", "subscribed": false,
            "numbers": [{ "display": "+62 811-5599-0002", "verified_name": "Klien Dua" }] });
        let (_, own) = self.sandbox.post("/wabas", &own).await;
        let (_, client) = self.sandbox.post("/wabas", &client).await;
        (own, client)
    }

    /// Away to Meta and back; what the browser brings.
    async fn come_back(&self, way: &str, choice: Value) -> (String, Option<String>, String) {
        let (status, launch) = self.api.get(&format!("{HERE}/launch?{way}")).await;
        assert_eq!(status, 200, "{launch:#}");
        let page = Url::parse(launch["url"].as_str().unwrap()).unwrap();
        let asked: HashMap<_, _> = page.query_pairs().into_owned().collect();
        assert_eq!(page.path(), "/v25.0/dialog/oauth");
        let mut wish = json!({ "client_id": asked["client_id"], "redirect_uri": asked["redirect_uri"],
            "state": asked["state"], "scopes": asked["scope"].split(',').collect::<Vec<_>>(), "ending": "continue" });
        for (key, value) in choice.as_object().unwrap() {
            wish[key] = value.clone();
        }
        let (status, ended) = self.sandbox.post("/login/finish", &wish).await;
        assert_eq!(status, 200, "{ended:#}");
        let back = Url::parse(ended["to"].as_str().unwrap()).unwrap();
        assert_eq!(back.path(), "/settings/channels/app-connections");
        let words: HashMap<_, _> = back.query_pairs().into_owned().collect();
        (
            words["state"].clone(),
            words.get("code").cloned(),
            words.get("error").cloned().unwrap_or_default(),
        )
    }

    async fn authorize(&self, way: &str, choice: Value) -> (u16, Value) {
        let (state, code, _) = self.come_back(way, choice).await;
        let told = json!({ "state": state, "code": code.unwrap() });
        self.api.post(HERE, &told).await
    }

    async fn count(&self) -> usize {
        let (_, list) = self.api.get(HERE).await;
        list["items"].as_array().unwrap().len()
    }

    async fn befalls(&self, fate: Value) {
        let (status, told) = self.sandbox.post("/login/person", &fate).await;
        assert_eq!(status, 200, "{told:#}");
    }

    /// What the list says of the only connection, once it fits.
    async fn only(&self, fits: impl Fn(&Value) -> bool) -> Value {
        let list = self.api.until(HERE, |list| fits(&list["items"][0])).await;
        list["items"][0].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_stays_of_what_did_not_come_to_its_end() {
    let home = Home::new();
    let stage = Stage::new(&home);
    let (own, _) = stage.accounts().await;
    let accounts = json!([own["waba_id"]]);
    for (ending, error) in [("cancel", "access_denied"), ("error", "server_error")] {
        let choice = json!({ "accounts": accounts, "ending": ending });
        let (_, code, said) = stage.come_back("name=Satu", choice).await;
        assert_eq!((code, said.as_str()), (None, error));
    }
    for ending in ["expired", "elsewhere"] {
        let choice = json!({ "accounts": accounts, "ending": ending });
        let (status, problem) = stage.authorize("name=Satu", choice).await;
        assert_eq!(
            (status, &problem["code"]),
            (409, &json!("connection_spent")),
            "{ending}"
        );
    }
    let half = json!({ "accounts": accounts, "scopes": ["whatsapp_business_management"] });
    let (status, problem) = stage.authorize("name=Satu", half).await;
    assert_eq!(
        (status, &problem["title"]),
        (409, &json!("Insufficient permissions"))
    );
    let hint = problem["hint"].as_str().unwrap();
    assert!(
        hint.contains("Missing: whatsapp_business_messaging."),
        "{hint}"
    );
    // Somebody else's state is none.
    let told = json!({ "state": "x.00", "code": "AQ" });
    assert_eq!(stage.api.post(HERE, &told).await.0, 422);
    assert_eq!(stage.count().await, 0);
    let (status, _) = stage.api.get(&format!("{HERE}/launch?name=")).await;
    assert_eq!(status, 422, "a connection has a name");
}

#[expect(clippy::too_many_lines, reason = "one story, told in order")]
#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_connected_by_a_permission_that_is_given_again() {
    let home = Home::new();
    let stage = Stage::new(&home);
    let (own, client) = stage.accounts().await;
    let both = json!({ "accounts": [own["waba_id"], client["waba_id"]] });
    let (status, made) = stage.authorize("name=Agensi", both.clone()).await;
    assert_eq!(status, 201, "{made:#}");
    assert_eq!(
        (&made["status"], &made["authorizer"], &made["simulated"]),
        (&json!("pending"), &json!("Ayu Lestari"), &json!(true))
    );
    assert!(made["expires_at"].is_string() && made["refreshable"] == true);
    let id = made["id"].as_str().unwrap();
    let path = |rest: &str| format!("{HERE}/{id}{rest}");

    // Its own account and its client's, and nobody else's.
    let (status, found) = stage.api.get(&path("/accounts")).await;
    assert_eq!(status, 200, "{found:#}");
    let mut rows: Vec<_> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].clone(), one["of_client"].clone()))
        .collect();
    rows.sort_by_key(|(_, of_client)| of_client == true);
    assert_eq!(
        rows,
        [
            (own["waba_id"].clone(), json!(false)),
            (client["waba_id"].clone(), json!(true))
        ]
    );
    let (_, all) = stage.sandbox.get("/wabas").await;
    let strange = all["wabas"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["waba_id"] != own["waba_id"] && one["waba_id"] != client["waba_id"])
        .unwrap();
    for (account, number, wanted) in [
        (
            &strange["waba_id"],
            &strange["phone_number_id"],
            "connection_foreign",
        ),
        (
            &own["waba_id"],
            &strange["phone_number_id"],
            "connection_number",
        ),
        (
            &own["waba_id"],
            &client["phone_number_id"],
            "connection_number",
        ),
    ] {
        let wish = json!({ "account_id": account, "phone_number_id": number });
        let (status, problem) = stage.api.post(&path("/number"), &wish).await;
        assert_eq!((status, &problem["code"]), (409, &json!(wanted)));
    }

    let (status, chosen) = stage
        .api
        .post(
            &path("/account"),
            &json!({ "account_id": client["waba_id"] }),
        )
        .await;
    assert_eq!(
        (status, &chosen["status"], &chosen["account_name"]),
        (200, &json!("active"), &json!("Klien Dua"))
    );
    let account = client["waba_id"].as_str().unwrap();
    let numbers = path(&format!("/numbers?account_id={account}"));
    let (_, listed) = stage.api.get(&numbers).await;
    let one = &listed["items"][0];
    assert_eq!(
        (&one["quality"], &one["connected"]),
        (&json!("GREEN"), &json!(false))
    );
    let wish = json!({ "account_id": account, "phone_number_id": one["id"] });
    let (status, run) = stage.api.post(&path("/number"), &wish).await;
    assert_eq!(status, 201, "{run:#}");
    let steps = format!("/signups/{}", run["id"].as_str().unwrap());
    stage.api.until(&steps, |run| run["state"] == "ready").await;
    let (status, again) = stage.api.post(&path("/number"), &wish).await;
    assert_eq!((status, &again["code"]), (409, &json!("number_taken")));

    // Heard and answered.
    let number = one["id"].as_str().unwrap();
    let written =
        json!({ "phone_number_id": number, "customer": "rina", "text": "Halo, buka jam berapa?" });
    assert_eq!(stage.sandbox.post("/inbound", &written).await.0, 200);
    let channel = run["channel_id"].clone();
    let ours = |list: &Value| {
        let rows = list["items"].as_array().unwrap();
        rows.iter()
            .find(|row| row["channel"]["id"] == channel)
            .cloned()
    };
    let list = stage
        .api
        .until("/conversations?view=all", |list| ours(list).is_some())
        .await;
    let thread = ours(&list).unwrap()["id"].as_str().unwrap().to_owned();
    let replies = format!("/conversations/{thread}/replies");
    let reply = json!({ "type": "text", "text": "Buka jam sembilan." });
    let (status, sent) = stage.api.post(&replies, &reply).await;
    assert!(matches!(status, 200..=202), "{status} {sent:#}");
    let sends = format!("/sends?phone_number_id={number}");
    stage
        .sandbox
        .until(&sends, |sends| sends["total"] == 1)
        .await;

    // A number lives by it: it is not removed.
    let refused = stage.api.delete(&path("")).await;
    assert_eq!(refused, 409);

    // The token is over: the next use says so at once, and agreeing again mends it and the number.
    stage.befalls(json!({ "kind": "expire" })).await;
    let (status, over) = stage.api.get(&path("/accounts")).await;
    assert_eq!(
        (status, &over["title"]),
        (409, &json!("Invalid or expired access token"))
    );
    stage.only(|one| one["status"] == "needs_reauth").await;
    let way = format!("connection={id}");
    let less = json!({ "accounts": [own["waba_id"]] });
    let (status, problem) = stage.authorize(&way, less).await;
    assert_eq!(
        (status, &problem["code"]),
        (409, &json!("connection_left_behind"))
    );
    let (status, renewed) = stage.authorize(&way, both).await;
    assert_eq!(
        (status, &renewed["status"], &renewed["id"]),
        (201, &json!("active"), &json!(id)),
        "{renewed:#}"
    );
    let (status, _) = stage.api.post(&replies, &reply).await;
    assert!(matches!(status, 200..=202));
    stage
        .sandbox
        .until(&sends, |sends| sends["total"] == 2)
        .await;
    assert_eq!(stage.count().await, 1);

    let log = stage.server.log();
    for secret in ["EAA", "client_secret", "access_token="] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    assert!(!renewed.to_string().contains("EAA"));
}
