//! The worker's side of entering people: chunk after chunk, each with its progress.

use db::consents::{self, Entry};
use db::contact_entry;
use db::long_jobs::{self, LongJob, Progress};
use db::{Record, WorkspaceTx, channels, contacts};
use domain::Time;
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::ids::{ChannelId, ContactId, LongJobId, MediaId, WorkspaceId};
use evidence::Kind;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::row::{LeftRow, Person};
use super::{Around, ContactColumns, Outcome, Tally, known_by, sort_out, stopped, what_becomes};
use crate::error::{Error, Result};
use crate::knowledge::table::Table;
use crate::long_work::{LongWork, Step};
use crate::{Desk, names};

/// Rows of a chunk.
const CHUNK: usize = 100;

/// A row that was left out, as it stood in the table.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) left: LeftRow,
    pub(super) cells: Vec<String>,
}

/// The job's input in words of ours.
#[derive(Debug, Deserialize)]
struct Source {
    file: MediaId,
    channel: ChannelId,
    columns: ContactColumns,
    calling_code: String,
    by: String,
    by_name: Option<String>,
}

/// What was read of a table outside the transaction.
#[derive(Debug, Serialize, Deserialize)]
struct Chunk {
    next: usize,
    total: usize,
    people: Vec<Person>,
    /// The cells of each of them, in case they are left out after all.
    cells: Vec<Vec<String>>,
    left: Vec<Kept>,
}

/// Where the next chunk begins, and what became of the rows so far.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    row: usize,
    tally: Tally,
}

/// Enters people from a table.
#[derive(Debug)]
pub(crate) struct ImportContacts;

impl LongWork for ImportContacts {
    fn kind(&self) -> &'static str {
        "import_contacts"
    }

    fn prepare<'a>(
        &'a self,
        desk: &'a Desk,
        workspace: WorkspaceId,
        job: &'a LongJob,
    ) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            let source = source_of(job)?;
            let mut tx = desk.db().worker(workspace).await?;
            let around = Around::read(desk, &mut tx, Some(&source.calling_code)).await?;
            drop(tx);
            let bytes = desk.upload_bytes(workspace, source.file).await?;
            let table = Table::read(&bytes)?;
            if let Some(problem) = source.columns.problem(&table.headers, &around.names()) {
                return Err(Error::Conflict {
                    code: "mapping_misfit",
                    title: problem,
                    hint: "Say which column is what, then start again.".to_owned(),
                });
            }
            let from = cursor_of(job).row;
            let next = table.rows.len().min(from + CHUNK);
            let (people, left) = sort_out(&table, &around.reading(&source.columns), from, next);
            let cells = |row: usize| table.rows[row - Table::number(0)].clone();
            Ok(json!(Chunk {
                next,
                total: table.rows.len(),
                cells: people.iter().map(|p| cells(p.row)).collect(),
                left: left
                    .into_iter()
                    .map(|left| Kept {
                        cells: cells(left.row),
                        left,
                    })
                    .collect(),
                people,
            }))
        })
    }

    fn step<'a>(
        &'a self,
        desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        prepared: Value,
    ) -> BoxFuture<'a, Result<Step>> {
        Box::pin(async move {
            let source = source_of(job)?;
            let chunk: Chunk = serde_json::from_value(prepared)
                .map_err(|e| Error::Internal(format!("a chunk cannot be read: {e}")))?;
            let channel = channels::get(tx, source.channel)
                .await?
                .ok_or(Error::NotFound)?;
            let mut cursor = cursor_of(job);
            let mut left = chunk.left;
            let entering = Entering {
                kind: &channel.kind,
                source: &source,
                job: job.id,
                now: desk.now(),
            };
            let over = entering
                .people(tx, &chunk.people, &mut cursor.tally)
                .await?;
            for (person, cells) in chunk.people.iter().zip(chunk.cells) {
                if over.contains(&person.row) {
                    let left_row = stopped(person);
                    left.push(Kept {
                        left: left_row,
                        cells,
                    });
                }
            }
            for k in &left {
                cursor.tally.leave_out(k.left.why);
            }
            keep(tx, job.id, &left).await?;
            cursor.row = chunk.next;
            tx.announce(names::workspace_changed("contact.updated"));
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let tally = cursor.tally;
            let progress = Progress {
                done: count(chunk.next),
                total: Some(count(chunk.total)),
                failed: count(tally.left_out()),
                cursor: json!(cursor),
            };
            if chunk.next < chunk.total {
                return Ok(Step::More(progress));
            }
            forget_table(desk, tx, source.file).await?;
            Ok(Step::Finished(progress, json!(tally)))
        })
    }

    fn stopped<'a>(
        &'a self,
        desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        problem: Option<&'a Value>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            // After a failure it may be continued, and needs its table.
            if problem.is_none() {
                match source_of(job) {
                    Ok(source) => forget_table(desk, tx, source.file).await?,
                    // Stopping must always be possible; unused uploads go in time.
                    Err(error) => tracing::error!(%error, job = %job.id, "whose table is this?"),
                }
            }
            Ok(())
        })
    }
}

/// The table holds people's data: it goes when it was read, or is not going to be.
async fn forget_table(desk: &Desk, tx: &mut WorkspaceTx, file: MediaId) -> Result<()> {
    if contact_entry::forget_table(tx, file, ImportContacts.kind()).await? {
        desk.remove_after_commit(tx, &[file]).await?;
    }
    Ok(())
}

fn source_of(job: &LongJob) -> Result<Source> {
    serde_json::from_value(job.input.clone())
        .map_err(|e| Error::Internal(format!("an import cannot be read: {e}")))
}

fn cursor_of(job: &LongJob) -> Cursor {
    // Null at the beginning.
    serde_json::from_value(job.cursor.clone()).unwrap_or_default()
}

async fn keep(tx: &mut WorkspaceTx, job: LongJobId, left: &[Kept]) -> Result<()> {
    let rows: Vec<(i64, Value)> = left
        .iter()
        .map(|k| (i64::try_from(k.left.row).unwrap_or(i64::MAX), json!(k)))
        .collect();
    Ok(long_jobs::stage(tx, job, &rows).await?)
}

/// People being entered.
struct Entering<'a> {
    kind: &'a ChannelKind,
    source: &'a Source,
    job: LongJobId,
    now: Time,
}

impl Entering<'_> {
    /// Enters them; answers the rows of those who said stop.
    async fn people(
        &self,
        tx: &mut WorkspaceTx,
        people: &[Person],
        tally: &mut Tally,
    ) -> Result<Vec<usize>> {
        let mut phones: Vec<String> = people.iter().map(|p| p.phone.clone()).collect();
        phones.sort();
        // All numbers first, in the order everybody keeps; then nobody can come to be one of these meanwhile.
        contact_entry::hold(tx, self.kind, &phones).await?;
        let found = known_by(tx, self.kind, &phones).await?;
        let contacts: Vec<ContactId> = found.values().map(|known| known.contact).collect();
        contacts::lock(tx, &contacts).await?;
        // Once more: what was said while we waited for them counts.
        let known = known_by(tx, self.kind, &phones).await?;
        let mut over = Vec::new();
        for person in people {
            let before = known.get(&person.phone);
            match what_becomes(person, before) {
                Outcome::New => tally.new += 1,
                Outcome::Changed => tally.changed += 1,
                Outcome::Unchanged => {
                    tally.unchanged += 1;
                    continue;
                }
                Outcome::Stopped => {
                    over.push(person.row);
                    continue;
                }
            }
            let id = match before {
                Some(known) => known.contact,
                None => contact_entry::enter(tx, self.kind, &person.phone, self.now).await?,
            };
            if before.is_none_or(|known| known.name.is_none()) {
                contacts::describe(tx, id, person.name.as_deref(), None).await?;
            }
            if before.is_none_or(|known| known.consent != Consent::OptedIn) {
                self.agree(tx, id, person).await?;
            }
            contacts::change_labels(tx, id, &person.labels, &[]).await?;
            for (attribute, value) in &person.values {
                db::attributes::set(tx, id, *attribute, Some(value), self.now).await?;
            }
        }
        Ok(over)
    }

    /// What they agreed to, with where and when, into the ledger and the chain.
    async fn agree(&self, tx: &mut WorkspaceTx, id: ContactId, person: &Person) -> Result<()> {
        let entry = Entry {
            state: Consent::OptedIn,
            source: person.source.clone(),
            message: None,
            note: person.proof.clone(),
            at: person.agreed_at,
        };
        consents::change(tx, id, &entry).await?;
        tx.record(Record {
            kind: Kind::Consent,
            subject: format!("contact:{id}"),
            actor: Some(self.source.by.clone()),
            payload: json!({
                "state": "opted_in", "source": person.source, "note": person.proof, "agreed_at": person.agreed_at,
                "import": self.job, "row": person.row, "by": self.source.by_name,
            }),
            message: None,
            conversation: None,
        });
        Ok(())
    }
}
