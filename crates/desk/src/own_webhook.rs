//! What a business enters at its own Meta app, so that the app's webhooks come here.

use db::{Actor, channels};
use domain::ids::{ChannelId, WorkspaceId};
use meta::SecretString;

use crate::Desk;
use crate::error::{Error, Result};

/// A channel's webhook as it is set up at the provider.
#[derive(Debug)]
pub struct OwnWebhook {
    /// The business's own app; `None` where the app is this installation's.
    pub app: Option<OwnApp>,
    /// What the app subscribes to, in the provider's words.
    pub fields: &'static [&'static str],
}

/// The app a business brought.
#[derive(Debug)]
pub struct OwnApp {
    /// The provider's id of it.
    pub id: String,
    /// What the provider shows in the handshake. It opens nothing: it only says that the address was meant.
    pub verify_token: SecretString,
}

impl Desk {
    /// What is to be entered at the provider for this channel.
    pub async fn own_webhook(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<OwnWebhook> {
        let mut tx = self.db().workspace(workspace, actor).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        drop(tx);
        let kind = channel.kind.as_str();
        let fields = ::channels::registry::by_kind(kind)
            .ok_or_else(|| Error::Internal(format!("no channel is called {kind}")))?
            .fields();
        let app = self.app_secrets(channel.app_ref).await?;
        let app = app
            .filter(|app| app.workspace == Some(workspace))
            .map(|app| OwnApp {
                id: app.app_id,
                verify_token: app.verify_token,
            });
        Ok(OwnWebhook { app, fields })
    }
}
