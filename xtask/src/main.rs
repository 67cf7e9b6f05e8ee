//! What developers run beside cargo: `cargo xtask check | gen | bench`.

mod generate;
mod layers;
mod neutral;
mod sizes;
mod sources;
mod sql;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, ensure};
use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "xtask", about)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Proves what the architecture says: layers, sizes, where SQL stands, what the middle may not know.
    Check,
    /// Makes everything that is made from code: .sqlx, the OpenAPI document, the client's types, docs/settings.md.
    Gen {
        /// Only tells what is stale.
        #[arg(long)]
        check: bool,
    },
    /// Builds what is measured and measures it: everything, or what the arguments ask of the bench.
    Bench {
        /// For the bench.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(&Cli::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<bool> {
    let root = root()?;
    match task {
        Task::Check => check(&root),
        Task::Gen { check } => generate::run(&root, *check),
        Task::Bench { arguments } => bench(&root, arguments),
    }
}

/// The release binary as it is shipped, with the web app in it, and then the bench.
fn bench(root: &Path, arguments: &[String]) -> Result<bool> {
    let web = root.join("web");
    let mut steps = Vec::new();
    if !web.join("dist/index.html").is_file() {
        if !web.join("node_modules").is_dir() {
            steps.push((web.clone(), "npm", vec!["ci"]));
        }
        steps.push((web, "npm", vec!["run", "build"]));
    }
    let build = ["build", "--release", "-p", "loket", "-p", "loket-bench"];
    steps.push((root.to_owned(), "cargo", build.to_vec()));
    let mut run = vec!["run", "--release", "-p", "loket-bench", "--"];
    run.extend(arguments.iter().map(String::as_str));
    steps.push((root.to_owned(), "cargo", run));
    for (folder, program, arguments) in steps {
        let mut step = if program == "cargo" {
            cargo()
        } else {
            Command::new(program)
        };
        step.args(arguments).current_dir(folder);
        let status = step.status();
        if !status
            .with_context(|| format!("{program} does not start"))?
            .success()
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check(root: &Path) -> Result<bool> {
    let sources = sources::read(root)?;
    let checks: [(&str, Vec<String>); 4] = [
        ("layers", layers::wrong(root)?),
        ("sizes", sizes::wrong(&sources)),
        ("SQL only in db", sql::wrong(&sources)),
        ("channel-neutral middle", neutral::wrong(&sources)),
    ];
    let mut sound = true;
    for (name, wrong) in checks {
        say(&format!(
            "{} {name}",
            if wrong.is_empty() { "ok  " } else { "FAIL" }
        ));
        for line in &wrong {
            say(&format!("       {line}"));
        }
        sound &= wrong.is_empty();
    }
    Ok(sound)
}

fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here
        .parent()
        .context("xtask lies in the workspace")?
        .to_owned())
}

/// Cargo, as whoever calls us would call it: what it told us of ourselves would have it build libraries anew that look
/// at it, and everything above them.
fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    for (name, _) in std::env::vars_os() {
        let told = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ];
        if name
            .to_str()
            .is_some_and(|name| told.iter().any(|start| name.starts_with(start)))
        {
            cargo.env_remove(name);
        }
    }
    cargo
}

fn say(line: &str) {
    // A reader that went away is no failure.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Runs a program to its end and answers its standard output.
fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = format!("{command:?}");
    let output = command
        .output()
        .with_context(|| format!("{name} does not start"))?;
    ensure!(
        output.status.success(),
        "{name} failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}
