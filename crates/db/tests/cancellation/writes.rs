//! Writes through each scope of the product, and ways to drop them half done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use db::idempotency::{self, Claim};
use db::journal::{self, NewEntry};
use db::{Actor, Db, partners};
use domain::ids::{AppRef, PartnerId, WorkspaceId};
use serde_json::json;
use testkit::{Clock, SystemClock};
use tokio::sync::Notify;
use tokio::time::sleep;

/// How a dropped or finished write ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The caller was told that it is durable.
    Acknowledged,
    /// Dropped after the commit was asked for: either is right.
    InDoubt,
    /// Dropped or failed before the commit was asked for: it must not be there.
    Never,
}

/// The writes tried, one through each kind of scope.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Write {
    App,
    Worker,
    Platform,
    Ingest,
}

impl Write {
    pub(crate) const ALL: [Self; 4] = [Self::App, Self::Worker, Self::Platform, Self::Ingest];

    async fn run(
        self,
        db: &Db,
        workspace: WorkspaceId,
        id: PartnerId,
        committing: &Committing,
    ) -> Result<()> {
        let now = SystemClock.now();
        let key = id.to_string();
        match self {
            Self::App => {
                let mut tx = db.workspace(workspace, Actor::System).await?;
                ensure!(idempotency::claim(&mut tx, &key, b"hash", now).await? == Claim::New);
                idempotency::complete(&mut tx, &key, 201, &json!({ "key": key })).await?;
                committing.say();
                tx.commit(now).await?;
            }
            Self::Worker => {
                let mut tx = db.worker(workspace).await?;
                let job = db::lanes::NewJob {
                    lane: key.clone(),
                    kind: "probe",
                    payload: json!({ "key": key }),
                };
                db::lanes::enqueue(&mut tx, &[job], now).await?;
                committing.say();
                tx.commit(now).await?;
            }
            Self::Platform => {
                let mut tx = db.platform().await?;
                partners::create(&mut tx, id, "Mitra", now).await?;
                committing.say();
                tx.commit().await?;
            }
            Self::Ingest => {
                let mut tx = db.ingest().await?;
                let entry = NewEntry {
                    channel_kind: "probe",
                    app_ref: AppRef::new(),
                    received_at: now,
                    signature: "valid",
                    body: key.into_bytes(),
                };
                journal::append(&mut tx, &[entry]).await?;
                committing.say();
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// Runs the write, and drops it after `patience`.
    pub(crate) async fn dropped_after(
        self,
        patience: Duration,
        db: &Db,
        workspace: WorkspaceId,
        id: PartnerId,
    ) -> End {
        self.dropped_when(|_| sleep(patience), db, workspace, id)
            .await
    }

    /// Runs the write, and drops it when the other future ends.
    pub(crate) async fn dropped_when<F: Future<Output = ()>>(
        self,
        enough: impl FnOnce(Arc<Committing>) -> F,
        db: &Db,
        workspace: WorkspaceId,
        id: PartnerId,
    ) -> End {
        let committing = Arc::new(Committing::default());
        let ended = tokio::select! {
            biased;
            ended = self.run(db, workspace, id, &committing) => ended.is_ok(),
            () = enough(Arc::clone(&committing)) => false,
        };
        match ended {
            true => End::Acknowledged,
            false if committing.said.load(Ordering::SeqCst) => End::InDoubt,
            false => End::Never,
        }
    }
}

/// Whether the commit was asked for.
#[derive(Debug, Default)]
pub(crate) struct Committing {
    said: AtomicBool,
    /// Woken when it was.
    pub(crate) heard: Notify,
}

impl Committing {
    fn say(&self) {
        self.said.store(true, Ordering::SeqCst);
        self.heard.notify_one();
    }
}
