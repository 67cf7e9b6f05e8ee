//! What the phone page needs: who is there, a thread, changes as they come.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{Stream, unfold};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::{Done, Refusal, customers};
use crate::app::App;
use crate::flow;
use crate::world::{Customer, Message, Side, Stage, World, key};

/// Most people that the page lists.
const PEOPLE: usize = 40;

/// Where the page looks.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Look {
    number: String,
    customer: String,
}

/// The people to list: whom the page shows, then who spoke last, then who came first.
fn listed<'a>(world: &'a World, look: &Look) -> Vec<&'a Customer> {
    let mut spoke: HashMap<&str, i64> = HashMap::new();
    for thread in world.threads.values() {
        let at = thread.messages.last().map_or(0, |message| message.at);
        let latest = spoke.entry(thread.customer.as_str()).or_default();
        *latest = at.max(*latest);
    }
    let mut people: Vec<&Customer> = world.customers.values().collect();
    people.sort_by_key(|person| {
        (
            person.id != look.customer,
            Reverse(spoke.get(person.id.as_str()).copied().unwrap_or_default()),
            person.rank,
        )
    });
    people.truncate(PEOPLE);
    people.sort_by_key(|person| person.rank);
    people
}

/// `GET /_sandbox/phone?number=&customer=`: numbers, people and their threads in short.
pub(super) async fn overview(State(app): State<Arc<App>>, Query(look): Query<Look>) -> Done {
    let world = app.world();
    let business = world.business_of(&look.number);
    let people = listed(&world, &look);
    let numbers: Vec<Value> = world
        .numbers
        .values()
        .map(|number| json!({"id": number.id, "display": number.display, "name": number.verified_name, "status": number.status}))
        .collect();
    let shown: Vec<Value> = people
        .iter()
        .map(|person| customers::shown(person, &business))
        .collect();
    let handles: HashSet<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let threads: Vec<Value> = world
        .threads
        .values()
        .filter(|thread| handles.contains(thread.customer.as_str()))
        .map(|thread| {
            let unread = thread
                .messages
                .iter()
                .filter(|message| message.from == Side::Business && message.stage == Stage::Delivered)
                .count();
            let last = thread.messages.iter().rev().find(|message| visible(message) && message.kind != "reaction");
            json!({"number": thread.number_id, "customer": thread.customer, "unread": unread,
                "at": last.map(|message| message.at), "last": last.map(preview), "blocked": thread.blocked})
        })
        .collect();
    Ok(Json(
        json!({"now": app.now(), "instagram": app.config.instagram.is_some(), "numbers": numbers, "customers": shown, "threads": threads}),
    ))
}

/// Whether the person can see the message on the phone.
fn visible(message: &Message) -> bool {
    message.from == Side::Customer || matches!(message.stage, Stage::Delivered | Stage::Read)
}

fn preview(message: &Message) -> Value {
    let text = match message.kind.as_str() {
        "text" => message.content["body"].as_str().map(str::to_owned),
        "template" => message
            .rendered
            .as_ref()
            .and_then(|rendered| rendered["body"].as_str())
            .map(str::to_owned),
        "interactive" => ["body", "button_reply", "list_reply"]
            .iter()
            .find_map(|part| {
                message.content[*part]["text"]
                    .as_str()
                    .or_else(|| message.content[*part]["title"].as_str())
            })
            .map(str::to_owned),
        "button" => message.content["text"].as_str().map(str::to_owned),
        _ => message.content["caption"].as_str().map(str::to_owned),
    };
    let short = text.map(|text| text.chars().take(80).collect::<String>());
    json!({"type": message.kind, "text": if message.deleted { None } else { short }, "from": message.from, "deleted": message.deleted})
}

/// One thread.
#[derive(Deserialize)]
pub(super) struct Which {
    number: String,
    customer: String,
}

/// `GET /_sandbox/phone/thread?number=&customer=`.
pub(super) async fn thread(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Done {
    let now = app.now();
    let world = app.world();
    if !world.numbers.contains_key(&which.number) || !world.customers.contains_key(&which.customer)
    {
        return Err(Refusal::absent("such person or number"));
    }
    let Some(thread) = world.threads.get(&key(&which.number, &which.customer)) else {
        return Ok(Json(
            json!({"messages": [], "blocked": false, "typing": false}),
        ));
    };
    let messages: Vec<Value> = thread
        .messages
        .iter()
        .filter(|message| visible(message))
        .map(|message| json!({
            "id": message.id, "from": message.from, "at": message.at, "type": message.kind,
            "content": message.content, "rendered": message.rendered, "reply_to": message.reply_to,
            "stage": message.stage, "deleted": message.deleted, "edited": message.edited, "fetched": message.fetched,
        }))
        .collect();
    Ok(Json(
        json!({"messages": messages, "blocked": thread.blocked, "typing": now < thread.typing_until,
        "window_open": thread.window_open(now)}),
    ))
}

/// `POST /_sandbox/phone/seen`: the page shows this thread. Also the sign of life of the page.
pub(super) async fn seen(State(app): State<Arc<App>>, Json(which): Json<Which>) -> Done {
    app.showing(&key(&which.number, &which.customer));
    flow::seen(&app, &which.number, &which.customer);
    Ok(Json(json!({"ok": true})))
}

/// `POST /_sandbox/phone/hidden`: the page shows it no more.
pub(super) async fn hidden(State(app): State<Arc<App>>, Json(which): Json<Which>) -> Done {
    app.hidden(&key(&which.number, &which.customer));
    Ok(Json(json!({"ok": true})))
}

/// `GET /_sandbox/events`: which thread changed, as server-sent events.
pub(super) async fn events(
    State(app): State<Arc<App>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let start = (app.live.subscribe(), app.stop.clone());
    let stream = unfold(start, |(mut changes, mut stop)| async move {
        loop {
            let change = tokio::select! {
                _ = stop.wait_for(|stopped| *stopped) => return None,
                change = changes.recv() => change,
            };
            match change {
                Ok(live) => {
                    let event = Event::default().json_data(&live).unwrap_or_default();
                    return Some((Ok(event), (changes, stop)));
                }
                // Too slow: the page reloads what it shows anyway.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(10)))
}
