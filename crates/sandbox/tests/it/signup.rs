//! The sign-up dialog by its calls: what it offers, makes, tells, and what its code is good for.

use reqwest::Url;
use serde_json::{Value, json};

use crate::support::{APP, Desk, NUMBER, SECRET, WABA, desk};

const BACK: &str = "https://desk.example/connected.html";

/// What the dialog chooses when nobody chooses.
fn default_choice(offer: &Value) -> Value {
    json!({
        "client_id": APP, "redirect_uri": BACK, "name": offer["fresh"]["name"],
        "number": {"kind": "fresh", "display": offer["fresh"]["display"]}, "ending": "finish",
    })
}

async fn choice(desk: &Desk, changes: Value) -> Value {
    let offer = desk.control("GET", "/signup", None).await;
    let mut wish = default_choice(&offer);
    for (key, value) in changes.as_object().unwrap() {
        wish[key] = value.clone();
    }
    wish
}

async fn finish(desk: &Desk, changes: Value) -> Value {
    let wish = choice(desk, changes).await;
    desk.control("POST", "/signup/finish", Some(wish)).await
}

async fn refusal(desk: &Desk, changes: Value) -> String {
    let wish = choice(desk, changes).await;
    let (status, answer) = desk
        .call("POST", "/_sandbox/signup/finish", None, Some(wish))
        .await;
    assert_eq!(status, 422, "{answer}");
    answer["error"].as_str().unwrap().to_owned()
}

async fn exchange(desk: &Desk, code: &Value, redirect_uri: Option<&str>) -> (u16, Value) {
    let address = format!("{}/v25.0/oauth/access_token", desk.base);
    let mut address = Url::parse(&address).unwrap();
    address.query_pairs_mut().extend_pairs([
        ("client_id", APP),
        ("client_secret", SECRET),
        ("code", code.as_str().unwrap()),
    ]);
    if let Some(redirect_uri) = redirect_uri {
        address
            .query_pairs_mut()
            .append_pair("redirect_uri", redirect_uri);
    }
    let answer = desk.http.get(address).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn token(desk: &Desk, told: &Value) -> String {
    let (status, answer) = exchange(desk, &told["code"], Some(BACK)).await;
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

async fn inspect(desk: &Desk, token: &str) -> Value {
    let path = format!("/v25.0/debug_token?input_token={token}");
    let app = format!("{APP}|{SECRET}");
    desk.call("GET", &path, Some(&app), None).await.1["data"].clone()
}

async fn accounts(desk: &Desk) -> Value {
    desk.control("GET", "/wabas", None).await["wabas"].clone()
}

async fn numbers(desk: &Desk, token: &str, waba: &Value) -> Vec<Value> {
    let path = format!("/v25.0/{}/phone_numbers", waba.as_str().unwrap());
    let (status, answer) = desk.call("GET", &path, Some(token), None).await;
    assert_eq!(status, 200, "{answer}");
    answer["data"].as_array().unwrap().clone()
}

fn targets(debugged: &Value, scope: &str) -> Value {
    let all = debugged["granular_scopes"].as_array().unwrap();
    let found = all.iter().find(|one| one["scope"] == scope).unwrap();
    found["target_ids"].clone()
}

#[tokio::test]
async fn the_default_path_ends_with_a_connected_number_and_a_token_for_it_alone() {
    let desk = desk().await;
    let told = finish(&desk, json!({})).await;
    let (message, data) = (&told["message"], &told["message"]["data"]);
    assert_eq!(message["type"], "WA_EMBEDDED_SIGNUP");
    assert_eq!(message["event"], "FINISH");
    let first = token(&desk, &told).await;
    let debugged = inspect(&desk, &first).await;
    assert_eq!(
        (&debugged["is_valid"], &debugged["app_id"]),
        (&json!(true), &json!(APP))
    );
    for scope in [
        "whatsapp_business_management",
        "whatsapp_business_messaging",
    ] {
        assert_eq!(targets(&debugged, scope), json!([data["waba_id"]]));
    }
    let held = numbers(&desk, &first, &data["waba_id"]).await;
    assert_eq!(held.len(), 1);
    assert_eq!(held[0]["id"], data["phone_number_id"]);
    assert_eq!(
        (&held[0]["status"], &held[0]["code_verification_status"]),
        (&json!("CONNECTED"), &json!("VERIFIED"))
    );
    let path = format!(
        "/v25.0/{}/subscribed_apps",
        data["waba_id"].as_str().unwrap()
    );
    let (_, apps) = desk.call("GET", &path, Some(&first), None).await;
    assert_eq!(apps["data"], json!([]), "nobody is connected yet");

    let other = finish(&desk, json!({})).await;
    let other = inspect(&desk, &token(&desk, &other).await).await;
    assert_ne!(other["user_id"], debugged["user_id"]);
    let (status, _) = desk
        .call("GET", &format!("/v25.0/{WABA}"), Some(&first), None)
        .await;
    assert_eq!(status, 400, "the token reaches another account");
}

#[tokio::test]
async fn a_dialog_that_does_not_end_leaves_nothing() {
    let desk = desk().await;
    let before = accounts(&desk).await;
    let query =
        format!("client_id={APP}&config_id=7&response_type=code&redirect_uri={BACK}&state=s");
    let page = format!("{}/sandbox/meta/dialog?{query}", desk.base);
    assert_eq!(desk.http.get(page).send().await.unwrap().status(), 200);
    let offer = desk.control("GET", "/signup", None).await;
    let number = json!({"display": offer["fresh"]["display"]});
    desk.control("POST", "/signup/number", Some(number)).await;
    assert_eq!(accounts(&desk).await, before);
    for wrong in [
        json!({"client_id": "1"}),
        json!({"redirect_uri": "/connected.html"}),
        json!({"account": "1"}),
        json!({"business": "1"}),
        json!({"name": " "}),
        json!({"number": {"kind": "known", "id": NUMBER}}),
        json!({"number": {"kind": "fresh", "display": "+62 811-5500-0009"}}),
        json!({"number": {"kind": "fresh", "display": "0811"}}),
        json!({"number": {"kind": "entered", "display": "+62 811-5500-0010", "verified_name": "X", "code": "000000"}}),
    ] {
        refusal(&desk, wrong).await;
    }
    assert_eq!(accounts(&desk).await, before);
    let tokens = desk.control("GET", "/tokens", None).await;
    assert_eq!(tokens["tokens"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_code_is_for_once_in_time_and_for_its_address() {
    let desk = desk().await;
    let subcode = |answer: (u16, Value)| {
        assert_eq!((answer.0, &answer.1["error"]["code"]), (400, &json!(100)));
        answer.1["error"]["error_subcode"].clone()
    };
    let over = finish(&desk, json!({"ending": "expired"})).await;
    assert_eq!(over["message"]["event"], "FINISH");
    let answer = exchange(&desk, &over["code"], Some(BACK)).await;
    assert_eq!(subcode(answer), 36_007);

    let told = finish(&desk, json!({})).await;
    token(&desk, &told).await;
    let answer = exchange(&desk, &told["code"], Some(BACK)).await;
    assert_eq!(subcode(answer), 36_009);

    for given in [None, Some("https://desk.example/other.html")] {
        let told = finish(&desk, json!({})).await;
        let answer = exchange(&desk, &told["code"], given).await;
        assert_eq!(subcode(answer), 36_008, "{given:?}");
        let answer = exchange(&desk, &told["code"], Some(BACK)).await;
        assert_eq!(subcode(answer), 36_009, "there was more than one attempt");
    }

    let free = json!({"waba_id": WABA});
    let free = desk.control("POST", "/codes", Some(free)).await;
    assert_eq!(exchange(&desk, &free["code"], Some(BACK)).await.0, 200);
}

#[tokio::test]
async fn a_form_exchanges_a_code_too() {
    let desk = desk().await;
    let told = finish(&desk, json!({})).await;
    let form = [
        ("client_id", APP),
        ("client_secret", SECRET),
        ("redirect_uri", BACK),
        ("code", told["code"].as_str().unwrap()),
    ];
    let address = format!("{}/v25.0/oauth/access_token", desk.base);
    let answer = desk.http.post(address).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let answer: Value = answer.json().await.unwrap();
    let debugged = inspect(&desk, answer["access_token"].as_str().unwrap()).await;
    assert_eq!(debugged["is_valid"], true);
}

#[tokio::test]
async fn every_ending_tells_what_it_says() {
    let desk = desk().await;
    let none = finish(&desk, json!({"ending": "without_number"})).await;
    assert_eq!(none["message"]["event"], "FINISH_ONLY_WABA");
    assert_eq!(none["message"]["data"].get("phone_number_id"), None);
    let reached = token(&desk, &none).await;
    let waba = &none["message"]["data"]["waba_id"];
    assert!(numbers(&desk, &reached, waba).await.is_empty());

    let several = finish(&desk, json!({"ending": "several"})).await;
    assert_eq!(several["message"]["event"], "FINISH_ONLY_WABA");
    let reached = token(&desk, &several).await;
    let waba = &several["message"]["data"]["waba_id"];
    assert_eq!(numbers(&desk, &reached, waba).await.len(), 3);

    let foreign = finish(&desk, json!({"ending": "foreign"})).await;
    assert_eq!(foreign["message"]["event"], "FINISH");
    let debugged = inspect(&desk, &token(&desk, &foreign).await).await;
    let reached = targets(&debugged, "whatsapp_business_management");
    let named = &foreign["message"]["data"]["waba_id"];
    assert!(named.is_string() && !reached.as_array().unwrap().contains(named));

    let silent = finish(&desk, json!({"ending": "no_ids"})).await;
    assert_eq!(silent["message"], Value::Null);
    token(&desk, &silent).await;

    let shut = finish(&desk, json!({"ending": "no_code"})).await;
    assert_eq!(shut["message"]["event"], "FINISH");
    assert_eq!(shut["code"], Value::Null);
}

#[tokio::test]
async fn an_account_that_nobody_subscribed_to_is_offered_again() {
    let desk = desk().await;
    let offer = desk.control("GET", "/signup", None).await;
    assert_eq!(
        offer["businesses"],
        json!([]),
        "a subscribed account is offered"
    );
    let left = finish(&desk, json!({"ending": "no_code"})).await["message"]["data"].clone();
    let offer = desk.control("GET", "/signup", None).await;
    let business = &offer["businesses"][0];
    assert_eq!(business["id"], left["business_id"]);
    assert_eq!(business["accounts"][0]["id"], left["waba_id"]);
    assert_eq!(
        business["accounts"][0]["numbers"][0]["id"],
        left["phone_number_id"]
    );
    let again = json!({
        "account": left["waba_id"], "business": left["business_id"],
        "number": {"kind": "known", "id": left["phone_number_id"]},
    });
    let told = finish(&desk, again).await;
    assert_eq!(told["message"]["data"], left);
    let beside = finish(&desk, json!({"business": left["business_id"]})).await;
    let beside = &beside["message"]["data"];
    assert_eq!(beside["business_id"], left["business_id"]);
    assert_ne!(beside["waba_id"], left["waba_id"]);
}

#[tokio::test]
async fn an_entered_number_is_verified_and_still_to_be_registered() {
    let desk = desk().await;
    let ask = |display: &'static str| {
        let body = Some(json!({ "display": display }));
        desk.control("POST", "/signup/number", body)
    };
    assert_eq!(ask("+62 811-5500-0009").await["taken"], true);
    assert_eq!(ask("0811").await["well_formed"], false);
    let free = "+62 811-7000-0001";
    assert_eq!(
        ask(free).await,
        json!({"well_formed": true, "taken": false})
    );
    let entered =
        json!({"kind": "entered", "display": free, "verified_name": "Cabang", "code": "123456"});
    let told = finish(&desk, json!({ "number": entered })).await;
    let reached = token(&desk, &told).await;
    let id = told["message"]["data"]["phone_number_id"].as_str().unwrap();
    let fields = "fields=status,verified_name,code_verification_status";
    let path = format!("/v25.0/{id}?{fields}");
    let (_, node) = desk.call("GET", &path, Some(&reached), None).await;
    assert_eq!(
        (&node["status"], &node["code_verification_status"]),
        (&json!("PENDING"), &json!("VERIFIED"))
    );
    assert_eq!(node["verified_name"], "Cabang");
    let pin = json!({"messaging_product": "whatsapp", "pin": "135790"});
    let register = format!("/v25.0/{id}/register");
    let (status, _) = desk
        .call("POST", &register, Some(&reached), Some(pin))
        .await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn what_is_wrong_with_the_address_is_said_on_the_page() {
    let desk = desk().await;
    let good = [
        ("client_id", APP),
        ("config_id", "7"),
        ("response_type", "code"),
        ("redirect_uri", BACK),
    ];
    for (name, wrong) in [
        ("client_id", "1"),
        ("config_id", ""),
        ("response_type", "token"),
        ("redirect_uri", "javascript:alert(1)"),
        ("redirect_uri", "/connected.html"),
    ] {
        let mut address = Url::parse(&format!("{}/sandbox/meta/dialog", desk.base)).unwrap();
        let asked = good.map(|(key, value)| (key, if key == name { wrong } else { value }));
        address.query_pairs_mut().extend_pairs(asked);
        let answer = desk.http.get(address).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{name}");
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("data-problem=\"{name}\"")), "{name}");
    }
}
