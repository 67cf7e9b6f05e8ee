//! A conversation's last message, drafted.

use chrono::{DateTime, Utc};
use grounding::{Drafted, Knowledge, Question, Who, draft};

/// Drafts an answer to the last of a customer's messages.
pub(crate) fn ask(turns: &[&str], knowledge: &Knowledge, now: DateTime<Utc>) -> Drafted {
    let (last, before) = turns.split_last().unwrap();
    let question = Question {
        text: (*last).to_owned(),
        recent: before
            .iter()
            .map(|t| (Who::Customer, (*t).to_owned()))
            .collect(),
        ..Question::default()
    };
    draft(&question, knowledge, now)
}
