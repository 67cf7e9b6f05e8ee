//! A person decides about a draft: approve, edit, discard. Each is a compare-and-set; the loser never sends.

use db::drafts::{self, Draft};
use db::messages;
use db::{Record, WorkspaceTx, conversations};
use domain::content::{Content, Context};
use domain::draft::{DiscardReason, DraftAct, DraftState};
use domain::gate::{Decider, Intent, SafetyVerdict, Verdict, gate};
use domain::ids::{DraftId, MessageId};
use domain::outbound::Payload;
use evidence::Kind;
use serde_json::{Value, json};

use crate::draft_reply::to_json;
use crate::error::{Error, Result};
use crate::facts::About;
use crate::knowledge::{check_composed, check_words, present};
use crate::queue_reply::{Outgoing, author_of};
use crate::{Desk, names};

impl Desk {
    /// Lets a draft go as this person's decision; `overriding` lets a held one go too.
    pub async fn approve_draft(
        &self,
        tx: &mut WorkspaceTx,
        id: DraftId,
        version: i32,
        overriding: bool,
    ) -> Result<(Draft, MessageId)> {
        let mut draft = self.open_draft(tx, id, version, DraftAct::Approve).await?;
        draft.verdict = self.check_again(tx, &draft).await?;
        let thread = self.thread(tx, draft.conversation).await?;
        let decider = if overriding {
            Decider::PersonOverride
        } else {
            Decider::PersonApproved
        };
        let about = About {
            safety: Some(safety_of(&draft)),
            overtaken: self.overtaken(tx, draft.id).await?,
            ..About::default()
        };
        let mut author = author_of(tx);
        author["approved_by"] = json!(tx.actor().name());
        let outgoing = Outgoing {
            payload: Payload::Text {
                body: draft.text.clone(),
                preview_url: false,
            },
            content: Content::Text {
                body: draft.text.clone(),
            },
            context: Context::default(),
            template: None,
            draft: Some(draft.id),
            author,
            decider,
            about,
        };
        let queued = self.queue(tx, &thread, outgoing).await;
        self.note_refusal(tx, draft.conversation, Some(draft.reply_to), &queued)
            .await;
        let message = queued?;
        draft.state = DraftState::Approved;
        draft.message = Some(message);
        self.decide(tx, &mut draft, version).await?;
        tx.record(Record {
            kind: Kind::Approved,
            subject: format!("draft:{id}"),
            actor: None,
            payload: json!({
                "draft": id, "message": message, "edited": draft.text != draft.original_text, "override": overriding, "checker": draft.verdict,
            }),
            message: Some(message),
            conversation: Some(draft.conversation),
        });
        Ok((draft, message))
    }

    /// Changes a draft's words; they are checked again like the first ones.
    pub async fn edit_draft(
        &self,
        tx: &mut WorkspaceTx,
        id: DraftId,
        version: i32,
        text: &str,
    ) -> Result<Draft> {
        if text.trim().is_empty() {
            return Err(Error::invalid(
                "text",
                "Write something, or discard the draft.",
            ));
        }
        let mut draft = self.open_draft(tx, id, version, DraftAct::Edit).await?;
        let (_, known) = present(tx).await?;
        let asked = messages::get(tx, draft.reply_to)
            .await?
            .ok_or(Error::NotFound)?;
        let verdict = check_words(text, asked.content.words(), &known, self.now());
        draft.state = if verdict.passes() {
            DraftState::Waiting
        } else {
            DraftState::Held
        };
        text.clone_into(&mut draft.text);
        draft.verdict = to_json(&verdict)?;
        if !drafts::save(tx, &draft, version, self.now()).await? {
            return Err(self.changed(tx, id).await?);
        }
        tx.record(Record {
            kind: Kind::DraftEdited,
            subject: format!("draft:{id}"),
            actor: None,
            payload: json!({ "draft": id, "text": text, "checker": draft.verdict }),
            message: Some(draft.reply_to),
            conversation: Some(draft.conversation),
        });
        tx.announce(names::draft_updated(draft.conversation, id));
        tx.announce(names::conversation_updated(draft.conversation));
        drafts::get(tx, id).await?.ok_or(Error::NotFound)
    }

    /// Throws a draft away, with the reason.
    pub async fn discard_draft(
        &self,
        tx: &mut WorkspaceTx,
        id: DraftId,
        version: i32,
        reason: DiscardReason,
    ) -> Result<Draft> {
        let mut draft = self.open_draft(tx, id, version, DraftAct::Discard).await?;
        draft.state = DraftState::Discarded;
        self.decide(tx, &mut draft, version).await?;
        tx.record(Record {
            kind: Kind::Discarded,
            subject: format!("draft:{id}"),
            actor: None,
            payload: json!({ "draft": id, "reason": reason }),
            message: Some(draft.reply_to),
            conversation: Some(draft.conversation),
        });
        Ok(draft)
    }

    /// What the gate would answer a person who approves this draft now.
    pub async fn draft_gate(&self, tx: &mut WorkspaceTx, draft: &Draft) -> Result<Verdict> {
        let thread = self.look_at_thread(tx, draft.conversation).await?;
        let about = About {
            safety: Some(safety_of(draft)),
            overtaken: self.overtaken(tx, draft.id).await?,
            ..About::default()
        };
        let facts = self.facts(tx, &thread, &about).await?;
        Ok(gate(
            Intent::FreeForm,
            Decider::PersonApproved,
            &facts,
            self.now(),
        ))
    }

    /// The draft against the knowledge of now: prices change, promotions end. The stricter of both verdicts counts.
    async fn check_again(&self, tx: &mut WorkspaceTx, draft: &Draft) -> Result<Value> {
        let (_, known) = present(tx).await?;
        let asked = messages::get(tx, draft.reply_to)
            .await?
            .ok_or(Error::NotFound)?;
        let unreadable =
            |e: serde_json::Error| Error::Internal(format!("a stored draft cannot be read: {e}"));
        let before: grounding::Verdict =
            serde_json::from_value(draft.verdict.clone()).map_err(unreadable)?;
        let now = if draft.text == draft.original_text {
            let doc = serde_json::from_value(draft.document.clone()).map_err(unreadable)?;
            check_composed(
                &doc,
                &draft.text,
                asked.content.words(),
                (&known, self.now()),
            )
        } else {
            check_words(&draft.text, asked.content.words(), &known, self.now())
        };
        to_json(&before.and(now))
    }

    /// Whether the customer wrote after the draft was made.
    pub(crate) async fn overtaken(&self, tx: &mut WorkspaceTx, id: DraftId) -> Result<bool> {
        let Some(draft) = drafts::get(tx, id).await? else {
            return Ok(false);
        };
        let latest = messages::latest_inbound(tx, draft.conversation).await?;
        Ok(latest.is_some_and(|m| m.id != draft.reply_to))
    }

    async fn open_draft(
        &self,
        tx: &mut WorkspaceTx,
        id: DraftId,
        version: i32,
        act: DraftAct,
    ) -> Result<Draft> {
        let known = drafts::get(tx, id).await?.ok_or(Error::NotFound)?;
        // The thread first, then the draft: everybody locks in this order.
        conversations::lock(tx, known.conversation)
            .await?
            .ok_or(Error::NotFound)?;
        let draft = drafts::lock(tx, id).await?.ok_or(Error::NotFound)?;
        if draft.version != version || !draft.state.allows(act) {
            return Err(Error::Changed(Box::new(draft)));
        }
        Ok(draft)
    }

    async fn decide(&self, tx: &mut WorkspaceTx, draft: &mut Draft, version: i32) -> Result<()> {
        draft.decided_by = Some(decided_by(tx));
        draft.decided_at = Some(self.now());
        if !drafts::save(tx, draft, version, self.now()).await? {
            return Err(self.changed(tx, draft.id).await?);
        }
        draft.version = version + 1;
        tx.announce(names::draft_updated(draft.conversation, draft.id));
        tx.announce(names::conversation_updated(draft.conversation));
        Ok(())
    }

    async fn changed(&self, tx: &mut WorkspaceTx, id: DraftId) -> Result<Error> {
        Ok(drafts::get(tx, id)
            .await?
            .map_or(Error::NotFound, |draft| Error::Changed(Box::new(draft))))
    }
}

fn decided_by(tx: &WorkspaceTx) -> Value {
    let mut author = author_of(tx);
    if let Some(object) = author.as_object_mut() {
        object.remove("decider");
    }
    author
}

fn safety_of(draft: &Draft) -> SafetyVerdict {
    match draft.verdict.get("verdict").and_then(Value::as_str) {
        Some("pass") => SafetyVerdict::Pass,
        Some("hold") => SafetyVerdict::Hold,
        _ => SafetyVerdict::Block,
    }
}
