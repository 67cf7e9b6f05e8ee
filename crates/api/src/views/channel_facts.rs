//! What a list says of a number.

use db::channel_facts::Fact;
use domain::Time;
use domain::display_name::{self, ToldName};
use domain::news::what;
use serde::Serialize;
use utoipa::ToSchema;

use super::Stamp;

/// What a list shows of a number.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct ChannelFacts {
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, …
    quality: Option<String>,
    /// Since when.
    quality_since: Option<Stamp>,
    /// The name customers see.
    verified_name: Option<String>,
    /// Where that name stands.
    name_status: Option<String>,
    /// Another name that was asked for; null when there is none, or it is the one customers see.
    new_name: Option<NewName>,
    /// Where the number stands.
    number_status: Option<String>,
    /// How many people the portfolio may write to first in 24 hours.
    messaging_limit: Option<String>,
    /// How fast it may send.
    throughput: Option<String>,
    /// When its token ends; null when it does not, or nobody told.
    token_until: Option<Stamp>,
}

/// A name that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewName {
    /// The name.
    name: String,
    /// Where it stands.
    state: NewNameState,
    /// Why it was declined, in Meta's word.
    reason: Option<String>,
    /// Until when the number can be registered with it.
    until: Option<Stamp>,
}

super::words::mirror! {
    /// Where a name that was asked for stands.
    NewNameState = display_name::NameState {
        /// Meta reviews it.
        InReview,
        /// It is approved, and the number must be registered again to show it.
        ToRegister,
        /// Meta declined it; the present name stays.
        Declined,
        /// It was approved, and nobody registered the number within 14 days.
        Expired,
    }
}

impl From<display_name::NewName> for NewName {
    fn from(new: display_name::NewName) -> Self {
        Self {
            name: new.name,
            state: new.state.into(),
            reason: new.reason,
            until: new.until.map(Stamp),
        }
    }
}

/// What a list reads.
pub(crate) const LISTED: [&str; 9] = [
    what::QUALITY,
    what::VERIFIED_NAME,
    what::NAME_STATUS,
    what::NEW_NAME,
    what::NAME_REVIEW,
    what::NUMBER_STATUS,
    what::MESSAGING_LIMIT,
    what::THROUGHPUT,
    what::TOKEN,
];

impl ChannelFacts {
    /// What a simulated Meta said of a real channel is not shown as if it were so.
    pub(crate) fn of(facts: &[Fact], simulated: bool, now: Time) -> Self {
        let find = |wanted: &str| {
            facts
                .iter()
                .find(|fact| fact.what == wanted && (simulated || !fact.simulated))
        };
        let word = |wanted: &str| find(wanted)?.value.as_str().map(str::to_owned);
        Self {
            quality: word(what::QUALITY),
            quality_since: find(what::QUALITY).map(|fact| fact.since.into()),
            verified_name: word(what::VERIFIED_NAME),
            new_name: display_name::new_name(
                ToldName {
                    asked: find(what::NEW_NAME).map(|f| (&f.value, f.since, f.told_at)),
                    review: find(what::NAME_REVIEW).map(|f| (&f.value, f.told_at)),
                    shown: find(what::VERIFIED_NAME).and_then(|f| f.value.as_str()),
                },
                now,
            )
            .map(NewName::from),
            name_status: word(what::NAME_STATUS),
            number_status: word(what::NUMBER_STATUS),
            messaging_limit: word(what::MESSAGING_LIMIT),
            throughput: word(what::THROUGHPUT),
            token_until: find(what::TOKEN)
                .and_then(|fact| fact.value.get("expires_at")?.as_str())
                .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
                .map(|at| at.to_utc().into()),
        }
    }

    /// A number that is used in the provider's app as well has a pace of its own, whatever else is said of it.
    pub(crate) fn in_app(self, coexistence: bool) -> Self {
        if !coexistence {
            return self;
        }
        Self {
            throughput: Some("COEXISTENCE".to_owned()),
            ..self
        }
    }
}
