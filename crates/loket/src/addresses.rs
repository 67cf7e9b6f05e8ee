//! Where a running `loket serve` can be reached, for commands beside it: `addresses.json` in the data folder.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::private_file;

/// The addresses of a running server. No secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Addresses {
    /// Its process.
    pub(crate) pid: i32,
    /// Where it listens.
    pub(crate) url: String,
    /// The address people and Meta use.
    pub(crate) public_url: String,
    /// Where its sandbox listens.
    pub(crate) sandbox_url: Option<String>,
}

fn file(data_dir: &Path) -> PathBuf {
    data_dir.join("addresses.json")
}

impl Addresses {
    /// Leaves them for others.
    pub(crate) fn publish(&self, data_dir: &Path) -> Result<()> {
        private_file::replace(&file(data_dir), &serde_json::to_vec_pretty(self)?)
    }

    /// Takes them away again.
    pub(crate) fn withdraw(data_dir: &Path) {
        // Gone already is fine.
        let _ = std::fs::remove_file(file(data_dir));
    }

    /// Those of the server that runs now; a file left behind by a killed one does not count.
    pub(crate) fn of_running(data_dir: &Path) -> Option<Self> {
        let text = std::fs::read(file(data_dir)).ok()?;
        let found: Self = serde_json::from_slice(&text).ok()?;
        let alive = nix::sys::signal::kill(nix::unistd::Pid::from_raw(found.pid), None);
        (alive != Err(nix::errno::Errno::ESRCH)).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_living_server_counts() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Addresses::of_running(dir.path()), None);
        let mut here = Addresses {
            pid: nix::unistd::getpid().as_raw(),
            url: "http://127.0.0.1:1".to_owned(),
            public_url: "http://127.0.0.1:1".to_owned(),
            sandbox_url: None,
        };
        here.publish(dir.path()).unwrap();
        assert_eq!(Addresses::of_running(dir.path()), Some(here.clone()));
        let mut ended = std::process::Command::new("true").spawn().unwrap();
        ended.wait().unwrap();
        here.pid = i32::try_from(ended.id()).unwrap();
        here.publish(dir.path()).unwrap();
        assert_eq!(Addresses::of_running(dir.path()), None);
        Addresses::withdraw(dir.path());
        Addresses::withdraw(dir.path());
    }
}
