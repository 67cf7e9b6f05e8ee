//! A running private cluster, and the way to it.

use crate::account::Account;
use crate::binaries::{Binaries, Search};
use crate::init::{self, Found};
use crate::layout::Layout;
use crate::lock::{Lock, Starting};
use crate::server::{self, State};
use crate::{Error, Options, PORT, Profile, SUPERUSER, ServerVersion, command, conf, files};
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// All that is needed to connect: a socket folder, a port, a name and a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    socket_dir: PathBuf,
    password: String,
}

impl Endpoint {
    /// The folder of the Unix socket; give it as host.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The number in the socket's name.
    pub fn port(&self) -> u16 {
        PORT
    }

    /// The superuser's name.
    pub fn superuser(&self) -> &'static str {
        SUPERUSER
    }

    /// The superuser's password. Never print it.
    pub fn password(&self) -> &str {
        &self.password
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("socket_dir", &self.socket_dir)
            .finish_non_exhaustive()
    }
}

/// A server that answers. While this value lives, no other Loket can take the data folder.
#[derive(Debug)]
pub struct Cluster {
    layout: Layout,
    endpoint: Endpoint,
    binaries: Binaries,
    pid: i32,
    adopted: bool,
    lock: Option<Lock>,
    stop_on_drop: bool,
}

impl Cluster {
    /// How to connect.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The folder of the Unix socket; give it as host.
    pub fn socket_dir(&self) -> &Path {
        self.endpoint.socket_dir()
    }

    /// The number in the socket's name.
    pub fn port(&self) -> u16 {
        PORT
    }

    /// The superuser's name.
    pub fn superuser(&self) -> &'static str {
        SUPERUSER
    }

    /// The superuser's password. Never print it.
    pub fn password(&self) -> &str {
        self.endpoint.password()
    }

    /// The version of the running server.
    pub fn version(&self) -> ServerVersion {
        self.binaries.version()
    }

    /// The folder with the server's programs, and on most systems `pg_dump` beside them.
    pub fn bin_dir(&self) -> &Path {
        self.binaries.dir()
    }

    /// The postmaster's process number.
    pub fn pid(&self) -> i32 {
        self.pid
    }

    /// Whether the server was running already.
    pub fn adopted(&self) -> bool {
        self.adopted
    }

    /// The folder of the server's logs.
    pub fn log_dir(&self) -> &Path {
        &self.layout.log
    }

    /// Stops the server: open sessions are cut off, everything is written out. A test cluster
    /// that others still use runs on.
    pub async fn stop(mut self) -> Result<(), Error> {
        self.stop_on_drop = false;
        tokio::task::spawn_blocking(move || self.stop_now())
            .await
            .map_err(|e| Error::Interrupted(e.to_string()))?
    }

    fn stop_now(&mut self) -> Result<(), Error> {
        let Some(lock) = self.lock.take() else {
            return Ok(());
        };
        let _starting = Starting::wait(&self.layout)?;
        if lock.alone()? {
            server::stop(&self.layout)
        } else {
            Ok(())
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.stop_on_drop
            && let Err(error) = self.stop_now()
        {
            tracing::warn!(%error, "could not stop PostgreSQL");
        }
    }
}

/// The way to the server of this data folder, when one runs and answers: for commands beside a
/// running Loket. Takes no lock and starts nothing.
pub fn running(data_dir: &Path) -> Result<Option<Endpoint>, Error> {
    let Some(layout) = Layout::find(data_dir) else {
        return Ok(None);
    };
    let State::Up(file) = server::state(&layout)? else {
        return Ok(None);
    };
    if !server::answers(&file.socket_dir) {
        return Ok(None);
    }
    let password = init::password(&layout)?;
    Ok(Some(Endpoint {
        socket_dir: file.socket_dir,
        password,
    }))
}

pub(crate) fn start(options: &Options) -> Result<Cluster, Error> {
    let layout = Layout::prepare(&options.data_dir)?;
    let starting = Starting::wait(&layout)?;
    let lock = Lock::take(&layout, options.profile)?;
    let account = Account::pick(&layout.cluster)?;
    let search = Search::from_env();
    init::sweep(&layout)?;
    let binaries = match init::inspect(&layout)? {
        Found::Foreign => return Err(Error::Foreign(layout.cluster)),
        Found::Ours {
            profile: Profile::Test,
            ..
        } if options.profile == Profile::Durable => {
            return Err(Error::MadeForTests(layout.cluster));
        }
        Found::Ours {
            profile: Profile::Durable,
            ..
        } if options.profile == Profile::Test => {
            return Err(Error::MadeDurable(layout.cluster));
        }
        Found::Ours { major, .. } => search.of_major(major, &layout.cluster)?,
        Found::Nothing => {
            let binaries = search.best()?;
            passage(&layout, &account, &binaries)?;
            init::make(&layout, &account, &binaries, options.profile)?;
            binaries
        }
    };
    let password = init::password(&layout)?;
    let (server, adopted) = bring_up(options, &layout, &account, &binaries, &lock)?;
    if let Some(floor) = binaries.version().below_floor() {
        tracing::warn!(version = %binaries.version(), floor, "PostgreSQL has known holes; update it");
    }
    drop(starting);
    Ok(Cluster {
        endpoint: Endpoint {
            socket_dir: server.socket_dir,
            password,
        },
        layout,
        binaries,
        pid: server.pid,
        adopted,
        lock: Some(lock),
        stop_on_drop: options.stop_on_drop,
    })
}

/// Adopts the server that runs, when it runs as it should, and starts it otherwise.
fn bring_up(
    options: &Options,
    layout: &Layout,
    account: &Account,
    binaries: &Binaries,
    lock: &Lock,
) -> Result<(server::PidFile, bool), Error> {
    layout.make_log(account)?;
    let socket_dir = layout.make_socket_dir(options, account)?;
    let wanted = conf::render(layout, &socket_dir, binaries.version(), options)?;
    let current = match files::read(&layout.conf()) {
        Ok(text) => Some(text),
        Err(e) if e.kind() == ErrorKind::NotFound => None,
        Err(e) => return Err(crate::error::io_at("read", &layout.conf())(e)),
    };
    match server::state(layout)? {
        State::Up(_) if current.as_deref() == Some(&wanted) => {
            if let Some(server) = server::settled(layout, &socket_dir)? {
                return Ok((server, true));
            }
            server::stop(layout)?;
        }
        State::Up(_) if lock.alone()? => server::stop(layout)?,
        State::Up(_) => return Err(Error::SharedWithOtherSettings(layout.home.clone())),
        State::Haunted => server::exorcise(layout, &socket_dir)?,
        State::Down => {}
    }
    passage(layout, account, binaries)?;
    files::replace(&layout.hba(), 0o644, conf::HBA)?;
    files::replace(&layout.conf(), 0o644, &wanted)?;
    Ok((
        server::start(layout, account, binaries, &socket_dir)?,
        false,
    ))
}

/// Whether the account can run the server at all and get to its folder, tried rather than guessed.
fn passage(layout: &Layout, account: &Account, binaries: &Binaries) -> Result<(), Error> {
    let program = binaries.program("postgres");
    command::run(
        command::command(&program, account).arg("--version"),
        account,
    )?;
    let mut there = command::command(&program, account);
    match command::run(there.arg("--version").current_dir(&layout.home), account) {
        Err(Error::NotExecutable { account: name, .. }) => {
            let blocked = account
                .barred_by(&layout.home)
                .unwrap_or(&layout.home)
                .to_owned();
            Err(Error::Passage {
                account: name,
                blocked,
            })
        }
        other => other.map(|_| ()),
    }
}
