//! "How much, and does the frame come with it?": a form answers a part, a remark of the item the rest.

use super::{Context, Reply};
use crate::doc::Segment;
use crate::understand::{Ask, Intent, intent};

/// What may be answered beside a remark.
const FORMS: &[Intent] = &[
    Intent::Price,
    Intent::Stock,
    Intent::Overview,
    Intent::Sizes,
    Intent::Weight,
];

impl Context<'_> {
    /// The answer without `left`, and the remark of the one item that speaks of all of it.
    pub(super) fn with_remark(&self, ask: &Ask, left: &[String]) -> Option<Vec<Segment>> {
        let [index] = ask.items()[..] else {
            return None;
        };
        let item = &self.knowledge.items[index];
        let rest = Self::without(ask, left);
        let plain = !rest.intents.is_empty() && rest.intents.iter().all(|i| FORMS.contains(i));
        let left: Vec<String> = left.iter().filter(|w| *w != "value").cloned().collect();
        if !plain
            || left.is_empty()
            || !ask.codes.is_empty()
            || ask.absent()
            || !intent::ignored(&rest).is_empty()
        {
            return None;
        }
        let wanted: Vec<&str> = left.iter().map(String::as_str).collect();
        let remark = self.property(item, &wanted)?;
        let mut said = Vec::new();
        for intent in &rest.intents {
            match self.one(*intent, &rest) {
                Reply::Said(more) => said.extend(more),
                _ => return None,
            }
        }
        if !said.contains(&remark) {
            said.push(remark);
        }
        Some(said)
    }

    /// Whether price or stock is asked for in so many words, beside what else is asked.
    pub(super) fn asks_more(ask: &Ask) -> bool {
        ask.any(&["price", "including", "stock", "nostock", "visit"])
    }

    /// The clause without the words that a remark answers.
    fn without(ask: &Ask, left: &[String]) -> Ask {
        let mut rest = ask.clone();
        rest.unknown.clear();
        rest.attributes.clear();
        rest.concepts
            .retain(|c| *c != "including" && !left.iter().any(|word| word == c));
        rest.intents = intent::of(&rest);
        rest
    }
}
