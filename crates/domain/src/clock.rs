//! Where a use case takes its time from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::Time;

/// A source of the present. Use cases hold one; pure rules take `now` instead.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> Time;

    /// The machine's moment, where time is only played: for who is at the door, whose passwords, codes and
    /// sessions are no part of the play.
    fn machine(&self) -> Time {
        self.now()
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine's clock is read"
    )]
    fn now(&self) -> Time {
        chrono::Utc::now()
    }
}

/// The machine's clock, moved by an offset that may change while it runs (tests, sandbox).
#[derive(Debug, Clone, Default)]
pub struct ShiftedClock {
    offset_ms: Arc<AtomicI64>,
}

impl ShiftedClock {
    /// Moves the clock by `by` from where it stands now.
    pub fn advance(&self, by: chrono::Duration) {
        self.offset_ms
            .fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Time {
        SystemClock.now() + chrono::Duration::milliseconds(self.offset_ms.load(Ordering::SeqCst))
    }
}
