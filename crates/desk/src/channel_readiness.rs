//! Whether a channel can really send and receive, from what is known of it.

use db::channels::Channel;
use db::{WorkspaceTx, channel_facts, channels, live_proofs, templates, workspaces};
use domain::ids::ChannelId;
use domain::readiness::{Known, ProofSeen, Readiness, Sight, readiness};
use domain::template::TemplateStatus;

use crate::error::{Error, Result};
use crate::subscribe_account::home_of;
use crate::{Desk, names};

impl Desk {
    /// The list as things stand.
    pub async fn readiness(&self, tx: &mut WorkspaceTx, id: ChannelId) -> Result<Readiness> {
        let channel = channels::get(tx, id).await?.ok_or(Error::NotFound)?;
        self.readiness_of(tx, &channel).await
    }

    pub(crate) async fn readiness_of(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
    ) -> Result<Readiness> {
        let facts = channel_facts::list(tx, channel.id).await?;
        let counts = templates::counts(tx, channel.id).await?;
        let sum = |wanted: &dyn Fn(&str) -> bool| -> i64 {
            counts
                .iter()
                .filter(|(s, _)| wanted(s))
                .map(|(_, n)| n)
                .sum()
        };
        let sight = Sight {
            facts: facts
                .iter()
                .filter(|fact| fact.subject.is_empty())
                .map(|fact| Known {
                    what: &fact.what,
                    value: &fact.value,
                    since: fact.since,
                    told_at: fact.told_at,
                    simulated: fact.simulated,
                })
                .collect(),
            simulated: channel.simulated,
            connection: channel.connection,
            last_event_at: channel.last_event_at,
            checked_at: channel.checked_at,
            connected_at: channel.created_at,
            templates_sendable: sum(&|s| TemplateStatus(s.to_owned()).is_sendable()),
            templates_pending: sum(&|s| s == "PENDING" || s == "IN_APPEAL"),
            templates_read_at: templates::synced_at(tx, channel.id).await?,
            proof: self.proof_seen(tx, channel).await?,
            outreach: workspaces::current(tx).await?.outreach_to_opted_in,
            scopes: ::channels::registry::by_kind(channel.kind.as_str())
                .map_or(&[], ::channels::Channel::scopes),
            profile: home_of(channel)? != ::channels::Home::Number,
        };
        Ok(readiness(&sight, self.now()))
    }

    /// What is known of guided proofs. Of a real channel only real ones count.
    async fn proof_seen(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
    ) -> Result<Option<ProofSeen>> {
        let Some(latest) = live_proofs::latest(tx, channel.id).await? else {
            return Ok(None);
        };
        Ok(Some(ProofSeen {
            state: latest.state,
            at: latest.ended_at.unwrap_or(latest.started_at),
            passed_at: live_proofs::passed_at(tx, channel.id, channel.simulated).await?,
        }))
    }

    /// What the gate hears of it follows what is known, and so does what people are told of.
    pub(crate) async fn settle_ready(&self, tx: &mut WorkspaceTx, id: ChannelId) -> Result<()> {
        let Some(channel) = channels::get(tx, id).await? else {
            return Ok(());
        };
        let list = self.readiness_of(tx, &channel).await?;
        if channels::set_ready(tx, id, list.may_send()).await? {
            tx.announce(names::workspace_changed("channel.updated"));
        }
        self.settle_alerts(tx, &channel, &list).await
    }
}
