//! What somebody wants to send, made ready to be queued: a template, a file, a reaction.

use db::media::Media;
use db::{WorkspaceTx, media, messages, templates};
use domain::content::{Content, Context, MediaContent, MediaKind};
use domain::file_type::kind_of;
use domain::gate::{Decider, Intent, gate};
use domain::ids::{MediaId, MessageId};
use domain::outbound::Payload;
use domain::template::TemplateValues;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::facts::{About, Thread, template_facts};
use crate::queue_reply::{Outgoing, channels_registry};
use crate::{Desk, names};

impl Desk {
    pub(crate) async fn template(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        (name, language, values): (String, String, TemplateValues),
        author: Value,
    ) -> Result<Outgoing> {
        self.check_header_file(tx, thread, &values).await?;
        let stored = templates::find(tx, thread.channel.id, &name, &language).await?;
        let facts = template_facts(stored.as_ref(), &values);
        let about = About {
            template: Some(facts),
            ..About::default()
        };
        let Some(stored) = stored else {
            let facts = self.facts(tx, thread, &about).await?;
            return Err(Error::Refused(Box::new(gate(
                Intent::Template,
                Decider::Person,
                &facts,
                self.now(),
            ))));
        };
        let template = stored.template;
        let origins = self.origins(tx, thread, &template, &values).await?;
        Ok(Outgoing {
            content: Content::Template {
                name: template.name.clone(),
                language: template.language.clone(),
                header: template.rendered_header(&values),
                body: template.rendered_body(&values),
                footer: template.footer.clone(),
                buttons: template.buttons.iter().map(|b| b.text.clone()).collect(),
                template_id: template.provider_id.clone(),
            },
            template: Some(json!({
                "name": template.name, "language": template.language, "id": template.provider_id, "values": origins,
            })),
            payload: Payload::Template {
                template: Box::new(template),
                values,
            },
            context: Context::default(),
            draft: None,
            author,
            decider: Decider::Person,
            about,
        })
    }

    pub(crate) async fn reaction(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        message: MessageId,
        emoji: Option<String>,
        author: Value,
    ) -> Result<Outgoing> {
        let target = self.in_thread(tx, thread, message).await?;
        let provider_id = target
            .provider_id
            .filter(|_| !target.outbound)
            .ok_or_else(|| {
                Error::invalid("message_id", "Only a customer's message can be reacted to.")
            })?;
        messages::react(
            tx,
            thread.conversation.id,
            &provider_id,
            "business",
            emoji.as_deref(),
            self.now(),
        )
        .await?;
        tx.announce(names::message_updated(thread.conversation.id, message));
        Ok(Outgoing {
            content: Content::Reaction {
                target: provider_id.clone(),
                emoji: emoji.clone(),
            },
            payload: Payload::Reaction {
                target: provider_id,
                emoji,
            },
            context: Context::default(),
            template: None,
            draft: None,
            author,
            decider: Decider::Person,
            about: About::default(),
        })
    }

    pub(crate) async fn file(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        (id, caption, as_document): (MediaId, Option<String>, bool),
        quote: Option<MessageId>,
        author: Value,
    ) -> Result<Outgoing> {
        let quoted = self.quoted(tx, thread, quote).await?;
        let file = self.uploaded(tx, id).await?;
        let mime = file.mime_type.clone().unwrap_or_default();
        let kind = if as_document {
            MediaKind::Document
        } else {
            kind_of(&mime)
        };
        check_limits(thread, kind, &file)?;
        // A name is shown for documents only; elsewhere it would be noise under a picture.
        let filename = file.filename.filter(|_| kind == MediaKind::Document);
        Ok(Outgoing {
            content: Content::Media(MediaContent {
                kind,
                provider_id: None,
                media_id: Some(id),
                mime_type: Some(mime),
                sha256: file.sha256,
                caption: caption.clone(),
                filename: filename.clone(),
                voice: false,
                animated: false,
            }),
            payload: Payload::Media {
                kind,
                media: id,
                provider_id: None,
                caption,
                filename,
            },
            context: Context {
                quoted,
                ..Context::default()
            },
            template: None,
            draft: None,
            author,
            decider: Decider::Person,
            about: About::default(),
        })
    }

    /// The file in a template's header is checked like one sent by itself.
    async fn check_header_file(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        values: &TemplateValues,
    ) -> Result<()> {
        let Some(id) = values.header_file else {
            return Ok(());
        };
        let file = self.uploaded(tx, id).await?;
        check_limits(
            thread,
            kind_of(file.mime_type.as_deref().unwrap_or("")),
            &file,
        )
    }

    async fn uploaded(&self, tx: &mut WorkspaceTx, id: MediaId) -> Result<Media> {
        let file = media::get(tx, id).await?.ok_or(Error::NotFound)?;
        if file.state != "stored" || file.message.is_some() {
            return Err(taken());
        }
        Ok(file)
    }

    /// Gives the file of a payload to its message. Of two messages that want it, one gets it.
    pub(crate) async fn attach_file(
        &self,
        tx: &mut WorkspaceTx,
        payload: &Payload,
        message: MessageId,
    ) -> Result<()> {
        match payload.file() {
            Some(id) if !db::attachments::attach(tx, id, message).await? => Err(taken()),
            Some(_) | None => Ok(()),
        }
    }

    /// The provider's name of the message to be quoted.
    pub(crate) async fn quoted(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        quote: Option<MessageId>,
    ) -> Result<Option<String>> {
        let Some(id) = quote else {
            return Ok(None);
        };
        let provider_id = self.in_thread(tx, thread, id).await?.provider_id;
        provider_id.map(Some).ok_or_else(|| {
            Error::invalid(
                "quote",
                "This message has not reached Meta yet, so it cannot be quoted.",
            )
        })
    }
}

fn taken() -> Error {
    Error::invalid(
        "media_id",
        "This file was sent or removed already. Upload it again.",
    )
}

/// What the provider would refuse is refused here, before anything is queued.
fn check_limits(thread: &Thread, kind: MediaKind, file: &Media) -> Result<()> {
    let capability = channels_registry(thread)?.capability();
    let size = u64::try_from(file.size.unwrap_or(0)).unwrap_or(0);
    if capability.takes(kind, size, file.mime_type.as_deref().unwrap_or("")) {
        return Ok(());
    }
    Err(Error::invalid(
        "media_id",
        "This channel does not take a file of this type or size. Send it as a document, or make it smaller.",
    ))
}
