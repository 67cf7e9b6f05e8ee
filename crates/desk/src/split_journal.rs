//! From the journal into workspaces: parse, route, dedupe, enqueue, in one transaction per batch.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use db::ingest::{self, Delivery};
use db::journal::{self, Unhandled, Waiting};
use domain::event::ChannelEvent;
use domain::ids::{AppRef, WorkspaceId};
use tokio_util::sync::CancellationToken;

use crate::Desk;
use crate::erase_bodies::Redactions;
use crate::error::with_causes;
use crate::workers::crowded_from;

/// Bodies split in one transaction.
const BATCH: i64 = 200;
const FULL: usize = 200;
/// How often to look without a hint: another process may have written.
const LOOK: Duration = Duration::from_millis(500);

impl Desk {
    /// Splits bodies as they arrive, until told to stop.
    pub(crate) async fn split_forever(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let began = Instant::now();
            match self.split_batch(BATCH).await {
                Ok(bodies) => {
                    self.let_intake_pass(began.elapsed()).await;
                    // What came meanwhile left a hint.
                    if bodies < FULL {
                        tokio::select! {
                            () = stop.cancelled() => return,
                            _ = tokio::time::timeout(LOOK, self.db().hints().journal()) => {}
                        }
                    }
                }
                Err(error) if error.is_unavailable() => {
                    tracing::warn!(%error, "the journal cannot be read now");
                    tokio::time::sleep(LOOK).await;
                }
                Err(error) => {
                    tracing::error!(
                        error = with_causes(&error),
                        "a batch of webhooks could not be split; trying one by one"
                    );
                    self.split_one_by_one().await;
                }
            }
        }
    }

    /// Meta waits for its answer, and what is in the journal is safe: in a crowd a batch is followed by a rest.
    async fn let_intake_pass(&self, took: Duration) {
        tokio::time::sleep(self.db().hints().rest_after(took, crowded_from())).await;
    }

    /// Splits one batch; answers how many bodies it held.
    pub async fn split_batch(&self, limit: i64) -> Result<usize, db::Error> {
        let now = self.now();
        let mut tx = self.db().splitting().await?;
        let waiting = journal::take_waiting(&mut tx, limit).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let mut work = Work::default();
        for body in &waiting {
            work.read(body);
        }
        let asked: Vec<(AppRef, &domain::channel::Route)> = work
            .events
            .iter()
            .map(|(body, e)| (body.app_ref, &e.route))
            .collect();
        let owners = ingest::route(&mut tx, &asked).await?;
        let mut by_workspace: BTreeMap<WorkspaceId, Vec<Delivery>> = BTreeMap::new();
        for ((body, event), owner) in work.events.into_iter().zip(owners) {
            match owner {
                Some((workspace, channel)) => {
                    by_workspace.entry(workspace).or_default().push(Delivery {
                        channel,
                        journal_seq: body.seq,
                        signature: body.signature.clone(),
                        received_at: body.received_at,
                        event,
                    });
                }
                None => work.unhandled.push(unrouted(body, &event)),
            }
        }
        let retried: Vec<i64> = waiting
            .iter()
            .filter(|w| w.attempts > 0)
            .map(|w| w.seq)
            .collect();
        let seqs: Vec<i64> = waiting
            .iter()
            .map(|w| w.seq)
            .filter(|seq| !work.broken.contains_key(seq))
            .collect();
        if !retried.is_empty() || !work.unhandled.is_empty() {
            journal::forget_unhandled(&mut tx, &seqs).await?;
        }
        let mut erased = Redactions::default();
        let mut again = 0;
        for (workspace, deliveries) in &mut by_workspace {
            let gone = ingest::erased(&mut tx, *workspace, deliveries).await?;
            let mut gone = gone.into_iter();
            deliveries.retain(|one| {
                let late = gone.next() == Some(true);
                if late {
                    erased.note(one.journal_seq, &one.event);
                }
                !late
            });
            if !deliveries.is_empty() {
                let new = ingest::deliver(&mut tx, deliveries, now).await?;
                again += (deliveries.len() as u64).saturating_sub(new);
            }
        }
        erased.apply(&mut tx, &waiting, now).await?;
        journal::keep_unhandled(&mut tx, &work.unhandled, now).await?;
        for (seq, problem) in &work.broken {
            journal::quarantine(&mut tx, *seq, problem).await?;
        }
        journal::mark_split(&mut tx, &seqs).await?;
        tx.commit().await?;
        metrics::counter!("loket_webhook_parts_told_again_total").increment(again);
        metrics::counter!("loket_webhook_parts_unhandled_total")
            .increment(work.unhandled.len() as u64);
        if !by_workspace.is_empty() {
            self.db().hints().work_added();
        }
        Ok(waiting.len())
    }

    /// One body at a time, so that one the database will not take is set aside and the rest proceeds.
    async fn split_one_by_one(&self) {
        for _ in 0..BATCH {
            match self.split_batch(1).await {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) => {
                    let problem = with_causes(&error);
                    if let Err(error) = self.quarantine_first(&problem).await {
                        tracing::error!(%error, "a webhook could not be set aside");
                        tokio::time::sleep(LOOK).await;
                        return;
                    }
                }
            }
        }
    }

    async fn quarantine_first(&self, problem: &str) -> Result<(), db::Error> {
        let mut tx = self.db().ingest().await?;
        if let Some(body) = journal::take_waiting(&mut tx, 1).await?.first() {
            tracing::error!(seq = body.seq, problem, "a webhook is quarantined");
            journal::quarantine(&mut tx, body.seq, problem).await?;
        }
        tx.commit().await
    }
}

/// What a batch of bodies holds.
#[derive(Default)]
struct Work<'a> {
    events: Vec<(&'a Waiting, ChannelEvent)>,
    unhandled: Vec<Unhandled>,
    broken: BTreeMap<i64, String>,
}

impl<'a> Work<'a> {
    fn read(&mut self, body: &'a Waiting) {
        let Some(channel) = channels::registry::by_kind(&body.channel_kind) else {
            self.broken.insert(
                body.seq,
                format!("no channel is called {}", body.channel_kind),
            );
            return;
        };
        // A parser that panics on one body must not stop the others.
        let parsed =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| channel.parse(&body.body)));
        match parsed {
            Ok(Ok(parsed)) => {
                self.unhandled
                    .extend(parsed.unreadable.into_iter().map(|part| Unhandled {
                        seq: body.seq,
                        kind: "unreadable",
                        channel_kind: body.channel_kind.clone(),
                        pointer: part.pointer,
                        reason: part.reason,
                    }));
                self.events
                    .extend(parsed.events.into_iter().map(|event| (body, event)));
            }
            Ok(Err(error)) => {
                self.broken.insert(body.seq, error.to_string());
            }
            Err(_) => {
                self.broken
                    .insert(body.seq, "the parser panicked".to_owned());
            }
        }
    }
}

fn unrouted(body: &Waiting, event: &ChannelEvent) -> Unhandled {
    Unhandled {
        seq: body.seq,
        kind: "unrouted",
        channel_kind: body.channel_kind.clone(),
        pointer: String::new(),
        reason: format!(
            "no channel here has the id {}",
            event.route.external_id.chars().take(64).collect::<String>()
        ),
    }
}
