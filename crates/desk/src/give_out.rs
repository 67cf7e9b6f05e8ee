//! Conversations find somebody: at once when a customer writes or a desk opens, and every minute whatever was missed.

use std::collections::BTreeMap;
use std::time::Duration;

use db::assignments::Member;
use db::conversations::{self, Care, Standing};
use db::lanes::{self, Job, Lane, NewJob};
use db::{Actor, WorkspaceTx, assignments};
use domain::assignment::{Colleague, HEARTBEAT_LASTS, Held, Mode, Rule, give, take_back};
use domain::ids::{ConversationId, PersonId, WorkspaceId};
use evidence::Kind;
use jobs::{Failure, Next};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};
use crate::workers::{ended, failure};
use crate::{Desk, names};

/// How often it is looked whether somebody waits for nobody.
const EVERY: Duration = Duration::from_mins(1);

/// Conversations looked at in one go; what is left is next minute's.
const BATCH: i64 = 500;

impl Desk {
    /// Looks every minute.
    pub(crate) async fn tend_inboxes_forever(self, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
            if let Err(error) = self.tend_inboxes().await {
                tracing::warn!(%error, "the inboxes could not be looked after");
            }
        }
    }

    /// Wakes whoever overslept, takes back what would be stuck, gives out what waits; in every workspace.
    pub async fn tend_inboxes(&self) -> Result<()> {
        for workspace in assignments::inboxes_due(self.db(), self.now()).await? {
            // One workspace's trouble is not the others'.
            if let Err(error) = self.tend_inbox(workspace).await {
                tracing::warn!(%workspace, %error, "an inbox could not be looked after");
            }
        }
        Ok(())
    }

    async fn tend_inbox(&self, workspace: WorkspaceId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().worker(workspace).await?;
        let overslept = conversations::overslept(&mut tx, now, BATCH).await?;
        self.wake_all(&mut tx, &overslept, now).await?;
        tx.commit(now).await?;
        // In a transaction of its own: it locks conversations too, and they are locked once and in order.
        let mut tx = self.db().worker(workspace).await?;
        self.give_out(&mut tx).await?;
        Ok(tx.commit(now).await?)
    }

    /// Takes back what would be stuck and gives out what waits, by the workspace's rule. Nothing may be locked before:
    /// what it needs is chosen, locked at once, and looked at again.
    pub async fn give_out(&self, tx: &mut WorkspaceTx) -> Result<()> {
        let now = self.now();
        assignments::lock(tx).await?;
        let rule = assignments::rule(tx).await?;
        let members = assignments::members(tx).await?;
        let answering: Vec<_> = members.iter().filter(|m| m.may_answer()).cloned().collect();
        let team = assignments::colleagues(tx, &answering).await?;
        let before = tx.actor().clone();
        tx.act_as(Actor::Rule);
        let gone: Vec<PersonId> = team
            .iter()
            .filter(|one| one.gone(rule.requeue_after, now))
            .map(|one| one.id)
            .collect();
        let held = assignments::held(tx, &gone, &answering, BATCH).await?;
        let stuck = take_back(&rule, &team, &held, now);
        let given = self
            .whom_to_give(tx, &rule, (&members, &team), &stuck)
            .await?;
        let wanted: Vec<ConversationId> = stuck
            .iter()
            .map(|one| one.conversation)
            .chain(given.iter().map(|(id, _)| *id))
            .collect();
        let mut cares: BTreeMap<ConversationId, Care> = conversations::lock_all(tx, &wanted)
            .await?
            .into_iter()
            .map(|care| (care.id, care))
            .collect();
        for one in &stuck {
            // Somebody may have taken it since it was read.
            if let Some(care) = cares.get_mut(&one.conversation)
                && care.assignee == Some(one.by)
            {
                conversations::set_assignee(tx, care.id, None, now).await?;
                let name = members.iter().find(|m| m.id == one.by);
                let name = name.map(|m| m.name.clone());
                self.note(tx, care, "conversation_requeued", name, now)
                    .await?;
                care.assignee = None;
            }
        }
        for (id, who) in given {
            let free = cares
                .remove(&id)
                .filter(|care| care.assignee.is_none() && care.standing == Standing::Open);
            if let Some(care) = free {
                self.assign(tx, vec![care], Some(who), now).await?;
                assignments::given(tx, who, now).await?;
            }
        }
        tx.act_as(before);
        Ok(())
    }

    /// Who gets which of those that wait, and of those that are taken back: whoever waited longest first.
    async fn whom_to_give(
        &self,
        tx: &mut WorkspaceTx,
        rule: &Rule,
        (members, team): (&[Member], &[Colleague]),
        stuck: &[Held],
    ) -> Result<Vec<(ConversationId, PersonId)>> {
        if rule.mode == Mode::Off {
            return Ok(Vec::new());
        }
        let turns: Vec<_> = members
            .iter()
            .filter(|m| m.takes_turns())
            .map(|m| m.id)
            .collect();
        let team: Vec<_> = team
            .iter()
            .filter(|c| turns.contains(&c.id))
            .cloned()
            .collect();
        let mut queue = assignments::queue(tx, BATCH).await?;
        queue.extend(stuck.iter().map(|one| (one.last_at, one.conversation)));
        queue.sort_unstable();
        let queue: Vec<_> = queue.into_iter().map(|(_, id)| id).collect();
        Ok(give(rule, &team, &queue, self.now()))
    }

    /// Somebody should be found soon, if a rule finds people here.
    pub(crate) async fn ask_for_assignment(&self, tx: &mut WorkspaceTx) -> Result<()> {
        if assignments::rule(tx).await?.mode == Mode::Off {
            return Ok(());
        }
        let job = NewJob {
            lane: "assign".to_owned(),
            kind: names::GIVE_OUT,
            payload: json!({}),
        };
        Ok(lanes::enqueue(tx, &[job], self.now()).await?)
    }

    pub(crate) async fn give_out_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        self.give_out(&mut tx).await.map_err(|e| failure(&e))?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// A person's desk is open. Told often; when it was closed before, conversations that wait may come to them.
    pub async fn desk_is_open(&self, workspace: WorkspaceId, who: PersonId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        if assignments::heard(&mut tx, who, now - HEARTBEAT_LASTS, now).await? {
            self.ask_for_assignment(&mut tx).await?;
        }
        Ok(tx.commit(now).await?)
    }

    /// Somebody says that they are away, or back.
    pub async fn set_away(&self, tx: &mut WorkspaceTx, who: PersonId, away: bool) -> Result<()> {
        assignments::set_away(tx, who, away).await?;
        tx.announce(names::workspace_changed("availability.updated"));
        self.ask_for_assignment(tx).await
    }

    /// Changes the workspace's rule.
    pub async fn set_assignment_rule(&self, tx: &mut WorkspaceTx, rule: &Rule) -> Result<()> {
        if !(1..=500).contains(&rule.capacity) {
            return Err(Error::invalid("capacity", "1 to 500"));
        }
        if !(1..=1440).contains(&rule.requeue_after.num_minutes()) {
            return Err(Error::invalid("requeue_minutes", "1 to 1440"));
        }
        assignments::set_rule(tx, rule, self.now()).await?;
        tx.record(db::Record {
            kind: Kind::SettingsChanged,
            subject: "assignment".to_owned(),
            actor: None,
            payload: json!({
                "what": "assignment", "to": rule.mode, "capacity": rule.capacity,
                "requeue_minutes": rule.requeue_after.num_minutes(),
            }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("assignment.updated"));
        self.ask_for_assignment(tx).await
    }
}
