//! Another name for customers to see: asked for here, reviewed by the provider. It tells by itself what it decided.

use db::channel_facts::{self, Fact, Source, Telling};
use db::messages::Message;
use db::{Actor, Record, WorkspaceTx, channels};
use domain::Time;
use domain::display_name::{NameState, ToldName, new_name, wrong_name};
use domain::ids::{ChannelId, WorkspaceId};
use domain::news::{Told, what};
use evidence::Kind;
use meta::graph::GraphError;
use serde_json::json;

use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// Asks for another name.
    pub async fn ask_for_name(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        name: &str,
    ) -> Result<()> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        let name = name.trim();
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let facts = channel_facts::list(&mut tx, id).await?;
        drop(tx);
        // What a simulated provider told of a real number is no news of it.
        let counts = |fact: &Fact| channel.simulated || !fact.simulated;
        let known = |wanted: &str| {
            facts
                .iter()
                .find(|fact| fact.what == wanted && counts(fact))
        };
        let shown = known(what::VERIFIED_NAME).and_then(|fact| fact.value.as_str());
        if let Some(problem) = wrong_name(name, shown) {
            return Err(Error::invalid("name", problem));
        }
        let told = ToldName {
            asked: known(what::NEW_NAME).map(|fact| (&fact.value, fact.since, fact.told_at)),
            review: known(what::NAME_REVIEW).map(|fact| (&fact.value, fact.told_at)),
            shown,
        };
        if new_name(told, self.now()).is_some_and(|new| new.state == NameState::InReview) {
            return Err(Error::Conflict {
                code: "name_in_review",
                title: "Meta is reviewing another name".to_owned(),
                hint: "Wait for its decision: mostly it takes less than a day.".to_owned(),
            });
        }
        let asked_at = self.now();
        self.graph()
            .ask_for_name(&token, &channel.external_id, name)
            .await
            .map_err(|error| refused(&error))?;
        let mut tx = self.db().workspace(workspace, actor).await?;
        channels::hold(&mut tx, &[id]).await?;
        let how = Telling {
            at: asked_at,
            heard_at: self.now(),
            source: Source::Check,
            simulated: channel.simulated,
        };
        let said = json!({ "name": name, "status": "PENDING_REVIEW" });
        channel_facts::tell(&mut tx, id, &Told::new(what::NEW_NAME, said), how).await?;
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({ "field": "display_name", "asked": name, "simulated": channel.simulated }),
            message: None,
            conversation: None,
        });
        self.settle_ready(&mut tx, id).await?;
        // Some names are approved at once.
        self.ask_soon(&mut tx, &[channel], asked_at).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(self.now()).await?)
    }

    /// A message that was refused because of the name says so for all that would follow it.
    pub(crate) async fn heed_name_refusal(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        code: Option<i64>,
        at: Time,
    ) -> Result<()> {
        if !meta::errors::is_about_name(code) {
            return Ok(());
        }
        channels::hold(tx, &[message.channel]).await?;
        let how = Telling {
            at,
            heard_at: self.now(),
            source: Source::Webhook,
            simulated: message.simulated,
        };
        let held = Told::new(what::NAME_HELD, json!({ "code": code }));
        channel_facts::tell(tx, message.channel, &held, how).await?;
        if let Some(channel) = channels::get(tx, message.channel).await? {
            // What is known of the name may be a day old.
            self.ask_soon(tx, &[channel], self.now()).await?;
        }
        self.settle_ready(tx, message.channel).await
    }
}

/// Meta's refusal of a name, in words.
fn refused(error: &GraphError) -> Error {
    tracing::info!(%error, "a name was not asked for");
    let GraphError::Refused(refusal) = error else {
        return Error::Provider {
            title: "Meta did not answer".to_owned(),
            hint: "Sync the channel account to see whether the name was asked for, then try again."
                .to_owned(),
        };
    };
    let said = refusal
        .user_message
        .clone()
        .or_else(|| refusal.error.message.clone())
        .unwrap_or_else(|| refusal.error.title.clone());
    match refusal.error.code {
        Some(100) => Error::invalid("name", format!("Meta refused this: {said}")),
        _ => Error::Provider {
            title: "Meta did not take the name".to_owned(),
            hint: said,
        },
    }
}
