//! What can go wrong, each with the way out.

use crate::ServerVersion;
use std::io;
use std::path::{Path, PathBuf};

const INSTALL: &str = "Install PostgreSQL 15 or newer:\n  \
    Debian, Ubuntu: apt-get install postgresql\n  \
    Fedora, RHEL:   dnf install postgresql-server\n  \
    macOS:          brew install postgresql@17\n\
    or name the folder that holds initdb, pg_ctl and postgres in LOKET_PG_BIN,\n\
    or give Loket a database of its own in DATABASE_URL.";

/// Why there is no Postgres. The text is meant for the person who started Loket.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No folder with usable binaries.
    #[error("no PostgreSQL was found.{}\n{INSTALL}", list_too_old(.too_old))]
    NoBinaries {
        /// Installations below the oldest major version Loket runs on.
        too_old: Vec<(PathBuf, ServerVersion)>,
    },
    /// `LOKET_PG_BIN` points at a folder that cannot be used.
    #[error("LOKET_PG_BIN is {}, but {why}. It must hold initdb, pg_ctl and postgres, version 15 or newer", .dir.display())]
    ExplicitBinaries {
        /// The folder named.
        dir: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The cluster was made by another major version than those installed.
    #[error("the data in {} was made by PostgreSQL {needed}, and only {found} is installed. Install PostgreSQL {needed} beside it (Debian, Ubuntu: apt-get install postgresql-{needed}; macOS: brew install postgresql@{needed}), or move the data with pg_dump and restore", .cluster.display())]
    WrongMajor {
        /// The cluster's folder.
        cluster: PathBuf,
        /// The major version it needs.
        needed: u32,
        /// What is installed, as text.
        found: String,
    },
    /// Root, and no account to run the server as.
    #[error(
        "PostgreSQL does not run as root, and there is no account loket, postgres or nobody to run it as. Make one: useradd --system --no-create-home loket"
    )]
    NoAccount,
    /// The server's account cannot reach the data folder.
    #[error("PostgreSQL runs as the account {account}, which may not enter {}. Choose another data folder (LOKET_DATA_DIR=/var/lib/loket), or let it pass: chmod o+x {}", .blocked.display(), .blocked.display())]
    Passage {
        /// The account's name.
        account: String,
        /// The first folder on the way that bars it.
        blocked: PathBuf,
    },
    /// The server's account cannot run the binaries.
    #[error("PostgreSQL runs as the account {account}, which may not run {}: put the binaries where every account may read them", .program.display())]
    NotExecutable {
        /// The account's name.
        account: String,
        /// The program it could not run.
        program: PathBuf,
    },
    /// The folder belongs to someone else.
    #[error("{} belongs to the account {owner}, and Loket runs as {me}. Run it as {owner} (sudo -u {owner} loket …), or choose another LOKET_DATA_DIR", .path.display())]
    Owner {
        /// The folder.
        path: PathBuf,
        /// Whose it is.
        owner: String,
        /// Who we are.
        me: String,
    },
    /// A cluster that Loket did not make.
    #[error("{} holds something Loket did not make, so it is left alone. Choose another LOKET_DATA_DIR, or move it away", .0.display())]
    Foreign(PathBuf),
    /// A cluster made without fsync.
    #[error("{} was made for tests, without fsync, and must not hold data that matters. Choose another LOKET_DATA_DIR", .0.display())]
    MadeForTests(PathBuf),
    /// A durable cluster asked for as a test cluster.
    #[error("{} holds durable data and is not opened as a test cluster", .0.display())]
    MadeDurable(PathBuf),
    /// The password file is gone.
    #[error("the password file {} is missing, and the cluster beside it cannot be opened without it. Put it back from a backup", .0.display())]
    NoPassword(PathBuf),
    /// Another Loket uses the data folder.
    #[error("another Loket{} is using {}. Stop it, or choose another LOKET_DATA_DIR", process(*.pid), .path.display())]
    Locked {
        /// The `postgres` folder.
        path: PathBuf,
        /// The other process, when it left its number.
        pid: Option<u32>,
    },
    /// A shared test cluster runs with other settings.
    #[error("the test cluster in {} is in use with other settings", .0.display())]
    SharedWithOtherSettings(PathBuf),
    /// A folder for the socket or the logs that cannot be used.
    #[error("the folder {} cannot be used: {why}", .dir.display())]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A setting that is malformed, or that this crate keeps for itself.
    #[error("the PostgreSQL setting {name} {why}")]
    Setting {
        /// The setting's name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A path that cannot be handed to Postgres.
    #[error("the path {} {why}", .path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A Postgres program failed.
    #[error("{program} failed ({status}):\n{output}")]
    Program {
        /// Its name.
        program: String,
        /// How it ended.
        status: String,
        /// The end of what it wrote.
        output: String,
    },
    /// The server did not come up, or came up and does not answer.
    #[error("PostgreSQL does not answer on {}. Its log is in {}", .socket_dir.display(), .log_dir.display())]
    Silent {
        /// Where it should answer.
        socket_dir: PathBuf,
        /// Where it says why not.
        log_dir: PathBuf,
    },
    /// The server did not stop.
    #[error("PostgreSQL (process {0}) did not stop, not even at once")]
    DidNotStop(i32),
    /// The file system said no.
    #[error("could not {doing} {}: {source}", .path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The work was cut off by a panic or by the runtime's end.
    #[error("the start of PostgreSQL was interrupted: {0}")]
    Interrupted(String),
}

/// For `map_err`: says what was being done to which path.
pub(crate) fn io_at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io {
        doing,
        path,
        source,
    }
}

fn list_too_old(found: &[(PathBuf, ServerVersion)]) -> String {
    let say = |(dir, version): &(PathBuf, ServerVersion)| {
        format!(" Version {version} in {} is too old.", dir.display())
    };
    found.iter().map(say).collect::<Vec<_>>().concat()
}

fn process(pid: Option<u32>) -> String {
    pid.map(|pid| format!(" (process {pid})"))
        .unwrap_or_default()
}
