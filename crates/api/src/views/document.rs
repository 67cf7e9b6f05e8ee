//! A document that policies are read from.

use db::WorkspaceTx;
use db::knowledge_documents::Document as Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Job, Stamp, read};
use crate::problem::Result;
use crate::state::ApiState;

/// A document that policies are read from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Document {
    /// Which.
    id: Uuid,
    /// Its file's name.
    name: String,
    /// `markdown`, `pdf` or `docx`.
    kind: String,
    /// The original, at `/media/{id}`.
    media_id: Uuid,
    /// `reading`, `read` (waits for a person), `published` or `failed`.
    state: String,
    /// What was read of it, as a person left it.
    passages: Vec<DocumentPassage>,
    /// The job that reads it.
    job: Option<Job>,
    /// Why it could not be read.
    problem: Option<DocumentProblem>,
    /// The document it takes the place of.
    replaces: Option<Uuid>,
    /// The version of the knowledge it last went into.
    published_version: Option<i32>,
    /// When it was added.
    created_at: Stamp,
    /// Last change.
    updated_at: Stamp,
}

/// A part of a document; published, it is a policy.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct DocumentPassage {
    /// The heading.
    pub(crate) title: String,
    /// What it says.
    pub(crate) text: String,
}

/// Why a document could not be read.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct DocumentProblem {
    /// What happened.
    title: String,
    /// What to do.
    hint: String,
}

impl Document {
    pub(crate) async fn of(api: &ApiState, tx: &mut WorkspaceTx, row: Stored) -> Result<Self> {
        let job = match row.job {
            Some(job) => db::long_jobs::get(tx, job).await?,
            None => None,
        };
        Ok(Self {
            id: row.id.uuid(),
            name: row.name,
            kind: row.kind,
            media_id: row.media.uuid(),
            state: row.state,
            passages: read("a document's passages", row.passages)?,
            job: job.map(|row| Job::of(api, row)),
            problem: match row.problem {
                Some(problem) => Some(read("a document's problem", problem)?),
                None => None,
            },
            replaces: row.replaces.map(Into::into),
            published_version: row.published_version,
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
        })
    }
}
