//! Small words shared by many answers.

use domain::Time;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use utoipa::ToSchema;

use crate::problem::{Problem, Result};

/// A moment: RFC 3339, UTC, milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(as = Time, value_type = String, format = DateTime)]
pub(crate) struct Stamp(pub(crate) Time);

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
    }
}

impl From<Time> for Stamp {
    fn from(at: Time) -> Self {
        Self(at)
    }
}

/// The same words as a domain type, as part of the public contract.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident = $domain:ty { $($(#[$word:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($(#[$word])* $variant),* }

        impl From<$domain> for $name {
            fn from(word: $domain) -> Self {
                type Domain = $domain;
                match word { $(Domain::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant),* }
            }
        }
    };
}
pub(crate) use mirror;

mirror! {
    /// Whether a contact may be written to.
    Consent = domain::consent::Consent {
        /// Neither stopped nor agreed; answering is allowed.
        None,
        /// Agreed, with proof in the ledger.
        OptedIn,
        /// Said stop.
        OptedOut,
    }
}

mirror! {
    /// What becomes of drafts on a channel.
    ReplyMode = domain::channel::ReplyMode {
        /// Nothing is drafted.
        Off,
        /// Drafts wait for a person.
        DraftOnly,
        /// A draft that passes every check is sent by rule.
        AutoSend,
    }
}

/// The 24-hour window of a conversation.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum Window {
    /// The customer never wrote.
    NeverOpened,
    /// Free messages may go until then.
    Open {
        /// When it closes.
        closes_at: Stamp,
    },
    /// Only an approved template may go.
    Closed {
        /// When it closed.
        closed_at: Stamp,
    },
    /// No window binds this thread: it is public.
    Unbound,
}

impl Window {
    /// The window at `now`. Where the provider said that it is closed, that holds until the customer writes again.
    pub(crate) fn at(
        last_customer: Option<Time>,
        closed_by_provider: Option<Time>,
        now: Time,
    ) -> Self {
        use domain::window::Window as W;
        match (W::at(last_customer, now), closed_by_provider) {
            (W::NeverOpened, _) => Self::NeverOpened,
            (W::Open { .. }, Some(closed)) if last_customer.is_none_or(|last| last <= closed) => {
                Self::Closed {
                    closed_at: closed.into(),
                }
            }
            (W::Open { closes_at }, _) => Self::Open {
                closes_at: closes_at.into(),
            },
            (W::Closed { closed_at }, _) => Self::Closed {
                closed_at: closed_at.into(),
            },
        }
    }
}

/// A word as it is written in JSON.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// Reads what a row holds as JSON; what cannot be read is a fault of ours, named in the log.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, value: Value) -> Result<T> {
    serde_json::from_value(value)
        .map_err(|e| Problem::internal(format!("{what} cannot be read: {e}")))
}

/// The name of something and its id.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Named {
    /// Which.
    pub(crate) id: uuid::Uuid,
    /// Its name.
    pub(crate) name: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    #[test]
    fn times_have_milliseconds() {
        let at = chrono::Utc.timestamp_micros(1_700_000_000_123_456).unwrap();
        assert_eq!(word(&Stamp(at)), "2023-11-14T22:13:20.123Z");
    }

    #[test]
    fn the_provider_closes_a_window_until_the_customer_writes_again() {
        let now = chrono::Utc.timestamp_opt(1_700_000_000, 0).unwrap();
        let wrote = now - Duration::hours(1);
        let state = |window: Window| serde_json::to_value(window).unwrap()["state"].clone();
        assert_eq!(state(Window::at(Some(wrote), None, now)), "open");
        assert_eq!(state(Window::at(Some(wrote), Some(now), now)), "closed");
        assert_eq!(
            state(Window::at(
                Some(wrote),
                Some(wrote - Duration::hours(2)),
                now
            )),
            "open"
        );
        assert_eq!(state(Window::at(None, Some(now), now)), "never_opened");
    }
}
