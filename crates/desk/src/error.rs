//! Why a use case did not do what was asked; each has words for the person who asked.

use db::drafts::Draft;
use domain::gate::{RefusalCode, Verdict};

/// A result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing here; a foreign one looks the same.
    #[error("not found")]
    NotFound,
    /// Known, and not allowed to this person.
    #[error("not allowed: {0}")]
    Forbidden(String),
    /// The gate refused; the verdict holds every reason.
    #[error("refused by the gate")]
    Refused(Box<Verdict>),
    /// Somebody was faster; the draft as it stands now.
    #[error("the draft has changed")]
    Changed(Box<Draft>),
    /// Checked again, a draft shows doubts that whoever decided has not seen.
    #[error("the check found something new")]
    NewDoubts,
    /// A value cannot be used.
    #[error("{field}: {problem}")]
    Invalid {
        /// Which.
        field: String,
        /// What to do.
        problem: String,
    },
    /// It contradicts what is there.
    #[error("{title}")]
    Conflict {
        /// Stable code.
        code: &'static str,
        /// A few words.
        title: String,
        /// What to do.
        hint: String,
    },
    /// The provider said no, or did not answer.
    #[error("{title}")]
    Provider {
        /// A few words.
        title: String,
        /// What to do.
        hint: String,
    },
    /// The database cannot be reached now.
    #[error("the database is not available")]
    Unavailable,
    /// A fault of ours; details are in the log.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// Whether the check of a draft's words is why.
    #[must_use]
    pub fn is_about_words(&self) -> bool {
        let about =
            |code: &RefusalCode| matches!(code, RefusalCode::SafetyHold | RefusalCode::SafetyBlock);
        matches!(self, Self::NewDoubts)
            || matches!(self, Self::Refused(verdict) if verdict.codes().iter().any(about))
    }

    /// A value that cannot be used.
    pub fn invalid(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            problem: problem.into(),
        }
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        if error.is_unavailable() {
            return Self::Unavailable;
        }
        Self::Internal(with_causes(&error))
    }
}

/// An error with everything that led to it.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
