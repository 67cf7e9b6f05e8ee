//! Runs all tests of the workspace, several test programs at a time: many of them wait for a server, a clock or one
//! slow test, and a second program uses what the first leaves of the machine.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use serde::Deserialize;

use crate::{cargo, output, say};

/// How long each program took the last time, by its name: whatever takes longest begins first.
type Times = HashMap<String, f64>;

/// What cargo says of a thing it has built.
#[derive(Debug, Deserialize)]
struct Built {
    reason: String,
    manifest_path: Option<PathBuf>,
    executable: Option<PathBuf>,
    target: Option<Target>,
    profile: Option<Profile>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Profile {
    test: bool,
}

/// A program of tests, run in its crate's folder as cargo does.
#[derive(Debug)]
struct Program {
    name: String,
    folder: PathBuf,
    path: PathBuf,
}

/// Builds the tests, runs them and those in the documentation; false when one failed. Each program's output is told
/// whole when it ends.
pub(crate) fn run(root: &Path, lanes: usize) -> Result<bool> {
    let times = target(root).join("test-times.json");
    let mut known: Times = match std::fs::read(&times) {
        Ok(kept) => serde_json::from_slice(&kept)
            .with_context(|| format!("{} is not read: remove it", times.display()))?,
        Err(_) => Times::new(),
    };
    let mut waiting = programs(root)?;
    // Taken from the end; one that is new may be slow.
    waiting.sort_by(|a, b| seconds(&known, a).total_cmp(&seconds(&known, b)));
    let waiting = Mutex::new(waiting);
    let ended = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..lanes.max(1) {
            scope.spawn(|| {
                loop {
                    // By itself: in the head of a loop the lock would be held for the whole turn.
                    let next = lock(&waiting).pop();
                    let Some(program) = next else { break };
                    let began = Instant::now();
                    let outcome = one(&program);
                    let mut ended = lock(&ended);
                    let seconds = began.elapsed().as_secs_f64();
                    ended.push((program.name, seconds, outcome));
                }
            });
        }
    });
    let mut sound = true;
    for (name, seconds, outcome) in ended.into_inner().unwrap_or_else(PoisonError::into_inner) {
        sound &= outcome.with_context(|| name.clone())?;
        known.insert(name, seconds);
    }
    std::fs::write(&times, serde_json::to_vec_pretty(&known)?)?;
    let documentation = cargo()
        .args(["test", "--workspace", "--doc", "--no-fail-fast", "--quiet"])
        .current_dir(root)
        .status()?;
    Ok(sound && documentation.success())
}

fn seconds(known: &Times, program: &Program) -> f64 {
    known.get(&program.name).copied().unwrap_or(f64::MAX)
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn programs(root: &Path) -> Result<Vec<Program>> {
    let told = output(
        cargo()
            .args(["test", "--workspace", "--no-run", "--quiet"])
            .arg("--message-format=json-render-diagnostics")
            .current_dir(root)
            .stderr(Stdio::inherit()),
    )?;
    let mut programs = Vec::new();
    for line in told
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        let built: Built = serde_json::from_slice(line).context("cargo says what is not known")?;
        let (Some(path), Some(manifest), Some(target), Some(profile)) = (
            built.executable,
            built.manifest_path,
            built.target,
            built.profile,
        ) else {
            continue;
        };
        if built.reason != "compiler-artifact" || !profile.test {
            continue;
        }
        let folder = manifest
            .parent()
            .ok_or_else(|| anyhow!("{} lies nowhere", manifest.display()))?;
        let krate = folder.strip_prefix(root).unwrap_or(folder);
        let kind = target.kind.join("-");
        programs.push(Program {
            name: format!("{} {kind} {}", krate.display(), target.name),
            folder: folder.to_owned(),
            path,
        });
    }
    Ok(programs)
}

/// True when all its tests passed.
fn one(program: &Program) -> Result<bool> {
    let mut said: File = tempfile::tempfile()?;
    let began = Instant::now();
    let status = Command::new(&program.path)
        .arg("--quiet")
        .current_dir(&program.folder)
        .env("CARGO_MANIFEST_DIR", &program.folder)
        .stdin(Stdio::null())
        .stdout(said.try_clone()?)
        .stderr(said.try_clone()?)
        .status()
        .with_context(|| format!("{} does not start", program.path.display()))?;
    let mut text = Vec::new();
    said.rewind()?;
    said.read_to_end(&mut text)?;
    let mut out = std::io::stdout().lock();
    // A reader that went away is no failure.
    let _ = writeln!(
        out,
        "\n{}: {:.1} s",
        program.name,
        began.elapsed().as_secs_f64()
    )
    .and_then(|()| out.write_all(&text));
    drop(out);
    if !status.success() {
        say(&format!("FAILED: {} ({status})", program.name));
    }
    Ok(status.success())
}
