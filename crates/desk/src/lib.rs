//! The use cases, one file each; here the crates meet.
