//! The skeleton of a sentence: its concepts and typed values, grammar left out.

use chrono::NaiveDate;

use crate::atoms::{Atom, Tok};
use crate::lexicon::Class;
use crate::lexicon::places::{Place, Region};
use crate::value::{Money, Span};

/// Where something is delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Goal {
    Place(Place),
    Area(Region),
}

/// One line of an order in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: u32,
    pub(super) item: usize,
    pub(super) price: Option<Money>,
}

/// A piece of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Word(&'static str),
    Item(usize),
    Size(String),
    Money(Money),
    Percent(u32),
    Date(NaiveDate),
    Time(u16),
    Grams(u64),
    Span(Span),
    Num(u32),
    Code(String),
    Goal(Goal),
    Days(u8),
    Url(String),
    Order(Vec<Line>),
    /// Nothing a claim may hold.
    Foreign,
}

impl Piece {
    /// The letter that stands for the piece in a form.
    pub(super) fn letter(&self) -> char {
        match self {
            Self::Word(_) | Self::Foreign => '-',
            Self::Item(_) => 'I',
            Self::Size(_) => 'V',
            Self::Money(_) => 'M',
            Self::Percent(_) => 'P',
            Self::Date(_) => 'D',
            Self::Time(_) => 'T',
            Self::Grams(_) => 'W',
            Self::Span(_) => 'U',
            Self::Num(_) => 'N',
            Self::Code(_) => 'C',
            Self::Goal(_) => 'R',
            Self::Days(_) => 'K',
            Self::Url(_) => 'L',
            Self::Order(_) => 'O',
        }
    }
}

/// Grammar that cannot change what a claim says. Negations, limits ("only", "from", "until"),
/// possibility and tense are no grammar here.
fn is_silent(concept: &str) -> bool {
    matches!(
        concept,
        "the"
            | "a"
            | "be"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "for"
            | "with"
            | "and"
            | "or"
            | "we"
            | "you"
            | "it"
            | "that"
            | "do"
            | "particle"
            | "piece"
            | "per"
            | "by"
            | "kak"
            | "day"
    )
}

/// The skeleton of a sentence.
pub(super) fn of(sentence: &[Tok]) -> Vec<Piece> {
    let mut flat = Vec::new();
    for tok in sentence {
        match &tok.atom {
            Atom::Stop | Atom::Mark(',' | ':' | '(' | ')' | '-' | '"') => {}
            Atom::Word(concept, Class::Func | Class::Polite) if is_silent(concept) => {}
            // "size 30 cm", which is none of the sizes.
            Atom::Word("measureword", _) if matches!(flat.last(), Some(Piece::Size(n)) if n.bytes().all(|b| b.is_ascii_digit())) =>
                {}
            Atom::Word(concept, _) if *concept == "abroad" => {
                flat.push(Piece::Goal(Goal::Area(Region::Abroad)));
            }
            Atom::Word(concept, _) => flat.push(Piece::Word(concept)),
            Atom::Mark('@') => flat.push(Piece::Word("@")),
            Atom::Times => flat.push(Piece::Word("×")),
            Atom::Item(item) => flat.push(Piece::Item(*item)),
            Atom::Size(size) => flat.push(Piece::Size(size.clone())),
            Atom::Money(money) => flat.push(Piece::Money(*money)),
            Atom::Percent(p) => flat.push(Piece::Percent(*p)),
            Atom::Date { day, year: true } => flat.push(Piece::Date(*day)),
            Atom::Time(minute) => flat.push(Piece::Time(*minute)),
            Atom::Grams(grams) => flat.push(Piece::Grams(*grams)),
            Atom::Span(span) => flat.push(Piece::Span(*span)),
            Atom::Num(n) => flat.push(
                n.scaled(0)
                    .and_then(|n| u32::try_from(n).ok())
                    .map_or(Piece::Foreign, Piece::Num),
            ),
            Atom::Code(code) => flat.push(Piece::Code(code.clone())),
            Atom::Place(place) => flat.push(Piece::Goal(Goal::Place(*place))),
            Atom::Area(region) => flat.push(Piece::Goal(Goal::Area(region.clone()))),
            Atom::Days(days) => flat.push(Piece::Days(*days)),
            Atom::Url(url) => flat.push(Piece::Url(url.clone())),
            _ => flat.push(Piece::Foreign),
        }
    }
    orders(&flat)
}

/// Folds "2 × I (M each) + 1 × I (M each)" into one piece.
fn orders(flat: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut i = 0;
    while i < flat.len() {
        let Some((line, taken)) = line(&flat[i..]) else {
            out.push(flat[i].clone());
            i += 1;
            continue;
        };
        i += taken;
        let joined = matches!(out.as_slice(), [.., Piece::Order(_), Piece::Word("plus")]);
        if joined {
            out.pop();
        }
        match out.last_mut() {
            Some(Piece::Order(lines)) if joined => lines.push(line),
            _ => out.push(Piece::Order(vec![line])),
        }
    }
    out
}

fn line(flat: &[Piece]) -> Option<(Line, usize)> {
    let [
        Piece::Num(pieces),
        Piece::Word("×"),
        Piece::Item(item),
        rest @ ..,
    ] = flat
    else {
        return None;
    };
    let (price, more) = match rest {
        [Piece::Word("@"), Piece::Money(money), ..]
        | [Piece::Money(money), Piece::Word("each"), ..] => (Some(*money), 2),
        _ => (None, 0),
    };
    Some((
        Line {
            pieces: *pieces,
            item: *item,
            price,
        },
        3 + more,
    ))
}
