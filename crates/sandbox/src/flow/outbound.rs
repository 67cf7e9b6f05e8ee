//! The life of a message from the business: accepted, sent, delivered, read, or failed.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::{advance, links};
use crate::app::App;
use crate::check::{Outbound, Recipient};
use crate::clock::Millis;
use crate::ids::{self, Direction};
use crate::pricing::{Facts, pricing};
use crate::world::{Customer, Message, SendRecord, Side, Stage, World, key};

const DAY: Millis = 24 * 3_600_000;

/// What will become of an accepted message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Sent, delivered, read.
    #[default]
    Normal,
    /// Fails without being sent.
    Fail(i64),
    /// Sent, then fails.
    FailAfterSent(i64),
    /// Waits; then goes on, or fails with the code.
    Held(u64, Option<i64>),
    /// Nothing is ever reported.
    Silent,
}

/// The parts of an accepted message that the check made.
pub(crate) struct Accepted<'a> {
    pub(crate) number_id: &'a str,
    pub(crate) customer: &'a Customer,
    pub(crate) outbound: &'a Outbound,
    pub(crate) rendered: Option<Value>,
    /// Template id and category.
    pub(crate) template: Option<(String, String)>,
    pub(crate) body: Value,
}

/// Writes an accepted message into its thread. Answers its wamid.
pub(crate) fn accept(world: &mut World, accepted: Accepted<'_>, now: Millis) -> String {
    let outbound = accepted.outbound;
    let business = world.business_of(accepted.number_id);
    let user_id = accepted.customer.bsuid(&business);
    let (user, by_phone, input) = match &outbound.to {
        Recipient::Phone { input, .. } => (
            accepted
                .customer
                .wa_id
                .clone()
                .unwrap_or_else(|| user_id.clone()),
            true,
            input.clone(),
        ),
        Recipient::UserId(id) => (
            accepted.customer.visible_phone().unwrap_or(id).to_owned(),
            false,
            id.clone(),
        ),
    };
    let wamid = ids::wamid(&user, Direction::Outbound);
    let waba_id = world
        .numbers
        .get(accepted.number_id)
        .map(|number| number.waba_id.clone())
        .unwrap_or_default();
    let thread = world.thread(accepted.number_id, &accepted.customer.id);
    let window_open = thread.window_open(now);
    if let Some(referred) = thread.referred_at.take_if(|at| now - *at < DAY) {
        thread.free_entry_until = Some(referred + 3 * DAY);
    }
    thread.typing_until = 0;
    let category = accepted
        .template
        .as_ref()
        .map_or_else(|| "service".to_owned(), |(_, name)| name.to_lowercase());
    let price = pricing(Facts {
        category: &category,
        window_open,
        free_entry: thread.free_entry_until.is_some_and(|until| now < until),
        at: now,
    });
    world.push(
        accepted.number_id,
        &accepted.customer.id,
        Message {
            id: wamid.clone(),
            from: Side::Business,
            at: now,
            kind: outbound.kind.clone(),
            content: outbound.content.clone(),
            rendered: accepted.rendered,
            reply_to: outbound.reply_to.clone(),
            opaque: outbound.opaque.clone(),
            by_phone,
            pricing: Some(price),
            template_id: accepted.template.map(|(id, _)| id),
            ..Message::default()
        },
    );
    world.record_send(SendRecord {
        at: now,
        wamid: wamid.clone(),
        phone_number_id: accepted.number_id.to_owned(),
        waba_id,
        customer: accepted.customer.id.clone(),
        input,
        kind: outbound.kind.clone(),
        biz_opaque_callback_data: outbound.opaque.clone(),
        window_open,
        body: accepted.body,
    });
    wamid
}

/// Lets an accepted message live on by itself. `links` are the kinds and addresses of linked media.
pub(crate) fn life(app: &Arc<App>, wamid: String, fate: Fate, links: Vec<(String, String)>) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let mut stop = app.stop.clone();
        let live = async {
            let fetched = links::fetch(&app, &wamid, &links).await;
            let fate = if fate == Fate::Normal && !fetched {
                Fate::Fail(131_053)
            } else {
                fate
            };
            live(&app, &wamid, fate).await;
        };
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => {}
            () = live => {}
        }
    });
}

/// Takes up the messages that a restart, or a time of delivery by hand, left behind.
pub(crate) fn resume(app: &Arc<App>) {
    let pending: Vec<String> = app
        .world()
        .threads
        .values()
        .flat_map(|thread| &thread.messages)
        .filter(|message| {
            message.from == Side::Business && message.stage < Stage::Delivered && !message.silent
        })
        .map(|message| message.id.clone())
        .collect();
    for wamid in pending {
        life(app, wamid, Fate::Normal, Vec::new());
    }
}

async fn live(app: &App, wamid: &str, fate: Fate) {
    let (sent, delivered) = {
        let settings = &app.world().settings;
        (
            settings.sent_ms,
            settings.delivered_ms.saturating_sub(settings.sent_ms),
        )
    };
    wait(sent).await;
    if fate == Fate::Normal && by_hand(app) {
        return;
    }
    match fate {
        Fate::Normal => {}
        Fate::Silent => {
            if let Some(message) = app.world().message_mut(wamid) {
                message.silent = true;
            }
            return;
        }
        Fate::Fail(code) => {
            advance(app, wamid, Stage::Failed, Some(code));
            return;
        }
        Fate::FailAfterSent(code) => {
            advance(app, wamid, Stage::Sent, None);
            wait(delivered).await;
            advance(app, wamid, Stage::Failed, Some(code));
            return;
        }
        Fate::Held(pause, code) => {
            wait(pause).await;
            if let Some(code) = code {
                advance(app, wamid, Stage::Failed, Some(code));
                return;
            }
        }
    }
    advance(app, wamid, Stage::Sent, None);
    wait(delivered).await;
    if !by_hand(app) {
        arrive(app, wamid).await;
    }
}

/// Whether messages move only when somebody moves them.
fn by_hand(app: &App) -> bool {
    app.world().settings.by_hand
}

async fn wait(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

/// What the phone does with a message that reaches it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about one phone"
)]
struct Arrival {
    reachable: bool,
    reaction: bool,
    customer: String,
    thread: String,
    receipts: bool,
    auto_read: bool,
    skip_delivered: f64,
    read_ms: u64,
}

fn arrival(app: &App, wamid: &str) -> Option<Arrival> {
    let world = app.world();
    let (thread, message) = world.locate(wamid)?;
    let customer = world.customers.get(&thread.customer)?;
    Some(Arrival {
        reachable: !customer.airplane && !thread.blocked && customer.on_whatsapp,
        reaction: message.kind == "reaction",
        customer: customer.id.clone(),
        thread: key(&thread.number_id, &customer.id),
        receipts: !customer.receipts_off,
        auto_read: world.settings.auto_read,
        skip_delivered: world.settings.skip_delivered,
        read_ms: world.settings.read_ms,
    })
}

async fn arrive(app: &App, wamid: &str) {
    let Some(here) = arrival(app, wamid) else {
        return;
    };
    // Reactions of a business are reported as sent only.
    if !here.reachable || here.reaction {
        return;
    }
    let showing = app.is_showing(&here.thread);
    let reads = here.receipts && (showing || (here.auto_read && !app.phone_open(&here.customer)));
    if reads && app.chance(here.skip_delivered) {
        advance(app, wamid, Stage::Read, None);
        return;
    }
    advance(app, wamid, Stage::Delivered, None);
    if reads {
        wait(if showing { 350 } else { here.read_ms }).await;
        if arrival(app, wamid).is_some_and(|still| still.reachable && still.receipts) {
            advance(app, wamid, Stage::Read, None);
        }
    }
}

/// The phone is back: everything that waited arrives.
pub(crate) fn deliver_waiting(app: &Arc<App>, customer: &str) {
    if by_hand(app) {
        return;
    }
    let waiting: Vec<String> = app
        .world()
        .threads
        .values()
        .filter(|thread| thread.customer == customer)
        .flat_map(|thread| &thread.messages)
        .filter(|message| {
            message.from == Side::Business && message.stage == Stage::Sent && !message.silent
        })
        .map(|message| message.id.clone())
        .collect();
    for wamid in waiting {
        let app = Arc::clone(app);
        tokio::spawn(async move { arrive(&app, &wamid).await });
    }
}

/// The person looks at the thread: what was delivered is read.
pub(crate) fn seen(app: &App, number_id: &str, customer: &str) {
    let unread: Vec<String> = {
        let world = app.world();
        if world.settings.by_hand {
            return;
        }
        if world
            .customers
            .get(customer)
            .is_none_or(|person| person.receipts_off || person.airplane)
        {
            return;
        }
        let Some(thread) = world.threads.get(&key(number_id, customer)) else {
            return;
        };
        thread
            .messages
            .iter()
            .filter(|message| message.from == Side::Business && message.stage == Stage::Delivered)
            .map(|message| message.id.clone())
            .collect()
    };
    for wamid in unread {
        advance(app, &wamid, Stage::Read, None);
    }
}
