//! From consent to a token that lives sixty days, and all that can go wrong on the way.

use serde_json::json;

use super::stage::{
    APP, BACK, DAY_MS, OUTLET, SCOPES, SECRET, SHOP, ended, exchange, get, graph, later, long,
    part, short, stage,
};
use crate::support::{desk, desk_with};

#[tokio::test]
async fn consent_ends_in_a_token_that_acts_for_the_chosen_account() {
    let desk = stage().await;
    let offer = desk.control("GET", "/instagram/authorize", None).await;
    let handles: Vec<&str> = offer["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|account| account["username"].as_str().unwrap())
        .collect();
    assert_eq!(handles, ["toko.angin", "angin.outlet"]);

    let to = ended(&desk, OUTLET, "allow").await;
    assert!(to.as_str().starts_with(BACK) && to.fragment() == Some("_"));
    assert_eq!(part(&to, "state").as_deref(), Some("st"));
    let code = part(&to, "code").unwrap();
    let (status, answer) = exchange(&desk, &code, &[]).await;
    assert_eq!(status, 200, "{answer}");
    let row = &answer["data"][0];
    assert_eq!(row["permissions"], SCOPES.join(","));
    let token = row["access_token"].as_str().unwrap();

    let fields = "/me?fields=user_id,username,name,account_type,profile_picture_url,media_count,followers_count";
    let (status, me) = graph(&desk, "GET", fields, token, None).await;
    assert_eq!(status, 200, "{me}");
    assert_eq!(
        (
            &me["user_id"],
            &me["username"],
            &me["account_type"],
            &me["media_count"]
        ),
        (
            &json!(OUTLET),
            &json!("angin.outlet"),
            &json!("MEDIA_CREATOR"),
            &json!(1)
        )
    );
    assert_eq!(
        me["id"], row["user_id"],
        "the id under the app is another one"
    );
    assert_ne!(me["id"], me["user_id"]);
    let picture = me["profile_picture_url"].as_str().unwrap();
    let picture = desk.http.get(picture).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/png");
    let (status, _) = graph(&desk, "GET", "/me?fields=biography,password", token, None).await;
    assert_eq!(status, 400, "a field that is not there");
    let (status, _) = graph(&desk, "GET", &format!("/{SHOP}"), token, None).await;
    assert_eq!(status, 400, "another account");
}

#[tokio::test]
async fn a_code_is_good_once_for_an_hour_and_at_its_own_address() {
    let desk = stage().await;
    let gone = "Matching code was not found or was already used";
    let code = || async { part(&ended(&desk, SHOP, "allow").await, "code").unwrap() };
    let spent = code().await;
    assert_eq!(exchange(&desk, &spent, &[]).await.0, 200);
    let wrong_address = [("redirect_uri", "https://desk.example/other")];
    let late = code().await;
    later(&desk, 3_600_000).await;
    for (code, changes, says) in [
        (spent.as_str(), &[][..], gone),
        ("AQnothing", &[][..], gone),
        (
            late.as_str(),
            &[][..],
            "This authorization code has expired",
        ),
        (
            &code().await,
            &wrong_address[..],
            "redirect_uri is identical",
        ),
        (
            &code().await,
            &[("client_secret", "x")][..],
            "client secret",
        ),
        (
            &code().await,
            &[("client_id", "1")][..],
            "Invalid platform app",
        ),
        (&code().await, &[("grant_type", "x")][..], "grant_type"),
    ] {
        let (status, answer) = exchange(&desk, code, changes).await;
        assert_eq!(status, 400, "{says}: {answer}");
        assert_eq!(
            answer["error_type"], "OAuthException",
            "not Graph's envelope"
        );
        let words = answer["error_message"].as_str().unwrap();
        assert!(words.contains(says), "{words}");
    }
    let behind = format!("{}#_", code().await);
    assert_eq!(
        exchange(&desk, &behind, &[]).await.0,
        400,
        "`#_` is no part of it"
    );
}

#[tokio::test]
async fn the_page_can_end_badly() {
    let desk = stage().await;
    let denied = ended(&desk, SHOP, "deny").await;
    for (name, value) in [
        ("error", "access_denied"),
        ("error_reason", "user_denied"),
        ("error_description", "The user denied your request"),
        ("state", "st"),
    ] {
        assert_eq!(part(&denied, name).as_deref(), Some(value));
    }
    assert!(part(&denied, "code").is_none() && denied.fragment().is_none());
    let error = ended(&desk, SHOP, "error").await;
    assert_eq!(part(&error, "error").as_deref(), Some("server_error"));
    for ending in ["expired", "spent", "elsewhere"] {
        let code = part(&ended(&desk, SHOP, ending).await, "code").unwrap();
        assert_eq!(exchange(&desk, &code, &[]).await.0, 400, "{ending}");
    }
    let code = part(&ended(&desk, SHOP, "withdrawn").await, "code").unwrap();
    let (_, answer) = exchange(&desk, &code, &[]).await;
    let token = answer["data"][0]["access_token"].as_str().unwrap();
    let (_, answer) = graph(&desk, "GET", "/me", token, None).await;
    assert_eq!(answer["error"]["code"], 190);
}

#[tokio::test]
async fn the_page_opens_only_for_the_app_it_plays() {
    let desk = stage().await;
    let right = [
        ("client_id", APP),
        ("redirect_uri", BACK),
        ("response_type", "code"),
        (
            "scope",
            "instagram_business_basic,instagram_business_manage_messages",
        ),
    ];
    let open = |changes: &'static [(&'static str, &'static str)]| {
        let mut asked = right.to_vec();
        for (name, value) in changes {
            asked.retain(|(known, _)| known != name);
            asked.push((name, value));
        }
        let mut address =
            reqwest::Url::parse(&format!("{}/instagram/oauth/authorize", desk.base)).unwrap();
        address.query_pairs_mut().extend_pairs(asked);
        let http = desk.http.clone();
        async move {
            let answer = http.get(address).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        }
    };
    let (status, page) = open(&[]).await;
    assert!(status == 200 && page.contains("data-problem=\"\""));
    for (changes, problem) in [
        (&[("client_id", "1")][..], "client_id"),
        (&[("redirect_uri", "/here")][..], "redirect_uri"),
        (&[("response_type", "token")][..], "response_type"),
        (
            &[("scope", "instagram_business_manage_messages")][..],
            "scope",
        ),
        (
            &[("scope", "instagram_business_basic,business_basic")][..],
            "scope",
        ),
    ] {
        let (status, page) = open(changes).await;
        assert_eq!(status, 400, "{problem}");
        assert!(
            page.contains(&format!("data-problem=\"{problem}\"")),
            "{problem}"
        );
    }
    let without = desk_with(|_| {}).await;
    let (status, answer) = graph(&without, "GET", "/me", "x", None).await;
    let words = answer["error"]["message"].as_str().unwrap();
    assert!(
        status == 400 && words.contains("Unknown path components"),
        "{status} {words}"
    );
}

#[tokio::test]
async fn tokens_are_lengthened_refreshed_and_run_out() {
    let desk = stage().await;
    let brief = short(&desk, SHOP).await;
    let lengthen = |token: String, secret: &'static str| {
        let desk = &desk;
        async move {
            let query = [
                ("grant_type", "ig_exchange_token"),
                ("client_secret", secret),
                ("access_token", token.as_str()),
            ];
            get(desk, "/access_token", &query).await
        }
    };
    assert_eq!(lengthen(brief.clone(), "wrong").await.0, 400);
    let (_, answer) = lengthen(brief.clone(), SECRET).await;
    assert_eq!(
        (&answer["token_type"], &answer["expires_in"]),
        (&json!("bearer"), &json!(5_184_000))
    );
    let lasting = answer["access_token"].as_str().unwrap().to_owned();
    let (_, twice) = lengthen(lasting.clone(), SECRET).await;
    assert_eq!(twice["error"]["code"], 452);

    let refresh = |token: String| {
        let desk = &desk;
        async move {
            let query = [
                ("grant_type", "ig_refresh_token"),
                ("access_token", token.as_str()),
            ];
            get(desk, "/refresh_access_token", &query).await
        }
    };
    assert_eq!(refresh(lasting.clone()).await.0, 400, "too young");
    later(&desk, DAY_MS).await;
    let (_, old) = refresh(brief).await;
    assert_eq!(old["error"]["code"], 190, "the short one is over");
    let (status, answer) = refresh(lasting.clone()).await;
    assert_eq!(status, 200, "{answer}");
    let next = answer["access_token"].as_str().unwrap().to_owned();
    later(&desk, 59 * DAY_MS).await;
    let (_, over) = refresh(lasting).await;
    assert_eq!(
        over["error"]["error_subcode"], 463,
        "its sixty days are over"
    );
    assert_eq!(graph(&desk, "GET", "/me", &next, None).await.0, 200);
    later(&desk, DAY_MS).await;
    let (status, answer) = graph(&desk, "GET", "/me", &next, None).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(190)));
}

#[tokio::test]
async fn the_exchange_can_answer_in_its_older_form() {
    let desk = stage().await;
    let older = json!({"flat_instagram_tokens": true});
    desk.control("PATCH", "/settings", Some(older)).await;
    let code = part(&ended(&desk, SHOP, "allow").await, "code").unwrap();
    let (_, answer) = exchange(&desk, &code, &[]).await;
    assert!(answer["user_id"].is_u64() && answer["access_token"].is_string());
    assert_eq!(answer["permissions"], json!(SCOPES));
}

#[tokio::test]
async fn events_are_subscribed_by_account() {
    let desk = stage().await;
    let token = long(&desk, SHOP).await;
    let path = format!("/{SHOP}/subscribed_apps");
    let (_, none) = graph(&desk, "GET", &path, &token, None).await;
    assert_eq!(none["data"], json!([]));
    let wish = |fields: &str| format!("{path}?subscribed_fields={fields}");
    let (status, unknown) = graph(&desk, "POST", &wish("messages,gossip"), &token, None).await;
    assert_eq!((status, &unknown["error"]["code"]), (400, &json!(100)));
    assert_eq!(graph(&desk, "POST", &path, &token, None).await.0, 400);
    let (_, done) = graph(&desk, "POST", &wish("messages,comments"), &token, None).await;
    assert_eq!(done, json!({"success": true}));
    let (_, held) = graph(&desk, "GET", "/me/subscribed_apps", &token, None).await;
    assert_eq!(
        held["data"],
        json!([{"id": APP, "subscribed_fields": ["messages", "comments"]}])
    );
    let (_, done) = graph(&desk, "DELETE", &path, &token, None).await;
    assert_eq!(done, json!({"success": true}));
    let (_, none) = graph(&desk, "GET", &path, &token, None).await;
    assert_eq!(none["data"], json!([]));
}

#[tokio::test]
async fn no_secret_of_instagram_is_in_the_log() {
    let desk = stage().await;
    let token = long(&desk, SHOP).await;
    graph(&desk, "GET", "/me", &token, None).await;
    let log = desk.control("GET", "/requests", None).await.to_string();
    assert!(log.contains("/instagram/access_token"));
    for secret in [SECRET, token.as_str(), "IGAA", "AQ"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn without_an_app_there_is_nothing_to_consent_to() {
    let desk = desk().await;
    let (status, _) = desk
        .call("GET", "/_sandbox/instagram/authorize", None, None)
        .await;
    assert_eq!(status, 404);
}
