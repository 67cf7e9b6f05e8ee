//! What a worker does when nobody asks: partners' sums are counted, and what is over goes when its time has come.
//!
//! A chore is done in small pieces, each in a transaction of its own. It may be done twice, by two workers or after a
//! crash, with no other effect. None touches evidence.

use std::time::Duration as Pause;

use chrono::Duration;
use db::{Actor, IngestTx, WorkspaceTx, channels, chores, lanes, retention, sums};
use domain::Time;
use domain::gate::Connection;
use domain::ids::{ChannelId, WorkspaceId};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::error::{Result, with_causes};
use crate::knowledge::ImportCatalogue;
use crate::long_work::LongWork;
use crate::{Desk, names};

/// How often to look for chores.
const EVERY: Pause = Pause::from_secs(30);
/// How often what belongs to no workspace is looked through.
const HOUSE_EVERY: Pause = Pause::from_hours(1);
/// Workspaces served in one round.
const ROUND: i32 = 500;
/// Rows removed in one transaction.
const CHUNK: i64 = 500;
/// Meta tells a fact again for seven days. A key outlives its event's payload and this.
const DEDUPE_KEYS: Duration = Duration::days(30);
/// The answer to a repeated request is the same for so long.
const ANSWERS: Duration = Duration::hours(24);
/// A browser that was away longer reads everything anew.
const LIVE_EVENTS: Duration = Duration::hours(24);
/// A status of a message that nobody here sent.
const PARKED: Duration = Duration::days(30);
/// Long work that ended.
const LONG_JOBS: Duration = Duration::days(30);
/// A table or document that was uploaded and then not used.
const UPLOADS: Duration = Duration::hours(24);

/// A number is looked at once a day. The tidying that asks comes hourly.
const LOOK_AFTER: Duration = Duration::hours(23);

/// Up to an hour, the same for a number each day, so that not all numbers are asked for at once.
fn later(id: ChannelId) -> Duration {
    let seconds = id.uuid().as_u128() % 3_600;
    Duration::seconds(i64::try_from(seconds).unwrap_or(0))
}

/// How long what is over is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Raw bodies of webhooks, once everything in them was delivered.
    pub webhooks: Duration,
    /// Raw bodies that were set aside, or that held something for nobody here.
    pub unhandled: Duration,
    /// What an event said, once it had its effect.
    pub events: Duration,
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            webhooks: Duration::days(14),
            unhandled: Duration::days(90),
            events: Duration::days(14),
        }
    }
}

impl Desk {
    /// Looks for chores until told to stop.
    pub(crate) async fn do_chores_forever(self, keep: Keep, stop: CancellationToken) {
        let mut house: Option<Instant> = None;
        while !stop.is_cancelled() {
            if house.is_none_or(|at| at.elapsed() >= HOUSE_EVERY) {
                house = Some(Instant::now());
                if let Err(error) = self.tidy_house(keep, &stop).await {
                    tracing::warn!(error = with_causes(&error), "the journal was not tidied");
                }
            }
            if let Err(error) = self.finish_all_leaving().await {
                tracing::error!(
                    error = with_causes(&error),
                    "a request to leave is not done yet"
                );
            }
            match self.do_chores(keep, &stop).await {
                // There may be more. What failed is still due and would come again at once.
                Ok(served) if served == ROUND.unsigned_abs() as usize => continue,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(error = with_causes(&error), "chores were not looked for");
                }
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Does again what a fault left undone of requests to leave, until told to stop.
    pub(crate) async fn finish_leaving_forever(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.finish_all_leaving().await {
                tracing::warn!(
                    error = with_causes(&error),
                    "requests to leave were not all done"
                );
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Does the chores that are due, of all workspaces; answers for how many workspaces all went well.
    pub async fn do_chores(&self, keep: Keep, stop: &CancellationToken) -> Result<usize> {
        let due = chores::due(self.db(), ROUND, self.now()).await?;
        let mut served = 0;
        for work in due {
            if stop.is_cancelled() {
                break;
            }
            let mut done = true;
            if work.count
                && let Err(error) = self.count_for_partner(work.workspace).await
            {
                done = false;
                tracing::warn!(error = with_causes(&error), workspace = %work.workspace, "sums were not counted");
            }
            if work.tidy
                && let Err(error) = self.tidy(work.workspace, keep, stop).await
            {
                done = false;
                tracing::warn!(error = with_causes(&error), workspace = %work.workspace, "what is over was not removed");
            }
            served += usize::from(done);
        }
        Ok(served)
    }

    async fn count_for_partner(&self, workspace: WorkspaceId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().worker(workspace).await?;
        let Some(seq) = chores::take_counting(&mut tx, now).await? else {
            return Ok(());
        };
        // So that the head is not locked while counting.
        tx.commit(now).await?;
        let mut tx = self.db().worker(workspace).await?;
        sums::recount(&mut tx, now).await?;
        chores::counted(&mut tx, seq).await?;
        Ok(tx.commit(now).await?)
    }

    async fn tidy(
        &self,
        workspace: WorkspaceId,
        keep: Keep,
        stop: &CancellationToken,
    ) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().worker(workspace).await?;
        if !chores::take_tidying(&mut tx, now).await? {
            return Ok(());
        }
        self.look_daily(&mut tx, now).await?;
        self.look_for_ends(&mut tx, now).await?;
        tx.commit(now).await?;
        if let Err(error) = self.look_for_alerts(workspace).await {
            tracing::warn!(error = with_causes(&error), %workspace, "alerts were not looked for");
        }
        if let Err(error) = self.look_for_connections(workspace).await {
            tracing::warn!(error = with_causes(&error), %workspace, "app connections were not looked for");
        }
        self.drop_waiting_signups(workspace).await?;
        for what in What::ALL {
            while !stop.is_cancelled() {
                let mut tx = match what {
                    What::Answers => self.db().workspace(workspace, Actor::System).await?,
                    _ => self.db().worker(workspace).await?,
                };
                let gone = self.remove(&mut tx, what, keep).await?;
                tx.commit(now).await?;
                metrics::counter!("loket_rows_retired_total", "what" => what.name())
                    .increment(gone);
                if gone < CHUNK.unsigned_abs() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Numbers that nobody looked at for a day are looked at, each at a time of its own.
    async fn look_daily(&self, tx: &mut WorkspaceTx, now: Time) -> Result<()> {
        let jobs: Vec<_> = channels::list(tx)
            .await?
            .into_iter()
            .filter(|one| one.connection != Connection::Disconnected)
            .filter(|one| one.checked_at.is_none_or(|at| now - at >= LOOK_AFTER))
            .map(|one| {
                (
                    now + later(one.id),
                    names::check_channel_job(one.id, names::Look::Daily, now),
                )
            })
            .collect();
        for (due, job) in jobs {
            lanes::enqueue(tx, &[job], due).await?;
        }
        Ok(())
    }

    async fn remove(&self, tx: &mut WorkspaceTx, what: What, keep: Keep) -> Result<u64> {
        let now = self.now();
        Ok(match what {
            What::Payloads => retention::event_payloads(tx, now - keep.events, CHUNK).await?,
            What::DedupeKeys => {
                let age = keep.events.max(DEDUPE_KEYS);
                retention::dedupe_keys(tx, now - age, CHUNK).await?
            }
            What::LongJobs => {
                retention::long_jobs(tx, now - LONG_JOBS, ImportCatalogue.kind(), CHUNK).await?
            }
            What::Uploads => {
                let before = (now - UPLOADS, now - LONG_JOBS);
                let gone = retention::uploads(tx, before.0, before.1, CHUNK).await?;
                self.remove_after_commit(tx, &gone).await?;
                gone.len() as u64
            }
            What::Merges => retention::merges(tx, now, CHUNK).await?,
            What::Parked => retention::parked_statuses(tx, now - PARKED, CHUNK).await?,
            What::LiveEvents => retention::live_events(tx, now - LIVE_EVENTS, CHUNK).await?,
            What::Answers => retention::kept_answers(tx, now - ANSWERS, CHUNK).await?,
        })
    }

    /// What belongs to no workspace: raw bodies, sessions. Answers how many rows went.
    pub async fn tidy_house(&self, keep: Keep, stop: &CancellationToken) -> Result<u64> {
        let now = self.now();
        let (mut after, mut gone) = (0, 0);
        while !stop.is_cancelled() {
            let mut tx: IngestTx = self.db().ingest().await?;
            let before = (now - keep.webhooks, now - keep.unhandled);
            let step = retention::journal(&mut tx, after, before, CHUNK).await?;
            tx.commit().await?;
            gone += step.gone.unsigned_abs();
            metrics::counter!("loket_rows_retired_total", "what" => "webhooks")
                .increment(step.gone.unsigned_abs());
            match step.next {
                Some(next) => after = next,
                None => break,
            }
        }
        while !stop.is_cancelled() {
            let mut tx = self.db().platform().await?;
            let ended = retention::sessions(&mut tx, self.door_now(), CHUNK).await?;
            tx.commit().await?;
            gone += ended;
            if ended < CHUNK.unsigned_abs() {
                break;
            }
        }
        Ok(gone)
    }
}

/// What a workspace keeps for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Payloads,
    DedupeKeys,
    Parked,
    LiveEvents,
    Answers,
    LongJobs,
    Uploads,
    Merges,
}

impl What {
    const ALL: [Self; 8] = [
        Self::Payloads,
        Self::DedupeKeys,
        Self::Parked,
        Self::LiveEvents,
        Self::Answers,
        Self::LongJobs,
        Self::Uploads,
        Self::Merges,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Payloads => "event_payloads",
            Self::DedupeKeys => "dedupe_keys",
            Self::Parked => "parked_statuses",
            Self::LiveEvents => "live_events",
            Self::Answers => "kept_answers",
            Self::LongJobs => "long_jobs",
            Self::Uploads => "unused_uploads",
            Self::Merges => "merges",
        }
    }
}
