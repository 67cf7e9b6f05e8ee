//! The vocabulary of Loket and what may happen.
//!
//! Pure: no I/O, no async, no clock. Every function that depends on time takes `now`, so that a test,
//! a sandbox workspace and the real desk run the same rule. Other crates translate at the edge
//! (a channel's bytes, a table's rows, an API's JSON) and speak these types in the middle.

pub mod alert;
mod alert_kind;
pub mod assignment;
pub mod attribute;
pub mod bar;
pub mod brand;
pub mod business_profile;
pub mod channel;
pub mod clock;
pub mod coexistence;
pub mod consent;
pub mod content;
pub mod credential;
pub mod dedupe;
pub mod display_name;
pub mod draft;
pub mod event;
pub mod failure;
pub mod file_type;
pub mod gate;
mod gate_rules;
pub mod hours;
pub mod identity;
pub mod ids;
pub mod live_proof;
pub mod news;
pub mod outbound;
pub mod pacing;
pub mod phone;
pub mod readiness;
pub mod redact;
mod refusals;
pub mod search;
pub mod status;
pub mod template;
mod template_problems;
pub mod topic;
pub mod window;

/// A moment; always UTC.
pub type Time = chrono::DateTime<chrono::Utc>;
