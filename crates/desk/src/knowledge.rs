//! What a workspace may answer from.

mod catalogue;
mod change;
mod diff;
mod document;
mod feed;
mod files;
mod history;
mod import;
mod mapping;
mod money;
pub(crate) mod table;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, RwLock};

use db::{Record, WorkspaceTx, knowledge};
use domain::Time;
use domain::ids::WorkspaceId;
use evidence::Kind;
use grounding::{
    Drafted, Ground, Knowledge, KnowledgeError, Question, SourceRef, Submission, Verdict,
};
use serde_json::{Value, json};

pub use catalogue::{Examined, Reject};
pub use change::RowChange;
pub use diff::{Difference, Op, PARTS, Row};
pub use document::Passage;
pub use files::Upload;
pub use history::SourceProblem;
pub use import::{CatalogueImport, Preview};
pub use mapping::Mapping;

pub(crate) use document::ReadDocument;
pub(crate) use feed::FetchFeed;
pub(crate) use import::ImportCatalogue;

use crate::error::{Error, Result};
use crate::{Desk, names};

/// Read knowledge, remembered by version: a version never changes.
static READ: LazyLock<RwLock<ByWorkspace>> = LazyLock::new(RwLock::default);

type ByWorkspace = HashMap<WorkspaceId, (i32, Arc<Knowledge>)>;

/// Most workspaces whose knowledge is remembered.
const MOST: usize = 512;

impl Desk {
    /// Makes `document` the present knowledge; answers its version. One that cannot be read is refused with the place.
    pub async fn put_knowledge(&self, tx: &mut WorkspaceTx, document: Value) -> Result<i32> {
        self.publish(tx, document, &Cause::of("document")).await
    }

    /// The one way to a new version: it is read first, compared with the present one, and put whole. A document that
    /// changes nothing is no version.
    pub(crate) async fn publish(
        &self,
        tx: &mut WorkspaceTx,
        document: Value,
        cause: &Cause,
    ) -> Result<i32> {
        read(&document)?;
        let before = knowledge::current(tx).await?;
        let known = before.as_ref().map_or(0, |b| b.version);
        let difference = diff::between(before.as_ref().map_or(&*EMPTY, |b| &b.document), &document);
        if difference.is_empty() && known > 0 {
            return Ok(known);
        }
        let by = cause.by.clone().unwrap_or_else(|| tx.actor().label());
        let name = cause
            .by_name
            .clone()
            .or_else(|| tx.actor().name().map(str::to_owned));
        let change = json!({
            "cause": cause.kind, "label": cause.label, "from": cause.from, "by_name": name,
            "parts": difference.summary, "settings": difference.settings,
        });
        let version = knowledge::put(tx, &document, &change, &by, self.now())
            .await
            .map_err(|error| {
                if error.is_conflict("knowledge_pkey") {
                    Error::Conflict {
                        code: "knowledge_changed",
                        title: "Somebody else changed the knowledge".to_owned(),
                        hint: "Load it again and repeat your change.".to_owned(),
                    }
                } else {
                    error.into()
                }
            })?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("knowledge:{version}"),
            actor: None,
            payload: json!({ "what": "knowledge", "version": version, "change": change }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(version)
    }

    /// What would be drafted for a question now; nothing is stored or sent.
    pub async fn try_question(
        &self,
        tx: &mut WorkspaceTx,
        question: &str,
        language: Option<&str>,
    ) -> Result<Drafted> {
        let (_, known) = present(tx).await?;
        let asked = Question {
            text: question.to_owned(),
            language_hint: language.map(str::to_owned),
            ..Question::default()
        };
        Ok(grounding::draft(&asked, &known, self.now()))
    }
}

/// A document with nothing in it.
pub(crate) static EMPTY: LazyLock<Value> = LazyLock::new(
    || json!({ "business": "", "currency": "IDR", "items": [], "policies": [], "promo": [], "answers": [] }),
);

/// Why there is a new version.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cause {
    /// `edit`, `document`, `import`, `feed`, `policy`, `restore`.
    pub(crate) kind: &'static str,
    /// A file's name, an address.
    pub(crate) label: Option<String>,
    /// The version that was brought back.
    pub(crate) from: Option<i32>,
    /// Who asked for it, when a worker does it.
    pub(crate) by: Option<String>,
    /// Their name.
    pub(crate) by_name: Option<String>,
}

impl Cause {
    pub(crate) fn of(kind: &'static str) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }
}

/// The present knowledge and its version; an empty one when nothing was put yet.
pub(crate) async fn present(tx: &mut WorkspaceTx) -> Result<(i32, Arc<Knowledge>)> {
    let workspace = tx.workspace();
    let version = knowledge::version(tx).await?;
    if let Some((known, read)) = READ.read().ok().and_then(|r| r.get(&workspace).cloned())
        && known == version
    {
        return Ok((version, read));
    }
    let document = match knowledge::current(tx).await? {
        Some(current) => current.document,
        None => EMPTY.clone(),
    };
    let read = Arc::new(read(&document)?);
    if let Ok(mut remembered) = READ.write() {
        if remembered.len() >= MOST {
            remembered.clear();
        }
        remembered.insert(workspace, (version, Arc::clone(&read)));
    }
    Ok((version, read))
}

/// Reads a document by grounding's own rules. What is refused names its row: `items/JKT-BLU`.
pub(crate) fn read(document: &Value) -> Result<Knowledge> {
    Knowledge::from_json(&document.to_string())
        .map_err(|e| Error::invalid(place(&e), e.to_string()))
}

fn place(error: &KnowledgeError) -> String {
    let part = |kind: &str| match kind {
        "item" => "items",
        "policy" => "policies",
        "answer" => "answers",
        _ => "promo",
    };
    match error {
        KnowledgeError::Number { sku, .. } => format!("items/{sku}"),
        KnowledgeError::Duplicate { kind, id } => format!("{}/{id}", part(kind)),
        KnowledgeError::Empty { kind, position, .. } => format!("{}/#{position}", part(kind)),
        KnowledgeError::Percent(code) => format!("promo/{code}"),
        KnowledgeError::Date { owner, .. } => format!("items/{owner}"),
        KnowledgeError::Currency(_) => "currency".to_owned(),
        KnowledgeError::Zone(_) => "timezone".to_owned(),
        KnowledgeError::Shape(_) => "document".to_owned(),
    }
}

/// Checks a person's own words like a draft's: any source of the workspace may support them.
pub(crate) fn check_words(text: &str, asked: &str, known: &Knowledge, now: Time) -> Verdict {
    let cites: Vec<SourceRef> = known
        .sources()
        .map(|s| SourceRef {
            id: s.id.clone(),
            version: s.version.clone(),
            field: None,
            span: None,
        })
        .collect();
    let submission = Submission {
        text,
        cites: &cites,
        slots: Vec::new(),
    };
    let customer = [asked];
    grounding::check(
        &submission,
        &Ground {
            knowledge: known,
            now,
            customer: &customer,
            protected: &[],
        },
    )
}

/// Checks a composed draft again: its slots, its sources' versions, its words.
pub(crate) fn check_composed(
    doc: &grounding::DraftDoc,
    text: &str,
    asked: &str,
    (known, now): (&Knowledge, Time),
) -> Verdict {
    let customer = [asked];
    let ground = Ground {
        knowledge: known,
        now,
        customer: &customer,
        protected: &[],
    };
    grounding::check_doc(doc, text, &ground)
}
