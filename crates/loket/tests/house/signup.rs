//! Connecting a number by the provider's own sign-up: what the token shows counts, each step can be tried again, and
//! nothing stays of what did not come to its end.

use serde_json::{Value, json};

use crate::server::{Client, Home, Server};

struct Stage {
    api: Client,
    wa: Client,
    sandbox: Client,
    server: Server,
}

impl Stage {
    fn new(home: &Home) -> (Self, Value) {
        let server = Server::start(home.path());
        let demo = server.json(&["demo", "--json"]);
        let key = demo["api_key"].as_str().unwrap();
        let stage = Self {
            api: Client::new(&format!("{}/api/v1", server.url), key),
            wa: Client::new(&format!("{}/api/wa", server.url), key),
            sandbox: Client::new(&format!("{}/_sandbox", server.sandbox), ""),
            server,
        };
        (stage, demo)
    }

    /// An account of the sandbox with so many numbers, not heard by anybody.
    async fn account(&self, numbers: usize) -> Value {
        let wish = json!({ "name": "Toko Baru", "subscribed": false, "numbers": vec![json!({ "verified_name": "Toko Baru" }); numbers] });
        let (status, made) = self.sandbox.post("/wabas", &wish).await;
        assert_eq!(status, 200, "{made:#}");
        made
    }

    /// What the dialog would give for it.
    async fn code(&self, account: &Value) -> Value {
        let (status, code) = self
            .sandbox
            .post("/codes", &json!({ "waba_id": account["waba_id"] }))
            .await;
        assert_eq!(status, 200, "{code:#}");
        code["code"].clone()
    }

    async fn launch(&self) -> Value {
        let (status, launch) = self.api.get("/signups/launch").await;
        assert_eq!(status, 200, "{launch:#}");
        launch
    }

    async fn finish(&self, code: &Value, waba: &Value, number: &Value) -> (u16, Value) {
        let state = self.launch().await["state"].clone();
        let told =
            json!({ "state": state, "code": code, "waba_id": waba, "phone_number_id": number });
        self.wa.post("/embedded-signup-callback", &told).await
    }

    /// Channels and runs there are.
    async fn rows(&self) -> (usize, usize) {
        let count = async |path: &str| {
            let (_, list) = self.api.get(path).await;
            list["items"].as_array().unwrap().len()
        };
        (count("/channels").await, count("/signups").await)
    }

    /// The token that the newest exchange gave.
    async fn newest_token(&self, account: &Value) -> String {
        let (_, all) = self.sandbox.get("/tokens").await;
        let of = |token: &&Value| {
            token["wabas"]
                .as_array()
                .unwrap()
                .contains(&account["waba_id"])
        };
        let tokens = all["tokens"].as_array().unwrap();
        let found: Vec<&Value> = tokens.iter().filter(of).collect();
        found.last().unwrap()["token"].as_str().unwrap().to_owned()
    }

    async fn subscribed(&self, account: &Value) -> Value {
        let (_, all) = self.sandbox.get("/wabas").await;
        let accounts = all["wabas"].as_array().unwrap();
        let one = accounts.iter().find(|a| a["waba_id"] == account["waba_id"]);
        one.unwrap()["subscribed"].clone()
    }
}

fn states(signup: &Value) -> Vec<&str> {
    let steps = signup["steps"].as_array().unwrap();
    steps.iter().map(|s| s["state"].as_str().unwrap()).collect()
}

#[expect(clippy::too_many_lines, reason = "one story, told in order")]
#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_connected_by_its_code_and_what_is_not_theirs_is_refused() {
    let home = Home::new();
    let (stage, demo) = Stage::new(&home);
    let mine = stage.account(1).await;
    let theirs = stage.account(1).await;
    let launch = stage.launch().await;
    let dialog = launch["dialog_url"].as_str().unwrap();
    assert!(
        dialog.starts_with(&format!("{}/sandbox/meta/dialog?", stage.server.sandbox)),
        "{dialog}"
    );
    assert_eq!(launch["origins"], json!([stage.server.sandbox]));

    // Nothing of these leaves a row: another business's ids, a number of another account, a code used before or never
    // given, a launch that is not ours.
    let fresh = stage.code(&mine).await;
    for (code, waba, number, wanted) in [
        (
            stage.code(&mine).await,
            &theirs["waba_id"],
            &theirs["phone_number_id"],
            "signup_foreign",
        ),
        (
            stage.code(&mine).await,
            &mine["waba_id"],
            &theirs["phone_number_id"],
            "signup_foreign",
        ),
        (
            stage.code(&mine).await,
            &demo["waba_id"],
            &demo["phone_number_id"],
            "signup_foreign",
        ),
        (
            json!("AQnobodys"),
            &mine["waba_id"],
            &mine["phone_number_id"],
            "signup_expired",
        ),
    ] {
        let (status, problem) = stage.finish(&code, waba, number).await;
        assert_eq!(
            (status, problem["code"].as_str()),
            (409, Some(wanted)),
            "{problem:#}"
        );
        let (status, problem) = stage.finish(&code, waba, number).await;
        assert_eq!(
            (status, problem["code"].as_str()),
            (409, Some("signup_expired")),
            "a code is good once: {problem:#}"
        );
    }
    for state in ["", "x", "0190.00", launch["id"].as_str().unwrap()] {
        let told = json!({ "state": state, "code": fresh });
        let (status, problem) = stage.wa.post("/embedded-signup-callback", &told).await;
        assert_eq!(status, 422, "{problem:#}");
    }
    assert_eq!(stage.rows().await, (1, 0), "nothing was written");

    let (status, signup) = stage
        .finish(&fresh, &mine["waba_id"], &mine["phone_number_id"])
        .await;
    assert_eq!(status, 201, "{signup:#}");
    let token = stage.newest_token(&mine).await;
    assert!(
        !signup.to_string().contains(&token),
        "a token is never shown"
    );
    let path = format!("/signups/{}", signup["id"].as_str().unwrap());
    let ready = stage.api.until(&path, |s| s["state"] == "ready").await;
    assert_eq!(states(&ready), ["done"; 4]);
    assert_eq!(ready["phone_number_id"], mine["phone_number_id"]);
    assert_eq!(
        stage.rows().await,
        (2, 0),
        "what is ready is a number like any other"
    );
    assert_eq!(stage.subscribed(&mine).await, json!(true));
    let (_, channels) = stage.api.get("/channels").await;
    assert!(!channels.to_string().contains(&token));
    let one = &channels["items"][1];
    assert_eq!(
        (&one["connection"], &one["simulated"]),
        (&json!("connected"), &json!(true)),
        "{one:#}"
    );

    // Agreed to again, the number has another token and is the same number.
    let print = one["token"]["fingerprint"].clone();
    let again = stage.code(&mine).await;
    let (status, renewed) = stage
        .finish(&again, &mine["waba_id"], &mine["phone_number_id"])
        .await;
    assert_eq!(
        (status, &renewed["state"], &renewed["channel_id"]),
        (201, &json!("ready"), &one["id"]),
        "{renewed:#}"
    );
    assert_eq!(stage.rows().await, (2, 0));
    let (_, channels) = stage.api.get("/channels").await;
    assert_ne!(channels["items"][1]["token"]["fingerprint"], print);

    // A lost answer can be asked for again: the same launch is the same run.
    let other = stage.account(1).await;
    let state = stage.launch().await["state"].clone();
    let told = json!({ "state": state, "code": stage.code(&other).await });
    let (_, first) = stage.wa.post("/embedded-signup-callback", &told).await;
    let (status, second) = stage.wa.post("/embedded-signup-callback", &told).await;
    assert_eq!((status, &first["id"]), (201, &second["id"]), "{second:#}");
    assert_eq!(
        stage
            .api
            .until("/signups", |list| list["items"] == json!([]))
            .await["items"],
        json!([])
    );
    assert_eq!(stage.rows().await, (3, 0));
    assert!(!stage.server.log().contains(&token), "nor logged");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_fails_is_tried_again_or_all_is_taken_back() {
    let home = Home::new();
    let (stage, _) = Stage::new(&home);
    let fault = json!({ "where": "graph", "kind": "error_code", "code": 2, "filter": { "path": "subscribed_apps", "method": "POST" } });
    let (status, rule) = stage.sandbox.post("/faults", &fault).await;
    assert_eq!(status, 200, "{rule:#}");
    let (first, second) = (stage.account(1).await, stage.account(1).await);
    let mut paths = Vec::new();
    for account in [&first, &second] {
        // The browser was told no ids: the token says whose it is.
        let code = stage.code(account).await;
        let (status, signup) = stage.finish(&code, &Value::Null, &Value::Null).await;
        assert_eq!(status, 201, "{signup:#}");
        assert_eq!(signup["phone_number_id"], account["phone_number_id"]);
        let path = format!("/signups/{}", signup["id"].as_str().unwrap());
        let failed = stage.api.until(&path, |s| s["state"] == "failed").await;
        assert_eq!(states(&failed), ["done", "done", "failed", "waiting"]);
        let problem = &failed["steps"][2]["problem"];
        assert!(problem["hint"].as_str().unwrap().len() > 20, "{problem:#}");
        paths.push(path);
    }
    assert_eq!(stage.rows().await, (3, 2));

    let token = stage.newest_token(&second).await;
    assert_eq!(stage.api.delete(&paths[1]).await, 204);
    assert_eq!(stage.api.get(&paths[1]).await.0, 404);
    assert_eq!(
        stage.rows().await,
        (2, 1),
        "nobody ever wrote there: it is not shown"
    );
    assert!(!stage.server.log().contains(&token));

    let everything = json!({});
    assert_eq!(stage.sandbox.delete("/faults").await, 200);
    let (status, again) = stage
        .api
        .post(&format!("{}/retry", paths[0]), &everything)
        .await;
    assert_eq!(status, 200, "{again:#}");
    stage.api.until(&paths[0], |s| s["state"] == "ready").await;
    assert_eq!(
        stage.api.delete(&paths[0]).await,
        409,
        "what is finished is disconnected instead"
    );
    // Whoever was taken back can come again.
    let code = stage.code(&second).await;
    let (status, signup) = stage
        .finish(&code, &second["waba_id"], &second["phone_number_id"])
        .await;
    assert_eq!(status, 201, "{signup:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_number_waits_for_one() {
    let home = Home::new();
    let (stage, _) = Stage::new(&home);
    let empty = stage.account(0).await;
    let code = stage.code(&empty).await;
    let (status, signup) = stage.finish(&code, &empty["waba_id"], &Value::Null).await;
    assert_eq!(
        (status, &signup["state"]),
        (201, &json!("no_number")),
        "{signup:#}"
    );
    assert_eq!(stage.rows().await, (1, 1));
    let path = format!("/signups/{}", signup["id"].as_str().unwrap());
    let (_, none) = stage.api.get(&format!("{path}/numbers")).await;
    assert_eq!(none["items"], json!([]));

    let waba = empty["waba_id"].as_str().unwrap();
    let wish = json!({ "verified_name": "Toko Baru", "unregistered": true });
    let (_, number) = stage
        .sandbox
        .post(&format!("/wabas/{waba}/numbers"), &wish)
        .await;
    let (_, one) = stage.api.get(&format!("{path}/numbers")).await;
    assert_eq!(one["items"][0]["id"], number["phone_number_id"], "{one:#}");
    let foreign = stage.account(1).await;
    let choice = json!({ "phone_number_id": foreign["phone_number_id"] });
    let (status, problem) = stage.api.post(&format!("{path}/number"), &choice).await;
    assert_eq!(status, 409, "{problem:#}");
    let choice = json!({ "phone_number_id": number["phone_number_id"] });
    let (status, chosen) = stage.api.post(&format!("{path}/number"), &choice).await;
    assert_eq!(status, 200, "{chosen:#}");
    let ready = stage.api.until(&path, |s| s["state"] == "ready").await;

    // It must be proved by a code, and registered with a PIN, before it can send.
    let channel = format!("/channels/{}", ready["channel_id"].as_str().unwrap());
    let give =
        async |path: &str, body: Value| stage.api.post(&format!("{channel}/{path}"), &body).await;
    let six = |name: &str, digits: &str| json!({ name: digits });
    for (path, body, wanted) in [
        ("verification", json!({ "method": "pigeon" }), 422),
        ("verification", json!({ "method": "voice" }), 200),
        ("verification/code", six("code", "12345"), 422),
        ("verification/code", six("code", "000000"), 422),
        ("verification/code", six("code", "123456"), 200),
        ("registration", six("pin", "abcdef"), 422),
        ("registration", six("pin", "246802"), 200),
        // It has a PIN now.
        ("registration", six("pin", "135791"), 422),
    ] {
        let (status, answer) = give(path, body.clone()).await;
        assert_eq!(status, wanted, "{path} {body}: {answer:#}");
    }
    let sender = |list: &Value| {
        let rows = list["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["part"] == "sender");
        row.is_some_and(|row| row["state"] == "ready")
    };
    stage
        .api
        .until(&format!("{channel}/readiness"), sender)
        .await;
    for secret in ["246802", "135791"] {
        assert!(!stage.server.log().contains(secret), "a PIN is not logged");
    }

    let other = stage.account(0).await;
    let code = stage.code(&other).await;
    let (_, signup) = stage.finish(&code, &Value::Null, &Value::Null).await;
    let path = format!("/signups/{}", signup["id"].as_str().unwrap());
    assert_eq!(stage.api.delete(&path).await, 204);
    assert_eq!(stage.rows().await, (2, 0));

    // One of several numbers is not chosen yet when whoever agreed takes it back at Meta: the token goes.
    let several = stage.account(2).await;
    let code = stage.code(&several).await;
    let (_, signup) = stage.finish(&code, &Value::Null, &Value::Null).await;
    assert_eq!(signup["state"], "no_number", "{signup:#}");
    let number = several["phone_number_id"].as_str().unwrap();
    let leave = json!({ "kind": "delete_data" });
    let (status, left) = stage
        .sandbox
        .post(&format!("/numbers/{number}/leave"), &leave)
        .await;
    assert_eq!(status, 200, "{left:#}");
    stage
        .api
        .until("/signups", |list| list["items"] == json!([]))
        .await;
}
