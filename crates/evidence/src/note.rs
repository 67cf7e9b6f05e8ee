//! Signed notes as C2SP defines them (c2sp.org/signed-note): text, an empty line, signatures.

use crate::{PublicKey, SigningKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const LONGEST: usize = 64 * 1024;
const MOST_SIGNATURES: usize = 100;

/// Why a note says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not a text, an empty line and signature lines.
    #[error("it is not a signed note")]
    Form,
    /// A known key's signature does not fit the text.
    #[error("the signature of {0} is forged or the text was changed")]
    Forged(String),
    /// No signature by a known key.
    #[error("it is not signed with the key {0}")]
    NotSigned(String),
}

/// The text with a signature below it. The text ends in a line break.
pub(crate) fn sign(text: &str, key: &SigningKey) -> String {
    let mut signature = key.public().id().to_vec();
    signature.extend_from_slice(&key.sign(text));
    format!(
        "{text}\n\u{2014} {} {}\n",
        key.public().name(),
        STANDARD.encode(signature)
    )
}

/// The text, when this key signed it. Signatures of other keys are passed over.
pub(crate) fn open<'a>(note: &'a str, key: &PublicKey) -> Result<&'a str, NoteError> {
    let is_control = |c: char| c < ' ' && c != '\n';
    if note.len() > LONGEST || note.contains(is_control) {
        return Err(NoteError::Form);
    }
    let split = note.rfind("\n\n").ok_or(NoteError::Form)?;
    let (text, signatures) = (note.get(..=split), note.get(split + 2..));
    let (Some(text), Some(signatures)) = (text, signatures) else {
        return Err(NoteError::Form);
    };
    let lines = signatures.strip_suffix('\n').ok_or(NoteError::Form)?;
    if lines.split('\n').count() > MOST_SIGNATURES {
        return Err(NoteError::Form);
    }
    let mut signed = false;
    for line in lines.split('\n') {
        let (name, encoded) = line
            .strip_prefix("\u{2014} ")
            .and_then(|rest| rest.split_once(' '))
            .ok_or(NoteError::Form)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| NoteError::Form)?;
        let (id, signature) = bytes.split_first_chunk::<4>().ok_or(NoteError::Form)?;
        if name == key.name() && *id == key.id() && !signed {
            let forged = || NoteError::Forged(name.to_owned());
            let signature: &[u8; 64] = signature.try_into().map_err(|_| forged())?;
            if !key.verifies(text, signature) {
                return Err(forged());
            }
            signed = true;
        }
    }
    if signed {
        Ok(text)
    } else {
        Err(NoteError::NotSigned(key.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that goes round the implementations of signed notes (golang.org/x/mod,
    /// package sumdb/note).
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\n\
        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn a_note_of_others_opens() {
        let key = KEY.parse().unwrap();
        let text = open(NOTE, &key).unwrap();
        assert!(text.starts_with("If you think") && text.ends_with("problem is.\n"));
        let changed = NOTE.replace("your problem is", "the problem is");
        assert_eq!(
            open(&changed, &key),
            Err(NoteError::Forged("PeterNeumann".into()))
        );
    }

    #[test]
    fn other_signatures_beside_ours_are_passed_over() {
        let (ours, theirs) = (
            SigningKey::generate("a").unwrap(),
            SigningKey::generate("witness").unwrap(),
        );
        let note = sign("one\n\ntwo\n", &ours);
        let both = format!(
            "{note}{}",
            sign("x\n", &theirs).split_once("\n\n").unwrap().1
        );
        assert_eq!(open(&both, ours.public()), Ok("one\n\ntwo\n"));
        assert!(matches!(
            open(&both, theirs.public()),
            Err(NoteError::Forged(_))
        ));
        let same_name = SigningKey::generate("a").unwrap();
        assert!(matches!(
            open(&note, same_name.public()),
            Err(NoteError::NotSigned(_))
        ));
    }

    #[test]
    fn what_is_no_note_is_refused() {
        let key = KEY.parse().unwrap();
        let unended = NOTE.trim_end();
        for wrong in [
            "",
            "\n\n",
            "text\n",
            "text\n\n- a b\n",
            "te\rxt\n\n\u{2014} a AAAA\n",
            unended,
        ] {
            assert_eq!(open(wrong, &key), Err(NoteError::Form), "{wrong:?}");
        }
    }
}
