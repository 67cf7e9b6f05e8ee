//! Days on which nothing is sent, where a policy about orders says that the shop rests.

use super::Context;
use crate::atoms::{Atom, read};
use crate::doc::Segment;
use crate::understand::Ask;

impl Context<'_> {
    /// "Do you ship on Sunday?": the sentence that closes the day, in a policy that speaks of sending.
    pub(super) fn resting(&self, ask: &Ask, asked: &[String]) -> Option<Vec<Segment>> {
        let days = ask.days.filter(|_| asked == ["ship"])?;
        let found = self.sentences(|policy, _, toks| {
            let closes = toks.iter().any(|t| t.is("close") || t.is("not"));
            let named =
                |t: &crate::atoms::Tok| matches!(t.atom, Atom::Days(set) if set & days != 0);
            let passage = &self.knowledge.policies[policy].source.passage;
            let sends = || {
                read(passage, self.reader())
                    .toks
                    .iter()
                    .any(|t| t.is("ship"))
            };
            closes && toks.iter().any(named) && sends()
        });
        self.few(found, 2)
    }
}
