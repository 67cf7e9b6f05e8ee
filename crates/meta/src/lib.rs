//! Meta's platform as Rust: Graph client, signatures, error table.
