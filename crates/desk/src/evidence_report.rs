//! A workspace's chain is verified, and given away as a file that proves itself.

use db::{Record, WorkspaceTx, evidence_list, evidence_log};
use evidence::{Head, Header, Kind, Verifier, Writer};
use serde_json::json;

use crate::Desk;
use crate::error::{Error, Result};
pub use crate::signed_heads::SignedHead;

/// Entries read at once.
const PAGE: i64 = 2_000;

/// One look at the chain is written down; those that follow within this time are the same look.
const SAME_LOOK: chrono::Duration = chrono::Duration::minutes(15);

/// What verification found.
#[derive(Debug, Clone)]
pub struct EvidenceReport {
    /// Whether every entry follows and the head is the last.
    pub ok: bool,
    /// Entries seen.
    pub entries: u64,
    /// Entries whose payload was erased.
    pub erased: u64,
    /// The first entry that does not follow, and why.
    pub first_broken: Option<(u64, String)>,
    /// The head the workspace names.
    pub head: Head,
    /// The newest checkpoint that this installation signed and that still opens.
    pub checkpoint: Option<SignedHead>,
}

impl Desk {
    /// Reads the whole chain and recomputes every hash.
    pub async fn verify_evidence(&self, tx: &mut WorkspaceTx) -> Result<EvidenceReport> {
        // Before the chain is read: what was signed until now must be in it.
        let signed = self.signed_heads(tx.workspace())?;
        let head = evidence_log::head(tx).await?;
        let mut verifier = Verifier::new(tx.workspace());
        let mut first_broken = None;
        let mut after = 0;
        'pages: loop {
            let page = evidence_log::after(tx, after, PAGE).await?;
            if page.is_empty() {
                break;
            }
            for stored in &page {
                if let Err(broken) = verifier.push(&stored.entry) {
                    first_broken = Some((stored.entry.seq, broken.to_string()));
                    break 'pages;
                }
                if let Some(problem) = signed.contradicted_by(verifier.head()) {
                    first_broken = Some((stored.entry.seq, problem));
                    break 'pages;
                }
                after = i64::try_from(stored.entry.seq).unwrap_or(i64::MAX);
            }
        }
        if first_broken.is_none()
            && let Some(newest) = signed.newest().filter(|s| s.seq > verifier.head().seq)
        {
            first_broken = Some((
                verifier.head().seq + 1,
                format!(
                    "the chain ends here, but a checkpoint of {} covers entry {}",
                    newest.at.to_rfc3339(),
                    newest.seq
                ),
            ));
        }
        if first_broken.is_none() && verifier.head() != head {
            first_broken = Some((
                verifier.head().seq + 1,
                "the chain ends before the head that the workspace names".to_owned(),
            ));
        }
        Ok(EvidenceReport {
            ok: first_broken.is_none(),
            entries: verifier.entries(),
            erased: verifier.erased(),
            first_broken,
            head,
            checkpoint: signed.newest().cloned(),
        })
    }

    /// Writes down that somebody looks at the chain, unless that was written a moment ago.
    pub async fn look_at_evidence(&self, tx: &mut WorkspaceTx) -> Result<()> {
        let actor = tx.actor().label();
        let before = evidence_list::last_view(tx, &actor).await?;
        if before.is_some_and(|at| self.now() - at < SAME_LOOK) {
            return Ok(());
        }
        let head = evidence_log::head(tx).await?;
        tx.record(Record {
            kind: Kind::Viewed,
            subject: format!("evidence:{}", head.seq),
            actor: None,
            payload: json!({ "entries": head.seq }),
            message: None,
            conversation: None,
        });
        Ok(())
    }

    /// A stretch of the chain in the export's format, for whoever verifies it piece by piece. It begins after entry
    /// `after`; the checkpoints are in the export only.
    pub async fn evidence_stretch(
        &self,
        tx: &mut WorkspaceTx,
        after: i64,
        limit: i64,
    ) -> Result<Vec<u8>> {
        let workspace = tx.workspace();
        let before = match after {
            0 => Head::genesis(workspace),
            _ => evidence_log::after(tx, after - 1, 1)
                .await?
                .first()
                .filter(|stored| i64::try_from(stored.entry.seq) == Ok(after))
                .map(|stored| stored.entry.head())
                .ok_or(Error::NotFound)?,
        };
        let page = evidence_log::after(tx, after, limit).await?;
        let header = Header {
            workspace,
            created: self.now(),
            after: before,
            head: page.last().map_or(before, |stored| stored.entry.head()),
            public_key: None,
            checkpoints: Vec::new(),
        };
        let io =
            |e: std::io::Error| Error::Internal(format!("the stretch could not be written: {e}"));
        let mut writer = Writer::new(Vec::new(), &header).map_err(io)?;
        for stored in &page {
            writer.entry(&stored.entry).map_err(io)?;
        }
        writer.finish().map_err(io)
    }

    /// The whole chain as a file, with the signed checkpoints that cover it. Giving it away is an entry itself.
    pub async fn export_evidence(&self, tx: &mut WorkspaceTx) -> Result<Vec<u8>> {
        let workspace = tx.workspace();
        let (public_key, checkpoints) = self.anchors(workspace)?;
        let head = evidence_log::head(tx).await?;
        let header = Header {
            workspace,
            created: self.now(),
            after: Head::genesis(workspace),
            head,
            public_key,
            checkpoints,
        };
        let io =
            |e: std::io::Error| Error::Internal(format!("the export could not be written: {e}"));
        let mut writer = Writer::new(Vec::new(), &header).map_err(io)?;
        let mut after = 0;
        loop {
            let page = evidence_log::after(tx, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = i64::try_from(last.entry.seq).unwrap_or(i64::MAX);
            for stored in page.iter().filter(|s| s.entry.seq <= head.seq) {
                writer.entry(&stored.entry).map_err(io)?;
            }
        }
        let file = writer.finish().map_err(io)?;
        tx.record(Record {
            kind: Kind::Exported,
            subject: format!("evidence:{}", head.seq),
            actor: None,
            payload: json!({ "entries": head.seq }),
            message: None,
            conversation: None,
        });
        Ok(file)
    }
}
