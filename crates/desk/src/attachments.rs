//! Files that people bring to be sent: written beside the store while they come, checked, then kept under an id.

use std::path::PathBuf;

use chrono::Duration;
use db::WorkspaceTx;
use db::attachments::{self, NewAttachment};
use db::lanes::{self, Job, Lane, NewJob};
use db::media::Media;
use domain::content::MediaKind;
use domain::file_type::{HEAD, kind_of, media_type};
use domain::ids::{ChannelId, MediaId, WorkspaceId};
use jobs::{Failure, Next};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::error::{Error, Result};
use crate::queue_reply::channel;
use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// An upload that no message took within this time is thrown away.
const UNUSED: Duration = Duration::hours(24);

/// The longest name kept, in characters.
const LONGEST_NAME: usize = 240;

/// The largest file any channel takes.
pub const LARGEST_ATTACHMENT: u64 = 100 * 1024 * 1024;

/// A file that is coming in. Dropping it removes what has come.
#[derive(Debug)]
pub struct Incoming {
    id: MediaId,
    part: PathBuf,
    file: File,
    head: Vec<u8>,
    hash: Sha256,
    size: u64,
    kept: bool,
}

/// What a whole file turned out to be.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Its hash.
    pub sha256: [u8; 32],
    /// Its length.
    pub size: u64,
    /// Its first bytes.
    head: Vec<u8>,
}

impl Incoming {
    /// Takes some more bytes. Longer than any channel takes is refused while it comes.
    pub async fn take(&mut self, bytes: &[u8]) -> Result<()> {
        self.size += bytes.len() as u64;
        if self.size > LARGEST_ATTACHMENT {
            return Err(too_large());
        }
        let more = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..more]);
        self.hash.update(bytes);
        self.file.write_all(bytes).await.map_err(|e| lost(&e))
    }

    /// The end: everything is on disk.
    pub async fn end(&mut self) -> Result<Arrived> {
        self.file.flush().await.map_err(|e| lost(&e))?;
        self.file.sync_all().await.map_err(|e| lost(&e))?;
        Ok(Arrived {
            sha256: self.hash.clone().finalize().into(),
            size: self.size,
            head: self.head.clone(),
        })
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        let (id, part) = (self.id, std::mem::take(&mut self.part));
        let remove = move || {
            if let Err(error) = std::fs::remove_file(part) {
                tracing::warn!(%error, %id, "a part of an upload could not be removed");
            }
        };
        // A drop cannot wait, and a thread of the runtime must not.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(remove)),
            Err(_) => remove(),
        }
    }
}

impl Desk {
    /// Opens a place for a file that is coming in. `size` is what its sender says it will be.
    pub async fn begin_attachment(
        &self,
        workspace: WorkspaceId,
        size: Option<u64>,
    ) -> Result<Incoming> {
        if size.is_some_and(|size| size > LARGEST_ATTACHMENT) {
            return Err(too_large());
        }
        let id = MediaId::new();
        let path = self.file_path(workspace, id);
        let folder = path.parent().map(PathBuf::from).unwrap_or_default();
        tokio::fs::create_dir_all(&folder)
            .await
            .map_err(|e| lost(&e))?;
        let part = path.with_extension("part");
        let file = File::create(&part).await.map_err(|e| lost(&e))?;
        Ok(Incoming {
            id,
            part,
            file,
            head: Vec::with_capacity(HEAD),
            hash: Sha256::new(),
            size: 0,
            kept: false,
        })
    }

    /// Keeps a file that has come whole, for one message on this channel. `as_document` asks for nothing but that.
    pub async fn keep_attachment(
        &self,
        tx: &mut WorkspaceTx,
        (mut incoming, arrived): (Incoming, Arrived),
        on: ChannelId,
        filename: Option<&str>,
        as_document: bool,
    ) -> Result<Media> {
        let on = channel(tx, on).await?;
        let mime = media_type(&arrived.head, filename);
        let kind = if as_document {
            MediaKind::Document
        } else {
            kind_of(mime)
        };
        check(&on, kind, mime, arrived.size)?;
        let id = incoming.id;
        let new = NewAttachment {
            id,
            mime_type: mime.to_owned(),
            sha256: hex::encode(arrived.sha256),
            size: i64::try_from(arrived.size).unwrap_or(i64::MAX),
            filename: filename.map(label).filter(|name| !name.is_empty()),
        };
        attachments::insert(tx, &new, self.now()).await?;
        let job = NewJob {
            lane: format!("upload:{id}"),
            kind: names::DISCARD_UPLOAD,
            payload: json!({ "media": id }),
        };
        lanes::enqueue(tx, &[job], self.now() + UNUSED).await?;
        // Renamed before the row is committed: a row whose file is missing would be worse than a file without one.
        let path = self.file_path(tx.workspace(), id);
        tokio::fs::rename(&incoming.part, &path)
            .await
            .map_err(|e| lost(&e))?;
        incoming.kept = true;
        db::media::get(tx, id).await?.ok_or(Error::NotFound)
    }

    /// Throws an upload away. One that a message has stays with it.
    pub async fn discard_attachment(&self, tx: &mut WorkspaceTx, id: MediaId) -> Result<()> {
        let file = db::media::get(tx, id).await?.ok_or(Error::NotFound)?;
        if file.message.is_none() && file.state == "erased" {
            return Err(Error::NotFound);
        }
        if !attachments::discard(tx, id).await? {
            return Err(Error::Conflict {
                code: "file_in_use",
                title: "This file belongs to a message".to_owned(),
                hint: "It is part of the conversation and stays there.".to_owned(),
            });
        }
        self.remove_after_commit(tx, &[id]).await
    }

    /// After a day: an upload that nobody sent goes.
    pub(crate) async fn discard_unused(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: MediaId = id_in(job, "media")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        if attachments::discard(&mut tx, id).await.map_err(ended)? {
            self.remove_after_commit(&mut tx, &[id])
                .await
                .map_err(|e| crate::workers::failure(&e))?;
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

fn check(on: &db::channels::Channel, kind: MediaKind, mime: &str, size: u64) -> Result<()> {
    if size == 0 {
        return Err(Error::invalid("file", "The file is empty."));
    }
    let capability = ::channels::registry::by_kind(on.kind.as_str())
        .ok_or_else(|| Error::Internal(format!("no channel is called {}", on.kind)))?
        .capability();
    let Some(limit) = capability.media(kind) else {
        return Err(Error::invalid("file", "This channel takes no such files."));
    };
    if size > limit.max_bytes {
        let most = limit.max_bytes / (1024 * 1024);
        return Err(Error::invalid(
            "file",
            format!(
                "{} of this type may have at most {most} MB.{}",
                plural(kind),
                if kind == MediaKind::Document {
                    ""
                } else {
                    " Send it as a document, or make it smaller."
                }
            ),
        ));
    }
    if !capability.takes(kind, size, mime) {
        return Err(Error::invalid(
            "file",
            "This channel does not take this type of file.",
        ));
    }
    Ok(())
}

const fn plural(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "Pictures",
        MediaKind::Video => "Videos",
        MediaKind::Audio => "Sounds",
        MediaKind::Document => "Documents",
        MediaKind::Sticker => "Stickers",
    }
}

/// A name as a label: its last part, without what could end a line or a header.
fn label(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let plain: String = last.chars().filter(|c| !c.is_control()).collect();
    plain.trim().chars().take(LONGEST_NAME).collect()
}

fn too_large() -> Error {
    Error::invalid("file", "A file may have at most 100 MB.")
}

fn lost(error: &std::io::Error) -> Error {
    Error::Internal(format!("a file could not be stored: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_label() {
        assert_eq!(label("../../etc/passwd"), "passwd");
        assert_eq!(label("C:\\fotos\\kaos.jpg"), "kaos.jpg");
        assert_eq!(label("a\r\nb.pdf"), "ab.pdf");
        assert_eq!(label(&"x".repeat(400)).len(), 240);
    }
}
