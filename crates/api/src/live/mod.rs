//! Live events: one WebSocket per tab, numbered, resumable; and who is looking at what.
//!
//! Each workspace somebody watches has one room in this process. A room reads the workspace's events once for everybody
//! in it: when this process announces something, and every second for what other processes announce.

mod frame;
mod room;
mod socket;

pub(crate) use room::Hub;
pub(crate) use socket::{Pass, Watcher, watch};
