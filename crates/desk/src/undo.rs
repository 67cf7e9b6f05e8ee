//! Taking a message back: a person's own message waits a few seconds before it leaves.

use chrono::Duration;
use db::{Actor, Record, WorkspaceTx, conversations, messages, undo};
use domain::Time;
use domain::gate::Decider;
use domain::ids::MessageId;
use domain::outbound::Payload;
use evidence::Kind;
use serde_json::json;

use crate::error::{Error, Result};
use crate::queue_reply::Outgoing;
use crate::{Desk, names};

/// The longest time a message may wait to be taken back, in seconds.
pub const LONGEST_UNDO: i32 = 30;

impl Desk {
    /// Until when a message can be taken back. What a person wrote can; what a person approved, a script asked for or
    /// a rule decided leaves at once, and so does a reaction.
    pub(crate) async fn undo_until(
        &self,
        tx: &mut WorkspaceTx,
        outgoing: &Outgoing,
    ) -> Result<Option<Time>> {
        let written = outgoing.decider == Decider::Person
            && matches!(tx.actor(), Actor::Person { .. })
            && !matches!(outgoing.payload, Payload::Reaction { .. });
        if !written {
            return Ok(None);
        }
        let seconds = undo::seconds(tx).await?;
        Ok((seconds > 0).then(|| self.now() + Duration::seconds(seconds.into())))
    }

    /// Takes a message back that has not left. One that is on its way, or gone, stays.
    pub async fn take_back(&self, tx: &mut WorkspaceTx, id: MessageId) -> Result<MessageId> {
        let message = self.hold_message(tx, id).await?;
        if !undo::cancel(tx, id).await? {
            let now = messages::get(tx, id).await?.ok_or(Error::NotFound)?;
            return match now.delivery.as_deref() {
                // Asked twice: it is as was wished.
                Some("canceled") => Ok(id),
                Some(_) => Err(too_late()),
                None => Err(Error::invalid(
                    "message",
                    "Only a message of ours can be taken back.",
                )),
            };
        }
        undo::retouch(tx, message.conversation).await?;
        conversations::count_failed(tx, message.conversation).await?;
        tx.record(Record {
            kind: Kind::TakenBack,
            subject: format!("message:{id}"),
            actor: None,
            payload: json!({ "message": id, "simulated": message.simulated }),
            message: Some(id),
            conversation: Some(message.conversation),
        });
        tx.announce(names::message_updated(message.conversation, id));
        tx.announce(names::conversation_updated(message.conversation));
        Ok(id)
    }

    /// Chooses how long a person's message waits.
    pub async fn set_undo_seconds(&self, tx: &mut WorkspaceTx, seconds: i32) -> Result<()> {
        if !(0..=LONGEST_UNDO).contains(&seconds) {
            return Err(Error::invalid("undo_seconds", "0 to 30 seconds."));
        }
        undo::set_seconds(tx, seconds).await?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: "composer".to_owned(),
            actor: None,
            payload: json!({ "undo_seconds": seconds }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("composer.updated"));
        Ok(())
    }
}

fn too_late() -> Error {
    Error::Conflict {
        code: "already_leaving",
        title: "It is too late to take this message back".to_owned(),
        hint: "It is on its way to the customer, or there already.".to_owned(),
    }
}
