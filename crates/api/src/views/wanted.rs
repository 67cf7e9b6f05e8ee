//! What a list of threads is asked for: a view, and what somebody typed.

use db::conversations::{Filter, View as Listed};
use db::{WorkspaceTx, assignments, channels, labels};
use domain::Time;
use domain::ids::PersonId;
use domain::search::{Hint, Is, Search, Whose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::closing;
use crate::problem::{Problem, Result};

/// Longest search, in characters.
const LONGEST_SEARCH: usize = 200;

/// A view of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum View {
    /// Threads that are neither asleep nor done. With words or a state of their own in `q`, all threads.
    #[default]
    All,
    /// Open ones of the person who asks.
    Mine,
    /// Those with a note that names the person who asks.
    Mentions,
    /// Open ones of nobody.
    Unassigned,
    /// Open ones in which the customer wrote last.
    Unanswered,
    /// A draft waits for a person.
    Waiting,
    /// A draft is held, or the sources do not answer.
    Held,
    /// The window closes within six hours; the soonest first.
    Closing,
    /// Something failed.
    Failed,
    /// Something is unread.
    Unread,
    /// Asleep.
    Snoozed,
    /// Done.
    Resolved,
}

/// Something in a search that was not understood, and is left out of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchHint {
    /// `unknown_state`, `unknown_label`, `unknown_channel`, `unknown_person` or `empty`.
    code: String,
    /// The word, or the operator that has none.
    word: String,
    /// What to do.
    text: String,
}

impl SearchHint {
    /// What to do.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

fn hint(code: &str, word: &str, text: String) -> SearchHint {
    SearchHint {
        code: code.to_owned(),
        word: word.to_owned(),
        text,
    }
}

/// What is asked for, with what was not understood.
pub(crate) async fn understand(
    tx: &mut WorkspaceTx,
    view: View,
    q: Option<&str>,
    now: Time,
) -> Result<(Filter, Vec<SearchHint>)> {
    let text = q.unwrap_or_default();
    if text.chars().count() > LONGEST_SEARCH {
        return Err(Problem::invalid("q", "at most 200 characters"));
    }
    let search = Search::parse(text);
    let me = tx.actor().person();
    let (closing_before, open_since) = closing(now);
    let mut filter = Filter {
        view: listed(view, &search),
        me,
        closing_before: Some(closing_before),
        open_since: Some(open_since),
        ..Filter::default()
    };
    let mut hints: Vec<SearchHint> = search.hints.iter().map(of_grammar).collect();
    for is in &search.is {
        apply(&mut filter, *is);
    }
    with_names(tx, &search, &mut filter, &mut hints).await?;
    filter.words = search.words;
    filter.from = search.from;
    Ok((filter, hints))
}

fn listed(view: View, search: &Search) -> Listed {
    match view {
        View::All if search.looks_everywhere() => Listed::Any,
        View::All => Listed::Open,
        View::Mine => Listed::Mine,
        View::Mentions => Listed::Mentions,
        View::Unassigned => Listed::Unassigned,
        View::Unanswered => Listed::Unanswered,
        View::Waiting => Listed::Waiting,
        View::Held => Listed::Held,
        View::Closing => Listed::Closing,
        View::Failed => Listed::Failed,
        View::Unread => Listed::Unread,
        View::Snoozed => Listed::Snoozed,
        View::Resolved => Listed::Resolved,
    }
}

fn apply(filter: &mut Filter, is: Is) {
    match is {
        Is::Unread => filter.unread = true,
        Is::Unanswered => filter.unanswered = true,
        Is::Draft => filter.draft = true,
        Is::Closing => filter.closing = true,
        Is::Closed => filter.closed = true,
        Is::Failed => filter.failed = true,
        Is::Open => filter.state = Some("open"),
        Is::Snoozed => filter.state = Some("snoozed"),
        Is::Resolved => filter.state = Some("resolved"),
    }
}

fn of_grammar(found: &Hint) -> SearchHint {
    match found {
        Hint::UnknownState(word) => {
            let states: Vec<_> = Is::ALL.iter().map(|is| is.as_str()).collect();
            hint(
                "unknown_state",
                word,
                format!("After is: comes one of {}.", states.join(", ")),
            )
        }
        Hint::Empty(operator) => hint(
            "empty",
            operator,
            format!("Write something after {operator}:"),
        ),
    }
}

/// Names of channels, labels and people become ids. A name that nothing has is left out and told.
async fn with_names(
    tx: &mut WorkspaceTx,
    search: &Search,
    filter: &mut Filter,
    hints: &mut Vec<SearchHint>,
) -> Result<()> {
    if !search.channels.is_empty() {
        let known = channels::list(tx).await?;
        for name in &search.channels {
            let found: Vec<_> = known
                .iter()
                .filter(|c| {
                    c.kind.to_string().to_lowercase() == *name
                        || c.name.to_lowercase().starts_with(name)
                })
                .map(|c| c.id)
                .collect();
            if found.is_empty() {
                hints.push(hint(
                    "unknown_channel",
                    name,
                    format!("No channel is called {name}."),
                ));
            }
            filter.channels.extend(found);
        }
    }
    if !search.labels.is_empty() {
        let known = labels::all(tx).await?;
        for name in &search.labels {
            match known.iter().find(|l| l.name.to_lowercase() == *name) {
                Some(label) => filter.labels.push(label.id),
                None => hints.push(hint(
                    "unknown_label",
                    name,
                    format!("No label is called {name}."),
                )),
            }
        }
    }
    let mut people: Vec<Option<PersonId>> = Vec::new();
    for whose in &search.assignees {
        match whose {
            Whose::Nobody => people.push(None),
            Whose::Mine => people.extend(filter.me.map(Some)),
            Whose::Named(name) => {
                let known = assignments::members(tx).await?;
                let found: Vec<_> = known
                    .iter()
                    .filter(|m| m.name.to_lowercase().starts_with(name))
                    .map(|m| Some(m.id))
                    .collect();
                if found.is_empty() {
                    hints.push(hint(
                        "unknown_person",
                        name,
                        format!("Nobody here is called {name}."),
                    ));
                }
                people.extend(found);
            }
        }
    }
    if !people.is_empty() {
        filter.assignees = Some(people);
    }
    Ok(())
}
