//! What people decide about conversations beside answering: resolve, reopen, snooze, give to somebody, label.
//!
//! One conversation or hundreds are the same work: what was there before is answered, so that it can be put back.

use std::collections::HashSet;

use db::conversations::{self, Care, Standing};
use db::lanes::{self, Job, Lane, NewJob};
use db::messages::{self, NewNotice};
use db::{Actor, Record, WorkspaceTx, assignments, labels};
use domain::Time;
use domain::content::Content;
use domain::ids::{ConversationId, LabelId, MessageId, PersonId};
use evidence::Kind;
use jobs::{Failure, Next};
use serde_json::json;

use crate::error::{Error, Result};
use crate::labels::known_labels;
use crate::queue_reply::author_of;
use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Where they stand.
    Stand(Standing),
    /// Who takes care of them.
    Assign(Option<PersonId>),
    /// Which labels they carry.
    Label {
        /// These as well.
        add: Vec<LabelId>,
        /// These no more.
        remove: Vec<LabelId>,
    },
    /// They count as unread.
    Unread,
}

/// What became of a decision.
#[derive(Debug, Default)]
pub struct Decided {
    /// What changed, as it stood before.
    pub before: Vec<Care>,
    /// What is not here.
    pub missing: Vec<ConversationId>,
}

/// Longest sleep.
const LONGEST_SLEEP: chrono::Duration = chrono::Duration::days(366);

impl Desk {
    /// Carries out a decision on conversations. Those that stand so already are left alone.
    pub async fn care_for(
        &self,
        tx: &mut WorkspaceTx,
        ids: &[ConversationId],
        decision: &Decision,
    ) -> Result<Decided> {
        let now = self.now();
        self.check(tx, decision, now).await?;
        let cares = conversations::lock_all(tx, ids).await?;
        let here: HashSet<ConversationId> = cares.iter().map(|care| care.id).collect();
        let missing = ids
            .iter()
            .filter(|id| !here.contains(id))
            .copied()
            .collect();
        let before = match decision {
            Decision::Stand(standing) => self.stand(tx, cares, *standing, now).await?,
            Decision::Assign(who) => self.assign(tx, cares, *who, now).await?,
            Decision::Label { add, remove } => {
                let ids: Vec<_> = cares.iter().map(|care| care.id).collect();
                let changed = labels::change(tx, &ids, add, remove).await?;
                let changed: HashSet<_> = changed.into_iter().collect();
                cares
                    .into_iter()
                    .filter(|c| changed.contains(&c.id))
                    .collect()
            }
            Decision::Unread => {
                let read: Vec<_> = cares.into_iter().filter(|care| !care.unread).collect();
                for care in &read {
                    conversations::mark_unread(tx, care.id, now).await?;
                }
                read
            }
        };
        for care in &before {
            tx.announce(names::conversation_updated(care.id));
        }
        Ok(Decided { before, missing })
    }

    async fn check(&self, tx: &mut WorkspaceTx, decision: &Decision, now: Time) -> Result<()> {
        match decision {
            Decision::Stand(Standing::Snoozed { until }) => {
                if *until <= now {
                    return Err(Error::invalid("until", "a time to come"));
                }
                if *until > now + LONGEST_SLEEP {
                    return Err(Error::invalid("until", "within a year"));
                }
            }
            Decision::Assign(Some(who)) => {
                let members = assignments::members(tx).await?;
                let member = members
                    .iter()
                    .find(|m| m.id == *who)
                    .ok_or(Error::NotFound)?;
                if !member.may_answer() {
                    return Err(Error::invalid(
                        "person_id",
                        "somebody who may answer; a viewer may only look",
                    ));
                }
            }
            Decision::Label { add, remove } => {
                known_labels(tx, add, remove).await?;
            }
            Decision::Stand(_) | Decision::Assign(None) | Decision::Unread => {}
        }
        Ok(())
    }

    async fn stand(
        &self,
        tx: &mut WorkspaceTx,
        cares: Vec<Care>,
        standing: Standing,
        now: Time,
    ) -> Result<Vec<Care>> {
        let changed: Vec<Care> = cares
            .into_iter()
            .filter(|care| care.standing != standing)
            .collect();
        for care in &changed {
            conversations::set(tx, care.id, standing, now).await?;
            let (event, body) = match standing {
                Standing::Open => ("conversation_reopened", None),
                Standing::Resolved => ("conversation_resolved", None),
                Standing::Snoozed { until } => ("conversation_snoozed", Some(until.to_rfc3339())),
            };
            if let Standing::Snoozed { until } = standing {
                lanes::enqueue(tx, &[wake_job(care.id, until)], until).await?;
            }
            self.note(tx, care, event, body, now).await?;
        }
        Ok(changed)
    }

    /// Gives conversations to somebody, or to nobody.
    pub(crate) async fn assign(
        &self,
        tx: &mut WorkspaceTx,
        cares: Vec<Care>,
        who: Option<PersonId>,
        now: Time,
    ) -> Result<Vec<Care>> {
        let changed: Vec<Care> = cares
            .into_iter()
            .filter(|care| care.assignee != who)
            .collect();
        if changed.is_empty() {
            return Ok(changed);
        }
        let name = match who {
            None => None,
            Some(id) => assignments::members(tx)
                .await?
                .into_iter()
                .find(|m| m.id == id)
                .map(|m| m.name),
        };
        let event = if who.is_some() {
            "conversation_assigned"
        } else {
            "conversation_unassigned"
        };
        for care in &changed {
            conversations::set_assignee(tx, care.id, who, now).await?;
            self.note(tx, care, event, name.clone(), now).await?;
        }
        Ok(changed)
    }

    /// A line in the thread, and an entry in the chain.
    pub(crate) async fn note(
        &self,
        tx: &mut WorkspaceTx,
        care: &Care,
        event: &str,
        body: Option<String>,
        now: Time,
    ) -> Result<()> {
        let id = MessageId::new();
        let content = Content::System {
            event: event.to_owned(),
            body: body.clone(),
        };
        let notice = NewNotice {
            id,
            conversation: care.id,
            channel: care.channel,
            content: &content,
            author: author_of(tx),
            at: now,
            simulated: care.simulated,
        };
        messages::insert_notice(tx, &notice).await?;
        tx.record(Record {
            kind: Kind::Conversation,
            subject: format!("conversation:{}", care.id),
            actor: None,
            payload: json!({ "event": event, "detail": body }),
            message: None,
            conversation: Some(care.id),
        });
        tx.announce(names::message_created(care.id, id));
        tx.announce(names::conversation_updated(care.id));
        Ok(())
    }

    /// The customer wrote: whatever was decided, somebody has to look again.
    pub(crate) async fn reopen_for_customer(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
        now: Time,
    ) -> Result<()> {
        let Some(care) = conversations::lock_all(tx, &[id]).await?.pop() else {
            return Ok(());
        };
        if care.standing != Standing::Open {
            conversations::set(tx, id, Standing::Open, now).await?;
            let before = tx.actor().clone();
            tx.act_as(Actor::System);
            self.note(tx, &care, "conversation_reopened_by_customer", None, now)
                .await?;
            tx.act_as(before);
        }
        if care.assignee.is_none() {
            self.ask_for_assignment(tx).await?;
        }
        Ok(())
    }

    /// A sleep is over, unless somebody thought otherwise meanwhile.
    pub(crate) async fn wake(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: ConversationId = id_in(job, "conversation")?;
        let now = self.now();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        self.wake_all(&mut tx, &[id], now)
            .await
            .map_err(|e| crate::workers::failure(&e))?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }

    pub(crate) async fn wake_all(
        &self,
        tx: &mut WorkspaceTx,
        ids: &[ConversationId],
        now: Time,
    ) -> Result<()> {
        for care in conversations::lock_all(tx, ids).await? {
            let Standing::Snoozed { until } = care.standing else {
                continue;
            };
            if until > now {
                continue;
            }
            conversations::set(tx, care.id, Standing::Open, now).await?;
            self.note(tx, &care, "conversation_woke", None, now).await?;
        }
        Ok(())
    }
}

/// A lane of its own for each sleep, so that a shorter one never waits behind a longer one.
fn wake_job(conversation: ConversationId, until: Time) -> NewJob {
    NewJob {
        lane: format!("wake:{conversation}:{}", until.timestamp_micros()),
        kind: names::WAKE,
        payload: json!({ "conversation": conversation }),
    }
}
