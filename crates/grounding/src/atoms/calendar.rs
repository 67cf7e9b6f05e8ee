//! Dates, times of day and days of the week.

use chrono::{Datelike, NaiveDate};

use super::{Atom, Cursor, Found};
use crate::lexer::Shape;
use crate::lexicon::Class;
use crate::value::EVERY_DAY;

/// Moves a time on the twelve-hour clock to where it is meant.
type Shift = fn(u16) -> u16;

impl Cursor<'_> {
    pub(super) fn date(&self, i: usize) -> Found {
        self.iso(i)
            .or_else(|| self.slashed(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.month_day(i))
            .or_else(|| self.yesterday(i))
            .or_else(|| self.whole_month(i))
    }

    /// "In December", "bulan Desember". In questions only.
    fn whole_month(&self, i: usize) -> Found {
        let before = i.checked_sub(1).map_or("", |at| self.text(at));
        let named = usize::from(matches!(
            self.text(i),
            "bulan" | "bln" | "awal" | "akhir" | "pertengahan" | "early" | "mid" | "late"
        ));
        let led = matches!(before, "in" | "during" | "before" | "until" | "till");
        // "Desember" is nothing but a month; "May" and "Mei" may be names.
        let plain = self.text(i).len() > 6 && !self.names(i, self.text(i));
        let month = month(self.text(i + named));
        month.filter(|_| self.reader.loose && (led || plain || named > 0))?;
        let at = i + named + 1;
        let year = self.digits(at).is_some_and(|y| (2000..2100).contains(&y));
        Some((
            Atom::Word("monthname", Class::Cue),
            at + usize::from(year) - i,
        ))
    }

    /// In questions only: an answer names its days.
    fn yesterday(&self, i: usize) -> Found {
        let word = matches!(
            self.text(i),
            "yesterday" | "kemarin" | "kmrn" | "kemaren" | "kmarin"
        );
        let day = self
            .reader
            .today
            .pred_opt()
            .filter(|_| self.reader.loose && word)?;
        Some((Atom::Date { day, year: false }, 1))
    }

    fn digits(&self, i: usize) -> Option<u32> {
        (self.shape(i) == Some(Shape::Number))
            .then(|| self.text(i).parse().ok())
            .flatten()
    }

    fn iso(&self, i: usize) -> Found {
        let year = self.digits(i).filter(|_| self.text(i).len() == 4)?;
        if self.text(i + 1) != "-" || self.text(i + 3) != "-" {
            return None;
        }
        let (month, day) = (self.digits(i + 2)?, self.digits(i + 4)?);
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        Some((Atom::Date { day, year: true }, 5))
    }

    /// Day first, as in Indonesia; `05/12` needs a year to be a date.
    fn slashed(&self, i: usize) -> Found {
        let (day, month) = (self.digits(i)?, self.digits(i + 2)?);
        if self.text(i + 1) != "/" || self.text(i + 3) != "/" {
            return None;
        }
        let year = self.digits(i + 4).filter(|y| (2000..2100).contains(y))?;
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        Some((Atom::Date { day, year: true }, 5))
    }

    fn day_month(&self, i: usize) -> Found {
        let day = self.digits(i)?;
        let mut at = i + 1;
        if matches!(self.text(at), "st" | "nd" | "rd" | "th") {
            at += 1;
        }
        if self.text(at) == "of" {
            at += 1;
        }
        let month = month(self.text(at))?;
        self.dated(i, at + 1, month, day)
    }

    fn month_day(&self, i: usize) -> Found {
        let month = month(self.text(i))?;
        let day = self.digits(i + 1)?;
        let mut at = i + 2;
        if matches!(self.text(at), "st" | "nd" | "rd" | "th") {
            at += 1;
        }
        if self.text(at) == ","
            && self
                .digits(at + 1)
                .is_some_and(|y| (2000..2100).contains(&y))
        {
            at += 1;
        }
        self.dated(i, at, month, day)
    }

    fn dated(&self, i: usize, at: usize, month: u32, day: u32) -> Found {
        if let Some(year) = self.digits(at).filter(|y| (2000..2100).contains(y)) {
            let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
            return Some((Atom::Date { day, year: true }, at + 1 - i));
        }
        let this = self.reader.today.year();
        let day = NaiveDate::from_ymd_opt(this, month, day)
            .filter(|d| *d >= self.reader.today)
            .or_else(|| NaiveDate::from_ymd_opt(this + 1, month, day))?;
        Some((Atom::Date { day, year: false }, at - i))
    }

    pub(super) fn time(&self, i: usize) -> Found {
        let noon = matches!((self.text(i), self.text(i + 1)), ("tengah", "hari"));
        if noon || matches!(self.text(i), "noon" | "midday") {
            return Some((Atom::Time(12 * 60), 1 + usize::from(noon)));
        }
        let cued = matches!(self.text(i), "jam" | "pukul" | "pkl" | "jm");
        let at = if cued { i + 1 } else { i };
        let (minutes, mut end, sure) = self.clock(at)?;
        let (minutes, named) = match (self.part_of_day(end), self.part_before(i)) {
            (Some((shift, taken)), _) => {
                end += taken;
                (shift(minutes), true)
            }
            (None, Some(shift)) if cued || sure => (shift(minutes), true),
            // Nobody asks about five in the morning without saying so.
            (None, None) if self.reader.loose && cued && !sure && (60..420).contains(&minutes) => {
                (minutes + 720, false)
            }
            _ => (minutes, false),
        };
        let zone = matches!(self.text(end), "wib" | "wita" | "wit" | "utc" | "gmt");
        if zone {
            end += 1;
        }
        // "at 8" in a question about hours.
        let said_at = self.reader.loose && at > 0 && self.text(at - 1) == "at" && minutes >= 7 * 60;
        let paired = self.text(at).contains('.') && self.range_partner(at);
        ((cued || said_at || sure || named || zone || paired) && minutes < 24 * 60)
            .then_some((Atom::Time(minutes), end - i))
    }

    /// `09:00` is sure to be a time; `09.00` and `9` need a cue.
    fn clock(&self, at: usize) -> Option<(u16, usize, bool)> {
        let text = self.text(at);
        if self.shape(at) != Some(Shape::Number) {
            return None;
        }
        if self.text(at + 1) == ":" && self.glued(at + 1) && self.text(at + 2).len() == 2 {
            let (h, m) = (self.digits(at)?, self.digits(at + 2)?);
            return (h < 24 && m < 60).then(|| minutes(h, m).map(|t| (t, at + 3, true)))?;
        }
        if let Some((h, m)) = text.split_once('.') {
            let fits = m.len() == 2 && h.len() <= 2;
            let (h, m) = (h.parse().ok()?, m.parse().ok()?);
            return (fits && h < 24 && m < 60)
                .then(|| minutes(h, m).map(|t| (t, at + 1, false)))?;
        }
        let h = self.digits(at)?;
        (h <= 24 && text.len() <= 2).then(|| minutes(h, 0).map(|t| (t, at + 1, false)))?
    }

    /// "09.00-18.00" or "09.00 sampai 18.00": each vouches for the other.
    fn range_partner(&self, at: usize) -> bool {
        let dotted = |i: usize| {
            self.text(i)
                .split_once('.')
                .is_some_and(|(h, m)| h.len() == 2 && m.len() == 2)
        };
        let joins = |i: usize| {
            matches!(
                self.text(i),
                "-" | "sampai" | "to" | "until" | "hingga" | "sd"
            )
        };
        (joins(at + 1) && dotted(at + 2)) || (at >= 2 && joins(at - 1) && dotted(at - 2))
    }

    fn part_of_day(&self, at: usize) -> Option<(Shift, usize)> {
        fn morning(t: u16) -> u16 {
            if (720..780).contains(&t) { t - 720 } else { t }
        }
        fn later(t: u16) -> u16 {
            if t < 720 { t + 720 } else { t }
        }
        fn noon(t: u16) -> u16 {
            if t < 360 { t + 720 } else { t }
        }
        Some(match self.text(at) {
            "am" | "pagi" => (morning as Shift, 1),
            "siang" => (noon, 1),
            "pm" | "sore" | "malam" | "malem" => (later, 1),
            _ => return None,
        })
    }

    /// "sore jam 5", "this evening at 19:00".
    fn part_before(&self, i: usize) -> Option<Shift> {
        let mut at = i.checked_sub(1)?;
        if matches!(self.text(at), "at" | "ini" | "sekitar") {
            at = at.checked_sub(1)?;
        }
        if matches!(self.text(at), "evening" | "afternoon" | "tonight") {
            fn later(t: u16) -> u16 {
                if t < 720 { t + 720 } else { t }
            }
            return Some(later as Shift);
        }
        self.part_of_day(at).map(|(shift, _)| shift)
    }

    /// A day, a range of days or a list of days.
    pub(super) fn days(&self, i: usize) -> Found {
        let at = if matches!(self.text(i), "hari" | "hr") {
            i + 1
        } else {
            i
        };
        let (first, mut end) = self.one_day(at)?;
        let mut set = 1_u8 << first;
        let joined = matches!(
            self.text(end),
            "-" | "to" | "sampai" | "hingga" | "through" | "thru" | "sd" | "till" | "until"
        );
        let skip = usize::from(self.text(end) == "sampai" && self.text(end + 1) == "dengan");
        if joined && let Some((last, after)) = self.one_day(end + 1 + skip) {
            set = 0;
            let mut day = first;
            loop {
                set |= 1 << day;
                if day == last {
                    break;
                }
                day = (day + 1) % 7;
            }
            end = after;
        }
        loop {
            let gap = match self.text(end) {
                "," if matches!(self.text(end + 1), "and" | "dan") => 2,
                "," | "&" | "and" | "dan" => 1,
                _ => break,
            };
            // A listed day that opens its own range or hours belongs to the next rule.
            let Some((next, after)) = self.one_day(end + gap) else {
                break;
            };
            if self.shape(after) == Some(Shape::Number)
                || matches!(
                    self.text(after),
                    "-" | ":" | "jam" | "pukul" | "tutup" | "closed"
                )
            {
                break;
            }
            set |= 1 << next;
            end = after;
        }
        Some((Atom::Days(set & EVERY_DAY), end - i))
    }

    fn one_day(&self, i: usize) -> Option<(u8, usize)> {
        let i = if matches!(self.text(i), "hari" | "hr") {
            i + 1
        } else {
            i
        };
        let day = match self.text(i) {
            "monday" | "mondays" | "mon" | "senin" | "sen" => 0,
            "tuesday" | "tuesdays" | "tue" | "selasa" | "sel" => 1,
            "wednesday" | "wednesdays" | "wed" | "rabu" | "rab" => 2,
            "thursday" | "thursdays" | "thu" | "thurs" | "kamis" | "kam" => 3,
            "friday" | "fridays" | "fri" | "jumat" | "jumaat" | "jum" => 4,
            "saturday" | "saturdays" | "sat" | "sabtu" | "sab" => 5,
            "sunday" | "sundays" | "sun" | "minggu" | "ahad" | "mggu" => 6,
            _ => return None,
        };
        Some((day, i + 1))
    }

    pub(super) fn daily(&self, i: usize) -> Found {
        let (words, ends) = self.run(i, 3);
        let (entry, n) = crate::lexicon::phrase(&words)
            .or_else(|| crate::lexicon::word(words.first()?).map(|e| (e, 1)))?;
        (entry.concept == "daily" && entry.class == Class::Cue)
            .then(|| (Atom::Days(EVERY_DAY), ends[n - 1] - i))
    }
}

fn minutes(hour: u32, minute: u32) -> Option<u16> {
    u16::try_from(hour * 60 + minute).ok()
}

fn month(text: &str) -> Option<u32> {
    Some(match text {
        "january" | "jan" | "januari" => 1,
        "february" | "feb" | "februari" | "pebruari" => 2,
        "march" | "mar" | "maret" => 3,
        "april" | "apr" => 4,
        "may" | "mei" => 5,
        "june" | "jun" | "juni" => 6,
        "july" | "jul" | "juli" => 7,
        "august" | "aug" | "agustus" | "agu" | "ags" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" | "oktober" | "okt" => 10,
        "november" | "nov" | "nop" | "nopember" => 11,
        "december" | "dec" | "desember" | "des" => 12,
        _ => return None,
    })
}
