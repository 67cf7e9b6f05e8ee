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

/// Words that ask what is allowed.
const MAY: &[&str] = &[
    "can", "may", "bisa", "bs", "bsa", "boleh", "blh", "apakah", "apa",
];

impl Message<'_> {
    /// "Broken on arrival, how does it go?"
    fn asks_how(&self) -> bool {
        self.toks.iter().any(|t| t.is("how"))
    }

    /// "Can I cancel for free?", without a word of what happened.
    fn allowed(&self) -> bool {
        let done = |t: &crate::atoms::Tok| t.is("already") || t.is("ago") || t.is("past");
        self.lexemes.iter().any(|l| MAY.contains(&l.text.as_str()))
            && !self.toks.iter().any(done)
            && !self
                .asks
                .iter()
                .any(|a| a.any(&["complaint", "paid", "human"]))
    }

    /// "Can a faulty one be exchanged?", of nobody's own.
    fn in_general(&self) -> bool {
        let own = [
            "saya", "sy", "aku", "ak", "gue", "gua", "gw", "my", "mine", "i", "nih", "ini", "itu",
            "this",
        ];
        let can = ["can", "may", "bisa", "bs", "bsa", "boleh", "blh"];
        let done = |t: &crate::atoms::Tok| t.is("already") || t.is("ago") || t.is("past");
        let said = |list: &[&str]| self.lexemes.iter().any(|l| list.contains(&l.text.as_str()));
        said(&can) && !said(&own) && !self.toks.iter().any(done)
    }

    /// Whether the matter may be one of rules: what larger orders cost less by, or what would hold
    /// if something happened. What did happen to somebody is for people.
    pub(super) fn may_be_ruled(&self, outcome: &Outcome) -> bool {
        let supposed = || self.lexemes.iter().any(|l| IF.contains(&l.text.as_str()));
        let matter = match outcome {
            Outcome::Handoff(HandoffReason::Negotiation | HandoffReason::Advice) => true,
            Outcome::Handoff(HandoffReason::Complaint) => {
                supposed() || self.asks_how() || self.in_general()
            }
            Outcome::Handoff(HandoffReason::Order | HandoffReason::Refund) => {
                supposed() || self.allowed() || self.asks_how()
            }
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
