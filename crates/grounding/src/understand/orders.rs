//! Orders told in several sentences: what is bought, where it goes, with which code, what it is worth.

use super::context::take_mentions;
use super::takes::{of_orders, own_matter};
use super::{Ask, Intent, Mention, intent};

/// "Two blue jackets. To Surabaya. With NOV10. What do I pay?": the total is of all that was stated.
pub(super) fn summed(asks: &mut Vec<Ask>) {
    let bare = |a: &Ask| a.has("total") && a.price_alone() && a.codes.is_empty();
    let Some(at) = asks.iter().position(bare) else {
        return;
    };
    let asking = [
        "what", "which", "when", "where", "how", "howmuch", "howmany", "howlong", "price",
        "return", "warranty", "exchange", "refund", "cancel",
    ];
    let states = |a: &Ask| {
        !a.questioned
            && !a.any(&asking)
            && !a.absent_by_name()
            && a.unknown.is_empty()
            && a.attributes.is_empty()
            && a.dates.is_empty()
            && a.spans.is_empty()
            && (!a.mentions.is_empty()
                || !a.places.is_empty()
                || !a.codes.is_empty()
                || a.own_matter())
            && (a.concepts.iter().all(|c| a.tells(c)) || a.conditioned())
    };
    let stated: Vec<bool> = asks
        .iter()
        .enumerate()
        .map(|(i, ask)| i < at && states(ask))
        .collect();
    let parts = stated.iter().filter(|s| **s).count();
    let told = || {
        asks.iter()
            .zip(&stated)
            .filter(|(_, s)| **s)
            .map(|(a, _)| a)
    };
    let several = parts > 1 && told().any(Ask::names_items);
    if !several && !told().any(Ask::conditioned) {
        return;
    }
    let mut total = asks[at].clone();
    told().for_each(|ask| total.join(ask));
    asks[at] = total;
    let mut kept = stated.iter();
    asks.retain(|_| kept.next() != Some(&true));
}

impl Ask {
    /// Whether the concept tells of the order itself: "I take two", "my address is in Solo".
    fn tells(&self, concept: &str) -> bool {
        of_orders(concept) || concept == "take" || concept == "address" && !self.places.is_empty()
    }

    fn own_matter(&self) -> bool {
        let mut concepts = self.concepts.iter();
        concepts.any(|c| own_matter(c) && !self.tells(c))
    }

    /// Whether it says more of an order than what, where to and with which code: as a gift, by COD,
    /// on Monday, at Rp150.000.
    fn conditioned(&self) -> bool {
        self.own_matter()
            || !self.money.is_empty()
            || !self.times.is_empty()
            || self.days.is_some()
            || !self.percents.is_empty()
            || !self.grams.is_empty()
            || !self.amounts.is_empty()
            || self.per.is_some()
            || !self.far.is_empty()
    }

    /// Takes over what another clause of the same order states. All of it: what the total cannot take
    /// into account must keep it from being told.
    fn join(&mut self, other: &Self) {
        for mention in &other.mentions {
            match self.mentions.last_mut() {
                Some(last) if mention.details(last) => {
                    last.quantity = mention.quantity;
                    last.sizes.clone_from(&mention.sizes);
                }
                _ => self.mentions.push(mention.clone()),
            }
        }
        self.places.extend(&other.places);
        self.areas.extend(other.areas.iter().cloned());
        self.codes.extend(other.codes.iter().cloned());
        let conditions = other.concepts.iter();
        self.concepts
            .extend(conditions.filter(|c| **c == "ship" || !other.tells(c)));
        self.money.extend(&other.money);
        self.times.extend(&other.times);
        self.percents.extend(&other.percents);
        self.grams.extend(&other.grams);
        self.amounts.extend(other.amounts.iter().cloned());
        self.far.extend(other.far.iter().cloned());
        self.per = self.per.take().or_else(|| other.per.clone());
        if let Some(days) = other.days {
            self.days = Some(self.days.unwrap_or(0) | days);
        }
    }

    /// Whether a thing was named that the catalogue does not have.
    pub(super) fn absent_by_name(&self) -> bool {
        self.mentions
            .iter()
            .any(|m| m.items.is_empty() && !m.keys.is_empty())
    }
}

impl Mention {
    /// "Two of them in L": how many of what was named before, and in which size.
    fn details(&self, named: &Self) -> bool {
        let bare = self.keys.is_empty() && self.items.is_empty();
        bare && !named.items.is_empty() && named.quantity.is_none() && named.sizes.is_empty()
    }
}

/// "The tent", "to Bali", then "total?": of the thing named before, whatever was asked between.
pub(super) fn total_of_named(ask: &mut Ask, before: &[&Ask]) {
    let bare = ask.has("total") && ask.price_alone() && ask.codes.is_empty();
    if let Some(at) = before.iter().position(|a| a.names_items())
        && bare
    {
        take_mentions(ask, before[at]);
        counted_since(ask, &before[..at]);
    }
}

/// "How much is the lamp?", "3", "to Bandung": how many, and in which size, was said after the thing.
pub(super) fn counted_since(ask: &mut Ask, since: &[&Ask]) {
    let bare = || {
        let all = since.iter().flat_map(|a| &a.mentions);
        all.filter(|m| m.keys.is_empty())
    };
    if let [mention] = ask.mentions.as_mut_slice() {
        mention.quantity = mention.quantity.or(bare().find_map(|m| m.quantity));
        if let Some(sized) = bare().find(|m| !m.sizes.is_empty())
            && mention.sizes.is_empty()
        {
            mention.sizes.clone_from(&sized.sizes);
        }
    }
}

/// "I live in Surabaya. What is the total?": an order that goes somewhere costs its delivery, too.
pub(super) fn delivered_to(ask: &mut Ask, done: &[Ask], later: &[Ask], earlier: &[Ask]) {
    let open = ask.places.is_empty() && ask.areas.is_empty() && !ask.has("abroad");
    let summed = ask.has("total")
        && matches!(intent::of(ask).as_slice(), [Intent::Total | Intent::Price])
        && ask.names_items();
    if !open || !summed {
        return;
    }
    let goes = |a: &&Ask| {
        let intents = intent::of(a);
        let delivery = [
            Intent::ShippingCost,
            Intent::ShippingTime,
            Intent::FreeShipping,
            Intent::ShipsTo,
            Intent::Quote,
            Intent::Overview,
        ];
        (a.places.len() == 1 || a.areas.len() == 1)
            && (intents.is_empty() || intents.iter().any(|i| delivery.contains(i)))
    };
    let around = done.iter().rev().chain(later).chain(earlier.first());
    if let Some(to) = around.into_iter().find(goes) {
        ask.places.clone_from(&to.places);
        ask.areas.clone_from(&to.areas);
    }
}

/// "With NOV10 on three jackets, is shipping free?": a code may not go with free delivery.
pub(super) fn coded_delivery(ask: &mut Ask, done: &[Ask]) {
    let delivery = [Intent::FreeShipping, Intent::ShippingCost];
    let asks = intent::of(ask).iter().any(|i| delivery.contains(i));
    if let Some(previous) = done.iter().rev().find(|a| !a.codes.is_empty())
        && asks
        && ask.codes.is_empty()
    {
        ask.codes.clone_from(&previous.codes);
    }
}

/// "I spend a million. Shipping to Solo?": what the order is worth was said before.
pub(super) fn worth(ask: &mut Ask, done: &[Ask]) {
    let delivery = [Intent::FreeShipping, Intent::ShippingCost];
    let asks = intent::of(ask).iter().any(|i| delivery.contains(i));
    let spent = |a: &&Ask| a.has("buy") && a.mentions.is_empty() && a.money.len() == 1;
    if let Some(previous) = done.iter().rev().find(spent)
        && asks
        && ask.money.is_empty()
        && ask.mentions.is_empty()
    {
        ask.money.clone_from(&previous.money);
        ask.concepts.push("buy");
    }
}

/// "TREK15 bisa untuk carrier? Jadi berapa?" asks for the price with the code.
pub(super) fn coded(ask: &mut Ask, before: &[&Ask]) {
    let comes_to =
        ask.codes.is_empty() && ask.any(&["total", "become", "validuntil", "expired", "valid"]);
    if let Some(previous) = before.first().filter(|a| comes_to && !a.codes.is_empty()) {
        ask.codes.clone_from(&previous.codes);
    }
}

/// "How much is the red jacket?", then "and with NOV10?": its price with the code.
pub(super) fn priced_with_code(ask: &mut Ask, before: &[&Ask]) {
    let of_codes = |c: &&str| matches!(*c, "apply" | "promo" | "discount");
    let bare = !ask.codes.is_empty()
        && ask.mentions.is_empty()
        && ask.unknown.is_empty()
        && ask.dates.is_empty()
        && ask.concepts.iter().all(of_codes);
    let priced = |a: &&&Ask| {
        let first = intent::of(a).first().copied();
        let prices = [Intent::Price, Intent::Total, Intent::PromoPrice];
        a.names_items() && first.is_some_and(|i| prices.contains(&i))
    };
    if let Some(previous) = before.first().filter(priced).filter(|_| bare) {
        take_mentions(ask, previous);
        ask.places.clone_from(&previous.places);
        ask.concepts.push("price");
    }
}
