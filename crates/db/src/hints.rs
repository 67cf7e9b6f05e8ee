//! Hints inside one process: there is work, something changed. A missed hint costs a second, never an event;
//! everybody who listens also looks by itself.

use std::sync::Arc;

use domain::ids::WorkspaceId;
use tokio::sync::{Notify, broadcast};

/// Given out by [`crate::Db::hints`].
#[derive(Debug, Clone)]
pub struct Hints {
    work: Arc<Notify>,
    journal: Arc<Notify>,
    live: broadcast::Sender<WorkspaceId>,
}

impl Default for Hints {
    fn default() -> Self {
        Self {
            work: Arc::new(Notify::new()),
            journal: Arc::new(Notify::new()),
            live: broadcast::channel(1024).0,
        }
    }
}

impl Hints {
    /// Jobs were added.
    pub fn work_added(&self) {
        self.work.notify_one();
    }

    /// Waits until jobs were added.
    pub async fn work(&self) {
        self.work.notified().await;
    }

    /// Bodies were written to the journal.
    pub fn journal_grew(&self) {
        self.journal.notify_one();
    }

    /// Waits until bodies were written.
    pub async fn journal(&self) {
        self.journal.notified().await;
    }

    pub(crate) fn announced(&self, workspace: WorkspaceId) {
        // No receiver is no error: nobody looks at this workspace now.
        let _ = self.live.send(workspace);
    }

    /// Workspaces in which something was announced.
    #[must_use]
    pub fn live(&self) -> broadcast::Receiver<WorkspaceId> {
        self.live.subscribe()
    }
}
