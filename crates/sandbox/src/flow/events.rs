//! Webhooks that are not about a single message.

use serde_json::{Value, json};

use crate::app::App;
use crate::clock::Millis;
use crate::hooks::{Update, enqueue};
use crate::world::key;

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

fn account_update(waba_id: &str, field: &str, value: Value, now: Millis) -> Update {
    Update {
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
