//! Goods and their delivery in one breath, and things sent back.

use super::Ask;
use crate::atoms::{Atom, Tok};
use crate::lexer::Lexeme;
use crate::lexicon::Class;

/// Participles: what comes delivered has its price and that of its delivery.
const DELIVERED: &[&str] = &[
    "delivered",
    "shipped",
    "sent",
    "dikirim",
    "dikirimkan",
    "diantar",
    "diantarkan",
];

/// Words between "and" and what it joins.
fn quiet(tok: &Tok) -> bool {
    ["the", "also", "particle", "that"]
        .iter()
        .any(|c| tok.is(c))
}

/// Reads what the order of the words says and a bag of concepts does not.
pub(super) fn read(ask: &mut Ask, toks: &[Tok], lexemes: &[Lexeme]) {
    let written = |tok: &Tok| match lexemes.get(tok.first..tok.last).unwrap_or_default() {
        [one] => one.text.as_str(),
        _ => "",
    };
    ask.delivered = toks
        .iter()
        .any(|t| t.is("ship") && DELIVERED.contains(&written(t)));
    // "The jacket and shipping to Bali": both, not the delivery of the jacket.
    let joins =
        |t: &Tok| ["and", "with", "plus"].iter().any(|c| t.is(c)) || t.atom == Atom::Mark('+');
    let noun = |t: &Tok| !DELIVERED.contains(&written(t)) && !verb(written(t));
    let good = |t: &Tok| matches!(t.atom, Atom::Word(_, Class::Good | Class::Colour));
    let bundled = toks.iter().enumerate().any(|(i, tok)| {
        let before = toks[..i].iter().rev().find(|t| !quiet(t));
        // "to buy a tent and ship it": the verb joins what stands before it.
        let joined = before.is_some_and(joins) && (noun(tok) || toks[..i].iter().any(good));
        tok.is("ship") && joined
    });
    if bundled && !ask.mentions.is_empty() && !ask.has("plus") {
        ask.concepts.push("plus");
    }
    sent_back(ask, toks, written);
}

fn verb(word: &str) -> bool {
    matches!(
        word,
        "ship"
            | "ships"
            | "deliver"
            | "delivers"
            | "send"
            | "kirim"
            | "krm"
            | "ngirim"
            | "mengirim"
    )
}

/// "Can I send it back?" is a return; "when is it back?" is not.
fn sent_back<'a>(ask: &mut Ask, toks: &[Tok], written: impl Fn(&Tok) -> &'a str) {
    let back = |t: &Tok| t.is("restock") && written(t) == "back";
    let Some(at) = toks.iter().position(back) else {
        return;
    };
    let moves = |t: &Tok| ["ship", "bring", "take", "give"].iter().any(|c| t.is(c));
    let parts = |t: &Tok| t.is("be") || t.is("when") || t.is("until") || t.atom == Atom::Stop;
    let sent = toks[..at].iter().rev().take_while(|t| !parts(t)).any(moves);
    if sent {
        ask.concepts
            .retain(|c| !matches!(*c, "restock" | "ship" | "bring" | "take"));
        ask.concepts.push("return");
    }
}
