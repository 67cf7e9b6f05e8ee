//! A sandbox that plays Instagram, and a business that is connected there.

use reqwest::Url;
use sandbox::InstagramApp;
use serde_json::{Value, json};

use crate::support::{Desk, desk_with};

pub(super) const APP: &str = "400000000000009";
pub(super) use crate::support::INSTAGRAM_SECRET as SECRET;
pub(super) const BACK: &str = "https://desk.example/instagram/return";
pub(super) const SHOP: &str = "17841400700200300";
pub(super) const OUTLET: &str = "17841400700200301";
pub(super) const SCOPES: [&str; 3] = [
    "instagram_business_basic",
    "instagram_business_manage_messages",
    "instagram_business_manage_comments",
];
pub(super) const DAY_MS: i64 = 24 * 3_600_000;

/// A sandbox with an Instagram app, whose webhooks go to the same receiver.
pub(super) async fn stage() -> Desk {
    desk_with(|config| {
        let callback = config.callback_url.replace("/hook", "/instagram");
        config.instagram = Some(InstagramApp::new(APP, SECRET, &callback));
    })
    .await
}

/// Where the browser goes when the page of consent ends so.
pub(super) async fn ended(desk: &Desk, account: &str, ending: &str) -> Url {
    let body = json!({"client_id": APP, "redirect_uri": BACK, "state": "st", "account": account,
        "scopes": SCOPES, "ending": ending});
    let told = desk
        .control("POST", "/instagram/authorize/finish", Some(body))
        .await;
    Url::parse(told["to"].as_str().unwrap()).unwrap()
}

pub(super) fn part(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// `POST /instagram/oauth/access_token` with these changes to a right request.
pub(super) async fn exchange(desk: &Desk, code: &str, changes: &[(&str, &str)]) -> (u16, Value) {
    let mut form = vec![
        ("client_id", APP),
        ("client_secret", SECRET),
        ("grant_type", "authorization_code"),
        ("redirect_uri", BACK),
        ("code", code),
    ];
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, value));
    }
    let address = format!("{}/instagram/oauth/access_token", desk.base);
    let answer = desk.http.post(address).form(&form).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// A token of an hour.
pub(super) async fn short(desk: &Desk, account: &str) -> String {
    let code = part(&ended(desk, account, "allow").await, "code").unwrap();
    let (status, answer) = exchange(desk, &code, &[]).await;
    assert_eq!(status, 200, "{answer}");
    answer["data"][0]["access_token"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// A token of sixty days.
pub(super) async fn long(desk: &Desk, account: &str) -> String {
    let short = short(desk, account).await;
    let (status, answer) = get(
        desk,
        "/access_token",
        &[
            ("grant_type", "ig_exchange_token"),
            ("client_secret", SECRET),
            ("access_token", &short),
        ],
    )
    .await;
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

/// `GET` below `/instagram`.
pub(super) async fn get(desk: &Desk, path: &str, query: &[(&str, &str)]) -> (u16, Value) {
    let mut address = Url::parse(&format!("{}/instagram{path}", desk.base)).unwrap();
    address.query_pairs_mut().extend_pairs(query);
    let answer = desk.http.get(address).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// A call to Instagram's graph with this token.
pub(super) async fn graph(
    desk: &Desk,
    method: &str,
    path: &str,
    token: &str,
    body: Option<Value>,
) -> (u16, Value) {
    desk.call(
        method,
        &format!("/instagram/v25.0{path}"),
        Some(token),
        body,
    )
    .await
}

/// Moves the sandbox's clock on.
pub(super) async fn later(desk: &Desk, by: i64) {
    let body = json!({"advance_ms": by});
    desk.control("POST", "/clock", Some(body)).await;
}

/// The business is connected and told of everything; answers its token.
pub(super) async fn connected(desk: &Desk) -> String {
    let token = long(desk, SHOP).await;
    let fields = "messages,messaging_seen,message_reactions,message_edit,comments";
    let path = format!("/{SHOP}/subscribed_apps?subscribed_fields={fields}");
    let (status, answer) = graph(desk, "POST", &path, &token, None).await;
    assert_eq!(status, 200, "{answer}");
    token
}

/// Rina does this: `POST /_sandbox/instagram/inbound`. Answers the message's id.
pub(super) async fn says(desk: &Desk, what: Value) -> String {
    let mut body = json!({"account": SHOP, "customer": "rina"});
    body.as_object_mut()
        .unwrap()
        .extend(what.as_object().unwrap().clone());
    let told = desk.control("POST", "/instagram/inbound", Some(body)).await;
    told["id"].as_str().unwrap().to_owned()
}

/// What Instagram told, in its order: items of `messaging`, and changes.
pub(super) fn told(desk: &Desk) -> Vec<Value> {
    desk.got()
        .iter()
        .filter(|got| got.signed)
        .map(crate::support::Got::json)
        .filter(|body| body["object"] == "instagram")
        .flat_map(|body| body["entry"].as_array().cloned().unwrap_or_default())
        .flat_map(|entry| {
            assert_eq!(entry["id"], SHOP);
            ["messaging", "changes"].map(|list| entry[list].as_array().cloned().unwrap_or_default())
        })
        .flatten()
        .collect()
}

/// The first told thing that fits, once it has come.
pub(super) async fn hear(desk: &Desk, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
    desk.until(what, |desk| told(desk).iter().any(&fits)).await;
    told(desk).into_iter().find(fits).unwrap()
}

/// By which the shop knows Rina.
pub(super) async fn igsid(desk: &Desk) -> String {
    says(desk, json!({"text": "Halo"})).await;
    let first = hear(desk, "hello", |item| item["message"]["text"] == "Halo").await;
    first["sender"]["id"].as_str().unwrap().to_owned()
}

/// What the phone of Rina shows.
pub(super) async fn phone(desk: &Desk) -> Value {
    desk.control(
        "GET",
        &format!("/instagram/phone?account={SHOP}&customer=rina"),
        None,
    )
    .await
}

/// A comment of Rina's under the newest post: its id, and the post's.
pub(super) async fn comments(desk: &Desk, text: &str, at: Option<i64>) -> (String, String) {
    let post = phone(desk).await["posts"][0]["id"].clone();
    let body = json!({"customer": "rina", "post": post, "text": text, "at": at});
    let made = desk
        .control("POST", "/instagram/comments", Some(body))
        .await;
    let id = made["id"].as_str().unwrap().to_owned();
    (id, post.as_str().unwrap().to_owned())
}
