//! Long work: everything that takes longer than a person waits for a page. Each kind is one file that implements
//! [`LongWork`] and one line in [`KINDS`]; pausing, continuing, progress, evidence and the tray come by themselves.
//!
//! A chunk's effect and its progress are committed together. A worker that is killed loses at most the chunk it was in;
//! the next one begins at the cursor.

mod control;
mod run;

use std::fmt::Debug;

use db::WorkspaceTx;
use db::long_jobs::{self, LongJob, Progress};
use domain::ids::{LongJobId, WorkspaceId};
use futures::future::BoxFuture;
use serde_json::Value;

pub use control::Control;

use crate::error::Result;
use crate::{Desk, names};

/// The kinds of long work.
const KINDS: &[&dyn LongWork] = &[
    &crate::knowledge::ImportCatalogue,
    &crate::knowledge::FetchFeed,
    &crate::knowledge::ReadDocument,
    &crate::import_contacts::ImportContacts,
];

/// What a chunk came to.
#[derive(Debug)]
pub(crate) enum Step {
    /// There is more to do from the new cursor on.
    More(Progress),
    /// That was the last chunk; `result` is what came of it all.
    Finished(Progress, Value),
}

/// One kind of long work.
pub(crate) trait LongWork: Debug + Send + Sync {
    /// Its name in rows and in the API.
    fn kind(&self) -> &'static str;

    /// Whether it can be paused; what has only one chunk cannot.
    fn can_pause(&self) -> bool {
        true
    }

    /// What must happen outside a transaction before the next chunk: a fetch, a slow reading. Its answer is handed to
    /// [`Self::step`]; after a crash it happens again.
    fn prepare<'a>(
        &'a self,
        _desk: &'a Desk,
        _workspace: WorkspaceId,
        _job: &'a LongJob,
    ) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async { Ok(Value::Null) })
    }

    /// Works one chunk, about a quarter of a second of it, from `job.cursor` on (null at the beginning), in a
    /// transaction in which the job's row is locked. What it writes is committed together with the progress it answers.
    fn step<'a>(
        &'a self,
        desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        prepared: Value,
    ) -> BoxFuture<'a, Result<Step>>;

    /// Tidies up after work that failed (`problem` says why) or was cancelled, in the transaction that ends it.
    fn stopped<'a>(
        &'a self,
        _desk: &'a Desk,
        _tx: &'a mut WorkspaceTx,
        _job: &'a LongJob,
        _problem: Option<&'a Value>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

pub(crate) fn of_kind(kind: &str) -> Option<&'static dyn LongWork> {
    KINDS.iter().copied().find(|work| work.kind() == kind)
}

impl Desk {
    /// Begins long work in the transaction that asks for it; a worker takes it up after the commit.
    pub(crate) async fn start_long_work(
        &self,
        tx: &mut WorkspaceTx,
        (kind, label): (&'static str, &str),
        input: Value,
        total: Option<i64>,
    ) -> Result<LongJobId> {
        let id = LongJobId::new();
        let now = self.now();
        long_jobs::insert(tx, id, (kind, label), &input, total, now).await?;
        db::lanes::enqueue(tx, &[names::long_job(id)], now).await?;
        tx.announce(names::workspace_changed("job.updated"));
        Ok(id)
    }
}
