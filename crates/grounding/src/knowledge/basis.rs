//! What one price is for, when the remark of an item says so: "price per kg, minimum 3 kg".

use super::Item;
use crate::lexer::{Lexeme, Shape, lex};
use crate::lexicon::{self, Class};
use crate::money::Decimal;

/// The unit that a price is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Basis {
    /// Its key: `kg`, `m2`, or the concept of a thing ("wheel").
    pub(crate) unit: String,
    /// Smallest amount.
    pub(crate) least: Option<u32>,
    /// The sentence of the remark that says so.
    pub(crate) sentence: String,
}

impl Basis {
    /// Whether so many of the thing itself cost so many times the price: a sheet is a flyer.
    pub(crate) fn counts(&self, pieces: u32, item: &Item) -> bool {
        let sheet = lexicon::word(&self.unit).is_some_and(|e| e.concept == "piece");
        // "Tooth extraction", per tooth.
        let named = item.keys.iter().flatten().any(|key| *key == self.unit);
        let visits = matches!(self.unit.as_str(), "session" | "visit");
        (sheet || named || visits) && self.least.is_none_or(|least| pieces >= least)
    }

    /// Whether it is a length of time: a thing had for three days is still one thing.
    pub(crate) fn timed(&self) -> bool {
        matches!(self.unit.as_str(), "night" | "day" | "month" | "hour")
    }
}

impl Item {
    /// The unit that the item's price is for; `None` when it is for one piece, or not said.
    pub(crate) fn basis(&self) -> Option<Basis> {
        let note = self.note.as_deref()?;
        note.split(". ").find_map(basis)
    }

    /// Whether remarks tell of another way to count or price several: packs, steps, other amounts.
    /// Then the price times a number may be no price of the shop's.
    pub(crate) fn counts_apart(&self) -> bool {
        let remarks = self
            .note
            .iter()
            .chain(&self.description)
            .chain(self.attributes.values());
        remarks.into_iter().any(|text| prices_several(&lex(text)))
    }

    /// The sentence of the note that limits how little can be bought.
    pub(crate) fn least_note(&self) -> Option<&str> {
        // Amounts of money in a remark are for the price and the promotions to say.
        let foreign = |l: &Lexeme| {
            matches!(l.text.as_str(), "rp" | "idr" | "ribu" | "rb" | "%" | "$")
                || ["discount", "free", "promo", "pay"]
                    .iter()
                    .any(|c| is(l, c))
        };
        let limits = |sentence: &&str| {
            let lexemes = lex(sentence);
            lexemes.iter().any(|l| is(l, "minorder")) && !lexemes.iter().any(foreign)
        };
        self.note.as_deref()?.split(". ").find(limits)
    }
}

/// Units that are no goods.
const COUNTED: &[&str] = &["person", "portion", "session", "visit"];

fn basis(sentence: &str) -> Option<Basis> {
    let lexemes = lex(sentence);
    let per = lexemes.iter().position(|l| l.text == "per")?;
    // "100 pieces per box" is no price.
    let priced = per == 0 || lexemes.get(..per)?.iter().any(names_price);
    let (unit, taken) = unit_at(&lexemes[per + 1..])?;
    let rest = lexemes.get(per + 1 + taken..)?;
    let mut least = None;
    for (i, part) in rest.split(|l| l.text == ",").enumerate() {
        let numbers = (0..part.len()).filter(|&at| part[at].shape == Shape::Number);
        for at in numbers {
            // "per box of 12 pieces": what the unit holds, and no limit.
            if i == 0 && holds(part, at) {
                continue;
            }
            match bound(part, at, &unit) {
                Some(n) if least.is_none() => least = Some(n),
                // "per night, for 2 people": what is had for it, and no limit.
                None if (i > 0 || meant(part, at)) && describes(part, at, &unit) => {}
                _ => return None,
            }
        }
    }
    let sentence = sentence.trim().trim_end_matches(['.', '!']).to_owned();
    priced.then_some(Basis {
        unit,
        least,
        sentence,
    })
}

fn is(lexeme: &Lexeme, concept: &str) -> bool {
    lexicon::word(&lexeme.text).is_some_and(|e| e.concept == concept)
}

/// "100 lembar", "isi 12", "Rp1.500 from 50 on", "price per 100".
fn prices_several(lexemes: &[Lexeme]) -> bool {
    let number = |i: usize| lexemes.get(i).is_some_and(|l| l.shape == Shape::Number);
    (0..lexemes.len()).any(|i| {
        let lexeme = &lexemes[i];
        let money = matches!(lexeme.text.as_str(), "rp" | "idr" | "ribu") || is(lexeme, "discount");
        // "175 x 75 cm" is a measure.
        let pieces = |l: &Lexeme| l.text != "x" && is(l, "piece");
        let counted = number(i) && lexemes.get(i + 1).is_some_and(pieces);
        let held = matches!(lexeme.text.as_str(), "isi" | "per") && number(i + 1);
        money || counted || held
    })
}

fn names_price(lexeme: &Lexeme) -> bool {
    lexicon::word(&lexeme.text).is_some_and(|e| e.concept == "price")
}

/// "isi 12 buah", "of 12 pieces", right after the unit.
fn holds(rest: &[Lexeme], at: usize) -> bool {
    let said = at.checked_sub(1).and_then(|i| rest.get(i));
    let held =
        said.is_some_and(|l| matches!(l.text.as_str(), "isi" | "of" | "berisi" | "contains"));
    held && at == 1 && rest.get(at + 1).is_some_and(|l| is(l, "piece"))
}

/// ", for 2 people", ", at most 12 hours": a number of other things than the unit, where nothing
/// prices it or sets how few may be had.
fn describes(part: &[Lexeme], at: usize, unit: &str) -> bool {
    let bounds = [
        "minorder", "free", "discount", "over", "ormore", "under", "buy",
    ];
    let bounded = |l: &Lexeme| {
        bounds.iter().any(|c| is(l, c))
            || matches!(
                l.text.as_str(),
                "rp" | "idr" | "ribu" | "rb" | "%" | "$" | "min" | "per"
            )
    };
    let next = part.get(at + 1..).and_then(unit_at);
    !part.iter().any(bounded) && part.len() > at + 1 && next.is_none_or(|(other, _)| other != unit)
}

/// "for 2 people", right after the unit.
fn meant(part: &[Lexeme], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| part.get(i));
    before.is_some_and(|l| matches!(l.text.as_str(), "untuk" | "utk" | "buat" | "for"))
}

/// "minimum 3 kg"
fn bound(part: &[Lexeme], at: usize, unit: &str) -> Option<u32> {
    let bounded = part[..at].iter().any(|l| {
        l.text == "min" || lexicon::word(&l.text).is_some_and(|e| e.concept == "minorder")
    });
    let same = unit_at(part.get(at + 1..)?).is_some_and(|(u, _)| u == unit);
    let n = Decimal::read(&part[at].text)?.scaled(0)?;
    (bounded && same).then(|| u32::try_from(n).ok())?
}

/// The key of the unit that starts here, and how many lexemes it takes.
pub(crate) fn unit_at(lexemes: &[Lexeme]) -> Option<(String, usize)> {
    let text = |i: usize| lexemes.get(i).map_or("", |l| l.text.as_str());
    let key = match (text(0), text(1)) {
        ("meter" | "m" | "meters" | "metre" | "metres", "persegi")
        | ("square" | "sq", "meter" | "metre" | "meters" | "metres" | "m") => {
            return Some(("m2".into(), 2));
        }
        ("m2" | "sqm", _) => "m2",
        ("malam" | "malem" | "mlm" | "night" | "nights", _) => "night",
        ("hari" | "hr" | "day" | "days", _) => "day",
        ("bulan" | "bln" | "month" | "months", _) => "month",
        ("jam" | "hour" | "hours", _) => "hour",
        ("kg" | "kilo" | "kilogram" | "kilograms" | "kilos" | "kgs" | "kiloan", _) => "kg",
        ("meter" | "m" | "meters" | "metre" | "metres", _) => "m",
        ("", _) => return None,
        (other, _) => return noun(other).map(|unit| (unit, 1)),
    };
    Some((key.to_owned(), 1))
}

fn noun(word: &str) -> Option<String> {
    match lexicon::word(word) {
        Some(entry) if entry.class == Class::Good || COUNTED.contains(&entry.concept) => {
            Some(entry.concept.to_owned())
        }
        // The words for pieces share a concept that is too wide: a sheet is no pair.
        Some(entry) if entry.concept == "piece" => Some(word.trim_end_matches('s').to_owned()),
        Some(_) => None,
        None => {
            let plain = word.strip_suffix("nya").unwrap_or(word);
            let one = plain.strip_suffix('s').filter(|w| w.len() > 2);
            let letters = plain.len() > 2 && plain.chars().all(char::is_alphabetic);
            letters.then(|| one.unwrap_or(plain).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_price_is_for() {
        for (note, unit, least) in [
            ("price per kg, minimum 3 kg", Some("kg"), Some(3)),
            ("harga per meter persegi", Some("m2"), None),
            ("price per wheel", Some("wheel"), None),
            ("per lembar, minimal 50 lembar", Some("lembar"), Some(50)),
            ("price per tray of 30 pieces", Some("tray"), None),
            ("100 pieces per box", None, None),
            ("price per kg, 2 kg free", None, None),
            ("harga per malam, untuk 2 orang", Some("night"), None),
            ("harga per bulan, 8 pertemuan", Some("month"), None),
            ("per hari, minimal 2 orang", None, None),
            (
                "harga per malam untuk 2 orang, termasuk sarapan",
                Some("night"),
                None,
            ),
            ("harga per hari, maksimal 12 jam", Some("day"), None),
            (
                "harga per porsi, minimal 50 porsi",
                Some("portion"),
                Some(50),
            ),
            (
                "harga per orang, 20 menit, minimal 2 orang",
                Some("person"),
                Some(2),
            ),
        ] {
            let found = basis(note);
            assert_eq!(found.as_ref().map(|b| b.unit.as_str()), unit, "{note}");
            assert_eq!(found.and_then(|b| b.least), least, "{note}");
        }
    }
}
