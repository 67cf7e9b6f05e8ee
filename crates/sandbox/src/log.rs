//! What went in and out, kept in memory for tests and the console.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

use crate::clock::Millis;
use crate::hooks::Platform;

const KEPT: usize = 5_000;
/// Bytes of webhook bodies that are kept; the oldest go first.
pub(crate) const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// One try to deliver a webhook.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Attempt {
    pub(crate) at: Millis,
    /// Status of the answer; none when there was none.
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<String>,
    pub(crate) took_ms: u64,
    /// The signature sent with this try.
    pub(crate) signature: Option<String>,
}

/// One webhook POST with all its tries.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Delivery {
    pub(crate) id: u64,
    /// Whose app's secret signs it.
    pub(crate) platform: Platform,
    pub(crate) at: Millis,
    pub(crate) url: String,
    /// The exact body.
    pub(crate) body: String,
    /// The right signature of that body.
    pub(crate) signature: String,
    /// `pending`, `delivered`, `retrying`, `dropped` or `given_up`.
    pub(crate) state: &'static str,
    pub(crate) updates: usize,
    pub(crate) fault: Option<String>,
    pub(crate) replay_of: Option<u64>,
    pub(crate) attempts: Vec<Attempt>,
}

/// One call to the Graph API, without secrets.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RequestEntry {
    pub(crate) id: u64,
    pub(crate) at: Millis,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Value,
    pub(crate) body: Value,
    pub(crate) status: u16,
    pub(crate) response: Value,
    pub(crate) took_ms: u64,
    pub(crate) fault: Option<String>,
}

/// Both logs.
#[derive(Debug, Default)]
pub(crate) struct Logs {
    next: u64,
    bytes: usize,
    pub(crate) deliveries: VecDeque<Delivery>,
    pub(crate) requests: VecDeque<RequestEntry>,
}

impl Logs {
    /// The next id of either log.
    pub(crate) fn next(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Keeps a delivery.
    pub(crate) fn delivery(&mut self, delivery: Delivery) {
        self.bytes += delivery.body.len();
        self.deliveries.push_back(delivery);
        while self.deliveries.len() > KEPT || (self.bytes > KEPT_BYTES && self.deliveries.len() > 1)
        {
            let gone = self.deliveries.pop_front();
            self.bytes -= gone.map_or(0, |gone| gone.body.len());
        }
    }

    /// Forgets all deliveries.
    pub(crate) fn forget_deliveries(&mut self) {
        self.deliveries.clear();
        self.bytes = 0;
    }

    /// Keeps a request.
    pub(crate) fn request(&mut self, entry: RequestEntry) {
        if self.requests.len() >= KEPT {
            self.requests.pop_front();
        }
        self.requests.push_back(entry);
    }

    /// A delivery to change. Ids grow along the queue.
    pub(crate) fn delivery_mut(&mut self, id: u64) -> Option<&mut Delivery> {
        let at = self
            .deliveries
            .binary_search_by_key(&id, |delivery| delivery.id)
            .ok()?;
        self.deliveries.get_mut(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(id: u64, bytes: usize) -> Delivery {
        Delivery {
            id,
            platform: Platform::WhatsApp,
            at: 0,
            url: String::new(),
            body: "x".repeat(bytes),
            signature: String::new(),
            state: "pending",
            updates: 1,
            fault: None,
            replay_of: None,
            attempts: Vec::new(),
        }
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many_or_they_are_too_large() {
        let mut logs = Logs::default();
        for id in 0..KEPT as u64 + 10 {
            logs.delivery(delivery(id, 1));
        }
        assert_eq!((logs.deliveries.len(), logs.bytes), (KEPT, KEPT));
        for id in 0..3 {
            logs.delivery(delivery(10_000 + id, KEPT_BYTES / 2));
        }
        assert_eq!(logs.deliveries.len(), 2, "two halves fill it");
        logs.delivery(delivery(20_000, KEPT_BYTES + 1));
        assert_eq!(logs.deliveries.len(), 1, "the newest always stays");
        logs.forget_deliveries();
        assert_eq!(logs.bytes, 0);
    }
}
