//! Files of messages on disk: one folder a workspace, names are ids, nothing a sender wrote is ever a path.

use std::path::PathBuf;

use db::WorkspaceTx;
use db::media::{Fetching, Media};
use domain::ids::{MediaId, WorkspaceId};

use crate::Desk;
use crate::error::{Error, Result};

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

    /// Removes a file; one that is gone already is as good.
    pub(crate) fn remove_file(&self, workspace: WorkspaceId, id: MediaId) -> Result<()> {
        let path = self.file_path(workspace, id);
        for path in [path.with_extension("part"), path] {
            if let Err(error) = std::fs::remove_file(path)
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
