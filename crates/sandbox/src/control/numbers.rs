//! What Meta decides about a number: its quality, its limit, whether it may send.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::json;

use super::{Done, Refusal};
use crate::app::App;
use crate::flow;

const QUALITIES: [&str; 4] = ["GREEN", "YELLOW", "RED", "UNKNOWN"];
const STATUSES: [&str; 6] = [
    "CONNECTED",
    "FLAGGED",
    "RESTRICTED",
    "BANNED",
    "PENDING",
    "DISCONNECTED",
];

/// What may be changed on a number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberChange {
    status: Option<String>,
    quality: Option<String>,
    verified_name: Option<String>,
    name_status: Option<String>,
    messaging_limit: Option<String>,
    allowed_recipients: Option<Vec<String>>,
}

fn one_of(what: &str, value: Option<&String>, all: &[&str]) -> Result<(), Refusal> {
    match value {
        Some(value) if !all.contains(&value.as_str()) => Err(Refusal::wrong(format!(
            "{what} is one of {}",
            all.join(", ")
        ))),
        _ => Ok(()),
    }
}

/// `PATCH /_sandbox/numbers/{id}`, with the webhooks that Meta would send.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(change): Json<NumberChange>,
) -> Done {
    one_of("quality", change.quality.as_ref(), &QUALITIES)?;
    one_of("status", change.status.as_ref(), &STATUSES)?;
    one_of(
        "messaging_limit",
        change.messaging_limit.as_ref(),
        &flow::LIMITS,
    )?;
    let (before, after) = {
        let mut world = app.world();
        let number = world
            .numbers
            .get_mut(&id)
            .ok_or_else(|| Refusal::absent("such number"))?;
        let before = number.clone();
        let pairs = [
            (&mut number.status, change.status),
            (&mut number.quality, change.quality),
            (&mut number.verified_name, change.verified_name),
            (&mut number.name_status, change.name_status),
            (&mut number.messaging_limit, change.messaging_limit),
        ];
        for (place, value) in pairs {
            if let Some(value) = value {
                *place = value;
            }
        }
        if let Some(allowed) = change.allowed_recipients {
            number.allowed_recipients = (!allowed.is_empty()).then_some(allowed);
        }
        (before, number.clone())
    };
    let told = flow::number_events(&app, &before, &after);
    app.touch("");
    Ok(Json(json!({"ok": true, "webhooks": told})))
}
