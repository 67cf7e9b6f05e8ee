//! The time of a house with a sandbox: the machine's, plus what the sandbox's clock was moved by.

use std::sync::Arc;

use chrono::Duration;
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
}

impl HouseTime {
    /// Time can be played where all who live by it are in this process; elsewhere it is the machine's.
    pub(crate) fn of(all_here: bool) -> Self {
        if !all_here {
            return Self {
                clock: Arc::new(SystemClock),
                told: None,
                moves: None,
            };
        }
        let told = watch::Sender::new(0);
        Self {
            clock: Arc::new(SharedClock(told.subscribe())),
            moves: Some(told.subscribe()),
            told: Some(told),
        }
    }
}

/// The sandbox tells the offset, in milliseconds; everybody here reads it.
#[derive(Debug)]
struct SharedClock(watch::Receiver<i64>);

impl Clock for SharedClock {
    fn now(&self) -> Time {
        let ahead = Duration::milliseconds(*self.0.borrow());
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
    fn where_only_a_part_of_the_house_runs_time_is_not_played() {
        let apart = HouseTime::of(false);
        assert!(apart.told.is_none() && apart.moves.is_none());
        assert!((apart.clock.now() - SystemClock.now()).abs() < Duration::seconds(5));
    }
}
