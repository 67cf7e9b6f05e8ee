//! The secret of a business's own Meta app is changed: the one before is still accepted, since Meta may have signed with it.

use db::{Actor, Record, channels};
use domain::gate::Connection;
use domain::ids::{ChannelId, WorkspaceId};
use evidence::Kind;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::connect_channel::same;
use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// Changes it for every number of the app. Webhooks are checked against it within 15 seconds.
    pub async fn renew_app_secret(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        secret: SecretString,
    ) -> Result<()> {
        if secret.expose_secret().trim().is_empty() {
            return Err(Error::invalid("app_secret", "Give the new secret."));
        }
        let mut tx = self.db().workspace(workspace, actor).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        if channel.connection == Connection::Disconnected {
            return Err(Error::Conflict {
                code: "disconnected",
                title: "This channel is disconnected".to_owned(),
                hint: "Connect it again with its app's id and secret.".to_owned(),
            });
        }
        let mut platform = self.db().platform().await?;
        let held = db::apps::hold(&mut platform, channel.app_ref).await?;
        let Some(mut app) = held.filter(|app| app.workspace == Some(workspace)) else {
            return Err(Error::Conflict {
                code: "platform_app",
                title: "This channel hangs on the Meta app of this installation".to_owned(),
                hint: "Its operator changes that secret in the settings.".to_owned(),
            });
        };
        if same(&app.secret, &secret) {
            return Ok(());
        }
        app.previous_secret = Some(std::mem::replace(&mut app.secret, secret));
        db::apps::save(&mut platform, &app, self.now()).await?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({ "what": "app_secret", "app_id": app.app_id }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        // The entry first: a secret that changed without one would be worse than an entry whose change is asked for again.
        tx.commit(self.now()).await?;
        Ok(platform.commit().await?)
    }
}
