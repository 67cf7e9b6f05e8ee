//! Questions about what would hold for anybody, which a rule of the shop may answer.

use super::own::own_thing;
use super::triage::{Message, numbered_order};
use crate::doc::{HandoffReason, Outcome};

/// Words for what may happen.
const IF: &[&str] = &[
    "if",
    "kalau",
    "kalo",
    "klo",
    "klau",
    "jika",
    "misal",
    "misalnya",
    "misalkan",
    "seandainya",
];

impl Message<'_> {
    /// Whether the matter may be one of rules: what larger orders cost less by, or what would hold
    /// if something happened. What did happen to somebody is for people.
    pub(super) fn may_be_ruled(&self, outcome: &Outcome) -> bool {
        let supposed = || self.lexemes.iter().any(|l| IF.contains(&l.text.as_str()));
        let matter = match outcome {
            Outcome::Handoff(HandoffReason::Negotiation) => true,
            Outcome::Handoff(
                HandoffReason::Complaint | HandoffReason::Order | HandoffReason::Refund,
            ) => supposed(),
            _ => false,
        };
        let own = || {
            self.asks.iter().any(|a| a.any(&["myorder", "changeorder"]))
                || numbered_order(self.toks, self.lexemes)
                || own_thing(self)
        };
        matter && !self.question.attached && !own()
    }
}
