//! A catalogue is imported from a table: looked at first, then read in chunks, then published as one version.

use db::long_jobs::{self, LongJob, Progress};
use db::{WorkspaceTx, knowledge};
use domain::ids::{FeedId, LongJobId, MediaId, WorkspaceId};
use futures::future::BoxFuture;
use grounding::value::Currency;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::catalogue::{Examined, Reject, Usable, assemble, currency_of, read_row};
use super::mapping::Mapping;
use super::table::{self, Table};
use super::{Cause, EMPTY};
use crate::Desk;
use crate::error::{Error, Result};
use crate::long_work::{LongWork, Step};

/// Rows of a chunk.
const CHUNK: usize = 400;

/// What is to be imported, and how.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CatalogueImport {
    /// The uploaded table.
    pub file: MediaId,
    /// Which column is what; guessed when absent.
    pub mapping: Option<Mapping>,
    /// Whether items that the table does not name go.
    #[serde(default)]
    pub remove_missing: bool,
}

/// What a person sees before an import.
#[derive(Debug)]
pub struct Preview {
    /// The columns, each with some of its cells.
    pub columns: Vec<(String, Vec<String>)>,
    /// What they are taken for.
    pub mapping: Mapping,
    /// Why it cannot be imported like this.
    pub problem: Option<String>,
    /// How many rows there are.
    pub rows: usize,
    /// What would become of the catalogue; nothing while there is a problem.
    pub examined: Examined,
}

impl Desk {
    /// Looks at a table and says what importing it would do. Nothing is changed.
    pub async fn preview_import(
        &self,
        tx: &mut WorkspaceTx,
        wanted: &CatalogueImport,
    ) -> Result<Preview> {
        self.upload_name(tx, wanted.file).await?;
        let bytes = self.upload_bytes(tx.workspace(), wanted.file).await?;
        let table = Table::read(&bytes)?;
        let mapping = match &wanted.mapping {
            Some(mapping) => mapping.clone(),
            None => self.mapping_for(tx, &table).await?,
        };
        let problem = mapping.problem(&table.headers);
        let document = document_now(tx).await?;
        let examined = if problem.is_none() {
            examine(&table, &mapping, &document, wanted.remove_missing)
        } else {
            Examined::default()
        };
        Ok(Preview {
            columns: table.columns(),
            mapping,
            problem,
            rows: table.rows.len(),
            examined,
        })
    }

    /// The rows that an import leaves out, as a table with the reason in front: mend it and import it again.
    pub async fn rejected_rows(
        &self,
        tx: &mut WorkspaceTx,
        wanted: &CatalogueImport,
    ) -> Result<Vec<u8>> {
        let preview = self.preview_import(tx, wanted).await?;
        let bytes = self.upload_bytes(tx.workspace(), wanted.file).await?;
        let table = Table::read(&bytes)?;
        let head = ["Row", "Why it was left out"]
            .into_iter()
            .chain(table.headers.iter().map(String::as_str))
            .collect::<Vec<_>>();
        let told: Vec<(String, String, usize)> = preview
            .examined
            .rejects
            .iter()
            .map(|r| {
                (
                    r.row.to_string(),
                    r.reasons.join("; "),
                    r.row - Table::number(0),
                )
            })
            .collect();
        let rows = told.iter().map(|(number, why, at)| {
            [number.as_str(), why.as_str()]
                .into_iter()
                .chain(table.rows[*at].iter().map(String::as_str))
                .collect()
        });
        table::write(std::iter::once(head).chain(rows))
    }

    /// Begins an import. What cannot work is refused here, before anything runs.
    pub async fn import_catalogue(
        &self,
        tx: &mut WorkspaceTx,
        wanted: &CatalogueImport,
    ) -> Result<LongJobId> {
        let name = self.upload_name(tx, wanted.file).await?;
        let preview = self.preview_import(tx, wanted).await?;
        if let Some(problem) = preview.problem {
            return Err(Error::invalid("mapping", problem));
        }
        let headers: Vec<&String> = preview.columns.iter().map(|(name, _)| name).collect();
        let input = json!({
            "file": wanted.file, "mapping": preview.mapping, "headers": headers, "remove_missing": wanted.remove_missing,
            "name": name, "by": tx.actor().label(), "by_name": tx.actor().name(),
        });
        let total = i64::try_from(preview.rows).unwrap_or(i64::MAX);
        self.start_long_work(tx, (ImportCatalogue.kind(), &name), input, Some(total))
            .await
    }

    /// What the same columns were taken for last time, or what their names suggest.
    pub(crate) async fn mapping_for(&self, tx: &mut WorkspaceTx, table: &Table) -> Result<Mapping> {
        let headers = json!(table.headers);
        let last = long_jobs::last_input(tx, ImportCatalogue.kind(), "headers", &headers).await?;
        let remembered = last.and_then(|input| {
            serde_json::from_value::<Mapping>(input.get("mapping").cloned()?).ok()
        });
        Ok(remembered.unwrap_or_else(|| Mapping::guess(&table.headers)))
    }
}

pub(super) async fn document_now(tx: &mut WorkspaceTx) -> Result<Value> {
    Ok(knowledge::current(tx)
        .await?
        .map_or_else(|| EMPTY.clone(), |k| k.document))
}

fn examine(table: &Table, mapping: &Mapping, document: &Value, remove_missing: bool) -> Examined {
    let currency = currency_of(document);
    let (mut said, mut rejects): (Vec<Usable>, Vec<Reject>) = (Vec::new(), Vec::new());
    for index in 0..table.rows.len() {
        match read_row(table, index, mapping, currency) {
            Ok(row) => said.push(row),
            Err(reject) => rejects.push(reject),
        }
    }
    let mut out = assemble(document, said, remove_missing);
    out.rejects.extend(rejects);
    out.rejects.sort_by_key(|r| r.row);
    out
}

/// What a chunk needs to know; the job's input and cursor in words of ours.
#[derive(Debug, Deserialize)]
pub(super) struct Source {
    pub(super) file: MediaId,
    pub(super) mapping: Mapping,
    #[serde(default)]
    pub(super) remove_missing: bool,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) by: Option<String>,
    #[serde(default)]
    pub(super) by_name: Option<String>,
    #[serde(default)]
    pub(super) feed: Option<FeedId>,
    /// Which settings of the feed it goes by.
    #[serde(default)]
    pub(super) turn: Option<i32>,
}

impl Source {
    /// Why there is a new version: `kind`, in the name of whoever asked for it.
    pub(super) fn cause(&self, kind: &'static str) -> Cause {
        Cause {
            label: Some(self.name.clone()),
            by: self.by.clone(),
            by_name: self.by_name.clone(),
            ..Cause::of(kind)
        }
    }
}

/// Imports a table.
#[derive(Debug)]
pub(crate) struct ImportCatalogue;

impl LongWork for ImportCatalogue {
    fn kind(&self) -> &'static str {
        "import_catalogue"
    }

    fn prepare<'a>(
        &'a self,
        desk: &'a Desk,
        workspace: WorkspaceId,
        job: &'a LongJob,
    ) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            let source = source_of(&job.input)?;
            let mut tx = desk.db().worker(workspace).await?;
            let currency = currency_of(&document_now(&mut tx).await?);
            drop(tx);
            let bytes = desk.upload_bytes(workspace, source.file).await?;
            Ok(json!(read_chunk(&bytes, &source, from_of(job), currency)?))
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
            let source = source_of(&job.input)?;
            take_chunk(desk, tx, job, &source, prepared, &source.cause("import")).await
        })
    }

    fn stopped<'a>(
        &'a self,
        _desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        problem: Option<&'a Value>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(forget_read(tx, job.id, problem.is_none()))
    }
}

/// After a failure it may be continued; cancelled for good, what was read is of no use.
pub(super) async fn forget_read(
    tx: &mut WorkspaceTx,
    job: LongJobId,
    for_good: bool,
) -> Result<()> {
    if for_good {
        long_jobs::unstage(tx, job).await?;
    }
    Ok(())
}

pub(super) fn source_of(input: &Value) -> Result<Source> {
    serde_json::from_value(input.clone())
        .map_err(|e| Error::Internal(format!("an import cannot be read: {e}")))
}

pub(super) fn from_of(job: &LongJob) -> usize {
    job.cursor
        .get("row")
        .and_then(Value::as_u64)
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(0)
}

/// What was read of a table outside the transaction.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Chunk {
    next: usize,
    total: usize,
    usable: Vec<Usable>,
    unusable: usize,
}

/// The next rows, read and judged.
pub(super) fn read_chunk(
    bytes: &[u8],
    source: &Source,
    from: usize,
    currency: Currency,
) -> Result<Chunk> {
    let table = Table::read(bytes)?;
    if let Some(problem) = source.mapping.problem(&table.headers) {
        return Err(Error::Conflict {
            code: "mapping_misfit",
            title: problem,
            hint: "Say which column is what, then start again.".to_owned(),
        });
    }
    let next = table.rows.len().min(from + CHUNK);
    let (mut usable, mut unusable) = (Vec::new(), 0);
    for index in from..next {
        match read_row(&table, index, &source.mapping, currency) {
            Ok(row) => usable.push(row),
            Err(_) => unusable += 1,
        }
    }
    Ok(Chunk {
        next,
        total: table.rows.len(),
        usable,
        unusable,
    })
}

/// Keeps the rows of a chunk; after the last one everything becomes one version.
pub(super) async fn take_chunk(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    job: &LongJob,
    source: &Source,
    prepared: Value,
    cause: &Cause,
) -> Result<Step> {
    let chunk: Chunk = serde_json::from_value(prepared)
        .map_err(|e| Error::Internal(format!("a chunk cannot be read: {e}")))?;
    let rows: Vec<(i64, Value)> = chunk
        .usable
        .iter()
        .map(|row| (i64::try_from(row.row).unwrap_or(i64::MAX), json!(row)))
        .collect();
    long_jobs::stage(tx, job.id, &rows).await?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut cursor = job.cursor.clone();
    cursor["row"] = json!(chunk.next);
    let mut progress = Progress {
        done: count(chunk.next),
        total: Some(count(chunk.total)),
        failed: job.failed + count(chunk.unusable),
        cursor,
    };
    if chunk.next < chunk.total {
        return Ok(Step::More(progress));
    }
    let mut document = document_now(tx).await?;
    let said: Vec<Usable> = long_jobs::staged(tx, job.id)
        .await?
        .into_iter()
        .map(serde_json::from_value)
        .collect::<Result<_, _>>()
        .map_err(|e| Error::Internal(format!("a kept row cannot be read: {e}")))?;
    if said.is_empty() {
        return Err(Error::Conflict {
            code: "nothing_usable",
            title: "No row of the table can be used".to_owned(),
            hint: "Look at the preview: each row says why. The catalogue stays as it was."
                .to_owned(),
        });
    }
    let made = assemble(&document, said, source.remove_missing);
    progress.failed += count(made.rejects.len());
    document["items"] = Value::Array(made.items);
    let version = desk
        .publish(tx, document, cause)
        .await
        .map_err(again_if_overtaken)?;
    long_jobs::unstage(tx, job.id).await?;
    let gone = if source.remove_missing {
        made.missing
    } else {
        0
    };
    let result = json!({
        "version": version, "new": made.new, "changed": made.changed, "unchanged": made.unchanged, "removed": gone,
        "left_out": progress.failed, "file": source.file, "feed": source.feed,
    });
    Ok(Step::Finished(progress, result))
}

/// Somebody saved at the same moment: the chunk is tried again on what they saved.
fn again_if_overtaken(error: Error) -> Error {
    match error {
        Error::Conflict {
            code: "knowledge_changed",
            title,
            ..
        } => Error::Internal(title),
        other => other,
    }
}
