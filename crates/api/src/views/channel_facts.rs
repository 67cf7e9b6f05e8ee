//! What a list says of a number.

use db::channel_facts::Fact;
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
    /// Where the number stands.
    number_status: Option<String>,
    /// How many people the portfolio may write to first in 24 hours.
    messaging_limit: Option<String>,
    /// How fast it may send.
    throughput: Option<String>,
    /// When its token ends; null when it does not, or nobody told.
    token_until: Option<Stamp>,
}

/// What a list reads.
pub(crate) const LISTED: [&str; 7] = [
    what::QUALITY,
    what::VERIFIED_NAME,
    what::NAME_STATUS,
    what::NUMBER_STATUS,
    what::MESSAGING_LIMIT,
    what::THROUGHPUT,
    what::TOKEN,
];

impl ChannelFacts {
    /// What a simulated Meta said of a real channel is not shown as if it were so.
    pub(crate) fn of(facts: &[Fact], simulated: bool) -> Self {
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
