//! A number's life after it was connected: its profile, its name, its proof.

use serde_json::{Value, json};

use crate::server::{Client, Home, Server};

struct Stage {
    api: Client,
    sandbox: Client,
    channel: String,
    server: Server,
}

impl Stage {
    async fn new(home: &Home) -> Self {
        let server = Server::start(home.path());
        let demo = server.json(&["demo", "--json"]);
        let api = Client::new(
            &format!("{}/api/v1", server.url),
            demo["api_key"].as_str().unwrap(),
        );
        let (_, channels) = api.get("/channels").await;
        let items = channels["items"].as_array().unwrap();
        let number = items.iter().find(|one| one["kind"] == "whatsapp").unwrap();
        Self {
            sandbox: Client::new(&format!("{}/_sandbox", server.sandbox), ""),
            channel: format!("/channels/{}", number["id"].as_str().unwrap()),
            api,
            server,
        }
    }

    /// Meta's id of the number.
    async fn number(&self) -> String {
        let (_, list) = self.api.get("/channels").await;
        let found = self.mine(&list)["phone_number_id"].clone();
        found.as_str().unwrap().to_owned()
    }

    fn mine(&self, list: &Value) -> Value {
        let items = list["items"].as_array().unwrap();
        let id = self.channel.rsplit('/').next().unwrap();
        items.iter().find(|one| one["id"] == id).unwrap().clone()
    }

    /// What is said of the number, once it fits.
    async fn facts(&self, fits: impl Fn(&Value) -> bool) -> Value {
        let list = self
            .api
            .until("/channels", |list| fits(&self.mine(list)["facts"]))
            .await;
        self.mine(&list)["facts"].clone()
    }

    /// A row of the readiness list, once it has this reason.
    async fn row(&self, part: &str, reason: &str) -> Value {
        let find = |list: &Value| {
            let rows = list["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| row["part"] == part).unwrap();
            row.clone()
        };
        let path = format!("{}/readiness", self.channel);
        let list = self.api.until(&path, |list| find(list)["reason"] == reason);
        find(&list.await)
    }

    /// Somebody of the sandbox, with their phone.
    async fn customer(&self, name: &str) -> (String, String) {
        let wish = json!({ "name": name });
        let (status, made) = self.sandbox.post("/customers", &wish).await;
        assert_eq!(status, 200, "{made:#}");
        let text = |key: &str| made["customer"][key].as_str().unwrap().to_owned();
        (text("id"), format!("+{}", text("wa_id")))
    }

    async fn says(&self, customer: &str, text: &str) {
        let number = self.number().await;
        let said = json!({ "phone_number_id": number, "customer": customer, "text": text });
        let (status, answer) = self.sandbox.post("/inbound", &said).await;
        assert_eq!(status, 200, "{answer:#}");
        let heard = |list: &Value| {
            let items = list["items"].as_array().unwrap();
            items.iter().any(|one| one["last"]["preview"] == text)
        };
        self.api.until("/conversations?view=all", heard).await;
    }

    async fn begin(&self, phone: &str, agreed: Option<&str>) -> (u16, Value) {
        let wish = json!({
            "template": { "name": "kabar_stok", "language": "id",
                "values": { "body": [["1", "Kak"], ["2", "Jaket"]] } },
            "phone": phone, "agreed": agreed,
        });
        self.api
            .post(&format!("{}/proof", self.channel), &wish)
            .await
    }

    /// The newest proof, once it fits.
    async fn proof(&self, fits: impl Fn(&Value) -> bool) -> Value {
        let path = format!("{}/proof", self.channel);
        let found = self.api.until(&path, |shown| fits(&shown["proof"])).await;
        found["proof"].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_read_and_changed_at_meta() {
    let home = Home::new();
    let stage = Stage::new(&home).await;
    let path = format!("{}/profile", stage.channel);
    let (status, mut profile) = stage.api.get(&path).await;
    assert_eq!(status, 200, "{profile:#}");
    let fields = profile.as_object_mut().unwrap();
    fields.remove("picture");
    fields.insert("about".to_owned(), json!("Buka 9-17"));
    fields.insert("email".to_owned(), json!("halo@toko.example"));
    fields.insert("vertical".to_owned(), json!("RETAIL"));
    fields.insert("websites".to_owned(), json!(["https://toko.example"]));
    let (status, saved) = stage.api.patch(&path, &profile).await;
    assert_eq!(status, 200, "{saved:#}");
    assert_eq!(saved["about"], "Buka 9-17");
    let (_, read) = stage.api.get(&path).await;
    assert_eq!(read, saved);

    // What cannot stand is said beside its part, and nothing is changed.
    for (field, value) in [
        ("about", json!("")),
        ("about", json!("x".repeat(140))),
        ("email", json!("nobody")),
        ("vertical", json!("SPACESHIPS")),
        ("websites", json!(["toko.example"])),
    ] {
        let mut wrong = profile.clone();
        wrong[field] = value;
        let (status, problem) = stage.api.patch(&path, &wrong).await;
        assert_eq!(status, 422, "{problem:#}");
        assert_eq!(problem["fields"][0]["field"], field, "{problem:#}");
    }
    assert_eq!(stage.api.get(&path).await.1, saved);

    // What is not said stays, whoever wrote it.
    let one = json!({ "address": "Jl. Angin 7" });
    let (status, both) = stage.api.patch(&path, &one).await;
    assert_eq!(status, 200, "{both:#}");
    assert_eq!(
        (&both["address"], &both["about"]),
        (&json!("Jl. Angin 7"), &json!("Buka 9-17"))
    );

    // What only Meta refuses is said in its words.
    let fault = json!({ "where": "graph", "kind": "error_code", "code": 131_000, "filter": { "path": "whatsapp_business_profile", "method": "POST" } });
    stage.sandbox.post("/faults", &fault).await;
    profile["description"] = json!("Kopi dan roti");
    let (status, problem) = stage.api.patch(&path, &profile).await;
    assert_eq!(status, 502, "{problem:#}");
    stage.sandbox.delete("/faults").await;

    // The picture goes by its handle, and is shown from here.
    let picture = format!("{path}/picture");
    assert_eq!(stage.api.get(&picture).await.0, 404);
    let (status, problem) = stage.api.put_bytes(&picture, b"GIF89a").await;
    assert_eq!(
        (status, &problem["fields"][0]["field"]),
        (422, &json!("picture"))
    );
    let png = b"\x89PNG\r\n\x1a\nand so on";
    let (status, problem) = stage.api.put_bytes(&picture, png).await;
    assert_eq!(status, 204, "{problem:#}");
    assert_eq!(stage.api.bytes(&picture).await, png);
    assert_eq!(stage.api.get(&path).await.1["picture"], true);

    let said = |list: &Value| {
        let rows = list["items"].as_array().unwrap();
        let of = |part: &str| {
            rows.iter().any(|row| {
                row["payload"]["field"] == "business_profile"
                    && row["payload"]["changed"]
                        .as_array()
                        .unwrap()
                        .contains(&json!(part))
            })
        };
        of("picture") && of("websites")
    };
    stage.api.until("/evidence", said).await;
    assert!(!stage.server.log().contains("panicked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_goes_through_its_review() {
    let home = Home::new();
    let stage = Stage::new(&home).await;
    let number = stage.number().await;
    let news = format!("/numbers/{number}/news");
    let ask = async |name: &str| {
        let wish = json!({ "name": name });
        stage
            .api
            .post(&format!("{}/name", stage.channel), &wish)
            .await
    };
    let named = async |state: &str| {
        let found = stage
            .facts(|facts| facts["new_name"]["state"] == state)
            .await;
        found["new_name"].clone()
    };
    assert_eq!(ask("T").await.0, 422);
    assert_eq!(ask("Toko Angin").await.0, 422, "that is its name");
    let (status, problem) = ask("Toko Angin Baru").await;
    assert_eq!(status, 200, "{problem:#}");
    assert_eq!(named("in_review").await["name"], "Toko Angin Baru");
    let (status, problem) = ask("Toko Lain").await;
    assert_eq!((status, &problem["code"]), (409, &json!("name_in_review")));

    // Meta says no, and why; that is an alert.
    let no = json!({ "kind": "name_rejected", "reason": "NAME_NOT_CONSISTENT" });
    assert_eq!(stage.sandbox.post(&news, &no).await.0, 200);
    assert_eq!(named("declined").await["reason"], "NAME_NOT_CONSISTENT");
    let told = |list: &Value| {
        let items = list["items"].as_array().unwrap();
        let one = items.iter().find(|one| one["kind"] == "name_declined");
        one.is_some_and(|one| one["reason"] == "NAME_NOT_CONSISTENT")
    };
    stage.api.until("/alerts", told).await;
    let row = stage.row("display_name", "new_name_rejected").await;
    assert_eq!(
        (&row["state"], &row["remedy"]),
        (&json!("needs_action"), &json!("change_name"))
    );

    // Another one passes, and is shown once the number is registered again.
    assert_eq!(ask("Toko Angin Sejati").await.0, 200);
    let yes = json!({ "kind": "name_approved" });
    assert_eq!(stage.sandbox.post(&news, &yes).await.0, 200);
    let approved = named("to_register").await;
    assert!(approved["until"].is_string(), "{approved:#}");
    stage.row("display_name", "new_name_to_register").await;
    let shown = stage.facts(|_| true).await;
    assert_eq!(shown["verified_name"], "Toko Angin");
    let pin = json!({ "pin": "246802" });
    let path = format!("{}/registration", stage.channel);
    let (status, answer) = stage.api.post(&path, &pin).await;
    assert_eq!(status, 200, "{answer:#}");
    let shown = stage
        .facts(|facts| facts["verified_name"] == "Toko Angin Sejati")
        .await;
    assert_eq!(shown["new_name"], Value::Null);
    stage.row("display_name", "name_approved").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_its_name_holds_what_would_follow() {
    let home = Home::new();
    let stage = Stage::new(&home).await;
    let (customer, phone) = stage.customer("Bukti").await;
    stage.says(&customer, "Halo").await;
    stage.row("live_proof", "proof_missing").await;
    let fault = json!({ "where": "graph", "kind": "error_code", "code": 131_037, "count": 1 });
    stage.sandbox.post("/faults", &fault).await;
    let (status, begun) = stage.begin(&phone, Some("Rekan kerja")).await;
    assert_eq!(status, 201, "{begun:#}");
    let failed = stage.proof(|proof| proof["state"] == "failed").await;
    assert_eq!(failed["failure"]["code"], 131_037);
    let row = stage.row("display_name", "name_held").await;
    assert_eq!(row["blocks"], true);
    stage.row("live_proof", "proof_failed").await;
    let (status, problem) = stage.begin(&phone, None).await;
    let reasons = problem["reasons"].as_array().unwrap();
    assert_eq!(status, 422, "{problem:#}");
    assert!(reasons.iter().any(|one| one["code"] == "not_ready"));
    // That a name is looked at mends nothing; another name does.
    let number = stage.number().await;
    let check = format!("{}/verify", stage.channel);
    for (change, reason) in [
        (json!({ "name_status": "PENDING_REVIEW" }), "name_held"),
        (json!({ "verified_name": "Toko Lain" }), "name_in_review"),
    ] {
        let at = format!("/numbers/{number}");
        stage.sandbox.patch(&at, &change).await;
        assert_eq!(stage.api.post(&check, &json!({})).await.0, 200);
        stage.row("display_name", reason).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_simulated_proof_ticks_and_proves_nothing() {
    let home = Home::new();
    let stage = Stage::new(&home).await;
    let (customer, phone) = stage.customer("Bukti").await;
    // Nobody is written to first without their consent, and the workspace's rule.
    let (status, problem) = stage.begin(&phone, None).await;
    assert_eq!(status, 422, "{problem:#}");
    assert_eq!(problem["fields"][0]["field"], "agreed", "{problem:#}");
    let (status, problem) = stage.begin(&phone, Some("Rekan kerja")).await;
    assert_eq!(status, 422);
    assert_eq!(
        problem["reasons"][0]["code"], "no_prior_contact",
        "{problem:#}"
    );
    assert_eq!(stage.begin("halo", Some("Rekan kerja")).await.0, 422);

    stage.says(&customer, "Halo").await;
    let (status, begun) = stage.begin(&phone, Some("Rekan kerja")).await;
    assert_eq!(status, 201, "{begun:#}");
    assert_eq!(begun["simulated"], true);
    let (status, problem) = stage.begin(&phone, None).await;
    assert_eq!((status, &problem["code"]), (409, &json!("proof_runs")));
    let waiting = stage.proof(|proof| proof["step"] == "replied").await;
    assert!(
        waiting["provider_id"]
            .as_str()
            .unwrap()
            .starts_with("wamid.")
    );
    assert!(waiting["delivered_at"].is_string() && waiting["until"].is_string());
    stage.row("live_proof", "proof_running").await;
    stage.says(&customer, "Sudah sampai").await;
    let passed = stage.proof(|proof| proof["state"] == "passed").await;
    assert_eq!(
        (&passed["proven"], &passed["step"], &passed["simulated"]),
        (&json!(false), &Value::Null, &json!(true))
    );
    let row = stage.row("live_proof", "proof_simulated").await;
    assert_eq!(row["state"], "unknown", "a simulated proof is none");
    let (_, list) = stage.api.get(&format!("{}/readiness", stage.channel)).await;
    assert_eq!(
        (&list["ready"], &list["may_send"]),
        (&json!(false), &json!(true))
    );
    let consents = |list: &Value| {
        let rows = list["items"].as_array().unwrap();
        rows.iter()
            .any(|row| row["payload"]["source"] == "Rekan kerja" && row["kind"] == "consent")
    };
    stage.api.until("/evidence", consents).await;

    // It can be cancelled, and done again.
    assert_eq!(stage.begin(&phone, None).await.0, 201);
    let path = format!("{}/proof", stage.channel);
    assert_eq!(stage.api.delete(&path).await, 204);
    assert_eq!(stage.proof(|_| true).await["state"], "canceled");
    assert_eq!(stage.api.delete(&path).await, 409);
    // Nobody answers in time.
    assert_eq!(stage.begin(&phone, None).await.0, 201);
    stage.proof(|proof| proof["step"] == "replied").await;
    let later = json!({ "advance_ms": 31 * 60_000 });
    stage.sandbox.post("/clock", &later).await;
    let late = stage.proof(|proof| proof["state"] == "late").await;
    assert_eq!(late["step"], "replied");
    assert!(!stage.server.log().contains("panicked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_freed_and_registered_again() {
    let home = Home::new();
    let stage = Stage::new(&home).await;
    let path = format!("{}/registration", stage.channel);
    assert_eq!(stage.api.delete(&path).await, 204);
    let row = stage.row("sender", "number_not_registered").await;
    assert_eq!(row["blocks"], true);
    let (status, answer) = stage.api.post(&path, &json!({ "pin": "246802" })).await;
    assert_eq!(status, 200, "{answer:#}");
    stage.row("sender", "number_connected").await;
    let (_, health) = stage.api.get(&format!("{}/health", stage.channel)).await;
    assert_eq!(health["written_first"], 0);
}
