//! What a customer says of goods to be returned: unused, with the receipt or without it. A negation
//! counts for the word it stands by: "haven't used it", "struknya ga ada".

use super::Ask;
use crate::atoms::Tok;
use crate::lexer::Lexeme;

/// Negations that stand before their verb; "ga" as often only asks.
const NOT_YET: &[&str] = &[
    "belum", "blm", "belom", "havent", "hasnt", "never", "not", "wasnt", "isnt", "didnt",
];

/// Words that may stand between a negation and what it denies.
const BETWEEN: &[&str] = &[
    "i", "it", "be", "past", "have", "already", "the", "a", "any", "that", "particle", "get",
    "still", "them", "say",
];

pub(super) fn read(ask: &mut Ask, toks: &[Tok], lexemes: &[Lexeme]) {
    let written = |t: &Tok| lexemes.get(t.first).map_or("", |l| l.text.as_str());
    let between = |t: &Tok| BETWEEN.iter().any(|c| t.is(c));
    let denied = |t: &&Tok| t.is("not") || t.is("no") || t.is("without") || t.is("lost");
    let after = |i: usize| toks[i + 1..].iter().find(|t| !between(t));
    let before = |i: usize| toks[..i].iter().rev().find(|t| !between(t));
    let returned = ask.any(&["return", "exchange", "refund"]);
    for (i, tok) in toks.iter().enumerate() {
        let next = after(i);
        let wears = next.is_some_and(|t| t.is("used") || returned && t.is("apply"));
        if tok.is("not") && NOT_YET.contains(&written(tok)) && wears {
            ask.concepts
                .retain(|c| *c != "used" && !(returned && *c == "apply"));
            ask.concepts.push("unused");
        }
        if tok.is("receipt") && !after(i).is_some_and(|t| denied(&t)) {
            let kept = !before(i).is_some_and(|t| denied(&t) || t.is("apply"));
            if kept && ask.any(&["not", "no"]) {
                ask.concepts.push("receiptkept");
            }
        }
    }
}
