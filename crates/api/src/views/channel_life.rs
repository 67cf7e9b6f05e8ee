//! How a channel stands and does.

use db::channel_facts::{Change, Fact, Source as DomainSource};
use desk::CheckReport;
use domain::ids::ChannelId;
use domain::news::what;
use domain::readiness;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;

/// Whether a channel can really send and receive.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelReadiness {
    /// Whether every row is ready.
    ready: bool,
    /// Whether sending is let through: nothing that stands against it is known.
    may_send: bool,
    /// How many rows somebody has to do something about.
    to_do: usize,
    /// Whether it is all from a simulated Meta, and so proof of nothing.
    simulated: bool,
    /// In the order in which one needs another.
    rows: Vec<ReadinessRow>,
}

/// The readiness list of one channel among others.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadinessOf {
    /// Whose.
    channel_id: Uuid,
    /// The list.
    #[serde(flatten)]
    list: ChannelReadiness,
}

impl ReadinessOf {
    pub(crate) fn new(channel: ChannelId, list: readiness::Readiness) -> Self {
        Self {
            channel_id: channel.uuid(),
            list: list.into(),
        }
    }
}

/// A row of the readiness list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadinessRow {
    /// Which.
    part: ReadinessPart,
    /// How it stands.
    state: ReadinessState,
    /// Why: a stable word.
    reason: String,
    /// The value it was read from, in Meta's word.
    value: Option<String>,
    /// The one thing to do.
    remedy: Option<Remedy>,
    /// Whether nothing can be sent while it stands so.
    blocks: bool,
    /// When that was last told.
    at: Option<Stamp>,
}

super::words::mirror! {
    /// A row of the readiness list.
    ReadinessPart = readiness::Part {
        /// The account at Meta.
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
}

super::words::mirror! {
    /// How a row stands.
    ReadinessState = readiness::State {
        /// As it should be.
        Ready,
        /// Somebody has to do something.
        NeedsAction,
        /// It is being looked at.
        Checking,
        /// Nobody knows.
        Unknown,
    }
}

super::words::mirror! {
    /// The one thing to do about a row.
    Remedy = readiness::Remedy {
        /// Ask Meta again.
        Check,
        /// Give a new token.
        RenewToken,
        /// Connect it again.
        Reconnect,
        /// Read the templates.
        SyncTemplates,
        /// Make a template at Meta.
        OpenTemplates,
        /// Register it with a PIN.
        RegisterNumber,
        /// Prove it by a code that is sent to it.
        VerifyNumber,
        /// Send a template to a phone of one's own, and answer it.
        ProveLive,
        /// Ask for another name.
        ChangeName,
        /// Open Meta's own pages.
        OpenProvider,
        /// Write to the number from a phone.
        WriteToNumber,
        /// Look at the workspace's rule.
        SeePolicy,
    }
}

impl From<readiness::Readiness> for ChannelReadiness {
    fn from(list: readiness::Readiness) -> Self {
        Self {
            ready: list.is_ready(),
            may_send: list.may_send(),
            to_do: list.to_do(),
            simulated: list.simulated,
            rows: list.rows.into_iter().map(ReadinessRow::from).collect(),
        }
    }
}

impl From<readiness::Row> for ReadinessRow {
    fn from(row: readiness::Row) -> Self {
        Self {
            part: row.part.into(),
            state: row.state.into(),
            reason: row.reason.to_owned(),
            value: row.value,
            remedy: row.remedy.map(Remedy::from),
            blocks: row.blocks,
            at: row.at.map(Stamp),
        }
    }
}

/// What asking Meta came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelCheck {
    /// How many values are other ones now.
    changed: usize,
    /// What was not answered.
    problems: Vec<CheckProblem>,
    /// The list as it stands now.
    readiness: ChannelReadiness,
}

/// A question that Meta did not answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckProblem {
    /// `number`, `account`, `webhook`, `token` or `templates`.
    part: String,
    /// Meta's code, when it gave one.
    code: Option<i64>,
    /// A few words.
    title: String,
    /// What to do.
    hint: String,
}

impl ChannelCheck {
    pub(crate) fn new(report: CheckReport, list: readiness::Readiness) -> Self {
        Self {
            changed: report.changed,
            problems: report
                .problems
                .into_iter()
                .map(|one| CheckProblem {
                    part: one.part,
                    code: one.code,
                    title: one.title,
                    hint: one.hint,
                })
                .collect(),
            readiness: list.into(),
        }
    }
}

/// How a channel does.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelHealth {
    /// What became of messages that left in the last 24 hours.
    day: Funnel,
    /// The same for 7 days.
    week: Funnel,
    /// Failures of the last 7 days by Meta's code, the most frequent first.
    failures: Vec<FailureCount>,
    /// Of customers' messages of the last 24 hours, 95 of 100 came within so many milliseconds; null without any.
    webhook_lag_p95_ms: Option<i64>,
    /// How many people were written to first in the last 24 hours, by templates outside their window, on this workspace's
    /// numbers of the account. Meta's limit is on the whole portfolio, so it may have counted more.
    written_first: i64,
    /// The newest event.
    last_event_at: Option<Stamp>,
    /// When Meta was last asked.
    checked_at: Option<Stamp>,
    /// What Meta says.
    facts: Vec<ChannelFact>,
    /// How the quality changed over 90 days, the newest first.
    quality: Vec<ChannelMoved>,
    /// What else changed over 90 days, the newest first.
    changes: Vec<ChannelMoved>,
    /// What is missing between Meta and here.
    gaps: super::channel_gaps::ChannelGaps,
    /// Whether it is all simulated.
    simulated: bool,
}

/// What became of messages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Funnel {
    /// Meta took so many.
    sent: i64,
    /// So many of them arrived.
    delivered: i64,
    /// So many of these were read.
    read: i64,
    /// So many failed.
    failed: i64,
}

/// Failures of one reason.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FailureCount {
    /// Meta's code; null when it gave none.
    code: Option<i64>,
    /// How many.
    n: i64,
    /// A few words.
    title: String,
    /// What to do.
    hint: String,
}

/// Something Meta says of a channel.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelFact {
    /// Which: `quality`, `messaging_limit`, …
    what: String,
    /// Of which part; empty when there is one only.
    subject: String,
    /// The value, in Meta's word.
    value: Value,
    /// Since when it is so.
    since: Stamp,
    /// When it was last told.
    told_at: Stamp,
    /// How it was heard of.
    source: FactSource,
    /// Whether a simulated Meta says so.
    simulated: bool,
}

/// A value that became another one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelMoved {
    /// Which change.
    id: Uuid,
    /// Of what.
    what: String,
    /// Of which part; empty when there is one only.
    subject: String,
    /// What it was; null for the first word about it.
    from: Option<Value>,
    /// What it became.
    to: Value,
    /// When, by Meta's clock.
    at: Stamp,
    /// How it was heard of.
    source: FactSource,
    /// Whether a simulated Meta said so.
    simulated: bool,
}

super::words::mirror! {
    /// How something was heard of.
    FactSource = DomainSource {
        /// Meta told by itself.
        Webhook,
        /// We asked.
        Check,
    }
}

impl From<db::channel_health::Funnel> for Funnel {
    fn from(n: db::channel_health::Funnel) -> Self {
        Self {
            sent: n.sent,
            delivered: n.delivered,
            read: n.read,
            failed: n.failed,
        }
    }
}

impl From<Fact> for ChannelFact {
    fn from(fact: Fact) -> Self {
        Self {
            what: fact.what,
            subject: fact.subject,
            value: fact.value,
            since: fact.since.into(),
            told_at: fact.told_at.into(),
            source: fact.source.into(),
            simulated: fact.simulated,
        }
    }
}

impl From<Change> for ChannelMoved {
    fn from(change: Change) -> Self {
        Self {
            id: change.id,
            what: change.what,
            subject: change.subject,
            from: change.from,
            to: change.to,
            at: change.at.into(),
            source: change.source.into(),
            simulated: change.simulated,
        }
    }
}

impl From<desk::ChannelHealth> for ChannelHealth {
    fn from(health: desk::ChannelHealth) -> Self {
        let changes = |all: Vec<Change>| all.into_iter().map(ChannelMoved::from).collect();
        Self {
            day: health.day.into(),
            week: health.week.into(),
            failures: health
                .failures
                .into_iter()
                .map(|one| {
                    let entry = one
                        .code
                        .and_then(|code| meta::errors::classify(code, None, None, true).entry);
                    FailureCount {
                        code: one.code,
                        n: one.n,
                        title: entry
                            .map_or_else(|| "Not sent".to_owned(), |entry| entry.title.clone()),
                        hint: entry.map_or_else(
                            || "Open one of these messages to see why.".to_owned(),
                            |entry| entry.hint.clone(),
                        ),
                    }
                })
                .collect(),
            webhook_lag_p95_ms: health.lag_ms,
            written_first: health.written_first,
            last_event_at: health.last_event_at.map(Stamp),
            checked_at: health.checked_at.map(Stamp),
            facts: health
                .facts
                .into_iter()
                .filter(|fact| fact.what != what::CHECK)
                .map(ChannelFact::from)
                .collect(),
            quality: changes(health.quality),
            changes: changes(health.changes),
            gaps: health.gaps.into(),
            simulated: health.simulated,
        }
    }
}
