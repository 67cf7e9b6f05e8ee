//! The time of a house with a sandbox: the machine's, plus what the sandbox's clock was moved by.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Duration;
use db::Db;
use domain::Time;
use domain::clock::{Clock, SystemClock};
use tokio::sync::watch;

/// What this process lives by.
#[derive(Debug)]
pub(crate) struct HouseTime {
    /// What everybody asks.
    pub(crate) clock: Arc<dyn Clock>,
    /// For the sandbox, which tells when it was moved.
    pub(crate) told: Option<watch::Sender<i64>>,
    /// Tells of each move.
    pub(crate) moves: Option<watch::Receiver<i64>>,
    /// Whether something here is real; then time is the machine's.
    real: Arc<AtomicBool>,
}

/// How often it is looked whether something real came into the house.
const LOOK: std::time::Duration = std::time::Duration::from_secs(2);

/// Whether anything here is real. Windows, consents and what is kept how long must then not be played with.
pub(crate) async fn anything_real(db: &Db) -> anyhow::Result<bool> {
    let mut tx = db.platform().await?;
    Ok(db::partners::any_real_workspace(&mut tx).await?)
}

impl HouseTime {
    /// Time can be played where all who live by it are in this process and nothing is real; elsewhere it is the
    /// machine's.
    pub(crate) fn of(playable: bool) -> Self {
        let real = Arc::new(AtomicBool::new(!playable));
        if !playable {
            return Self {
                clock: Arc::new(SystemClock),
                told: None,
                moves: None,
                real,
            };
        }
        let told = watch::Sender::new(0);
        let clock = SharedClock {
            ahead: told.subscribe(),
            real: Arc::clone(&real),
        };
        Self {
            clock: Arc::new(clock),
            moves: Some(told.subscribe()),
            told: Some(told),
            real,
        }
    }

    /// Ends the play as soon as a workspace is there in which not everything is simulated.
    pub(crate) fn watch(&self, db: Db) {
        if self.told.is_none() {
            return;
        }
        let real = Arc::clone(&self.real);
        tokio::spawn(async move {
            while Arc::strong_count(&real) > 1 {
                tokio::time::sleep(LOOK).await;
                match anything_real(&db).await {
                    Ok(false) => {}
                    Ok(true) => {
                        real.store(true, Ordering::Relaxed);
                        tracing::warn!(
                            "there is a real workspace now: the sandbox's clock moves the house no more"
                        );
                        return;
                    }
                    Err(error) => {
                        tracing::debug!(%error, "it is not known whether anything is real");
                    }
                }
            }
        });
    }
}

/// The sandbox tells the offset, in milliseconds; everybody here reads it.
#[derive(Debug)]
struct SharedClock {
    ahead: watch::Receiver<i64>,
    real: Arc<AtomicBool>,
}

impl Clock for SharedClock {
    fn now(&self) -> Time {
        if self.real.load(Ordering::Relaxed) {
            return SystemClock.now();
        }
        let ahead = Duration::milliseconds(*self.ahead.borrow());
        let machine = SystemClock.now();
        machine.checked_add_signed(ahead).unwrap_or(machine)
    }

    fn machine(&self) -> Time {
        SystemClock.now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_along_but_the_door_keeps_the_machines_time() {
        let HouseTime { clock, told, .. } = HouseTime::of(true);
        let told = told.unwrap();
        assert!((clock.now() - clock.machine()).abs() < Duration::seconds(5));
        told.send_replace(Duration::hours(24).num_milliseconds());
        assert!(clock.now() - clock.machine() > Duration::hours(23));
        assert!((clock.machine() - SystemClock.now()).abs() < Duration::seconds(5));
        told.send_replace(i64::MAX);
        assert!(
            (clock.now() - SystemClock.now()).abs() < Duration::seconds(5),
            "what cannot be added is left out"
        );
    }

    #[test]
    fn with_something_real_in_the_house_time_is_the_machines() {
        let HouseTime {
            clock, told, real, ..
        } = HouseTime::of(true);
        told.unwrap()
            .send_replace(Duration::hours(24).num_milliseconds());
        assert!(clock.now() - clock.machine() > Duration::hours(23));
        real.store(true, Ordering::Relaxed);
        assert!((clock.now() - SystemClock.now()).abs() < Duration::seconds(5));
    }

    #[test]
    fn where_only_a_part_of_the_house_runs_time_is_not_played() {
        let apart = HouseTime::of(false);
        assert!(apart.told.is_none() && apart.moves.is_none());
        assert!((apart.clock.now() - SystemClock.now()).abs() < Duration::seconds(5));
    }
}
