//! Rules about delivery to a place that were not read whole, in the shop's own words.

use super::Context;
use super::quote::{ASKING, speaks};
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

/// Words that a rule with distances and weights answers by its amounts.
const MEASURING: &[&str] = &[
    "distance", "free", "price", "ship", "laundry", "clothes", "within", "over", "until", "person",
];

impl Context<'_> {
    /// A rule with distances, when a distance is named: all of it, since its parts tell each other's
    /// limits. Which part holds is left to the reader.
    pub(super) fn by_distance(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let narrowed = ask.days.is_some() || !ask.dates.is_empty() || !ask.times.is_empty();
        if ask.far.is_empty() || narrowed || !ask.unknown.is_empty() || !ask.codes.is_empty() {
            return None;
        }
        let mut asked = Self::keys_asked(ask);
        asked.retain(|key| !ASKING.contains(&key.as_str()) && !MEASURING.contains(&key.as_str()));
        if asked.is_empty() {
            return None;
        }
        let mut found = self
            .knowledge
            .policies
            .iter()
            .enumerate()
            .filter(|(position, policy)| {
                let toks = read(&policy.source.passage, self.reader()).toks;
                let measured = toks
                    .iter()
                    .any(|t| matches!(&t.atom, Atom::Measure(m) if m.ends_with("km")));
                let mut keys = Self::keys_of(&toks);
                keys.extend(self.title_keys(*position));
                measured && asked.iter().all(|key| speaks(&keys, key))
            });
        let (position, policy) = found.next()?;
        if found.next().is_some() || policy.sentences.len() > 4 {
            return None;
        }
        let quotes = policy
            .sentences
            .iter()
            .map(|span| self.quote(position, *span));
        quotes.collect()
    }

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

    /// "To Bali, may I?": the one sentence of all rules that names the place.
    pub(super) fn of_place(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let [place] = ask.places.as_slice() else {
            return None;
        };
        let idle = |c: &&str| ASKING.contains(c) || *c == "bring";
        let plain = ask.mentions.is_empty()
            && ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.intents.is_empty()
            && ask.concepts.iter().all(idle);
        if !plain {
            return None;
        }
        let found = self.sentences(|_, _, toks| {
            let named = |t: &Tok| matches!(&t.atom, Atom::Place(p) if p.name == place.name);
            toks.iter().any(named)
        });
        self.few(found, 1)
    }

    /// "What more on Saturdays?": the rules that charge more on the days named.
    pub(super) fn dearer_on(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let days = ask.days?;
        let only =
            |c: &&str| matches!(*c, "howmuch" | "price" | "plus" | "total" | "have" | "same");
        let plain = ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.mentions.is_empty()
            && ask.places.is_empty()
            && ask.times.is_empty()
            && ask.concepts.iter().all(only)
            && ask.any(&["howmuch", "price", "plus"]);
        if !plain {
            return None;
        }
        let found = self.sentences(|_, _, toks| {
            let named = |t: &Tok| matches!(t.atom, Atom::Days(set) if set & days != 0);
            let amount = |t: &Tok| matches!(t.atom, Atom::Money(_) | Atom::Percent(_));
            let more = |t: &Tok| t.is("plus");
            toks.iter().any(named) && toks.iter().any(amount) && toks.iter().any(more)
        });
        self.few(found, 2)
    }

    /// "Boots, too?": a rule that refuses the very thing, which no item is called.
    pub(super) fn refused_kind(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let wanted: Vec<&String> = ask.mentions.iter().flat_map(|m| &m.keys).collect();
        let absent = ask.mentions.iter().all(|m| m.items.is_empty());
        let idle = |c: &&str| ASKING.contains(c);
        let plain = absent
            && !wanted.is_empty()
            && ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.places.is_empty()
            && ask.concepts.iter().all(idle);
        if !plain {
            return None;
        }
        let refusing = ["accept", "sell", "have", "stock", "ship", "repair"];
        let found = self.sentences(|_, keys, _| {
            let has = |c: &str| keys.iter().any(|key| key == c);
            has("not")
                && refusing.iter().any(|c| has(c))
                && wanted.iter().all(|key| has(key.as_str()))
        });
        self.few(found, 1)
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

/// Whether a sentence says where something is, and does not only speak of places.
pub(super) fn located(toks: &[Tok]) -> bool {
    let street = |word: &str| {
        matches!(
            word,
            "jalan"
                | "jl"
                | "jln"
                | "ruko"
                | "blok"
                | "gang"
                | "gg"
                | "mall"
                | "mal"
                | "pasar"
                | "lantai"
                | "street"
                | "st"
                | "road"
                | "rd"
                | "avenue"
                | "floor"
                | "plaza"
                | "komplek"
                | "kompleks"
                | "perumahan"
        )
    };
    toks.iter().any(|t| match &t.atom {
        Atom::Other(word) => street(word),
        Atom::Place(_) => true,
        _ => false,
    })
}
