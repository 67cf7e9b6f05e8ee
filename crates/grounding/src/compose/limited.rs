//! What is done in some places only ("COD in Jakarta"), asked about for one.

use super::Context;
use super::quote::{ASKING, COURIERS, speaks};
use crate::atoms::{Atom, Tok};
use crate::doc::Segment;
use crate::understand::Ask;

/// Matters that rules of delivery answer by themselves.
const DELIVERY: &[&str] = &[
    "ship", "free", "freeship", "arrive", "price", "total", "courier",
];

/// Matters of every order.
const ANYHOW: &[&str] = &[
    "cod",
    "qris",
    "card",
    "installment",
    "gopay",
    "ovo",
    "dana",
    "shopeepay",
    "linkaja",
    "paypal",
    "wallet",
    "pickup",
    "courier",
];

impl Context<'_> {
    /// "COD to Tangerang?": the one rule of it that says where, whether it reaches there or not.
    pub(super) fn limited_to(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let mut asked = Self::keys_asked(ask);
        let place = |key: &String| ask.places.iter().any(|p| p.name == key);
        asked.retain(|key| !ASKING.contains(&key.as_str()) && !place(key) && key != "pay");
        let plain = ask.places.len() == 1
            && ask.mentions.is_empty()
            && ask.money.is_empty()
            && ask.days.is_none()
            && ask.spans.is_empty()
            && !ask.any(&["howmuch", "howlong", "when", "where"]);
        // With delivery alone the rules of delivery are asked about.
        asked.retain(|key| !matches!(key.as_str(), "ship" | "arrive" | "stock"));
        let delivery = asked.iter().all(|key| DELIVERY.contains(&key.as_str()));
        if !plain || delivery {
            return None;
        }
        let found = self.sentences(|_, keys, toks| {
            let where_to = |t: &Tok| matches!(t.atom, Atom::Place(_) | Atom::Area(_));
            toks.iter().any(where_to) && asked.iter().all(|key| speaks(keys, key))
        });
        self.few(found, 1)
    }

    /// "If I take one bag, can I pay by COD?": how is paid, sent or fetched does not hang on the thing,
    /// unless a rule names things.
    pub(super) fn whatever_thing(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let asked = ask.any(ANYHOW) || ask.any(COURIERS);
        let idle = |c: &&str| {
            ANYHOW.contains(c) || COURIERS.contains(c) || ASKING.contains(c) || *c == "pay"
        };
        let known = ask.mentions.iter().all(|m| !m.items.is_empty());
        if !asked || ask.mentions.is_empty() || !known || !ask.concepts.iter().all(idle) {
            return None;
        }
        let mut of_shop = ask.clone();
        of_shop.mentions.clear();
        of_shop.intents.clear();
        let said = self.quoted(&of_shop);
        said.or_else(|| self.limited_to(&of_shop))
            .or_else(|| self.never(&of_shop))
    }

    /// "What is the down payment for the sofa?": the one rule that says how much it is.
    pub(super) fn deposit_told(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let idle = |c: &&str| {
            matches!(*c, "deposit" | "price" | "total" | "pay" | "percentword")
                || ASKING.contains(c)
        };
        let known = ask.mentions.iter().all(|m| !m.items.is_empty());
        let plain = ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.places.is_empty()
            && ask.codes.is_empty()
            && ask.money.is_empty()
            && ask.dates.is_empty()
            && ask.spans.is_empty();
        let asked = ask.has("deposit") && ask.any(&["howmuch", "price", "percentword", "total"]);
        if !asked || !plain || !known || !ask.concepts.iter().all(idle) {
            return None;
        }
        let named: Vec<&String> = ask.mentions.iter().flat_map(|m| &m.keys).collect();
        let good = |key: &String| {
            crate::lexicon::word(key).is_some_and(|e| e.class == crate::lexicon::Class::Good)
        };
        let found = self.sentences(|_, keys, toks| {
            let amount = |t: &Tok| matches!(t.atom, Atom::Money(_) | Atom::Percent(_));
            // A rule that does not name the thing may be for others.
            let mut things = keys.iter().filter(|key| good(key));
            let of_it = things.any(|key| named.contains(&key));
            keys.iter().any(|key| key == "deposit")
                && toks.iter().any(amount)
                && (named.is_empty() || of_it)
        });
        self.few(found, 1)
    }

    /// "What is servicing a reel?": work that no item is called, where one rule tells its price, or
    /// how long it takes.
    pub(super) fn work_told(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let idle = [
            "howmuch", "price", "howlong", "total", "finish", "when", "take",
        ];
        let wanted: Vec<&String> = ask.mentions.iter().flat_map(|m| &m.keys).collect();
        let work = wanted
            .iter()
            .any(|key| matches!(key.as_str(), "repair" | "replacement"));
        let plain = ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.places.is_empty()
            && ask.codes.is_empty()
            && ask
                .mentions
                .iter()
                .all(|m| m.quantity.is_none() && m.sizes.is_empty())
            && ask
                .concepts
                .iter()
                .all(|c| idle.contains(c) || ASKING.contains(c));
        if !plain || !work || wanted.len() < 2 {
            return None;
        }
        let priced = ask.any(&["howmuch", "price"]);
        let timed = ask.any(&["howlong", "when"]);
        let found = self.sentences(|_, keys, toks| {
            let amount = toks.iter().any(|t| matches!(t.atom, Atom::Money(_)));
            let time = toks.iter().any(|t| matches!(t.atom, Atom::Span(_)));
            wanted.iter().all(|key| speaks(keys, key)) && (!priced || amount) && (!timed || time)
        });
        (priced || timed).then(|| self.few(found, 1))?
    }
}
