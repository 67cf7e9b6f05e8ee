//! Typed values: what a draft may state, and how each is written in the customer's language.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::language::Language;
pub use crate::money::{Currency, Decimal, Money};

/// Unit of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Working days.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// A length of time, one number or a range, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Shortest.
    pub min: u32,
    /// Longest; equal to `min` for a single number.
    pub max: u32,
    /// Unit of both.
    pub unit: Unit,
}

impl Span {
    /// A single length.
    pub fn of(n: u32, unit: Unit) -> Self {
        Self {
            min: n,
            max: n,
            unit,
        }
    }

    /// The longest length in calendar days, when the unit has a fixed number of them. A month counts
    /// as at least 28 days (`low`) or at most 31 (`!low`).
    pub fn days(self, low: bool) -> Option<u32> {
        match self.unit {
            Unit::Day => Some(self.max),
            Unit::Week => self.max.checked_mul(7),
            Unit::Month => self.max.checked_mul(if low { 28 } else { 31 }),
            Unit::Year => self.max.checked_mul(if low { 365 } else { 366 }),
            Unit::Minute | Unit::Hour | Unit::WorkingDay => None,
        }
    }

    fn render(self, language: Language) -> String {
        let number = if self.min == self.max {
            self.max.to_string()
        } else {
            format!("{}-{}", self.min, self.max)
        };
        let unit = match (language == Language::Indonesian, self.unit) {
            (true, Unit::Minute) => "menit",
            (true, Unit::Hour) => "jam",
            (true, Unit::Day) => "hari",
            (true, Unit::WorkingDay) => "hari kerja",
            (true, Unit::Week) => "minggu",
            (true, Unit::Month) => "bulan",
            (true, Unit::Year) => "tahun",
            (false, Unit::Minute) => "minute",
            (false, Unit::Hour) => "hour",
            (false, Unit::Day) => "day",
            (false, Unit::WorkingDay) => "working day",
            (false, Unit::Week) => "week",
            (false, Unit::Month) => "month",
            (false, Unit::Year) => "year",
        };
        let plural = language != Language::Indonesian && self.max != 1;
        format!("{number} {unit}{}", if plural { "s" } else { "" })
    }
}

/// A calendar day as somebody named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day; without a year the next such day.
    pub date: NaiveDate,
    /// Its year was named.
    pub year: bool,
}

impl Day {
    /// The last such day up to `today`: only a day without a year comes again.
    pub(crate) fn last(self, today: NaiveDate) -> Option<NaiveDate> {
        if self.date <= today {
            Some(self.date)
        } else if self.year {
            None
        } else {
            self.date.checked_sub_months(Months::new(12))
        }
    }
}

/// A value that stands in a slot of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Value {
    /// An amount of money.
    Money(Money),
    /// A number of things.
    Count(u32),
    /// A percentage in hundredths of a percent.
    Percent(u32),
    /// A calendar day.
    Date(NaiveDate),
    /// A time of day in minutes after midnight, in the shop's time zone.
    Time(u16),
    /// A weight in grams.
    Grams(u64),
    /// A length of time.
    Span(Span),
    /// Days of the week, bit 0 = Monday.
    Days(u8),
    /// A promotion or article code.
    Code(String),
    /// A web address.
    Url(String),
    /// Words taken from a source or the shop's place names.
    Text(String),
}

impl Value {
    /// The value in `language`. Languages without a form of their own are written as in English.
    pub fn render(&self, language: Language) -> String {
        let indonesian = language == Language::Indonesian;
        match self {
            Self::Money(money) => money.render(),
            Self::Count(n) => n.to_string(),
            Self::Percent(p) if p % 100 == 0 => format!("{}%", p / 100),
            Self::Percent(p) => {
                let cents = format!("{:02}", p % 100);
                let mark = if indonesian { ',' } else { '.' };
                format!("{}{mark}{}%", p / 100, cents.trim_end_matches('0'))
            }
            Self::Date(date) => {
                let month = if indonesian { MONTHS_ID } else { MONTHS_EN }[date.month0() as usize];
                format!("{} {month} {}", date.day(), date.year())
            }
            Self::Time(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
            Self::Grams(grams) => render_grams(*grams, indonesian),
            Self::Span(span) => span.render(language),
            Self::Days(days) => render_days(*days, indonesian),
            Self::Code(text) | Self::Url(text) | Self::Text(text) => text.clone(),
        }
    }
}

fn render_grams(grams: u64, indonesian: bool) -> String {
    if grams < 1000 {
        return format!("{grams} g");
    }
    let mark = if indonesian { ',' } else { '.' };
    let rest = format!("{:03}", grams % 1000);
    let rest = rest.trim_end_matches('0');
    let kilos = grams / 1000;
    if rest.is_empty() {
        format!("{kilos} kg ({grams} g)")
    } else {
        format!("{kilos}{mark}{rest} kg ({grams} g)")
    }
}

/// Month names, January first.
pub const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Month names, January first.
pub const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const DAYS_ID: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];

/// All seven days.
pub const EVERY_DAY: u8 = 0b111_1111;

fn render_days(days: u8, indonesian: bool) -> String {
    let names = if indonesian { DAYS_ID } else { DAYS_EN };
    if days & EVERY_DAY == EVERY_DAY {
        return if indonesian {
            "setiap hari"
        } else {
            "every day"
        }
        .to_owned();
    }
    let on: Vec<usize> = (0..7).filter(|i| days & (1 << i) != 0).collect();
    let run = on.len() > 2 && on.windows(2).all(|w| w[1] == w[0] + 1);
    match (on.first(), on.last()) {
        (Some(&first), Some(&last)) if run => {
            let to = if indonesian { "sampai" } else { "to" };
            format!("{} {to} {}", names[first], names[last])
        }
        _ => {
            let all: Vec<&str> = on.iter().map(|&i| names[i]).collect();
            all.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_values() {
        let idr = Currency::of("idr").unwrap();
        let usd = Currency::of("USD").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 12, 5).unwrap();
        for (value, en, id) in [
            (
                Value::Money(Money {
                    minor: 1_250_000,
                    currency: idr,
                }),
                "Rp1.250.000",
                "Rp1.250.000",
            ),
            (
                Value::Money(Money {
                    minor: 123_405,
                    currency: usd,
                }),
                "US$1,234.05",
                "US$1,234.05",
            ),
            (Value::Grams(420), "420 g", "420 g"),
            (Value::Grams(2100), "2.1 kg (2100 g)", "2,1 kg (2100 g)"),
            (Value::Grams(1000), "1 kg (1000 g)", "1 kg (1000 g)"),
            (Value::Date(day), "5 December 2026", "5 Desember 2026"),
            (Value::Time(545), "09:05", "09:05"),
            (Value::Percent(1250), "12.5%", "12,5%"),
            (
                Value::Span(Span {
                    min: 2,
                    max: 3,
                    unit: Unit::WorkingDay,
                }),
                "2-3 working days",
                "2-3 hari kerja",
            ),
            (
                Value::Days(0b11_1111),
                "Monday to Saturday",
                "Senin sampai Sabtu",
            ),
            (Value::Days(0b100_0001), "Monday, Sunday", "Senin, Minggu"),
            (Value::Days(EVERY_DAY), "every day", "setiap hari"),
        ] {
            assert_eq!(value.render(Language::English), en);
            assert_eq!(value.render(Language::Indonesian), id);
        }
    }
}
