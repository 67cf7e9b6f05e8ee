//! What customers see when they open a number's profile: read at the provider, and changed there. Nothing of it is kept
//! here, so that what is shown is what stands.

use bytes::Bytes;
use db::channels::Channel;
use db::{Actor, Record};
use domain::business_profile::BusinessProfile;
use domain::file_type::media_type;
use domain::ids::{ChannelId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::{Downloaded, GraphError, ShownProfile};
use serde_json::json;

use crate::check_channel::app_of;
use crate::error::{Error, Result};
use crate::{Desk, names};

/// The largest picture that Meta takes for a profile.
const LARGEST_PICTURE: usize = 5 * 1024 * 1024;

/// Parts that Meta names in a refusal of a value.
const PARTS: [&str; 6] = [
    "about",
    "address",
    "description",
    "email",
    "vertical",
    "websites",
];

impl Desk {
    /// A number's profile as it stands at the provider.
    pub async fn business_profile(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<ShownProfile> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        self.read_profile(&channel, &token).await
    }

    /// Changes what is another word than before; answers the profile as it stands then.
    pub async fn change_business_profile(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        wanted: &BusinessProfile,
    ) -> Result<ShownProfile> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        let before = self.read_profile(&channel, &token).await?;
        let wanted = wanted.trimmed();
        if let Some(wrong) = wanted.wrong(&before.words) {
            return Err(Error::invalid(wrong.field, wrong.problem));
        }
        let parts = wanted.changed(&before.words);
        if parts.is_empty() {
            return Ok(before);
        }
        self.graph()
            .change_business_profile(&token, &channel.external_id, &wanted, &parts)
            .await
            .map_err(|error| refused(&error))?;
        self.profile_changed(workspace, actor, &channel, &parts)
            .await?;
        self.read_profile(&channel, &token).await
    }

    /// A number's picture, as it is at Meta; `None` when it has none.
    pub async fn profile_picture(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<Option<Downloaded>> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        let Some(address) = self.read_profile(&channel, &token).await?.picture else {
            return Ok(None);
        };
        let picture = self.graph().download_shared(&address, LARGEST_PICTURE);
        match picture.await {
            Ok(picture) => Ok(Some(picture.value)),
            Err(error) => Err(refused(&error)),
        }
    }

    /// Shows another picture from now on.
    pub async fn change_profile_picture(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        picture: Bytes,
    ) -> Result<()> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        let kind = media_type(&picture, None);
        let name = match kind {
            "image/jpeg" => "profile.jpg",
            "image/png" => "profile.png",
            _ => {
                return Err(Error::invalid("picture", "Choose a JPEG or PNG picture."));
            }
        };
        if picture.len() > LARGEST_PICTURE {
            return Err(Error::invalid("picture", "Choose one of at most 5 MB."));
        }
        let app = app_of(self, &channel)
            .await?
            .ok_or_else(|| Error::Conflict {
                code: "app_forgotten",
                title: "The app of this number is no longer known here".to_owned(),
                hint: "Connect the number again. Its words can be changed meanwhile.".to_owned(),
            })?;
        let graph = self.graph();
        let handle = graph
            .upload_for_app(&token, &app.app_id, picture, (kind, name))
            .await
            .map_err(|error| refused(&error))?;
        graph
            .change_profile_picture(&token, &channel.external_id, &handle.value)
            .await
            .map_err(|error| refused(&error))?;
        self.profile_changed(workspace, actor, &channel, &["picture"])
            .await
    }

    async fn read_profile(&self, channel: &Channel, token: &SecretString) -> Result<ShownProfile> {
        let answer = self
            .graph()
            .business_profile(token, &channel.external_id)
            .await;
        Ok(answer.map_err(|error| refused(&error))?.value)
    }

    /// Evidence of it. The words themselves are public and stand at the provider.
    async fn profile_changed(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        channel: &Channel,
        parts: &[&str],
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, actor).await?;
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{}", channel.id),
            actor: None,
            payload: json!({ "field": "business_profile", "changed": parts, "simulated": channel.simulated }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(self.now()).await?)
    }
}

/// Meta's refusal in words: beside the part that it names, else as a whole.
fn refused(error: &GraphError) -> Error {
    tracing::info!(%error, "a profile was not changed");
    let GraphError::Refused(refusal) = error else {
        return Error::Provider {
            title: "Meta did not answer".to_owned(),
            hint: "Nothing is known to have changed. Try again in a minute.".to_owned(),
        };
    };
    let said = refusal
        .user_message
        .clone()
        .or_else(|| refusal.error.details.clone())
        .or_else(|| refusal.error.message.clone())
        .unwrap_or_else(|| refusal.error.title.clone());
    let lower = said.to_lowercase();
    let named = PARTS.iter().find(|part| lower.contains(*part));
    match (refusal.error.code, named) {
        (Some(100), Some(part)) => Error::invalid(*part, format!("Meta refused this: {said}")),
        (Some(100), None) if lower.contains("picture") => {
            Error::invalid("picture", format!("Meta refused this: {said}"))
        }
        (Some(190), _) => Error::Provider {
            title: "The connection to Meta is over".to_owned(),
            hint: "Give a new token under Channels, then try again.".to_owned(),
        },
        (Some(10 | 200), _) => Error::Provider {
            title: "The token may not change this number".to_owned(),
            hint: "It needs the permission whatsapp_business_management. Connect the number again with it.".to_owned(),
        },
        _ => Error::Provider {
            title: "Meta did not change the profile".to_owned(),
            hint: said,
        },
    }
}
