//! Signed checkpoints of all chains, written outside the database, so that rewriting it is found.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::time::Duration;

use db::evidence_log;
use domain::ids::WorkspaceId;
use evidence::{Anchor, Heads, PublicKey, SigningKey};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use crate::Desk;
use crate::error::{Error, Result};
use crate::files_beside::{append, io};

/// How often a checkpoint is signed when something was recorded.
const EVERY: Duration = Duration::from_mins(1);
/// Anchors kept for one workspace in an export.
const ANCHORS: usize = 50;

/// One line of `checkpoints.jsonl`: the note, and each workspace's place under it.
#[derive(Serialize, Deserialize)]
struct Line {
    note: String,
    anchors: Vec<(WorkspaceId, Anchor)>,
}

impl Desk {
    /// Signs a checkpoint every minute in which something was recorded, and one when told to stop.
    pub(crate) async fn checkpoint_forever(self, stop: CancellationToken) {
        let mut last = Vec::new();
        loop {
            let stopping = tokio::select! {
                () = stop.cancelled() => true,
                () = tokio::time::sleep(EVERY) => false,
            };
            if let Err(error) = self.checkpoint(&mut last).await {
                tracing::error!(%error, "a checkpoint could not be written");
            }
            if stopping {
                return;
            }
        }
    }

    async fn checkpoint(&self, last: &mut Vec<(WorkspaceId, evidence::Head)>) -> Result<()> {
        let heads = evidence_log::all_heads(self.db()).await?;
        if heads.is_empty() || heads == *last {
            return Ok(());
        }
        let key = self.signing_key()?;
        let sealed = Heads::new(heads.clone());
        let Some(checkpoint) = sealed.checkpoint(self.now()) else {
            return Ok(());
        };
        let note = checkpoint.sign(&key);
        let changed = heads.iter().filter(|head| !last.contains(head));
        let anchors = changed
            .filter_map(|(ws, _)| sealed.anchor(*ws, &note).map(|a| (*ws, a)))
            .collect();
        let line = serde_json::to_string(&Line { note, anchors })
            .map_err(|e| Error::Internal(e.to_string()))?;
        append(&self.evidence_dir()?.join("checkpoints.jsonl"), &line).map_err(io)?;
        *last = heads;
        Ok(())
    }

    /// The public key and the newest checkpoints that cover a workspace's chain.
    pub(crate) fn anchors(
        &self,
        workspace: WorkspaceId,
    ) -> Result<(Option<PublicKey>, Vec<Anchor>)> {
        let key = self.signing_key()?.public().clone();
        let path = self.evidence_dir()?.join("checkpoints.jsonl");
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(io(error)),
        };
        let mut anchors = Vec::new();
        for line in text.lines().rev() {
            // A line cut by a power failure proves nothing and harms nothing.
            let Ok(line) = serde_json::from_str::<Line>(line) else {
                continue;
            };
            anchors.extend(
                line.anchors
                    .into_iter()
                    .filter(|(ws, _)| *ws == workspace)
                    .map(|(_, anchor)| anchor),
            );
            if anchors.len() >= ANCHORS {
                break;
            }
        }
        Ok((Some(key), anchors))
    }

    /// The key that signs checkpoints: made when first needed, 0600, never in the database.
    fn signing_key(&self) -> Result<SigningKey> {
        let path = self.evidence_dir()?.join("signing.key");
        let name = "loket";
        match fs::read_to_string(&path) {
            Ok(text) => {
                let bytes = hex::decode(text.trim())
                    .ok()
                    .and_then(|b| <[u8; 32]>::try_from(b).ok());
                let bytes = bytes.ok_or_else(|| {
                    Error::Internal("evidence/signing.key is not a key".to_owned())
                })?;
                SigningKey::from_bytes(name, &bytes).map_err(|e| Error::Internal(e.to_string()))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = SigningKey::generate(name).map_err(|e| Error::Internal(e.to_string()))?;
                // Whole or not at all: another process must never read half a key, nor make a second one.
                let part = path.with_extension(format!("{}.part", std::process::id()));
                let mut file = OpenOptions::new()
                    .create(true)
                    .truncate(true)
                    .write(true)
                    .mode(0o600)
                    .open(&part)
                    .map_err(io)?;
                file.write_all(hex::encode(key.to_bytes()).as_bytes())
                    .map_err(io)?;
                file.sync_all().map_err(io)?;
                let linked = fs::hard_link(&part, &path);
                fs::remove_file(&part).map_err(io)?;
                match linked {
                    Ok(()) => {}
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                        return self.signing_key();
                    }
                    Err(error) => return Err(io(error)),
                }
                Ok(key)
            }
            Err(error) => Err(io(error)),
        }
    }
}
