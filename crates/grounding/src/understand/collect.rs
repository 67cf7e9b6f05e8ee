//! What one atom adds to a clause.

use super::Ask;
use crate::atoms::Atom;
use crate::lexer::{Lexeme, Shape};
use crate::lexicon::Class;
use crate::value::Day;

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
        Atom::Num(_) | Atom::Size(_) | Atom::Item(_) => {
            let shown = written
                .first()
                .filter(|l| l.shape != Shape::Stop)
                .map_or("", |l| l.text.as_str());
            ask.unknown.push(shown.to_owned());
        }
    }
}
