//! What the checker says of a text. A file beside `mod.rs`, so that a test that only asks need not have it.

use chrono::{DateTime, Utc};
use grounding::{Ground, Knowledge, Source, Submission, check};

/// Whether a text that cites every source of the shop passes the checker.
pub(crate) fn passes(text: &str, knowledge: &Knowledge, now: DateTime<Utc>) -> bool {
    let cites: Vec<_> = knowledge.sources().map(Source::cite).collect();
    let ground = Ground {
        knowledge,
        now,
        customer: &[],
        protected: &[],
    };
    let submission = Submission {
        text,
        cites: &cites,
        slots: Vec::new(),
    };
    check(&submission, &ground).passes()
}
