//! What a workspace may answer from.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, RwLock};

use db::{Record, WorkspaceTx, knowledge};
use domain::Time;
use domain::ids::WorkspaceId;
use evidence::Kind;
use grounding::{Drafted, Ground, Knowledge, Question, SourceRef, Submission, Verdict};
use serde_json::{Value, json};

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
        read(&document)?;
        let version = knowledge::put(tx, &document, self.now())
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
            payload: json!({ "what": "knowledge", "version": version }),
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
        None => json!({ "business": "", "currency": "IDR", "items": [], "policies": [] }),
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

fn read(document: &Value) -> Result<Knowledge> {
    Knowledge::from_json(&document.to_string())
        .map_err(|e| Error::invalid("document", e.to_string()))
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
