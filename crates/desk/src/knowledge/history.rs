//! How the knowledge became what it is, and where its sources are used.

use db::knowledge_uses::{self, Use, Used};
use db::{WorkspaceTx, knowledge};
use serde::Serialize;

use super::diff::{self, Difference};
use super::{EMPTY, present};
use crate::Desk;
use crate::error::{Error, Result};

/// Most drafts told of one source.
const MOST_USES: i64 = 50;

/// Something a source says that will not be used, or not as a fact.
#[derive(Debug, Clone, Serialize)]
pub struct SourceProblem {
    /// `item:JKT-BLU`.
    pub source: String,
    /// Stable code.
    pub code: String,
    /// Plain words.
    pub detail: String,
    /// Whether the source cannot be found at all because of it.
    pub unused: bool,
}

impl Desk {
    /// What differs between two versions; 0 is the time before the first.
    pub async fn compare_knowledge(
        &self,
        tx: &mut WorkspaceTx,
        from: i32,
        to: i32,
    ) -> Result<Difference> {
        let before = document_at(tx, from).await?;
        let after = document_at(tx, to).await?;
        Ok(diff::between(&before, &after))
    }

    /// The sources of the present version that are left out or only quoted, how many are indexed, and where each was
    /// used so far.
    pub async fn source_states(
        &self,
        tx: &mut WorkspaceTx,
    ) -> Result<(usize, Vec<SourceProblem>, Vec<Used>)> {
        let (_, known) = present(tx).await?;
        let indexed: std::collections::HashSet<&str> =
            known.sources().map(|s| s.id.as_str()).collect();
        let problems = known
            .problems
            .iter()
            .map(|p| SourceProblem {
                source: p.source.clone(),
                code: p.code.clone(),
                detail: p.detail.clone(),
                unused: !indexed.contains(p.source.as_str()),
            })
            .collect();
        let used = knowledge_uses::counts(tx).await?;
        Ok((indexed.len(), problems, used))
    }

    /// The latest drafts that stand on a source.
    pub async fn source_uses(&self, tx: &mut WorkspaceTx, source: &str) -> Result<Vec<Use>> {
        Ok(knowledge_uses::of_source(tx, source, MOST_USES).await?)
    }
}

async fn document_at(tx: &mut WorkspaceTx, version: i32) -> Result<serde_json::Value> {
    if version == 0 {
        return Ok(EMPTY.clone());
    }
    knowledge::at(tx, version)
        .await?
        .map(|k| k.document)
        .ok_or(Error::NotFound)
}
