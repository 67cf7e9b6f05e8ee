//! `loket evidence verify`: needs the export, and best something the reader knows from elsewhere.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use anyhow::{Context as _, Result};
use domain::ids::WorkspaceId;
use evidence::{Report, Trust};
use serde::Deserialize;
use serde_json::json;

use crate::cli::Evidence;
use crate::{Verdict, out};

/// Verifies a file; exit code 1 when it does not hold.
pub(super) fn run(wish: &Evidence) -> Result<()> {
    let Evidence::Verify {
        file,
        key,
        notes,
        json,
    } = wish;
    let key = key
        .as_deref()
        .map(str::parse)
        .transpose()
        .context("--key")?;
    let notes = match notes {
        Some(path) => read_notes(path, &Whose::of(file)?)?,
        None => Vec::new(),
    };
    let report = evidence::verify(open(file)?, &Trust { key, notes })?;
    if *json {
        out::json(&as_json(&report));
    } else {
        out::line(report.to_string().trim_end());
    }
    if report.ok() {
        Ok(())
    } else {
        Err(Verdict(String::new(), 1).into())
    }
}

fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    Ok(BufReader::new(file))
}

fn as_json(report: &Report) -> serde_json::Value {
    json!({
        "ok": report.ok(),
        "workspace": report.workspace,
        "created": report.created,
        "first_seq": report.first_seq,
        "entries": report.entries,
        "erased": report.erased,
        "head": report.head,
        "first_broken": report.first_broken.as_ref().map(|b| json!({"seq": b.seq, "reason": b.reason.to_string()})),
        "damage": report.damage,
        "checkpoints": report.anchors.len(),
        "key": report.key.as_ref().map(ToString::to_string),
        "key_known": report.key_known,
        "missing_notes": report.missing_notes,
    })
}

/// Whose chain a file says it is, and when it says it was made.
#[derive(Deserialize)]
struct Whose {
    workspace: WorkspaceId,
    created: String,
}

impl Whose {
    fn of(path: &Path) -> Result<Self> {
        let mut line = String::new();
        open(path)?
            .read_line(&mut line)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        serde_json::from_str(&line)
            .with_context(|| format!("{} is no evidence file", path.display()))
    }
}

/// A line of Loket's own `evidence/checkpoints.jsonl`.
#[derive(Deserialize)]
struct Kept {
    note: String,
    anchors: Vec<(WorkspaceId, serde_json::Value)>,
}

/// Notes as they were kept: signed notes one after another, or a copy of `checkpoints.jsonl`. Of the latter the newest
/// one counts that covers this workspace and was signed before the export was made; the older ones follow from it.
fn read_notes(path: &Path, whose: &Whose) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    if !text.trim_start().starts_with('{') {
        return Ok(split(&text));
    }
    let mut newest = None;
    for line in text.lines() {
        // A line that a power cut left half written is the last one.
        let Ok(kept) = serde_json::from_str::<Kept>(line) else {
            continue;
        };
        let covers = kept
            .anchors
            .iter()
            .any(|(workspace, _)| *workspace == whose.workspace);
        // Times of one form, so their texts compare as they do.
        let signed = kept.note.lines().nth(1).unwrap_or_default();
        if covers && signed <= whose.created.as_str() {
            newest = Some(kept.note);
        }
    }
    Ok(newest.into_iter().collect())
}

/// Each note begins with the same title.
fn split(text: &str) -> Vec<String> {
    const TITLE: &str = "loket evidence checkpoint";
    let mut notes: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with(TITLE) {
            notes.push(String::new());
        }
        if let Some(note) = notes.last_mut() {
            note.push_str(line);
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_one_after_another_are_told_apart() {
        let one =
            "loket evidence checkpoint v1\n2026-01-01T00:00:00.000000Z\n1\nroot=\n\n— loket AAAA\n";
        let text = format!("kept by hand\n{one}\n{one}");
        let notes = split(&text);
        assert_eq!(notes.len(), 2);
        assert!(notes.iter().all(|note| note.trim_end() == one.trim_end()));
    }

    #[test]
    fn of_a_kept_log_the_newest_note_before_the_export_counts() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("checkpoints.jsonl");
        let (ours, other) = (WorkspaceId::new(), WorkspaceId::new());
        let line = |hour: u32, whose: WorkspaceId| {
            let note =
                format!("loket evidence checkpoint v1\n2026-01-01T{hour:02}:00:00.000000Z\n1\nr\n");
            json!({"note": note, "anchors": [[whose, {}]]}).to_string()
        };
        let lines = [
            line(1, ours),
            line(2, ours),
            line(3, other),
            line(9, ours),
            "{\"note\":".to_owned(),
        ];
        std::fs::write(&path, lines.join("\n")).unwrap();
        let whose = Whose {
            workspace: ours,
            created: "2026-01-01T05:00:00.000000Z".to_owned(),
        };
        let notes = read_notes(&path, &whose).unwrap();
        assert_eq!(notes.len(), 1);
        assert!(notes[0].contains("T02:00"), "{notes:?}");
    }
}
