//! Files a person gives: a table, a policy document. The original stays with the workspace's files.

use db::{WorkspaceTx, knowledge_documents};
use domain::ids::{MediaId, WorkspaceId};
use sha2::{Digest, Sha256};

use crate::Desk;
use crate::error::{Error, Result};

/// Largest file, in bytes.
pub(crate) const LARGEST_UPLOAD: usize = 10 * 1024 * 1024;

/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 120;

/// What was uploaded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The file.
    pub id: MediaId,
    /// Its name; a label, never a path.
    pub name: String,
    /// `table`, `markdown`, `pdf`, `docx`.
    pub kind: &'static str,
    /// In bytes.
    pub size: usize,
}

impl Desk {
    /// Keeps a file. What it is, is seen from its bytes; the name only tells kinds of text apart.
    pub async fn keep_upload(
        &self,
        tx: &mut WorkspaceTx,
        name: &str,
        bytes: &[u8],
    ) -> Result<Upload> {
        if bytes.is_empty() || bytes.len() > LARGEST_UPLOAD {
            return Err(Error::invalid("file", "1 byte to 10 MB"));
        }
        let name = label(name);
        let Some((kind, mime)) = kind_of(&name, bytes) else {
            return Err(Error::invalid(
                "file",
                "a CSV, TSV or JSON table, or a Markdown, PDF or Word (.docx) document",
            ));
        };
        let id = MediaId::new();
        self.write_file(tx.workspace(), id, bytes).await?;
        let about = (fingerprint(bytes), bytes.len());
        knowledge_documents::keep_file(tx, id, (&name, mime), &about, self.now()).await?;
        Ok(Upload {
            id,
            name,
            kind,
            size: bytes.len(),
        })
    }

    /// The name of an uploaded file of this workspace. Files that customers sent, or that are to be sent to them, are not
    /// uploads.
    pub(crate) async fn upload_name(&self, tx: &mut WorkspaceTx, id: MediaId) -> Result<String> {
        let name = knowledge_documents::file_name(tx, id).await?;
        name.ok_or(Error::NotFound)
    }

    /// The bytes of an uploaded file whose row was read.
    pub(crate) async fn upload_bytes(
        &self,
        workspace: WorkspaceId,
        id: MediaId,
    ) -> Result<Vec<u8>> {
        tokio::fs::read(self.file_path(workspace, id))
            .await
            .map_err(|e| Error::Internal(format!("an uploaded file cannot be read: {e}")))
    }
}

/// SHA-256, lower-case hex.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The last part of a path, without what no name should hold.
fn label(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .take(LONGEST_NAME)
        .collect();
    if clean.trim().is_empty() {
        "file".to_owned()
    } else {
        clean.trim().to_owned()
    }
}

fn kind_of(name: &str, bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let ending = name.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    if bytes.starts_with(b"%PDF-") {
        return Some(("pdf", "application/pdf"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return (ending == "docx").then_some(("docx", DOCX));
    }
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !wide && bytes.contains(&0) {
        return None;
    }
    match ending.as_str() {
        "md" | "markdown" | "txt" => Some(("markdown", "text/markdown")),
        "csv" | "tsv" => Some(("table", "text/csv")),
        "json" => Some(("table", "application/json")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_file_is_and_names_are_labels() {
        assert_eq!(label("../../etc/passwd"), "passwd");
        assert_eq!(label("C:\\x\\harga\u{202e}.csv"), "harga.csv");
        assert_eq!(label("\n"), "file");
        assert_eq!(kind_of("a.csv", b"%PDF-1.7").map(|k| k.0), Some("pdf"));
        assert_eq!(kind_of("a.csv", b"a,b").map(|k| k.0), Some("table"));
        assert_eq!(kind_of("a.zip", b"PK\x03\x04"), None);
        assert_eq!(kind_of("a.md", b"\0\0"), None);
        assert_eq!(kind_of("a.exe", b"MZ"), None);
    }
}
