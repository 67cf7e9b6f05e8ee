//! The chain against those who would change it.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod chain;
mod files;
mod support;
mod vectors;
