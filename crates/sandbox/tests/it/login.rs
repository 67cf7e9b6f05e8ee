//! Facebook's login dialog by its calls: what a person gives, what their token is good for, and how it ends.

use reqwest::Url;
use serde_json::{Value, json};

use crate::support::{APP, Desk, SECRET, WABA, desk, desk_with};

const BACK: &str = "https://desk.example/settings/channels/app-connections";
const BOTH: [&str; 2] = [
    "whatsapp_business_management",
    "whatsapp_business_messaging",
];
const DAY_MS: i64 = 24 * 3_600_000;

async fn finish(desk: &Desk, changes: Value) -> Url {
    let mut wish = json!({
        "client_id": APP, "redirect_uri": BACK, "state": "st", "accounts": [WABA], "scopes": BOTH, "ending": "continue",
    });
    for (key, value) in changes.as_object().unwrap() {
        wish[key] = value.clone();
    }
    let told = desk.control("POST", "/login/finish", Some(wish)).await;
    Url::parse(told["to"].as_str().unwrap()).unwrap()
}

fn part(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

async fn exchange(desk: &Desk, fields: &[(&str, &str)]) -> (u16, Value) {
    let mut form = vec![("client_id", APP), ("client_secret", SECRET)];
    form.extend_from_slice(fields);
    let address = format!("{}/v25.0/oauth/access_token", desk.base);
    let answer = desk.http.post(address).form(&form).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn short(desk: &Desk, changes: Value) -> String {
    let code = part(&finish(desk, changes).await, "code").unwrap();
    let (status, answer) = exchange(desk, &[("code", &code), ("redirect_uri", BACK)]).await;
    assert_eq!(
        (status, &answer["expires_in"]),
        (200, &json!(7200)),
        "{answer}"
    );
    answer["access_token"].as_str().unwrap().to_owned()
}

async fn lengthen(desk: &Desk, token: &str) -> (u16, Value) {
    let fields = [
        ("grant_type", "fb_exchange_token"),
        ("fb_exchange_token", token),
    ];
    exchange(desk, &fields).await
}

async fn long(desk: &Desk, changes: Value) -> String {
    let token = short(desk, changes).await;
    let (status, answer) = lengthen(desk, &token).await;
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

async fn get(desk: &Desk, path: &str, token: &str) -> (u16, Value) {
    desk.call("GET", &format!("/v25.0{path}"), Some(token), None)
        .await
}

async fn inspect(desk: &Desk, token: &str) -> Value {
    let app = format!("{APP}|{SECRET}");
    let path = format!("/debug_token?input_token={token}");
    get(desk, &path, &app).await.1["data"].clone()
}

fn ids(list: &Value) -> Vec<&str> {
    let rows = list["data"].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_person_gives_accounts_and_permissions_and_no_more() {
    let desk = desk().await;
    let agency = json!({"name": "Agency", "business_id": "900"});
    let own = desk.control("POST", "/wabas", Some(agency)).await;
    let client = json!({"name": "Client", "business_id": "901", "client_of": "900", "numbers": [{"display": "+62 811-1"}]});
    let client = desk.control("POST", "/wabas", Some(client)).await;
    let (own, client) = (&own["waba_id"], &client["waba_id"]);
    let scopes = [BOTH[0], BOTH[1], "business_management"];
    let token = long(&desk, json!({"accounts": [own, client], "scopes": scopes})).await;

    let told = inspect(&desk, &token).await;
    assert_eq!(
        (&told["type"], &told["is_valid"]),
        (&json!("USER"), &json!(true))
    );
    for scope in told["granular_scopes"].as_array().unwrap().iter().take(2) {
        let mut targets = ids_of(&scope["target_ids"]);
        targets.sort_unstable();
        let mut given = [own.as_str().unwrap(), client.as_str().unwrap()];
        given.sort_unstable();
        assert_eq!(targets, given);
    }
    let (_, businesses) = get(&desk, "/me/businesses", &token).await;
    assert_eq!(ids(&businesses), ["900"]);
    let (_, owned) = get(&desk, "/900/owned_whatsapp_business_accounts", &token).await;
    assert_eq!(ids(&owned), [own.as_str().unwrap()]);
    let (_, shared) = get(&desk, "/900/client_whatsapp_business_accounts", &token).await;
    assert_eq!(ids(&shared), [client.as_str().unwrap()]);
    assert_eq!(
        get(&desk, &format!("/{WABA}"), &token).await.0,
        400,
        "not given"
    );

    // Neither the second account nor the third permission.
    let less = long(&desk, json!({"accounts": [own]})).await;
    let (_, shared) = get(&desk, "/900/client_whatsapp_business_accounts", &less).await;
    assert_eq!(shared["data"], json!([]));
    let (status, refused) = get(&desk, "/me/businesses", &less).await;
    assert_eq!((status, &refused["error"]["code"]), (403, &json!(200)));
}

fn ids_of(list: &Value) -> Vec<&str> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|id| id.as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_token_of_sixty_days_is_lengthened_once_it_is_a_day_old() {
    let desk = desk().await;
    let token = long(&desk, json!({})).await;
    let before = inspect(&desk, &token).await;
    let (_, same) = lengthen(&desk, &token).await;
    assert_eq!(same["access_token"], token.as_str());
    desk.control("POST", "/clock", Some(json!({"advance_ms": 2 * DAY_MS})))
        .await;
    let (_, other) = lengthen(&desk, &token).await;
    assert_eq!(other["expires_in"], 60 * 86_400);
    let after = inspect(&desk, other["access_token"].as_str().unwrap()).await;
    assert!(after["expires_at"].as_i64() > before["expires_at"].as_i64());
    assert_eq!(
        after["data_access_expires_at"], before["data_access_expires_at"],
        "that takes the person"
    );
    let off = json!({"lengthen_tokens": false});
    desk.control("PATCH", "/settings", Some(off)).await;
    let token = other["access_token"].as_str().unwrap();
    desk.control("POST", "/clock", Some(json!({"advance_ms": 2 * DAY_MS})))
        .await;
    assert_eq!(lengthen(&desk, token).await.1["access_token"], token);
}

#[tokio::test]
async fn the_person_ends_it() {
    let desk = desk().await;
    let fate = |what: Value| desk.control("POST", "/login/person", Some(what));
    assert_eq!(fate(json!({"kind": "expire"})).await["tokens"], 0);
    let token = long(&desk, json!({})).await;
    fate(json!({"kind": "lose", "scope": BOTH[1]})).await;
    assert_eq!(inspect(&desk, &token).await["scopes"], json!([BOTH[0]]));
    fate(json!({"kind": "expire"})).await;
    let (status, refused) = get(&desk, &format!("/{WABA}"), &token).await;
    assert_eq!(
        (
            status,
            &refused["error"]["code"],
            &refused["error"]["error_subcode"]
        ),
        (401, &json!(190), &json!(463))
    );
    assert_eq!(lengthen(&desk, &token).await.0, 401);
    fate(json!({"kind": "revoke"})).await;
    let (_, refused) = get(&desk, &format!("/{WABA}"), &token).await;
    assert_eq!(refused["error"]["error_subcode"], 458);
    assert_eq!(inspect(&desk, &token).await["is_valid"], false);
}

#[tokio::test]
async fn cancel_and_failures_give_no_token_and_make_nothing() {
    let desk = desk().await;
    let before = desk.control("GET", "/wabas", None).await;
    let fresh = json!({"accounts": ["new-owned"], "fresh": ["A", "B"]});
    for (ending, error) in [("cancel", "access_denied"), ("error", "server_error")] {
        let mut wish = fresh.clone();
        wish["ending"] = json!(ending);
        let back = finish(&desk, wish).await;
        assert_eq!(part(&back, "error").as_deref(), Some(error));
        assert_eq!(part(&back, "state").as_deref(), Some("st"));
        assert_eq!(part(&back, "code"), None);
    }
    assert_eq!(desk.control("GET", "/wabas", None).await, before);
    for ending in ["expired", "elsewhere"] {
        let back = finish(&desk, json!({"ending": ending})).await;
        let code = part(&back, "code").unwrap();
        let fields = [("code", code.as_str()), ("redirect_uri", BACK)];
        assert_eq!(exchange(&desk, &fields).await.0, 400, "{ending}");
    }
    let made = long(&desk, fresh).await;
    let targets = inspect(&desk, &made).await["granular_scopes"][0]["target_ids"].clone();
    let path = format!("/{}/phone_numbers", ids_of(&targets)[0]);
    let (_, numbers) = get(&desk, &path, &made).await;
    assert_eq!(ids(&numbers).len(), 2);
}

#[tokio::test]
async fn the_page_says_what_is_wrong_with_its_address() {
    let desk = desk_with(|_| {}).await;
    let page = |query: &str| {
        let http = desk.http.clone();
        let address = format!("{}/v25.0/dialog/oauth?{query}", desk.base);
        async move {
            let answer = http.get(address).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        }
    };
    let base = format!("client_id={APP}&redirect_uri={BACK}&response_type=code");
    assert_eq!(
        page(&format!("{base}&scope={}", BOTH.join(","))).await.0,
        200
    );
    assert_eq!(page(&format!("{base}&config_id=7")).await.0, 200);
    for (query, problem) in [
        (base.clone(), "scope"),
        (format!("{base}&scope=everything"), "scope"),
        (base.replace(APP, "1"), "client_id"),
        (base.replace("https", "x"), "redirect_uri"),
    ] {
        let (status, text) = page(&query).await;
        assert_eq!(status, 400, "{query}");
        assert!(
            text.contains(&format!("data-problem=\"{problem}\"")),
            "{query}"
        );
    }
}
