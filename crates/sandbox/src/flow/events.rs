//! Webhooks that are not about a single message.

use serde_json::{Value, json};

use crate::app::App;
use crate::clock::Millis;
use crate::hooks::{Platform, Update, enqueue};
use crate::world::{Number, key};

/// How many people a number may write to first in 24 hours, from least to most.
pub(crate) const LIMITS: [&str; 6] = [
    "TIER_50",
    "TIER_250",
    "TIER_2K",
    "TIER_10K",
    "TIER_100K",
    "TIER_UNLIMITED",
];

/// Reports what happened to a template. The id is a number here and the language has a dash, as in
/// Meta's own webhooks.
pub(crate) fn template_event(app: &App, template_id: &str, event: &str, extra: &Value) {
    let now = app.now();
    let update = {
        let world = app.world();
        let Some(template) = world.templates.get(template_id) else {
            return;
        };
        let mut value = json!({
            "event": event,
            "message_template_id": template.id.parse::<u64>().map_or_else(|_| json!(template.id), |id| json!(id)),
            "message_template_name": template.name,
            "message_template_language": template.language.replace('_', "-"),
            "message_template_category": template.category,
            "reason": template.reason.as_deref().unwrap_or("NONE"),
        });
        if let (Some(value), Some(extra)) = (value.as_object_mut(), extra.as_object()) {
            value.extend(extra.clone());
        }
        account_update(
            &template.waba_id,
            "message_template_status_update",
            value,
            now,
        )
    };
    enqueue(app, update);
    app.touch("");
}

/// Reports what was decided about a number; answers how many webhooks that made. Nothing is said of
/// a quality that only turns yellow, as Meta says nothing.
pub(crate) fn number_events(app: &App, before: &Number, after: &Number) -> usize {
    let now = app.now();
    let quality = |event: &str| {
        json!({"display_phone_number": after.digits(), "event": event,
            "old_limit": before.messaging_limit, "current_limit": after.messaging_limit})
    };
    let rank = |limit: &str| LIMITS.iter().position(|one| *one == limit);
    let mut told: Vec<(&str, Value)> = Vec::new();
    if before.messaging_limit != after.messaging_limit {
        let up = rank(&before.messaging_limit) < rank(&after.messaging_limit);
        let event = if up { "UPGRADE" } else { "DOWNGRADE" };
        told.push(("phone_number_quality_update", quality(event)));
    }
    match (before.quality == "RED", after.quality == "RED") {
        (false, true) => told.push(("phone_number_quality_update", quality("FLAGGED"))),
        (true, false) => told.push(("phone_number_quality_update", quality("UNFLAGGED"))),
        _ => {}
    }
    if before.status != after.status {
        let ban = |state: &str| {
            json!({"phone_number": after.digits(), "event": "DISABLED_UPDATE",
                "ban_info": {"waba_ban_state": state, "waba_ban_date": now.div_euclid(1000)}})
        };
        match (before.status.as_str(), after.status.as_str()) {
            (_, "BANNED") => told.push(("account_update", ban("DISABLE"))),
            ("BANNED", _) => told.push(("account_update", ban("REINSTATE"))),
            (_, "RESTRICTED") => told.push((
                "account_update",
                json!({"phone_number": after.digits(), "event": "ACCOUNT_RESTRICTION",
                    "restriction_info": [{"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}]}),
            )),
            _ => {}
        }
    }
    let count = told.len();
    for (field, value) in told {
        enqueue(app, account_update(&after.waba_id, field, value, now));
    }
    count
}

pub(super) fn account_update(waba_id: &str, field: &str, value: Value, now: Millis) -> Update {
    Update {
        platform: Platform::WhatsApp,
        waba_id: waba_id.to_owned(),
        number_id: String::new(),
        field: field.to_owned(),
        value,
        event: String::new(),
        wamid: None,
        at: now,
        trick: None,
    }
}

/// A person stops or resumes marketing messages of a business.
pub(crate) fn preference(app: &App, number_id: &str, customer: &str, stop: bool) -> bool {
    let now = app.now();
    let update = {
        let mut world = app.world();
        let business = world.business_of(number_id);
        let Some(number) = world.numbers.get(number_id).cloned() else {
            return false;
        };
        let Some(person) = world.customers.get_mut(customer) else {
            return false;
        };
        person.marketing_stopped.retain(|id| *id != business);
        if stop {
            person.marketing_stopped.push(business.clone());
        }
        let phone = person.visible_phone().map(str::to_owned);
        let mut entry = json!({
            "detail": if stop {"User requested to stop marketing messages"} else {"User requested to resume marketing messages"},
            "category": "marketing_messages",
            "value": if stop {"stop"} else {"resume"},
            "timestamp": now.div_euclid(1000),
            "user_id": person.bsuid(&business),
        });
        if let Some(phone) = &phone {
            entry["wa_id"] = json!(phone);
        }
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": super::metadata(&number),
            "contacts": [super::contact(person, &business, phone.as_deref())],
            "user_preferences": [entry],
        });
        Update {
            number_id: number_id.to_owned(),
            ..account_update(&number.waba_id, "user_preferences", value, now)
        }
    };
    enqueue(app, update);
    app.touch(&key(number_id, customer));
    true
}
