//! Verifying a file, line by line, in the memory of one line.

use crate::export::{self, Header};
use crate::report::{AnchorResult, Anchored, Report};
use crate::{Broken, Checkpoint, Hash, PublicKey, Reason, Verifier};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{self, BufRead, Read};

/// Longer than any line that Loket writes.
const LONGEST_LINE: u64 = 64 << 20;

/// What the reader knows from elsewhere. Without it a file can only be shown to agree with
/// itself.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// The key that signs this Loket's checkpoints.
    pub key: Option<PublicKey>,
    /// Checkpoints received or published outside, as whole notes. Each must be among the file's.
    pub notes: Vec<String>,
}

/// Why a file cannot be judged at all.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Reading failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is no evidence file, or one of a newer format.
    #[error("{0}")]
    Header(String),
}

/// Verifies an exported file. What is wrong with the evidence is in the report; an error means
/// that there is nothing to report on.
pub fn verify(file: impl BufRead, trust: &Trust) -> Result<Report, Unreadable> {
    let mut lines = Lines {
        file,
        digest: Sha256::new(),
        current: Vec::new(),
    };
    let first = lines
        .next()?
        .ok_or_else(|| Unreadable::Header("the file is empty".to_owned()))?;
    let first = first.map_err(Unreadable::Header)?;
    let header = export::read_header(&first).map_err(Unreadable::Header)?;

    // The hashes at the numbers that were signed; no more of the chain is kept.
    let mut signed: HashMap<u64, Option<Hash>> = header
        .checkpoints
        .iter()
        .map(|anchor| (anchor.seq, None))
        .collect();
    if let Some(before) = signed.get_mut(&header.after.seq) {
        *before = Some(header.after.hash);
    }
    let mut chain = Verifier::after(header.workspace, header.after);
    let (mut broken, damage) = read_entries(&mut lines, &header, &mut chain, &mut signed)?;

    if broken.is_none() && chain.head() != header.head {
        let reason = if chain.head().seq < header.head.seq {
            Reason::Truncated {
                head: header.head.seq,
            }
        } else {
            Reason::OtherHead
        };
        broken = Some(Broken {
            seq: chain.head().seq.saturating_add(1),
            reason,
        });
    }
    let key = trust.key.as_ref().or(header.public_key.as_ref());
    let anchors = judge_anchors(&header, key, &chain, &signed);
    let contradictions = anchors.iter().filter_map(Anchored::contradiction);
    let missing_notes = trust.notes.iter().filter(|note| {
        let is = |anchor: &Anchored| anchor.result == AnchorResult::Matches;
        !header
            .checkpoints
            .iter()
            .zip(&anchors)
            .any(|(anchor, judged)| anchor.note.trim_end() == note.trim_end() && is(judged))
    });
    let missing_notes = missing_notes.count();
    Ok(Report {
        workspace: header.workspace,
        created: header.created,
        first_seq: header.after.seq.saturating_add(1),
        entries: chain.entries(),
        erased: chain.erased(),
        head: chain.head(),
        first_broken: broken
            .into_iter()
            .chain(contradictions)
            .min_by_key(|b| b.seq),
        damage,
        anchors,
        key: key.cloned(),
        key_known: trust.key.is_some(),
        missing_notes,
    })
}

type Ending = (Option<Broken>, Option<String>);

/// Reads up to the last line. Gives the first break of the chain and what is wrong with the file
/// as a file.
fn read_entries(
    lines: &mut Lines<impl BufRead>,
    header: &Header,
    chain: &mut Verifier,
    signed: &mut HashMap<u64, Option<Hash>>,
) -> Result<Ending, Unreadable> {
    let mut count = 0;
    let mut unreadable = None;
    while let Some(line) = lines.next()? {
        let entry = match line {
            Ok(line) => {
                if let Some(last) = export::read_last(&line) {
                    let damage = if last.end != count {
                        Some(format!("the last line counts {} entries", last.end))
                    } else if last.sha256 != lines.before() {
                        Some("bytes of the file were changed".to_owned())
                    } else if lines.next()?.is_some() {
                        Some("something follows the last line".to_owned())
                    } else {
                        None
                    };
                    return Ok((unreadable.or_else(|| chain.broken().cloned()), damage));
                }
                export::read_entry(header.workspace, &line)
            }
            Err(why) => Err(why),
        };
        count += 1;
        match entry {
            // After the first break the rest is only read to find the file's end.
            Ok(entry) if unreadable.is_none() => {
                if chain.push(&entry).is_ok()
                    && let Some(hash) = signed.get_mut(&entry.seq)
                {
                    *hash = Some(entry.hash);
                }
            }
            Err(why) if unreadable.is_none() && chain.broken().is_none() => {
                let reason = Reason::Unreadable(why);
                unreadable = Some(Broken {
                    seq: chain.head().seq.saturating_add(1),
                    reason,
                });
            }
            _ => {}
        }
    }
    let cut = Some("the file was cut off: its last line is missing".to_owned());
    Ok((unreadable.or_else(|| chain.broken().cloned()), cut))
}

fn judge_anchors(
    header: &Header,
    key: Option<&PublicKey>,
    chain: &Verifier,
    signed: &HashMap<u64, Option<Hash>>,
) -> Vec<Anchored> {
    let judge = |anchor: &crate::Anchor| {
        let Some(key) = key else {
            return (None, AnchorResult::NoKey);
        };
        let checkpoint = match Checkpoint::open(&anchor.note, key) {
            Ok(checkpoint) => checkpoint,
            Err(error) => return (None, AnchorResult::Forged(error.to_string())),
        };
        let result = if !anchor.holds(header.workspace, &checkpoint) {
            AnchorResult::Forged("the signed heads do not hold this workspace's".to_owned())
        } else if anchor.seq < header.after.seq {
            AnchorResult::BeforeFile
        } else {
            match signed.get(&anchor.seq).copied().flatten() {
                Some(hash) if hash == anchor.hash => AnchorResult::Matches,
                Some(_) => AnchorResult::Differs,
                None if chain.broken().is_some() => AnchorResult::BehindBreak,
                None => AnchorResult::Beyond {
                    last: chain.head().seq,
                },
            }
        };
        (Some(checkpoint.at), result)
    };
    let mut anchors: Vec<Anchored> = Vec::new();
    for anchor in &header.checkpoints {
        let (at, result) = judge(anchor);
        anchors.push(Anchored {
            at,
            seq: anchor.seq,
            result,
        });
    }
    anchors
}

/// Lines of limited length, and the digest of everything before the current one.
struct Lines<R> {
    file: R,
    digest: Sha256,
    current: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// The next line without its end; the inner error for a line that is no text.
    fn next(&mut self) -> Result<Option<Result<String, String>>, Unreadable> {
        self.digest.update(&self.current);
        self.current.clear();
        let read = self
            .file
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut self.current)?;
        if read == 0 {
            return Ok(None);
        }
        let Some(line) = self.current.strip_suffix(b"\n") else {
            return Ok(Some(Err("the line has no end".to_owned())));
        };
        let text = str::from_utf8(line).map(str::to_owned);
        Ok(Some(
            text.map_err(|_| "the line is not UTF-8 text".to_owned()),
        ))
    }

    fn before(&self) -> Hash {
        Hash(self.digest.clone().finalize().into())
    }
}
