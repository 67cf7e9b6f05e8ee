//! What is done in some places only ("COD in Jakarta"), asked about for one.

use super::Context;
use super::quote::{ASKING, speaks};
use crate::atoms::{Atom, Tok};
use crate::doc::Segment;
use crate::understand::Ask;

/// Matters that rules of delivery answer by themselves.
const DELIVERY: &[&str] = &[
    "ship", "free", "freeship", "arrive", "price", "total", "courier",
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
}
