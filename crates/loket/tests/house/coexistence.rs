//! A number that stays in the WhatsApp Business app is connected: what is there is asked for once, its past comes along,
//! and what its owner writes there shows up here.

use serde_json::{Value, json};

use crate::server::{Client, Home, Server};

struct Stage {
    api: Client,
    wa: Client,
    sandbox: Client,
    graph: Client,
    server: Server,
}

impl Stage {
    fn new(home: &Home) -> Self {
        let server = Server::start(home.path());
        let demo = server.json(&["demo", "--json"]);
        let key = demo["api_key"].as_str().unwrap();
        Self {
            api: Client::new(&format!("{}/api/v1", server.url), key),
            wa: Client::new(&format!("{}/api/wa", server.url), key),
            sandbox: Client::new(&format!("{}/_sandbox", server.sandbox), ""),
            graph: Client::new(&server.sandbox, ""),
            server,
        }
    }

    /// The dialog, ended like this with the number of the app.
    async fn agrees(&self, ending: &str, display: Option<&str>) -> Value {
        let (_, launch) = self.api.get("/signups/launch?app=true").await;
        let dialog = launch["dialog_url"].as_str().unwrap();
        assert!(
            dialog.contains("featureType%22%3A%22whatsapp_business_app_onboarding"),
            "{dialog}"
        );
        let (_, offer) = self.sandbox.get("/signup").await;
        let display = display.map_or_else(|| offer["fresh"]["app"].clone(), |given| json!(given));
        let wish = json!({
            "client_id": offer["app"]["id"], "redirect_uri": format!("{}/connected.html", self.server.url),
            "name": "Kopi Pagi", "number": {"kind": "app", "display": display}, "ending": ending,
        });
        let (status, told) = self.sandbox.post("/signup/finish", &wish).await;
        assert_eq!(status, 200, "{told:#}");
        let message = &told["message"];
        assert_eq!(message["event"], "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING");
        assert!(message["data"].get("phone_number_id").is_none());
        json!({ "state": launch["state"], "code": told["code"], "waba_id": message["data"]["waba_id"] })
    }

    async fn connects(&self, ending: &str) -> Value {
        let told = self.agrees(ending, None).await;
        let (status, signup) = self.wa.post("/embedded-signup-callback", &told).await;
        assert_eq!(status, 201, "{signup:#}");
        let path = format!("/signups/{}", signup["id"].as_str().unwrap());
        self.api.until(&path, |s| s["state"] == "ready").await
    }

    async fn channel(&self, signup: &Value, fits: impl Fn(&Value) -> bool) -> Value {
        let find = |list: &Value| {
            let items = list["items"].as_array().unwrap();
            let one = items.iter().find(|one| one["id"] == signup["channel_id"]);
            one.unwrap().clone()
        };
        let list = self.api.until("/channels", |list| fits(&find(list))).await;
        find(&list)
    }

    async fn token(&self, waba: &Value) -> String {
        let (_, all) = self.sandbox.get("/wabas").await;
        let all = all["wabas"].as_array().unwrap();
        let one = all.iter().find(|one| one["waba_id"] == *waba).unwrap();
        one["token"].as_str().unwrap().to_owned()
    }

    /// What Meta answers when its app is asked once more.
    async fn asked_again(&self, signup: &Value, what: &str) -> Value {
        let token = self.token(&signup["waba_id"]).await;
        let path = format!(
            "/v25.0/{}/smb_app_data?access_token={token}",
            signup["phone_number_id"].as_str().unwrap()
        );
        let body = json!({ "messaging_product": "whatsapp", "sync_type": what });
        let (_, answer) = self.graph.post(&path, &body).await;
        answer["error"]["code"].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn its_past_comes_along_and_its_owner_is_heard() {
    let home = Home::new();
    let stage = Stage::new(&home);
    let signup = stage.connects("finish").await;
    let done = |one: &Value| one["app"]["progress"] == 100 && one["app"]["contacts"] == "asked";
    let channel = stage.channel(&signup, done).await;
    assert_eq!(
        (&channel["app"]["history"], &channel["app"]["declined"]),
        (&json!("asked"), &json!(false)),
        "{channel:#}"
    );
    for what in ["smb_app_state_sync", "history"] {
        assert_eq!(stage.asked_again(&signup, what).await, 2_593_107, "{what}");
    }

    // The past is in its threads, which are done, and nothing followed from it.
    let of_it = |list: &Value| {
        let items = list["items"].as_array().unwrap();
        let mut ours = items.clone();
        ours.retain(|one| one["channel"]["id"] == signup["channel_id"]);
        ours
    };
    let past = "/conversations?view=resolved";
    let threads = stage.api.until(past, |list| of_it(list).len() == 3).await;
    let one = &of_it(&threads)[0];
    assert_eq!(
        (&one["unread"], &one["assignee"]),
        (&json!(0), &Value::Null)
    );
    let messages = format!("/conversations/{}/messages", one["id"].as_str().unwrap());
    // How far it is told is one fact, and each message another: they need not be applied in this order.
    let all = |thread: &Value| thread["items"].as_array().unwrap().len() == 4;
    let thread = stage.api.until(&messages, all).await;
    let rows = thread["items"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["history"] == true), "{thread:#}");

    // What the owner writes there is here, as theirs.
    let number = signup["phone_number_id"].as_str().unwrap();
    let (_, phone) = stage.sandbox.get(&format!("/phone?number={number}")).await;
    let said = json!({ "customer": phone["customers"][0]["id"], "text": "Saya balas dari HP" });
    let (status, answer) = stage
        .sandbox
        .post(&format!("/numbers/{number}/app/messages"), &said)
        .await;
    assert_eq!(status, 200, "{answer:#}");
    let open = "/conversations?view=all";
    let threads = stage.api.until(open, |list| of_it(list).len() == 1).await;
    let threads = of_it(&threads);
    let id = threads[0]["id"].as_str().unwrap();
    let (_, thread) = stage
        .api
        .get(&format!("/conversations/{id}/messages"))
        .await;
    let rows = thread["items"].as_array().unwrap();
    let echo = rows.iter().find(|row| row["history"] == false).unwrap();
    assert_eq!(
        (&echo["author"]["in_app"], &echo["author"]["name"]),
        (&json!(true), &json!("WhatsApp Business app")),
        "{echo:#}"
    );

    // It is registered by the app: nobody takes it out of there by accident.
    let channel = signup["channel_id"].as_str().unwrap();
    let pin = json!({ "pin": "246802" });
    let (status, problem) = stage
        .api
        .post(&format!("/channels/{channel}/registration"), &pin)
        .await;
    assert_eq!(
        (status, &problem["code"]),
        (409, &json!("coexistence_registered"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_declined_or_too_late_is_told() {
    let home = Home::new();
    let stage = Stage::new(&home);
    let signup = stage.connects("unshared").await;
    let told = stage
        .channel(&signup, |one| one["app"]["declined"] == true)
        .await;
    assert_eq!(told["app"]["progress"], Value::Null);

    // While the app cannot be asked, a day passes.
    let fault = json!({ "where": "graph", "kind": "error_code", "code": 2, "filter": { "path": "smb_app_data" } });
    let (status, rule) = stage.sandbox.post("/faults", &fault).await;
    assert_eq!(status, 200, "{rule:#}");
    let late = stage.connects("finish").await;
    stage
        .channel(&late, |one| one["app"]["contacts"] == "wanted")
        .await;
    stage.sandbox.delete("/faults").await;
    let day = json!({ "advance_ms": 25 * 3_600_000 });
    stage.sandbox.post("/clock", &day).await;
    let told = stage
        .channel(&late, |one| one["app"]["history"] == "late")
        .await;
    assert_eq!(told["app"]["contacts"], "late");
    assert_eq!(stage.asked_again(&late, "history").await, 2_593_108);
}
