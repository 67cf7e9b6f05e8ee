//! What is asked about promotions.

use super::{Ask, Intent};
use crate::atoms::Tok;

/// "Without the code", "kalau ga pakai NOV10": what is asked leaves codes aside. "Bisa ga pakai
/// NOV10?" does not.
pub(super) fn left_aside(ask: &mut Ask, toks: &[Tok]) {
    let between = |t: &&Tok| ["the", "apply", "a", "any", "that"].iter().any(|c| t.is(c));
    let coded = |t: &Tok| {
        t.is("promo") || t.is("discount") || matches!(t.atom, crate::atoms::Atom::Code(_))
    };
    let aside = (0..toks.len()).any(|i| {
        let supposed = i > 0 && toks[i - 1].is("if");
        let negated = toks[i].is("without") || toks[i].is("not") && supposed;
        negated
            && toks[i + 1..]
                .iter()
                .find(|t| !between(t))
                .is_some_and(coded)
    });
    if aside {
        ask.codes.clear();
        let told = ["without", "promo", "discount", "apply"];
        ask.concepts.retain(|c| !told.contains(c));
    }
}

pub(super) fn promo(ask: &Ask) -> Option<Vec<Intent>> {
    let coded = !ask.codes.is_empty();
    if !coded && !ask.any(&["promo", "discount"]) {
        return None;
    }
    let free = ask.has("freeship") || ask.has("free") && ask.has("ship");
    if ask.has("combine") || (ask.has("promo") || coded) && free && !ask.has("total") {
        return Some(vec![Intent::PromoCombine]);
    }
    let timed = ask.any(&["validuntil", "expired", "when", "until"])
        || ask.has("monthname")
        || !ask.dates.is_empty();
    let asks_valid =
        timed || (ask.any(&["valid", "now", "today", "tomorrow"]) && ask.mentions.is_empty());
    // "What is it valid for?"
    let what_for = !timed
        && ask.any(&["what", "which"])
        && !ask.any(&["now", "today", "tomorrow"])
        && ask.mentions.is_empty();
    let works = ask.mentions.is_empty() && ask.has("apply") && !ask.any(&["howmuch", "price"]);
    // "Does it work on everything?": the terms say on what.
    let widely =
        !timed && ask.has("all") && ask.any(&["apply", "valid"]) && ask.mentions.is_empty();
    // "How many percent, and until when?": the terms say both.
    let terms = timed && ask.has("percentword") && ask.mentions.is_empty() && ask.dates.is_empty();
    // "2 jackets with NOV10?" asks what they come to; "does it work for 2?" does not.
    let several = ask.mentions.iter().any(|m| m.quantity > Some(1));
    let summed = coded && several && !ask.any(&["apply", "valid"]);
    Some(vec![
        if terms || widely || !coded && !timed || coded && what_for && !ask.has("price") {
            Intent::PromoList
        } else if asks_valid || works {
            Intent::PromoValid
        } else if ask.mentions.is_empty() {
            Intent::PromoList
        } else if ask.any(&["price", "howmuch", "total", "become", "save"])
            || !ask.places.is_empty()
            || summed
        {
            Intent::PromoPrice
        } else {
            Intent::PromoApplies
        },
    ])
}
