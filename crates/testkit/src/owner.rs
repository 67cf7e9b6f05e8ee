//! Who a test database belongs to: a process that lives, or nobody.
//!
//! Each process locks a file named after itself. A database whose file can be locked by somebody else has lost its
//! owner, however that one ended, and may be dropped. Process numbers would not do: they are used again.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};

/// This process's name in database names: 16 hex digits.
pub(crate) fn token() -> &'static str {
    static TOKEN: OnceLock<String> = OnceLock::new();
    TOKEN.get_or_init(|| {
        let mut id = uuid::Uuid::new_v4().simple().to_string();
        id.truncate(16);
        id
    })
}

/// Locks this process's file until the returned value goes.
pub(crate) fn claim(dir: &Path) -> Result<File> {
    std::fs::create_dir_all(dir).with_context(|| format!("make {}", dir.display()))?;
    let file = open(&path(dir, token()))?;
    file.lock()?;
    Ok(file)
}

/// Whether the process of this token is gone.
pub(crate) fn gone(dir: &Path, token: &str) -> bool {
    match OpenOptions::new().write(true).open(path(dir, token)) {
        Ok(file) => file.try_lock().is_ok(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// Removes the files of processes that are gone.
pub(crate) fn sweep(dir: &Path) -> Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let token = path.file_stem().and_then(|stem| stem.to_str());
        if token.is_some_and(|token| gone(dir, token)) {
            std::fs::remove_file(&path).with_context(|| format!("remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// Holds `name` in `dir` alone; waits for its turn.
pub(crate) async fn alone(dir: &Path, name: &'static str) -> Result<File> {
    std::fs::create_dir_all(dir).with_context(|| format!("make {}", dir.display()))?;
    let path = dir.join(name);
    tokio::task::spawn_blocking(move || {
        let file = open(&path)?;
        file.lock()?;
        Ok(file)
    })
    .await?
}

fn path(dir: &Path, token: &str) -> PathBuf {
    dir.join(format!("{token}.owner"))
}

fn open(path: &Path) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)
        .with_context(|| format!("open {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_gone_when_its_lock_is() {
        let dir = tempfile::tempdir().unwrap();
        let held = claim(dir.path()).unwrap();
        assert!(!gone(dir.path(), token()));
        sweep(dir.path()).unwrap();
        assert!(path(dir.path(), token()).exists());
        drop(held);
        assert!(gone(dir.path(), token()));
        assert!(gone(dir.path(), "0123456789abcdef"));
        sweep(dir.path()).unwrap();
        assert!(!path(dir.path(), token()).exists());
    }
}
