//! Numbers and measures that belong to names.

use super::mention::{Finder, Keys};
use crate::atoms::Atom;
use crate::lexicon::Class;
use crate::vocab::measured_key;

impl Finder<'_> {
    /// Whether names of this kind are told apart by a measure of the same unit: "cable 3 m" where
    /// the shop has 1 m and 2 m is another cable.
    pub(super) fn measures_apart(&self, i: usize, key: &str) -> bool {
        let unit = key.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let near = self
            .runs
            .last()
            .filter(|r| r.end == i)
            .map(|r| r.mention.items.clone());
        near.unwrap_or_default().into_iter().any(|item| {
            self.knowledge.items[item].keys.iter().flatten().any(|k| {
                k.len() > unit.len()
                    && k.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.') == unit
            })
        })
    }

    /// A number that belongs to a name: with the word after it ("2 person"), or with the one before ("iPhone 12").
    pub(super) fn numbered(&self, i: usize) -> Option<Keys> {
        let number = self.written(i).pop()?;
        let unit = self.lexemes.get(self.toks[i].last).map(|l| l.text.as_str());
        if let Some(key) = measured_key(&number, unit).filter(|key| self.is_key(key)) {
            return Some((vec![key], 2, true, false));
        }
        // "60 Ah" where the shop has 45 Ah: another thing.
        let apart = measured_key(&number, unit).filter(|key| self.measures_apart(i, key));
        if let Some(key) = apart {
            return Some((vec![key], 2, true, false));
        }
        if let Some(key) = self.unitless(i, &number) {
            return Some((vec![key], 1, true, false));
        }
        let after = self.counted(i);
        if let Some((next, taken)) = &after {
            if self.pairs(Some(&number), next) {
                return Some((vec![number, next.clone()], *taken, true, false));
            }
            // "4 person" where the shop has "2 person": a thing it does not have.
            // "A tumpeng for 20" of a name with 20 portions.
            if next == "person" && self.pairs(Some(&number), "portion") {
                return Some((vec![number, "portion".to_owned()], *taken, true, false));
            }
            if next == "person" && self.pairs(None, "person") {
                return Some((vec![format!("{number} {next}")], *taken, true, false));
            }
        }
        self.numbered_after(i, &number).or_else(|| {
            let (next, taken) = after.filter(|(next, _)| self.pairs(None, next))?;
            Some((vec![format!("{number} {next}")], taken, true, false))
        })
    }

    /// The word that the number at `i` may count, and how many atoms both take.
    pub(super) fn counted(&self, i: usize) -> Option<(String, usize)> {
        let mut at = i + 1;
        while matches!(self.toks.get(at).map(|t| &t.atom), Some(Atom::Mark('-'))) {
            at += 1;
        }
        let next = match &self.toks.get(at)?.atom {
            Atom::Word(concept, Class::Good | Class::Attr | Class::Cue) => (*concept).to_owned(),
            Atom::Other(word) => word.clone(),
            _ => return None,
        };
        Some((next, at + 1 - i))
    }

    /// Whether some item's name has this number, or any, just before this word.
    pub(super) fn pairs(&self, number: Option<&str>, next: &str) -> bool {
        let fits = |before: &str| {
            number.map_or_else(
                || before.bytes().all(|b| b.is_ascii_digit()),
                |n| before == n,
            )
        };
        let mut keys = self.knowledge.items.iter().flat_map(|item| &item.keys);
        keys.any(|keys| keys.windows(2).any(|w| w[1] == next && fits(&w[0])))
    }

    /// A number that belongs to the word before it: "iPhone 12". Another number there names
    /// another thing.
    fn numbered_after(&self, i: usize, number: &str) -> Option<Keys> {
        let run = self.runs.last().filter(|r| r.end == i)?;
        let before = run.mention.keys.last()?;
        let counted = self
            .toks
            .get(i + 1)
            .is_some_and(|t| t.is("piece") || t.atom == Atom::Times);
        let numbered = self
            .knowledge
            .items
            .iter()
            .flat_map(|item| &item.keys)
            .any(|keys| {
                keys.windows(2)
                    .any(|w| w[0] == *before && w[1].bytes().all(|b| b.is_ascii_digit()))
            })
            || self.told_by_numbers(&run.mention, number);
        (!counted && numbered).then(|| (vec![number.to_owned()], 1, true, false))
    }
}
