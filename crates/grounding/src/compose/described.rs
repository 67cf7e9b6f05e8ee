//! Questions that no form fits, but that a remark about the item answers in the shop's own words.

use super::quote::ASKING;
use super::{Context, LIST};
use crate::doc::Segment;
use crate::knowledge::Item;
use crate::understand::Ask;
use crate::vocab::name_keys;

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
    "begin",
    "within",
    "pay",
    "including",
    "total",
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

    /// "Automatic or manual?", where the shop tells it of its things by one property: the thing's own
    /// value of it, whatever value was asked about.
    pub(super) fn valued(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let [index] = ask.items()[..] else {
            return None;
        };
        let plain = ask.places.is_empty()
            && ask.codes.is_empty()
            && ask.money.is_empty()
            && ask.dates.is_empty()
            && !ask.absent()
            && ask
                .mentions
                .iter()
                .all(|m| m.sizes.is_empty() && m.quantity.is_none());
        let concepts = ask.concepts.iter().chain(&ask.attributes);
        let words = concepts.filter(|c| !ASKING.contains(c) && !VALUE.contains(c));
        let mut wanted: Vec<String> = words.map(|c| (*c).to_owned()).collect();
        wanted.extend(ask.unknown.iter().cloned());
        if !plain || wanted.is_empty() {
            return None;
        }
        let item = &self.knowledge.items[index];
        let values = |key: &String| -> Vec<Vec<String>> {
            let items = self.knowledge.items.iter();
            items
                .filter_map(|i| i.attributes.get(key))
                .map(|value| name_keys(value))
                .collect()
        };
        let told = item.attributes.iter().find(|(key, value)| {
            let (own, all) = (name_keys(key), values(key));
            let held = |word: &String| all.iter().flatten().any(|k| k == word);
            let short = value.chars().count() <= 60 && !value.contains(". ");
            short
                && all.len() > 1
                && wanted.iter().any(held)
                && wanted.iter().all(|word| held(word) || own.contains(word))
        });
        told.map(|(key, value)| vec![self.listed(item, key, value)])
    }

    /// "Who is it for?"
    pub(super) fn for_whom(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let [index] = ask.items()[..] else {
            return None;
        };
        let only = ask.concepts.iter().all(|c| ASKING.contains(c));
        if !ask.has("who") || !only || !ask.unknown.is_empty() || !ask.attributes.is_empty() {
            return None;
        }
        let item = &self.knowledge.items[index];
        let opens = |text: &&str| {
            let first = text.split(' ').next().unwrap_or_default().to_lowercase();
            matches!(
                first.as_str(),
                "untuk" | "buat" | "khusus" | "cocok" | "for"
            )
        };
        let texts = [(&item.note, "note"), (&item.description, "description")];
        texts.into_iter().find_map(|(text, field)| {
            let sentence = text.as_deref()?.split(". ").find(opens)?;
            Some(vec![self.remark(item, sentence, field)?])
        })
    }

    /// What remarks tell of the things named, with the price where that is asked, too.
    pub(super) fn described_priced(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let mut said = self.described(ask)?;
        let (items, _) = self.meant(ask)?;
        let asked = ask.any(&["price", "howmuch"]) && !ask.any(&["person", "howmany"]);
        if let ([item], true) = (items.as_slice(), asked)
            && let Some(price) = self.price_of(item)
        {
            said.insert(0, price);
        }
        Some(said)
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
