//! Meta's error codes as data, and what each means for us.
//!
//! Codes are matched, never texts: Meta translates and rewords its sentences. The table is `table.json` beside this
//! file, one row a line, in our own words; a golden test holds the whole of it.

use std::sync::LazyLock;

use domain::failure::FailureClass;
use serde::{Deserialize, Serialize};

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code, or the first of a range.
    pub code: i64,
    /// The last of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_to: Option<i64>,
    /// When not empty, the row holds only with one of these subcodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subcodes: Vec<i64>,
    /// The HTTP status it usually comes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// What it means for us.
    pub class: FailureClass,
    /// Of what is too fast: how much has to slow down, when more than the one call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slows: Option<TooFast>,
    /// Whether it may be tried again.
    pub retry: Retry,
    /// Meta may have acted before it failed, so that a send with this error has an unknown outcome.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ambiguous_send: bool,
    /// Meta says so with a 5xx and has refused all the same: a send with this error did not happen. Only of what the
    /// machine does not try again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused_inside: bool,
    /// A few words.
    pub title: String,
    /// Why it happens.
    pub cause: String,
    /// What to do.
    pub hint: String,
    /// Who can do it.
    pub who: Who,
    /// A stable name the desk turns into a button.
    pub action: String,
}

/// Whether a request may be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "policy", rename_all = "snake_case", deny_unknown_fields)]
pub enum Retry {
    /// Never by the machine.
    No,
    /// With growing, jittered gaps.
    Backoff {
        /// The first gap, in milliseconds.
        from_ms: u64,
        /// The longest gap, in milliseconds.
        to_ms: u64,
    },
    /// Not before a time.
    Later {
        /// In milliseconds; absent when only the error's details say it.
        after_ms: Option<u64>,
    },
    /// One more time.
    Once,
    /// Once somebody has put something right.
    AfterFix,
}

/// Who can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The person at the desk.
    Agent,
    /// The owner of the business.
    Owner,
    /// Whoever runs this installation and its Meta app.
    Operator,
    /// Meta alone.
    Meta,
    /// Nobody needs to.
    Nobody,
}

/// What an error means for one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classified {
    /// The row, when the code is known.
    pub entry: Option<&'static Entry>,
    /// The class, after looking at whether it was a send.
    pub class: FailureClass,
    /// Whether it may be tried again, after the same.
    pub retry: Retry,
    /// The code is not in the table: somebody should look.
    pub alarm: bool,
}

/// Whether Meta refuses to send because the number's name is not approved.
#[must_use]
pub const fn is_about_name(code: Option<i64>) -> bool {
    matches!(code, Some(131_037))
}

/// How much has to slow down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TooFast {
    /// Everything a number sends: the number, its account or its app asks too often.
    Number,
    /// What a number sends to one person.
    Pair,
}

/// Which sends have to wait when one was refused with this code, and for how many milliseconds at least.
#[must_use]
pub fn too_fast(code: Option<i64>) -> Option<(TooFast, u64)> {
    let entry = lookup(code, None)?;
    let slows = entry.slows?;
    let wait = match entry.retry {
        Retry::Backoff { from_ms, .. } => from_ms,
        Retry::Later { after_ms } => after_ms.unwrap_or(0),
        Retry::No | Retry::Once | Retry::AfterFix => 0,
    };
    Some((slows, wait))
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("table.json")).expect("table.json is checked by a test")
});

/// The gaps for reads that failed on Meta's side: up to ten minutes.
const READ_BACKOFF: Retry = Retry::Backoff {
    from_ms: 1_000,
    to_ms: 600_000,
};

/// The whole table, ordered by code; rows with subcodes come before the row without.
#[must_use]
pub fn table() -> &'static [Entry] {
    &TABLE
}

/// The row for a code and subcode: the most exact one.
///
/// Template and number errors are listed by the number that arrives as subcode of code 100, so a subcode that is a
/// row's own code counts before the plain row of the code.
#[must_use]
pub fn lookup(code: impl Into<Option<i64>>, subcode: Option<i64>) -> Option<&'static Entry> {
    let code = code.into()?;
    let of = |code: i64| {
        table()
            .iter()
            .filter(move |e| (e.code..=e.code_to.unwrap_or(e.code)).contains(&code))
    };
    let exact = subcode.and_then(|sub| of(code).find(|e| e.subcodes.contains(&sub)));
    let by_subcode = || {
        subcode
            .filter(|sub| *sub > 1_000_000)
            .and_then(|sub| of(sub).find(|e| e.subcodes.is_empty()))
    };
    exact
        .or_else(by_subcode)
        .or_else(|| of(code).find(|e| e.subcodes.is_empty()))
}

/// What an error means. `http_status` is `None` for errors that come by webhook.
///
/// For a send, a failure on Meta's side (5xx, and the codes marked so) proves nothing: it is
/// [`FailureClass::Ambiguous`] and never tried again by the machine. A few codes are refusals whatever the status. For a read it is tried again. An error without a
/// code is one we do not know.
#[must_use]
pub fn classify(
    code: impl Into<Option<i64>>,
    subcode: Option<i64>,
    http_status: Option<u16>,
    is_send: bool,
) -> Classified {
    let entry = lookup(code, subcode);
    let alarm = entry.is_none();
    let failed_inside = http_status.is_some_and(|s| s >= 500);
    let proves_nothing = failed_inside && !entry.is_some_and(|e| e.refused_inside);
    if is_send && (proves_nothing || entry.is_some_and(|e| e.ambiguous_send)) {
        return Classified {
            entry,
            class: FailureClass::Ambiguous,
            retry: Retry::No,
            alarm,
        };
    }
    match entry {
        Some(e) => Classified {
            entry,
            class: e.class,
            retry: e.retry,
            alarm,
        },
        None => Classified {
            entry,
            class: if failed_inside {
                FailureClass::Ambiguous
            } else {
                FailureClass::Unknown
            },
            retry: if failed_inside {
                READ_BACKOFF
            } else {
                Retry::No
            },
            alarm,
        },
    }
}

#[cfg(test)]
mod tests;
