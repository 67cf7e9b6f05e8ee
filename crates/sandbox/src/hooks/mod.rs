//! Webhooks on their way out: a queue by due time, batches, retries.

mod batch;
mod dispatch;
mod retry;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::seq::SliceRandom as _;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

pub(crate) use dispatch::{Anew, deliver_raw, raw_update, run};

use crate::app::{App, lock};
use crate::clock::Millis;
use crate::faults::{Kind, Place, Rule, Subject};
use crate::world::World;

/// Whose webhooks and calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Platform {
    /// WhatsApp.
    #[default]
    WhatsApp,
    /// Instagram: an app with a secret and a callback of its own.
    Instagram,
}

impl Platform {
    /// Whose call it is by its path, and the path below.
    pub(crate) fn of(path: &str) -> (Self, &str) {
        match path.strip_prefix("/instagram") {
            Some(below) if below.starts_with('/') => (Self::Instagram, below),
            _ => (Self::WhatsApp, path),
        }
    }

    /// What signs its webhooks.
    pub(crate) fn secret(self, app: &App) -> &str {
        match self {
            Self::WhatsApp => &app.config.app_secret,
            Self::Instagram => app
                .config
                .instagram
                .as_ref()
                .map_or("", |played| &played.app_secret),
        }
    }

    /// Where they go when nothing else is said.
    pub(crate) fn callback(self, app: &App, world: &World) -> String {
        match self {
            Self::WhatsApp => world
                .callback
                .clone()
                .unwrap_or_else(|| app.config.callback_url.clone()),
            Self::Instagram => app
                .config
                .instagram
                .as_ref()
                .map(|played| played.callback_url.clone())
                .unwrap_or_default(),
        }
    }
}

/// One change that Meta would report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Update {
    pub(crate) platform: Platform,
    /// The account: for Instagram the professional account.
    pub(crate) waba_id: String,
    /// Empty for fields of the account.
    pub(crate) number_id: String,
    pub(crate) field: String,
    pub(crate) value: Value,
    /// `message`, a status, or empty.
    pub(crate) event: String,
    /// The person's message that gets its second tick when the webhook was taken.
    pub(crate) wamid: Option<String>,
    /// For `entry.time` of account fields.
    pub(crate) at: Millis,
    /// A fault that makes this update travel alone.
    pub(crate) trick: Option<Rule>,
}

struct Due {
    at: Instant,
    seq: u64,
    update: Update,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.seq) == (other.at, other.seq)
    }
}
impl Eq for Due {}
impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.seq).cmp(&(other.at, other.seq))
    }
}

#[derive(Default)]
struct Queue {
    seq: u64,
    heap: BinaryHeap<Reverse<Due>>,
}

/// The queue of updates and the limit of POSTs in flight.
pub(crate) struct Hooks {
    queue: Mutex<Queue>,
    wake: Notify,
    slots: Arc<Semaphore>,
}

impl Hooks {
    /// An empty queue with room for this many POSTs at once.
    pub(crate) fn new(concurrency: usize) -> Self {
        Self {
            queue: Mutex::default(),
            wake: Notify::new(),
            slots: Arc::new(Semaphore::new(concurrency)),
        }
    }

    fn push(&self, update: Update, after: Duration) {
        let mut queue = lock(&self.queue);
        queue.seq += 1;
        let due = Due {
            at: Instant::now() + after,
            seq: queue.seq,
            update,
        };
        queue.heap.push(Reverse(due));
        drop(queue);
        self.wake.notify_one();
    }

    /// How many updates wait.
    pub(crate) fn waiting(&self) -> usize {
        lock(&self.queue).heap.len()
    }

    /// Lets the dispatcher look again, after settings changed.
    pub(crate) fn nudge(&self) {
        self.wake.notify_one();
    }

    /// Forgets all that wait.
    pub(crate) fn clear(&self) {
        lock(&self.queue).heap.clear();
    }

    /// Makes everything due now, in its order or shuffled.
    pub(crate) fn release(&self, shuffle: bool) {
        let mut queue = lock(&self.queue);
        let now = Instant::now();
        let mut all: Vec<Due> = std::mem::take(&mut queue.heap)
            .into_sorted_vec()
            .into_iter()
            .map(|due| due.0)
            .collect();
        all.reverse();
        if shuffle {
            all.shuffle(&mut rand::rng());
        }
        for (at, mut due) in (0_u64..).zip(all) {
            due.at = now;
            due.seq = at;
            queue.heap.push(Reverse(due));
        }
        drop(queue);
        self.wake.notify_one();
    }
}

/// Puts an update on its way, after the faults had their say.
pub(crate) fn enqueue(app: &App, mut update: Update) {
    let subscribed = {
        let world = app.world();
        match update.platform {
            Platform::WhatsApp => world
                .wabas
                .get(&update.waba_id)
                .is_none_or(|waba| waba.subscribed),
            Platform::Instagram => world
                .instagram
                .accounts
                .get(&update.waba_id)
                .is_some_and(|account| account.subscribed.contains(&update.field)),
        }
    };
    if !subscribed {
        tracing::debug!(
            waba = update.waba_id,
            "webhook not sent: the app is not subscribed"
        );
        return;
    }
    let subject = Subject {
        phone_number_id: &update.number_id,
        waba_id: &update.waba_id,
        field: &update.field,
        event: &update.event,
        ..Subject::default()
    };
    let mut after = Duration::ZERO;
    if let Some(rule) = app.fault(Place::Webhook, &subject) {
        match rule.kind {
            Kind::Delay | Kind::Reorder => {
                after = Duration::from_millis(rule.delay_ms.unwrap_or(500));
            }
            _ => update.trick = Some(rule),
        }
    }
    app.hooks.push(update, after);
}
