//! The sandbox's own time: the machine's clock plus an offset that tests and the console move.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, in sandbox time.
pub(crate) type Millis = i64;

/// A clock that can be shifted while the sandbox runs.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset: AtomicI64,
}

impl Clock {
    /// Sandbox time now.
    pub(crate) fn now(&self) -> Millis {
        machine_now().saturating_add(self.offset())
    }

    /// Milliseconds by which sandbox time is ahead of the machine.
    pub(crate) fn offset(&self) -> Millis {
        self.offset.load(Ordering::Relaxed)
    }

    /// Sets the offset in milliseconds.
    pub(crate) fn set_offset(&self, offset: Millis) {
        self.offset.store(offset, Ordering::Relaxed);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the sandbox reads the machine's clock"
)]
fn machine_now() -> Millis {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
        })
}

/// A time as Meta writes it in webhooks: whole seconds in a string.
pub(crate) fn seconds(at: Millis) -> String {
    at.div_euclid(1000).to_string()
}
