//! What is asked about promotions.

use super::{Ask, Intent};

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
