//! Amounts of money written as a number alone.

use super::{Atom, Cursor, Found};
use crate::value::Money;

/// Words before an amount that is a price.
const CALLED: &[&str] = &[
    "harga", "harganya", "hrg", "price", "cost", "costs", "seharga",
];

/// Words after an amount that is a price.
const PRICED: &[&str] = &[
    "per", "perkilo", "sekilo", "semeter", "sebiji", "selembar", "kan", "right", "each",
];

impl Cursor<'_> {
    /// An amount of money without a sign or word for it; in questions only.
    pub(super) fn grouped_amount(&self, i: usize) -> Found {
        self.bare_amount(i).or_else(|| self.marked_amount(i))
    }

    /// "7500 sekilo" in a question to a shop whose prices are in thousands: a round number beside
    /// a word that makes it a price.
    fn bare_amount(&self, i: usize) -> Found {
        let text = self.text(i);
        let round = (4..=7).contains(&text.len()) && text.ends_with("00") && !text.starts_with('0');
        let plain = text.bytes().all(|b| b.is_ascii_digit());
        let before = i.checked_sub(1).map_or("", |at| self.text(at));
        let price = CALLED.contains(&before) || PRICED.contains(&self.text(i + 1));
        let named = self.reader.vocab.is_some_and(|v| v.is_item_number(text));
        let usual = self.reader.currency.exponent() == 0 && self.reader.loose;
        if !usual || !round || !plain || !price || named {
            return None;
        }
        let money = Money::exact(self.number(i)?, self.reader.currency)?;
        Some((Atom::Money(money), 1))
    }

    /// "1.500.000" in a question is money; nobody counts pieces with thousands marks.
    fn marked_amount(&self, i: usize) -> Found {
        let number = self
            .number(i)
            .filter(|n| n.scale == 0 && n.mantissa >= 1000)?;
        let grouped = self.text(i).contains(['.', ',']) && self.text(i + 1) != "x";
        let money = Money::exact(number, self.reader.currency)?;
        (self.reader.loose && grouped).then_some((Atom::Money(money), 1))
    }
}
