//! Which goods a rule names.

use super::facts::Scope;
use super::policy::is_filler;
use crate::atoms::Atom;
use crate::lexicon::Class;
use crate::vocab::Vocab;

/// Collects which goods a rule names: "tents and rain jackets" are two groups.
#[derive(Default)]
pub(super) struct Groups {
    done: Vec<Vec<String>>,
    open: Vec<String>,
    all: bool,
    /// "all" was read, and not yet of what.
    every: bool,
    /// Goods were named as "all" of a kind.
    wide: bool,
}

impl Groups {
    fn push(&mut self, key: String) {
        // "all tents" are tents.
        self.wide |= std::mem::take(&mut self.every);
        self.open.push(key);
    }

    /// Ends the group that is being read.
    pub(super) fn next(&mut self) {
        self.all |= std::mem::take(&mut self.every);
        if !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }

    /// Reads one atom; `None` when it is no part of naming goods.
    pub(super) fn take(&mut self, atom: &Atom, vocab: &Vocab) -> Option<()> {
        match atom {
            Atom::Other(word) => self.push(vocab.item_word(word)?),
            Atom::Word(concept, Class::Good | Class::Colour | Class::Attr) => {
                self.push((*concept).to_owned());
            }
            Atom::Word("all", _) => self.every = true,
            Atom::Word("product", _) if self.every => self.all = true,
            Atom::Word("and" | "or", _) | Atom::Mark(',' | '/') => self.next(),
            Atom::Word(concept, _) if is_filler(concept) || *concept == "product" => {}
            Atom::Mark(':' | '(' | ')' | '-') => {}
            _ => return None,
        }
        Some(())
    }

    /// The goods named; `None` when none were.
    pub(super) fn scope(mut self) -> Option<Scope> {
        self.next();
        match (self.all, self.done.is_empty()) {
            (true, true) => Some(Scope::All),
            (false, false) if self.wide => Some(Scope::Kinds(self.done)),
            (false, false) => Some(Scope::Goods(self.done)),
            _ => None,
        }
    }
}
