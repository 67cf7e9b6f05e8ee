//! The program as a whole: started as people start it, on a folder and ports of its own.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what cannot go on has failed"
)]

mod app_connections;
mod canary;
mod coexistence;
mod connect;
mod first_start;
mod instagram;
mod life;
mod number;
mod server;
mod signup;
mod tenants;
