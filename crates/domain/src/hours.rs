//! When people answer on a channel, by the clock on their wall.

use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A stretch of a day: from a minute on, until before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch(u16, u16);

impl Stretch {
    /// From and until, in minutes of the day; `None` where it would be empty or leave the day.
    #[must_use]
    pub const fn new(from: u16, until: u16) -> Option<Self> {
        if from < until && until <= DAY {
            Some(Self(from, until))
        } else {
            None
        }
    }

    /// Its first minute.
    #[must_use]
    pub const fn from(self) -> u16 {
        self.0
    }

    /// The minute it is over.
    #[must_use]
    pub const fn until(self) -> u16 {
        self.1
    }
}

/// A week, from Monday on. A day without a stretch is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub [Option<Stretch>; 7]);

impl Week {
    /// Whether somebody answers at this time of the wall clock.
    #[must_use]
    pub fn covers(&self, wall: NaiveDateTime) -> bool {
        let minute = wall.hour() * 60 + wall.minute();
        let day = wall.weekday().num_days_from_monday() as usize;
        self.0
            .get(day)
            .copied()
            .flatten()
            .is_some_and(|s| u32::from(s.0) <= minute && minute < u32::from(s.1))
    }
}

/// When a rule may send by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleHours {
    /// At any time.
    Always,
    /// While people answer, who can step in.
    Inside,
    /// While nobody does.
    Outside,
}

impl RuleHours {
    /// Whether it may now. Where no hours are set, people answer at any time.
    #[must_use]
    pub fn admit(self, week: Option<&Week>, wall: NaiveDateTime) -> bool {
        let attended = week.is_none_or(|week| week.covers(wall));
        match self {
            Self::Always => true,
            Self::Inside => attended,
            Self::Outside => !attended,
        }
    }

    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Inside => "inside",
            Self::Outside => "outside",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "always" => Some(Self::Always),
            "inside" => Some(Self::Inside),
            "outside" => Some(Self::Outside),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// Monday to Friday, nine to five.
    fn office() -> Week {
        let day = Stretch::new(540, 1020);
        Week([day, day, day, day, day, None, None])
    }

    #[test]
    fn a_rule_keeps_to_the_hours() {
        for (wall, attended) in [
            ("2026-03-02 09:00", true),
            ("2026-03-02 08:59", false),
            ("2026-03-06 16:59", true),
            ("2026-03-06 17:00", false),
            ("2026-03-07 12:00", false),
        ] {
            let week = office();
            assert_eq!(week.covers(at(wall)), attended, "{wall}");
            assert_eq!(RuleHours::Inside.admit(Some(&week), at(wall)), attended);
            assert_eq!(RuleHours::Outside.admit(Some(&week), at(wall)), !attended);
            assert!(RuleHours::Always.admit(Some(&week), at(wall)));
        }
    }

    #[test]
    fn without_hours_people_answer_at_any_time() {
        let night = at("2026-03-07 03:00");
        assert!(RuleHours::Inside.admit(None, night));
        assert!(!RuleHours::Outside.admit(None, night));
    }

    #[test]
    fn a_stretch_is_part_of_one_day() {
        assert_eq!(Stretch::new(600, 600), None);
        assert_eq!(Stretch::new(0, 1441), None);
        assert!(Stretch::new(0, 1440).is_some());
    }
}
