//! One Loket at a time; for tests, several that agree.

use crate::error::io_at;
use crate::layout::Layout;
use crate::{Error, Profile};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// Held as long as the [`crate::Cluster`] lives. The kernel lets go of it when the process ends,
/// however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    home: PathBuf,
    used: File,
    profile: Profile,
}

/// Held while a server is being made, started or stopped.
#[derive(Debug)]
pub(crate) struct Starting(#[expect(dead_code, reason = "held for its lock")] File);

impl Starting {
    /// Waits for its turn.
    pub(crate) fn wait(layout: &Layout) -> Result<Self, Error> {
        let path = layout.home.join("start.lock");
        let file = open(&path)?;
        file.lock().map_err(io_at("lock", &path))?;
        Ok(Self(file))
    }
}

impl Lock {
    /// Takes the cluster: alone when it is durable, together with others when it is for tests.
    pub(crate) fn take(layout: &Layout, profile: Profile) -> Result<Self, Error> {
        let path = layout.home.join("lock");
        let mut used = open(&path)?;
        let taken = match profile {
            Profile::Durable => used.try_lock(),
            Profile::Test => used.try_lock_shared(),
        };
        match taken {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut pid = String::new();
                used.read_to_string(&mut pid)
                    .map_err(io_at("read", &path))?;
                let pid = pid.trim().parse().ok();
                return Err(Error::Locked {
                    path: layout.home.clone(),
                    pid,
                });
            }
            Err(TryLockError::Error(e)) => return Err(io_at("lock", &path)(e)),
        }
        if profile == Profile::Durable {
            let mut write = || {
                used.set_len(0)?;
                used.rewind()?;
                writeln!(used, "{}", std::process::id())
            };
            write().map_err(io_at("write", &path))?;
        }
        Ok(Self {
            home: layout.home.clone(),
            used,
            profile,
        })
    }

    /// Whether nobody else uses the cluster. Ask only while [`Starting`] is held, so that nobody
    /// can come in between.
    pub(crate) fn alone(&self) -> Result<bool, Error> {
        if self.profile == Profile::Durable {
            return Ok(true);
        }
        let again = self
            .used
            .unlock()
            .and_then(|()| match self.used.try_lock() {
                Ok(()) => Ok(true),
                Err(TryLockError::WouldBlock) => Ok(false),
                Err(TryLockError::Error(e)) => Err(e),
            });
        let alone = again.map_err(io_at("lock", &self.home))?;
        // Back to sharing. Nobody holds it alone now: that takes `Starting`.
        self.used
            .unlock()
            .and_then(|()| self.used.lock_shared())
            .map_err(io_at("lock", &self.home))?;
        Ok(alone)
    }
}

fn open(path: &std::path::Path) -> Result<File, Error> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(io_at("open", path))
}
