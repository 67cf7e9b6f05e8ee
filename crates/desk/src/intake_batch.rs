//! Commits shared by whatever waits.
//!
//! While one commit is in flight the next bodies gather; when it returns they go together in one statement. There is
//! no timer: a lone body commits at once, and under load the batch grows by itself. While bodies keep coming a writer
//! keeps its session, so that a batch is one round trip.

use std::sync::Arc;
use std::time::Duration;

use db::journal::{Appender, NewEntry};
use db::{Db, Error};
use tokio::sync::{mpsc, oneshot};

/// Bodies that may wait for a commit; beyond it callers wait to be let in.
const QUEUE: usize = 8192;
/// Most bodies and bytes in one statement.
const MOST: usize = 1024;
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Writers at once: while one waits for its commit, the other fills.
const WRITERS: usize = 2;
/// A commit that takes longer than this counts as failed; Meta will send again, and dedupe makes that harmless.
const LONGEST: Duration = Duration::from_secs(8);
/// How often other requests get a turn while a batch is gathered, as long as each turn brings more bodies.
const TURNS: usize = 4;
/// A writer without work for this long gives its connection back, so that closing the database need not wait for it.
const KEEP: Duration = Duration::from_millis(500);

pub(crate) struct Waiting {
    entry: NewEntry,
    done: oneshot::Sender<bool>,
}

/// The queue's end, which one writer holds at a time.
type Shared = Arc<tokio::sync::Mutex<mpsc::Receiver<Waiting>>>;
type Queue<'a> = tokio::sync::MutexGuard<'a, mpsc::Receiver<Waiting>>;

/// Where bodies wait to be committed.
#[derive(Debug, Clone)]
pub(crate) struct Batcher {
    queue: mpsc::Sender<Waiting>,
}

impl Batcher {
    pub(crate) fn start(db: &Db) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let waiting = Arc::new(tokio::sync::Mutex::new(waiting));
        for _ in 0..WRITERS {
            tokio::spawn(write_forever(db.clone(), Arc::clone(&waiting)));
        }
        Self { queue }
    }

    /// True once the body is committed to disk. False when it is not known to be.
    pub(crate) async fn commit(&self, entry: NewEntry) -> bool {
        let (done, answer) = oneshot::channel();
        if self.queue.send(Waiting { entry, done }).await.is_err() {
            return false;
        }
        answer.await.unwrap_or(false)
    }
}

async fn write_forever(db: Db, waiting: Shared) {
    let mut session = None;
    loop {
        let soon = tokio::time::timeout(KEEP, first(&waiting)).await;
        let next = if let Ok(next) = soon {
            next
        } else {
            session = None;
            first(&waiting).await
        };
        let Some((mut queue, first)) = next else {
            return;
        };
        let batch = gather(&mut queue, first).await;
        drop(queue);
        let (entries, answers): (Vec<NewEntry>, Vec<oneshot::Sender<bool>>) =
            batch.into_iter().map(|w| (w.entry, w.done)).unzip();
        metrics::histogram!("loket_intake_batch")
            .record(f64::from(u32::try_from(entries.len()).unwrap_or(u32::MAX)));
        let written = write(&db, &mut session, &entries);
        let committed = match tokio::time::timeout(LONGEST, written).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::warn!(%error, bodies = entries.len(), "webhooks could not be committed");
                false
            }
            Err(_) => {
                tracing::warn!(bodies = entries.len(), "a commit of webhooks took too long");
                false
            }
        };
        for answer in answers {
            // A caller that went away has nothing to be told; its body is committed all the same.
            let _ = answer.send(committed);
        }
        if committed {
            db.hints().journal_grew(entries.len());
        } else {
            session = None;
        }
    }
}

/// Waits for the first body of a batch, and keeps the queue. Dropped while it waits, it has taken nothing.
async fn first(waiting: &Shared) -> Option<(Queue<'_>, Waiting)> {
    let mut queue = waiting.lock().await;
    let first = queue.recv().await?;
    Some((queue, first))
}

/// Everything else that waits, up to a batch. Requests that are ready to run get their turn first: where nobody else
/// is, that costs nothing, and under load it saves a commit for one body while the others wait behind it.
async fn gather(queue: &mut mpsc::Receiver<Waiting>, first: Waiting) -> Vec<Waiting> {
    let mut bytes = first.entry.body.len();
    let mut batch = vec![first];
    for _ in 0..TURNS {
        tokio::task::yield_now().await;
        let before = batch.len();
        while batch.len() < MOST && bytes < MOST_BYTES {
            let Ok(next) = queue.try_recv() else { break };
            bytes += next.entry.body.len();
            batch.push(next);
        }
        if batch.len() == before {
            break;
        }
    }
    batch
}

async fn write(db: &Db, session: &mut Option<Appender>, entries: &[NewEntry]) -> Result<(), Error> {
    let session = match session {
        Some(session) => session,
        none => none.insert(Appender::open(db).await?),
    };
    session.append(entries).await
}
