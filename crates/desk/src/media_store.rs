//! Files of messages on disk: one folder a workspace, names are ids, nothing a sender wrote is ever a path.

use std::path::PathBuf;

use db::WorkspaceTx;
use db::lanes::{self, Job, Lane, NewJob};
use db::media::{Fetching, Media};
use domain::ids::{MediaId, WorkspaceId};
use jobs::{Failure, Next};
use serde_json::json;

use crate::error::{Error, Result};
use crate::workers::{ended, failure};
use crate::{Desk, names};

/// Files that one job removes.
const PIECE: usize = 100;

impl Desk {
    pub(crate) fn file_path(&self, workspace: WorkspaceId, id: MediaId) -> PathBuf {
        self.data_dir()
            .join("media")
            .join(workspace.to_string())
            .join(id.to_string())
    }

    /// A stored file of this workspace: what is known of it, and where its bytes lie.
    pub async fn media_file(&self, tx: &mut WorkspaceTx, id: MediaId) -> Result<(Media, PathBuf)> {
        let media = db::media::get(tx, id).await?.ok_or(Error::NotFound)?;
        match media.state.as_str() {
            "stored" => Ok((media, self.file_path(tx.workspace(), id))),
            "wanted" => Err(Error::Conflict {
                code: "file_pending",
                title: "This file is still being fetched".to_owned(),
                hint: "Ask for its state, or have it fetched now.".to_owned(),
            }),
            "failed" => Err(Error::Conflict {
                code: "file_failed",
                title: "This file could not be fetched".to_owned(),
                hint: "Have it fetched again, or ask the customer to send it once more.".to_owned(),
            }),
            _ => Err(Error::NotFound),
        }
    }

    /// A file of this workspace, whether it is here or not: what is known of it, and how far fetching has come.
    pub async fn file_state(&self, tx: &mut WorkspaceTx, id: MediaId) -> Result<(Media, Fetching)> {
        let media = db::media::get(tx, id).await?.ok_or(Error::NotFound)?;
        let fetching = db::media::fetching(tx, id).await?.ok_or(Error::NotFound)?;
        Ok((media, fetching))
    }

    /// Writes a file whole or not at all.
    pub(crate) async fn write_file(
        &self,
        workspace: WorkspaceId,
        id: MediaId,
        bytes: &[u8],
    ) -> Result<()> {
        let path = self.file_path(workspace, id);
        let io = |e: std::io::Error| Error::Internal(format!("a file could not be stored: {e}"));
        let folder = path.parent().map(PathBuf::from).unwrap_or_default();
        tokio::fs::create_dir_all(&folder).await.map_err(io)?;
        let part = path.with_extension(format!("{}.part", uuid::Uuid::now_v7().simple()));
        let mut file = tokio::fs::File::create(&part).await.map_err(io)?;
        tokio::io::AsyncWriteExt::write_all(&mut file, bytes)
            .await
            .map_err(io)?;
        file.sync_all().await.map_err(io)?;
        tokio::fs::rename(&part, &path).await.map_err(io)
    }

    /// Removes files once the caller's transaction is committed, by a job of its own: a file that went before a commit
    /// that failed would be lost, one that was to go after it would stay when the program stops in between.
    pub(crate) async fn remove_after_commit(
        &self,
        tx: &mut WorkspaceTx,
        files: &[MediaId],
    ) -> Result<()> {
        let jobs: Vec<NewJob> = files.chunks(PIECE).map(removal).collect();
        if !jobs.is_empty() {
            lanes::enqueue(tx, &jobs, self.now()).await?;
        }
        Ok(())
    }

    pub(crate) async fn remove_files(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let files: Vec<MediaId> =
            serde_json::from_value(job.payload["files"].clone()).map_err(|e| Failure {
                problem: format!("the job names no files: {e}"),
                retry: false,
            })?;
        for file in files {
            self.remove_file(lane.workspace, file)
                .await
                .map_err(|e| failure(&e))?;
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// Removes a file; one that is gone already is as good.
    pub(crate) async fn remove_file(&self, workspace: WorkspaceId, id: MediaId) -> Result<()> {
        let path = self.file_path(workspace, id);
        for path in [path.with_extension("part"), path] {
            if let Err(error) = tokio::fs::remove_file(path).await
                && error.kind() != std::io::ErrorKind::NotFound
            {
                return Err(Error::Internal(format!(
                    "a file could not be removed: {error}"
                )));
            }
        }
        Ok(())
    }
}

fn removal(files: &[MediaId]) -> NewJob {
    NewJob {
        lane: format!("remove:{}", uuid::Uuid::now_v7()),
        kind: names::REMOVE_FILES,
        payload: json!({ "files": files }),
    }
}
