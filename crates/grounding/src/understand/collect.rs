//! What one atom adds to a clause.

use super::Ask;
use crate::atoms::{Atom, Tok};
use crate::knowledge::Knowledge;
use crate::lexer::{Lexeme, Shape};
use crate::lexicon::Class;
use crate::value::{Day, Decimal};

pub(super) fn collect(ask: &mut Ask, atom: &Atom, written: &[Lexeme]) {
    match atom {
        Atom::Word(_, Class::Func | Class::Polite) | Atom::Stop | Atom::Mark(_) | Atom::Times => {
            // Emoji and punctuation say nothing; other symbols are not understood.
            if let Atom::Mark(c) = atom
                && matches!(
                    c,
                    '$' | '€' | '£' | '=' | '{' | '}' | '<' | '>' | '[' | ']' | '|'
                )
            {
                ask.unknown.push(c.to_string());
            }
        }
        Atom::Word(concept, Class::Attr | Class::Colour) => ask.attributes.push(concept),
        Atom::Word(concept, _) => {
            ask.concepts.push(concept);
            let price_word = written.iter().map(|l| l.text.as_str()).any(|w| {
                w.starts_with("ongk")
                    || w.starts_with("okir")
                    || matches!(
                        w,
                        "biaya" | "postage" | "cost" | "costs" | "fee" | "fees" | "tarif"
                    )
            });
            ask.delivery_price |= *concept == "ship" && price_word;
        }
        Atom::Other(word)
        | Atom::CodeLike(word)
        | Atom::Url(word)
        | Atom::Email(word)
        | Atom::Phone(word)
        | Atom::Measure(word) => ask.unknown.push(word.clone()),
        Atom::Money(money) => ask.money.push(*money),
        Atom::Percent(p) => ask.percents.push(*p),
        Atom::Grams(grams) => ask.grams.push(*grams),
        Atom::Date { day, year } => ask.dates.push(Day {
            date: *day,
            year: *year,
        }),
        Atom::Time(minute) => ask.times.push(*minute),
        Atom::Span(span) => ask.spans.push(*span),
        Atom::Code(code) => ask.codes.push(code.clone()),
        Atom::Place(place) => ask.places.push(*place),
        Atom::Area(region) => ask.areas.push(region.clone()),
        Atom::Days(days) => ask.days = Some(ask.days.unwrap_or(0) | days),
        // "1 orang", "1 pertemuan": no more than "a".
        Atom::Num(n) if *n == Decimal::whole(1) => {}
        Atom::Num(_) | Atom::Size(_) | Atom::Item(_) => {
            let shown = written
                .first()
                .filter(|l| l.shape != Shape::Stop)
                .map_or("", |l| l.text.as_str());
            ask.unknown.push(shown.to_owned());
        }
    }
}

/// Where things are let, "to rent it" narrows nothing; elsewhere it asks for what is not offered.
pub(super) fn rented(ask: &mut Ask, knowledge: &Knowledge) {
    let lets = ["sewa", "rental", "rent"];
    if lets.iter().any(|word| knowledge.vocab.is_own(word)) {
        ask.concepts.retain(|c| *c != "rent");
    }
}

/// "For what weight is it?" asks for what a remark says of weights, not for the thing's own.
pub(super) fn carried(ask: &mut Ask, toks: &[Tok]) {
    if toks.windows(2).any(|w| w[0].is("for") && w[1].is("weight")) {
        ask.concepts.retain(|c| *c != "weight" && *c != "unitword");
        ask.unknown.push("weight".to_owned());
    }
}

/// "Ongkosnya" to a place is the price of delivery; without one, the price of whatever is named.
pub(super) fn fare(ask: &mut Ask, toks: &[Tok], lexemes: &[Lexeme]) {
    let said = toks.iter().any(|t| {
        let written = lexemes.get(t.first).map_or("", |l| l.text.as_str());
        t.is("price") && written.starts_with("ongkos")
    });
    let goes = !ask.places.is_empty() || !ask.areas.is_empty() || ask.has("ship");
    if said && goes {
        ask.delivery_price = true;
        if !ask.has("ship") {
            ask.concepts.push("ship");
        }
    }
}
