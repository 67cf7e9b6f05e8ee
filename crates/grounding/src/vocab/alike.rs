//! Words of the shop written in ways of their own.

use std::collections::HashMap;

use super::{Vocab, name_keys};
use crate::atoms::Atom;
use crate::lexicon;

/// Words by one of their spellings.
type Index = HashMap<String, Vec<String>>;

/// Words by how they sound, and by their consonants.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings {
    sounds: Index,
    bones: Index,
}

impl Spellings {
    /// Takes a word up. Short ones are too much alike.
    pub(super) fn add(&mut self, word: &str) {
        if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return;
        }
        let spelled = [
            (&mut self.sounds, lexicon::sound(word)),
            (&mut self.bones, lexicon::bones(word)),
        ];
        for (index, key) in spelled {
            let words = index.entry(key).or_default();
            if !words.iter().any(|w| w == word) {
                words.push(word.to_owned());
            }
        }
    }
}

impl Vocab {
    /// The one word of the shop's names, or else of its texts, written as `key` one way or the other.
    fn own_like(&self, by: impl Fn(&Spellings) -> &Index, key: &str) -> Option<Atom> {
        let only = |spellings: &Spellings| match by(spellings).get(key).map(Vec::as_slice) {
            Some([word]) => Some(word.clone()),
            _ => None,
        };
        let word = only(&self.name_spellings).or_else(|| only(&self.own_spellings))?;
        Some(match lexicon::word(&word) {
            Some(entry) => Atom::Word(entry.concept, entry.class),
            None => Atom::Other(word),
        })
    }

    /// A word written as it sounds, or without its vowels.
    pub(super) fn spelled_apart(&self, typed: &str) -> Option<Atom> {
        if lexicon::vowelless(typed) {
            return self.own_like(|s| &s.bones, &lexicon::bones(typed));
        }
        let letters = typed.bytes().all(|b| b.is_ascii_lowercase());
        if !letters || typed.len() < 3 {
            return None;
        }
        let entry = || lexicon::sounding(typed).map(|e| Atom::Word(e.concept, e.class));
        self.own_like(|s| &s.sounds, &lexicon::sound(typed))
            .or_else(entry)
    }

    /// The one long word of names, outside the lexicon, that sounds like this.
    pub(crate) fn sounded(&self, joined: &str) -> Option<String> {
        let found = self.name_spellings.sounds.get(&lexicon::sound(joined))?;
        let [word] = found.as_slice() else {
            return None;
        };
        (word.len() > 7 && lexicon::word(word).is_none()).then(|| word.clone())
    }

    /// "nasbox" for "nasi box": the beginnings of two words that stand side by side in a name.
    pub(crate) fn blended(&self, word: &str) -> Option<Vec<String>> {
        let parts = |(a, b): &&(String, String)| {
            (3..word.len().saturating_sub(2)).any(|at| {
                let halves = word.split_at_checked(at);
                halves.is_some_and(|(x, y)| a.starts_with(x) && b.starts_with(y))
            })
        };
        let mut found: Vec<Vec<String>> = Vec::new();
        for (a, b) in self.pairs.iter().filter(parts) {
            let keys = name_keys(&format!("{a} {b}"));
            if !found.contains(&keys) {
                found.push(keys);
            }
        }
        let one = found.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        found.pop().filter(|_| one)
    }

    /// "rc" for "remote control": the first letters of two words that stand side by side in a name.
    pub(crate) fn initials(&self, word: &str) -> Option<Vec<String>> {
        let letters: Vec<char> = word.chars().collect();
        let [x, y] = letters[..] else { return None };
        let long = |w: &str| w.chars().count() > 2 && w.chars().all(char::is_alphabetic);
        let mut found = self
            .pairs
            .iter()
            .filter(|(a, b)| long(a) && long(b) && a.starts_with(x) && b.starts_with(y));
        let (a, b) = found.next()?;
        found
            .next()
            .is_none()
            .then(|| name_keys(&format!("{a} {b}")))
    }

    /// Whether a single letter after this word is told apart in names ("SIM A"), and this is another.
    pub(crate) fn other_letter(&self, word: &str, letter: &str) -> bool {
        let single = |w: &str| w.len() == 1 && w.bytes().all(|b| b.is_ascii_lowercase());
        let mut after = self.pairs.iter().filter(|(a, b)| a == word && single(b));
        single(letter)
            && lexicon::word(letter).is_none()
            && after.clone().next().is_some()
            && after.all(|(_, b)| b != letter)
    }
}
