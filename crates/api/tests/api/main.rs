//! The API through its door: real router, real database.

mod canary;
mod document;
mod headers;
mod idempotency;
mod intake;
mod live;
mod probe;
mod problems;
mod provisioning;
mod rights;
mod scene;
mod schema;
mod sign_in;
mod support;
mod work;
