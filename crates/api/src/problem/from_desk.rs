//! What the layers below say, in words for the one who asked.

use axum::http::StatusCode;
use domain::gate::Verdict;

use super::Problem;
use crate::views::Reason;

impl From<desk::Error> for Problem {
    fn from(error: desk::Error) -> Self {
        use desk::Error as E;
        match error {
            E::NotFound => Self::not_found(),
            E::Forbidden(why) => Self::forbidden(why),
            E::Refused(verdict) => refused(*verdict),
            E::Changed(_) => changed(),
            E::NewDoubts => {
                changed().detail("The check found something new. Read it before you decide.")
            }
            E::Invalid { field, problem } => Self::invalid(field, problem),
            E::Conflict { code, title, hint } => {
                Self::new(StatusCode::CONFLICT, code, title).hint(hint)
            }
            E::Provider { title, hint } => {
                Self::new(StatusCode::BAD_GATEWAY, "provider_refused", title).hint(hint)
            }
            E::Unavailable => Self::unavailable(),
            E::Internal(cause) => Self::internal(cause),
        }
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        desk::Error::from(error).into()
    }
}

/// Somebody was faster with a draft.
pub(crate) fn changed() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "draft_changed",
        "The draft has changed",
    )
    .hint("Look at it again before you decide.")
    .action("review_draft")
}

fn refused(verdict: Verdict) -> Problem {
    let reasons: Vec<Reason> = match verdict {
        Verdict::Refuse { reasons } => reasons.into_iter().map(Reason::from).collect(),
        Verdict::Admit { .. } => Vec::new(),
    };
    let mut problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "refused",
        "This cannot be sent",
    );
    if let Some(first) = reasons.first() {
        problem = problem
            .detail(first.title.clone())
            .hint(first.hint.clone())
            .action(first.action.clone());
    }
    problem.reasons(reasons)
}
