#![doc = include_str!("../README.md")]

mod auth;
mod intake;
mod leaving;
mod live;
mod openapi;
mod plain;
mod problem;
mod public;
mod request;
mod router;
mod routes;
mod site;
mod state;
mod views;

pub use openapi::{openapi, openapi_json};
pub use router::router;
pub use state::{ApiState, MetricsText, PermitDoor, Settings, SignupDoor};
