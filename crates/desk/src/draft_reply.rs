//! A reply is drafted from the workspace's own knowledge, checked, and waits, or is let go by rule.

use db::drafts::{self, Draft};
use db::lanes::{self, Job, Lane};
use db::messages::{self, Message};
use db::{Record, WorkspaceTx, draft_stops};
use domain::Time;
use domain::channel::ReplyMode;
use domain::consent::Consent;
use domain::content::{Content, MediaKind};
use domain::draft::DraftState;
use domain::ids::{ConversationId, DraftId};
use evidence::Kind;
use grounding::{Drafted, Extra, Outcome, Question, Who};
use jobs::{Failure, Next};
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::facts::{Thread, drafts_wanted};
use crate::knowledge::present;
use crate::queue_reply::Queued;
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// Earlier messages a draft may look at, for "and the red one?".
pub(crate) const LOOK_BACK: i64 = 12;

impl Desk {
    pub(crate) async fn draft_reply(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let conversation: ConversationId = id_in(job, "conversation")?;
        let again = job.payload.get("again").is_some();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let let_go = match self.draft(&mut tx, conversation, again).await {
            Ok(let_go) => let_go,
            Err(Error::NotFound) => None,
            Err(error) => return Err(failure(&error)),
        };
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        let flight = match let_go {
            Some((thread, queued)) => self.leave_at_once(&mut tx, &thread, &queued).await,
            None => Ok(None),
        };
        let flight = flight.map_err(|e| failure(&e))?;
        tx.commit(self.now()).await.map_err(ended)?;
        if let Some((lease, flight)) = flight {
            self.departures().put(lease, flight);
        }
        Ok(Next::Done)
    }

    /// Asks for a new draft; the open one is superseded when it is there.
    pub async fn redraft(&self, tx: &mut WorkspaceTx, conversation: ConversationId) -> Result<()> {
        db::conversations::lock(tx, conversation)
            .await?
            .ok_or(Error::NotFound)?;
        let latest = messages::latest_inbound(tx, conversation)
            .await?
            .ok_or_else(|| Error::Conflict {
                code: "nothing_to_answer",
                title: "There is nothing to answer yet".to_owned(),
                hint: "A draft answers a customer's message.".to_owned(),
            })?;
        draft_stops::set(tx, conversation, None).await?;
        if let Some(draft) = drafts::supersede_open(tx, conversation, self.now()).await? {
            tx.announce(names::draft_updated(conversation, draft));
        }
        let mut job = names::draft_job(conversation, latest.id);
        job.payload["again"] = json!(true);
        Ok(lanes::enqueue(tx, &[job], self.now()).await?)
    }

    /// Since when a draft for this thread is being made; `None` while none is, or when somebody stopped it.
    pub async fn drafting_since(
        &self,
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
    ) -> Result<Option<Time>> {
        let Some(since) = lanes::busy_since(tx, &names::draft_lane(conversation)).await? else {
            return Ok(None);
        };
        let stopped = match messages::latest_inbound(tx, conversation).await? {
            Some(latest) => draft_stops::is_stopped(tx, conversation, latest.id).await?,
            None => false,
        };
        Ok((!stopped).then_some(since))
    }

    async fn draft(
        &self,
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
        again: bool,
    ) -> Result<Option<(Thread, Queued)>> {
        let thread = self.thread(tx, conversation).await?;
        if !drafts_wanted(thread.channel.reply_mode) || thread.contact.consent == Consent::OptedOut
        {
            return Ok(None);
        }
        let Some(latest) = messages::latest_inbound(tx, conversation).await? else {
            return Ok(None);
        };
        let settled = drafts::settled(tx, conversation, &latest).await?;
        // One that is made was made by another message's job.
        if settled.stopped || settled.answered || (settled.made && !again) {
            return Ok(None);
        }
        let (version, known) = present(tx).await?;
        let thread_so_far = messages::recent_words(tx, conversation, LOOK_BACK).await?;
        let mut question = ask(&thread_so_far, &thread);
        question.language_hint = thread.channel.own.language.clone();
        let drafted = grounding::draft(&question, &known, self.now());
        let by_rule = state_of(&drafted) == DraftState::Waiting
            && self.mode_now(tx, &thread.channel).await? == ReplyMode::AutoSend;
        let later = if by_rule {
            self.auto_send_at(tx, &thread).await?
        } else {
            None
        };
        let mut draft = self
            .make(tx, &thread, &latest, (version, &drafted), later)
            .await?;
        let let_go = match later {
            Some(at) => {
                self.wait_to_let_go(tx, draft.id, at).await?;
                None
            }
            // Made in this transaction, for what the thread says now: nothing can have overtaken it.
            None if by_rule => self.decide_by_rule(tx, &thread, &mut draft, false).await?,
            None => None,
        };
        drafts::insert(tx, &draft).await?;
        let cited: Vec<String> = distinct(&drafted)
            .iter()
            .map(|view| view.source.id.clone())
            .collect();
        let place = (draft.id, conversation);
        db::knowledge_uses::note(tx, &cited, place, version, self.now()).await?;
        Ok(let_go.map(|queued| (thread, queued)))
    }

    /// A draft as it is made: on record, and not yet a row, since a rule may decide it at once.
    async fn make(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        latest: &Message,
        (version, drafted): (i32, &Drafted),
        auto_send_at: Option<Time>,
    ) -> Result<Draft> {
        let now = self.now();
        let conversation = thread.conversation.id;
        if let Some(old) = drafts::supersede_open(tx, conversation, now).await? {
            tx.announce(names::draft_updated(conversation, old));
        }
        let draft = Draft {
            id: DraftId::new(),
            conversation,
            reply_to: latest.id,
            version: 1,
            state: state_of(drafted),
            text: drafted.text.clone(),
            original_text: drafted.text.clone(),
            language: drafted.language.tag().to_owned(),
            intent: drafted.intent.clone(),
            sources: to_json(&distinct(drafted))?,
            document: to_json(&drafted.doc)?,
            verdict: to_json(&drafted.verdict)?,
            abstained: abstained(&drafted.doc.outcome),
            decided_by: None,
            decided_at: None,
            message: None,
            auto_send_at,
            created_at: now,
            updated_at: now,
        };
        tx.record(Record {
            kind: Kind::Drafted,
            subject: format!("draft:{}", draft.id),
            actor: Some("composer:built-in".to_owned()),
            payload: json!({
                "draft": draft.id, "reply_to": latest.id, "text": draft.text, "knowledge": version, "sources": draft.sources,
                "checker": draft.verdict, "outcome": drafted.doc.outcome, "state": draft.state.as_str(),
                "auto_send_at": draft.auto_send_at,
            }),
            message: Some(latest.id),
            conversation: Some(conversation),
        });
        tx.announce(names::draft_updated(conversation, draft.id));
        tx.announce(names::conversation_updated(conversation));
        Ok(draft)
    }
}

/// The customer's words since our last answer are one question; what came before is context.
pub(crate) fn ask(thread_so_far: &[Message], thread: &Thread) -> Question {
    let answered = thread_so_far.iter().rposition(|m| m.outbound);
    let (earlier, burst) = thread_so_far.split_at(answered.map_or(0, |at| at + 1));
    let asked: Vec<&Message> = burst.iter().filter(|m| !m.outbound).collect();
    let words: Vec<&str> = asked
        .iter()
        .map(|m| {
            if is_file(m) {
                caption(m)
            } else {
                m.content.words()
            }
        })
        .filter(|w| !w.is_empty())
        .collect();
    let names = asked
        .iter()
        .filter(|m| is_file(m) && caption(m).is_empty())
        .map(|m| ("file_name", m.content.words()));
    let name = thread
        .contact
        .name
        .as_deref()
        .map(|name| ("profile_name", name));
    Question {
        text: words.join("\n"),
        language_hint: None,
        attached: asked.iter().any(|m| is_file(m) && !is_sticker(m)),
        recent: earlier
            .iter()
            .filter(|m| !m.content.words().is_empty())
            .map(|m| {
                (
                    if m.outbound { Who::Shop } else { Who::Customer },
                    m.content.words().to_owned(),
                )
            })
            .collect(),
        extras: names
            .chain(name)
            .filter(|(_, text)| !text.is_empty())
            .map(|(kind, text)| Extra {
                kind: kind.to_owned(),
                text: text.to_owned(),
            })
            .collect(),
    }
}

/// A sticker says no more than a smile.
fn is_sticker(message: &Message) -> bool {
    matches!(&message.content, Content::Media(media) if media.kind == MediaKind::Sticker)
}

/// What the customer wrote under a picture or a file.
fn caption(message: &Message) -> &str {
    match &message.content {
        Content::Media(media) => media.caption.as_deref().unwrap_or(""),
        _ => "",
    }
}

/// Whether its words only stand beside something: a caption, a file's or a place's name.
fn is_file(message: &Message) -> bool {
    matches!(
        message.content,
        Content::Media(_)
            | Content::Location { .. }
            | Content::Contacts { .. }
            | Content::Shared { .. }
    )
}

/// Each source once: several facts of one item are one thing to look at.
fn distinct(drafted: &Drafted) -> Vec<&grounding::SourceView> {
    let mut seen: Vec<&str> = Vec::new();
    let mut views = Vec::new();
    for view in &drafted.sources {
        if !seen.contains(&view.source.id.as_str()) {
            seen.push(&view.source.id);
            views.push(view);
        }
    }
    views
}

fn state_of(drafted: &Drafted) -> DraftState {
    match (&drafted.doc.outcome, drafted.verdict.passes()) {
        (Outcome::Answer | Outcome::Clarify, true) => DraftState::Waiting,
        (Outcome::Answer | Outcome::Clarify, false) => DraftState::Held,
        (Outcome::Abstain(_) | Outcome::Handoff(_) | Outcome::OptOut | Outcome::OffTask, _) => {
            DraftState::NoGrounding
        }
    }
}

fn abstained(outcome: &Outcome) -> Option<Value> {
    match outcome {
        Outcome::Answer | Outcome::Clarify => None,
        other => serde_json::to_value(other).ok(),
    }
}

pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value)
        .map_err(|e| Error::Internal(format!("a draft cannot be stored: {e}")))
}
