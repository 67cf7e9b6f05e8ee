//! Templates of an account: list, create, read, edit, delete, unpause.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use super::fields::{page, project};
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::world::{Template, World};
use crate::{flow, ids, lint};

const HOUR: Millis = 3_600_000;
const DAY: Millis = 24 * HOUR;
const PER_HOUR: usize = 100;
const PER_ACCOUNT: usize = 6_000;

const DEFAULT: [&str; 7] = [
    "name",
    "parameter_format",
    "components",
    "language",
    "status",
    "category",
    "previous_category",
];

/// Fields that exist and are empty here: asking for them is no error.
const KNOWN_EMPTY: [&str; 8] = [
    "previous_category",
    "message_send_ttl_seconds",
    "correct_category",
    "sub_category",
    "cta_url_link_tracking_opted_out",
    "library_template_name",
    "degrees_of_freedom_spec",
    "bid_spec",
];

/// Adds `previous_category` where it is missing, so that it may be asked for.
fn shown(template: &Template, call: &Call) -> Result<Value, GraphError> {
    let mut node = template.node();
    for absent in KNOWN_EMPTY {
        if node.get(absent).is_none() {
            node[absent] = Value::Null;
        }
    }
    project(&node, call, &DEFAULT, "WhatsAppMessageTemplate")
}

/// `GET /{waba}/message_templates` with its filters.
pub(super) fn list(app: &App, call: &Call, waba_id: &str) -> Result<Answer, GraphError> {
    let world = app.world();
    let wanted = |key: &str| call.text(key).filter(|text| !text.is_empty());
    let equal = |key: &str, have: &str| {
        wanted(key).is_none_or(|want| {
            want.trim_matches(|mark| "[]\"".contains(mark))
                .split(',')
                .any(|one| one.trim_matches('"').eq_ignore_ascii_case(have))
        })
    };
    let content = |template: &Template| {
        Value::Array(template.components.clone())
            .to_string()
            .to_lowercase()
    };
    let mut found: Vec<&Template> = world
        .templates
        .values()
        .filter(|template| {
            template.waba_id == waba_id
                && equal("status", &template.status)
                && equal("category", &template.category)
                && equal("language", &template.language)
                && equal("quality_score", &template.quality)
                && wanted("name").is_none_or(|name| template.name.contains(&name.to_lowercase()))
                && wanted("content")
                    .is_none_or(|text| content(template).contains(&text.to_lowercase()))
                && wanted("name_or_content").is_none_or(|text| {
                    template.name.contains(&text.to_lowercase())
                        || content(template).contains(&text.to_lowercase())
                })
        })
        .collect();
    found.sort_by_key(|template| std::cmp::Reverse((template.created_at, template.id.clone())));
    let items: Result<Vec<Value>, GraphError> = found
        .into_iter()
        .map(|template| shown(template, call))
        .collect();
    let items = items?;
    let mut answer = page(&items, call)?;
    if let Some(summary) = call.text("summary") {
        let count = world
            .templates
            .values()
            .filter(|template| template.waba_id == waba_id)
            .count();
        let all = json!({"total_count": items.len(), "message_template_count": count,
            "message_template_limit": PER_ACCOUNT, "are_translations_complete": true});
        let wanted = super::fields::names(&summary);
        answer["summary"] = Value::Object(
            all.as_object()
                .into_iter()
                .flatten()
                .filter(|(name, _)| wanted.contains(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
        );
    }
    Ok(Answer::Json(answer, Some(waba_id.to_owned())))
}

/// `POST /{waba}/message_templates`: lint, then review.
pub(super) fn create(app: &Arc<App>, call: &Call, waba_id: &str) -> Result<Answer, GraphError> {
    let linted = lint::create(&call.params)?;
    let now = app.now();
    let mut world = app.world();
    room(&mut world, waba_id, now)?;
    if world
        .template_named(waba_id, &linted.name, &linted.language)
        .is_some()
    {
        return Err(GraphError::with_subcode(
            2_388_024,
            "Content in This Language Already Exists",
            format!(
                "There is already {} content for this template.",
                linted.language
            ),
        ));
    }
    let lock = format!("{waba_id}|{}", linted.name);
    if world
        .locked_names
        .get(&lock)
        .is_some_and(|until| now < *until)
    {
        return Err(GraphError::with_subcode(
            2_388_023,
            "Message Template Language Is Being Deleted",
            "The name of a deleted template can be used again after 30 days.",
        ));
    }
    let id = ids::numeric();
    let answer = json!({"id": id, "status": "PENDING", "category": linted.category});
    world.templates.insert(
        id.clone(),
        Template {
            id: id.clone(),
            waba_id: waba_id.to_owned(),
            name: linted.name,
            language: linted.language,
            category: linted.category,
            status: "PENDING".to_owned(),
            quality: "UNKNOWN".to_owned(),
            parameter_format: linted.parameter_format,
            ttl_seconds: linted.ttl_seconds,
            components: linted.components,
            created_at: now,
            ..Template::default()
        },
    );
    let review = world.settings.approve_templates_ms;
    drop(world);
    app.touch("");
    if let Some(after) = review {
        approve_later(app, id, after);
    }
    Ok(Answer::Json(answer, Some(waba_id.to_owned())))
}

/// 100 creations an hour and 6,000 templates an account.
fn room(world: &mut World, waba_id: &str, now: Millis) -> Result<(), GraphError> {
    let count = world
        .templates
        .values()
        .filter(|template| template.waba_id == waba_id)
        .count();
    if count >= PER_ACCOUNT {
        return Err(GraphError::with_subcode(
            2_388_019,
            "Template limit exceeded",
            "The account has too many templates.",
        ));
    }
    if let Some(waba) = world.wabas.get_mut(waba_id) {
        waba.creations.retain(|at| now - *at < HOUR);
        if waba.creations.len() >= PER_HOUR {
            return Err(GraphError::of_code(80_007));
        }
        waba.creations.push(now);
    }
    Ok(())
}

fn approve_later(app: &Arc<App>, id: String, after: u64) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(after)).await;
        let waits = app.world().templates.get_mut(&id).is_some_and(|template| {
            let waits = template.status == "PENDING";
            if waits {
                "APPROVED".clone_into(&mut template.status);
            }
            waits
        });
        if waits {
            flow::template_event(&app, &id, "APPROVED", &json!({}));
        }
    });
}

/// `DELETE /{waba}/message_templates?name=` (all languages) or with `hsm_id` (one).
pub(super) fn delete(app: &App, call: &Call, waba_id: &str) -> Result<Answer, GraphError> {
    let now = app.now();
    let one = call.text("hsm_id");
    let name = call.text("name");
    if one.is_none() && name.is_none() {
        return Err(GraphError::param("The parameter name is required."));
    }
    let mut world = app.world();
    let gone: Vec<String> = world
        .templates
        .values()
        .filter(|template| {
            template.waba_id == waba_id
                && one.as_ref().is_none_or(|id| *id == template.id)
                && name.as_ref().is_none_or(|name| *name == template.name)
        })
        .map(|template| template.id.clone())
        .collect();
    if gone.is_empty() {
        return Err(GraphError::with_subcode(
            2_593_002,
            "Message Template Not Found",
            "There is no such message template.",
        ));
    }
    if gone.iter().any(|id| {
        world
            .templates
            .get(id)
            .is_some_and(|template| template.status == "DISABLED")
    }) {
        return Err(GraphError::param("A disabled template cannot be deleted."));
    }
    for id in &gone {
        if let Some(template) = world.templates.remove(id)
            && template.status == "APPROVED"
        {
            world
                .locked_names
                .insert(format!("{waba_id}|{}", template.name), now + 30 * DAY);
        }
    }
    drop(world);
    app.touch("");
    Ok(Answer::Json(
        json!({"success": true}),
        Some(waba_id.to_owned()),
    ))
}

/// `GET` and `POST /{template_id}`.
pub(super) fn node(
    app: &App,
    call: &Call,
    who: &Who,
    method: &str,
    id: &str,
) -> Result<Answer, GraphError> {
    let template = app
        .world()
        .templates
        .get(id)
        .cloned()
        .ok_or_else(|| unreachable(method, id))?;
    who.must_reach(app, &template.waba_id, method, id)?;
    match method {
        "GET" => Ok(Answer::Json(
            shown(&template, call)?,
            Some(template.waba_id.clone()),
        )),
        "POST" => edit(app, call, &template),
        _ => Err(GraphError::unknown_edge(id)),
    }
}

/// Approved templates: once a day and ten times in 30 days; the category stays.
fn edit(app: &App, call: &Call, template: &Template) -> Result<Answer, GraphError> {
    let now = app.now();
    if !["APPROVED", "REJECTED", "PAUSED"].contains(&template.status.as_str()) {
        return Err(GraphError::with_subcode(
            2_388_025,
            "Template cannot be edited",
            "Only approved, rejected or paused templates can be edited.",
        ));
    }
    let recent = |span: Millis| template.edits.iter().filter(|at| now - **at < span).count();
    if template.status == "APPROVED" && (recent(DAY) >= 1 || recent(30 * DAY) >= 10) {
        return Err(GraphError::with_subcode(
            2_388_026,
            "Template edited too often",
            "An approved template can be edited once a day and ten times in 30 days.",
        ));
    }
    let category = call
        .text("category")
        .map_or_else(|| template.category.clone(), |word| word.to_uppercase());
    if template.status == "APPROVED" && category != template.category {
        return Err(GraphError::with_subcode(
            2_388_027,
            "Category cannot change",
            "The category of an approved template cannot be changed.",
        ));
    }
    let components = match call.params.get("components") {
        None => template.components.clone(),
        Some(Value::Array(given)) => lint::components_of(given, &category, template.named())?,
        Some(_) => return Err(GraphError::param("Param components must be an array.")),
    };
    if let Some(kept) = app.world().templates.get_mut(&template.id) {
        kept.components = components;
        kept.category = category;
        kept.edits.push(now);
        if kept.status == "REJECTED" {
            "PENDING".clone_into(&mut kept.status);
            kept.reason = None;
        }
    }
    app.touch("");
    Ok(Answer::Json(
        json!({"success": true}),
        Some(template.waba_id.clone()),
    ))
}

/// `POST /{template_id}/unpause`.
pub(super) fn unpause(app: &App, who: &Who, id: &str) -> Result<Answer, GraphError> {
    let template = app
        .world()
        .templates
        .get(id)
        .cloned()
        .ok_or_else(|| unreachable("POST", id))?;
    who.must_reach(app, &template.waba_id, "POST", id)?;
    if template.status != "PAUSED" {
        return Ok(Answer::json(
            json!({"success": false, "reason": "The template is not paused."}),
        ));
    }
    if let Some(kept) = app.world().templates.get_mut(id) {
        "APPROVED".clone_into(&mut kept.status);
        kept.paused_until = None;
    }
    flow::template_event(
        app,
        id,
        "APPROVED",
        &json!({"other_info": {"title": "UNPAUSE"}}),
    );
    Ok(Answer::success())
}
