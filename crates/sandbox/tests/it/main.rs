//! The sandbox over HTTP: as a client of the Graph API, as a receiver of webhooks, as a test.

mod support;

mod agreement;
mod graph;
mod limits;
mod phone;
mod webhooks;
