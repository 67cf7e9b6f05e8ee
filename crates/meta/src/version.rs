//! Versions of the Graph API and until when Meta answers them, as its changelog says. What comes after the last of
//! them is not known here yet.

use chrono::{DateTime, Months, NaiveDate, Utc};

/// The newest version that ended before those listed.
const LAST_UNLISTED: u32 = 17;
/// A version's number, and the day Meta ends it.
const ENDS: [(u32, (i32, u32, u32)); 8] = [
    (18, (2026, 1, 26)),
    (19, (2026, 5, 21)),
    (20, (2026, 9, 24)),
    (21, (2027, 1, 21)),
    (22, (2027, 5, 20)),
    (23, (2027, 10, 8)),
    (24, (2028, 2, 18)),
    (25, (2028, 7, 29)),
];
/// Somebody should choose another one when it ends within so many months.
const SOON: Months = Months::new(6);

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It lasts; until when, where that is known.
    Lasts(Option<NaiveDate>),
    /// It ends within half a year.
    EndsSoon(NaiveDate),
    /// Meta has ended it; since when, where that is known.
    Over(Option<NaiveDate>),
}

/// The number of a version that is written as Meta writes it: `v25.0`.
#[must_use]
pub fn number(text: &str) -> Option<u32> {
    let number = text.strip_prefix('v')?.strip_suffix(".0")?;
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    number.parse().ok().filter(|_| plain)
}

/// How a version stands at a moment; `None` when the text names none.
#[must_use]
pub fn standing(text: &str, now: DateTime<Utc>) -> Option<Standing> {
    let number = number(text)?;
    if number <= LAST_UNLISTED {
        return Some(Standing::Over(None));
    }
    let end = ENDS
        .iter()
        .find(|(one, _)| *one == number)
        .and_then(|(_, (year, month, day))| NaiveDate::from_ymd_opt(*year, *month, *day));
    let today = now.date_naive();
    Some(match end {
        Some(end) if end <= today => Standing::Over(Some(end)),
        Some(end) if end <= today + SOON => Standing::EndsSoon(end),
        end => Standing::Lasts(end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> DateTime<Utc> {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        day.and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    #[test]
    fn a_version_is_told_of_half_a_year_before_its_end() {
        let end = NaiveDate::from_ymd_opt(2028, 7, 29).unwrap();
        for (now, wanted) in [
            (on(2026, 11, 28), Standing::Lasts(Some(end))),
            (on(2028, 1, 28), Standing::Lasts(Some(end))),
            (on(2028, 1, 29), Standing::EndsSoon(end)),
            (on(2028, 7, 28), Standing::EndsSoon(end)),
            (on(2028, 7, 29), Standing::Over(Some(end))),
        ] {
            assert_eq!(standing("v25.0", now), Some(wanted), "{now}");
        }
    }

    #[test]
    fn what_is_older_than_the_list_is_over_and_what_is_newer_lasts() {
        let now = on(2026, 11, 28);
        assert_eq!(standing("v12.0", now), Some(Standing::Over(None)));
        assert_eq!(standing("v31.0", now), Some(Standing::Lasts(None)));
        assert!(matches!(
            standing("v20.0", now),
            Some(Standing::Over(Some(_)))
        ));
        assert!(matches!(
            standing("v21.0", now),
            Some(Standing::EndsSoon(_))
        ));
    }

    #[test]
    fn only_what_meta_writes_is_a_version() {
        for text in [
            "", "25", "v25", "25.0", "v25.1", "v.0", "v-1.0", "v+25.0", "latest",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("v25.0"), Some(25));
    }
}
