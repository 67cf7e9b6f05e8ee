//! A verified number is registered, so that it can send: Meta asks for a PIN, which becomes its second factor.

use db::{Actor, Record, channels, lanes};
use domain::ids::{ChannelId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::GraphError;
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// Registers a channel's number. The PIN goes to Meta and is kept nowhere here.
    pub async fn register_number(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        pin: &SecretString,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let token = channels::token(&mut tx, id).await?;
        drop(tx);
        let digits = pin.expose_secret();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Error::invalid("pin", "Six digits."));
        }
        let token = token.ok_or_else(|| Error::Conflict {
            code: "disconnected",
            title: "This number is disconnected".to_owned(),
            hint: "Connect it again, then register it.".to_owned(),
        })?;
        self.graph()
            .register_number(&token, &channel.external_id, pin)
            .await
            .map_err(|error| refused(&error))?;
        let now = self.now();
        let mut tx = self.db().workspace(workspace, actor).await?;
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({ "field": "register", "done": true, "simulated": channel.simulated }),
            message: None,
            conversation: None,
        });
        let look = names::check_channel_job(id, names::Look::Soon, now);
        lanes::enqueue(&mut tx, &[look], now).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(now).await?)
    }
}

/// Meta's codes of registering, in words.
fn refused(error: &GraphError) -> Error {
    tracing::info!(%error, "a number was not registered");
    let code = match error {
        GraphError::Refused(refused) => refused.error.code,
        _ => None,
    };
    let (title, hint) = match code {
        Some(133_005) => {
            return Error::invalid(
                "pin",
                "This number has another PIN. Use that one, or reset it in WhatsApp Manager.",
            );
        }
        Some(133_006) => (
            "The number is not verified yet",
            "Verify it in WhatsApp Manager by SMS or a call, then register it.",
        ),
        Some(133_008 | 133_009) => (
            "Too many wrong PINs",
            "Wait as long as Meta says in WhatsApp Manager, then try again.",
        ),
        Some(133_015) => (
            "The number was deleted a moment ago",
            "Wait five minutes, then try again.",
        ),
        Some(133_016) => (
            "Too many registrations",
            "Meta allows ten in 72 hours. Try again later.",
        ),
        _ => ("Meta did not register the number", "Try again in a minute."),
    };
    Error::Provider {
        title: title.to_owned(),
        hint: hint.to_owned(),
    }
}
