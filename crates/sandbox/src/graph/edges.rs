//! Lists and actions below an object.

use std::sync::Arc;

use serde_json::Value;

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use super::fields::{page, project};
use super::{app_data, nodes, profile, registration, subscriptions, templates};
use crate::app::App;
use crate::error::GraphError;
use crate::world::Waba;

/// Leads a call to an edge.
pub(crate) fn edge(
    app: &Arc<App>,
    call: &Call,
    who: &Who,
    (method, id, edge): (&str, &str, &str),
) -> Result<Answer, GraphError> {
    let place = {
        let world = app.world();
        if let Some(number) = world.numbers.get(id) {
            Some((true, number.waba_id.clone()))
        } else if world.wabas.contains_key(id) {
            Some((false, id.to_owned()))
        } else {
            None
        }
    };
    let Some((is_number, waba_id)) = place else {
        return match (method, edge) {
            ("GET", "client_whatsapp_business_accounts" | "owned_whatsapp_business_accounts") => {
                accounts(app, call, who, id, edge)
            }
            ("POST", "unpause") => templates::unpause(app, who, id),
            _ => Err(unreachable(method, id)),
        };
    };
    who.must_reach(app, &waba_id, method, id)?;
    if is_number {
        return match (method, edge) {
            ("GET", "whatsapp_business_profile") => profile::read(app, call, id),
            ("POST", "whatsapp_business_profile") => profile::write(app, call, id),
            ("POST", "register") => registration::register(app, call, id),
            ("POST", "deregister") => registration::deregister(app, id),
            ("POST", "smb_app_data") => app_data::ask(app, call, id),
            ("POST", "request_code") => registration::request_code(app, call, id),
            ("POST", "verify_code") => registration::verify_code(app, call, id),
            ("GET" | "POST", "settings") => profile::settings(app, call, method, id),
            ("GET" | "POST" | "DELETE", "block_users") => {
                profile::block_users(app, call, method, id)
            }
            _ => Err(GraphError::unknown_edge(&format!("{id}/{edge}"))),
        };
    }
    match (method, edge) {
        ("GET", "phone_numbers") => numbers(app, call, id),
        ("POST", "phone_numbers") => registration::add_number(app, call, id),
        ("GET", "message_templates") => templates::list(app, call, id),
        ("POST", "message_templates") => templates::create(app, call, id),
        ("DELETE", "message_templates") => templates::delete(app, call, id),
        ("GET", "subscribed_apps") => subscriptions::list(app, id),
        ("DELETE", "subscribed_apps") => Ok(subscriptions::unsubscribe(app, id)),
        _ => Err(GraphError::unknown_edge(&format!("{id}/{edge}"))),
    }
}

fn numbers(app: &App, call: &Call, waba_id: &str) -> Result<Answer, GraphError> {
    let world = app.world();
    let mut found: Vec<_> = world
        .numbers
        .values()
        .filter(|number| number.waba_id == waba_id)
        .collect();
    found.sort_by_key(|number| std::cmp::Reverse(number.onboarded_at));
    let default = [
        "verified_name",
        "code_verification_status",
        "display_phone_number",
        "quality_rating",
        "platform_type",
        "throughput",
        "status",
        "last_onboarded_time",
    ];
    let items: Result<Vec<Value>, GraphError> = found
        .into_iter()
        .map(|number| {
            project(
                &nodes::number_node(&world, number, app),
                call,
                &default,
                "WhatsAppBusinessPhoneNumber",
            )
        })
        .collect();
    Ok(Answer::Json(page(&items?, call)?, Some(waba_id.to_owned())))
}

/// The accounts of a portfolio that the token may see: its own, or those that clients share with it.
fn accounts(
    app: &App,
    call: &Call,
    who: &Who,
    business_id: &str,
    edge: &str,
) -> Result<Answer, GraphError> {
    let Who::Token(token) = who else {
        return Err(unreachable("GET", business_id));
    };
    let world = app.world();
    let of_clients = edge.starts_with("client");
    let seen = |waba: &&Waba| world.may(token, &waba.id) && waba.portfolio() == business_id;
    if !world.wabas.values().any(|waba| seen(&waba)) {
        return Err(unreachable("GET", business_id));
    }
    let items: Result<Vec<Value>, GraphError> = world
        .wabas
        .values()
        .filter(seen)
        .filter(|waba| waba.client_of.is_some() == of_clients)
        .map(|waba| {
            project(
                &nodes::waba_node(&world, waba),
                call,
                &["name", "timezone_id", "currency"],
                "WhatsAppBusinessAccount",
            )
        })
        .collect();
    page(&items?, call).map(Answer::json)
}
