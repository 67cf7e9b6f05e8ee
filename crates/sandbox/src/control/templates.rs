//! Template review by hand.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::config::SeedTemplate;
use crate::flow;

/// Which templates.
#[derive(Deserialize)]
pub(super) struct Which {
    waba_id: Option<String>,
    status: Option<String>,
}

/// `GET /_sandbox/templates?waba_id=&status=`.
pub(super) async fn list(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Done {
    let world = app.world();
    let all: Vec<Value> = world
        .templates
        .values()
        .filter(|template| {
            which
                .waba_id
                .as_ref()
                .is_none_or(|id| *id == template.waba_id)
                && which
                    .status
                    .as_ref()
                    .is_none_or(|status| *status == template.status)
        })
        .map(|template| {
            let mut node = template.node();
            node["waba_id"] = json!(template.waba_id);
            node
        })
        .collect();
    Ok(Json(json!({"templates": all})))
}

/// A template of an account, stored without review.
#[derive(Deserialize)]
pub(super) struct Add {
    waba_id: String,
    #[serde(flatten)]
    template: SeedTemplate,
}

/// `POST /_sandbox/templates`.
pub(super) async fn add(State(app): State<Arc<App>>, Json(add): Json<Add>) -> Done {
    let now = app.now();
    let mut world = app.world();
    if !world.wabas.contains_key(&add.waba_id) {
        return Err(Refusal::absent("such account"));
    }
    let id = world.plant_template(&add.waba_id, &add.template, now);
    drop(world);
    app.touch("");
    Ok(Json(json!({"id": id})))
}

/// Details of a decision.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Details {
    /// Reason of a rejection, such as `INVALID_FORMAT`.
    reason: Option<String>,
    category: Option<String>,
    quality: Option<String>,
}

/// `POST /_sandbox/templates/{id}/{approve|reject|pause|unpause|disable|change}`, with the webhook
/// that Meta would send.
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    Path((id, verb)): Path<(String, String)>,
    body: Option<Json<Details>>,
) -> Done {
    let details = body.map(|Json(details)| details).unwrap_or_default();
    let now = app.now();
    let (event, extra) = {
        let mut world = app.world();
        let template = world
            .templates
            .get_mut(&id)
            .ok_or_else(|| Refusal::absent("such template"))?;
        if let Some(category) = details.category {
            template.previous_category = Some(std::mem::replace(&mut template.category, category));
        }
        if let Some(quality) = details.quality {
            template.quality = quality;
        }
        template.reason = None;
        let (status, event, extra) = match verb.as_str() {
            "approve" => ("APPROVED", "APPROVED", json!({})),
            "unpause" => (
                "APPROVED",
                "APPROVED",
                json!({"other_info": {"title": "UNPAUSE", "description": "The template is active again."}}),
            ),
            "reject" => {
                let reason = details
                    .reason
                    .unwrap_or_else(|| "INVALID_FORMAT".to_owned());
                template.reason = Some(reason.clone());
                let info = if reason == "INVALID_FORMAT" {
                    json!({"rejection_info": {"reason": "The content does not follow the format rules.",
                        "recommendation": "Check variables and examples, then submit again."}})
                } else {
                    json!({})
                };
                ("REJECTED", "REJECTED", info)
            }
            "pause" => {
                template.pauses += 1;
                let hours = if template.pauses == 1 { 3 } else { 6 };
                template.paused_until = Some(now + hours * 3_600_000);
                let title = if template.pauses == 1 {
                    "FIRST_PAUSE"
                } else {
                    "SECOND_PAUSE"
                };
                (
                    "PAUSED",
                    "PAUSED",
                    json!({"other_info": {"title": title,
                    "description": format!("Your template is paused for {hours} hours because of low quality.")}}),
                )
            }
            "disable" => (
                "DISABLED",
                "DISABLED",
                json!({"disable_info": {"disable_date": now.div_euclid(1000)}}),
            ),
            "change" => return Ok(Json(json!({"ok": true}))),
            other => {
                return Err(Refusal::wrong(format!(
                    "'{other}' is not approve, reject, pause, unpause, disable or change"
                )));
            }
        };
        status.clone_into(&mut template.status);
        (event, extra)
    };
    flow::template_event(&app, &id, event, &extra);
    Ok(Json(json!({"ok": true, "event": event})))
}
