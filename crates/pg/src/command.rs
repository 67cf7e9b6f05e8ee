//! Running Postgres's programs as the server's account, with an environment of our making.

use crate::Error;
use crate::account::Account;
use crate::error::io_at;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Taken over from our environment; nothing else is, so no secret of Loket's reaches the server
/// and no `PG…` variable of the person's bends it.
const PASSED_ON: [&str; 4] = ["PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/// The command with clean environment, `/` as folder and no input.
pub(crate) fn command(program: &Path, account: &Account) -> Command {
    let mut command = plain(program);
    if account.drops {
        // Also clears the supplementary groups.
        command.gid(account.gid).uid(account.uid);
    }
    command
}

/// The same, as ourselves: only for `--version`, which Postgres answers even to root.
pub(crate) fn plain(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("LC_ALL", "C")
        .current_dir("/")
        .stdin(Stdio::null());
    for name in PASSED_ON {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// Runs to the end and returns what the program wrote to standard output.
pub(crate) fn run(command: &mut Command, account: &Account) -> Result<String, Error> {
    let program = command.get_program().to_owned();
    let program = Path::new(&program);
    let output = command.output().map_err(|source| {
        if source.kind() == io::ErrorKind::PermissionDenied {
            Error::NotExecutable {
                account: account.name.clone(),
                program: program.to_owned(),
            }
        } else {
            io_at("run", program)(source)
        }
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Err(Error::Program {
        program: program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        status: output.status.to_string(),
        output: last_lines(&text, 20),
    })
}

/// The last `count` lines.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines
        .get(lines.len().saturating_sub(count)..)
        .unwrap_or_default()
        .join("\n")
}
