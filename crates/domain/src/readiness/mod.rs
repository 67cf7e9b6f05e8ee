//! Whether a channel can really send and receive: a list in the order in which one thing needs another.
//!
//! Pure: it looks at what is known and says for each row how it stands, why, and the one thing to do. What a simulated
//! provider said never counts for a real channel.

mod rows;
mod standing;
#[cfg(test)]
mod standing_tests;
#[cfg(test)]
mod tests;

pub use standing::lacks_payment;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Time;
use crate::display_name::{NewName, ToldName, new_name};
use crate::gate::Connection;
use crate::live_proof::ProofState;
use crate::news::what;

/// A row of the list. The order is that of dependence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The account at the provider.
    Account,
    /// The number.
    Identity,
    /// The token.
    Credential,
    /// Whether events reach us.
    Webhook,
    /// Whether the number is registered to send.
    Sender,
    /// The templates.
    Templates,
    /// The name customers see.
    DisplayName,
    /// Whether the number was proved by a code.
    CodeVerification,
    /// Whether the business is verified.
    BusinessVerification,
    /// Whether somebody pays.
    Payment,
    /// Whom this workspace may write to.
    OptIn,
    /// Whether a message really went out and an answer came in.
    LiveProof,
}

/// How a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Ready,
    /// Somebody has to do something.
    NeedsAction,
    /// The provider is looking at it, or we are.
    Checking,
    /// Nobody knows.
    Unknown,
}

/// The one thing to do about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Ask the provider again.
    Check,
    /// Give a new token.
    RenewToken,
    /// Connect it again.
    Reconnect,
    /// Read the templates.
    SyncTemplates,
    /// Make a template at the provider.
    OpenTemplates,
    /// Register it with a PIN.
    RegisterNumber,
    /// Prove it by a code that is sent to it.
    VerifyNumber,
    /// Send a template to a phone of one's own, and answer it.
    ProveLive,
    /// Ask for another name.
    ChangeName,
    /// Open the provider's own pages.
    OpenProvider,
    /// Write to the number from a phone.
    WriteToNumber,
    /// Look at the workspace's rule.
    SeePolicy,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which.
    pub part: Part,
    /// How it stands.
    pub state: State,
    /// Why: a stable word, which the desk translates.
    pub reason: &'static str,
    /// The value it was read from, in the provider's word.
    pub value: Option<String>,
    /// The one thing to do.
    pub remedy: Option<Remedy>,
    /// Whether nothing can be sent until it is ready.
    pub blocks: bool,
    /// When that was last told.
    pub at: Option<Time>,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readiness {
    /// In the order of dependence.
    pub rows: Vec<Row>,
    /// Whether it is all from a simulated provider, and so proof of nothing.
    pub simulated: bool,
}

impl Readiness {
    /// Whether everything is as it should be, as far as anybody can know.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.rows.iter().all(|row| row.state == State::Ready)
    }

    /// Whether sending is let through: number, token and subscription are proved, and nothing else that stands against it
    /// is known.
    #[must_use]
    pub fn may_send(&self) -> bool {
        !self
            .rows
            .iter()
            .any(|row| row.blocks && row.state != State::Ready)
    }

    /// How many rows somebody has to do something about.
    #[must_use]
    pub fn to_do(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.state == State::NeedsAction)
            .count()
    }
}

/// A value that the provider told.
#[derive(Debug, Clone, PartialEq)]
pub struct Known<'a> {
    /// Which: one of [`crate::news::what`].
    pub what: &'a str,
    /// The value.
    pub value: &'a Value,
    /// Since when it is so.
    pub since: Time,
    /// When it was last told.
    pub told_at: Time,
    /// Whether by a simulated provider.
    pub simulated: bool,
}

/// What is known of guided proofs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProofSeen {
    /// How the newest one stands.
    pub state: ProofState,
    /// Since when.
    pub at: Time,
    /// When one last passed, by a provider like the channel's own.
    pub passed_at: Option<Time>,
}

/// Everything that is looked at.
#[derive(Debug, Clone)]
pub struct Sight<'a> {
    /// What the provider told.
    pub facts: Vec<Known<'a>>,
    /// Whether the channel is simulated.
    pub simulated: bool,
    /// Its connection.
    pub connection: Connection,
    /// The newest event received.
    pub last_event_at: Option<Time>,
    /// When the provider was last asked.
    pub checked_at: Option<Time>,
    /// When it was connected.
    pub connected_at: Time,
    /// How many templates may be sent.
    pub templates_sendable: i64,
    /// How many the provider still looks at.
    pub templates_pending: i64,
    /// When templates were last read.
    pub templates_read_at: Option<Time>,
    /// Whether people who opted in may be written to first.
    pub outreach: bool,
    /// What a token must be allowed, in the provider's words.
    pub scopes: &'a [&'a str],
    /// The newest guided proof, and when one last passed. Of a simulated channel they prove nothing.
    pub proof: Option<ProofSeen>,
    /// Whether it is a profile, which is not registered, has no account above it and no templates.
    pub profile: bool,
}

impl Sight<'_> {
    fn known(&self, what: &str) -> Option<&Known<'_>> {
        self.facts
            .iter()
            .find(|fact| fact.what == what && (self.simulated || !fact.simulated))
    }

    /// A name that was asked for, as it stands.
    fn new_name(&self, now: Time) -> Option<NewName> {
        let told = ToldName {
            asked: self
                .known(what::NEW_NAME)
                .map(|fact| (fact.value, fact.since, fact.told_at)),
            review: self
                .known(what::NAME_REVIEW)
                .map(|fact| (fact.value, fact.told_at)),
            shown: self.word(what::VERIFIED_NAME).map(|(name, _)| name),
        };
        new_name(told, now)
    }

    fn word(&self, what: &str) -> Option<(&str, Time)> {
        let fact = self.known(what)?;
        Some((fact.value.as_str()?, fact.told_at))
    }
}

/// The list, as things stand at `now`.
#[must_use]
pub fn readiness(sight: &Sight<'_>, now: Time) -> Readiness {
    Readiness {
        rows: rows::all(sight, now),
        simulated: sight.simulated,
    }
}
