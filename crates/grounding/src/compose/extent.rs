//! "How long is the blade?", "hot for how many hours?": a remark tells the extent of a part by its
//! measure alone.

use super::Context;
use crate::atoms::{Atom, read};
use crate::lexicon::share_root;
use crate::vocab::name_keys;

/// Words that ask for an extent.
const LENGTHS: &[&str] = &[
    "long",
    "length",
    "height",
    "width",
    "diameter",
    "dimension",
    "thick",
    "size",
];

impl Context<'_> {
    /// Whether the text speaks of the part asked about, with a measure or a length of time beside it.
    pub(super) fn measures(&self, text: &str, wanted: &[&str]) -> bool {
        let lengths = |w: &&&str| LENGTHS.contains(*w);
        let lasts = |w: &&&str| **w == "shelf";
        let part: Vec<&&str> = wanted
            .iter()
            .filter(|w| !lengths(w) && !lasts(w) && **w != "clock")
            .collect();
        let keys = name_keys(text);
        let spoken = part
            .iter()
            .all(|w| keys.iter().any(|key| share_root(key, w)));
        let toks = read(text, self.reader()).toks;
        let measured = toks.iter().any(|t| matches!(t.atom, Atom::Measure(_)));
        let timed = toks.iter().any(|t| matches!(t.atom, Atom::Span(_)));
        let asked = wanted.iter().any(|w| lengths(&w)) && measured
            || wanted.iter().any(|w| lasts(&w)) && timed;
        !part.is_empty() && spoken && asked
    }
}
