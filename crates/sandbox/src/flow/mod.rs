//! What happens to messages: out to people, in from people, and what is reported of it.

mod app;
mod events;
mod inbound;
mod links;
mod load;
mod news;
mod outbound;
mod status;

use serde_json::{Value, json};

pub(crate) use app::{owner_says, tell_contacts, tell_history};
pub(crate) use events::{LIMITS, number_events, preference, template_event};
pub(crate) use inbound::{Inbound, receive, send_waiting};
pub(crate) use load::{Load, LoadWish, start as start_load, stop as stop_load};
pub(crate) use news::{NAME_REASONS, News, tell_news};
pub(crate) use outbound::{Accepted, Fate, accept, deliver_waiting, life, resume, seen};
pub(crate) use status::advance;

use crate::world::{Customer, Number};

/// The `metadata` of a webhook value.
fn metadata(number: &Number) -> Value {
    json!({"display_phone_number": number.digits(), "phone_number_id": number.id})
}

/// One entry of `contacts`.
fn contact(customer: &Customer, business_id: &str, phone: Option<&str>) -> Value {
    let mut contact = json!({"profile": {"name": customer.name}});
    if let Some(username) = &customer.username {
        contact["profile"]["username"] = json!(format!("@{username}"));
    }
    if let Some(phone) = phone {
        contact["wa_id"] = json!(phone);
    }
    contact["user_id"] = json!(customer.bsuid(business_id));
    contact
}
