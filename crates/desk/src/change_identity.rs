//! The provider says that a person is known by something else now.

use db::conversations::{self, Touch};
use db::messages::{self, NewInbound};
use db::{Record, WorkspaceTx, contacts};
use domain::content::{Content, Context};
use domain::identity::IdentitySet;
use domain::ids::MessageId;
use evidence::Kind;
use serde_json::json;

use crate::apply_event::Applying;
use crate::error::Result;
use crate::{Desk, names};

impl Desk {
    pub(crate) async fn change_identity(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        old: &IdentitySet,
        new: &IdentitySet,
        (provider_id, kind, body): (Option<&str>, &str, Option<&str>),
    ) -> Result<()> {
        let sent_at = at.said_at();
        let told = contacts::change_identity(tx, &at.channel.kind, old, new, sent_at, at.now);
        let Some(person) = told.await? else {
            return Applying::fail("no identity in the change");
        };
        let (thread, _) = conversations::ensure(tx, at.channel.id, person.id, None, at.now).await?;
        let mut shown = None;
        if let Some(provider_id) = provider_id {
            let id = MessageId::new();
            let content = Content::System {
                event: kind.to_owned(),
                body: body.map(str::to_owned),
            };
            let new = NewInbound {
                id,
                conversation: thread.id,
                channel: at.channel.id,
                content: &content,
                context: &Context::default(),
                referral: None,
                errors: &[],
                provider_id,
                at: sent_at,
                received_at: at.event.received_at,
                simulated: at.channel.simulated,
            };
            if messages::insert_inbound(tx, &new).await?.is_some() {
                let touch = Touch {
                    message: id,
                    at: sent_at,
                    direction: "in",
                    kind: "system",
                    preview: body.unwrap_or(""),
                    opens_window: false,
                    past: false,
                };
                conversations::touch(tx, thread.id, &touch, at.now).await?;
                tx.announce(names::message_created(thread.id, id));
                shown = Some(id);
            }
        }
        tx.record(Record {
            kind: Kind::Received,
            subject: format!("contact:{}", person.id),
            actor: Some("meta".to_owned()),
            payload: json!({
                "change": kind, "old": old, "new": new, "merged": person.merged,
                "signature": at.event.signature, "journal": at.event.journal_seq,
            }),
            message: shown,
            conversation: Some(thread.id),
        });
        tx.announce(names::conversation_updated(thread.id));
        Ok(())
    }
}
