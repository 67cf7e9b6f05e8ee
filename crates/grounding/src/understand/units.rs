//! Amounts with a unit ("5 kg", "6 meter persegi"), and prices asked for by unit ("per kg").

use super::Ask;
use crate::atoms::{Atom, Tok};
use crate::knowledge::{Knowledge, unit_at};
use crate::lexer::{Lexeme, lex};
use crate::money::Decimal;

/// Units that are read in any shop; others only where some price is for them.
const MEASURES: &[&str] = &["kg", "m", "m2"];

/// What quantities count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Counts {
    /// Things.
    #[default]
    Things,
    /// Units that the price is for.
    Units,
}

/// An amount of something that prices may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    /// How much.
    pub(crate) number: Decimal,
    /// The unit's key.
    pub(crate) unit: String,
}

/// Reads units, and marks the atoms that belong to them.
pub(super) struct Units<'a> {
    pub(super) toks: &'a [Tok],
    pub(super) lexemes: &'a [Lexeme],
    pub(super) knowledge: &'a Knowledge,
    pub(super) used: Vec<bool>,
}

impl Units<'_> {
    /// Fills what the clause says of units.
    pub(super) fn read(mut self, ask: &mut Ask) -> Vec<bool> {
        for i in 0..self.toks.len() {
            if self.used[i] {
                continue;
            }
            if let Some((unit, end)) = self.per(i) {
                ask.per = Some(unit);
                self.mark(i, end);
            } else if let Some((amount, end)) = self.area(i).or_else(|| self.amount(i)) {
                if amount.unit == "km" {
                    ask.far.push(amount);
                } else {
                    ask.amounts.push(amount);
                }
                self.mark(i, end);
            }
        }
        self.used
    }

    fn mark(&mut self, from: usize, to: usize) {
        for used in self.used.iter_mut().take(to).skip(from) {
            *used = true;
        }
    }

    /// The unit written at lexeme `at`, and the index of the atom after it.
    fn unit(&self, at: usize) -> Option<(String, usize)> {
        let (unit, taken) = unit_at(self.lexemes.get(at..)?)?;
        let known = MEASURES.contains(&unit.as_str()) || self.priced_by(&unit);
        let end = self.toks.iter().position(|t| t.first >= at + taken);
        known.then(|| (unit, end.unwrap_or(self.toks.len())))
    }

    fn priced_by(&self, unit: &str) -> bool {
        let mut items = self.knowledge.items.iter();
        items.any(|item| item.basis().is_some_and(|b| b.unit == unit))
    }

    fn written(&self, i: usize) -> &str {
        let tok = &self.toks[i];
        self.lexemes.get(tok.first).map_or("", |l| l.text.as_str())
    }

    /// Whether some name is told apart by so many people or portions.
    fn sized_for(&self, people: i64) -> bool {
        let number = people.to_string();
        let mut keys = self.knowledge.items.iter().flat_map(|item| &item.keys);
        keys.any(|keys| {
            keys.windows(2)
                .any(|w| w[0] == number && matches!(w[1].as_str(), "person" | "portion"))
        })
    }

    /// "per kg", "sekilo", "/kg".
    fn per(&self, i: usize) -> Option<(String, usize)> {
        let tok = &self.toks[i];
        if tok.is("per") || tok.atom == Atom::Mark('/') {
            return self.unit(tok.last);
        }
        // "How much is it a night?"
        if self.written(i) == "a"
            && let Some((unit, end)) = self.unit(tok.first + 1)
            && matches!(unit.as_str(), "night" | "day" | "month" | "hour")
        {
            return Some((unit, end));
        }
        let square = usize::from(
            self.lexemes
                .get(tok.last)
                .is_some_and(|l| l.text == "persegi"),
        );
        let unit = match self.written(i) {
            "sekilo" | "sekg" | "perkilo" | "perkg" | "kiloannya" | "sekilonya" | "perkilonya" => {
                "kg".to_owned()
            }
            "semeter" | "permeter" if square == 0 => "m".to_owned(),
            "semeter" | "permeter" => "m2".to_owned(),
            other => self.glued_unit(other)?,
        };
        Some((unit, i + 1 + square))
    }

    /// "sebox", "perlembar": a unit that some price is for.
    fn glued_unit(&self, word: &str) -> Option<String> {
        let rest = word
            .strip_prefix("per")
            .or_else(|| word.strip_prefix("se"))?;
        let plain = rest.strip_suffix("nya").unwrap_or(rest);
        let (unit, _) = unit_at(&lex(plain))?;
        self.priced_by(&unit).then_some(unit)
    }

    /// "3 x 2 m", "3x2": an area, where prices are for one. Sides too long for metres are no area.
    fn area(&self, i: usize) -> Option<(Amount, usize)> {
        let side = |n: Decimal| {
            n.scaled(3)
                .filter(|mm| (1..=30_000).contains(mm))
                .map(|_| n)
        };
        let number = |at: usize| match self.toks.get(at).map(|t| &t.atom) {
            Some(Atom::Num(n)) => side(*n),
            Some(Atom::Measure(_)) => Decimal::read(self.written(at)).and_then(side),
            _ => None,
        };
        let (a, b, mut end) = if let Some((a, b)) = self.written(i).split_once('x') {
            let read = |text: &str| Decimal::read(text).and_then(side);
            (read(a)?, read(b)?, i + 1)
        } else {
            self.toks.get(i + 1).filter(|t| t.atom == Atom::Times)?;
            (number(i)?, number(i + 2)?, i + 3)
        };
        let metres = ["m", "meter", "metre", "meters", "metres"];
        let named = self.toks.get(end).is_some() && metres.contains(&self.written(end));
        end += usize::from(named);
        let unit = "m2".to_owned();
        let number = a.product(b)?;
        self.priced_by(&unit)
            .then_some((Amount { number, unit }, end))
    }

    /// "5 kg", "6 meter persegi", "2 wheels", "both wheels".
    fn amount(&self, i: usize) -> Option<(Amount, usize)> {
        let tok = &self.toks[i];
        let glued = |unit: &str| self.written(i).strip_suffix(unit).and_then(Decimal::read);
        if let Some(number) = glued("m2") {
            let unit = "m2".to_owned();
            return Some((Amount { number, unit }, i + 1));
        }
        let number = match &tok.atom {
            Atom::Num(n) => *n,
            Atom::Measure(_) | Atom::Span(_) | Atom::Time(_) => Decimal::read(self.written(i))?,
            _ if self.written(i) == "both" => Decimal::whole(2),
            _ => return None,
        };
        let at = tok.first + 1;
        if self
            .lexemes
            .get(at)
            .is_some_and(|l| matches!(l.text.as_str(), "km" | "kilometer" | "kilometers"))
        {
            let end = self.toks.iter().position(|t| t.first > at);
            let unit = "km".to_owned();
            return Some((Amount { number, unit }, end.unwrap_or(self.toks.len())));
        }
        let (unit, end) = self.unit(at)?;
        // "A tumpeng for 20": the size of a thing of its own, not a number of guests.
        if unit == "person" && number.scaled(0).is_some_and(|n| self.sized_for(n)) {
            return None;
        }
        // A length may be part of a name ("cable 2 m") where no price is for it; weights are atoms.
        (unit != "kg" && (unit != "m" || self.priced_by(&unit)))
            .then_some((Amount { number, unit }, end))
    }
}

impl Ask {
    /// The one amount that the clause states in a unit, weights included.
    pub(crate) fn stated(&self) -> Option<Amount> {
        match (self.amounts.as_slice(), self.grams.as_slice()) {
            ([one], []) => Some(one.clone()),
            ([], [grams]) => Some(Amount {
                number: Decimal {
                    mantissa: i64::try_from(*grams).ok()?,
                    scale: 3,
                },
                unit: "kg".to_owned(),
            }),
            _ => None,
        }
    }

    /// Whether amounts in a unit are stated at all.
    pub(crate) fn measured(&self) -> bool {
        !self.amounts.is_empty() || !self.grams.is_empty()
    }
}
