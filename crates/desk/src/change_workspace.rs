//! A workspace changes its own settings: name, language, time zone, outreach, words for STOP and START.

use db::workspaces::{self, Workspace};
use db::{Record, WorkspaceTx};
use domain::consent::{LONGEST_WORD, MOST_WORDS, OwnWords, WordProblem};
use evidence::Kind;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::{Desk, names};

/// What changes; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceChange {
    /// Its name.
    pub name: Option<String>,
    /// Language of its people; a language tag.
    pub locale: Option<String>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// Whether templates may go to people who opted in without having written first.
    pub outreach_to_opted_in: Option<bool>,
    /// All its own words for STOP.
    pub stop_words: Option<Vec<String>>,
    /// All its own words for START.
    pub start_words: Option<Vec<String>>,
}

impl Desk {
    /// Changes the workspace of this transaction. Each setting that differs is an entry of its own in the evidence.
    pub async fn change_workspace(
        &self,
        tx: &mut WorkspaceTx,
        change: WorkspaceChange,
    ) -> Result<Workspace> {
        let before = workspaces::current(tx).await?;
        let mut after = before.clone();
        if let Some(name) = change.name {
            let name = name.trim().to_owned();
            if name.is_empty() || name.chars().count() > 200 {
                return Err(Error::invalid("name", "1 to 200 characters"));
            }
            after.name = name;
        }
        after.locale = change.locale.unwrap_or(after.locale);
        after.timezone = change.timezone.unwrap_or(after.timezone);
        after.outreach_to_opted_in = change
            .outreach_to_opted_in
            .unwrap_or(after.outreach_to_opted_in);
        if change.stop_words.is_some() || change.start_words.is_some() {
            let field = if change.stop_words.is_some() {
                "stop_words"
            } else {
                "start_words"
            };
            let words = OwnWords {
                stop: change.stop_words.unwrap_or(after.words.stop),
                start: change.start_words.unwrap_or(after.words.start),
            };
            after.words = words.checked().map_err(|problem| refused(field, problem))?;
        }
        let mut changed = false;
        for (what, from, to) in differences(&before, &after) {
            changed = true;
            tx.record(Record {
                kind: Kind::SettingsChanged,
                subject: format!("workspace:{}", before.id),
                actor: None,
                payload: json!({ "what": what, "from": from, "to": to }),
                message: None,
                conversation: None,
            });
        }
        if changed {
            workspaces::save(tx, &after).await?;
            tx.announce(names::workspace_changed("workspace.updated"));
        }
        Ok(after)
    }
}

fn differences(a: &Workspace, b: &Workspace) -> Vec<(&'static str, Value, Value)> {
    let all = [
        ("name", json!(a.name), json!(b.name)),
        ("locale", json!(a.locale), json!(b.locale)),
        ("timezone", json!(a.timezone), json!(b.timezone)),
        (
            "outreach_to_opted_in",
            json!(a.outreach_to_opted_in),
            json!(b.outreach_to_opted_in),
        ),
        ("stop_words", json!(a.words.stop), json!(b.words.stop)),
        ("start_words", json!(a.words.start), json!(b.words.start)),
    ];
    all.into_iter().filter(|(_, from, to)| from != to).collect()
}

fn refused(field: &'static str, problem: WordProblem) -> Error {
    let why = match problem {
        WordProblem::TooMany => format!("At most {MOST_WORDS} words."),
        WordProblem::Length(word) => format!(
            "\u{201c}{word}\u{201d} does not fit: 1 to {LONGEST_WORD} characters, with a letter or a digit among them."
        ),
        WordProblem::Both(word) => format!(
            "\u{201c}{word}\u{201d} would mean stop and start at once. Each word says one of the two."
        ),
    };
    Error::invalid(field, why)
}
