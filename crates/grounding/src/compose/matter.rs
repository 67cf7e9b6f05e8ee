//! Rules of a matter, quoted where they could not be computed with.

use super::Context;
use super::quote::ASKING;
use crate::atoms::read;
use crate::doc::Segment;
use crate::knowledge::{Matter, PolicyFact};
use crate::lexicon::places::Island;
use crate::understand::{Ask, Intent};

impl Context<'_> {
    /// Every sentence about the ways of paying, when nothing narrower is asked.
    pub(super) fn payment(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let timed = self.knowledge.on(Matter::Advance).next().is_some();
        let when = ["advance", "pickup", "before", "after"];
        let general = |c: &&str| {
            matches!(*c, "pay" | "bank") || ASKING.contains(c) || timed && when.contains(c)
        };
        let plain = ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.mentions.is_empty()
            && ask.places.is_empty()
            && ask.concepts.iter().all(general);
        (plain && ask.has("pay")).then(|| self.quotes(Matter::Payment, |_| true))?
    }

    /// Rules that could not be computed with are quoted when their matter is asked about.
    pub(super) fn on_matter(&self, intent: Intent, ask: &Ask) -> Option<Vec<Segment>> {
        let here = ask.places.iter().all(|p| p.island != Island::Abroad)
            && ask.areas.is_empty()
            && !ask.has("abroad");
        let matter = match intent {
            Intent::Return if ask.has("exchange") && !ask.has("return") => Matter::Exchange,
            Intent::Return => Matter::Returns,
            Intent::Warranty => Matter::Warranty,
            Intent::Hours if ask.has("holiday") => Matter::Holiday,
            Intent::Hours => Matter::Hours,
            Intent::FreeShipping if here => Matter::FreeShipping,
            Intent::ShippingCost | Intent::ShippingTime | Intent::Quote
                if ask.has("ship") && here && ask.places.is_empty() =>
            {
                Matter::Delivery
            }
            _ => return None,
        };
        let items = self.items(ask);
        // A rule about some goods says nothing about others.
        let reaches = |keys: &[String]| {
            matter != Matter::Warranty
                || items.iter().all(|item| {
                    keys.iter()
                        .any(|k| k == "all" || item.keys.iter().flatten().any(|key| key == k))
                })
        };
        // Rules that were read and disagree are not for quoting side by side.
        let partial = |f: crate::knowledge::facts::Found<'_>| {
            matches!(
                f.fact.fact,
                PolicyFact::FreeShipping {
                    some_goods: true,
                    ..
                }
            )
        };
        let open = matter == Matter::Holiday
            || self.knowledge.unread(matter)
            || matter == Matter::FreeShipping && self.knowledge.facts().any(partial);
        open.then(|| self.quotes(matter, reaches))?
    }

    fn quotes(&self, matter: Matter, fits: impl Fn(&[String]) -> bool) -> Option<Vec<Segment>> {
        let mut out = Vec::new();
        let both = [Matter::Returns, Matter::Exchange];
        let beside = both.contains(&matter).then_some(both);
        let policies: Vec<usize> = self
            .knowledge
            .on(matter)
            .map(|(policy, _)| policy)
            .collect();
        let topics = self
            .knowledge
            .policies
            .iter()
            .enumerate()
            .flat_map(|(i, p)| p.topics.iter().map(move |topic| (i, topic)));
        // Returns and exchanges limit each other.
        let wanted = topics.filter(|(policy, topic)| {
            let related = beside.is_some_and(|b| b.iter().any(|m| topic.matters.contains(m)));
            topic.matters.contains(&matter) || related && policies.contains(policy)
        });
        for (policy, topic) in wanted {
            let source = &self.knowledge.policies[policy].source;
            let text = source.passage.get(topic.span.0..topic.span.1)?;
            if fits(&Self::keys_of(&read(text, self.reader()).toks)) {
                out.push(self.quote(policy, topic.span)?);
            }
        }
        (1..=4).contains(&out.len()).then_some(out)
    }
}
