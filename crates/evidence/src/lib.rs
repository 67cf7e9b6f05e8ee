//! The evidence chain as a format: append, verify, checkpoint, export.
