//! Numbers with units.

use super::{Atom, Cursor, Found};
use crate::lexer::Shape;
use crate::lexicon::Class;
use crate::value::{Currency, Decimal, Money, Span, Unit};

impl Cursor<'_> {
    pub(super) fn quantity(&self, i: usize) -> Found {
        self.money(i)
            .or_else(|| self.percent(i))
            .or_else(|| self.weight(i))
            .or_else(|| self.span(i))
            .or_else(|| self.measure(i))
            .or_else(|| self.grouped_amount(i))
            .or_else(|| self.count_word(i))
            .or_else(|| self.times(i))
    }

    pub(super) fn number(&self, i: usize) -> Option<Decimal> {
        if self.shape(i) == Some(Shape::Number) {
            Decimal::read(self.text(i))
        } else {
            None
        }
    }

    /// A number in digits or, up to twelve, in words.
    fn small_number(&self, i: usize) -> Option<u32> {
        if let Some(number) = self.number(i) {
            return number.scaled(0).and_then(|n| u32::try_from(n).ok());
        }
        if self.shape(i) == Some(Shape::Word) {
            number_word(self.text(i))
        } else {
            None
        }
    }

    fn money(&self, i: usize) -> Found {
        // "Rp 18.000", "Rp. 18 ribu", "US$ 12.50"
        if let Some((currency, taken)) = self.currency(i) {
            let mut at = i + taken;
            if self.text(at) == "." {
                at += 1;
            }
            if let Some(number) = self.number(at) {
                let (number, extra) = self.multiplied(number, at + 1)?;
                let money = Money::exact(number, currency)?;
                return Some((Atom::Money(money), at + 1 + extra - i));
            }
        }
        let whole = match self.text(i) {
            "sejuta" if self.reader.loose => 1_000_000,
            "seribu" if self.reader.loose => 1_000,
            _ => 0,
        };
        if whole > 0 {
            let money = Money::exact(Decimal::whole(whole), self.reader.currency)?;
            let named = self.currency(i + 1).map_or(0, |(_, taken)| taken);
            return Some((Atom::Money(money), 1 + named));
        }
        // "300 ribu", "12 usd", "349000 rupiah", "satu juta"
        let number = self.number(i).or_else(|| self.counted_in_words(i))?;
        let (scaled, extra) = self.multiplied(number, i + 1)?;
        if let Some((currency, taken)) = self.currency(i + 1 + extra) {
            let word =
                self.shape(i + 1 + extra) == Some(Shape::Word) || self.text(i + 1 + extra) == "€";
            // "2 $5" is a count before a price; only words and € follow their number.
            if word {
                let money = Money::exact(scaled, currency)?;
                return Some((Atom::Money(money), 1 + extra + taken));
            }
        }
        (extra > 0).then_some(())?;
        Some((
            Atom::Money(Money::exact(scaled, self.reader.currency)?),
            1 + extra,
        ))
    }

    /// "two" of "two million", "a" of "a million"; in questions only.
    fn counted_in_words(&self, i: usize) -> Option<Decimal> {
        self.reader.loose.then_some(())?;
        let n = match (self.text(i), self.text(i + 1)) {
            ("a", "million" | "thousand") => 1,
            (word, "million" | "thousand" | "juta" | "jt" | "ribu") => number_word(word)?,
            _ => return None,
        };
        Some(Decimal::whole(i64::from(n)))
    }

    fn multiplied(&self, number: Decimal, at: usize) -> Option<(Decimal, usize)> {
        let factor = match self.text(at) {
            "k" | "rb" | "ribu" | "rbu" | "thousand" => 1_000,
            "jt" | "juta" | "jta" | "million" | "mio" => 1_000_000,
            _ => return Some((number, 0)),
        };
        Some((number.times(factor)?, 1))
    }

    fn currency(&self, i: usize) -> Option<(Currency, usize)> {
        let text = self.text(i);
        if self.shape(i) == Some(Shape::Word) {
            let dollar = self.text(i + 1) == "$" && self.glued(i + 1);
            let code = match (text, dollar) {
                ("rp" | "rupiah" | "idr", false) => "IDR",
                ("us", true) | ("usd" | "dollar" | "dollars" | "dolar", false) => "USD",
                ("s", true) | ("sgd", false) => "SGD",
                ("a", true) | ("aud", false) => "AUD",
                ("r", true) | ("brl" | "reais", false) => "BRL",
                ("mx", true) | ("mxn", false) => "MXN",
                ("rm" | "myr" | "ringgit", false) => "MYR",
                ("eur" | "euro" | "euros", false) => "EUR",
                ("gbp" | "pounds", false) => "GBP",
                ("jpy" | "yen", false) => "JPY",
                ("thb" | "baht", false) => "THB",
                ("inr" | "rupees" | "rupee", false) => "INR",
                ("sar", false) => "SAR",
                ("aed", false) => "AED",
                ("php", false) => "PHP",
                ("vnd", false) => "VND",
                ("ngn", false) => "NGN",
                _ => return None,
            };
            return Some((Currency::of(code)?, if dollar { 2 } else { 1 }));
        }
        let code = match text {
            "$" => match self.reader.currency.code() {
                own @ ("SGD" | "AUD" | "MXN") => own,
                _ => "USD",
            },
            "€" => "EUR",
            "£" => "GBP",
            "¥" => "JPY",
            "₹" => "INR",
            "฿" => "THB",
            "₱" => "PHP",
            "₫" => "VND",
            "₦" => "NGN",
            _ => return None,
        };
        Some((Currency::of(code)?, 1))
    }

    fn percent(&self, i: usize) -> Found {
        let number = self.number(i)?;
        let word = matches!(
            self.text(i + 1),
            "%" | "persen" | "percent" | "prosen" | "٪"
        );
        let hundredths = u32::try_from(number.scaled(2)?).ok()?;
        word.then_some((Atom::Percent(hundredths), 2))
    }

    fn grams_at(&self, i: usize) -> Option<(u64, usize)> {
        let half = match self.text(i) {
            "setengah" => Some(1),
            "half" => Some(1 + usize::from(self.text(i + 1) == "a")),
            _ => None,
        };
        if let Some(at) = half
            && matches!(self.text(i + at), "kg" | "kilo" | "kilogram" | "kilos")
        {
            return Some((500, at + 1));
        }
        let number = self.number(i)?;
        let thousand = match self.text(i + 1) {
            "g" | "gr" | "gram" | "grams" => 0,
            "kg" | "kilo" | "kilogram" | "kilograms" | "kilos" => 3,
            _ => return None,
        };
        let grams = if thousand == 3 {
            kilos(self.text(i))?
        } else {
            number.scaled(0)?
        };
        Some((u64::try_from(grams).ok()?, 2))
    }

    fn weight(&self, i: usize) -> Found {
        let (grams, taken) = self.grams_at(i)?;
        // "2.1 kg (2100 g)": both must say the same, else they stay two weights.
        let echo = (self.text(i + taken) == "(")
            .then(|| self.grams_at(i + taken + 1))
            .flatten();
        if let Some((again, more)) = echo
            && again == grams
            && self.text(i + taken + 1 + more) == ")"
        {
            return Some((Atom::Grams(grams), taken + more + 2));
        }
        Some((Atom::Grams(grams), taken))
    }

    fn span(&self, i: usize) -> Found {
        if let Some(unit) = match self.text(i) {
            "seminggu" | "sepekan" => Some(Unit::Week),
            "sebulan" => Some(Unit::Month),
            "setahun" => Some(Unit::Year),
            "sehari" => Some(Unit::Day),
            "sejam" => Some(Unit::Hour),
            _ => None,
        } {
            return Some((Atom::Span(Span::of(1, unit)), 1));
        }
        if let Some(found) = self.nth_day(i) {
            return Some(found);
        }
        let article = matches!(self.text(i), "a" | "an")
            && matches!(self.text(i + 1), "week" | "month" | "year" | "day");
        let min = if article { 1 } else { self.small_number(i)? };
        let (max, at) = match self.text(i + 1) {
            "-" | "to" | "sampai" | "s" | "hingga" => match self.small_number(i + 2) {
                Some(max) if max >= min => (max, i + 3),
                // "24-month"
                None if self.text(i + 1) == "-" && self.glued(i + 2) => (min, i + 2),
                _ => (min, i + 1),
            },
            _ => (min, i + 1),
        };
        let (unit, words) = self.unit(at)?;
        Some((Atom::Span(Span { min, max, unit }), at + words - i))
    }

    /// "Day 15", "hari ke-15". In questions only.
    fn nth_day(&self, i: usize) -> Found {
        let at = match (self.text(i), self.text(i + 1), self.text(i + 2)) {
            ("hari" | "hr", "ke", "-") => i + 3,
            ("hari" | "hr", "ke", _) => i + 2,
            ("day", ..) => i + 1,
            _ => return None,
        };
        let nth = self.small_number(at).filter(|n| *n > 2)?;
        let alone = self.reader.loose && self.unit(at + 1).is_none();
        alone.then(|| (Atom::Span(Span::of(nth, Unit::Day)), at + 1 - i))
    }

    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let next = self.text(at + 1);
        Some(match self.text(at) {
            "working" | "business" | "work" if matches!(next, "day" | "days") => {
                (Unit::WorkingDay, 2)
            }
            "hari" if matches!(next, "kerja" | "krj") => (Unit::WorkingDay, 2),
            "day" | "days" | "hari" | "hr" => (Unit::Day, 1),
            "week" | "weeks" | "minggu" | "mgg" | "pekan" => (Unit::Week, 1),
            "month" | "months" | "bulan" | "bln" => (Unit::Month, 1),
            "year" | "years" | "tahun" | "thn" | "th" => (Unit::Year, 1),
            "hour" | "hours" => (Unit::Hour, 1),
            "minute" | "minutes" | "menit" => (Unit::Minute, 1),
            "jam" if !matches!(self.shape(at + 1), Some(Shape::Number)) => (Unit::Hour, 1),
            _ => return None,
        })
    }

    /// "M 2 L 1" counts sizes: the letter before another count is no litre and no metre.
    fn counts_sizes(&self, i: usize) -> bool {
        let sized = matches!(self.toks.last().map(|t| &t.atom), Some(Atom::Size(_)));
        let letter = matches!(self.text(i + 1), "m" | "l");
        self.reader.loose && sized && letter && self.shape(i + 2) == Some(Shape::Number)
    }

    fn measure(&self, i: usize) -> Found {
        self.number(i)?;
        if self.counts_sizes(i) {
            return None;
        }
        let unit = matches!(
            self.text(i + 1),
            "mm" | "cm"
                | "m"
                | "ml"
                | "l"
                | "lt"
                | "liter"
                | "litre"
                | "litres"
                | "liters"
                | "watt"
                | "w"
                | "mah"
                | "mg"
                | "lumen"
                | "lumens"
                | "inch"
                | "inches"
                | "inci"
                | "oz"
                | "lbs"
                | "volt"
                | "v"
                | "meter"
                | "gb"
                | "km"
                | "tablets"
        );
        unit.then(|| {
            (
                Atom::Measure(format!("{} {}", self.text(i), self.text(i + 1))),
                2,
            )
        })
    }

    /// Number words; "one" only counts before a thing ("one tent"), not after ("the red one").
    fn count_word(&self, i: usize) -> Found {
        if let Some(found) = self.dozens(i) {
            return Some(found);
        }
        if self.shape(i) != Some(Shape::Word) {
            return None;
        }
        let text = self.text(i);
        let n = number_word(text)?;
        if text == "one" {
            let next = crate::lexicon::word(self.text(i + 1)).map(|e| e.class);
            let thing = matches!(next, Some(Class::Good | Class::Colour | Class::Attr))
                || self.text(i + 1) == "of"
                || (next.is_none()
                    && self
                        .reader
                        .vocab
                        .is_some_and(|v| v.is_item_word(self.text(i + 1))));
            if !thing {
                return None;
            }
        }
        Some((Atom::Num(Decimal::whole(i64::from(n))), 1))
    }

    /// "setengah lusin", "two dozen".
    fn dozens(&self, i: usize) -> Found {
        let article = usize::from(self.text(i + 1) == "a");
        let (twelfths, taken) = match self.text(i) {
            "setengah" => (6, 1),
            "half" => (6, 1 + article),
            "a" => (12, 1),
            _ => (12 * self.small_number(i)?, 1),
        };
        let whole = Decimal::whole(i64::from(twelfths));
        matches!(self.text(i + taken), "lusin" | "dozen").then_some((Atom::Num(whole), taken + 1))
    }

    fn times(&self, i: usize) -> Found {
        let after_number = matches!(self.toks.last().map(|t| &t.atom), Some(Atom::Num(_)));
        (self.text(i) == "x" && after_number).then_some((Atom::Times, 1))
    }
}

/// Kilograms as grams. "2,1" and "2.100" kg are both read as decimals: nobody ships 2,100 kg here.
fn kilos(raw: &str) -> Option<i64> {
    let (whole, part) = raw.split_once([',', '.']).unwrap_or((raw, ""));
    if part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let grams: i64 = format!("{part:0<3}").parse().ok()?;
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(1000)?
        .checked_add(grams)
}

fn number_word(text: &str) -> Option<u32> {
    Some(match text {
        "one" | "satu" | "1" => 1,
        "two" | "dua" => 2,
        "three" | "tiga" => 3,
        "four" | "empat" => 4,
        "five" | "lima" => 5,
        "six" | "enam" => 6,
        "seven" | "tujuh" => 7,
        "eight" | "delapan" => 8,
        "nine" | "sembilan" => 9,
        "ten" | "sepuluh" => 10,
        "eleven" | "sebelas" => 11,
        "twelve" | "selusin" => 12,
        _ => return None,
    })
}
