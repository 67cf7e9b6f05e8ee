//! The checker. It shares no code with the composer and would hold against any drafter: it reads
//! the finished text anew and accepts a sentence only when it is
//!
//! 1. one of the program's fixed sentences, or
//! 2. a whole sentence of a cited source, word for word, or
//! 3. a claim in a form it knows, whose every value it has verified in the cited sources.
//!
//! Everything else is held for a person; what contradicts a source is blocked.

mod claims;
mod forms;
mod hard;
mod skeleton;
mod support;
mod truth;

use chrono::{DateTime, Utc};

use crate::atoms::{Reader, read};
use crate::doc::{DraftDoc, Origin, Slot, render};
use crate::knowledge::{Knowledge, SourceRef};
use crate::value::Value;
use crate::verdict::{Reason, Verdict};

/// What is to be checked.
pub struct Submission<'a> {
    /// The text a customer would read.
    pub text: &'a str,
    /// The sources it claims to rest on.
    pub cites: &'a [SourceRef],
    /// Its slots, when it has any; each is verified again.
    pub slots: Vec<&'a Slot>,
}

/// What it is checked against.
pub struct Ground<'a> {
    /// The workspace's knowledge at its current version.
    pub knowledge: &'a Knowledge,
    /// The moment of sending.
    pub now: DateTime<Utc>,
    /// Texts that came from the customer: nothing in them is a fact.
    pub customer: &'a [&'a str],
    /// Strings that must never leave: tokens, prompts, other contacts' data.
    pub protected: &'a [String],
}

/// Checks a text. The same function judges the composer's drafts, a language model's, and a
/// person's edits.
pub fn check(submission: &Submission<'_>, ground: &Ground<'_>) -> Verdict {
    let mut hold = Vec::new();
    let mut block = Vec::new();
    let knowledge = ground.knowledge;
    let reader = Reader {
        names: true,
        ..knowledge.reader(ground.now)
    };
    let reading = read(submission.text, reader);
    sources(submission, knowledge, &mut hold);
    slots(submission, knowledge, &mut hold, &mut block);
    hard::check(submission, ground, &reading, &mut hold, &mut block);
    let judge = support::Judge {
        knowledge,
        now: ground.now,
        cites: submission.cites,
        text: submission.text,
    };
    judge.sentences(&reading, &mut hold, &mut block);
    Verdict::of(hold, block)
}

/// Checks a composed draft: its text must be what the structure renders to.
pub fn check_doc(doc: &DraftDoc, text: &str, ground: &Ground<'_>) -> Verdict {
    let cites = doc.cites();
    let submission = Submission {
        text,
        cites: &cites,
        slots: doc.slots().collect(),
    };
    let verdict = check(&submission, ground);
    if render(doc) == text {
        return verdict;
    }
    let reason = Reason::new(
        "text_differs",
        "Text differs from its structure",
        "The text is not what the draft's slots render to.",
    );
    verdict.and(Verdict::Hold {
        reasons: vec![reason],
    })
}

fn sources(submission: &Submission<'_>, knowledge: &Knowledge, hold: &mut Vec<Reason>) {
    for cite in submission.cites {
        match knowledge.source(&cite.id) {
            None => hold.push(
                Reason::new(
                    "unknown_source",
                    "Source is gone",
                    format!("{} does not exist.", cite.id),
                )
                .about(cite.id.clone()),
            ),
            Some(source) if source.version != cite.version => hold.push(
                Reason::new(
                    "stale_source",
                    "Source has changed",
                    format!("{} was changed after this draft was written.", cite.id),
                )
                .about(cite.id.clone()),
            ),
            Some(_) => {}
        }
    }
}

fn slots(
    submission: &Submission<'_>,
    knowledge: &Knowledge,
    hold: &mut Vec<Reason>,
    block: &mut Vec<Reason>,
) {
    for slot in &submission.slots {
        match &slot.origin {
            Origin::Asked => {}
            Origin::Source(source) => {
                if knowledge
                    .source(&source.id)
                    .is_none_or(|s| s.version != source.version)
                {
                    hold.push(
                        Reason::new(
                            "stale_slot",
                            "A value is out of date",
                            format!("{} has changed.", source.id),
                        )
                        .about(source.id.clone()),
                    );
                }
            }
            Origin::Computed(expr) => {
                let sound = claims::leaves_hold(expr, knowledge);
                let equal = expr.eval().map(Value::Money).as_ref() == Some(&slot.value);
                if !(sound && equal) {
                    block.push(Reason::new(
                        "wrong_computation",
                        "A computed amount is wrong",
                        "Computing it again from the sources gives something else.",
                    ));
                }
            }
        }
    }
}
