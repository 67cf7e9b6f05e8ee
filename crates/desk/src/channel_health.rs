//! How a channel does.

use chrono::Duration;
use db::channel_facts::{self, Change, Fact};
use db::channel_health::{self, Failures, Funnel};
use db::{WorkspaceTx, channels};
use domain::Time;
use domain::ids::ChannelId;
use domain::news::what;

use crate::Desk;
use crate::channel_gaps::ChannelGaps;
use crate::error::{Error, Result};

/// How far back the quality is told.
const QUALITY_DAYS: i64 = 90;
/// The most changes shown.
const CHANGES: i64 = 200;

/// How a channel does, as numbers.
#[derive(Debug, Clone)]
pub struct ChannelHealth {
    /// The last 24 hours.
    pub day: Funnel,
    /// The last 7 days.
    pub week: Funnel,
    /// Failures of the last 7 days.
    pub failures: Vec<Failures>,
    /// How late customers' messages came in the last 24 hours, for 95 of 100.
    pub lag_ms: Option<i64>,
    /// How many people were written to first in the last 24 hours, on all numbers of the account.
    pub written_first: i64,
    /// The newest event.
    pub last_event_at: Option<Time>,
    /// When the provider was last asked.
    pub checked_at: Option<Time>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// The quality over 90 days, the newest first.
    pub quality: Vec<Change>,
    /// Other changes of the last 90 days, the newest first.
    pub changes: Vec<Change>,
    /// What is missing between the provider and us.
    pub gaps: ChannelGaps,
    /// Whether it is all simulated.
    pub simulated: bool,
}

impl Desk {
    /// How a channel does.
    pub async fn channel_health(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
    ) -> Result<ChannelHealth> {
        let channel = channels::get(tx, id).await?.ok_or(Error::NotFound)?;
        let now = self.now();
        let (day, week) = (now - Duration::days(1), now - Duration::days(7));
        let long = now - Duration::days(QUALITY_DAYS);
        let facts = channel_facts::list(tx, id).await?;
        let mut changes = channel_facts::changes(tx, id, None, long, CHANGES).await?;
        changes.retain(|change| change.what != what::QUALITY && change.what != what::CHECK);
        Ok(ChannelHealth {
            day: channel_health::funnel(tx, id, day).await?,
            week: channel_health::funnel(tx, id, week).await?,
            failures: channel_health::failures(tx, id, week).await?,
            lag_ms: channel_health::lag_ms(tx, id, day).await?,
            written_first: channel_health::written_first(tx, id, day).await?,
            last_event_at: channel.last_event_at,
            checked_at: channel.checked_at,
            quality: channel_facts::changes(tx, id, Some(what::QUALITY), long, CHANGES).await?,
            gaps: self.channel_gaps(tx, &channel).await?,
            facts,
            changes,
            simulated: channel.simulated,
        })
    }
}
