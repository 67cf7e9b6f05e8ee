//! `POST {number}/smb_app_data`: the Business app is asked for what it holds.

use serde_json::json;

use super::call::{Answer, Call};
use super::profile::product;
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::{flow, ids};

/// It can be asked so long after the number was connected.
const ASKING_MS: Millis = 24 * 3_600_000;

/// Each part once, within a day; what is asked for comes as webhooks.
pub(super) fn ask(app: &App, call: &Call, id: &str) -> Result<Answer, GraphError> {
    product(call)?;
    let wanted = call
        .text("sync_type")
        .ok_or_else(|| GraphError::missing("Parameter 'sync_type' is required."))?;
    if !["smb_app_state_sync", "history"].contains(&wanted.as_str()) {
        return Err(GraphError::param(
            "Param sync_type must be one of {smb_app_state_sync, history}.",
        ));
    }
    let now = app.now();
    {
        let mut world = app.world();
        let number = world
            .numbers
            .get_mut(id)
            .ok_or_else(|| super::auth::unreachable("POST", id))?;
        let played = number.app.as_mut().ok_or_else(|| {
            GraphError::param("The number is not in use in the WhatsApp Business app.")
        })?;
        if played.asked.contains(&wanted) {
            return Err(GraphError::of_code(2_593_107));
        }
        if now - played.since >= ASKING_MS {
            return Err(GraphError::of_code(2_593_108));
        }
        played.asked.push(wanted.clone());
    }
    if wanted == "history" {
        flow::tell_history(app, id);
    } else {
        flow::tell_contacts(app, id);
    }
    app.touch("");
    Ok(Answer::json(
        json!({"messaging_product": "whatsapp", "request_id": ids::trace()}),
    ))
}
