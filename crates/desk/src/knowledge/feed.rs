//! A catalogue that is fetched from an address, by itself and on demand. A feed that fails leaves the catalogue as it was.

use chrono::Duration;
use db::knowledge_feeds::{self, Feed};
use db::lanes::{self, Job, Lane, NewJob};
use db::long_jobs::{self, LongJob};
use db::{Actor, Record, WorkspaceTx};
use domain::Time;
use domain::ids::{FeedId, LongJobId, MediaId, WorkspaceId};
use evidence::Kind;
use futures::future::BoxFuture;
use jobs::{Failure, Next};
use serde_json::{Value, json};

use super::Cause;
use super::catalogue::currency_of;
use super::import::{from_of, read_chunk, source_of, take_chunk};
use super::mapping::Mapping;
use super::table::Table;
use crate::egress::{self, Limits};
use crate::error::{Error, Result};
use crate::long_work::{LongWork, Needs, Step};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// Most feeds of a workspace.
const MOST: usize = 5;

/// Shortest and longest time between two fetches, in minutes.
const EVERY: std::ops::RangeInclusive<i32> = 15..=10_080;

impl Desk {
    /// Adds a feed or changes one; its address is looked at, and fetched at once.
    pub async fn save_feed(&self, tx: &mut WorkspaceTx, feed: Feed) -> Result<LongJobId> {
        if !EVERY.contains(&feed.every_minutes) {
            return Err(Error::invalid("every_minutes", "15 minutes to 7 days"));
        }
        self.egress()
            .address(&feed.url)
            .map_err(|e| Error::invalid("url", e.to_string()))?;
        let mapping: Mapping = serde_json::from_value(feed.mapping.clone())
            .map_err(|_| Error::invalid("mapping", "names of columns, each with a field"))?;
        if !mapping.0.is_empty() {
            let named: Vec<String> = mapping.0.keys().cloned().collect();
            if let Some(problem) = mapping.problem(&named) {
                return Err(Error::invalid("mapping", problem));
            }
        }
        let known = knowledge_feeds::list(tx).await?;
        if known.len() >= MOST && known.iter().all(|f| f.id != feed.id) {
            return Err(Error::Conflict {
                code: "feeds_full",
                title: format!("A workspace has at most {MOST} feeds"),
                hint: "Remove one first.".to_owned(),
            });
        }
        let turn = knowledge_feeds::save(tx, &feed).await?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("feed:{}", feed.id),
            actor: None,
            payload: json!({ "what": "feed", "host": egress::host_of(&feed.url), "every_minutes": feed.every_minutes, "active": feed.active }),
            message: None,
            conversation: None,
        });
        let job = self.fetch_feed(tx, feed.id).await?;
        if feed.active {
            let due = self.now() + Duration::minutes(feed.every_minutes.into());
            lanes::enqueue(tx, &[tick(feed.id, turn)], due).await?;
        }
        Ok(job)
    }

    /// Fetches a feed now; one that is being fetched already is not fetched twice.
    pub async fn fetch_feed(&self, tx: &mut WorkspaceTx, id: FeedId) -> Result<LongJobId> {
        let feed = knowledge_feeds::get(tx, id).await?.ok_or(Error::NotFound)?;
        if let Some(job) = feed.last_job
            && let Some(row) = long_jobs::get(tx, job).await?
            && matches!(row.state.as_str(), "queued" | "running" | "paused")
        {
            return Ok(job);
        }
        let label = egress::host_of(&feed.url);
        let input = json!({
            "file": MediaId::new(), "feed": id, "mapping": feed.mapping, "remove_missing": feed.remove_missing, "name": label,
            "by": tx.actor().label(), "by_name": tx.actor().name(),
        });
        let job = self
            .start_long_work(tx, (FetchFeed.kind(), &label), input, None)
            .await?;
        knowledge_feeds::fetching(tx, id, job).await?;
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(job)
    }

    /// Forgets a feed; what it brought stays in the catalogue.
    pub async fn remove_feed(&self, tx: &mut WorkspaceTx, id: FeedId) -> Result<()> {
        if !knowledge_feeds::remove(tx, id).await? {
            return Err(Error::NotFound);
        }
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(())
    }

    /// The schedule: the job stays at the head of its lane and comes back when the next fetch is due.
    pub(crate) async fn feed_tick(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: FeedId = id_in(job, "feed")?;
        let turn = job.payload.get("turn").and_then(Value::as_i64);
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let feed = knowledge_feeds::get(&mut tx, id)
            .await
            .map_err(ended)?
            .filter(|f| f.active && Some(i64::from(f.turn)) == turn);
        let Some(feed) = feed else {
            lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
            tx.commit(self.now()).await.map_err(ended)?;
            return Ok(Next::Done);
        };
        let due = self.due(&mut tx, &feed).await.map_err(|e| failure(&e))?;
        if due > self.now() {
            return Ok(Next::WaitUntil(due));
        }
        tx.act_as(Actor::System);
        self.fetch_feed(&mut tx, id)
            .await
            .map_err(|e| failure(&e))?;
        let now = self.now();
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::WaitUntil(
            now + Duration::minutes(feed.every_minutes.into()),
        ))
    }

    /// One interval after the last fetch began.
    async fn due(&self, tx: &mut WorkspaceTx, feed: &Feed) -> Result<Time> {
        let last = match feed.last_job {
            Some(job) => long_jobs::get(tx, job).await?.map(|row| row.created_at),
            None => None,
        };
        Ok(last.map_or_else(
            || self.now(),
            |at| at + Duration::minutes(feed.every_minutes.into()),
        ))
    }
}

fn tick(feed: FeedId, turn: i32) -> NewJob {
    NewJob {
        lane: format!("feed:{feed}:{turn}"),
        kind: names::FEED_TICK,
        payload: json!({ "feed": feed, "turn": turn }),
    }
}

/// Fetches a feed and imports what it holds.
#[derive(Debug)]
pub(crate) struct FetchFeed;

impl LongWork for FetchFeed {
    fn kind(&self) -> &'static str {
        "fetch_feed"
    }

    fn needs(&self) -> Needs {
        Needs::Manage
    }

    fn prepare<'a>(
        &'a self,
        desk: &'a Desk,
        workspace: WorkspaceId,
        job: &'a LongJob,
    ) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            let mut source = source_of(&job.input)?;
            let mut tx = desk.db().worker(workspace).await?;
            let document = super::import::document_now(&mut tx).await?;
            let feed = match source.feed {
                Some(id) => knowledge_feeds::get(&mut tx, id).await?,
                None => None,
            };
            let feed = feed.ok_or(Error::NotFound)?;
            if job.cursor.is_null() {
                drop(tx);
                let bytes = desk
                    .egress()
                    .get(&feed.url, Limits::FEED)
                    .await
                    .map_err(|e| Error::Provider {
                        title: format!("The feed could not be fetched: {e}"),
                        hint: "The catalogue stays as it was. Check the address, then fetch again."
                            .to_owned(),
                    })?;
                desk.write_file(workspace, source.file, &bytes).await?;
                return Ok(json!({ "fetched": bytes.len() }));
            }
            let bytes = desk.upload_bytes(workspace, source.file).await?;
            if source.mapping.0.is_empty() {
                source.mapping = desk.mapping_for(&mut tx, &Table::read(&bytes)?).await?;
            }
            let currency = currency_of(&document);
            Ok(json!(read_chunk(&bytes, &source, from_of(job), currency)?))
        })
    }

    fn step<'a>(
        &'a self,
        desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        prepared: Value,
    ) -> BoxFuture<'a, Result<Step>> {
        Box::pin(async move {
            let source = source_of(&job.input)?;
            if prepared.get("fetched").is_some() {
                let bytes = desk.upload_bytes(tx.workspace(), source.file).await?;
                desk.keep_bytes(tx, source.file, (&source.name, "text/plain"), &bytes)
                    .await?;
                return Ok(Step::More(long_jobs::Progress {
                    done: 0,
                    total: None,
                    failed: 0,
                    cursor: json!({ "row": 0 }),
                }));
            }
            let cause = Cause {
                label: Some(source.name.clone()),
                by: source.by.clone(),
                by_name: source.by_name.clone(),
                ..Cause::of("feed")
            };
            let step = take_chunk(desk, tx, job, &source, prepared, (json!({}), &cause)).await?;
            if matches!(step, Step::Finished(..))
                && let Some(feed) = source.feed
            {
                knowledge_feeds::fetched(tx, feed, desk.now()).await?;
                tx.announce(names::workspace_changed("knowledge.updated"));
            }
            Ok(step)
        })
    }

    fn stopped<'a>(
        &'a self,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        problem: Option<&'a Value>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            if problem.is_none() {
                long_jobs::unstage(tx, job.id).await?;
            }
            tx.announce(names::workspace_changed("knowledge.updated"));
            Ok(())
        })
    }
}
