//! The API through its door: real router, real database.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on says so at once"
)]

mod accounts;
mod alerts;
mod away;
mod brand;
mod canary;
mod chain;
mod composer;
mod conformance;
mod contacts;
mod decisions;
mod document;
mod files;
mod headers;
mod idempotency;
mod inbox;
mod intake;
mod letters;
mod live;
mod partner_sums;
mod probe;
mod problems;
mod provisioning;
mod review;
mod rights;
mod scene;
mod scene_account;
mod schema;
mod setup;
mod sign_in;
mod support;
mod team;
mod work;
mod workspace;
