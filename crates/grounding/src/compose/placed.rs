//! Rules about delivery to a place that were not read whole, in the shop's own words.

use super::Context;
use crate::atoms::{Atom, read};
use crate::doc::Segment;
use crate::knowledge::{Matter, PolicyFact};
use crate::lexicon::places::Region;
use crate::understand::{Ask, Intent};

/// Words of delivery that the narrowest rule for a place answers.
const PLAIN: &[&str] = &[
    "ship", "price", "howmuch", "howlong", "take", "arrive", "can", "have", "not", "confirm",
    "when", "what", "pay", "how", "buy", "expect",
];

impl Context<'_> {
    /// The sentence about delivery that reaches the one place asked about, the narrowest of them.
    pub(super) fn placed(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let delivery = [Intent::ShippingCost, Intent::ShippingTime, Intent::ShipsTo];
        let [place] = ask.places.as_slice() else {
            return None;
        };
        let plain = ask.mentions.is_empty()
            && ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.areas.is_empty()
            && ask.money.is_empty()
            && ask.concepts.iter().all(|c| PLAIN.contains(c))
            && ask.intents.iter().all(|i| delivery.contains(i));
        if !plain {
            return None;
        }
        if let Some((policy, span)) = self.knowledge.refuses_delivery(*place) {
            return Some(vec![self.quote(policy, span)?]);
        }
        let mut found: Vec<(u8, usize, (usize, usize))> = Vec::new();
        for (policy, topic) in self.knowledge.on(Matter::Delivery) {
            if topic.matters.contains(&Matter::FreeShipping) {
                continue;
            }
            let reached = topic
                .regions
                .iter()
                .filter(|r| r.covers(*place) == Some(true));
            if let Some(narrow) = reached.map(Region::narrowness).max() {
                found.push((narrow, policy, topic.span));
            }
        }
        let best = found.iter().map(|f| f.0).max()?;
        let mut narrowest = found.into_iter().filter(|f| f.0 == best);
        let (_, policy, span) = narrowest.next()?;
        let one = narrowest.next().is_none();
        let text = self.knowledge.policies[policy]
            .source
            .passage
            .get(span.0..span.1)?;
        let told = read(text, self.reader()).toks.iter().any(|t| {
            matches!(t.atom, Atom::Money(_) | Atom::Span(_)) || t.is("price") || t.is("courier")
        });
        (one && told).then(|| self.quote(policy, span).map(|said| vec![said]))?
    }

    /// The rule of free delivery, where there is one.
    pub(super) fn only_free_rule(&self) -> Option<Segment> {
        let mut rules = self
            .knowledge
            .facts()
            .filter(|f| matches!(f.fact.fact, PolicyFact::FreeShipping { .. }));
        match (rules.next(), rules.next()) {
            (Some(rule), None) => Some(self.free_rule(rule)),
            _ => None,
        }
    }
}
