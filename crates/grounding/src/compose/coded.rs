//! What codes take off, and where their terms are told instead.

use super::total::{Coded, Line};
use super::write::{computed, from, name};
use super::{Context, Reply};
use crate::doc::{Expr, Segment, Slot};
use crate::knowledge::{Off, Promo, PromoTerms};
use crate::understand::{Ask, Mention};
use crate::value::{Money, Value};

/// Most things that are told one by one.
const FEW: usize = 4;

impl Context<'_> {
    /// "What do I save?", "the price before and after": what it costs without the code and with it.
    pub(super) fn before_and_after(&self, ask: &Ask) -> Reply {
        let mut plain = ask.clone();
        plain
            .concepts
            .retain(|c| !matches!(*c, "pricesboth" | "save"));
        let items = self.items(ask);
        let Ok(Some(coded)) = self.code_of(&plain) else {
            return self.promo_price(&plain);
        };
        if items.is_empty() || !items.iter().all(|item| coded.1.scope.covers(item)) {
            return self.promo_price(&plain);
        }
        let saved = ask.has("save").then(|| self.saved(&plain, coded)).flatten();
        if let Some(said) = saved {
            return Reply::Said(vec![said]);
        }
        let single = matches!(ask.mentions.as_slice(), [m] if m.quantity.unwrap_or(1) == 1);
        let full = if single {
            self.price(&plain)
        } else {
            self.order_total(&plain, None)
        };
        match (full, self.promo_price(&plain)) {
            (Reply::Said(mut said), Reply::Said(less)) => {
                said.extend(less);
                Reply::Said(said)
            }
            (_, other) => other,
        }
    }

    /// What one piece of one item costs with a code, and what that is less than its price.
    fn saved(&self, ask: &Ask, coded: Coded<'_>) -> Option<Segment> {
        if !ask.places.is_empty() || !ask.areas.is_empty() || coded.1.days.is_some() {
            return None;
        }
        self.single_with_code(ask, coded)?;
        let lines = self.lines(ask).ok()?;
        let after = Self::goods(&lines, Some(coded));
        let less = Expr::Minus(Box::new(Self::goods(&lines, None)), Box::new(after.clone()));
        let code = from(Value::Code(coded.0.code.clone()), coded.0.cite());
        let slots = [
            ("code", code),
            Self::off_slot(coded.0, coded.1),
            ("item", name(lines.first()?.item)),
            ("total", computed(after.eval()?, after)),
            ("less", computed(less.eval()?, less)),
        ];
        Some(self.say(
            "With code {code} ({percent} off), the {item} costs {total}, cheaper by {less}.",
            "Dengan kode {code} (diskon {percent}), harga {item} menjadi {total}, lebih murah {less}, Kak.",
            &slots,
        ))
    }

    /// "Kode X jadi berapa?": the price with it of the few things that it is for.
    pub(super) fn code_alone(&self, ask: &Ask) -> Option<Reply> {
        let asked = ask.any(&["total", "become"]) && !ask.has("percentword");
        if !asked || !ask.mentions.is_empty() || !ask.places.is_empty() {
            return None;
        }
        let coded = self.code_of(ask).ok().flatten()?;
        let covered = (0..self.knowledge.items.len())
            .filter(|i| coded.1.scope.covers(&self.knowledge.items[*i]));
        let items: Vec<usize> = covered.collect();
        let computed = coded.1.amount().is_none() && coded.1.min_order.is_none();
        if !computed || coded.1.days.is_some() || !(1..=FEW).contains(&items.len()) {
            return None;
        }
        let mut of_all = ask.clone();
        of_all.concepts.retain(|c| *c != "total");
        of_all.mentions = vec![Mention {
            items,
            plural: true,
            headed: true,
            ..Mention::default()
        }];
        match self.each_with_code(&of_all, coded) {
            said @ Reply::Said(_) => Some(said),
            _ => None,
        }
    }

    /// "Does it work for an order of 100k?": the terms say from when on.
    pub(super) fn code_for_worth(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let ([code], [_]) = (ask.codes.as_slice(), ask.money.as_slice()) else {
            return None;
        };
        let plain = ask.mentions.is_empty()
            && ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.dates.is_empty()
            && ask.days.is_none();
        let promo = self.knowledge.promo(code).filter(|_| plain)?;
        let bounded = promo.terms.as_ref()?.min_order.is_some();
        match self.promo_told(promo) {
            Reply::Said(said) if bounded => Some(said),
            _ => None,
        }
    }

    /// The terms, where the order does not reach the code, or what goes off is in doubt.
    pub(super) fn told_instead(
        &self,
        ask: &Ask,
        lines: &[Line<'_>],
        (promo, terms): Coded<'_>,
    ) -> Option<Reply> {
        let below = Self::below_minimum(lines, terms);
        if !below && !Self::doubtful(lines, terms) {
            return None;
        }
        let full = below.then(|| self.order_total(ask, None));
        Some(match (self.promo_told(promo), full) {
            // The code does nothing there: what it comes to without.
            (Reply::Said(mut said), Some(Reply::Said(more))) => {
                said.extend(more);
                Reply::Said(said)
            }
            (told, _) => told,
        })
    }

    /// " with code NOV10 (10% off)"
    pub(super) fn with_code(&self, promo: &Promo, terms: &PromoTerms) -> Segment {
        let code = ("code", from(Value::Code(promo.code.clone()), promo.cite()));
        let (en, id) = match terms.off {
            Off::Percent(_) => (
                " with code {code} ({percent} off)",
                " dengan kode {code} (diskon {percent})",
            ),
            Off::Amount(_) => (
                " with code {code} ({amount} off)",
                " dengan kode {code} (potongan {amount})",
            ),
        };
        self.say(en, id, &[code, Self::off_slot(promo, terms)])
    }

    /// Whether the code takes an amount off that may go off several times, or is more than the goods.
    fn doubtful(lines: &[Line<'_>], terms: &PromoTerms) -> bool {
        let reached = || lines.iter().filter(|line| terms.scope.covers(line.item));
        let pieces = reached().map(|line| line.pieces).sum();
        let worth = Expr::Sum(reached().map(Line::expr).collect()).eval();
        terms.amount().is_some_and(|off| {
            !terms.once(pieces) || worth.is_none_or(|worth| worth.minor < off.minor)
        })
    }

    /// What the code takes off, as a slot with its name.
    pub(super) fn off_slot(promo: &Promo, terms: &PromoTerms) -> (&'static str, Slot) {
        match terms.off {
            Off::Percent(percent) => ("percent", from(Value::Percent(percent), promo.cite())),
            Off::Amount(money) => ("amount", from(Value::Money(money), promo.cite_whole())),
        }
    }

    fn below_minimum(lines: &[Line<'_>], terms: &PromoTerms) -> bool {
        let worth = Self::goods(lines, None).eval();
        let below = |minimum: Money| worth.is_none_or(|worth| worth.minor < minimum.minor);
        terms.min_order.is_some_and(below)
    }
}
