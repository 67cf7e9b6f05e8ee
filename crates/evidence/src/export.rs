//! A chain as a file: JSON Lines, a header, one line for each entry, and a last line that seals
//! the bytes.

use crate::{Anchor, Entry, Hash, Head, Kind, Opening, PublicKey};
use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use domain::ids::WorkspaceId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// The format this version writes and reads.
pub const FORMAT: &str = "loket-evidence/1";

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whose chain.
    pub workspace: WorkspaceId,
    /// When the file was made. Not covered by the chain.
    pub created: DateTime<Utc>,
    /// The head before the first entry of the file; the genesis for a whole chain.
    pub after: Head,
    /// The head after the last.
    pub head: Head,
    /// The key that signed the anchors.
    pub public_key: Option<PublicKey>,
    /// The checkpoints that cover the chain, in any order.
    pub checkpoints: Vec<Anchor>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderLine {
    format: String,
    workspace: WorkspaceId,
    created: String,
    first_seq: u64,
    prev_hash: Hash,
    head: Head,
    public_key: Option<String>,
    checkpoints: Vec<Anchor>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    seq: u64,
    at: String,
    kind: Kind,
    subject: String,
    actor: String,
    commit: Hash,
    prev: Hash,
    hash: Hash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payload: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
}

/// The last line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LastLine {
    /// How many entries the file holds.
    pub(crate) end: u64,
    /// SHA-256 of every byte before this line.
    pub(crate) sha256: Hash,
}

/// Writes a file. It writes what it is given: a broken chain is evidence too, and is exported as
/// it is.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    digest: Sha256,
    entries: u64,
}

impl<W: Write> Writer<W> {
    /// Writes the header.
    pub fn new(to: W, header: &Header) -> io::Result<Self> {
        let mut writer = Self {
            to,
            digest: Sha256::new(),
            entries: 0,
        };
        writer.line(&HeaderLine {
            format: FORMAT.to_owned(),
            workspace: header.workspace,
            created: time_text(header.created),
            first_seq: header.after.seq.saturating_add(1),
            prev_hash: header.after.hash,
            head: header.head,
            public_key: header.public_key.as_ref().map(ToString::to_string),
            checkpoints: header.checkpoints.clone(),
        })?;
        Ok(writer)
    }

    /// Writes the next entry.
    pub fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        self.entries += 1;
        self.line(&EntryLine {
            seq: entry.seq,
            at: time_text(entry.at),
            kind: entry.kind.clone(),
            subject: entry.subject.clone(),
            actor: entry.actor.clone(),
            commit: entry.commit,
            prev: entry.prev,
            hash: entry.hash,
            payload: entry
                .opening
                .as_ref()
                .map(|opening| opening.payload.clone()),
            salt: entry
                .opening
                .as_ref()
                .map(|opening| hex::encode(opening.salt)),
        })
    }

    /// Writes the last line. A file without it counts as cut off.
    pub fn finish(mut self) -> io::Result<W> {
        let sha256 = Hash(self.digest.clone().finalize().into());
        let end = self.entries;
        self.line(&LastLine { end, sha256 })?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn line(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        self.digest.update(&text);
        self.to.write_all(&text)
    }
}

/// What is wrong with a line, in words.
pub(crate) type Wrong = String;

/// Reads a header. The outer error is for a file of another kind or a newer format.
pub(crate) fn read_header(line: &str) -> Result<Header, Wrong> {
    #[derive(Deserialize)]
    struct AnyFormat {
        format: String,
    }
    let any: AnyFormat = serde_json::from_str(line)
        .map_err(|_| "the first line is not the header of an evidence file".to_owned())?;
    if any.format != FORMAT {
        return Err(format!(
            "the format is {:?}, and this version reads {FORMAT:?}",
            any.format
        ));
    }
    let line: HeaderLine = serde_json::from_str(line).map_err(|e| format!("the header: {e}"))?;
    let created = parse_time(&line.created).ok_or("the header: created is not a time")?;
    let seq = line
        .first_seq
        .checked_sub(1)
        .ok_or("the header: entries begin with number 1")?;
    let after = Head {
        seq,
        hash: line.prev_hash,
    };
    if seq == 0 && after != Head::genesis(line.workspace) {
        return Err("the header: the chain does not begin with its workspace".to_owned());
    }
    let public_key = match line.public_key {
        Some(text) => Some(text.parse().map_err(|e| format!("the header: {e}"))?),
        None => None,
    };
    Ok(Header {
        workspace: line.workspace,
        created,
        after,
        head: line.head,
        public_key,
        checkpoints: line.checkpoints,
    })
}

/// Reads the line of an entry.
pub(crate) fn read_entry(workspace: WorkspaceId, line: &str) -> Result<Entry, Wrong> {
    let line: EntryLine = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let opening = match (line.payload, line.salt) {
        (Some(payload), Some(salt)) => {
            let salt = crate::hash::small_hex(&salt).ok_or("the salt is not 16 bytes")?;
            Some(Opening { payload, salt })
        }
        (None, None) => None,
        _ => return Err("payload and salt go together, and one of them is missing".to_owned()),
    };
    Ok(Entry {
        workspace,
        seq: line.seq,
        at: parse_time(&line.at).ok_or("at is not a time like 2026-01-31T09:30:00.000000Z")?,
        kind: line.kind,
        subject: line.subject,
        actor: line.actor,
        commit: line.commit,
        prev: line.prev,
        hash: line.hash,
        opening,
    })
}

/// Reads the last line; `None` when it is not one.
pub(crate) fn read_last(line: &str) -> Option<LastLine> {
    // Told by its beginning, so that not every entry is parsed twice.
    line.starts_with("{\"end\":")
        .then(|| serde_json::from_str(line).ok())
        .flatten()
}

/// RFC 3339 in UTC with six decimals: `2026-01-31T09:30:00.000000Z`.
pub(crate) fn time_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Reads exactly what [`time_text`] writes.
pub(crate) fn parse_time(text: &str) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.6fZ")
        .ok()?
        .and_utc();
    (time_text(at) == text).then_some(at)
}
