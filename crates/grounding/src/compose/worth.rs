//! Delivery of an order that only its worth is known of: "I spend 900k, how much to Solo?".

use super::shipping::Goal;
use super::{Context, Reply};
use crate::atoms::{Atom, Tok, read};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::Matter;
use crate::knowledge::facts::{Found, PolicyFact};
use crate::understand::Ask;

impl Context<'_> {
    /// The rule that makes it free, or the price beside the rule that would. An amount that nobody
    /// spends ("18 ribu kan?") may be the price asked about, so that the price is said, too.
    pub(super) fn delivery_of_worth(&self, ask: &Ask, goal: &Goal) -> Reply {
        let [worth] = ask.money.as_slice() else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        let free = match self.free(goal, Some(*worth)) {
            Ok(free) => free,
            Err(reason) => return Reply::Abstain(reason),
        };
        let rate = self.rate_said(goal);
        match (free, rate) {
            (Some(found), rate) => {
                let spent = ask.has("buy");
                let price = rate.filter(|_| !spent);
                Reply::Said(price.into_iter().chain([self.free_rule(found)]).collect())
            }
            (None, Some(price)) => {
                let rules = self.free_rules_for(goal).map(|f| self.free_rule(f));
                Reply::Said(std::iter::once(price).chain(rules).collect())
            }
            (None, None) => Reply::Abstain(AbstainReason::NoSource),
        }
    }

    /// The price of delivery there in a sentence.
    pub(super) fn rate_said(&self, goal: &Goal) -> Option<Segment> {
        let (cost, found) = self.rate(goal)?;
        Some(self.rate_sentence(goal, cost, found))
    }

    /// Rules that make delivery there free from some worth on.
    fn free_rules_for(&self, goal: &Goal) -> impl Iterator<Item = Found<'_>> {
        self.knowledge.facts().filter(move |f| match &f.fact.fact {
            PolicyFact::FreeShipping { region, .. } => match (region, goal) {
                (None, _) => true,
                (Some(region), Goal::Place(place)) => region.covers(*place) == Some(true),
                (Some(_), Goal::Area(_)) => false,
            },
            _ => false,
        })
    }

    /// The one rule that was not read, names where delivery is free, and reaches there: in the shop's
    /// words. With `always`, only one that sets no bound.
    pub(super) fn free_told(&self, goal: &Goal, always: bool) -> Option<Segment> {
        let Goal::Place(place) = goal else {
            return None;
        };
        let reaching = self.knowledge.on(Matter::FreeShipping).filter(|(_, t)| {
            let mut regions = t.regions.iter();
            t.unread && regions.any(|r| r.covers(*place) == Some(true))
        });
        let found: Vec<_> = reaching.collect();
        let [(policy, topic)] = found.as_slice() else {
            return None;
        };
        let passage = &self.knowledge.policies[*policy].source.passage;
        let text = passage.get(topic.span.0..topic.span.1)?;
        let toks = read(text, self.reader()).toks;
        let bounds = |t: &Tok| {
            let set = [
                "only", "minorder", "over", "under", "ormore", "if", "except", "not",
            ];
            let amount = matches!(t.atom, Atom::Money(_) | Atom::Num(_) | Atom::Days(_));
            amount || set.iter().any(|c| t.is(c))
        };
        if always && toks.iter().any(bounds) {
            return None;
        }
        self.quote(*policy, topic.span)
    }
}
