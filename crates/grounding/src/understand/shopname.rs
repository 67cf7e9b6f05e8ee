//! A word of the shop's own name means the shop: "where is the gym?" of one called so.

use super::Ask;
use crate::knowledge::Knowledge;
use crate::lexer::{Shape, lex};
use crate::lexicon;

/// Whether the word is one of the shop's name and means nothing else.
pub(crate) fn names_shop(word: &str, knowledge: &Knowledge) -> bool {
    let mut name = lex(&knowledge.business).into_iter();
    let stem = word.strip_suffix("nya").unwrap_or(word);
    let own = |w: &str| stem == w && lexicon::word(w).is_none();
    word.len() > 2
        && name.any(|l| l.shape == Shape::Word && (own(&l.text) || l.text == word))
        && lexicon::word(word).is_none()
}

/// Takes words of the shop's name for the shop.
pub(super) fn shop_named(ask: &mut Ask, knowledge: &Knowledge) {
    let placed = ask.any(&[
        "where", "address", "open", "close", "hours", "clock", "which",
    ]);
    let before = ask.unknown.len();
    ask.unknown
        .retain(|word| !placed || !names_shop(word, knowledge));
    if ask.unknown.len() < before && !ask.has("shop") {
        ask.concepts.push("shop");
    }
}
