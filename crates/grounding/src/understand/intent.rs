//! What is asked.

use super::Ask;
use super::afford::{chosen, one_price};
use super::promoted::promo;
use super::served::served;
pub use super::takes::ignored;
pub(super) use super::takes::own_matter;

/// A matter the composer has an answer form for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// Price of an item.
    Price,
    /// Whether an item, or a size of it, is in stock.
    Stock,
    /// Which sizes exist.
    Sizes,
    /// Weight of an item.
    Weight,
    /// A property: waterproof, material …
    Attribute,
    /// When an item is back.
    Restock,
    /// Price of delivery.
    ShippingCost,
    /// Time of delivery.
    ShippingTime,
    /// Whether delivery is free, and from when.
    FreeShipping,
    /// Whether the shop delivers to a place.
    ShipsTo,
    /// What an order costs altogether.
    Total,
    /// What an item costs with a code.
    PromoPrice,
    /// Until when a code is valid.
    PromoValid,
    /// Whether a code works for an item.
    PromoApplies,
    /// Whether a code can be combined.
    PromoCombine,
    /// Which promotions there are.
    PromoList,
    /// Returns and exchanges.
    Return,
    /// Warranty.
    Warranty,
    /// Opening hours.
    Hours,
    /// Which of two is lighter, cheaper …
    Compare,
    /// The cheapest, the heaviest …
    Superlative,
    /// What the shop sells.
    Catalogue,
    /// The page of an item.
    Link,
    /// Only an item was named.
    Overview,
    /// What costs no more, or no less, than an amount.
    Budget,
    /// How long a service takes.
    Duration,
    /// What belongs to an item.
    Contents,
    /// A shop matter that only authored text may answer.
    Quote,
}

impl Intent {
    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Stock => "stock",
            Self::Sizes => "sizes",
            Self::Weight => "weight",
            Self::Attribute => "attribute",
            Self::Restock => "restock",
            Self::ShippingCost => "shipping_cost",
            Self::ShippingTime => "shipping_time",
            Self::FreeShipping => "free_shipping",
            Self::ShipsTo => "ships_to",
            Self::Total => "total",
            Self::PromoPrice => "promo_price",
            Self::PromoValid => "promo_valid",
            Self::PromoApplies => "promo_applies",
            Self::PromoCombine => "promo_combine",
            Self::PromoList => "promo_list",
            Self::Return => "return",
            Self::Warranty => "warranty",
            Self::Hours => "hours",
            Self::Compare => "compare",
            Self::Superlative => "superlative",
            Self::Catalogue => "catalogue",
            Self::Link => "link",
            Self::Overview => "overview",
            Self::Budget => "budget",
            Self::Duration => "duration",
            Self::Contents => "contents",
            Self::Quote => "quote",
        }
    }

    /// Whether an answer needs an item.
    pub fn about_item(self) -> bool {
        matches!(
            self,
            Self::Price
                | Self::Stock
                | Self::Sizes
                | Self::Weight
                | Self::Attribute
                | Self::Restock
                | Self::Total
                | Self::PromoPrice
                | Self::PromoApplies
                | Self::Link
                | Self::Duration
                | Self::Contents
                | Self::Warranty
        )
    }
}

/// What the clause asks, most important first; empty when nothing was recognised.
pub(crate) fn of(ask: &Ask) -> Vec<Intent> {
    promo(ask)
        .or_else(|| service(ask))
        .or_else(|| served(ask))
        .or_else(|| order(ask))
        .or_else(|| delivery(ask))
        .or_else(|| item(ask))
        .unwrap_or_default()
}

/// Whether a clause asks something by itself, so that it may be answered apart.
pub(super) fn independent(ask: &Ask) -> bool {
    let intents = of(ask);
    // "With NOV10, …" only sets the scene.
    if !ask.codes.is_empty() && ask.concepts.is_empty() && ask.mentions.is_empty() {
        return false;
    }
    // An order is one thing: "one jacket and shipping to Bali in total".
    !intents.is_empty()
        && !matches!(
            intents[0],
            Intent::Overview | Intent::Total | Intent::PromoPrice
        )
        && !ask.has("total")
        && !ask.has("including")
}

/// Whether a clause asks what delivery costs; it may be of the order named before.
pub(super) fn about_delivery(ask: &Ask) -> bool {
    let first = of(ask).first().copied();
    matches!(first, Some(Intent::ShippingCost | Intent::FreeShipping)) && ask.places.is_empty()
}

fn service(ask: &Ask) -> Option<Vec<Intent>> {
    // "If it does not fit, what then?"
    let fitting = |c: &&str| matches!(*c, "misfit" | "refund" | "not" | "arrive" | "buy" | "have");
    let misfit = ask.has("misfit")
        && ask.concepts.iter().all(fitting)
        && ask.attributes.is_empty()
        && ask.grams.is_empty()
        && ask.mentions.iter().all(|m| m.sizes.is_empty());
    let ruled = ask.has("refund") && ask.any(&["policy", "deadline"]);
    if ask.any(&["return", "exchange"]) || ruled || misfit {
        return Some(vec![Intent::Return]);
    }
    if ask.has("warranty") {
        return Some(vec![Intent::Warranty]);
    }
    let timed = ask.days.is_some() || !ask.times.is_empty();
    let visit = timed && ask.any(&["come", "arrive"]) && ask.mentions.is_empty() && !ask.has("buy");
    if visit && ask.places.is_empty() && !ask.has("ship") {
        return Some(vec![Intent::Hours]);
    }
    // The timetable of a thing is its own.
    let own_times = ask.has("hours") && ask.mentions.iter().any(|m| !m.items.is_empty());
    if ask.any(&["open", "close", "weekend", "holiday"])
        || ask.has("hours") && !own_times
        || (ask.has("shop") && (ask.days.is_some() || !ask.times.is_empty() || ask.has("clock")))
        || ask.days.is_some()
            && ask.has("clock")
            && ask.mentions.is_empty()
            && !ask.any(&["ship", "arrive"])
    {
        return Some(vec![Intent::Hours]);
    }
    let awaited = ask.has("when")
        && ask.any(&["stock", "have", "again", "expect", "enter"])
        && !ask.any(&["ship"])
        || ask.has("howlong") && ask.any(&["stock", "restock"]) && !ask.mentions.is_empty();
    let back = ask.has("restock")
        && (ask.any(&["when", "expect", "stock", "howlong", "have"]) || !ask.mentions.is_empty());
    let item_arrives = ask.has("when")
        && ask.has("arrive")
        && !ask.has("buy")
        && ask.places.is_empty()
        && !ask.mentions.is_empty();
    // "Will there be lamps by 10 December?"
    let by_then = (!ask.dates.is_empty() || ask.has("monthname"))
        && ask.any(&["stock", "have", "restock", "expect"])
        && !ask.mentions.is_empty();
    let back = back || by_then;
    // "ETA for the umbrella?"
    let awaited = awaited
        || ask.has("expect")
            && ask.places.is_empty()
            && !ask.mentions.is_empty()
            && !ask.any(&["ship", "arrive", "howlong", "take", "price", "howmuch"]);
    if awaited || back || item_arrives {
        return Some(vec![Intent::Restock]);
    }
    None
}

fn order(ask: &Ask) -> Option<Vec<Intent>> {
    let several = ask.mentions.iter().any(|m| m.quantity > Some(1));
    let delivery = ask.any(&["ship", "freeship", "free", "take", "howlong", "arrive"]);
    let priced = ask.any(&["price", "howmuch"]);
    let stock = ask.any(&["stock", "nostock", "howmany", "weight", "heavy"]);
    let located = !ask.places.is_empty() || !ask.areas.is_empty();
    // "The jacket plus delivery to Bali", "one lamp delivered to Bali": goods and delivery.
    let bundled = ask.has("plus") && (ask.has("ship") || ask.mentions.len() > 1)
        || ask.delivered && located && !ask.delivery_price;
    let bundled = bundled && priced && !ask.any(&["freeship", "free", "take", "howlong", "arrive"]);
    let counted = ask.mentions.len() > 1 && ask.mentions.iter().any(|m| m.quantity.is_some());
    let weighed = ask.any(&[
        "weight", "heavier", "lighter", "than", "over", "under", "between", "within", "budget",
    ]);
    // "5 kg reguler": an amount of what a price is for.
    let several_named = ask.items().len() > 1 && ask.any(&["total", "howmuch", "price", "plus"]);
    if ask.measured()
        && (ask.mentions.len() == 1 || several_named)
        && !delivery
        && !stock
        && !weighed
    {
        return Some(vec![Intent::Total]);
    }
    // "X jadi berapa" of one thing asks for its price.
    let alone = ask.mentions.len() == 1
        && ask.mentions[0].quantity.is_none()
        && ask.places.is_empty()
        && ask.areas.is_empty()
        && ask.codes.is_empty()
        && !delivery
        && !stock
        && !ask.any(&["including", "plus", "combine"]);
    if ask.has("total") && alone {
        return Some(vec![Intent::Price]);
    }
    // "The charger and the cable together?"
    let together = ask.has("combine") && ask.codes.is_empty() && ask.mentions.len() > 1;
    // "700rb cukup buat 2 jaket merah?"
    let one = ask.items().len() == 1;
    let enough = ask.any(&["enough", "buy"]) && !ask.money.is_empty() && several && one && !stock;
    // "What is the difference between a tent and two jackets?"
    let compared = ask.any(&["diff", "than", "cheaper", "dearer"]) && ask.mentions.len() == 2;
    if compared && !located && !delivery {
        return None;
    }
    let asked = together
        || enough
        || ask.has("goodsalone") && priced && !delivery && !stock
        || bundled && !stock
        || ask.any(&["total", "including"])
        || (priced && !delivery && !stock && (several || counted || !ask.places.is_empty()));
    (asked && !ask.mentions.is_empty() && !(ask.has("total") && stock)).then(|| vec![Intent::Total])
}

fn delivery(ask: &Ask) -> Option<Vec<Intent>> {
    let ship = ask.has("ship");
    // "Do I pay shipping?", not how or how much.
    let pays = ask.has("pay") && !ask.any(&["price", "howmuch", "apply", "how", "when", "total"]);
    let located = !ask.places.is_empty() || !ask.areas.is_empty() || ask.has("abroad");
    if ask.has("freeship") || ask.has("free") && (ship || located) || ship && pays {
        return Some(vec![Intent::FreeShipping]);
    }
    let time = ask.any(&["howlong", "when", "take", "arrive"]);
    if !ship && !(located && (time || ask.has("arrive"))) {
        return None;
    }
    let cost = ask.delivery_price || ask.any(&["price", "howmuch", "total"]);
    let timed = ask.any(&["howlong", "when", "take"])
        || (ask.has("arrive") || !ask.spans.is_empty()) && !cost;
    Some(match (timed, cost) {
        (true, true) if ask.any(&["price", "howmuch"]) || ask.delivery_price => {
            vec![Intent::ShippingCost, Intent::ShippingTime]
        }
        (true, _) => vec![Intent::ShippingTime],
        (false, true) => vec![Intent::ShippingCost],
        (false, false) if located && ask.delivery_noun => vec![Intent::ShippingCost],
        (false, false) if located => vec![Intent::ShipsTo],
        (false, false) => vec![Intent::Quote],
    })
}

fn item(ask: &Ask) -> Option<Vec<Intent>> {
    let bounded = ask.any(&["under", "over", "between", "budget", "within"]);
    if (bounded || chosen(ask))
        && !ask.money.is_empty()
        && ask.codes.is_empty()
        && !ask.has("confirm")
    {
        return Some(vec![Intent::Budget]);
    }
    if ask.any(&["heaviest", "lightest", "cheapest", "dearest"]) {
        return Some(vec![Intent::Superlative]);
    }
    let measured = !ask.grams.is_empty() && ask.mentions.len() == 1;
    if measured
        && ask.any(&[
            "heavier", "lighter", "than", "over", "under", "weight", "heavy", "light",
        ])
    {
        return Some(vec![Intent::Weight]);
    }
    if one_price(ask) {
        return Some(vec![Intent::Price]);
    }
    if ask.any(&[
        "heavier", "lighter", "cheaper", "dearer", "than", "diff", "same",
    ]) || (ask.any(&["heavy", "light", "cheap", "dear"]) && ask.has("which"))
    {
        return Some(vec![Intent::Compare]);
    }
    let property = !ask.attributes.is_empty() && !ask.any(&["weight", "heavy", "light"]);
    if ask.any(&["weight", "heavy", "light", "unitword"]) && ask.per.is_none() && !property {
        return Some(vec![Intent::Weight]);
    }
    let sized = ask.mentions.iter().any(|m| !m.sizes.is_empty());
    let named = ask.mentions.iter().any(|m| !m.keys.is_empty());
    // "For how many people is the tent?"
    if named && ask.has("person") && ask.any(&["howmuch", "howmany"]) && !ask.has("price") {
        return Some(vec![Intent::Attribute]);
    }
    if !ask.attributes.is_empty() && (named || ask.mentions.is_empty()) {
        if named && ask.has("price") {
            return Some(vec![Intent::Price, Intent::Attribute]);
        }
        return Some(vec![Intent::Attribute]);
    }
    if ask.has("link") {
        return Some(vec![Intent::Link]);
    }
    // "I spend a million" states what an order is worth.
    let spent = ask.has("buy") && ask.mentions.is_empty();
    let amount = !ask.money.is_empty() && !spent;
    if ask.has("howmany") && ask.any(&["product", "sell"]) && ask.mentions.is_empty() {
        return Some(vec![Intent::Catalogue]);
    }
    priced_or_stocked(ask, named, sized, amount)
}

/// Price, stock, sizes, or only a name.
fn priced_or_stocked(ask: &Ask, named: bool, sized: bool, amount: bool) -> Option<Vec<Intent>> {
    let price = ask.any(&["price", "pricelist"]) || amount || ask.per.is_some();
    let how_much = ask.has("howmuch");
    let stock = ask.any(&["stock", "nostock", "howmany"]);
    if ask.has("color") && !sized {
        return Some(vec![Intent::Catalogue]);
    }
    if ask.has("size") && !sized && !price && !stock {
        return Some(vec![Intent::Sizes]);
    }
    let wanted = ask.any(&["have", "come", "sell"]);
    match (price, stock) {
        (true, true) => return Some(vec![Intent::Price, Intent::Stock]),
        (true, false) if wanted && sized => return Some(vec![Intent::Stock, Intent::Price]),
        (true, false) if named || !ask.has("product") => return Some(vec![Intent::Price]),
        (false, true) => return Some(vec![Intent::Stock]),
        _ => {}
    }
    if how_much && wanted && sized {
        return Some(vec![Intent::Stock, Intent::Price]);
    }
    if how_much && named && ask.has("have") {
        return Some(vec![Intent::Price, Intent::Overview]);
    }
    if how_much {
        return Some(vec![Intent::Price]);
    }
    if sized || (wanted && named) {
        return Some(vec![Intent::Stock]);
    }
    if !named && ask.any(&["product", "sell"]) {
        return Some(vec![Intent::Catalogue]);
    }
    named.then(|| vec![Intent::Overview])
}
