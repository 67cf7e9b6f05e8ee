//! How a message moves forward, and what is reported of it.

use serde_json::{Value, json};

use super::{contact, metadata};
use crate::app::App;
use crate::clock::{Millis, seconds};
use crate::codes;
use crate::hooks::{Platform, Update, enqueue};
use crate::ids;
use crate::world::{Customer, Message, Side, Stage, World, key};

/// Moves a message forward and reports it. False when it was there already or cannot go there.
pub(crate) fn advance(app: &App, wamid: &str, stage: Stage, code: Option<i64>) -> bool {
    let now = app.now();
    let Some((update, thread)) = step(&mut app.world(), wamid, stage, code, now) else {
        return false;
    };
    enqueue(app, update);
    app.touch(&thread);
    true
}

fn step(
    world: &mut World,
    wamid: &str,
    stage: Stage,
    code: Option<i64>,
    now: Millis,
) -> Option<(Update, String)> {
    let message = world.message_mut(wamid)?;
    let allowed = match stage {
        Stage::Failed => message.stage < Stage::Delivered,
        _ => message.stage < stage,
    };
    if message.from != Side::Business || message.silent || !allowed {
        return None;
    }
    let first_price = !message
        .history
        .iter()
        .any(|(past, _)| *past == Stage::Delivered);
    message.stage = stage;
    message.history.push((stage, now));
    message.error = code;
    let (thread, message) = world.locate(wamid)?;
    let number = world.numbers.get(&thread.number_id)?;
    let customer = world.customers.get(&thread.customer)?;
    let waba = world.wabas.get(&number.waba_id)?;
    let with_price = stage == Stage::Sent || (stage < Stage::Failed && first_price);
    let mut status = status_of(message, customer, &waba.business_id, now);
    status["status"] = json!(stage);
    if with_price && let Some(price) = &message.pricing {
        status["pricing"] = price.clone();
        if price["type"] == "free_entry_point" {
            status["conversation"] = json!({
                "id": ids::trace().to_lowercase(),
                "expiration_timestamp": seconds(thread.free_entry_until.unwrap_or(now)),
                "origin": {"type": "referral_conversion"},
            });
        }
    }
    let mut value = json!({"messaging_product": "whatsapp", "metadata": metadata(number)});
    if let Some(code) = code {
        status["errors"] = json!([failure(code)]);
    } else {
        let phone = recipient_phone(message, customer);
        value["contacts"] = json!([contact(customer, &waba.business_id, phone)]);
    }
    value["statuses"] = json!([status]);
    let update = Update {
        platform: Platform::WhatsApp,
        waba_id: number.waba_id.clone(),
        number_id: number.id.clone(),
        field: "messages".to_owned(),
        value,
        event: status_name(stage),
        wamid: None,
        at: now,
        trick: None,
    };
    Some((update, key(&thread.number_id, &thread.customer)))
}

fn status_name(stage: Stage) -> String {
    json!(stage).as_str().unwrap_or_default().to_owned()
}

/// The phone that a status may show: the one we were given, or one the business may see.
fn recipient_phone<'a>(message: &Message, customer: &'a Customer) -> Option<&'a str> {
    if message.by_phone {
        customer.wa_id.as_deref()
    } else {
        customer.visible_phone()
    }
}

fn status_of(message: &Message, customer: &Customer, business_id: &str, now: Millis) -> Value {
    let failed = message.stage == Stage::Failed;
    let mut status = json!({"id": message.id, "status": "", "timestamp": seconds(now)});
    if let Some(phone) = recipient_phone(message, customer) {
        status["recipient_id"] = json!(phone);
    }
    if !(failed && message.by_phone) {
        status["recipient_user_id"] = json!(customer.bsuid(business_id));
    }
    if let Some(opaque) = &message.opaque {
        status["biz_opaque_callback_data"] = json!(opaque);
    }
    status
}

/// An entry of `errors` in a failed status.
pub(crate) fn failure(code: i64) -> Value {
    let row = codes::of(code);
    json!({
        "code": code,
        "title": row.title,
        "message": row.title,
        "error_data": {"details": row.details},
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
    })
}
