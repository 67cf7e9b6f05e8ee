//! Meta's platform as Rust: Graph client, signatures, error table.
//!
//! Knows nothing of workspaces and keeps nothing; it can be used alone. Nothing in here retries: whoever
//! calls decides, from the proof an answer carries, whether a request may be made again.

pub mod challenge;
pub mod dialog;
pub mod errors;
pub mod graph;
pub mod reach;
pub mod signature;
pub mod signed_request;
pub mod usage;
pub mod version;

/// A secret string that never shows in `Debug` and is wiped when dropped: tokens, app secrets.
pub use secrecy::SecretString;
