//! What is asked about services.

use super::{Ask, Intent};

/// How long a service takes, and what belongs to it.
pub(super) fn served(ask: &Ask) -> Option<Vec<Intent>> {
    let named = ask.mentions.iter().any(|m| !m.keys.is_empty());
    let elsewhere = !ask.places.is_empty() || !ask.areas.is_empty() || !ask.codes.is_empty();
    if elsewhere
        || ask.any(&[
            "ship", "freeship", "open", "close", "hours", "restock", "stock",
        ])
    {
        return None;
    }
    if ask.has("contents") && named && ask.attributes.is_empty() {
        // "Isinya berapa" may ask for the price, too.
        let priced = ask.any(&["price", "howmuch"]).then_some(Intent::Price);
        return Some(std::iter::once(Intent::Contents).chain(priced).collect());
    }
    if ask.has("holdscount") && named && ask.attributes.is_empty() {
        let priced = ask.any(&["price", "howmuch"]).then_some(Intent::Price);
        return Some(std::iter::once(Intent::Contents).chain(priced).collect());
    }
    // "What is on the menu of the buffet?"
    let listed = ask.has("product") && ask.has("what") && !ask.any(&["price", "howmuch", "sell"]);
    if listed && ask.items().len() == 1 && ask.mentions.len() == 1 && ask.attributes.is_empty() {
        return Some(vec![Intent::Contents]);
    }
    let awaited = ask.has("when") && ask.any(&["finish", "total", "take"]);
    let lasting = ask.has("howlong") || awaited;
    let priced = ask.any(&["price", "howmuch"]) && !ask.money.is_empty();
    // "Servis besar 200rb, sehari kan?"
    if named && !ask.spans.is_empty() && ask.attributes.is_empty() && ask.has("confirm") {
        let price = (!ask.money.is_empty()).then_some(Intent::Price);
        return Some(price.into_iter().chain([Intent::Duration]).collect());
    }
    if !lasting || !ask.attributes.is_empty() || priced {
        return None;
    }
    let only = |c: &&str| matches!(*c, "howlong" | "finish" | "take" | "total" | "when" | "not");
    (named || ask.concepts.iter().all(only)).then(|| vec![Intent::Duration])
}
