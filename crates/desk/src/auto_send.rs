//! A rule lets a draft go: at once, or after a few seconds in which a person can hold it.
//!
//! While it waits nothing is decided and nothing is queued. The draft is a waiting one like any other, so whatever ends
//! its waiting ends this too: an approval, an edit, a later message, STOP. When the time has come, everything is asked
//! again.

use chrono::Duration;
use db::drafts::{self, Draft};
use db::lanes::{self, Job, Lane, NewJob};
use db::{Actor, Record, WorkspaceTx};
use domain::Time;
use domain::draft::{DraftAct, DraftState};
use domain::gate::{Decider, Intent, SafetyVerdict, gate};
use domain::ids::{ConversationId, DraftId};
use evidence::Kind;
use jobs::{Failure, Next};
use serde_json::json;

use crate::approve_draft::safety_of;
use crate::error::{Error, Result};
use crate::facts::{About, Thread};
use crate::queue_reply::{Outgoing, Queued, refused};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// The longest time a rule can be made to wait, in seconds.
const LONGEST_HOLD: i32 = 30;

impl Desk {
    /// When a rule will let a passing draft of this thread go; `None` means at once. Nobody is made to wait for a send
    /// that the gate would refuse.
    pub(crate) async fn auto_send_at(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
    ) -> Result<Option<Time>> {
        let seconds = thread.channel.auto_hold_seconds;
        if seconds == 0 {
            return Ok(None);
        }
        let now = self.now();
        let facts = self.facts(tx, thread, &passing(false)).await?;
        let admitted = gate(Intent::FreeForm, Decider::Rule, &facts, now).is_admitted();
        Ok(admitted.then(|| now + Duration::seconds(seconds.into())))
    }

    /// The rule's turn comes later.
    pub(crate) async fn wait_to_let_go(
        &self,
        tx: &mut WorkspaceTx,
        draft: DraftId,
        at: Time,
    ) -> Result<()> {
        let job = NewJob {
            lane: format!("auto:{draft}"),
            kind: names::AUTO_SEND,
            payload: json!({ "draft": draft }),
        };
        Ok(lanes::enqueue(tx, &[job], at).await?)
    }

    /// The time to hold a draft is over.
    pub(crate) async fn auto_send(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: DraftId = id_in(job, "draft")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        match self.end_hold(&mut tx, id).await {
            Ok(None) => {}
            Ok(Some(later)) => return Ok(Next::WaitUntil(later)),
            // A merge moved it meanwhile: look again.
            Err(Error::NotFound) => {
                return Err(Failure {
                    problem: "the thread moved".to_owned(),
                    retry: true,
                });
            }
            Err(error) => return Err(failure(&error)),
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    async fn end_hold(&self, tx: &mut WorkspaceTx, id: DraftId) -> Result<Option<Time>> {
        let Some(known) = drafts::get(tx, id).await? else {
            return Ok(None);
        };
        let thread = self.thread(tx, known.conversation).await?;
        let Some(mut draft) = drafts::lock(tx, id).await? else {
            return Ok(None);
        };
        // Held, decided or overtaken: then it is nothing to a rule any more.
        let Some(at) = draft.auto_send_at else {
            return Ok(None);
        };
        if at > self.now() {
            return Ok(Some(at));
        }
        draft.verdict = self.check_again(tx, &draft).await?;
        if safety_of(&draft) == SafetyVerdict::Pass {
            self.let_go(tx, &thread, draft).await?;
            return Ok(None);
        }
        self.keep_verdict(tx, &mut draft).await?;
        Ok(None)
    }

    /// A person keeps a draft from the rule; it waits for them now. Asked twice, it is as was wished.
    pub async fn hold_draft(
        &self,
        tx: &mut WorkspaceTx,
        id: DraftId,
        version: i32,
    ) -> Result<Draft> {
        let mut draft = self.open_draft(tx, id, version, DraftAct::Hold).await?;
        if draft.auto_send_at.take().is_none() {
            return Ok(draft);
        }
        self.store(tx, &draft).await?;
        tx.record(held(id, draft.conversation, "hold"));
        drafts::get(tx, id).await?.ok_or(Error::NotFound)
    }

    /// Whoever begins to answer holds what a rule was about to send.
    pub(crate) async fn hold_for_floor(
        &self,
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
    ) -> Result<()> {
        if let Some(draft) = drafts::hold_open(tx, conversation, self.now()).await? {
            tx.record(held(draft, conversation, "floor"));
            tx.announce(names::draft_updated(conversation, draft));
        }
        Ok(())
    }

    pub(crate) async fn store(&self, tx: &mut WorkspaceTx, draft: &Draft) -> Result<()> {
        if !drafts::save(tx, draft, draft.version, self.now()).await? {
            return Err(Error::Changed(Box::new(draft.clone())));
        }
        tx.announce(names::draft_updated(draft.conversation, draft.id));
        tx.announce(names::conversation_updated(draft.conversation));
        Ok(())
    }

    /// The rule's decision: the same gate, and a recorded refusal when it says no.
    pub(crate) async fn let_go(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        mut draft: Draft,
    ) -> Result<()> {
        let waited = draft.auto_send_at.take().is_some();
        let overtaken = drafts::is_overtaken(tx, draft.id).await?;
        self.decide_by_rule(tx, thread, &mut draft, overtaken)
            .await?;
        if waited || draft.state == DraftState::AutoSent {
            self.store(tx, &draft).await?;
        }
        Ok(())
    }

    /// What the rule decides of a draft, which is the caller's to keep, and what leaves by it. `overtaken` says that the
    /// customer wrote since.
    pub(crate) async fn decide_by_rule(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        draft: &mut Draft,
        overtaken: bool,
    ) -> Result<Option<Queued>> {
        tx.act_as(Actor::Rule);
        let author = json!({ "kind": "rule", "name": null });
        let outgoing = Outgoing::of_draft(draft, author, Decider::Rule, passing(overtaken));
        let mut let_go = None;
        match self.queue(tx, thread, outgoing).await {
            Ok(queued) => {
                let message = queued.id;
                draft.state = DraftState::AutoSent;
                draft.message = Some(message);
                draft.decided_by = Some(json!({ "kind": "rule", "name": null }));
                draft.decided_at = Some(self.now());
                tx.record(Record {
                    kind: Kind::AutoApproved,
                    subject: format!("draft:{}", draft.id),
                    actor: Some("rule:auto".to_owned()),
                    payload: json!({ "draft": draft.id, "message": message, "checker": draft.verdict }),
                    message: Some(message),
                    conversation: Some(draft.conversation),
                });
                let_go = Some(queued);
            }
            Err(Error::Refused(verdict)) => tx.record(refused(&verdict, draft.conversation, None)),
            Err(Error::Invalid { problem, .. }) => {
                tracing::warn!(%problem, "a draft could not be sent as it is and waits for a person");
            }
            Err(error) => return Err(error),
        }
        tx.act_as(Actor::System);
        Ok(let_go)
    }
}

/// Whether a rule may be made to wait so long.
pub(crate) fn check_hold(seconds: Option<i32>) -> Result<()> {
    match seconds {
        Some(seconds) if !(0..=LONGEST_HOLD).contains(&seconds) => {
            Err(Error::invalid("auto_hold_seconds", "0 to 30 seconds."))
        }
        Some(_) | None => Ok(()),
    }
}

/// What the gate is told about a draft that passed the check.
fn passing(overtaken: bool) -> About {
    About {
        safety: Some(SafetyVerdict::Pass),
        overtaken,
        ..About::default()
    }
}

fn held(draft: DraftId, conversation: ConversationId, how: &str) -> Record {
    Record {
        kind: Kind::AutoHeld,
        subject: format!("draft:{draft}"),
        actor: None,
        payload: json!({ "draft": draft, "how": how }),
        message: None,
        conversation: Some(conversation),
    }
}
