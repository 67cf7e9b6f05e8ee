//! Whether something is missing between the provider and us.

use chrono::Duration;
use db::WorkspaceTx;
use db::channel_facts;
use db::channel_gaps::{self, Taken};
use db::channels::Channel;
use domain::Time;
use domain::alert::Gaps;
use domain::failure::FailureClass as Class;
use domain::news::what;

use crate::Desk;
use crate::error::Result;

/// How far back it is looked.
const BACK: Duration = Duration::days(7);
/// A provider that tells at all has told by then; and our own answer with the id has come.
const PATIENCE: Duration = Duration::minutes(30);
/// What was sent elsewhere, or refused for a reason not known, is told for so long after the last of it.
const LINGERS: Duration = Duration::days(1);

/// What is missing, as numbers.
#[derive(Debug, Clone, Copy)]
pub struct ChannelGaps {
    /// What became of the events of the last 7 days.
    pub taken: Taken,
    /// Of so many messages that nobody here sent a status came in the last 7 days.
    pub strangers: i64,
    /// Of so many messages that left in the last 7 days nothing was told, nor of any later one.
    pub untold: i64,
    /// When the first of these left.
    pub untold_since: Option<Time>,
}

impl Desk {
    /// What is missing, for people to look at.
    pub(crate) async fn channel_gaps(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
    ) -> Result<ChannelGaps> {
        let now = self.now();
        let untold = untold(tx, channel, now).await?;
        Ok(ChannelGaps {
            taken: channel_gaps::taken(tx, channel.id, now - BACK).await?,
            strangers: channel_gaps::strangers(tx, channel.id, now - BACK, now - PATIENCE).await?,
            untold: untold.map_or(0, |(n, _)| n),
            untold_since: untold.map(|(_, since)| since),
        })
    }

    /// The same as what an alert follows from.
    pub(crate) async fn gaps_told(&self, tx: &mut WorkspaceTx, channel: &Channel) -> Result<Gaps> {
        let now = self.now();
        let recent = now - LINGERS;
        Ok(Gaps {
            untold: untold(tx, channel, now).await?.is_some(),
            unapplied: channel_gaps::set_aside(tx, channel.id).await? > 0,
            strangers: channel_gaps::strangers(tx, channel.id, recent, now - PATIENCE).await? > 0,
            unknown_code: channel_gaps::unknown_codes(tx, channel.id, recent).await? > 0,
            unpaid: is_unpaid(tx, channel).await?
                || channel_gaps::failed_as(tx, channel.id, Class::Billing, recent).await? > 0,
            spam_stop: channel_gaps::failed_as(tx, channel.id, Class::SpamStop, recent).await? > 0,
        })
    }
}

/// Whether templates wait because nobody pays.
async fn is_unpaid(tx: &mut WorkspaceTx, channel: &Channel) -> Result<bool> {
    let facts = channel_facts::list(tx, channel.id).await?;
    let mut told = facts.iter().filter(|fact| fact.what == what::UNPAID);
    Ok(told.any(|fact| fact.value == true))
}

/// Only where the provider tells of every message.
async fn untold(tx: &mut WorkspaceTx, channel: &Channel, now: Time) -> Result<Option<(i64, Time)>> {
    let tells = ::channels::registry::by_kind(channel.kind.as_str())
        .is_some_and(|kind| kind.capability().tells_fate);
    if !tells {
        return Ok(None);
    }
    Ok(channel_gaps::untold(tx, channel.id, now - BACK, now - PATIENCE).await?)
}
