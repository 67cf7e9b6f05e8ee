//! What commands say. Log lines go elsewhere (telemetry); this is for the person or script that asked.

use std::fmt::Display;
use std::io::Write as _;

/// One line of the answer, on standard output.
pub(crate) fn line(text: impl Display) {
    // A reader that went away (`| head`) is no failure.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// An answer for scripts.
pub(crate) fn json(value: &serde_json::Value) {
    line(format_args!("{value:#}"));
}

/// Something beside the answer, on standard error.
pub(crate) fn note(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Why it did not work.
pub(crate) fn error(text: &str) {
    note(format_args!("loket: {text}"));
}
