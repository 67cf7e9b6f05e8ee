//! `POST /{phone_number_id}/messages`.

use std::sync::Arc;

use serde_json::{Value, json};

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use crate::app::{App, lock};
use crate::check::{self, MediaAt, MediaRef, Outbound, Recipient, Request};
use crate::clock::Millis;
use crate::config::WindowRefusal;
use crate::error::GraphError;
use crate::faults::Kind;
use crate::flow::{self, Accepted, Fate};
use crate::limits::Rate;
use crate::world::{Customer, Number, Side, Stage, Template, World, key};

/// Sends a message or marks one as read.
pub(crate) fn send(app: &Arc<App>, call: &Call, who: &Who, id: &str) -> Result<Answer, GraphError> {
    let number = app
        .world()
        .numbers
        .get(id)
        .cloned()
        .ok_or_else(|| unreachable("POST", id))?;
    who.must_reach(app, &number.waba_id, "POST", id)?;
    who.must_hold(app, "whatsapp_business_messaging")?;
    match check::message(&call.params)? {
        Request::MarkRead { message_id, typing } => mark_read(app, &number, &message_id, typing),
        Request::Send(outbound) => deliver(app, call, &number, &outbound),
    }
}

fn mark_read(
    app: &App,
    number: &Number,
    message_id: &str,
    typing: bool,
) -> Result<Answer, GraphError> {
    let now = app.now();
    let thread_key = {
        let mut world = app.world();
        let found = world.locate(message_id).filter(|(thread, message)| {
            thread.number_id == number.id && message.from == Side::Customer
        });
        let Some((thread, message)) = found else {
            return Err(GraphError::invalid(
                "Message id is not valid for this number.",
            ));
        };
        let (customer, upto) = (thread.customer.clone(), message.at);
        let thread = world.thread(&number.id, &customer);
        for message in thread.messages.iter_mut().filter(|message| {
            message.from == Side::Customer && message.at <= upto && message.stage < Stage::Read
        }) {
            message.stage = Stage::Read;
            message.history.push((Stage::Read, now));
        }
        if typing {
            thread.typing_until = now + 25_000;
        }
        key(&number.id, &customer)
    };
    app.touch(&thread_key);
    Ok(Answer::success())
}

fn deliver(
    app: &Arc<App>,
    call: &Call,
    number: &Number,
    outbound: &Outbound,
) -> Result<Answer, GraphError> {
    let now = app.now();
    let mut world = app.world();
    ready(number)?;
    let customer = resolve(&mut world, number, &outbound.to)?;
    let Content {
        rendered,
        template,
        late,
        links,
    } = content(&world, number, outbound, now)?;
    let window_open = world.thread(&number.id, &customer.id).window_open(now);
    limits(app, &world, number, &customer, now)?;
    if template.is_none() && !window_open && world.settings.window_refusal == WindowRefusal::AtOnce
    {
        return Err(GraphError::of_code(131_047));
    }
    let marketing = template
        .as_ref()
        .is_some_and(|(_, category)| category == "MARKETING");
    let wrong_identity = number.checks_identity()
        && outbound
            .identity_hash
            .as_ref()
            .is_some_and(|hash| *hash != customer.identity_hash());
    let problems = [
        reaction_problem(&world, outbound, now),
        wrong_identity.then_some(137_000),
        (marketing
            && customer
                .marketing_stopped
                .contains(&world.business_of(&number.id)))
        .then_some(131_050),
        (!customer.on_whatsapp).then_some(131_026),
        (template.is_none() && !window_open).then_some(131_047),
        late,
    ];
    let fate = problems
        .into_iter()
        .flatten()
        .next()
        .map_or(Fate::Normal, Fate::Fail);
    let accepted = Accepted {
        number_id: &number.id,
        customer: &customer,
        outbound,
        rendered,
        template,
        body: Value::Object(
            call.params
                .iter()
                .filter(|(name, _)| *name != "access_token")
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
        ),
    };
    let wamid = flow::accept(&mut world, accepted, now);
    let business = world.business_of(&number.id);
    drop(world);
    app.touch(&key(&number.id, &customer.id));
    let (fate, held) = planned(call, fate);
    flow::life(app, wamid.clone(), fate, links);
    let contact = match &outbound.to {
        Recipient::Phone { input, .. } => json!({"input": input, "wa_id": customer.wa_id}),
        Recipient::UserId(input) => json!({"input": input, "user_id": customer.bsuid(&business)}),
    };
    let mut message = json!({"id": wamid});
    if held {
        message["message_status"] = json!("held_for_quality_assessment");
    } else if outbound.kind == "template" {
        message["message_status"] = json!("accepted");
    }
    Ok(Answer::Json(
        json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]}),
        Some(number.waba_id.clone()),
    ))
}

/// What the fault of this call makes of the message's fate, and whether it is held.
fn planned(call: &Call, fate: Fate) -> (Fate, bool) {
    let Some(rule) = &call.fault else {
        return (fate, false);
    };
    match rule.kind {
        Kind::HeldForQuality => (Fate::Held(rule.delay_ms.unwrap_or(2_000), rule.code), true),
        Kind::NoStatus => (Fate::Silent, false),
        Kind::LateFailed => (Fate::FailAfterSent(rule.code.unwrap_or(131_026)), false),
        _ => (fate, false),
    }
}

fn ready(number: &Number) -> Result<(), GraphError> {
    match number.status.as_str() {
        "CONNECTED" | "FLAGGED" => Ok(()),
        "RESTRICTED" | "BANNED" => Err(GraphError::of_code(131_031)),
        _ => Err(GraphError::of_code(133_010)),
    }
}

/// The person behind the recipient. A number without a country code gets the business's own.
fn resolve(world: &mut World, number: &Number, to: &Recipient) -> Result<Customer, GraphError> {
    let business = world.business_of(&number.id);
    let digits = match to {
        Recipient::UserId(id) => {
            return world
                .customer_by_bsuid(id, &business)
                .cloned()
                .ok_or_else(|| {
                    GraphError::messaging(131_026, "No such user id in this portfolio.")
                });
        }
        Recipient::Phone { input, digits } => match digits.strip_prefix('0') {
            Some(local) if !input.starts_with('+') => {
                format!("{}{local}", number.country_code())
            }
            _ => digits.clone(),
        },
    };
    if digits == number.digits() {
        return Err(GraphError::of_code(131_021));
    }
    if number
        .allowed_recipients
        .as_ref()
        .is_some_and(|allowed| !allowed.contains(&digits))
    {
        return Err(GraphError::of_code(131_030));
    }
    if number.blocked_users.contains(&digits) {
        return Err(GraphError::of_code(130_403));
    }
    if let Some(known) = world.customer_by_phone(&digits) {
        return Ok(known.clone());
    }
    let on_whatsapp = world.settings.create_recipients;
    let id = world.plant_customer(crate::config::SeedCustomer {
        wa_id: Some(digits),
        on_whatsapp,
        ..crate::config::SeedCustomer::default()
    });
    world
        .customers
        .get(&id)
        .cloned()
        .ok_or_else(|| GraphError::of_code(131_000))
}

/// What a message shows, and what may go wrong with it later.
#[derive(Default)]
struct Content {
    rendered: Option<Value>,
    /// Template id and category.
    template: Option<(String, String)>,
    /// A code with which the message fails later.
    late: Option<i64>,
    /// Kind and address of linked media.
    links: Vec<(String, String)>,
}

/// Renders a template and checks media.
fn content(
    world: &World,
    number: &Number,
    outbound: &Outbound,
    now: Millis,
) -> Result<Content, GraphError> {
    if outbound.kind != "template" {
        return Ok(Content {
            late: media_problem(world, number, &outbound.media, now)?,
            links: links_of(&outbound.media),
            ..Content::default()
        });
    }
    let name = outbound.content["name"].as_str().unwrap_or_default();
    let language = outbound.content["language"]["code"]
        .as_str()
        .unwrap_or_default();
    let template = world
        .template_named(&number.waba_id, name, language)
        .filter(|found| {
            !["PENDING", "REJECTED", "DELETED", "PENDING_DELETION"].contains(&found.status.as_str())
        });
    let Some(template) = template else {
        return Err(GraphError::messaging(
            132_001,
            format!("template name ({name}) does not exist in {language}"),
        ));
    };
    usable(template)?;
    if template.category == "AUTHENTICATION" && matches!(outbound.to, Recipient::UserId(_)) {
        return Err(GraphError::of_code(131_062));
    }
    let empty = Vec::new();
    let components = outbound.content["components"].as_array().unwrap_or(&empty);
    let (rendered, media) = check::fill(template, components)?;
    let late = media_problem(world, number, &media, now)?;
    Ok(Content {
        rendered: Some(rendered),
        template: Some((template.id.clone(), template.category.clone())),
        late,
        links: links_of(&media),
    })
}

fn links_of(media: &[MediaRef]) -> Vec<(String, String)> {
    media
        .iter()
        .filter_map(|media| match &media.at {
            MediaAt::Link(link) => Some((media.kind.clone(), link.clone())),
            MediaAt::Id(_) => None,
        })
        .collect()
}

fn usable(template: &Template) -> Result<(), GraphError> {
    match template.status.as_str() {
        "PAUSED" => Err(GraphError::of_code(132_015)),
        "DISABLED" => Err(GraphError::of_code(132_016)),
        _ => Ok(()),
    }
}

/// Unknown ids are refused at once; files that do not fit fail later with 131053.
fn media_problem(
    world: &World,
    number: &Number,
    refs: &[MediaRef],
    now: Millis,
) -> Result<Option<i64>, GraphError> {
    for media in refs {
        let MediaAt::Id(id) = &media.at else { continue };
        let found = world.media.get(id).filter(|file| {
            !file.from_customer && file.waba_id == number.waba_id && now < file.expires_at
        });
        let Some(file) = found else {
            return Err(GraphError::param(format!(
                "Param {}['id'] is not a valid whatsapp business account media attachment ID",
                media.kind
            )));
        };
        let wrong_voice = media.voice && !file.mime.starts_with("audio/ogg");
        if wrong_voice || !super::media::fits(&media.kind, &file.mime, &file.bytes) {
            return Ok(Some(131_053));
        }
    }
    Ok(None)
}

fn limits(
    app: &App,
    world: &World,
    number: &Number,
    customer: &Customer,
    now: Millis,
) -> Result<(), GraphError> {
    let settings = &world.settings;
    let per_number = Rate {
        burst: settings.number_per_second,
        interval_ms: 1000_u64
            .checked_div(settings.number_per_second)
            .unwrap_or(1)
            .max(1),
    };
    let per_pair = Rate {
        burst: settings.pair_burst,
        interval_ms: settings.pair_interval_ms,
    };
    if !lock(&app.number_limits).take(&number.id, per_number, now) {
        return Err(GraphError::of_code(130_429));
    }
    if !lock(&app.pair_limits).take(&key(&number.id, &customer.id), per_pair, now) {
        return Err(GraphError::of_code(131_056));
    }
    Ok(())
}

/// A reaction to something old, deleted or unknown fails later.
fn reaction_problem(world: &World, outbound: &Outbound, now: Millis) -> Option<i64> {
    if outbound.kind != "reaction" {
        return None;
    }
    let target = outbound.content["message_id"]
        .as_str()
        .and_then(|id| world.locate(id));
    let fine = target.is_some_and(|(_, message)| {
        !message.deleted && message.kind != "reaction" && now - message.at <= 30 * 24 * 3_600_000
    });
    (!fine).then_some(131_009)
}
