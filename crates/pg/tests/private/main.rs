//! Real clusters: made, adopted, killed, stopped. Needs PostgreSQL with psql on the machine.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod privacy;
mod support;
mod survival;
