//! Rules about delivery to a place that were not read whole, in the shop's own words.

use super::Context;
use crate::atoms::{Atom, Tok, read};
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
        // A price is no answer to "how long?", nor a time to "how much?".
        let timed = ask.intents.contains(&Intent::ShippingTime);
        let priced = ask.intents.contains(&Intent::ShippingCost);
        let told = |text: &str| {
            let toks = read(text, self.reader()).toks;
            let any = |wanted: &dyn Fn(&Tok) -> bool| toks.iter().any(wanted);
            let time = any(&|t| matches!(t.atom, Atom::Span(_)) || t.is("expressship"));
            let price = any(&|t| {
                matches!(t.atom, Atom::Money(_)) || t.is("price") || t.is("courier") || t.is("free")
            });
            (!timed || time) && (!priced || price) && (time || price)
        };
        let mut found: Vec<(u8, usize, (usize, usize))> = Vec::new();
        for (policy, topic) in self.knowledge.on(Matter::Delivery) {
            let passage = &self.knowledge.policies[policy].source.passage;
            let text = passage.get(topic.span.0..topic.span.1).unwrap_or_default();
            if topic.matters.contains(&Matter::FreeShipping) || !told(text) {
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
        one.then(|| self.quote(policy, span).map(|said| vec![said]))?
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
