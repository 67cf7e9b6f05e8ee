//! Payloads nobody has shown us yet: each has its effect on the row, or none, and never costs another one its own.

mod stage;

use anyhow::Result;
use domain::clock::Clock;
use serde_json::{Value, json};
use stage::{Stage, connect};
use testkit::Tenant;

/// Kinds of the messages that are shown, by the provider's id.
async fn shown(stage: &Stage) -> Result<Vec<(String, String)>> {
    let mut admin = stage.database.admin_connection().await?;
    Ok(sqlx::query_as(
        "SELECT provider_id, kind FROM app.message WHERE direction = 'in' AND workspace_id = $1 ORDER BY provider_id COLLATE \"C\"",
    )
    .bind(stage.tenant.workspace.uuid())
    .fetch_all(&mut admin)
    .await?)
}

/// A body of one message.
fn one(stage: &Stage, mut message: Value) -> Value {
    if message.get("from").is_none() && message.get("from_user_id").is_none() {
        message["from"] = json!("628110000001");
    }
    if message.get("timestamp").is_none() {
        message["timestamp"] = json!("1790000000");
    }
    stage.envelope(&json!({"messages": [message]}))
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
async fn odd_messages_are_shown_for_what_they_are() -> Result<()> {
    let stage = Stage::set().await?;
    let text = |id: &str, extra: Value| {
        let mut message = json!({"id": id, "type": "text", "text": {"body": "halo"}});
        message
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        message
    };
    let cases = [
        (text("a1", json!({"from_user_id": "ID.77abc"})), "text"),
        (text("a2", json!({"from": "ID.78abc"})), "text"),
        (
            text("a3", json!({"from": null, "from_user_id": "ID.79abc"})),
            "text",
        ),
        (
            text("a4", json!({"from": "", "from_user_id": "ID.80abc"})),
            "text",
        ),
        (text("a5", json!({"from": 628_110_000_002_i64})), "text"),
        (
            text("b1", json!({"timestamp": "99999999999999999999999"})),
            "text",
        ),
        (
            text("b2", json!({"timestamp": 1_790_000_000_000_i64})),
            "text",
        ),
        (text("b3", json!({"timestamp": "-5"})), "text"),
        (text("b4", json!({"timestamp": null})), "text"),
        (text("b5", json!({"timestamp": {"t": 1}})), "text"),
        (text("b6", json!({"timestamp": 1.79e9})), "text"),
        (
            text(
                "c1",
                json!({"context": null, "referral": null, "errors": null}),
            ),
            "text",
        ),
        (
            text(
                "c2",
                json!({"context": {"id": null, "from": null}, "errors": []}),
            ),
            "text",
        ),
        (
            text(
                "c3",
                json!({"text": {"body": "a\u{0}b \u{202e}kebalik \u{1f468}\u{200d}\u{1f469}"}}),
            ),
            "text",
        ),
        (text("c4", json!({"text": {"body": ""}})), "text"),
        (
            json!({"id": "d1", "type": "hologram", "hologram": {"depth": 3}}),
            "unsupported",
        ),
        (
            json!({"id": "d2", "type": "unsupported", "errors": [{"code": 131_051, "title": "Unsupported"}]}),
            "unsupported",
        ),
        (json!({"id": "d3", "type": "unsupported"}), "unsupported"),
        (
            json!({"id": "d4", "type": "unknown", "errors": [{"code": "131051"}]}),
            "unsupported",
        ),
        (
            json!({"id": "d5", "type": "text", "text": null}),
            "unsupported",
        ),
        (
            json!({"id": "d6", "type": "image", "image": null}),
            "unsupported",
        ),
        (
            json!({"id": "d7", "type": "interactive", "interactive": {"type": "future_reply", "future_reply": {}}}),
            "unsupported",
        ),
        (json!({"id": "d8", "type": null}), "unsupported"),
        (
            json!({"id": "d9", "type": "location", "location": {"latitude": "x", "longitude": null}}),
            "unsupported",
        ),
        (
            json!({"id": "e1", "type": "location", "location": {"latitude": "-6.2", "longitude": "106.8"}}),
            "location",
        ),
        (
            json!({"id": "e2", "type": "image", "image": {"id": 4711, "mime_type": null, "caption": null}}),
            "image",
        ),
        (
            json!({"id": "e3", "type": "order", "order": {"catalog_id": 1, "product_items": [{"product_retailer_id": "A", "quantity": "2", "item_price": "5.5", "currency": "IDR"}]}}),
            "order",
        ),
        (
            json!({"id": "e4", "type": "contacts", "contacts": []}),
            "unsupported",
        ),
    ];
    for round in 0..3 {
        for (n, _) in cases.iter().enumerate() {
            let (message, _) = &cases[(n * 5 + round * 11) % cases.len()];
            stage.post(&one(&stage, message.clone())).await?;
        }
    }
    stage.idle().await?;
    let mut expected: Vec<(String, String)> = cases
        .iter()
        .map(|(m, kind)| (m["id"].as_str().unwrap().to_owned(), (*kind).to_owned()))
        .collect();
    expected.sort();
    let found = shown(&stage).await?;
    let wrong: Vec<_> = expected.iter().filter(|e| !found.contains(e)).collect();
    assert!(
        wrong.is_empty() && found.len() == expected.len(),
        "wrong: {wrong:?}\nfound: {found:?}"
    );
    let mut tx = stage.tx().await?;
    assert!(stage.desk.verify_evidence(&mut tx).await?.ok);
    assert_eq!(stage.count("SELECT count(*) FROM app.dead_job").await?, 0);
    // A date nobody can have written does not put a message ahead of those to come.
    let ahead = stage
        .count("SELECT count(*) FROM app.message WHERE at > now() + interval '2 days'")
        .await?;
    assert_eq!(ahead, 0);
    Ok(())
}

#[tokio::test]
async fn one_body_for_several_houses_goes_to_each() -> Result<()> {
    let stage = Stage::set().await?;
    let tenant = Tenant::new(&stage.database).await?;
    let (_, number, waba) = connect(&stage.desk, tenant).await?;
    let message = |n: usize| json!({"id": format!("m{n}"), "from": format!("62811000{n:04}"), "timestamp": "1790000000", "type": "text", "text": {"body": format!("halo {n}")}});
    let change = |number: &str, list: Value| {
        let mut value = list;
        value["metadata"] = json!({"phone_number_id": number});
        json!({"field": "messages", "value": value})
    };
    // Of today: what is old and nobody's is let go.
    let today = stage.clock.now().timestamp().to_string();
    let status = json!({"id": "wamid.nobody", "status": "read", "timestamp": today, "recipient_id": "62899"});
    let body = json!({"object": "whatsapp_business_account", "entry": [
        {"id": stage.waba, "changes": [
            change(&stage.number, json!({"messages": [message(1), message(2)], "statuses": [status]})),
            change(&stage.number, json!({"messages": [message(3), null, 7, "x"], "statuses": null, "contacts": null})),
            change("404404", json!({"messages": [message(4)]})),
            null,
        ]},
        {"id": waba, "changes": [change(&number, json!({"messages": [message(5)], "errors": [{"code": 130_429}]}))]},
        {"id": stage.waba, "changes": [{"field": "field_from_2031", "value": {"x": 1}}, {"field": null, "value": null}]},
        null,
    ]});
    let told: Vec<Value> = vec![body.clone(), body.clone(), body];
    for one in &told {
        stage.post(one).await?;
    }
    // An emoji cut in the middle of its escape, and escapes where none are needed.
    let cut = format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{}","changes":[{{"field":"messages","value":{{"metadata":{{"phone_number_id":"{}"}},"messages":[{{"id":"\u006d6","from":"\u0036281100","timestamp":"1790000000","type":"\u0074ext","text":{{"body":"\u0048alo \ud83d"}}}},{{"id":"m7","from":"6281101","timestamp":"1790000000","type":"text","text":{{"body":"utuh"}}}}]}}}}]}}]}}"#,
        stage.waba, stage.number
    );
    let signature = meta::signature::sign(cut.as_bytes(), &meta::SecretString::from(stage::SECRET));
    let taken = stage
        .desk
        .intake()
        .accept("whatsapp", None, Some(&signature), cut.into_bytes().into())
        .await;
    assert_eq!(taken, Ok(()));
    stage.idle().await?;
    let ids: Vec<String> = shown(&stage).await?.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["m1", "m2", "m3", "m6", "m7"]);
    let halo = stage
        .count("SELECT count(*) FROM app.message WHERE content ->> 'body' LIKE 'Halo %'")
        .await?;
    assert_eq!(halo, 1, "the cut emoji costs itself only");
    let other = stage
        .count_with(
            "SELECT count(*) FROM app.message WHERE workspace_id::text = $1",
            &tenant.workspace.to_string(),
        )
        .await?;
    assert_eq!(
        (
            other,
            stage.count("SELECT count(*) FROM app.message").await?
        ),
        (1, 6)
    );
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.parked_status")
            .await?,
        1,
        "a status of nobody's message waits"
    );
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.journal WHERE state = 'quarantined'")
            .await?,
        0
    );
    Ok(())
}

#[tokio::test]
async fn a_signed_body_with_a_byte_that_is_no_utf8_is_kept_and_shown() -> Result<()> {
    let stage = Stage::set().await?;
    let body = stage.text_body("6281102", "m8", "?buku yang patah");
    let mut torn = serde_json::to_vec(&body)?;
    let at = torn.windows(5).position(|w| w == b"?buku").unwrap();
    torn[at] = 0xff;
    let signature = meta::signature::sign(&torn, &meta::SecretString::from(stage::SECRET));
    let intake = stage.desk.intake();
    let taken = intake
        .accept("whatsapp", None, Some(&signature), torn.into())
        .await;
    assert_eq!(taken, Ok(()));
    stage.idle().await?;
    let torn = stage
        .count(
            "SELECT count(*) FROM app.message WHERE content ->> 'body' = U&'\\FFFDbuku yang patah'",
        )
        .await?;
    assert_eq!(torn, 1, "the torn byte costs itself only");
    Ok(())
}
