//! What a clause takes over from clauses and messages before it.

use super::orders::{
    coded, coded_delivery, counted_since, delivered_to, priced_with_code, total_of_named, worth,
};
use super::{Ask, Intent, intent, narrow};
use crate::knowledge::Knowledge;

/// Fills gaps from what was asked before: "yang merah?" takes its matter from the question before,
/// "ada ukuran L?" its item. Within a message an item named later serves too: "price and weight of
/// the tent".
pub(super) fn inherit(asks: &mut [Ask], earlier: &[Ask], knowledge: &Knowledge) {
    for i in 0..asks.len() {
        let (done, rest) = asks.split_at_mut(i);
        let Some((ask, later)) = rest.split_first_mut() else {
            continue;
        };
        let before: Vec<&Ask> = done.iter().rev().chain(earlier).collect();
        if let Some(previous) = before.iter().find(|a| a.names_items()) {
            narrow::complete(&mut ask.mentions, &previous.mentions, knowledge);
            narrow::sibling(ask, previous, knowledge);
        }
        matter(ask, &before, knowledge);
        awaited(ask, &before);
        compared_with(ask, &before);
        conditions(ask, &before);
        coded(ask, &before);
        priced_with_code(ask, &before);
        coded_delivery(ask, done);
        period(ask, done);
        lasting(ask, &before);
        total_of_named(ask, &before);
        destination(ask, done, earlier);
        delivered_to(ask, done, later, earlier);
        worth(ask, done);
        order(ask, done, earlier);
        item(ask, &before, later, knowledge);
    }
}

impl Ask {
    /// "How much?", and nothing else.
    pub(super) fn price_alone(&self) -> bool {
        let plain =
            self.mentions.is_empty() && self.unknown.is_empty() && self.attributes.is_empty();
        // "What would I pay in total?", but not "how do I pay?".
        let asks = |c: &&str| {
            matches!(*c, "price" | "howmuch" | "ship" | "total" | "what")
                || *c == "pay" && self.has("total")
        };
        plain && !self.concepts.is_empty() && self.concepts.iter().all(asks)
    }

    pub(super) fn names_items(&self) -> bool {
        !self.mentions.is_empty() && !self.absent()
    }
}

/// Whether a clause only names something: what is asked of it was said before.
fn fragment(ask: &Ask) -> bool {
    let intents = intent::of(ask);
    let names = !ask.mentions.is_empty()
        || !ask.places.is_empty()
        || ask.days.is_some()
        || ask.measured() && ask.concepts.is_empty();
    (intents.is_empty() || intents == [Intent::Overview])
        && ask.unknown.is_empty()
        && ask.attributes.is_empty()
        && names
}

fn matter(ask: &mut Ask, before: &[&Ask], knowledge: &Knowledge) {
    if !fragment(ask) {
        return;
    }
    let asking = |a: &&Ask| {
        let own = a.concepts.iter().any(|c| intent::own_matter(c));
        !intent::of(a).is_empty() || !a.unknown.is_empty() || own
    };
    if let Some(at) = before.iter().position(asking) {
        borrow_matter(ask, before[at], knowledge);
        counted_since(ask, &before[..at]);
    }
}

/// "How much is the jacket, and is L available?", then "the red one": all that the last message
/// asked of an item is asked of the one named now. `last` is that message's clauses in order.
pub(super) fn asked_again(asks: &mut Vec<Ask>, last: &[Ask], knowledge: &Knowledge) {
    let [only] = asks.as_slice() else { return };
    let of_items = |a: &Ask| {
        let intents = intent::of(a);
        !intents.is_empty() && intents.iter().all(|i| i.about_item())
    };
    let named = only.items();
    let repeats = last.len() > 1
        && last.iter().all(of_items)
        && last
            .iter()
            .any(|a| named.iter().all(|i| a.items().contains(i)));
    if !fragment(only) || named.is_empty() || !repeats {
        return;
    }
    let only = only.clone();
    *asks = last
        .iter()
        .map(|previous| {
            let mut ask = only.clone();
            ask.concepts.extend(&previous.concepts);
            ask.attributes.extend(&previous.attributes);
            ask.codes.clone_from(&previous.codes);
            narrow::details(&mut ask.mentions, &previous.mentions, knowledge);
            ask
        })
        .collect();
}

/// "Is the lamp in stock?", then "when will it be?".
fn awaited(ask: &mut Ask, before: &[&Ask]) {
    let only = |c: &&str| matches!(*c, "when" | "again" | "have" | "expect");
    let bare = ask.has("when")
        && ask.concepts.iter().all(only)
        && ask.mentions.is_empty()
        && ask.unknown.is_empty()
        && ask.places.is_empty()
        && ask.dates.is_empty()
        && ask.days.is_none();
    let stocked = |a: &Ask| {
        let intents = intent::of(a);
        intents.contains(&Intent::Stock) && a.names_items()
    };
    if bare && before.first().is_some_and(|a| stocked(a)) {
        ask.concepts.push("restock");
    }
}

/// "Can I return it?", then "without a receipt?": a condition of the same rule.
fn conditions(ask: &mut Ask, before: &[&Ask]) {
    let of_returns = |c: &&str| {
        matches!(
            *c,
            "used" | "unused" | "receipt" | "without" | "lost" | "tags" | "packaging" | "misfit"
        )
    };
    let only = !ask.concepts.is_empty()
        && ask.concepts.iter().all(of_returns)
        && ask.unknown.is_empty()
        && ask.mentions.is_empty();
    let returned = |a: &Ask| intent::of(a) == [Intent::Return] || a.concepts.iter().all(of_returns);
    let asked = before
        .iter()
        .take_while(|a| returned(a))
        .any(|a| intent::of(a) == [Intent::Return]);
    if only && asked {
        ask.concepts.push("return");
    }
}

/// "How much is the blue jacket?", then "is the red one cheaper?": than the one named before.
fn compared_with(ask: &mut Ask, before: &[&Ask]) {
    let both = before.first().filter(|a| a.items().len() == 2);
    if let Some(previous) = both
        && ask.mentions.is_empty()
        && intent::of(ask) == [Intent::Compare]
    {
        // "And lighter?": of the two compared before.
        ask.mentions.clone_from(&previous.mentions);
    }
    let [one] = ask.items()[..] else { return };
    if intent::of(ask) != [Intent::Compare] || !ask.grams.is_empty() || !ask.money.is_empty() {
        return;
    }
    let named = before.first().filter(|a| a.names_items());
    if let Some([mention]) = named.map(|a| a.mentions.as_slice())
        && mention.items.len() == 1
        && mention.items != [one]
    {
        ask.mentions.push(mention.clone());
    }
}

/// "I bought it 20 days ago. Can I return it?"
fn period(ask: &mut Ask, done: &[Ask]) {
    let open = ask.spans.is_empty() && ask.dates.is_empty();
    if !open || intent::of(ask) != [Intent::Return] {
        return;
    }
    let stated = |a: &&Ask| !a.spans.is_empty() || !a.dates.is_empty();
    if let Some(previous) = done.iter().rev().find(stated) {
        ask.spans.clone_from(&previous.spans);
        ask.dates.clone_from(&previous.dates);
        let anchors = previous
            .concepts
            .iter()
            .filter(|c| matches!(**c, "delivered" | "arrive" | "buy"));
        ask.concepts.extend(anchors);
    }
}

/// "May I return it? How long do I have?": how long the rule just asked about allows.
fn lasting(ask: &mut Ask, before: &[&Ask]) {
    let bare = intent::of(ask) == [Intent::Duration]
        && ask.mentions.is_empty()
        && ask.concepts.iter().all(|c| *c == "howlong");
    let ruled = before.first().map(|a| intent::of(a)).unwrap_or_default();
    match ruled.as_slice() {
        [Intent::Return] if bare => ask.concepts.push("return"),
        [Intent::Warranty] if bare => ask.concepts.push("warranty"),
        _ => {}
    }
}

/// "Ke Makassar berapa hari, dan ongkirnya?": a place named before in the message is where both go.
/// "How long?" after it asks for the delivery, and so does "how much?".
fn destination(ask: &mut Ask, done: &[Ask], earlier: &[Ask]) {
    if !ask.places.is_empty() || !ask.areas.is_empty() {
        return;
    }
    let delivery = intent::about_delivery(ask) || intent::of(ask) == [Intent::ShippingTime];
    let timed = |c: &&str| matches!(*c, "arrive" | "howlong" | "when" | "take");
    let arriving =
        ask.any(&["howlong", "when"]) && ask.unknown.is_empty() && ask.concepts.iter().all(timed);
    let lasting = ask.mentions.is_empty() && (intent::of(ask) == [Intent::Duration] || arriving);
    let costs = ask.price_alone();
    let before = match done.last() {
        Some(previous) => Some(previous),
        None => earlier
            .first()
            .filter(|a| (costs || lasting) && a.mentions.is_empty()),
    };
    let goes = |a: &&Ask| !a.places.is_empty() || !a.areas.is_empty();
    let Some(previous) = before.filter(goes) else {
        return;
    };
    let delivered = intent::of(previous).iter().any(|i| {
        matches!(
            i,
            Intent::ShipsTo | Intent::ShippingTime | Intent::ShippingCost
        )
    });
    if !(delivery || lasting || costs && delivered) {
        return;
    }
    ask.places.clone_from(&previous.places);
    ask.areas.clone_from(&previous.areas);
    if lasting || costs {
        ask.concepts.push("ship");
    }
}

/// An order named before is the order that delivery is asked for.
fn order(ask: &mut Ask, done: &[Ask], earlier: &[Ask]) {
    let delivery = intent::of(ask)
        .iter()
        .any(|i| matches!(i, Intent::ShippingCost | Intent::FreeShipping));
    if !delivery || ask.mentions.iter().any(|m| !m.keys.is_empty()) {
        return;
    }
    let ordered = |a: &&Ask| a.has("buy") || a.mentions.iter().any(|m| m.quantity.is_some());
    let mut candidates = done
        .iter()
        .rev()
        .chain(earlier.iter().take(2).filter(ordered));
    if let Some(previous) = candidates.find(|a| a.names_items()) {
        take_mentions(ask, previous);
        for mention in &mut ask.mentions {
            mention.sizes.clear();
        }
    }
}

fn item(ask: &mut Ask, before: &[&Ask], later: &[Ask], knowledge: &Knowledge) {
    // "Total?" is of what was named before.
    let summed = ask.has("total") && intent::of(ask).is_empty();
    // "The blue one? Which colours?": of that thing.
    let coloured = ask.has("color") && intent::of(ask) == [Intent::Catalogue];
    let needed = summed
        || coloured
        || remarked(ask, before, knowledge)
        || narrow::scheduled(ask, before, knowledge)
        || intent::of(ask).iter().any(|i| i.about_item());
    let unnamed = ask
        .mentions
        .iter()
        .all(|m| m.items.is_empty() && m.keys.is_empty());
    if !needed || !unnamed {
        return;
    }
    let named = |a: &&Ask| a.mentions.iter().any(|m| !m.keys.is_empty());
    if let Some(previous) = before
        .iter()
        .copied()
        .find(named)
        .or_else(|| later.iter().find(named))
    {
        take_mentions(ask, previous);
        // A word that narrowed it and was not understood narrows it still.
        let open = previous.unknown.iter().filter(|w| !ask.unknown.contains(w));
        let open: Vec<String> = open.cloned().collect();
        if intent::of(previous).iter().any(|i| i.about_item()) && previous.attributes.is_empty() {
            ask.unknown.extend(open);
        }
    }
}

/// "Design? How many revisions?": words that the remarks of the one thing named before speak of.
fn remarked(ask: &Ask, before: &[&Ask], knowledge: &Knowledge) -> bool {
    let named = before.iter().find(|a| !a.mentions.is_empty());
    let items = named.map(|a| a.items()).unwrap_or_default();
    let [index] = items.as_slice() else {
        return false;
    };
    let open = intent::of(ask).is_empty() && ask.places.is_empty() && ask.codes.is_empty();
    let matters = ask.concepts.iter().filter(|c| intent::own_matter(c));
    let mut words = ask
        .unknown
        .iter()
        .map(String::as_str)
        .chain(matters.copied());
    let some = words.clone().next().is_some();
    open && some && words.all(|word| knowledge.items[*index].remarks_on(word))
}

/// Takes over the items, keeping the size and quantity that were said now.
pub(super) fn take_mentions(ask: &mut Ask, previous: &Ask) {
    let sizes: Vec<String> = ask.mentions.iter().flat_map(|m| m.sizes.clone()).collect();
    let quantity = ask.mentions.iter().find_map(|m| m.quantity);
    ask.mentions.clone_from(&previous.mentions);
    for mention in &mut ask.mentions {
        if !sizes.is_empty() {
            mention.sizes.clone_from(&sizes);
        }
        mention.quantity = quantity.or(mention.quantity);
    }
}

/// Statements around a question ("I live in Bandung", "I want two tents") ask nothing by themselves.
pub(super) fn drop_statements(asks: &mut Vec<Ask>) {
    // "I want the blue one in M": its size makes no question of it.
    let wanted = |ask: &Ask| {
        ask.intents == [Intent::Stock] && ask.concepts.iter().all(|c| matches!(*c, "buy" | "size"))
    };
    let summed = asks
        .iter()
        .any(|a| a.has("total") && a.intents == [Intent::Total]);
    let asking = |ask: &Ask| {
        let named = ask.intents == [Intent::Overview] || summed && wanted(ask);
        !ask.intents.is_empty() && !named
            || ask.any(&[
                "what", "which", "when", "where", "why", "who", "how", "howmuch", "howlong",
                "howmany", "often", "contents",
            ])
            || !ask.codes.is_empty()
            || ask.questioned && !ask.unknown.is_empty()
            || ask.questioned
                && (named || ask.intents.is_empty())
                && ask.concepts.iter().any(|c| intent::own_matter(c))
    };
    if asks.iter().any(asking) {
        let stated: Vec<bool> = asks
            .iter()
            .map(|ask| !asking(ask) && ask.attributes.is_empty() && !ask.absent_by_name())
            .collect();
        let mut at = 0;
        asks.retain(|_| {
            at += 1;
            !stated[at - 1]
        });
    }
}

fn borrow_matter(ask: &mut Ask, previous: &Ask, knowledge: &Knowledge) {
    narrow::details(&mut ask.mentions, &previous.mentions, knowledge);
    for concept in &previous.concepts {
        if !ask.has(concept) {
            ask.concepts.push(concept);
        }
    }
    ask.attributes.extend(&previous.attributes);
    ask.unknown.extend(previous.unknown.iter().cloned());
    ask.delivery_price |= previous.delivery_price;
    if ask.mentions.is_empty() {
        ask.mentions.clone_from(&previous.mentions);
    }
    if ask.places.is_empty() {
        ask.places.clone_from(&previous.places);
    }
    if ask.codes.is_empty() {
        ask.codes.clone_from(&previous.codes);
    }
    if ask.times.is_empty() {
        ask.times.clone_from(&previous.times);
    }
    // "3 days of the Innova?", then "the Brio?"
    if !ask.measured() && !previous.mentions.is_empty() {
        ask.amounts.clone_from(&previous.amounts);
        ask.grams.clone_from(&previous.grams);
    }
}
