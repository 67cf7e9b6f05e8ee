//! From a customer's question to a checked draft, without a language model.
//!
//! [`draft()`] reads the question ([`understand`]), composes an answer whose every value stands in a
//! slot with its source ([`compose`], [`doc`]), and has it checked by code that trusts none of it
//! ([`mod@check`]). Where the sources do not answer, the draft says so and hands over to a person.
//!
//! The crate is pure: no I/O, no clock, no randomness. The same question, knowledge and moment give
//! the same draft.

mod atoms;
pub mod check;
pub mod compose;
pub mod doc;
pub mod fold;
pub mod knowledge;
pub mod language;
pub mod lexer;
pub mod lexicon;
pub mod money;
pub mod phrases;
pub mod safety;
pub mod suggest;
pub mod understand;
pub mod value;
mod verdict;
mod vocab;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use check::{Ground, Submission, check, check_doc};
pub use doc::{AbstainReason, DraftDoc, HandoffReason, Outcome, render};
pub use knowledge::{Knowledge, KnowledgeError, RawKnowledge, Source, SourceRef};
pub use language::Language;
pub use understand::{Extra, Question, Who};
pub use verdict::{Reason, Verdict};

/// A source an answer rests on, with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// Where.
    #[serde(flatten)]
    pub source: SourceRef,
    /// Short title.
    pub title: String,
    /// The passage: the part cited when the reference is to a part.
    pub passage: String,
}

/// A draft with everything a person needs to judge it. Stored as JSON with the draft's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// The structure.
    pub doc: DraftDoc,
    /// The text a customer would read.
    pub text: String,
    /// What it rests on.
    pub sources: Vec<SourceView>,
    /// What checker and classifier say.
    pub verdict: Verdict,
    /// What the customer wants (first of `doc.intents`).
    pub intent: String,
    /// Language of the draft.
    pub language: Language,
}

/// Drafts an answer to `question` from `knowledge` as of `now`.
///
/// Promises: the text holds no value that no source has; nothing in the question is taken as a
/// fact; a draft the checker blocks is replaced by one that hands over. The verdict passes only when
/// the checker supports every sentence and the classifier saw nothing suspicious.
pub fn draft(question: &Question, knowledge: &Knowledge, now: DateTime<Utc>) -> Drafted {
    let understood = understand::understand(question, knowledge, now);
    let mut doc = compose::compose(&understood, knowledge, now);
    let mut text = render(&doc);
    let customer = texts(question);
    let ground = Ground {
        knowledge,
        now,
        customer: &customer,
        protected: &[],
    };
    let mut verdict = check_doc(&doc, &text, &ground);
    if verdict.blocks() {
        doc = compose::hand_over(doc.language, doc.intents, AbstainReason::Unclear);
        text = render(&doc);
        let safe = check_doc(&doc, &text, &ground);
        let reasons = verdict.reasons().to_vec();
        verdict = safe.and(Verdict::Hold { reasons });
    }
    let verdict = verdict.and(signals(question, &doc));
    let sources = doc
        .cites()
        .into_iter()
        .filter_map(|cite| view(knowledge, cite))
        .collect();
    let intent = doc.intents.first().cloned().unwrap_or_default();
    Drafted {
        text,
        sources,
        verdict,
        intent,
        language: doc.language,
        doc,
    }
}

fn texts(question: &Question) -> Vec<&str> {
    let mut out = vec![question.text.as_str()];
    out.extend(question.extras.iter().map(|extra| extra.text.as_str()));
    out.extend(
        question
            .recent
            .iter()
            .filter(|(who, _)| *who == Who::Customer)
            .map(|(_, text)| text.as_str()),
    );
    out
}

/// Signals of the classifier, as reasons to let a person look. An opt-out is acknowledged at once.
fn signals(question: &Question, doc: &DraftDoc) -> Verdict {
    let mut found = Vec::new();
    for text in std::iter::once(&question.text).chain(question.extras.iter().map(|e| &e.text)) {
        for signal in safety::screen(text) {
            if !found.contains(&signal) {
                found.push(signal);
            }
        }
    }
    if doc.outcome == Outcome::OptOut {
        found.clear();
    }
    Verdict::of(
        found.into_iter().map(safety::Signal::reason).collect(),
        Vec::new(),
    )
}

fn view(knowledge: &Knowledge, cite: SourceRef) -> Option<SourceView> {
    let source = knowledge.source(&cite.id)?;
    let part = cite
        .span
        .and_then(|(start, end)| source.passage.get(start..end));
    let passage = part.unwrap_or(&source.passage).to_owned();
    Some(SourceView {
        title: source.title.clone(),
        passage,
        source: cite,
    })
}
