//! Comparisons and superlatives.

use super::write::{computed, from, join, name};
use super::{Context, LIST, Reply};
use crate::doc::{AbstainReason, Expr, Segment, Slot};
use crate::knowledge::Item;
use crate::understand::{Ask, Mention};
use crate::value::Value;

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Price,
    Weight,
}

impl By {
    fn of(ask: &Ask) -> Self {
        if ask.any(&[
            "weight", "heavier", "lighter", "heavy", "light", "heaviest", "lightest",
        ]) {
            Self::Weight
        } else {
            Self::Price
        }
    }

    fn value(self, item: &Item) -> Option<(i64, Slot)> {
        match self {
            Self::Price => {
                let price = item.price?;
                Some((price.minor, from(Value::Money(price), item.cite("price"))))
            }
            Self::Weight => {
                let grams = item.weight_g?;
                Some((
                    i64::try_from(grams).ok()?,
                    from(Value::Grams(grams), item.cite("weight_g")),
                ))
            }
        }
    }
}

impl Context<'_> {
    pub(super) fn compare(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        // "How much cheaper": the difference is what is asked for.
        let apart =
            ask.has("diff") || ask.any(&["howmuch", "howmany"]) && ask.any(&["cheaper", "dearer"]);
        // A number beside a name that fits several may be part of it ("the 40 litre one").
        let several = |m: &Mention| m.quantity > Some(1) && m.items.len() == 1;
        if ask.mentions.iter().any(several) {
            return if apart {
                Reply::Abstain(AbstainReason::Unclear)
            } else {
                self.counted(ask)
            };
        }
        if let ([a, b], true) = (items.as_slice(), apart) {
            return self.differing(a, b, ask);
        }
        self.compared(&items, By::of(ask), ask)
    }

    /// "Two jackets or one tent?": what each side comes to, the cheaper first.
    fn counted(&self, ask: &Ask) -> Reply {
        let lines = match self.lines(ask) {
            Ok(lines) => lines,
            Err(reply) => return reply,
        };
        let [a, b] = lines.as_slice() else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        if By::of(ask) == By::Weight {
            // Weights are not added up: only as many of one as of the other compare as one each.
            return if a.pieces == b.pieces {
                self.compared(&self.items(ask), By::Weight, ask)
            } else {
                Reply::Abstain(AbstainReason::Unclear)
            };
        }
        let (Some(x), Some(y)) = (a.expr().eval(), b.expr().eval()) else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        let ordered = if x.minor <= y.minor {
            [(a, x), (b, y)]
        } else {
            [(b, y), (a, x)]
        };
        let said = ordered.map(|(line, total)| {
            let slots = [("total", computed(total, line.expr()))];
            let sum = self.say(": total {total}.", ": total {total}.", &slots);
            let words = self.order_words(std::slice::from_ref(line), true);
            join(vec![words, sum])
        });
        Reply::Said(said.into())
    }

    /// What sets two items apart: the matter named, or both price and weight.
    fn differing(&self, a: &Item, b: &Item, ask: &Ask) -> Reply {
        let priced = ask.any(&["price", "howmuch", "cheap", "dear", "cheaper", "dearer"]);
        let weighed = By::of(ask) == By::Weight;
        let price = self.price_apart(a, b).filter(|_| priced || !weighed);
        let weights = By::Weight.value(a).zip(By::Weight.value(b));
        let weight = weights.map(|(x, y)| self.pair((a, x), (b, y), By::Weight));
        // "What is the difference?": what the shop says of each, too.
        let plain = !priced && !weighed;
        let told = [a, b].map(|item| self.first_remark(item).filter(|_| plain));
        let said: Vec<Segment> = price
            .into_iter()
            .chain(weight.filter(|_| weighed || !priced))
            .chain(told.into_iter().flatten())
            .collect();
        if said.is_empty() {
            Reply::Abstain(AbstainReason::NoSource)
        } else {
            Reply::Said(said)
        }
    }

    /// Two prices with the difference, computed.
    fn price_apart(&self, a: &Item, b: &Item) -> Option<Segment> {
        let (x, y) = (a.price?, b.price?);
        // A price for a kilogram and one for a piece have no difference.
        if a.basis().map(|basis| basis.unit) != b.basis().map(|basis| basis.unit) {
            return None;
        }
        if x.minor == y.minor {
            let (x, y) = (By::Price.value(a)?, By::Price.value(b)?);
            return Some(self.pair((a, x), (b, y), By::Price));
        }
        let (low, high) = if x.minor < y.minor { (a, b) } else { (b, a) };
        let amount = |item: &Item| {
            let money = item.price?;
            let source = item.cite("price");
            Some(Box::new(Expr::Amount { money, source }))
        };
        let expr = Expr::Minus(amount(high)?, amount(low)?);
        let slots = [
            ("a", name(low)),
            ("x", from(Value::Money(low.price?), low.cite("price"))),
            ("b", name(high)),
            ("y", from(Value::Money(high.price?), high.cite("price"))),
            ("d", computed(expr.eval()?, expr)),
        ];
        Some(self.say(
            "The {a} is cheaper than the {b}: {x} versus {y}, a difference of {d}.",
            "{a} lebih murah daripada {b}: {x} dibanding {y}, selisih {d}.",
            &slots,
        ))
    }

    fn compared(&self, items: &[&Item], by: By, ask: &Ask) -> Reply {
        match items {
            [] | [_] => self.which_item(),
            [a, b] => match (by.value(a), by.value(b)) {
                (Some(a_value), Some(b_value)) => {
                    Reply::Said(vec![self.pair((a, a_value), (b, b_value), by)])
                }
                _ => Reply::Abstain(AbstainReason::NoSource),
            },
            many if many.len() <= LIST => match by {
                By::Price => self.price(ask),
                By::Weight => self.weight(ask),
            },
            _ => self.which_item(),
        }
    }

    fn pair(&self, a: (&Item, (i64, Slot)), b: (&Item, (i64, Slot)), by: By) -> Segment {
        let (low, high) = if a.1.0 <= b.1.0 { (a, b) } else { (b, a) };
        let equal = low.1.0 == high.1.0;
        let slots = [
            ("a", name(low.0)),
            ("x", low.1.1.clone()),
            ("b", name(high.0)),
            ("y", high.1.1.clone()),
        ];
        match (by, equal) {
            (By::Price, false) => self.say(
                "The {a} is cheaper than the {b}: {x} versus {y}.",
                "{a} lebih murah daripada {b}: {x} dibanding {y}.",
                &slots,
            ),
            (By::Weight, false) => self.say(
                "The {a} is lighter than the {b}: {x} versus {y}.",
                "{a} lebih ringan daripada {b}: {x} dibanding {y}.",
                &slots,
            ),
            (By::Price, true) => self.say(
                "The {a} and the {b} have the same price: {x}.",
                "Harga {a} dan {b} sama saja: {x}.",
                &slots,
            ),
            (By::Weight, true) => self.say(
                "The {a} and the {b} have the same weight: {x}.",
                "Berat {a} dan {b} sama saja: {x}.",
                &slots,
            ),
        }
    }

    /// The cheapest or heaviest of the items named: its value says the rest.
    fn extreme(&self, items: &[&Item], by: By, ask: &Ask) -> Reply {
        let high = ask.any(&["heaviest", "dearest"]);
        let valued: Option<Vec<(i64, &Item)>> = items
            .iter()
            .map(|item| Some((by.value(item)?.0, *item)))
            .collect();
        let best = valued.and_then(|all| {
            let key = |(n, _): &(i64, &Item)| if high { -n } else { *n };
            all.into_iter().min_by_key(key)
        });
        let index = best.and_then(|(_, item)| {
            let all = self.knowledge.items.iter();
            all.enumerate()
                .find(|(_, i)| i.sku == item.sku)
                .map(|(n, _)| n)
        });
        let Some(index) = index else {
            return self.compared(items, by, ask);
        };
        let mut one = ask.clone();
        one.mentions.truncate(1);
        if let Some(mention) = one.mentions.first_mut() {
            mention.items = vec![index];
        }
        match by {
            By::Price => self.price(&one),
            By::Weight => self.weight(&one),
        }
    }

    pub(super) fn superlative(&self, ask: &Ask) -> Reply {
        let by = By::of(ask);
        if ask.mentions.iter().any(|m| !m.keys.is_empty()) {
            let items = self.items(ask);
            return match items.as_slice() {
                [_] => match by {
                    By::Price => self.price(ask),
                    By::Weight => self.weight(ask),
                },
                _ => self.extreme(&items, by, ask),
            };
        }
        let high = ask.any(&["heaviest", "dearest"]);
        let valued: Vec<(&Item, (i64, Slot))> = self
            .knowledge
            .items
            .iter()
            .filter_map(|i| Some((i, by.value(i)?)))
            .collect();
        let complete = valued.len() == self.knowledge.items.len();
        let best = valued
            .iter()
            .map(|(_, (n, _))| if high { -n } else { *n })
            .min();
        let winners: Vec<&(&Item, (i64, Slot))> = valued
            .iter()
            .filter(|(_, (n, _))| Some(if high { -n } else { *n }) == best)
            .collect();
        let [(item, (_, value))] = winners.as_slice() else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        let slots = [("item", name(item)), ("value", value.clone())];
        let word = match (by, high) {
            (By::Price, false) => ("cheapest", "termurah"),
            (By::Price, true) => ("most expensive", "termahal"),
            (By::Weight, false) => ("lightest", "teringan"),
            (By::Weight, true) => ("heaviest", "terberat"),
        };
        let (en, id) = if complete {
            (
                format!("Our {} product is the {{item}}: {{value}}.", word.0),
                format!("Produk kami yang {} adalah {{item}}: {{value}}.", word.1),
            )
        } else {
            let (dim_en, dim_id) = if by == By::Price {
                ("price", "harga")
            } else {
                ("weight", "berat")
            };
            (
                format!(
                    "Of our products with a listed {dim_en}, the {} is the {{item}}: {{value}}.",
                    word.0
                ),
                format!(
                    "Dari produk kami dengan {dim_id} tercantum, yang {} adalah {{item}}: {{value}}.",
                    word.1
                ),
            )
        };
        Reply::Said(vec![self.say(&en, &id, &slots)])
    }
}
