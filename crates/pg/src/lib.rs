//! The private Postgres: find binaries, drop privileges, make, start, adopt, stop.
//!
//! [`start`] turns a data folder into a running server that only this Loket can reach: a Unix
//! socket in a 0700 folder, SCRAM with a random password, no TCP, no `trust`. The server is a
//! daemon of its own: it outlives a crash of Loket and the next [`start`] adopts it. Everything
//! lies in `<data_dir>/postgres`:
//!
//! | path | what |
//! |---|---|
//! | `cluster/` | Postgres's own data, made by `initdb`, with our marker `LOKET` in it |
//! | `postgresql.conf`, `pg_hba.conf` | written by Loket at every start; edits are overwritten |
//! | `superuser.password` | 0600 |
//! | `log/` | seven files, one for each day of the week |
//! | `run/` | the socket, unless the path is too long for one |
//! | `lock`, `start.lock` | who uses the cluster, who is starting it |
//!
//! Started by root, the server runs as the account `loket`, `postgres` or `nobody`, whichever
//! exists first, and everything outside `cluster/`, `log/` and `run/` stays root's.

mod account;
mod binaries;
mod cluster;
mod command;
mod conf;
mod error;
mod files;
mod init;
mod layout;
mod lock;
mod server;
mod version;

pub use binaries::{Binaries, find_binaries};
pub use cluster::{Cluster, Endpoint, running};
pub use error::Error;
pub use version::ServerVersion;

use std::path::PathBuf;

/// The name of the superuser Loket makes; also the owner of its databases.
pub const SUPERUSER: &str = "loket";

/// The port number in the socket's file name. Nothing listens on TCP.
pub const PORT: u16 = 5432;

/// How much the data is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Every acknowledged commit survives a power cut. One Loket at a time.
    Durable,
    /// No fsync, and several test processes may share the cluster. The data folder is marked,
    /// and [`Profile::Durable`] refuses it for ever.
    Test,
}

/// What [`start`] is to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Loket's data folder; the cluster lies in `postgres/` below it. Made when absent.
    pub data_dir: PathBuf,
    /// Where the socket goes; `None` chooses a place short enough. Must be 0700 when it exists.
    pub socket_dir: Option<PathBuf>,
    /// How much the data is worth.
    pub profile: Profile,
    /// Further server settings; those that carry a promise of this crate are refused.
    pub settings: Vec<(String, String)>,
    /// Stop the server when the [`Cluster`] is dropped. Otherwise it runs on, to be adopted.
    pub stop_on_drop: bool,
}

impl Options {
    /// A durable cluster that keeps running until [`Cluster::stop`].
    pub fn durable(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            socket_dir: None,
            profile: Profile::Durable,
            settings: Vec::new(),
            stop_on_drop: false,
        }
    }

    /// A test cluster that stops when its last user drops it.
    pub fn test(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            profile: Profile::Test,
            stop_on_drop: true,
            ..Self::durable(data_dir)
        }
    }
}

/// Makes the cluster when there is none, starts or adopts its server, and waits until it answers.
///
/// Takes about a second the first time and a few milliseconds when the server already runs. A
/// server that runs with other settings, or from an older binary than the one installed now, is
/// restarted. Killing this process at any moment leaves either no cluster or a whole one.
pub async fn start(options: Options) -> Result<Cluster, Error> {
    tokio::task::spawn_blocking(move || cluster::start(&options))
        .await
        .map_err(|e| Error::Interrupted(e.to_string()))?
}
