//! Files beside the database, that nothing which happens to the database takes along: checkpoints, the ledger of erasures.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::Desk;
use crate::error::{Error, Result};

impl Desk {
    /// Their folder, `evidence` in the data folder; made when first asked for.
    pub(crate) fn evidence_dir(&self) -> Result<PathBuf> {
        let folder = self.data_dir().join("evidence");
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(io)?;
        Ok(folder)
    }
}

/// Appends lines, and answers when they are on the disk. One that a power failure cut is ended first, so that it takes
/// no other with it.
pub(crate) fn append(path: &Path, lines: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new()
        .create(true)
        .read(true)
        .append(true)
        .mode(0o600)
        .open(path)?;
    let length = file.seek(SeekFrom::End(0))?;
    let mut last = [b'\n'];
    if let Some(before) = length.checked_sub(1) {
        file.seek(SeekFrom::Start(before))?;
        file.read_exact(&mut last)?;
    }
    let end = if last == [b'\n'] { "" } else { "\n" };
    file.write_all(format!("{end}{lines}\n").as_bytes())?;
    file.sync_all()
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(io)")]
pub(crate) fn io(error: std::io::Error) -> Error {
    Error::Internal(format!("evidence files: {error}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cut_line_takes_no_other_with_it() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("checkpoints.jsonl");
        super::append(&path, "one")?;
        std::fs::write(&path, "one\n{\"note\": \"cu")?;
        super::append(&path, "two")?;
        super::append(&path, "three")?;
        let text = std::fs::read_to_string(&path)?;
        assert_eq!(text, "one\n{\"note\": \"cu\ntwo\nthree\n");
        Ok(())
    }
}
