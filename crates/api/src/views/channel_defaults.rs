//! What a channel has of its own.

use db::channel_defaults as stored;
use domain::hours::{RuleHours as When, Stretch, Week};
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::{Problem, Result};

/// Who is given new conversations on a channel, its language, and its hours.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelDefaults {
    /// Who is given new conversations while they are there; null for the workspace's rule.
    default_agent: Option<Uuid>,
    /// The language of answers where the customer's words do not tell: `id`, `en`, `es`, `pt`, `ar` or `hi`.
    language: Option<String>,
    /// When people answer: seven days from Monday on, null for a day off. Null altogether for at any time.
    #[schema(min_items = 7, max_items = 7)]
    hours: Option<Vec<Option<DayHours>>>,
    /// When a rule may send by itself.
    rule_hours: RuleHours,
}

/// The hours of a day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayHours {
    /// From then on, such as `09:00`.
    from: String,
    /// Until then, such as `17:30`; `24:00` is the end of the day.
    until: String,
}

super::words::mirror! {
    /// When a rule may send by itself.
    RuleHours = When {
        /// At any time.
        Always,
        /// In these hours.
        Inside,
        /// Outside them.
        Outside,
    }
}

impl ChannelDefaults {
    /// Who was chosen.
    pub(crate) fn agent(&self) -> Option<PersonId> {
        self.default_agent.map(PersonId::from)
    }

    /// What was chosen, read.
    pub(crate) fn chosen(self) -> Result<stored::ChannelDefaults> {
        let week = self.hours.as_ref().map(|days| {
            let mut week = Week([None; 7]);
            if days.len() != week.0.len() {
                return Err(wrong_hours());
            }
            for (day, hours) in week.0.iter_mut().zip(days) {
                *day = match hours {
                    None => None,
                    Some(hours) => Some(hours.stretch().ok_or_else(wrong_hours)?),
                };
            }
            Ok::<_, Problem>(week)
        });
        Ok(stored::ChannelDefaults {
            agent: self.default_agent.map(PersonId::from),
            language: self.language,
            hours: week.transpose()?,
            rule_hours: self.rule_hours.into(),
        })
    }
}

fn wrong_hours() -> Problem {
    desk::Error::invalid(
        "hours",
        "Seven days; each begins before it ends, such as 09:00 to 17:30.",
    )
    .into()
}

impl DayHours {
    fn stretch(&self) -> Option<Stretch> {
        Stretch::new(minute(&self.from)?, minute(&self.until)?)
    }
}

/// The minute of the day that `HH:MM` names.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    (minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
}

fn written(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl From<stored::ChannelDefaults> for ChannelDefaults {
    fn from(chosen: stored::ChannelDefaults) -> Self {
        let day = |stretch: Stretch| DayHours {
            from: written(stretch.from()),
            until: written(stretch.until()),
        };
        Self {
            default_agent: chosen.agent.map(PersonId::uuid),
            language: chosen.language,
            hours: chosen
                .hours
                .map(|week| week.0.iter().map(|one| one.map(day)).collect()),
            rule_hours: chosen.rule_hours.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_day_is_read_as_it_is_written() {
        for (text, wanted) in [
            ("09:00", Some(540)),
            ("24:00", Some(1440)),
            ("24:01", None),
            ("9:00", None),
            ("12:60", None),
            ("+9:00", None),
            ("", None),
        ] {
            assert_eq!(minute(text), wanted, "{text}");
        }
        assert_eq!(written(1050), "17:30");
    }
}
