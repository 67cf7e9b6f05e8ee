//! Hints inside one process: there is work, something changed. A missed hint costs half a second, never an event;
//! everybody who listens also looks by itself.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::Time;
use domain::ids::WorkspaceId;
use tokio::sync::{Notify, broadcast};

/// Most moments remembered at which work falls due; beyond them looking by oneself must do.
const DUES: usize = 4096;
/// How long a count of webhooks goes on.
const SPAN: Duration = Duration::from_millis(100);

/// Given out by [`crate::Db::hints`].
#[derive(Debug, Clone)]
pub struct Hints {
    work: Arc<Notify>,
    dues: Arc<Mutex<BinaryHeap<Reverse<Time>>>>,
    journal: Arc<Notify>,
    intake: Arc<Mutex<Intake>>,
    live: broadcast::Sender<WorkspaceId>,
}

/// Longest rest of what stands back for webhooks.
const LONGEST_REST: Duration = Duration::from_millis(500);

/// Webhooks in the present span and in the one before it.
#[derive(Debug)]
struct Intake {
    since: Instant,
    now: usize,
    before: usize,
}

impl Intake {
    fn turn(&mut self) {
        let spans = self.since.elapsed().as_millis() / SPAN.as_millis();
        if spans > 0 {
            self.before = if spans == 1 { self.now } else { 0 };
            self.now = 0;
            self.since = Instant::now();
        }
    }
}

fn rest(took: Duration, rate: usize, from: usize) -> Duration {
    let over = u32::try_from(rate.saturating_sub(from)).unwrap_or(u32::MAX);
    let from = u32::try_from(from).unwrap_or(u32::MAX).max(1);
    (took.saturating_mul(over) / from).min(LONGEST_REST)
}

impl Default for Hints {
    fn default() -> Self {
        Self {
            work: Arc::new(Notify::new()),
            dues: Arc::default(),
            journal: Arc::new(Notify::new()),
            intake: Arc::new(Mutex::new(Intake {
                since: Instant::now(),
                now: 0,
                before: 0,
            })),
            live: broadcast::channel(1024).0,
        }
    }
}

impl Hints {
    /// Jobs were added that can run now.
    pub fn work_added(&self) {
        self.work.notify_one();
    }

    /// Jobs fall due at this moment, perhaps only later.
    pub fn work_due(&self, at: Time) {
        let mut dues = self.dues.lock().unwrap_or_else(PoisonError::into_inner);
        if dues.len() < DUES {
            dues.push(Reverse(at));
        }
        drop(dues);
        self.work.notify_one();
    }

    /// The next moment at which work falls due, as far as this process knows; what is past is forgotten.
    #[must_use]
    pub fn next_due(&self, now: Time) -> Option<Time> {
        let mut dues = self.dues.lock().unwrap_or_else(PoisonError::into_inner);
        while dues.peek().is_some_and(|Reverse(at)| *at <= now) {
            dues.pop();
        }
        dues.peek().map(|Reverse(at)| *at)
    }

    /// Waits until jobs were added.
    pub async fn work(&self) {
        self.work.notified().await;
    }

    /// So many bodies were written to the journal.
    pub fn journal_grew(&self, bodies: usize) {
        let mut intake = self.intake.lock().unwrap_or_else(PoisonError::into_inner);
        intake.turn();
        intake.now += bodies;
        drop(intake);
        self.journal.notify_one();
    }

    /// Waits until bodies were written.
    pub async fn journal(&self) {
        self.journal.notified().await;
    }

    /// Webhooks a second that this process took lately.
    #[must_use]
    pub fn intake_rate(&self) -> usize {
        let mut intake = self.intake.lock().unwrap_or_else(PoisonError::into_inner);
        intake.turn();
        intake.now.max(intake.before) * (1000 / SPAN.as_millis() as usize)
    }

    /// How long work that can wait rests after it took so long: webhooks at twice the rate `from` leave it half of its
    /// time, at ten times a tenth. Nothing below that rate, and never longer than half a second.
    #[must_use]
    pub fn rest_after(&self, took: Duration, from: usize) -> Duration {
        rest(took, self.intake_rate(), from)
    }

    pub(crate) fn announced(&self, workspace: WorkspaceId) {
        // No receiver is no error: nobody looks at this workspace now.
        let _ = self.live.send(workspace);
    }

    /// Workspaces in which something was announced.
    #[must_use]
    pub fn live(&self) -> broadcast::Receiver<WorkspaceId> {
        self.live.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_webhooks_come_the_longer_other_work_rests() {
        let took = Duration::from_millis(4);
        let of = |rate| rest(took, rate, 800);
        assert_eq!([of(0), of(799), of(800)], [Duration::ZERO; 3]);
        assert_eq!(of(1600), took, "half of the time");
        assert_eq!(of(8000), took * 9, "a tenth of it");
        assert_eq!(of(usize::MAX), LONGEST_REST);
        assert_eq!(rest(took, 10, 0), took * 10, "no rate to begin with");
    }
}
