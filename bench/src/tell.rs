//! Where words go: results to standard output, progress to standard error.

use std::fmt::Display;
use std::io::Write as _;

/// A line of the result.
pub(crate) fn line(text: impl Display) {
    // A reader that went away is no failure.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// A line about progress.
pub(crate) fn note(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
