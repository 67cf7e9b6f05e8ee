//! What a question wants of days and times of day.

use crate::atoms::{Atom, Tok};
use crate::understand::Ask;

/// What a question wants of times: a sentence that names none does not answer it.
pub(super) struct Timing {
    clock: bool,
    day: bool,
}

impl Timing {
    pub(super) fn of(ask: &Ask) -> Self {
        Self {
            clock: ask.has("clock") || !ask.times.is_empty(),
            day: ask.has("whichday") || ask.days.is_some(),
        }
    }

    pub(super) fn narrow(&self) -> bool {
        self.clock || self.day
    }

    /// Whether the word is told by the times themselves.
    pub(super) fn tells(&self, key: &str) -> bool {
        self.clock && key == "clock" || self.day && key == "whichday"
    }

    pub(super) fn fits(&self, toks: &[Tok]) -> bool {
        let time = |t: &Tok| matches!(t.atom, Atom::Time(_));
        let day = |t: &Tok| matches!(t.atom, Atom::Days(_)) || t.is("daily");
        (!self.clock || toks.iter().any(time)) && (!self.day || toks.iter().any(day))
    }
}
