//! What a provider tells of an account, a number or a template, free of the provider's spelling.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Time;

/// The names of facts. They are stored and stay as they are.
pub mod what {
    /// How people take to a number's messages: `GREEN`, `YELLOW`, `RED`, `UNKNOWN`.
    pub const QUALITY: &str = "quality";
    /// Where a number stands: `CONNECTED`, `BANNED`, …
    pub const NUMBER_STATUS: &str = "number_status";
    /// Where the display name stands.
    pub const NAME_STATUS: &str = "name_status";
    /// What was decided on a name that was asked for: `{decision, requested, reason}`.
    pub const NAME_REVIEW: &str = "name_review";
    /// A name that was asked for: `{name, status}`.
    pub const NEW_NAME: &str = "new_name";
    /// A message was refused because of the name: `{code}`.
    pub const NAME_HELD: &str = "name_held";
    /// The name customers see.
    pub const VERIFIED_NAME: &str = "verified_name";
    /// The number as customers see it, by the provider.
    pub const DISPLAY: &str = "display_number";
    /// Whether the number was proved by a code.
    pub const CODE_VERIFICATION: &str = "code_verification";
    /// How fast it may send.
    pub const THROUGHPUT: &str = "throughput";
    /// How many people the portfolio may write to first in 24 hours.
    pub const MESSAGING_LIMIT: &str = "messaging_limit";
    /// Whether it can send, by the provider: `AVAILABLE`, `LIMITED`, `BLOCKED`.
    pub const CAN_SEND: &str = "can_send";
    /// The parts behind that, each with its errors.
    pub const HEALTH: &str = "health";
    /// `LIVE` or `SANDBOX`.
    pub const ACCOUNT_MODE: &str = "account_mode";
    /// Whether a person uses the number in the provider's own app too.
    pub const COEXISTENCE: &str = "coexistence";
    /// Whether the app of such a number let go of us: `offboarded`, `reconnected`.
    pub const APP_LINK: &str = "app_link";
    /// The account's review.
    pub const ACCOUNT_REVIEW: &str = "account_review";
    /// The account's own state.
    pub const ACCOUNT_STATUS: &str = "account_status";
    /// Whether the business behind it is verified.
    pub const BUSINESS_VERIFICATION: &str = "business_verification";
    /// What the token may do: `{valid, scopes, expires_at, data_access_expires_at, error}`.
    pub const TOKEN: &str = "token";
    /// Whether the account's events are sent to our app.
    pub const SUBSCRIBED: &str = "webhook_subscribed";
    /// Where those events are brought: `{address, ours}`.
    pub const CALLBACK: &str = "webhook_callback";
    /// Whether the provider disabled the account: `{state, date}`.
    pub const BAN: &str = "ban";
    /// What the provider forbids for a time: a list of `{type, until}`.
    pub const RESTRICTIONS: &str = "restrictions";
    /// Whether it refused to send because payment is not in order, and said nothing else since.
    pub const UNPAID: &str = "unpaid";
    /// The last rule that was broken, by the provider.
    pub const VIOLATION: &str = "violation";
    /// An alert, by its type.
    pub const ALERT: &str = "alert";
    /// How many numbers the account may have.
    pub const NUMBERS_ALLOWED: &str = "numbers_allowed";
    /// What somebody did to the number's PIN.
    pub const SECURITY: &str = "security";
    /// A payment configuration, by its name.
    pub const PAYMENT: &str = "payment";
    /// The number's public name.
    pub const USERNAME: &str = "username";
    /// A template's state, by its name and language.
    pub const TEMPLATE_STATUS: &str = "template_status";
    /// A template's quality, by its name and language.
    pub const TEMPLATE_QUALITY: &str = "template_quality";
    /// A template's category, by its name and language.
    pub const TEMPLATE_CATEGORY: &str = "template_category";
    /// How the last check went: `{problems}`.
    pub const CHECK: &str = "check";
}

/// The longest that a provider repeats a fact. What claims to be older was not told then.
const OLDEST: chrono::Duration = chrono::Duration::days(8);
/// Clocks differ by less than this.
const AHEAD: chrono::Duration = chrono::Duration::minutes(5);

/// When a fact was told: the provider's time, unless that cannot be.
#[must_use]
pub fn told_at(claimed: Option<Time>, received: Time) -> Time {
    claimed
        .filter(|at| (received - OLDEST..=received + AHEAD).contains(at))
        .unwrap_or(received)
}

/// One value that the provider tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Which: one of [`what`].
    pub what: String,
    /// Of which part; empty when there is one only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The value. Words are the provider's own.
    pub value: Value,
}

impl Told {
    /// A value of which there is one only.
    pub fn new(what: &str, value: impl Into<Value>) -> Self {
        Self {
            what: what.to_owned(),
            subject: String::new(),
            value: value.into(),
        }
    }

    /// The value of a part.
    #[must_use]
    pub fn of(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }
}

/// A number inside an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRef {
    /// What the provider wrote: its id of the number, or the number itself, as digits.
    pub digits: String,
}

impl NumberRef {
    /// Whether this is the number with this id, shown as one of these.
    #[must_use]
    pub fn is(&self, id: &str, shown: &[&str]) -> bool {
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        !self.digits.is_empty()
            && (self.digits == id || shown.iter().any(|one| digits(one) == self.digits))
    }
}

/// What is told of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateNews {
    /// The provider's id.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Where it stands now.
    pub status: Option<String>,
    /// For how many hours it is paused, where that follows from what was told.
    #[serde(default)]
    pub paused_hours: Option<u8>,
    /// How people take to it.
    pub quality: Option<String>,
    /// Its category now.
    pub category: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What the provider found and advises, in its own sentences.
    #[serde(default)]
    pub advice: Option<String>,
}

/// Why a channel is no longer ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// A person disconnected it here.
    ByHand,
    /// The business took our access away at the provider.
    Revoked,
    /// Nobody opened the provider's app for two weeks, in which the number is used as well.
    AppUnused,
    /// A device linked to that app was not used for a month.
    CompanionUnused,
    /// The account was deleted.
    AccountDeleted,
    /// Whoever connected it took the app's permission away.
    Deauthorized,
    /// Whoever connected it asked for their data to be deleted.
    DeletionRequested,
    /// A sign-up that did not come to its end was taken back. Nobody ever wrote there.
    Undone,
}

impl Ended {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Revoked => "revoked",
            Self::AppUnused => "app_unused",
            Self::CompanionUnused => "companion_unused",
            Self::AccountDeleted => "account_deleted",
            Self::Deauthorized => "deauthorized",
            Self::DeletionRequested => "deletion_requested",
            Self::Undone => "undone",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::ByHand,
            Self::Revoked,
            Self::AppUnused,
            Self::CompanionUnused,
            Self::AccountDeleted,
            Self::Deauthorized,
            Self::DeletionRequested,
            Self::Undone,
        ]
        .into_iter()
        .find(|one| one.as_str() == text)
    }
}

/// News of an account.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct News {
    /// The number they are about; absent when about the whole account.
    pub number: Option<NumberRef>,
    /// Values told.
    pub facts: Vec<Told>,
    /// A template they are about.
    pub template: Option<TemplateNews>,
    /// Set when the account is no longer ours.
    pub ended: Option<Ended>,
    /// Whether something changed that only asking can tell.
    pub ask: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_cannot_be_is_the_time_of_arrival() {
        let at = |s: i64| chrono::DateTime::from_timestamp(s, 0).unwrap();
        let now = 1_790_000_000;
        for (claimed, told) in [
            (None, now),
            (Some(now - 60), now - 60),
            (Some(now - 7 * 86_400), now - 7 * 86_400),
            (Some(now - 9 * 86_400), now),
            (Some(now + 60), now + 60),
            (Some(now + 3600), now),
        ] {
            assert_eq!(told_at(claimed.map(at), at(now)), at(told), "{claimed:?}");
        }
    }

    #[test]
    fn a_number_is_known_by_its_id_or_its_digits() {
        let number = |digits: &str| NumberRef {
            digits: digits.to_owned(),
        };
        assert!(number("15550783881").is("77", &["+1 (555) 078-3881"]));
        assert!(number("77").is("77", &[]));
        assert!(!number("5550783881").is("77", &["+1 555 078 3881"]));
        assert!(!number("").is("", &[""]));
    }

    #[test]
    fn reasons_are_read_as_stored() {
        for one in [Ended::ByHand, Ended::Revoked, Ended::AccountDeleted] {
            assert_eq!(Ended::parse(one.as_str()), Some(one));
        }
        assert_eq!(Ended::parse("else"), None);
    }
}
