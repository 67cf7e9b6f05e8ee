//! People who agreed elsewhere are entered from a table: looked at first, then entered in chunks. Whoever has no consent
//! with source and day stays out, and whoever said stop stays stopped.

mod columns;
mod row;
mod work;

use std::collections::{HashMap, HashSet};

use db::contact_entry::{self, Known};
use db::long_jobs;
use db::{WorkspaceTx, attributes, channels, labels, workspaces};
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::ids::{ChannelId, LongJobId, MediaId};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use columns::ContactColumns;
pub use row::{LeftOut, LeftRow};
pub(crate) use work::ImportContacts;

use crate::Desk;
use crate::error::{Error, Result};
use crate::knowledge::table::{self, Table};
use crate::long_work::LongWork;
use row::{Person, Reading};

/// Who is to be entered, and how.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ContactImport {
    /// The uploaded table.
    pub file: MediaId,
    /// The channel whose kind of numbers these are.
    pub channel: ChannelId,
    /// Which column is what; guessed when absent.
    pub columns: Option<ContactColumns>,
    /// The calling code of numbers without one; the workspace's country when absent, none when empty.
    pub calling_code: Option<String>,
}

/// What becomes of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// People who are not there yet.
    pub new: usize,
    /// People of whom something changes: consent, a label, an attribute, a missing name.
    pub changed: usize,
    /// People who stay as they are.
    pub unchanged: usize,
    /// Rows without consent.
    pub without_consent: usize,
    /// Rows without a number.
    pub invalid_number: usize,
    /// Numbers that stand in the table before.
    pub twice: usize,
    /// People who said stop.
    pub stopped: usize,
    /// Rows with something else that cannot be used.
    pub unusable: usize,
}

impl Tally {
    fn leave_out(&mut self, why: LeftOut) {
        *match why {
            LeftOut::InvalidNumber => &mut self.invalid_number,
            LeftOut::WithoutConsent => &mut self.without_consent,
            LeftOut::Twice => &mut self.twice,
            LeftOut::Stopped => &mut self.stopped,
            LeftOut::Unusable => &mut self.unusable,
        } += 1;
    }

    /// All rows that are left out.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.without_consent + self.invalid_number + self.twice + self.stopped + self.unusable
    }
}

/// What a person sees before an import.
#[derive(Debug)]
pub struct ContactPreview {
    /// The columns, each with some of its cells.
    pub columns: Vec<(String, Vec<String>)>,
    /// What they are taken for.
    pub mapping: ContactColumns,
    /// The calling code of numbers without one.
    pub calling_code: Option<String>,
    /// Why nobody can be entered like this.
    pub problem: Option<String>,
    /// How many rows there are.
    pub rows: usize,
    /// What would become of them; nothing while there is a problem.
    pub tally: Tally,
    /// The rows that would be left out.
    pub left: Vec<LeftRow>,
}

impl Desk {
    /// Looks at a table and says what entering its people would do. Nothing is changed.
    pub async fn preview_contacts(
        &self,
        tx: &mut WorkspaceTx,
        wanted: &ContactImport,
    ) -> Result<ContactPreview> {
        self.upload_name(tx, wanted.file).await?;
        let channel = channels::get(tx, wanted.channel)
            .await?
            .ok_or(Error::NotFound)?;
        let bytes = self.upload_bytes(tx.workspace(), wanted.file).await?;
        let table = Table::read(&bytes)?;
        let around = Around::read(self, tx, wanted.calling_code.as_deref()).await?;
        let mapping = match &wanted.columns {
            Some(columns) => columns.clone(),
            None => around.columns_for(tx, &table).await?,
        };
        let problem = mapping.problem(&table.headers, &around.names());
        let (mut tally, mut left) = (Tally::default(), Vec::new());
        if problem.is_none() {
            let reading = around.reading(&mapping);
            let (people, unusable) = sort_out(&table, &reading, 0, table.rows.len());
            left = unusable;
            let phones: Vec<String> = people.iter().map(|p| p.phone.clone()).collect();
            let known = known_by(tx, &channel.kind, &phones).await?;
            for person in &people {
                match what_becomes(person, known.get(&person.phone)) {
                    Outcome::New => tally.new += 1,
                    Outcome::Changed => tally.changed += 1,
                    Outcome::Unchanged => tally.unchanged += 1,
                    Outcome::Stopped => left.push(stopped(person)),
                }
            }
            left.sort_by_key(|one| one.row);
            for one in &left {
                tally.leave_out(one.why);
            }
        }
        Ok(ContactPreview {
            columns: table.columns(),
            mapping,
            calling_code: around.home,
            problem,
            rows: table.rows.len(),
            tally,
            left,
        })
    }

    /// Begins an import. What cannot work is refused here, before anything runs.
    pub async fn import_contacts(
        &self,
        tx: &mut WorkspaceTx,
        wanted: &ContactImport,
    ) -> Result<LongJobId> {
        let name = self.upload_name(tx, wanted.file).await?;
        let preview = self.preview_contacts(tx, wanted).await?;
        if let Some(problem) = preview.problem {
            return Err(Error::invalid("mapping", problem));
        }
        let headers: Vec<&String> = preview.columns.iter().map(|(name, _)| name).collect();
        let input = json!({
            "file": wanted.file, "channel": wanted.channel, "columns": preview.mapping, "names": headers,
            "calling_code": preview.calling_code.unwrap_or_default(), "by": tx.actor().label(), "by_name": tx.actor().name(),
        });
        let total = i64::try_from(preview.rows).unwrap_or(i64::MAX);
        self.start_long_work(tx, (ImportContacts.kind(), &name), input, Some(total))
            .await
    }

    /// The rows that an import left out, as a table with the reason in front. They are kept for 30 days.
    pub async fn left_out_contacts(&self, tx: &mut WorkspaceTx, id: LongJobId) -> Result<Vec<u8>> {
        let job = long_jobs::get(tx, id).await?.ok_or(Error::NotFound)?;
        if job.kind != ImportContacts.kind() {
            return Err(Error::NotFound);
        }
        let headers: Vec<String> = job
            .input
            .get("names")
            .cloned()
            .and_then(|h| serde_json::from_value(h).ok())
            .unwrap_or_default();
        let kept: Vec<work::Kept> = long_jobs::staged(tx, id)
            .await?
            .into_iter()
            .map(serde_json::from_value)
            .collect::<Result<_, _>>()
            .map_err(|e| Error::Internal(format!("a kept row cannot be read: {e}")))?;
        let told: Vec<(String, String)> = kept
            .iter()
            .map(|k| (k.left.row.to_string(), k.left.reasons.join("; ")))
            .collect();
        let head = ["Row", "Why it was left out"]
            .into_iter()
            .chain(headers.iter().map(String::as_str))
            .collect();
        let rows = kept.iter().zip(&told).map(|(k, (row, why))| {
            [row.as_str(), why.as_str()]
                .into_iter()
                .chain(k.cells.iter().map(String::as_str))
                .collect()
        });
        table::write(std::iter::once(head).chain(rows))
    }
}

/// What a table is read with, as the workspace stands now.
struct Around {
    attributes: Vec<attributes::Attribute>,
    labels: Vec<labels::Label>,
    home: Option<String>,
    now: domain::Time,
}

impl Around {
    async fn read(desk: &Desk, tx: &mut WorkspaceTx, calling_code: Option<&str>) -> Result<Self> {
        let home = match calling_code.map(str::trim) {
            Some("") => None,
            Some(code) => Some(code.trim_start_matches('+').to_owned()),
            None => {
                (workspaces::current(tx).await?.locale.starts_with("id")).then(|| "62".to_owned())
            }
        };
        if home.as_deref().is_some_and(|code| {
            !(1..=3).contains(&code.len())
                || !code.chars().all(|c| c.is_ascii_digit())
                || code.starts_with('0')
        }) {
            return Err(Error::invalid("calling_code", "1 to 3 digits, such as 62"));
        }
        let attributes = attributes::list(tx).await?;
        Ok(Self {
            attributes: attributes.into_iter().map(|(one, _)| one).collect(),
            labels: labels::all(tx).await?,
            home,
            now: desk.now(),
        })
    }

    fn names(&self) -> Vec<String> {
        self.attributes.iter().map(|a| a.name.clone()).collect()
    }

    fn reading<'a>(&'a self, columns: &'a ContactColumns) -> Reading<'a> {
        Reading {
            columns,
            home: self.home.as_deref(),
            attributes: &self.attributes,
            labels: &self.labels,
            now: self.now,
        }
    }

    /// What the same columns were taken for last time, or what their names suggest.
    async fn columns_for(&self, tx: &mut WorkspaceTx, table: &Table) -> Result<ContactColumns> {
        let headers = json!(table.headers);
        let kind = ImportContacts.kind();
        let last = long_jobs::last_input(tx, kind, "names", &headers).await?;
        let remembered = last.and_then(|input| {
            serde_json::from_value::<ContactColumns>(input.get("columns").cloned()?).ok()
        });
        Ok(remembered
            .filter(|columns| columns.problem(&table.headers, &self.names()).is_none())
            .unwrap_or_else(|| ContactColumns::guess(&table.headers, &self.names())))
    }
}

/// Rows as people, and those that are none. A number counts once in the whole table.
fn sort_out(
    table: &Table,
    reading: &Reading<'_>,
    from: usize,
    to: usize,
) -> (Vec<Person>, Vec<LeftRow>) {
    let mut seen: HashSet<String> = (0..from)
        .filter_map(|index| reading.phone(table, index))
        .collect();
    let (mut people, mut left) = (Vec::new(), Vec::new());
    for index in from..to {
        match reading.row(table, index) {
            Ok(person) if !seen.insert(person.phone.clone()) => left.push(LeftRow {
                row: person.row,
                why: LeftOut::Twice,
                reasons: vec!["this number stands in a row before".to_owned()],
                phone: Some(person.phone),
            }),
            Ok(person) => people.push(person),
            Err(row) => {
                seen.extend(row.phone.clone());
                left.push(row);
            }
        }
    }
    (people, left)
}

async fn known_by(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    phones: &[String],
) -> Result<HashMap<String, Known>> {
    let known = contact_entry::known(tx, kind, phones).await?;
    Ok(known.into_iter().map(|k| (k.phone.clone(), k)).collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    New,
    Changed,
    Unchanged,
    Stopped,
}

fn what_becomes(person: &Person, known: Option<&Known>) -> Outcome {
    let Some(known) = known else {
        return Outcome::New;
    };
    if known.consent == Consent::OptedOut {
        return Outcome::Stopped;
    }
    let changes = known.consent != Consent::OptedIn
        || (known.name.is_none() && person.name.is_some())
        || person.labels.iter().any(|l| !known.labels.contains(l))
        || person.values.iter().any(|v| !known.values.contains(v));
    if changes {
        Outcome::Changed
    } else {
        Outcome::Unchanged
    }
}

fn stopped(person: &Person) -> LeftRow {
    LeftRow {
        row: person.row,
        why: LeftOut::Stopped,
        reasons: vec!["this person said stop; only they can start again".to_owned()],
        phone: Some(person.phone.clone()),
    }
}
