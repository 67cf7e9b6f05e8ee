//! A person decides about a draft: approve, edit, discard. Each is a compare-and-set; the loser never sends.

use db::drafts::{self, Draft};
use db::messages;
use db::{Record, WorkspaceTx, conversations};
use domain::draft::{DiscardReason, DraftAct, DraftState};
use domain::gate::{Decider, Intent, SafetyVerdict, Verdict, gate};
use domain::ids::{DraftId, MessageId};
use evidence::Kind;
use serde_json::{Value, json};

use crate::draft_reply::to_json;
use crate::error::{Error, Result};
use crate::facts::About;
use crate::knowledge::{check_words, present};
use crate::queue_reply::{Outgoing, author_of};
use crate::recheck_draft::overridden;
use crate::{Desk, names};

impl Desk {
    /// Lets a draft go as this person's decision. `overriding` lets one go that the check holds, but only with the doubts
    /// that were there to be read; what the check forbids never goes (`docs/adr/0011-what-a-person-may-override.md`).
    pub async fn approve_draft(
        &self,
        tx: &mut WorkspaceTx,
        id: DraftId,
        version: i32,
        overriding: bool,
    ) -> Result<(Draft, MessageId)> {
        let mut draft = self.open_draft(tx, id, version, DraftAct::Approve).await?;
        let now = self.check_again(tx, &draft).await?;
        let read = std::mem::replace(&mut draft.verdict, now);
        // What nobody doubts is approved, not overridden.
        let overrode = if overriding && safety_of(&draft) == SafetyVerdict::Hold {
            Some(overridden(&read, &draft.verdict)?)
        } else {
            None
        };
        let thread = self.thread(tx, draft.conversation).await?;
        let decider = if overrode.is_some() {
            Decider::PersonOverride
        } else {
            Decider::PersonApproved
        };
        let about = About {
            safety: Some(safety_of(&draft)),
            overtaken: drafts::is_overtaken(tx, draft.id).await?,
            ..About::default()
        };
        let mut author = author_of(tx);
        author["approved_by"] = json!(tx.actor().name());
        let outgoing = Outgoing::of_draft(&draft, author, decider, about);
        let queued = self.queue(tx, &thread, outgoing).await;
        self.note_refusal(tx, draft.conversation, Some(draft.reply_to), &queued)
            .await;
        let message = queued?.id;
        draft.state = DraftState::Approved;
        draft.message = Some(message);
        self.decide(tx, &mut draft, version).await?;
        tx.record(Record {
            kind: Kind::Approved,
            subject: format!("draft:{id}"),
            actor: None,
            payload: json!({
                "draft": id, "message": message, "edited": draft.text != draft.original_text, "override": overrode.is_some(), "overrode": overrode, "checker": draft.verdict,
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
        // Who changes the words decides when they go.
        draft.auto_send_at = None;
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
        self.put_aside(tx, &mut draft, json!(reason)).await?;
        Ok(draft)
    }

    /// Ends a locked draft without sending it.
    pub(crate) async fn put_aside(
        &self,
        tx: &mut WorkspaceTx,
        draft: &mut Draft,
        reason: Value,
    ) -> Result<()> {
        let version = draft.version;
        draft.state = DraftState::Discarded;
        self.decide(tx, draft, version).await?;
        tx.record(Record {
            kind: Kind::Discarded,
            subject: format!("draft:{}", draft.id),
            actor: None,
            payload: json!({ "draft": draft.id, "reason": reason }),
            message: Some(draft.reply_to),
            conversation: Some(draft.conversation),
        });
        Ok(())
    }

    /// What the gate would answer a person who approves this draft now.
    pub async fn draft_gate(&self, tx: &mut WorkspaceTx, draft: &Draft) -> Result<Verdict> {
        let thread = self.look_at_thread(tx, draft.conversation).await?;
        let about = About {
            safety: Some(safety_of(draft)),
            overtaken: drafts::is_overtaken(tx, draft.id).await?,
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

    pub(crate) async fn open_draft(
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

    pub(crate) async fn decide(
        &self,
        tx: &mut WorkspaceTx,
        draft: &mut Draft,
        version: i32,
    ) -> Result<()> {
        draft.decided_by = Some(decided_by(tx));
        draft.decided_at = Some(self.now());
        draft.auto_send_at = None;
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

pub(crate) fn safety_of(draft: &Draft) -> SafetyVerdict {
    match draft.verdict.get("verdict").and_then(Value::as_str) {
        Some("pass") => SafetyVerdict::Pass,
        Some("hold") => SafetyVerdict::Hold,
        _ => SafetyVerdict::Block,
    }
}
