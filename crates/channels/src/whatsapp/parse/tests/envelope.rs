use domain::channel::RouteScope;
use domain::event::{EventBody, Parsed};
use serde_json::json;

use super::{ACCOUNT, body, from_rina, only, read};

#[test]
fn account_changes_and_unknown_fields() {
    let event = only(read(&body(
        "message_template_status_update",
        json!({"event": "APPROVED", "message_template_id": 8001}),
    )));
    assert_eq!(
        event.body,
        EventBody::Account {
            field: "message_template_status_update".to_owned()
        }
    );
    assert_eq!(
        (event.route.scope, event.route.external_id.as_str()),
        (RouteScope::Account, ACCOUNT)
    );
    assert_eq!(
        (event.lane.as_str(), event.at.unwrap().timestamp()),
        ("a:9000001", 1_760_000_000)
    );
    assert_eq!(event.raw["value"]["event"], "APPROVED");
    // Meta's example of a quality change carries a wrong field.
    let quality = only(read(&body(
        "message_template_status_update",
        json!({"new_quality_score": "RED"}),
    )));
    assert_eq!(
        quality.body,
        EventBody::Account {
            field: "message_template_quality_update".to_owned()
        }
    );
    let unknown = only(read(&body("field_of_2028", json!({"x": 1}))));
    assert_eq!(
        unknown.body,
        EventBody::Unknown {
            object: "whatsapp_business_account".to_owned(),
            field: Some("field_of_2028".to_owned())
        }
    );
    assert_ne!(event.dedupe, unknown.dedupe);
    // A partner's event names the account inside, and now and then lacks the words around it.
    let partner = only(read(
        &json!({"entry": [{"id": "77", "changes": [{"value": {"event": "PARTNER_REMOVED", "waba_info": {"waba_id": ACCOUNT}}}]}]}),
    ));
    assert_eq!(
        partner.body,
        EventBody::Account {
            field: "account_update".to_owned()
        }
    );
    assert_eq!(partner.route.external_id, ACCOUNT);
    let group = only(read(&from_rina(
        json!({"type": "text", "group_id": "G1", "text": {"body": "x"}}),
    )));
    assert_eq!(group.body.kind(), "unknown");
    let errors = only(read(&body(
        "messages",
        json!({"errors": [{"code": 130_429, "title": "slow"}]}),
    )));
    assert!(
        matches!(errors.body, EventBody::Errors { ref errors } if errors[0].code == Some(130_429))
    );
    let news = only(read(&body("messages", json!({"announcements": [1]}))));
    assert_eq!(news.body.kind(), "unknown");
    let errors = only(read(&body("messages", json!({"errors": {"code": 1}}))));
    assert_eq!(errors.body.kind(), "unknown");
    assert_eq!(read(&body("messages", json!({}))), Parsed::default());
    let mut beside = from_rina(json!({"type": "text", "text": {"body": "x"}}));
    beside["entry"][0]["changes"][0]["value"]["announcements"] = json!([1]);
    let kinds: Vec<_> = read(&beside)
        .events
        .iter()
        .map(|e| (e.body.kind().to_owned(), e.raw.clone()))
        .collect();
    assert_eq!(kinds[0].0, "message");
    // The customer's words are not kept a second time.
    assert_eq!(
        kinds[1],
        ("unknown".to_owned(), json!({"announcements": [1]}))
    );
}

#[test]
fn broken_envelopes_cost_only_themselves() {
    let good = from_rina(json!({"type": "text", "text": {"body": "x"}}));
    let cases = [
        (json!({"entry": []}), "/object"),
        (json!({"object": "whatsapp_business_account"}), "/entry"),
        (
            json!({"object": "whatsapp_business_account", "entry": {}}),
            "/entry",
        ),
        (
            json!({"object": "whatsapp_business_account", "entry": [1]}),
            "/entry/0/changes",
        ),
        (
            json!({"object": "whatsapp_business_account", "entry": [{"changes": [null]}]}),
            "/entry/0/changes/0",
        ),
        (
            json!({"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": 1}]}]}),
            "/entry/0/changes/0/value",
        ),
        (
            body("messages", json!({"messages": {}})),
            "/entry/0/changes/0/value/messages",
        ),
        (
            body("messages", json!({"messages": [7]})),
            "/entry/0/changes/0/value/messages/0",
        ),
        (
            body("messages", json!({"statuses": [{"status": "read"}]})),
            "/entry/0/changes/0/value/statuses/0",
        ),
        (
            body("messages", json!({"statuses": [{"id": "wamid.O"}]})),
            "/entry/0/changes/0/value/statuses/0",
        ),
    ];
    for (broken, pointer) in cases {
        let parsed = read(&broken);
        assert_eq!(parsed.events, [], "{broken}");
        assert_eq!(parsed.unreadable.len(), 1, "{broken}");
        assert_eq!(parsed.unreadable[0].pointer, pointer, "{broken}");
        // Beside a good entry, the good one counts.
        if let Some(entry) = broken["entry"].as_array().and_then(|e| e.first()) {
            let mut both = good.clone();
            both["entry"]
                .as_array_mut()
                .unwrap()
                .insert(0, entry.clone());
            assert_eq!(read(&both).events.len(), 1, "{broken}");
        }
    }
    // A lone entry without its list is read.
    let mut lone = good.clone();
    lone["entry"] = good["entry"][0].clone();
    assert_eq!(read(&lone).events.len(), 1);
    let other = read(
        &json!({"object": "user", "entry": [{"id": "1", "changed_fields": ["email"]}, {"id": "2", "changes": [{"field": "email"}]}]}),
    );
    assert_eq!(
        other
            .events
            .iter()
            .map(|e| e.body.kind())
            .collect::<Vec<_>>(),
        ["unknown", "unknown"]
    );
}
