//! Reads one document in a process that may use little: a hostile file ends this process and nothing else.

use std::io::{Read as _, Write as _};

use anyhow::{Context as _, Result};
use nix::sys::resource::{Resource, setrlimit};

/// Most bytes read.
const MOST: u64 = 16 * 1024 * 1024;
/// Memory, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Time on a processor, in seconds.
const SECONDS: u64 = 20;

/// Bytes in, JSON out.
pub(crate) fn run(kind: &str) -> Result<()> {
    setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY).context("memory could not be limited")?;
    setrlimit(Resource::RLIMIT_CPU, SECONDS, SECONDS).context("time could not be limited")?;
    setrlimit(Resource::RLIMIT_FSIZE, 0, 0).context("files could not be closed")?;
    let mut bytes = Vec::new();
    std::io::stdin().take(MOST).read_to_end(&mut bytes)?;
    let read = desk::read_document(kind, &bytes);
    std::io::stdout().write_all(&serde_json::to_vec(&read)?)?;
    Ok(())
}
