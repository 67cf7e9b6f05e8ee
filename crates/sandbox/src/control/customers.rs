//! People and the switches of their phones.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::config::SeedCustomer;
use crate::flow;
use crate::world::{Customer, key};

/// A person as the control API shows it.
pub(super) fn shown(customer: &Customer, business_id: &str) -> Value {
    json!({
        "id": customer.id, "name": customer.name, "username": customer.username, "wa_id": customer.wa_id,
        "user_id": customer.bsuid(business_id), "hide_phone": customer.hide_phone,
        "language": customer.language, "suggestions": customer.suggestions, "airplane": customer.airplane,
        "receipts_off": customer.receipts_off,
        "identity_key_hash": customer.identity_hash(), "on_whatsapp": customer.on_whatsapp,
        "marketing_stopped": customer.marketing_stopped.iter().any(|id| id == business_id),
    })
}

/// Whose view of people.
#[derive(Deserialize)]
pub(super) struct View {
    phone_number_id: Option<String>,
}

/// `GET /_sandbox/customers?phone_number_id=`: BSUIDs are those of the number's portfolio.
pub(super) async fn list(State(app): State<Arc<App>>, Query(view): Query<View>) -> Done {
    let world = app.world();
    let number = view
        .phone_number_id
        .or_else(|| world.numbers.keys().next().cloned())
        .unwrap_or_default();
    let business = world.business_of(&number);
    let all: Vec<Value> = world
        .customers
        .values()
        .map(|person| shown(person, &business))
        .collect();
    Ok(Json(json!({"customers": all})))
}

/// `POST /_sandbox/customers`.
pub(super) async fn add(State(app): State<Arc<App>>, Json(seed): Json<SeedCustomer>) -> Done {
    let mut world = app.world();
    let taken = seed
        .wa_id
        .as_deref()
        .is_some_and(|phone| world.customer_by_phone(phone).is_some());
    if taken || (!seed.id.is_empty() && world.customers.contains_key(&seed.id)) {
        return Err(Refusal::wrong("this person exists already"));
    }
    let id = world.plant_customer(seed);
    let number = world.numbers.keys().next().cloned().unwrap_or_default();
    let business = world.business_of(&number);
    let person = world
        .customers
        .get(&id)
        .map(|person| shown(person, &business));
    drop(world);
    app.touch("");
    Ok(Json(json!({"customer": person})))
}

/// What may be changed on a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    name: Option<String>,
    username: Option<String>,
    hide_phone: Option<bool>,
    airplane: Option<bool>,
    receipts_off: Option<bool>,
    on_whatsapp: Option<bool>,
    suggestions: Option<Vec<String>>,
}

/// `PATCH /_sandbox/customers/{id}`. Leaving airplane mode lets everything through that waited.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(change): Json<Change>,
) -> Done {
    let mut world = app.world();
    let person = world
        .customers
        .get_mut(&id)
        .ok_or_else(|| Refusal::absent("such person"))?;
    let back = person.airplane && change.airplane == Some(false);
    if let Some(name) = change.name {
        person.name = name;
    }
    if let Some(username) = change.username {
        person.username = (!username.is_empty()).then_some(username);
    }
    let switches = [
        (&mut person.hide_phone, change.hide_phone),
        (&mut person.airplane, change.airplane),
        (&mut person.receipts_off, change.receipts_off),
        (&mut person.on_whatsapp, change.on_whatsapp),
    ];
    for (place, value) in switches {
        *place = value.unwrap_or(*place);
    }
    if let Some(suggestions) = change.suggestions {
        person.suggestions = suggestions;
    }
    drop(world);
    if back {
        flow::send_waiting(&app, &id);
        flow::deliver_waiting(&app, &id);
    }
    app.touch("");
    Ok(Json(json!({"ok": true})))
}

/// A switch for one business.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Switch {
    phone_number_id: String,
    on: bool,
}

/// `POST /_sandbox/customers/{id}/block`: messages of a blocked business stay at sent.
pub(super) async fn block(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(switch): Json<Switch>,
) -> Done {
    let mut world = app.world();
    if !world.customers.contains_key(&id) || !world.numbers.contains_key(&switch.phone_number_id) {
        return Err(Refusal::absent("such person or number"));
    }
    world.thread(&switch.phone_number_id, &id).blocked = switch.on;
    drop(world);
    if !switch.on {
        flow::deliver_waiting(&app, &id);
    }
    app.touch(&key(&switch.phone_number_id, &id));
    Ok(Json(json!({"ok": true})))
}

/// `POST /_sandbox/customers/{id}/marketing`: `on: false` stops marketing messages.
pub(super) async fn marketing(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(switch): Json<Switch>,
) -> Done {
    if flow::preference(&app, &switch.phone_number_id, &id, !switch.on) {
        Ok(Json(json!({"ok": true})))
    } else {
        Err(Refusal::absent("such person or number"))
    }
}
