//! Each number has its own: somebody who is given what is new on it, a language, hours, and when a rule may send.

use db::channel_defaults::{self, ChannelDefaults};
use db::channels::Channel;
use db::conversations;
use db::{Actor, Record, WorkspaceTx, assignments};
use domain::assignment::{Mode, takes};
use domain::ids::{ChannelId, ConversationId, PersonId};
use evidence::Kind;
use grounding::Language;
use serde_json::json;

use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// Chooses for a channel.
    pub async fn choose_channel_defaults(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
        chosen: &ChannelDefaults,
    ) -> Result<()> {
        if let Some(agent) = chosen.agent {
            self.may_be_default(tx, agent).await?;
        }
        if let Some(language) = &chosen.language
            && Language::of_tag(language).is_none_or(|known| known.tag() != language)
        {
            return Err(Error::invalid(
                "language",
                "Answers can be written in id, en, es, pt, ar or hi.",
            ));
        }
        if !channel_defaults::choose(tx, id, chosen).await? {
            return Err(Error::NotFound);
        }
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({
                "what": "channel_defaults", "default_agent": chosen.agent, "language": chosen.language,
                "hours": chosen.hours, "rule_hours": chosen.rule_hours.as_str(),
            }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(())
    }

    /// Whether somebody can be given what is new on a channel.
    pub async fn may_be_default(&self, tx: &mut WorkspaceTx, agent: PersonId) -> Result<()> {
        let members = assignments::members(tx).await?;
        let found = members.iter().find(|member| member.id == agent);
        if found.ok_or(Error::NotFound)?.may_answer() {
            return Ok(());
        }
        Err(Error::invalid(
            "default_agent",
            "Choose somebody of this workspace who may answer.",
        ))
    }

    /// A new conversation goes to the person of its channel, if they are there and have room. Otherwise the workspace's
    /// rule finds somebody, as for any other. The conversation is locked by whoever made it.
    pub(crate) async fn give_to_default(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        conversation: ConversationId,
    ) -> Result<()> {
        let now = self.now();
        let Some(agent) = channel.own.agent else {
            return Ok(());
        };
        let members = assignments::members(tx).await?;
        let wanted: Vec<_> = members
            .into_iter()
            .filter(|m| m.id == agent && m.may_answer())
            .collect();
        let rule = assignments::rule(tx).await?;
        let Some(agent) = assignments::colleagues(tx, &wanted).await?.pop() else {
            return Ok(());
        };
        if !takes(&rule, &agent, now) {
            return Ok(());
        }
        let cares = conversations::lock_all(tx, &[conversation]).await?;
        let free: Vec<_> = cares
            .into_iter()
            .filter(|care| care.assignee.is_none())
            .collect();
        let before = tx.actor().clone();
        tx.act_as(Actor::Rule);
        self.assign(tx, free, Some(agent.id), now).await?;
        tx.act_as(before);
        if rule.mode == Mode::RoundRobin {
            assignments::given(tx, agent.id, now).await?;
        }
        Ok(())
    }
}
