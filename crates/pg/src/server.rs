//! The server process: is it there, does it answer, up, down.

use crate::account::Account;
use crate::binaries::Binaries;
use crate::error::io_at;
use crate::layout::{Layout, socket_file};
use crate::{Error, command, conf, files};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Crash recovery may read a gigabyte of log on a slow disk.
const START: Duration = Duration::from_mins(5);
const STOP: Duration = Duration::from_secs(30);
const STOP_AT_ONCE: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(20);

/// What `postmaster.pid` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) pid: i32,
    pub(crate) socket_dir: PathBuf,
    /// `starting`, `ready`, `stopping`, `standby`.
    pub(crate) status: String,
}

/// Whose process a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Process {
    Ours,
    SomeoneElses,
    Gone,
}

/// Where the server stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    Down,
    /// Not running, but the number in its pid file is that of another process by now, which
    /// keeps Postgres from starting.
    Haunted,
    Up(PidFile),
}

pub(crate) fn state(layout: &Layout) -> Result<State, Error> {
    let Some(file) = pid_file(layout)? else {
        return Ok(State::Down);
    };
    Ok(match process(file.pid, layout) {
        Process::Ours => State::Up(file),
        Process::SomeoneElses => State::Haunted,
        Process::Gone => State::Down,
    })
}

fn pid_file(layout: &Layout) -> Result<Option<PidFile>, Error> {
    let path = layout.cluster.join("postmaster.pid");
    match files::read(&path) {
        Ok(text) => Ok(parse_pid_file(&text)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(io_at("read", &path)(e)),
    }
}

fn parse_pid_file(text: &str) -> Option<PidFile> {
    let lines: Vec<&str> = text.lines().collect();
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    let pid = line(0).trim().parse().ok().filter(|pid| *pid > 0)?;
    Some(PidFile {
        pid,
        socket_dir: line(4).into(),
        status: line(7).trim().to_owned(),
    })
}

/// A postmaster's working folder is its cluster, which tells it from any process that has come
/// by the same number, in a container also from a thread of our own. Where there is no `/proc`,
/// a live process counts as ours; the socket has the last word.
fn process(pid: i32, layout: &Layout) -> Process {
    let proc = Path::new("/proc");
    if proc.join("self/cwd").symlink_metadata().is_ok() {
        return match std::fs::read_link(proc.join(pid.to_string()).join("cwd")) {
            Ok(folder) if folder == layout.cluster => Process::Ours,
            Err(e)
                if e.kind() == ErrorKind::NotFound && kill(Pid::from_raw(pid), None).is_err() =>
            {
                Process::Gone
            }
            // Another folder, another account's, or a dead child nobody has collected.
            _ => Process::SomeoneElses,
        };
    }
    match kill(Pid::from_raw(pid), None) {
        Ok(()) => Process::Ours,
        Err(nix::errno::Errno::EPERM) => Process::SomeoneElses,
        Err(_) => Process::Gone,
    }
}

/// Whether a server listens there and serves: it is asked for TLS, which it declines.
pub(crate) fn answers(socket_dir: &Path) -> bool {
    const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
    let ask = || -> std::io::Result<u8> {
        let mut stream = UnixStream::connect(socket_dir.join(socket_file()))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(&SSL_REQUEST)?;
        let mut answer = [0];
        stream.read_exact(&mut answer)?;
        Ok(answer[0])
    };
    matches!(ask(), Ok(b'N' | b'S'))
}

/// Waits until a running server is ready and answers; `None` when it is going down, gone, or
/// stays silent.
pub(crate) fn settled(layout: &Layout, socket_dir: &Path) -> Result<Option<PidFile>, Error> {
    let deadline = Instant::now() + START;
    let mut silent = 0;
    while let State::Up(file) = state(layout)? {
        match file.status.as_str() {
            "ready" if answers(socket_dir) => return Ok(Some(file)),
            // Up, and its socket is gone: a cleaner of /tmp, another mount namespace.
            "ready" => silent += 1,
            "stopping" => return Ok(None),
            _ => {}
        }
        if silent > 25 || Instant::now() > deadline {
            return Ok(None);
        }
        sleep(TICK);
    }
    Ok(None)
}

/// Lets Postgres start over a pid file whose number belongs to another process by now. Only the
/// number is blotted out: the rest lets Postgres see whether children of the dead server still
/// hold its shared memory. The lock beside the socket names the same process and would keep Postgres out too.
pub(crate) fn exorcise(layout: &Layout, socket_dir: &Path) -> Result<(), Error> {
    const NO_PROCESS: &str = "2147483647";
    let path = layout.cluster.join("postmaster.pid");
    let text = files::read(&path).map_err(io_at("read", &path))?;
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    tracing::warn!(path = %path.display(), "the pid file names a process that is not ours");
    std::fs::OpenOptions::new()
        .write(true)
        .truncate(true)
        .custom_flags(nix::fcntl::OFlag::O_NOFOLLOW.bits())
        .open(&path)
        .and_then(|mut file| file.write_all(format!("{NO_PROCESS}\n{rest}").as_bytes()))
        .map_err(io_at("write", &path))?;
    let lock = socket_dir.join(format!("{}.lock", socket_file()));
    match std::fs::remove_file(&lock) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(io_at("remove", &lock)(e)),
        _ => Ok(()),
    }
}

/// Starts the server as a daemon and waits until it is ready.
pub(crate) fn start(
    layout: &Layout,
    account: &Account,
    binaries: &Binaries,
    socket_dir: &Path,
) -> Result<PidFile, Error> {
    let deadline = Instant::now() + Duration::from_secs(15);
    loop {
        match try_start(layout, account, binaries) {
            Ok(()) => break,
            // The backends of a killed server notice within moments and go.
            Err(Error::Program { output, .. })
                if output.contains("shared memory block") && Instant::now() < deadline =>
            {
                sleep(Duration::from_millis(300));
            }
            Err(error) => return Err(error),
        }
    }
    settled(layout, socket_dir)?.ok_or_else(|| Error::Silent {
        socket_dir: socket_dir.to_owned(),
        log_dir: layout.log.clone(),
    })
}

fn try_start(layout: &Layout, account: &Account, binaries: &Binaries) -> Result<(), Error> {
    let early_log = layout.log.join("start.log");
    match std::fs::remove_file(&early_log) {
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(io_at("remove", &early_log)(e)),
        _ => {}
    }
    let conf = layout.conf();
    let mut pg_ctl = command::command(&binaries.program("pg_ctl"), account);
    // pg_ctl hands paths to a shell without quoting them well: the cluster goes by the
    // environment, the log by a relative name, and the configuration is quoted here.
    pg_ctl
        .env("PGDATA", &layout.cluster)
        .current_dir(&layout.log)
        .args([
            "start",
            "--silent",
            "--wait",
            "--log",
            "start.log",
            "--timeout",
        ])
        .arg(START.as_secs().to_string())
        .arg("--options")
        .arg(format!(
            "-c config_file={}",
            shell_quoted(conf::as_text(&conf)?)
        ));
    command::run(&mut pg_ctl, account)
        .map(|_| ())
        .map_err(|error| match error {
            Error::Program {
                program,
                status,
                output,
            } => {
                // What the server said before its log was open; configuration, never data.
                let said = files::read(&early_log).unwrap_or_default();
                let output = command::last_lines(&format!("{output}\n{said}"), 20);
                Error::Program {
                    program,
                    status,
                    output,
                }
            }
            other => other,
        })
}

fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Stops the server: sessions are cut off and everything is written out; when that takes too
/// long, at once, and the next start recovers from the log. Nothing to do when it is down.
pub(crate) fn stop(layout: &Layout) -> Result<(), Error> {
    let State::Up(file) = state(layout)? else {
        return Ok(());
    };
    let pid = Pid::from_raw(file.pid);
    for (signal, patience) in [(Signal::SIGINT, STOP), (Signal::SIGQUIT, STOP_AT_ONCE)] {
        match kill(pid, signal) {
            Ok(()) | Err(nix::errno::Errno::ESRCH) => {}
            Err(errno) => return Err(io_at("stop the server of", &layout.cluster)(errno.into())),
        }
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if state(layout)? == State::Down || pid_file(layout)?.is_none() {
                return Ok(());
            }
            sleep(TICK);
        }
        tracing::warn!(pid = file.pid, %signal, "PostgreSQL did not stop in time");
    }
    Err(Error::DidNotStop(file.pid))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pid_file_is_read_line_by_line() {
        let text = "4711\n/d/cluster\n1700000000\n5432\n/d/run\n\n  1234 5678\nready   \n";
        let expected = PidFile {
            pid: 4711,
            socket_dir: "/d/run".into(),
            status: "ready".into(),
        };
        assert_eq!(parse_pid_file(text), Some(expected));
        for half in ["", "\n", "abc\n", "-1\n", "0\n"] {
            assert_eq!(parse_pid_file(half), None, "{half:?}");
        }
        assert_eq!(
            parse_pid_file("7\n/d").map(|file| file.status),
            Some(String::new())
        );
    }

    #[test]
    fn nothing_gets_out_of_shell_quotes() {
        let nasty = "/a b/$(id)`id`\"'/x";
        let out = std::process::Command::new("sh")
            .args(["-c", &format!("printf %s {}", shell_quoted(nasty))])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(out.stdout).unwrap(), nasty);
    }
}
