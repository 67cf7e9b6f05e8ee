//! Load: people of its own who write at an even pace, bounded in number, pace and time.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::task::AbortHandle;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{Inbound, receive};
use crate::app::{App, lock};
use crate::config::SeedCustomer;

/// Most new conversations of one load.
const PEOPLE_MAX: usize = 10_000;
/// Most messages in a second.
const PACE_MAX: u64 = 100;
/// Longest time of writing after the first messages.
const SECONDS_MAX: u64 = 60;

const FIRST: [&str; 12] = [
    "Adi", "Ayu", "Bagus", "Citra", "Dewi", "Eko", "Fitri", "Gilang", "Hana", "Indra", "Joko",
    "Kartika",
];
const WORDS: [&str; 6] = [
    "Halo, apakah jaket biru ukuran M masih ada?",
    "Berapa ongkos kirim ke Bandung?",
    "Jam buka toko hari Minggu?",
    "Hi, how much is the tent for two people?",
    "Bisa tukar ukuran?",
    "Kak, bayarnya lewat apa?",
];

/// What load is wished.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoadWish {
    phone_number_id: String,
    /// New people; each writes once.
    #[serde(default)]
    conversations: usize,
    /// Messages a second.
    per_second: u64,
    /// How long people go on writing after that.
    #[serde(default)]
    seconds: u64,
}

/// How far it is.
#[derive(Clone, Debug, Serialize)]
struct Progress {
    running: bool,
    planned: u64,
    written: u64,
    refused: u64,
    people: usize,
    per_second: u64,
    took_ms: u64,
}

/// The load that runs, or ran last.
#[derive(Debug, Default)]
pub(crate) struct Load {
    task: Option<AbortHandle>,
    progress: Option<Progress>,
}

impl Load {
    /// As the control API shows it; null before the first.
    pub(crate) fn shown(&self) -> Value {
        json!(self.progress)
    }
}

/// Begins, unless one runs already or the wish is too large.
pub(crate) fn start(app: &Arc<App>, wish: LoadWish) -> Result<(), String> {
    if wish.conversations > PEOPLE_MAX || wish.seconds > SECONDS_MAX {
        return Err(format!(
            "at most {PEOPLE_MAX} conversations and {SECONDS_MAX} seconds"
        ));
    }
    if !(1..=PACE_MAX).contains(&wish.per_second) {
        return Err(format!("from 1 to {PACE_MAX} messages a second"));
    }
    let made = u64::try_from(wish.conversations).unwrap_or(u64::MAX);
    let planned = made + wish.per_second * wish.seconds;
    if planned == 0 {
        return Err("nothing would be written".to_owned());
    }
    if !app.world().numbers.contains_key(&wish.phone_number_id) {
        return Err(format!("there is no number {}", wish.phone_number_id));
    }
    let mut load = lock(&app.load);
    if load.progress.as_ref().is_some_and(|one| one.running) {
        return Err("a load runs already; stop it first".to_owned());
    }
    load.progress = Some(Progress {
        running: true,
        planned,
        written: 0,
        refused: 0,
        people: 0,
        per_second: wish.per_second,
        took_ms: 0,
    });
    let app = Arc::clone(app);
    let task = tokio::spawn(async move {
        let mut ended = app.stop.clone();
        tokio::select! {
            () = run(&app, &wish, planned) => {}
            _ = ended.wait_for(|stopped| *stopped) => {}
        }
        note(&app, |progress| progress.running = false);
    });
    load.task = Some(task.abort_handle());
    Ok(())
}

/// Ends what runs.
pub(crate) fn stop(app: &App) {
    let mut load = lock(&app.load);
    if let Some(task) = load.task.take() {
        task.abort();
    }
    if let Some(progress) = &mut load.progress {
        progress.running = false;
    }
}

fn note(app: &App, change: impl FnOnce(&mut Progress)) {
    if let Some(progress) = &mut lock(&app.load).progress {
        change(progress);
    }
}

async fn run(app: &App, wish: &LoadWish, planned: u64) {
    let begun = Instant::now();
    let mut pace = interval(Duration::from_micros(1_000_000 / wish.per_second));
    // A moment of sleep is made up for.
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut people: Vec<String> = Vec::new();
    for (turn, at) in (0..planned).zip((0..usize::MAX).cycle()) {
        pace.tick().await;
        let who = if people.len() < wish.conversations.max(1) {
            let id = newcomer(app, at);
            people.push(id.clone());
            id
        } else {
            people.get(at % people.len()).cloned().unwrap_or_default()
        };
        let text = WORDS.get(at % WORDS.len()).copied().unwrap_or_default();
        let mut inbound = Inbound {
            phone_number_id: wish.phone_number_id.clone(),
            customer: who,
            ..Inbound::default()
        };
        inbound.rest.insert("text".to_owned(), json!(text));
        let taken = receive(app, inbound).is_ok();
        note(app, |progress| {
            progress.written = turn + 1;
            progress.refused += u64::from(!taken);
            progress.people = people.len();
            progress.took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        });
    }
}

fn newcomer(app: &App, at: usize) -> String {
    let mut world = app.world();
    let number = world.customers.len() + 1;
    let first = FIRST.get(at % FIRST.len()).copied().unwrap_or_default();
    world.plant_customer(SeedCustomer {
        name: format!("{first} {number} (load)"),
        ..SeedCustomer::default()
    })
}
