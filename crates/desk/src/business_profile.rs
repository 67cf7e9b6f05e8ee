//! What customers see when they open a number's profile: read at the provider, and changed there. Nothing of it is kept
//! here, so that what is shown is what stands.

use bytes::Bytes;
use db::channels::Channel;
use db::{Actor, Record};
use domain::business_profile::ProfileChange;
use domain::file_type::media_type;
use domain::ids::{ChannelId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::{Downloaded, GraphError, Refused, ShownProfile};
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
        wanted: ProfileChange,
    ) -> Result<ShownProfile> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        let before = self.read_profile(&channel, &token).await?;
        let wanted = wanted.on(&before.words).trimmed();
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
        // It is changed, whatever becomes of the look at it.
        let read = self.read_profile(&channel, &token).await;
        Ok(read.unwrap_or(ShownProfile {
            words: wanted,
            picture: before.picture,
        }))
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
            Err(error) => Err(unread(&error)),
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
        Ok(answer.map_err(|error| unread(&error))?.value)
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

/// Why a profile is not shown.
fn unread(error: &GraphError) -> Error {
    tracing::info!(%error, "a profile was not read");
    let GraphError::Refused(refusal) = error else {
        return Error::Provider {
            title: "Meta did not answer".to_owned(),
            hint: "Nothing was changed. Try again in a minute.".to_owned(),
        };
    };
    forbidden(refusal.error.code).unwrap_or_else(|| Error::Provider {
        title: "Meta does not show the profile".to_owned(),
        hint: said(refusal),
    })
}

fn said(refusal: &Refused) -> String {
    refusal
        .user_message
        .clone()
        .or_else(|| refusal.error.details.clone())
        .or_else(|| refusal.error.message.clone())
        .unwrap_or_else(|| refusal.error.title.clone())
}

/// What stands in the way of everything that is asked with this token.
fn forbidden(code: Option<i64>) -> Option<Error> {
    let (title, hint) = match code? {
        190 => (
            "The connection to Meta is over",
            "Give a new token under Channels, then try again.",
        ),
        10 | 200 => (
            "The token may not change this number",
            "It needs the permission whatsapp_business_management. Connect the number again with it.",
        ),
        _ => return None,
    };
    Some(Error::Provider {
        title: title.to_owned(),
        hint: hint.to_owned(),
    })
}

/// The part that Meta's words are about: the one it names as a parameter, else the first that is mentioned.
fn part_of(said: &str) -> Option<&'static str> {
    let lower = said.to_lowercase();
    let parts = || PARTS.into_iter();
    let named = parts().find(|part| lower.contains(&format!("param {part}")));
    let picture = lower.contains("picture").then_some("picture");
    let word = |part: &&str| {
        lower
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == *part)
    };
    named
        .or(picture)
        .or_else(|| {
            ["email", "websites", "vertical", "description"]
                .into_iter()
                .find(word)
        })
        .or_else(|| ["address", "about"].into_iter().find(word))
}

/// Meta's refusal in words: beside the part that it names, else as a whole.
fn refused(error: &GraphError) -> Error {
    tracing::info!(%error, "a profile was not changed");
    let GraphError::Refused(refusal) = error else {
        return Error::Provider {
            title: "Meta did not answer".to_owned(),
            hint:
                "It is not known whether this was changed. Load the page again to see what stands."
                    .to_owned(),
        };
    };
    let said = said(refusal);
    if let Some(error) = forbidden(refusal.error.code) {
        return error;
    }
    match (refusal.error.code, part_of(&said)) {
        (Some(100), Some(part)) => Error::invalid(part, format!("Meta refused this: {said}")),
        _ => Error::Provider {
            title: "Meta did not change the profile".to_owned(),
            hint: said,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn a_refusal_stands_beside_the_part_it_is_about() {
        for (said, part) in [
            (
                "(#100) Param about must be at most 139 characters long.",
                Some("about"),
            ),
            ("The email address is not valid.", Some("email")),
            (
                "(#100) Param profile_picture_handle is not valid.",
                Some("picture"),
            ),
            ("Learn more about this.", Some("about")),
            (
                "(#100) Param websites[0] must be a valid URL.",
                Some("websites"),
            ),
            ("Something else.", None),
        ] {
            assert_eq!(part_of(said), part, "{said}");
        }
    }
}
