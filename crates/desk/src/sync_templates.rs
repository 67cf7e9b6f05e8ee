//! Templates are read from the provider and kept as it describes them.

use db::lanes::{self, Job, Lane};
use db::{Actor, WorkspaceTx, channels, templates};
use domain::ids::{ChannelId, WorkspaceId};
use jobs::{Failure, Next};

use crate::apply_event::Applying;
use crate::error::{Error, Result};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

impl Desk {
    /// Reads all templates of a channel's account; answers how many can be used here. One that we could not send
    /// faithfully is left out, with a line in the log that names it.
    pub async fn sync_templates(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<usize> {
        let asked_at = self.now();
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let token = channels::token(&mut tx, id).await?;
        drop(tx);
        let Some(token) = token else {
            return Err(Error::Provider {
                title: "The channel is not connected".to_owned(),
                hint: "Connect it, then sync again.".to_owned(),
            });
        };
        let kind = ::channels::registry::by_kind(channel.kind.as_str()).ok_or(Error::NotFound)?;
        if !kind.capability().window_rule().templates {
            return Ok(0);
        }
        let graph = self.graph_of(&channel.kind);
        let answer = match graph.templates(&token, &channel.account_id).await {
            Ok(answer) => answer,
            Err(error) => {
                tracing::info!(%error, "templates could not be read");
                self.heed_token_error(workspace, id, asked_at, &error)
                    .await?;
                return Err(Error::Provider {
                    title: "Meta did not give the templates".to_owned(),
                    hint: "Check that the token may manage this account, then sync again."
                        .to_owned(),
                });
            }
        };
        let mut read = Vec::with_capacity(answer.value.len());
        for value in &answer.value {
            match kind.parse_template(value) {
                Ok(template) => read.push(template),
                Err(refusal) => {
                    tracing::info!(%refusal, template = refusal.name.as_deref(), "a template is left out");
                }
            }
        }
        let now = self.now();
        let mut tx = self.db().workspace(workspace, actor).await?;
        // Held first, as whoever hears of a template holds it.
        channels::hold(&mut tx, &[id]).await?;
        templates::replace(&mut tx, id, &read, now).await?;
        self.settle_ready(&mut tx, id).await?;
        tx.announce(names::workspace_changed("template.updated"));
        tx.commit(now).await?;
        Ok(read.len())
    }

    /// News of an account: when they are about its templates, each of its channels reads them again. Answers whether
    /// they were.
    pub(crate) async fn templates_moved(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        news: &str,
    ) -> Result<bool> {
        let kind = ::channels::registry::by_kind(at.channel.kind.as_str());
        if !kind.is_some_and(|kind| kind.changes_templates(news)) {
            return Ok(false);
        }
        let all = channels::list(tx).await?;
        let jobs: Vec<_> = all
            .iter()
            .filter(|one| one.kind == at.channel.kind && one.account_id == at.channel.account_id)
            .map(|one| names::sync_templates_job(one.id))
            .collect();
        lanes::enqueue(tx, &jobs, at.now).await?;
        Ok(true)
    }

    pub(crate) async fn sync_templates_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let channel: ChannelId = id_in(job, "channel")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let connected = channels::token(&mut tx, channel)
            .await
            .map_err(ended)?
            .is_some();
        drop(tx);
        // Whoever connects it again reads them then.
        if connected {
            self.sync_templates(lane.workspace, Actor::System, channel)
                .await
                .map_err(|error| failure(&error))?;
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}
