//! When delivery is free.

use super::shipping::Goal;
use super::write::{from, region_name};
use super::{Context, Reply};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::facts::{Found, PolicyFact};
use crate::lexicon::places::{Island, Region};
use crate::understand::Ask;
use crate::value::Value;

/// That no rule makes delivery there free.
const NOT_FREE: (&str, &str) = (
    "Sorry, free shipping does not apply to {to}.",
    "Maaf Kak, gratis ongkir tidak berlaku ke {to}.",
);

impl Context<'_> {
    pub(super) fn free_shipping(&self, ask: &Ask) -> Reply {
        let goal = Self::goal(ask);
        let named = ask.mentions.iter().any(|m| !m.items.is_empty());
        if let (Some(goal), true) = (&goal, named) {
            return self.order_delivery(ask, goal, true);
        }
        let rules: Vec<Found<'_>> = self
            .knowledge
            .facts()
            .filter(|f| matches!(f.fact.fact, PolicyFact::FreeShipping { .. }))
            .collect();
        if rules.is_empty() {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        if let Some(Goal::Place(place)) = goal {
            let reached = |f: &Found<'_>| match &f.fact.fact {
                PolicyFact::FreeShipping {
                    region: Some(region),
                    ..
                } => region.covers(place),
                _ => Some(self.knowledge.delivers(place)),
            };
            if place.island == Island::Abroad || rules.iter().any(|f| reached(f).is_none()) {
                return Reply::Abstain(AbstainReason::NoSource);
            }
            if rules.iter().all(|f| reached(f) == Some(false)) {
                let cites: Vec<_> = rules.iter().map(|f| self.cite_fact(*f)).collect();
                let slots = [("to", self.place(place))];
                let said = self.say_citing(NOT_FREE.0, NOT_FREE.1, &slots, &cites);
                let mut said = vec![said];
                if rules.len() == 1 {
                    said.extend(rules.iter().map(|f| self.free_rule(*f)));
                }
                let priced = ask.delivery_price || ask.any(&["howmuch", "price", "pay"]);
                said.extend(self.rate_said(&Goal::Place(place)).filter(|_| priced));
                return Reply::Said(said);
            }
            let reached_rules = rules.iter().filter(|f| reached(f) == Some(true));
            return Reply::Said(reached_rules.map(|f| self.free_rule(*f)).collect());
        }
        if let Some(goal @ Goal::Area(area)) = &goal {
            // "All over Indonesia?": rules that name where they hold answer it.
            let local = |f: &Found<'_>| {
                matches!(
                    f.fact.fact,
                    PolicyFact::FreeShipping {
                        region: Some(_),
                        ..
                    }
                )
            };
            if *area == Region::Country && rules.iter().all(local) {
                return Reply::Said(rules.iter().map(|f| self.free_rule(*f)).collect());
            }
            if *area == Region::Abroad || !self.knowledge.never_free(area) {
                return Reply::Abstain(AbstainReason::NoSource);
            }
            let cites: Vec<_> = rules.iter().map(|f| self.cite_fact(*f)).collect();
            let slots = [("to", self.goal_slot(goal))];
            let said = self.say_citing(NOT_FREE.0, NOT_FREE.1, &slots, &cites);
            let all = rules.iter().map(|f| self.free_rule(*f));
            return Reply::Said(std::iter::once(said).chain(all).collect());
        }
        // What the order comes to, beside from when delivery is free.
        let order = if goal.is_none() && ask.codes.is_empty() {
            self.lines(ask).ok()
        } else {
            None
        };
        let sum = order.and_then(|lines| self.sum_of(&lines));
        let rules = rules.iter().map(|f| self.free_rule(*f));
        Reply::Said(sum.into_iter().chain(rules).collect())
    }

    /// The rule itself, said from its typed parts.
    pub(super) fn free_rule(&self, found: Found<'_>) -> Segment {
        let PolicyFact::FreeShipping {
            from: threshold,
            inclusive,
            region,
            some_goods,
        } = &found.fact.fact
        else {
            return self.say("", "", &[]);
        };
        // "Java and Bali only" is said as a whole, and so is a rule for some goods.
        if (*some_goods || self.knowledge.facts_in(found.fact.span, found.policy) > 1)
            && let Some(quote) = self.quote(found.policy, found.fact.span)
        {
            return quote;
        }
        let cite = self.cite_fact(found);
        let mut slots = Vec::new();
        if let Some(threshold) = threshold {
            slots.push(("from", from(Value::Money(*threshold), cite.clone())));
        }
        if let Some(region) = region {
            slots.push((
                "to",
                from(
                    Value::Text(region_name(region, self.language)),
                    cite.clone(),
                ),
            ));
        }
        let (mut en, mut id) = match (threshold.is_some(), inclusive) {
            (true, true) => (
                "Free shipping is for orders of {from} or more".to_owned(),
                "Gratis ongkir untuk pesanan minimal {from}".to_owned(),
            ),
            (true, false) => (
                "Free shipping is for orders over {from}".to_owned(),
                "Gratis ongkir untuk pesanan di atas {from}".to_owned(),
            ),
            (false, _) => (
                "Free shipping is for all orders".to_owned(),
                "Gratis ongkir untuk semua pesanan".to_owned(),
            ),
        };
        if region.is_some() {
            en.push_str(", {to} only");
            id.push_str(", khusus {to}");
        }
        en.push('.');
        id.push('.');
        self.say_citing(&en, &id, &slots, &[cite])
    }
}
