//! Policies as documents: uploaded, read apart, looked at by a person, published as policies that drafts may cite.

use db::knowledge_documents::{self, Document};
use db::long_jobs::{LongJob, Progress};
use db::{WorkspaceTx, knowledge};
use domain::ids::{DocumentId, MediaId, WorkspaceId};
use futures::future::BoxFuture;
use serde_json::{Value, json};

use super::diff::rows;
use super::{Cause, EMPTY};
use crate::error::{Error, Result};
use crate::long_work::{LongWork, Step};
pub use crate::reading::Passage;
use crate::reading::{Unread, apart};
use crate::{Desk, names};

/// Longest passage and title a person may write, in characters.
const LONGEST: (usize, usize) = (8_000, 200);
/// Most passages of a document.
const MOST: usize = 400;

impl Desk {
    /// Adds a document from an uploaded file and begins to read it. `replaces` names the one it takes the place of; that
    /// one stays in force until this one is published.
    pub async fn add_document(
        &self,
        tx: &mut WorkspaceTx,
        file: MediaId,
        replaces: Option<DocumentId>,
    ) -> Result<Document> {
        if let Some(old) = replaces {
            self.document(tx, old).await?;
        }
        let name = self.upload_name(tx, file).await?;
        let kept = db::media::get(tx, file).await?.ok_or(Error::NotFound)?;
        let kind = match kept.mime_type.as_deref() {
            Some("application/pdf") => "pdf",
            Some("text/markdown") => "markdown",
            Some(mime) if mime.contains("wordprocessingml") => "docx",
            _ => {
                return Err(Error::invalid(
                    "file",
                    "a Markdown, PDF or Word (.docx) document",
                ));
            }
        };
        let now = self.now();
        let mut document = Document {
            id: DocumentId::new(),
            name: name.clone(),
            kind: kind.to_owned(),
            media: file,
            job: None,
            state: "reading".to_owned(),
            passages: json!([]),
            problem: None,
            replaces,
            published_version: None,
            created_at: now,
            updated_at: now,
        };
        knowledge_documents::insert(tx, &document).await?;
        let input = json!({ "document": document.id, "file": file, "kind": kind });
        let job = self
            .start_long_work(tx, (ReadDocument.kind(), &name), input, None)
            .await?;
        document.job = Some(job);
        knowledge_documents::save(tx, &document, now).await?;
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(document)
    }

    async fn document(&self, tx: &mut WorkspaceTx, id: DocumentId) -> Result<Document> {
        knowledge_documents::lock(tx, id)
            .await?
            .filter(|d| !matches!(d.state.as_str(), "replaced" | "removed"))
            .ok_or(Error::NotFound)
    }

    /// Keeps the passages as a person left them, and publishes them when asked: each becomes a policy of the next
    /// version; those of the document before, and of the one this replaces, go.
    pub async fn save_document(
        &self,
        tx: &mut WorkspaceTx,
        id: DocumentId,
        passages: &[Passage],
        publish: bool,
    ) -> Result<Document> {
        let mut document = self.document(tx, id).await?;
        if document.state == "reading" {
            return Err(Error::Conflict {
                code: "still_reading",
                title: "The document is still being read".to_owned(),
                hint: "Wait until it is done.".to_owned(),
            });
        }
        check(passages)?;
        let now = self.now();
        document.passages = json!(passages);
        if publish {
            let present = knowledge::current(tx)
                .await?
                .map_or_else(|| EMPTY.clone(), |k| k.document);
            let gone = [Some(id), document.replaces];
            let next = with_policies(present, &gone, (id, &document.name), passages);
            let cause = Cause {
                label: Some(document.name.clone()),
                ..Cause::of("policy")
            };
            document.published_version = Some(self.publish(tx, next, &cause).await?);
            "published".clone_into(&mut document.state);
            document.problem = None;
            self.replace_old(tx, document.replaces).await?;
        } else if document.state == "failed" {
            "read".clone_into(&mut document.state);
            document.problem = None;
        }
        knowledge_documents::save(tx, &document, now).await?;
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(document)
    }

    async fn replace_old(&self, tx: &mut WorkspaceTx, old: Option<DocumentId>) -> Result<()> {
        if let Some(old) = old
            && let Some(mut old) = knowledge_documents::lock(tx, old).await?
        {
            "replaced".clone_into(&mut old.state);
            knowledge_documents::save(tx, &old, self.now()).await?;
        }
        Ok(())
    }

    /// Takes a document and its policies out of the knowledge. The original and earlier versions stay.
    pub async fn remove_document(&self, tx: &mut WorkspaceTx, id: DocumentId) -> Result<()> {
        let mut document = self.document(tx, id).await?;
        if let Some(present) = knowledge::current(tx).await? {
            let next = with_policies(present.document, &[Some(id)], (id, ""), &[]);
            let cause = Cause {
                label: Some(document.name.clone()),
                ..Cause::of("policy")
            };
            self.publish(tx, next, &cause).await?;
        }
        "removed".clone_into(&mut document.state);
        knowledge_documents::save(tx, &document, self.now()).await?;
        tx.announce(names::workspace_changed("knowledge.updated"));
        Ok(())
    }
}

fn check(passages: &[Passage]) -> Result<()> {
    if passages.len() > MOST {
        return Err(Error::invalid(
            "passages",
            format!("at most {MOST} passages"),
        ));
    }
    for (at, passage) in passages.iter().enumerate() {
        let long =
            passage.text.chars().count() > LONGEST.0 || passage.title.chars().count() > LONGEST.1;
        if passage.text.trim().is_empty() || long {
            return Err(Error::invalid(
                format!("passages/{}", at + 1),
                format!(
                    "1 to {} characters, with a title of at most {}",
                    LONGEST.0, LONGEST.1
                ),
            ));
        }
    }
    Ok(())
}

/// The knowledge with the policies of a document in the place of those that go. Pure.
fn with_policies(
    mut knowledge: Value,
    gone: &[Option<DocumentId>],
    (id, name): (DocumentId, &str),
    passages: &[Passage],
) -> Value {
    let gone: Vec<String> = gone.iter().flatten().map(ToString::to_string).collect();
    let mut list: Vec<Value> = rows(&knowledge, "policies")
        .iter()
        .filter(|policy| {
            let of = policy.pointer("/document/id").and_then(Value::as_str);
            !of.is_some_and(|of| gone.iter().any(|g| g == of))
        })
        .cloned()
        .collect();
    let short: String = id.uuid().simple().to_string().chars().skip(24).collect();
    list.extend(passages.iter().enumerate().map(|(at, passage)| {
        json!({
            "id": format!("DOC-{short}-{}", at + 1), "title": passage.title, "text": passage.text,
            "document": { "id": id.to_string(), "name": name },
        })
    }));
    knowledge["policies"] = Value::Array(list);
    knowledge
}

/// Reads an uploaded document.
#[derive(Debug)]
pub(crate) struct ReadDocument;

fn about(input: &Value) -> Result<(DocumentId, MediaId, &str)> {
    let id = |name: &str| input.get(name).and_then(Value::as_str);
    let document = id("document").and_then(|t| t.parse().ok());
    let file = id("file").and_then(|t| t.parse().ok());
    match (document, file, id("kind")) {
        (Some(document), Some(file), Some(kind)) => Ok((document, file, kind)),
        _ => Err(Error::Internal("a document's job is incomplete".to_owned())),
    }
}

/// Whether it still waits to be read. One that was removed, replaced, published or written by a person meanwhile stays
/// as they left it.
fn waits(document: &Document) -> bool {
    matches!(document.state.as_str(), "reading" | "failed")
}

impl LongWork for ReadDocument {
    fn kind(&self) -> &'static str {
        "read_document"
    }

    fn can_pause(&self) -> bool {
        false
    }

    fn prepare<'a>(
        &'a self,
        desk: &'a Desk,
        workspace: WorkspaceId,
        job: &'a LongJob,
    ) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            let (_, file, kind) = about(&job.input)?;
            let bytes = desk.upload_bytes(workspace, file).await?;
            let passages = apart(desk.reader(), kind, bytes)
                .await
                .map_err(unreadable)?;
            Ok(json!(passages))
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
            let (id, ..) = about(&job.input)?;
            let mut document = knowledge_documents::lock(tx, id)
                .await?
                .ok_or(Error::NotFound)?;
            let n = prepared.as_array().map_or(0, Vec::len);
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            if waits(&document) {
                "read".clone_into(&mut document.state);
                document.passages = prepared;
                document.problem = None;
                knowledge_documents::save(tx, &document, desk.now()).await?;
                tx.announce(names::workspace_changed("knowledge.updated"));
            }
            let progress = Progress {
                done: n,
                total: Some(n),
                failed: 0,
                cursor: json!("read"),
            };
            Ok(Step::Finished(
                progress,
                json!({ "document": id, "passages": n }),
            ))
        })
    }

    fn stopped<'a>(
        &'a self,
        _desk: &'a Desk,
        tx: &'a mut WorkspaceTx,
        job: &'a LongJob,
        problem: Option<&'a Value>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let (id, ..) = about(&job.input)?;
            let locked = knowledge_documents::lock(tx, id).await?;
            if let Some(mut document) = locked.filter(waits) {
                let cancelled = json!({ "title": "Reading was cancelled", "hint": "Upload the document again, or write its passages yourself." });
                "failed".clone_into(&mut document.state);
                document.problem = Some(problem.cloned().unwrap_or(cancelled));
                let at = document.updated_at;
                knowledge_documents::save(tx, &document, at).await?;
                tx.announce(names::workspace_changed("knowledge.updated"));
            }
            Ok(())
        })
    }
}

fn unreadable(why: Unread) -> Error {
    let (title, hint) = why.words();
    Error::Conflict {
        code: "document_unreadable",
        title: title.to_owned(),
        hint: hint.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_takes_the_place_of_the_one_before_and_touches_nothing_else() {
        let (old, new) = (DocumentId::new(), DocumentId::new());
        let one = |text: &str| Passage {
            title: "T".to_owned(),
            text: text.to_owned(),
        };
        let start = json!({ "policies": [{"id": "R1", "text": "eigen"}] });
        let first = with_policies(start, &[Some(old)], (old, "a.md"), &[one("1"), one("2")]);
        assert_eq!(rows(&first, "policies").len(), 3);
        let second = with_policies(first, &[Some(new), Some(old)], (new, "b.md"), &[one("3")]);
        let texts: Vec<&Value> = rows(&second, "policies")
            .iter()
            .map(|p| &p["text"])
            .collect();
        assert_eq!(texts, ["eigen", "3"]);
    }
}
