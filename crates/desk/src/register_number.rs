//! A number is proved by a code, and registered so that it can send: Meta asks for a PIN, which becomes its second factor.
//! Codes and PINs go to Meta and are kept nowhere here.

use ::channels::Home;
use db::channels::Channel;
use db::{Actor, Record, channels, lanes};
use domain::ids::{ChannelId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::{CodeMethod, GraphError};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::error::{Error, Result};
use crate::subscribe_account::home_of;
use crate::{Desk, names};

impl Desk {
    /// Registers a channel's number.
    pub async fn register_number(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        pin: &SecretString,
    ) -> Result<()> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        if channel.coexistence {
            return Err(Error::Conflict {
                code: "coexistence_registered",
                title: "This number is registered by the WhatsApp Business app".to_owned(),
                hint: "Registering it here would take it out of the app. There is nothing to do."
                    .to_owned(),
            });
        }
        six_digits("pin", pin)?;
        if let Err(error) = self
            .graph()
            .register_number(&token, &channel.external_id, pin)
            .await
        {
            self.look_if_lost(workspace, &channel, &error).await?;
            return Err(refused("pin", &error));
        }
        self.number_changed(workspace, actor, &channel, "register")
            .await
    }

    /// Takes a channel's number out of the provider's hands: nothing is sent or received until it is registered again.
    pub async fn deregister_number(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<()> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        if channel.coexistence {
            return Err(Error::Conflict {
                code: "coexistence_deregister",
                title: "This number is registered by the WhatsApp Business app".to_owned(),
                hint: "Take it out in the app: Settings, Account, Delete account.".to_owned(),
            });
        }
        if let Err(error) = self
            .graph()
            .deregister_number(&token, &channel.external_id)
            .await
        {
            self.look_if_lost(workspace, &channel, &error).await?;
            return Err(refused("number", &error));
        }
        self.number_changed(workspace, actor, &channel, "deregister")
            .await
    }

    /// Has a code sent to a channel's number, in the workspace's language.
    pub async fn request_code(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        method: CodeMethod,
    ) -> Result<()> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        let mut tx = self.db().workspace(workspace, actor).await?;
        let locale = db::workspaces::current(&mut tx).await?.locale;
        drop(tx);
        // Meta's word for English names a country.
        let language = if locale == "en" { "en_US" } else { &locale };
        self.graph()
            .request_code(&token, &channel.external_id, method, language)
            .await
            .map_err(|error| refused("method", &error))?;
        Ok(())
    }

    /// Proves the number by the code that reached it.
    pub async fn verify_code(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        code: &SecretString,
    ) -> Result<()> {
        let (channel, token) = self.number_at_meta(workspace, &actor, id).await?;
        six_digits("code", code)?;
        self.graph()
            .verify_code(&token, &channel.external_id, code)
            .await
            .map_err(|error| refused("code", &error))?;
        self.number_changed(workspace, actor, &channel, "verify_code")
            .await
    }

    /// A number with its token. A channel that is none has no profile, name or registration.
    pub(crate) async fn number_at_meta(
        &self,
        workspace: WorkspaceId,
        actor: &Actor,
        id: ChannelId,
    ) -> Result<(Channel, SecretString)> {
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        if home_of(&channel)? != Home::Number {
            return Err(Error::Conflict {
                code: "not_a_number",
                title: "This channel is no phone number".to_owned(),
                hint: "Choose one of your numbers.".to_owned(),
            });
        }
        let token = channels::token(&mut tx, id).await?;
        let token = token.ok_or_else(|| Error::Conflict {
            code: "disconnected",
            title: "This number is disconnected".to_owned(),
            hint: "Connect it again first.".to_owned(),
        })?;
        Ok((channel, token))
    }

    /// What was asked for may have been done although no answer came: the number is looked at.
    async fn look_if_lost(
        &self,
        workspace: WorkspaceId,
        channel: &Channel,
        error: &GraphError,
    ) -> Result<()> {
        if !may_be_done(error) {
            return Ok(());
        }
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        self.ask_soon(&mut tx, std::slice::from_ref(channel), now)
            .await?;
        Ok(tx.commit(now).await?)
    }

    /// Evidence of it, and a look at how the number stands now.
    async fn number_changed(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        channel: &Channel,
        what: &str,
    ) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, actor).await?;
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{}", channel.id),
            actor: None,
            payload: json!({ "field": what, "done": true, "simulated": channel.simulated }),
            message: None,
            conversation: None,
        });
        let look = names::check_channel_job(channel.id, names::Look::Soon, now);
        lanes::enqueue(&mut tx, &[look], now).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(now).await?)
    }
}

/// Whether it may have been done although this came back.
const fn may_be_done(error: &GraphError) -> bool {
    matches!(
        error,
        GraphError::Lost { .. } | GraphError::Unreadable { .. }
    )
}

fn six_digits(field: &str, secret: &SecretString) -> Result<()> {
    let digits = secret.expose_secret();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    Err(Error::invalid(field, "Six digits."))
}

/// Meta's codes of proving and registering, in words.
fn refused(field: &str, error: &GraphError) -> Error {
    tracing::info!(%error, field, "a number was not changed");
    let code = match error {
        GraphError::Refused(refused) => refused.error.code,
        error if may_be_done(error) => {
            return Error::Provider {
                title: "Meta did not answer".to_owned(),
                hint: "It is not known whether it was done. The number is looked at in a moment; see how it stands then."
                    .to_owned(),
            };
        }
        _ => None,
    };
    let (title, hint) = match code {
        Some(133_005) => {
            return Error::invalid(
                field,
                "This number has another PIN. Use that one, or reset it in WhatsApp Manager.",
            );
        }
        Some(136_025) => {
            return Error::invalid(
                field,
                "Meta did not accept this code. It may be too old: ask for another.",
            );
        }
        Some(136_024) => (
            "Meta sent no code",
            "Some carriers hold codes back, and too many tries make Meta wait. Try a call instead, or try again later.",
        ),
        Some(133_006) => (
            "The number is not verified yet",
            "Verify it first, by a text message or a call.",
        ),
        Some(133_008 | 133_009) => (
            "Too many wrong PINs",
            "Wait as long as Meta says in WhatsApp Manager, then try again.",
        ),
        Some(133_000) => (
            "Meta did not take the number out whole",
            "Deregister it once more, then register it.",
        ),
        Some(133_015) => (
            "The number was deleted a moment ago",
            "Wait five minutes, then try again.",
        ),
        Some(133_016) => (
            "Too many registrations",
            "Meta allows ten in 72 hours. Try again later.",
        ),
        _ => (
            "Meta did not do it",
            "Try again in a minute, or do it in WhatsApp Manager.",
        ),
    };
    Error::Provider {
        title: title.to_owned(),
        hint: hint.to_owned(),
    }
}
