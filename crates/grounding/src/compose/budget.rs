//! What costs no more, or no less, than an amount.

use super::write::fixed;
use super::{Context, LIST, Reply};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::Item;
use crate::phrases::Phrase;
use crate::understand::Ask;

impl Context<'_> {
    pub(super) fn budget(&self, ask: &Ask) -> Reply {
        let Some(bounds) = bounds(ask) else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        let named = self.items(ask);
        if ask.mentions.iter().any(|m| !m.keys.is_empty()) && named.is_empty() {
            return Reply::Abstain(AbstainReason::UnknownItem);
        }
        let among: Vec<&Item> = match named.as_slice() {
            [] => self.knowledge.items.iter().collect(),
            [_] => return self.price(ask),
            _ => named.clone(),
        };
        let mut fitting: Vec<&Item> = among
            .into_iter()
            .filter(|item| item.price.is_some_and(|p| bounds.hold(p.minor)))
            .collect();
        fitting.sort_by_key(|item| item.price.map(|p| p.minor));
        fitting.truncate(LIST);
        if fitting.is_empty() {
            // Prices that do not fit say so by themselves.
            fitting = named.into_iter().take(LIST).collect();
        }
        let lines: Vec<Segment> = fitting
            .iter()
            .filter_map(|item| self.price_line(item))
            .collect();
        if lines.is_empty() {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        let mut said = vec![fixed(Phrase::Prices, self.language)];
        said.extend(lines);
        Reply::Said(said)
    }
}

/// The amounts that are wanted, ends included.
struct Bounds {
    low: i64,
    high: i64,
}

impl Bounds {
    fn hold(&self, amount: i64) -> bool {
        (self.low..=self.high).contains(&amount)
    }
}

fn bounds(ask: &Ask) -> Option<Bounds> {
    let amounts: Vec<i64> = ask.money.iter().map(|m| m.minor).collect();
    match (amounts.as_slice(), ask.has("under"), ask.has("over")) {
        ([most], true, false) => Some(Bounds {
            low: 0,
            high: most - 1,
        }),
        ([least], false, true) => Some(Bounds {
            low: least + 1,
            high: i64::MAX,
        }),
        ([most], false, false) if !ask.has("between") => Some(Bounds {
            low: 0,
            high: *most,
        }),
        ([a, b], ..) => Some(Bounds {
            low: *a.min(b),
            high: *a.max(b),
        }),
        _ => None,
    }
}
