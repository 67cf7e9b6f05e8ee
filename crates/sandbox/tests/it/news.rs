//! Account-level webhooks on buttons, and what reading the number answers afterwards.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::support::{Desk, Got, NUMBER, SECRET, WABA, desk, desk_with};

async fn until_told(desk: &Desk, field: &str) -> Value {
    for _ in 0..200 {
        let got: Vec<Value> = desk
            .receiver
            .got
            .lock()
            .unwrap()
            .iter()
            .map(Got::json)
            .collect();
        let changes = got.iter().flat_map(|body| {
            let entries = body["entry"].as_array().cloned().unwrap_or_default();
            entries.into_iter().map(|entry| {
                let mut change = entry["changes"][0].clone();
                change["waba"] = entry["id"].clone();
                change
            })
        });
        if let Some(found) = changes.into_iter().find(|change| change["field"] == field) {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing was told of {field}");
}

#[tokio::test]
async fn every_button_sends_its_field_in_metas_form() {
    let listed = desk().await;
    let all = listed
        .control("GET", &format!("/numbers/{NUMBER}/news"), None)
        .await;
    let all = all["news"].as_array().unwrap().clone();
    assert!(all.len() > 20, "{all:?}");
    for news in all {
        let desk = desk().await;
        let path = format!("/numbers/{NUMBER}/news");
        desk.control("POST", &path, Some(json!({"kind": news["kind"]})))
            .await;
        let told = until_told(&desk, news["field"].as_str().unwrap()).await;
        assert_eq!(told["waba"], WABA, "{news}");
        assert!(told["value"].is_object(), "{news}");
    }
}

#[tokio::test]
async fn what_was_told_is_also_read() {
    let desk = desk().await;
    let tell = |kind: &'static str| {
        let desk = &desk;
        async move {
            let path = format!("/numbers/{NUMBER}/news");
            desk.control("POST", &path, Some(json!({ "kind": kind })))
                .await
        }
    };
    for kind in ["quality_low", "limit_up", "restricted"] {
        tell(kind).await;
    }
    let fields = "quality_rating,status,whatsapp_business_manager_messaging_limit";
    let path = format!("/{NUMBER}?fields={fields}");
    let read = || desk.graph("GET", &path, None);
    let (_, number) = read().await;
    assert_eq!(
        (
            &number["quality_rating"],
            &number["status"],
            &number["whatsapp_business_manager_messaging_limit"]
        ),
        (&json!("RED"), &json!("RESTRICTED"), &json!("TIER_10K"))
    );
    tell("review_rejected").await;
    let (_, account) = desk
        .graph(
            "GET",
            &format!("/{WABA}?fields=account_review_status"),
            None,
        )
        .await;
    assert_eq!(account["account_review_status"], "REJECTED");
    // What ends the connection ends its token.
    tell("partner_removed").await;
    let (status, answer) = read().await;
    assert_eq!((status, &answer["error"]["code"]), (401, &json!(190)));
}

#[tokio::test]
async fn who_leaves_is_told_in_a_signed_request() {
    let desk = desk_with(|config| {
        config.deletion_url = Some(config.callback_url.replace("/hook", "/other"));
    })
    .await;
    let path = format!("/numbers/{NUMBER}/leave");
    let wish = json!({"kind": "delete_data"});
    let answer = desk.control("POST", &path, Some(wish.clone())).await;
    assert_eq!(answer["answers"].as_array().map(Vec::len), Some(1));
    let form = desk.receiver.got.lock().unwrap()[0].body.clone();
    let text = form.strip_prefix("signed_request=").unwrap();
    let (code, payload) = text.split_once('.').unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(payload.as_bytes());
    assert_eq!(
        URL_SAFE_NO_PAD.decode(code).unwrap(),
        mac.finalize().into_bytes().to_vec()
    );
    let said: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    assert_eq!(said["algorithm"], "HMAC-SHA256");
    assert!(said["user_id"].as_str().is_some_and(|id| !id.is_empty()));
    // Their token works no more, and nobody is left who could leave.
    let (status, _) = desk.graph("GET", &format!("/{NUMBER}"), None).await;
    assert_eq!(status, 401);
    let (status, _) = desk
        .call("POST", &format!("/_sandbox{path}"), None, Some(wish))
        .await;
    assert_eq!(status, 422);
    let elsewhere = json!({"kind": "deauthorize"});
    let (status, _) = desk
        .call("POST", &format!("/_sandbox{path}"), None, Some(elsewhere))
        .await;
    assert_eq!(status, 422, "no address was given for that");
}

#[tokio::test]
async fn a_name_is_reviewed_and_taken_into_use_by_registering() {
    let desk = desk().await;
    let node = format!("/{NUMBER}");
    let ask = async |name: &str| {
        let wish = json!({"new_display_name": name});
        desk.graph("POST", &node, Some(wish)).await
    };
    let read = async || {
        let fields = "verified_name,name_status,new_display_name,new_name_status";
        let path = format!("{node}?fields={fields}");
        desk.graph("GET", &path, None).await.1
    };
    let news = async |body: Value| {
        let path = format!("/numbers/{NUMBER}/news");
        desk.control("POST", &path, Some(body)).await;
    };
    let before = read().await;
    assert_eq!(
        (&before["new_display_name"], &before["new_name_status"]),
        (&Value::Null, &json!("NONE"))
    );
    for wrong in [
        "T",
        &"x".repeat(76),
        " Toko",
        before["verified_name"].as_str().unwrap(),
    ] {
        let (status, answer) = ask(wrong).await;
        assert_eq!(
            (status, &answer["error"]["code"]),
            (400, &json!(100)),
            "{wrong}"
        );
    }
    assert_eq!(ask("Toko Baru").await.1["success"], true);
    assert_eq!(read().await["new_name_status"], "PENDING_REVIEW");
    let (_, second) = ask("Toko Lain").await;
    assert_eq!(
        second["error"]["error_user_title"],
        "Another name is in review"
    );

    news(json!({"kind": "name_rejected", "reason": "NAME_EMPLOYEE_ISSUE"})).await;
    let told = until_told(&desk, "phone_number_name_update").await;
    assert_eq!(
        (
            &told["value"]["decision"],
            &told["value"]["rejection_reason"],
            &told["value"]["requested_verified_name"]
        ),
        (
            &json!("REJECTED"),
            &json!("NAME_EMPLOYEE_ISSUE"),
            &json!("Toko Baru")
        )
    );
    assert_eq!(read().await["new_name_status"], "DECLINED");

    assert_eq!(ask("Toko Sejati").await.0, 200);
    news(json!({"kind": "name_approved"})).await;
    let approved = read().await;
    assert_eq!(approved["new_name_status"], "APPROVED");
    assert_eq!(
        approved["verified_name"], before["verified_name"],
        "not yet"
    );
    let pin = json!({"messaging_product": "whatsapp", "pin": "111111"});
    desk.graph("POST", &format!("{node}/register"), Some(pin.clone()))
        .await;
    let used = read().await;
    assert_eq!(
        (&used["verified_name"], &used["new_name_status"]),
        (&json!("Toko Sejati"), &json!("NONE"))
    );

    // Nobody registers it in time.
    assert_eq!(ask("Toko Nanti").await.0, 200);
    news(json!({"kind": "name_approved"})).await;
    let later = json!({"advance_ms": 15_i64 * 24 * 3_600_000});
    desk.control("POST", "/clock", Some(later)).await;
    assert_eq!(read().await["new_name_status"], "EXPIRED");
    desk.graph("POST", &format!("{node}/register"), Some(pin))
        .await;
    assert_eq!(read().await["verified_name"], "Toko Sejati");
}
