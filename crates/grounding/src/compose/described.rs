//! Questions that no form fits, but that a remark about the item answers in the shop's own words.

use super::quote::ASKING;
use super::{Context, LIST};
use crate::doc::Segment;
use crate::knowledge::Item;
use crate::understand::Ask;

/// Words that ask for a value without saying of what.
const VALUE: &[&str] = &[
    "measureword",
    "apply",
    "day",
    "want",
    "description",
    "unitword",
    "come",
    "cover",
    "price",
    "often",
    "whichday",
    "clock",
    "within",
    "pay",
];

impl Context<'_> {
    /// Remarks that hold every content word of the question, one for each item it names.
    pub(super) fn described(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let narrowed = !ask.places.is_empty()
            || !ask.areas.is_empty()
            || !ask.codes.is_empty()
            || !ask.money.is_empty()
            || !ask.dates.is_empty()
            || ask.mentions.iter().any(|m| !m.sizes.is_empty());
        if narrowed || ask.mentions.is_empty() {
            return None;
        }
        let (items, left) = self.meant(ask)?;
        let mut wanted = left;
        wanted.extend(ask.unknown.iter().cloned());
        let concepts = ask.concepts.iter().chain(&ask.attributes);
        wanted.extend(
            concepts
                .filter(|c| !ASKING.contains(c) && !VALUE.contains(c))
                .map(|c| (*c).to_owned()),
        );
        // "What does the mix contain?": the mix is what a remark must speak of.
        if wanted.len() > 1 {
            wanted.retain(|word| word != "contents");
        }
        if wanted.is_empty() && ask.has("howlong") {
            wanted.push("take".to_owned());
        }
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        if wanted.is_empty() || items.is_empty() || items.len() > LIST {
            return None;
        }
        items
            .into_iter()
            .map(|item| self.property(item, &wanted))
            .collect()
    }

    /// The items meant, with the words of their naming that are no part of a name: "backpack rain
    /// cover" is the backpack and its rain cover.
    pub(super) fn meant(&self, ask: &Ask) -> Option<(Vec<&Item>, Vec<String>)> {
        let mut items: Vec<&Item> = Vec::new();
        let mut left = Vec::new();
        for mention in ask.mentions.iter().filter(|m| !m.keys.is_empty()) {
            if !mention.items.is_empty() {
                items.extend(mention.items.iter().map(|i| &self.knowledge.items[*i]));
                continue;
            }
            match self.split(&mention.keys) {
                Some((found, rest)) => {
                    items.extend(found);
                    left.extend(rest);
                }
                None => left.extend(mention.keys.iter().cloned()),
            }
        }
        (!items.is_empty()).then_some((items, left))
    }

    /// The things that the most of these words name, with the words left: "the bed in the family room".
    fn split(&self, keys: &[String]) -> Option<(Vec<&Item>, Vec<String>)> {
        let having = |name: &[String]| -> Vec<&Item> {
            let items = self.knowledge.items.iter();
            items.filter(|item| item.has_keys(name)).collect()
        };
        let from = |first: usize| {
            let mut name: Vec<String> = Vec::new();
            let mut left = Vec::new();
            let order = keys.iter().cycle().skip(first).take(keys.len());
            for key in order {
                name.push(key.clone());
                if having(&name).is_empty() {
                    left.extend(name.pop());
                }
            }
            (name, left)
        };
        let (name, left) = (0..keys.len())
            .map(from)
            .min_by_key(|(_, left)| left.len())?;
        (!name.is_empty()).then(|| (having(&name), left))
    }
}
