//! Reading in a process of its own: what a hostile file can use up there is little, and it takes nothing with it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use super::{Passage, Unread, read};

/// No document is worth more.
const PATIENCE: Duration = Duration::from_secs(40);

/// Most bytes of an answer.
const MOST_ANSWER: u64 = 8 * 1024 * 1024;

/// Reads a document with `reader` (`loket read-document KIND`, bytes in, JSON out); without one, on a thread here.
pub(crate) async fn apart(
    reader: Option<&Path>,
    kind: &str,
    bytes: Vec<u8>,
) -> Result<Vec<Passage>, Unread> {
    let work = async {
        if let Some(program) = reader {
            return in_process(program, kind, &bytes).await;
        }
        let kind = kind.to_owned();
        tokio::task::spawn_blocking(move || read(&kind, &bytes))
            .await
            .unwrap_or(Err(Unread::Broken))
    };
    tokio::time::timeout(PATIENCE, work)
        .await
        .unwrap_or(Err(Unread::TooSlow))
}

async fn in_process(program: &Path, kind: &str, bytes: &[u8]) -> Result<Vec<Passage>, Unread> {
    let mut child = Command::new(program)
        .args(["read-document", kind])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| {
            tracing::error!(%error, "the reader of documents cannot be started");
            Unread::Broken
        })?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Unread::Broken);
    };
    let give = async move {
        // A reader that ended early says why in its answer, or by ending.
        let _ = to.write_all(bytes).await;
    };
    let mut answer = Vec::new();
    let mut from = from.take(MOST_ANSWER);
    let ((), taken) = tokio::join!(give, from.read_to_end(&mut answer));
    let ended = child.wait().await;
    // Out of memory or time it is ended by the system, and says nothing.
    if taken.is_err() || !ended.is_ok_and(|e| e.success()) {
        return Err(Unread::TooLarge);
    }
    serde_json::from_slice::<Result<Vec<Passage>, Unread>>(&answer).unwrap_or(Err(Unread::Broken))
}
