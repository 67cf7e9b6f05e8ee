//! Templates are read from the provider and kept as it describes them.

use db::{Actor, channels, templates};
use domain::ids::{ChannelId, WorkspaceId};

use crate::error::{Error, Result};
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
        let answer = self
            .graph()
            .templates(&token, &channel.account_id)
            .await
            .map_err(|error| {
                tracing::info!(%error, "templates could not be read");
                Error::Provider {
                    title: "Meta did not give the templates".to_owned(),
                    hint: "Check that the token may manage this account, then sync again."
                        .to_owned(),
                }
            })?;
        let kind = ::channels::registry::by_kind(channel.kind.as_str()).ok_or(Error::NotFound)?;
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
        templates::replace(&mut tx, id, &read, now).await?;
        tx.announce(names::workspace_changed("template.updated"));
        tx.commit(now).await?;
        Ok(read.len())
    }
}
