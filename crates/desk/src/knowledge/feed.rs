//! A catalogue that is fetched from an address, by itself and on demand. A feed that fails leaves the catalogue as it was.

use chrono::Duration;
use db::knowledge_feeds::{self, Feed};
use db::lanes::{self, Job, Lane, NewJob};
use db::long_jobs::{self, LongJob};
use db::{Actor, Record, WorkspaceTx, knowledge_documents};
use domain::Time;
use domain::ids::{FeedId, LongJobId, MediaId, WorkspaceId};
use evidence::Kind;
use futures::future::BoxFuture;
use jobs::{Failure, Next};
use serde_json::{Value, json};

use super::catalogue::currency_of;
use super::files::fingerprint;
use super::import::{Source, forget_read, from_of, read_chunk, source_of, take_chunk};
use super::mapping::Mapping;
use super::table::Table;
use crate::egress::{self, Limits};
use crate::error::{Error, Result};
use crate::long_work::{LongWork, Step};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// Most feeds of a workspace.
const MOST: usize = 5;

/// States of a fetch that goes on by itself or when a person says so.
const ACTIVE: [&str; 3] = ["queued", "running", "paused"];
const FAILED: [&str; 1] = ["failed"];
const UNFINISHED: [&str; 4] = ["queued", "running", "paused", "failed"];

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
        if let Some(before) = known.iter().find(|f| f.id == feed.id) {
            self.end_fetch(tx, before, &UNFINISHED).await?;
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
        let job = self.begin_fetch(tx, feed.id).await?;
        if feed.active {
            let due = self.now() + Duration::minutes(feed.every_minutes.into());
            lanes::enqueue(tx, &[tick(feed.id, turn)], due).await?;
        }
        Ok(job)
    }

    /// Fetches a feed now; one that is being fetched already is not fetched twice.
    pub async fn fetch_feed(&self, tx: &mut WorkspaceTx, id: FeedId) -> Result<LongJobId> {
        let feed = knowledge_feeds::get(tx, id).await?.ok_or(Error::NotFound)?;
        self.end_fetch(tx, &feed, &FAILED).await?;
        self.begin_fetch(tx, id).await
    }

    /// Cancels what is left of a feed's last fetch: the next one begins anew, and in the same file. Before the feed's
    /// row is locked.
    async fn end_fetch(&self, tx: &mut WorkspaceTx, feed: &Feed, states: &[&str]) -> Result<()> {
        let Some(last) = last_fetch(tx, feed).await? else {
            return Ok(());
        };
        if !states.contains(&last.state.as_str()) {
            return Ok(());
        }
        self.cancel_long_work(tx, last.id).await
    }

    async fn begin_fetch(&self, tx: &mut WorkspaceTx, id: FeedId) -> Result<LongJobId> {
        let feed = knowledge_feeds::lock(tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        if let Some(last) = last_fetch(tx, &feed).await?
            && ACTIVE.contains(&last.state.as_str())
            && source_of(&last.input)?.is_of(&feed)
        {
            return Ok(last.id);
        }
        let label = egress::host_of(&feed.url);
        let input = json!({
            "file": file_of(id), "feed": id, "turn": feed.turn, "mapping": feed.mapping,
            "remove_missing": feed.remove_missing, "name": label,
            "by": tx.actor().label(), "by_name": tx.actor().name(),
        });
        let job = self
            .start_long_work(tx, (FetchFeed.kind(), &label), input, None)
            .await?;
        knowledge_feeds::fetching(tx, id, job).await?;
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(job)
    }

    /// Forgets a feed and its file; what it brought stays in the catalogue.
    pub async fn remove_feed(&self, tx: &mut WorkspaceTx, id: FeedId) -> Result<()> {
        let feed = knowledge_feeds::get(tx, id).await?.ok_or(Error::NotFound)?;
        self.end_fetch(tx, &feed, &UNFINISHED).await?;
        if !knowledge_feeds::remove(tx, id).await? {
            return Err(Error::NotFound);
        }
        if knowledge_documents::drop_file(tx, file_of(id)).await? {
            self.remove_after_commit(tx, &[file_of(id)]).await?;
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
        tx.act_as(Actor::System);
        let next = self
            .fetch_when_due(&mut tx, &feed)
            .await
            .map_err(|e| failure(&e))?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::WaitUntil(next))
    }

    /// Begins a fetch unless one began less than an interval ago; answers when to look again.
    async fn fetch_when_due(&self, tx: &mut WorkspaceTx, feed: &Feed) -> Result<Time> {
        let due = self.due(tx, feed).await?;
        if due > self.now() {
            return Ok(due);
        }
        self.end_fetch(tx, feed, &FAILED).await?;
        // Once more with its row locked: a person may have had it fetched at this moment.
        let Some(feed) = knowledge_feeds::lock(tx, feed.id).await? else {
            return Ok(self.now());
        };
        let due = self.due(tx, &feed).await?;
        if due > self.now() {
            return Ok(due);
        }
        self.begin_fetch(tx, feed.id).await?;
        Ok(self.now() + Duration::minutes(feed.every_minutes.into()))
    }

    /// One interval after the last fetch began.
    async fn due(&self, tx: &mut WorkspaceTx, feed: &Feed) -> Result<Time> {
        let last = last_fetch(tx, feed).await?.map(|row| row.created_at);
        Ok(last.map_or_else(
            || self.now(),
            |at| at + Duration::minutes(feed.every_minutes.into()),
        ))
    }
}

async fn last_fetch(tx: &mut WorkspaceTx, feed: &Feed) -> Result<Option<LongJob>> {
    match feed.last_job {
        Some(job) => Ok(long_jobs::get(tx, job).await?),
        None => Ok(None),
    }
}

/// A feed has one file, which each fetch writes anew.
fn file_of(feed: FeedId) -> MediaId {
    MediaId(feed.uuid())
}

fn tick(feed: FeedId, turn: i32) -> NewJob {
    NewJob {
        lane: format!("feed:{feed}:{turn}"),
        kind: names::FEED_TICK,
        payload: json!({ "feed": feed, "turn": turn }),
    }
}

/// The feed a fetch is for, as long as it still is what was asked for.
async fn feed_of(tx: &mut WorkspaceTx, source: &Source) -> Result<Feed> {
    let feed = match source.feed {
        Some(id) => knowledge_feeds::get(tx, id).await?,
        None => None,
    };
    let feed = feed.ok_or(Error::NotFound)?;
    if source.is_of(&feed) {
        Ok(feed)
    } else {
        Err(changed())
    }
}

fn changed() -> Error {
    Error::Conflict {
        code: "feed_changed",
        title: "The feed was changed while it was fetched".to_owned(),
        hint: "It is fetched once more as it is now. The catalogue stays as it was.".to_owned(),
    }
}

impl Source {
    /// Whether it goes by the present settings of a feed.
    fn is_of(&self, feed: &Feed) -> bool {
        self.turn.is_none_or(|turn| turn == feed.turn)
    }
}

/// Fetches a feed and imports what it holds.
#[derive(Debug)]
pub(crate) struct FetchFeed;

impl LongWork for FetchFeed {
    fn kind(&self) -> &'static str {
        "fetch_feed"
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
            let feed = feed_of(&mut tx, &source).await?;
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
                // Changed while it was fetched, it is fetched into the same file by whoever came after.
                let mut tx = desk.db().worker(workspace).await?;
                feed_of(&mut tx, &source).await?;
                drop(tx);
                desk.write_file(workspace, source.file, &bytes).await?;
                return Ok(json!({ "fetched": bytes.len(), "sha256": fingerprint(&bytes) }));
            }
            let bytes = desk.upload_bytes(workspace, source.file).await?;
            let fetched = job.cursor.get("sha256").and_then(Value::as_str);
            if fetched.is_some_and(|hash| hash != fingerprint(&bytes)) {
                return Err(changed());
            }
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
            if let Some(size) = prepared.get("fetched").and_then(Value::as_u64) {
                let size = usize::try_from(size).unwrap_or(usize::MAX);
                let hash = prepared.get("sha256").and_then(Value::as_str);
                let about = (hash.unwrap_or_default().to_owned(), size);
                let named = (source.name.as_str(), "text/plain");
                knowledge_documents::keep_file(tx, source.file, named, &about, desk.now()).await?;
                return Ok(Step::More(long_jobs::Progress {
                    done: 0,
                    total: None,
                    failed: 0,
                    cursor: json!({ "row": 0, "sha256": hash }),
                }));
            }
            let step = take_chunk(desk, tx, job, &source, prepared, &source.cause("feed")).await?;
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
        _desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        problem: Option<&'a Value>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            forget_read(tx, job.id, problem.is_none()).await?;
            tx.announce(names::workspace_changed("knowledge.updated"));
            Ok(())
        })
    }
}
