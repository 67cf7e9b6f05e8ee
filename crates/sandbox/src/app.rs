//! What all parts of the sandbox share.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use serde::Serialize;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::Instant;

use crate::clock::{Clock, Millis};
use crate::config::Config;
use crate::faults::{self, Place, Rule, Subject};
use crate::flow::Load;
use crate::hooks::Hooks;
use crate::limits::Buckets;
use crate::log::Logs;
use crate::world::World;

/// How long an open phone page counts as open after it was last heard of.
const PRESENCE: Duration = Duration::from_secs(12);

/// A change that phone pages want to know of.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Live {
    pub(crate) thread: String,
}

/// The running sandbox.
pub(crate) struct App {
    pub(crate) config: Config,
    /// Where this sandbox is reached, without a slash at the end.
    pub(crate) base: String,
    pub(crate) clock: Clock,
    pub(crate) hooks: Hooks,
    pub(crate) live: broadcast::Sender<Live>,
    pub(crate) http: reqwest::Client,
    pub(crate) stop: watch::Receiver<bool>,
    pub(crate) save: Notify,
    pub(crate) number_limits: Mutex<Buckets>,
    pub(crate) pair_limits: Mutex<Buckets>,
    dirty: AtomicBool,
    world: Mutex<World>,
    logs: Mutex<Logs>,
    rng: Mutex<StdRng>,
    presence: Mutex<HashMap<String, Instant>>,
    /// The load that runs, or ran last.
    pub(crate) load: Mutex<Load>,
}

impl App {
    /// Puts the parts together.
    pub(crate) fn new(
        config: Config,
        base: String,
        world: World,
        http: reqwest::Client,
        stop: watch::Receiver<bool>,
    ) -> Self {
        let clock = Clock::new(config.clock.clone());
        clock.set_offset(world.offset_ms);
        let hooks = Hooks::new(world.settings.concurrency.max(1));
        Self {
            config,
            base,
            clock,
            hooks,
            live: broadcast::channel(256).0,
            http,
            stop,
            save: Notify::new(),
            number_limits: Mutex::default(),
            pair_limits: Mutex::default(),
            dirty: AtomicBool::new(true),
            world: Mutex::new(world),
            logs: Mutex::default(),
            rng: Mutex::new(StdRng::seed_from_u64(7)),
            presence: Mutex::default(),
            load: Mutex::default(),
        }
    }

    /// Sandbox time now.
    pub(crate) fn now(&self) -> Millis {
        self.clock.now()
    }

    /// The state. Held for short, never across an await.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    /// The logs of requests and deliveries.
    pub(crate) fn logs(&self) -> MutexGuard<'_, Logs> {
        lock(&self.logs)
    }

    /// Says that the state changed, and to open pages in which thread.
    pub(crate) fn touch(&self, thread: &str) {
        self.dirty.store(true, Ordering::Relaxed);
        self.save.notify_one();
        // Nobody listening is fine.
        let _ = self.live.send(Live {
            thread: thread.to_owned(),
        });
    }

    /// Whether the state changed since the last call.
    pub(crate) fn take_dirty(&self) -> bool {
        self.dirty.swap(false, Ordering::Relaxed)
    }

    /// Picks the fault for a call or a webhook, if any.
    pub(crate) fn fault(&self, place: Place, subject: &Subject<'_>) -> Option<Rule> {
        let mut world = self.world();
        if world.faults.is_empty() {
            return None;
        }
        faults::pick(&mut world.faults, place, subject, &mut lock(&self.rng))
    }

    /// True with this probability.
    pub(crate) fn chance(&self, probability: f64) -> bool {
        probability > 0.0 && rand::Rng::random::<f64>(&mut *lock(&self.rng)) < probability
    }

    /// Notes that a phone page shows this thread.
    pub(crate) fn showing(&self, thread: &str) {
        lock(&self.presence).insert(thread.to_owned(), Instant::now());
    }

    /// Notes that the page was closed.
    pub(crate) fn hidden(&self, thread: &str) {
        lock(&self.presence).remove(thread);
    }

    /// Whether a phone page shows this thread now.
    pub(crate) fn is_showing(&self, thread: &str) -> bool {
        lock(&self.presence)
            .get(thread)
            .is_some_and(|seen| seen.elapsed() < PRESENCE)
    }

    /// Whether any phone page of this person is open.
    pub(crate) fn phone_open(&self, customer: &str) -> bool {
        let suffix = format!("|{customer}");
        lock(&self.presence)
            .iter()
            .any(|(key, seen)| key.ends_with(&suffix) && seen.elapsed() < PRESENCE)
    }
}

/// A lock that outlives a panic of another holder.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
