//! Special prices, and what is no matter of a shop.

use super::triage::{Decision, handoff};
use super::{Ask, Intent};
use crate::atoms::Tok;
use crate::doc::HandoffReason;

pub(super) fn special_price(toks: &[Tok], asks: &[Ask]) -> Option<Decision> {
    let nego = asks.iter().any(|a| a.has("nego"));
    let begging = toks.iter().any(|t| t.is("give") || t.is("get"))
        || toks.iter().any(|t| t.is("discount"))
            && asks.iter().any(|a| {
                a.mentions.iter().any(|m| m.quantity.is_some_and(|n| n > 1))
                    || !a.percents.is_empty()
                    || a.any(&["ormore", "minorder", "over"])
                    || !a.unknown.is_empty()
            });
    let wants = asks.iter().any(|a| a.has("discount") && a.codes.is_empty());
    (nego || (wants && begging)).then(|| handoff(HandoffReason::Negotiation, "negotiation"))
}

/// Nothing in the clause is a matter of a shop.
pub(super) fn off_task(ask: &Ask) -> bool {
    let idle = [
        "what",
        "which",
        "when",
        "where",
        "why",
        "who",
        "how",
        "have",
        "buy",
        "confirm",
        "not",
        "no",
        "yes",
        "only",
        "now",
        "before",
        "after",
        "over",
        "than",
        "come",
        "today",
        "tomorrow",
        "again",
        "take",
        "all",
        "apply",
        "light",
        "same",
        "howlong",
        "until",
        "arrive",
        "total",
        "past",
        "become",
        "end",
        "expired",
        "change",
        "policy",
        "free",
        "possible",
        "clock",
        "accept",
        "plus",
        "howmany",
        "product",
        "diff",
        "description",
        "used",
        "photo",
        "mean",
        "sell",
    ];
    let shop_word = ask.concepts.iter().any(|c| !idle.contains(c));
    let sells = ask.has("sell") || ask.has("have") || ask.has("product");
    let item = !ask.items().is_empty();
    let plain = ask.unknown.is_empty();
    let asked_goods = ask.absent() && sells;
    let asked_trade = sells && ask.unknown.len() <= 2 && (ask.has("sell") || ask.has("have"));
    let readable = plain && !ask.intents.is_empty() && ask.intents != [Intent::Quote];
    let coded = !ask.codes.is_empty() || ask.own_words;
    // "How do I order?" is for people, not off the matter.
    let order = ask.has("buy")
        && plain
        && ask
            .concepts
            .iter()
            .all(|c| matches!(*c, "buy" | "how" | "what"));
    let sent =
        order || !ask.places.is_empty() && (ask.any(&["arrive", "buy"]) || plain && ask.questioned);
    // "Is 12 hours possible?"
    let timed = plain && ask.questioned && (ask.measured() || !ask.spans.is_empty());
    let sent = sent || timed;
    !shop_word && !sent && !item && !asked_goods && !asked_trade && !readable && !coded
}
