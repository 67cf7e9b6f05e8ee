//! The sandbox over HTTP: as a client of the Graph API, as a receiver of webhooks, as a test.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests: a failure is a failure"
)]

mod support;

mod accounts;
mod agreement;
mod coexistence;
mod console;
mod control;
mod delivery;
mod graph;
mod instagram;
mod limits;
mod login;
mod news;
mod parameters;
mod phone;
mod recipients;
mod rules;
mod signup;
mod tongue;
mod webhooks;
