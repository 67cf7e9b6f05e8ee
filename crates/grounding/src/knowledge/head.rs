//! What a thing is, of the several goods that its name holds: a racket bag is a bag.

use super::{Item, Knowledge};
use crate::language::Language;
use crate::lexer::{Shape, lex};
use crate::lexicon::{self, Class};

/// Goods that only describe others.
const DESCRIBING: &[&str] = &[
    "rain",
    "wind",
    "camp",
    "person",
    "mountain",
    "birthday",
    "ground",
    "palm",
    "pack",
    "set",
    "box good",
    "part",
    "replacement",
    "repair",
    "clothes",
    "pet",
    "glass",
];

/// Goods of a name in order, each with whether it is written in English.
fn goods(name: &str) -> Vec<(&'static str, bool)> {
    let lexemes = lex(name);
    let words: Vec<&str> = lexemes
        .iter()
        .filter(|l| l.shape == Shape::Word)
        .map(|l| l.text.as_str())
        .collect();
    let mut out: Vec<(&'static str, bool)> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let phrase = lexicon::phrase(&words[i..]);
        let found = phrase.or_else(|| lexicon::word(words[i]).map(|entry| (entry, 1)));
        let Some((entry, taken)) = found else {
            i += 1;
            continue;
        };
        let concept = entry.concept;
        let known = out.iter().any(|(known, _)| *known == concept);
        if entry.class == Class::Good && !known && !DESCRIBING.contains(&concept) {
            let written = words[i..i + taken].join("");
            let plain = concept.trim_end_matches(" good");
            out.push((concept, written.contains(plain)));
        }
        i += taken;
    }
    out
}

/// The kind of thing, where the name holds several and the order tells which: the first in
/// Indonesian, the last in English. Loanwords alone in an Indonesian shop tell nothing.
fn of(name: &str, language: Language) -> Option<String> {
    let goods = goods(name);
    let (Some(first), Some(last)) = (goods.first(), goods.last()) else {
        return None;
    };
    if goods.len() < 2 {
        return None;
    }
    let english = goods.iter().all(|(_, english)| *english);
    match (english, language) {
        (false, _) => Some(first.0.to_owned()),
        (true, Language::English) => Some(last.0.to_owned()),
        (true, _) => None,
    }
}

impl Knowledge {
    /// Finds what each item is.
    pub(super) fn head_items(&mut self) {
        for item in &mut self.items {
            item.head = of(&item.name, self.language);
        }
    }
}

impl Item {
    /// Whether the keys name only what the thing is for: "racket" of a racket bag.
    pub(crate) fn only_for(&self, keys: &[String]) -> bool {
        let good = |key: &String| lexicon::word(key).is_some_and(|e| e.class == Class::Good);
        self.head
            .as_ref()
            .is_some_and(|head| !keys.contains(head) && keys.iter().any(good))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_words_tells_the_thing() {
        let of_shop = |name, language| of(name, language);
        let id = Language::Indonesian;
        assert_eq!(of_shop("Tas raket", id).as_deref(), Some("bag"));
        assert_eq!(of_shop("Tas laptop 14 inch", id).as_deref(), Some("bag"));
        assert_eq!(
            of_shop("Racket bag", Language::English).as_deref(),
            Some("bag")
        );
        assert_eq!(of_shop("Charger laptop", id), None);
        assert_eq!(of_shop("Blue rain jacket", Language::English), None);
    }
}
