//! What went in and out, kept in memory for tests and the console.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

use crate::clock::Millis;

const KEPT: usize = 5_000;

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
        if self.deliveries.len() >= KEPT {
            self.deliveries.pop_front();
        }
        self.deliveries.push_back(delivery);
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
