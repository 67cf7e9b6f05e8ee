//! Commits shared by whatever waits.
//!
//! While one commit is in flight the next bodies gather; when it returns they go together in one statement. There is
//! no timer: a lone body commits at once, and under load the batch grows by itself.

use std::sync::Arc;
use std::time::Duration;

use db::journal::{self, NewEntry};
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

pub(crate) struct Waiting {
    entry: NewEntry,
    done: oneshot::Sender<bool>,
}

/// The queue's end, which one writer holds at a time.
type Shared = Arc<tokio::sync::Mutex<mpsc::Receiver<Waiting>>>;

/// Where bodies wait to be committed.
#[derive(Debug, Clone)]
pub(crate) struct Batcher {
    queue: mpsc::Sender<Waiting>,
}

impl Batcher {
    pub(crate) fn start(db: Db) -> Self {
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

#[expect(clippy::needless_pass_by_value, reason = "the task owns what it uses")]
async fn write_forever(db: Db, waiting: Shared) {
    loop {
        let batch = {
            let mut queue = waiting.lock().await;
            match gather(&mut queue).await {
                Some(batch) => batch,
                None => return,
            }
        };
        let (entries, answers): (Vec<NewEntry>, Vec<oneshot::Sender<bool>>) =
            batch.into_iter().map(|w| (w.entry, w.done)).unzip();
        metrics::histogram!("loket_intake_batch")
            .record(f64::from(u32::try_from(entries.len()).unwrap_or(u32::MAX)));
        let committed = match tokio::time::timeout(LONGEST, write(&db, &entries)).await {
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
            db.hints().journal_grew();
        }
    }
}

async fn gather(queue: &mut mpsc::Receiver<Waiting>) -> Option<Vec<Waiting>> {
    let first = queue.recv().await?;
    let mut bytes = first.entry.body.len();
    let mut batch = vec![first];
    while batch.len() < MOST && bytes < MOST_BYTES {
        let Ok(next) = queue.try_recv() else { break };
        bytes += next.entry.body.len();
        batch.push(next);
    }
    Some(batch)
}

async fn write(db: &Db, entries: &[NewEntry]) -> Result<(), Error> {
    let mut tx = db.ingest().await?;
    journal::append(&mut tx, entries).await?;
    tx.commit().await
}
