//! What the shop has, as a list.

use super::write::name;
use super::{Context, LIST, Reply};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::Item;
use crate::lexicon::{self, Class};
use crate::understand::Ask;

pub(super) fn is_colour(label: &str) -> bool {
    let mut words = label.split([' ', '-']);
    words.any(|w| lexicon::word(&w.to_lowercase()).is_some_and(|e| e.class == Class::Colour))
}

impl Context<'_> {
    /// "What is in stock?", "what is sold out?" of a small shop that knows its stock.
    pub(super) fn stock_list(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let open = ask.any(&["what", "which", "all"]) && ask.mentions.is_empty();
        let items = &self.knowledge.items;
        let known = items.len() <= LIST && items.iter().all(|i| i.total_stock().is_some());
        if !open || !known || !ask.unknown.is_empty() {
            return None;
        }
        let gone = ask.has("nostock");
        let mut said = Vec::new();
        for item in items {
            let sized = !item.sizes.is_empty() && item.stock.iter().all(|(l, _)| l.is_some());
            if sized {
                let sizes = item.stock.iter().filter(|(_, n)| (*n == 0) == gone);
                let lines =
                    sizes.filter_map(|(l, n)| Some(self.size_line(item, l.as_deref()?, *n)));
                said.extend(lines);
            } else if (item.total_stock() == Some(0)) == gone {
                said.extend(self.stock_of(item, 1, false, gone)?);
            }
        }
        (!said.is_empty()).then_some(said)
    }

    pub(super) fn catalogue(&self, ask: &Ask) -> Reply {
        // "Which colours?" of a thing whose variants the shop lists as sizes.
        if ask.has("color")
            && let [item] = self.items(ask)[..]
            && item.sizes.iter().any(|s| is_colour(s))
        {
            // "Which colours are there now?": with what is left of each.
            return if ask.has("stock") {
                self.stock(ask)
            } else {
                self.sizes(ask)
            };
        }
        let items = if ask.mentions.iter().any(|m| !m.keys.is_empty()) {
            let named = self.items(ask);
            if ask.has("color") {
                self.siblings(&named)
            } else {
                named
            }
        } else {
            self.knowledge.items.iter().take(12).collect()
        };
        // Names without a colour do not say which there are.
        let coloured = |item: &&Item| {
            let mut keys = item.keys.iter().flatten();
            keys.any(|k| lexicon::word(k).is_some_and(|e| e.class == Class::Colour))
        };
        let colourless = ask.has("color") && !ask.mentions.is_empty();
        if items.is_empty() || colourless && !items.iter().any(coloured) {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        let mut said = vec![self.say("Our products:", "Produk kami:", &[])];
        said.extend(
            items
                .iter()
                .map(|i| self.say("• {item}", "• {item}", &[("item", name(i))])),
        );
        Reply::Said(said)
    }

    /// Items of the same kind in any colour.
    fn siblings<'b>(&'b self, named: &[&'b Item]) -> Vec<&'b Item> {
        let [item] = named else { return named.to_vec() };
        let kind = |item: &Item| -> Vec<String> {
            let keys = item.keys.first().cloned().unwrap_or_default();
            keys.into_iter()
                .filter(|k| lexicon::word(k).is_none_or(|e| e.class != Class::Colour))
                .collect()
        };
        let own = kind(item);
        self.knowledge
            .items
            .iter()
            .filter(|i| kind(i) == own)
            .take(LIST)
            .collect()
    }
}
