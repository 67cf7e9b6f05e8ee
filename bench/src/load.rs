//! Load: a closed loop in which every connection waits for its answer, and an open loop that keeps its rate whatever
//! the server does. Latency of the open loop counts from the moment a request was due, not from when it could leave,
//! so that a stalled server is not flattered by requests that were never sent.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use tokio::sync::{Mutex, mpsc};
use tokio::task::LocalSet;

use crate::figures::Latencies;
use crate::payload::Author;
use crate::wire::Wire;

/// Connections of the open loop; a request that finds all of them busy waits, and its wait counts.
const OPEN_CONNECTIONS: usize = 256;

/// What a load saw.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) latencies: Latencies,
    /// Answers other than 200.
    pub(crate) refused: u64,
    pub(crate) took: Duration,
    /// How late the pacer woke, at the 99th percentile in milliseconds: the generator's own share of the latency.
    pub(crate) lag_p99: Option<f64>,
}

impl Outcome {
    #[expect(clippy::cast_precision_loss, reason = "a few million")]
    pub(crate) fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }
}

/// One thread for all of a load: the generator never takes more than one core.
fn alone<T>(work: impl Future<Output = T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    Ok(LocalSet::new().block_on(&runtime, work))
}

/// Every connection asks, waits, asks again, for `time`.
pub(crate) fn closed(
    address: SocketAddr,
    author: Author,
    connections: usize,
    time: Duration,
) -> Result<Outcome> {
    alone(async move {
        let author = Rc::new(RefCell::new(author));
        let mut wires = Vec::with_capacity(connections);
        for _ in 0..connections {
            wires.push(Wire::connect(address).await?);
        }
        let began = Instant::now();
        let tasks: Vec<_> = wires
            .into_iter()
            .map(|wire| tokio::task::spawn_local(ask_until(wire, Rc::clone(&author), began + time)))
            .collect();
        let mut all = Outcome::default();
        for task in tasks {
            let one = task.await??;
            all.latencies.absorb(one.latencies);
            all.refused += one.refused;
        }
        all.took = began.elapsed();
        Ok(all)
    })?
}

async fn ask_until(mut wire: Wire, author: Rc<RefCell<Author>>, end: Instant) -> Result<Outcome> {
    let mut seen = Outcome::default();
    let mut request = Vec::with_capacity(1024);
    loop {
        author.borrow_mut().request(&mut request);
        let asked = Instant::now();
        if asked >= end {
            return Ok(seen);
        }
        let status = wire.ask(&request).await?;
        note(&mut seen, status, asked.elapsed());
    }
}

fn note(seen: &mut Outcome, status: u16, latency: Duration) {
    if status == 200 {
        seen.latencies.add(latency);
    } else {
        seen.refused += 1;
    }
}

/// Asks `count` times at `rate` per second. `due` hears of each message's number and the moment it was due.
pub(crate) fn open(
    address: SocketAddr,
    author: Author,
    rate: u32,
    count: u64,
    due: impl Fn(u64, Instant) + 'static,
) -> Result<Outcome> {
    alone(async move {
        let (ticks, waiting) = mpsc::unbounded_channel();
        let waiting = Rc::new(Mutex::new(waiting));
        let shared = Rc::new((RefCell::new(author), due));
        let mut wires = Vec::with_capacity(OPEN_CONNECTIONS);
        for _ in 0..OPEN_CONNECTIONS {
            wires.push(Wire::connect(address).await?);
        }
        // Sleeping in a thread of its own is exact to some 50 µs, a timer of the runtime to a millisecond.
        let pacer = std::thread::spawn(move || pace(&ticks, rate, count));
        let began = Instant::now();
        let tasks: Vec<_> = wires
            .into_iter()
            .map(|wire| {
                tokio::task::spawn_local(ask_when_due(
                    wire,
                    Rc::clone(&waiting),
                    Rc::clone(&shared),
                ))
            })
            .collect();
        let mut all = Outcome::default();
        for task in tasks {
            let one = task.await??;
            all.latencies.absorb(one.latencies);
            all.refused += one.refused;
        }
        all.took = began.elapsed();
        let mut lags = pacer
            .join()
            .map_err(|_| anyhow::anyhow!("the pacer panicked"))?;
        all.lag_p99 = lags.percentile(0.99);
        Ok(all)
    })?
}

/// Says when each request is due; answers how late it said so.
fn pace(ticks: &mpsc::UnboundedSender<Instant>, rate: u32, count: u64) -> Latencies {
    let mut lags = Latencies::default();
    let began = Instant::now() + Duration::from_millis(50);
    for n in 0..count {
        let due = began + Duration::from_nanos(n * 1_000_000_000 / u64::from(rate));
        let now = Instant::now();
        if due > now {
            std::thread::sleep(due - now);
        }
        lags.add(due.elapsed());
        if ticks.send(due).is_err() {
            break;
        }
    }
    lags
}

type Shared<F> = Rc<(RefCell<Author>, F)>;

async fn ask_when_due<F: Fn(u64, Instant)>(
    mut wire: Wire,
    waiting: Rc<Mutex<mpsc::UnboundedReceiver<Instant>>>,
    shared: Shared<F>,
) -> Result<Outcome> {
    let (author, told) = &*shared;
    let mut seen = Outcome::default();
    let mut request = Vec::with_capacity(1024);
    loop {
        let next = waiting.lock().await.recv().await;
        let Some(due) = next else {
            return Ok(seen);
        };
        let n = author.borrow_mut().request(&mut request);
        told(n, due);
        let status = wire.ask(&request).await.context("an open loop's request")?;
        note(&mut seen, status, due.elapsed());
    }
}
