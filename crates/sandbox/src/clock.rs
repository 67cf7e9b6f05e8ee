//! The sandbox's own time: the machine's clock plus an offset that tests and the console move.

use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// Milliseconds since 1970, in sandbox time.
pub(crate) type Millis = i64;

/// Further than ten years from the machine nobody needs to go.
pub(crate) const FARTHEST_MS: Millis = 3_650 * 24 * 3_600_000;

/// A clock that can be shifted while the sandbox runs. Whoever holds a receiver goes along.
#[derive(Debug)]
pub(crate) struct Clock {
    offset: watch::Sender<Millis>,
}

impl Clock {
    /// A clock that tells its offset here, or nobody.
    pub(crate) fn new(told: Option<watch::Sender<Millis>>) -> Self {
        Self {
            offset: told.unwrap_or_else(|| watch::Sender::new(0)),
        }
    }

    /// Sandbox time now.
    pub(crate) fn now(&self) -> Millis {
        machine_now().saturating_add(self.offset())
    }

    /// Milliseconds by which sandbox time is ahead of the machine.
    pub(crate) fn offset(&self) -> Millis {
        *self.offset.borrow()
    }

    /// Sets the offset in milliseconds.
    pub(crate) fn set_offset(&self, offset: Millis) {
        self.offset
            .send_replace(offset.clamp(-FARTHEST_MS, FARTHEST_MS));
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
