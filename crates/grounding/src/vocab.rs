//! The words of one workspace: names, codes and variant labels, indexed for reading.

mod alike;

use std::collections::{HashMap, HashSet};

use alike::Spellings;

use crate::atoms::Atom;
use crate::lexer::{Lexeme, Shape, lex};
use crate::lexicon::{self, Class};

/// Index of a workspace's own words. Built once per knowledge version.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocab {
    codes: HashMap<String, String>,
    labels: HashSet<String>,
    item_words: HashSet<String>,
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Words that stand side by side in a name.
    pairs: HashSet<(String, String)>,
    /// Two such words written as one: "bedcover".
    compounds: HashMap<String, Vec<String>>,
    /// Codes of promotions that are words.
    spoken: HashMap<String, String>,
    /// Words of the shop's own texts.
    own: HashSet<String>,
    /// Other spellings of words of names, and of words of texts.
    name_spellings: Spellings,
    own_spellings: Spellings,
}

impl Vocab {
    /// Registers an article or promotion code.
    pub(crate) fn add_code(&mut self, code: &str) {
        let key: String = lex(code).iter().map(|l| l.text.as_str()).collect();
        let marked = key.chars().any(|c| c.is_ascii_digit()) || key.contains(['-', '_']);
        // A code that is an everyday word would turn that word into a code everywhere.
        if marked || (lexicon::word(&key).is_none() && key.chars().count() >= 3) {
            self.codes.insert(key, code.to_uppercase());
        }
    }

    /// Registers a promotion's code, which may be an everyday word.
    pub(crate) fn add_promo(&mut self, code: &str) {
        self.add_code(code);
        let lexemes = lex(code);
        if let [one] = lexemes.as_slice()
            && one.text.chars().count() >= 4
        {
            self.spoken.insert(one.text.clone(), code.to_uppercase());
        }
    }

    /// The promotion whose code this word is, where it is meant as a code.
    pub(crate) fn spoken_code(&self, word: &str) -> Option<&str> {
        self.spoken.get(word).map(String::as_str)
    }

    /// Registers a variant label.
    pub(crate) fn add_label(&mut self, label: &str) {
        self.labels
            .insert(lex(label).iter().map(|l| l.text.as_str()).collect());
    }

    /// Registers a name or alias of item `index`.
    pub(crate) fn add_name(&mut self, name: &str, index: usize) {
        let lexemes = lex(name);
        for lexeme in lexemes.iter().filter(|l| l.shape == Shape::Word) {
            self.item_words.insert(lexeme.text.clone());
            self.name_spellings.add(&lexeme.text);
        }
        for pair in lexemes.windows(2) {
            self.add_pair(&pair[0], &pair[1]);
        }
        let words: Vec<String> = lexemes.into_iter().map(|l| l.text).collect();
        if let Some(first) = words.first() {
            let list = self.names.entry(first.clone()).or_default();
            list.push((words, index));
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    fn add_pair(&mut self, left: &Lexeme, right: &Lexeme) {
        self.pairs.insert((left.text.clone(), right.text.clone()));
        let joined = format!("{}{}", left.text, right.text);
        let words = left.shape == Shape::Word && right.shape == Shape::Word;
        if words && lexicon::word(&joined).is_none() {
            let keys = name_keys(&format!("{} {}", left.text, right.text));
            self.compounds.insert(joined, keys);
        }
    }

    /// Whether the word stands in some name beside one of these neighbours.
    pub(crate) fn beside(&self, before: &str, word: &str, after: &str) -> bool {
        let pair = |a: &str, b: &str| self.pairs.contains(&(a.to_owned(), b.to_owned()));
        pair(before, word) || pair(word, after)
    }

    /// The keys of two words of a name that a customer wrote as one.
    pub(crate) fn compound(&self, word: &str) -> Option<&[String]> {
        let plain = word.strip_suffix("nya").unwrap_or(word);
        let keys = self
            .compounds
            .get(word)
            .or_else(|| self.compounds.get(plain));
        keys.map(Vec::as_slice)
    }

    /// Closes the index: names that mean two items mean none.
    pub(crate) fn seal(&mut self) {
        for list in self.names.values_mut() {
            let copy = list.clone();
            list.retain(|(words, index)| !copy.iter().any(|(w, i)| w == words && i != index));
        }
    }

    /// Takes the words of the shop's texts: what stands there is no slip.
    pub(crate) fn learn(&mut self, words: HashSet<String>) {
        for word in &words {
            self.own_spellings.add(word);
        }
        self.own = words;
    }

    /// Whether a text of the shop has this word.
    pub(crate) fn is_own(&self, word: &str) -> bool {
        self.own.contains(word)
    }

    /// Whether a text of the shop has a word of this one's root.
    pub(crate) fn is_rooted(&self, word: &str) -> bool {
        let long = |w: &str| w.chars().count() > 4;
        long(word)
            && self
                .own
                .iter()
                .any(|w| long(w) && lexicon::share_root(w, word))
    }

    /// The word of the shop's texts that this is, a particle or possessive taken off.
    pub(crate) fn own_word(&self, word: &str) -> Option<String> {
        let plain = ["nya", "ny", "kah", "lah"]
            .into_iter()
            .filter_map(|end| word.strip_suffix(end));
        std::iter::once(word)
            .chain(plain)
            .find(|w| w.chars().count() > 2 && self.is_own(w))
            .map(str::to_owned)
    }

    /// The code written as `joined` (folded, no spaces).
    pub(crate) fn code(&self, joined: &str) -> Option<&str> {
        self.codes.get(joined).map(String::as_str)
    }

    /// Whether `joined` (folded, no spaces) is a variant label of some item.
    pub(crate) fn has_label(&self, joined: &str) -> bool {
        self.labels.contains(joined)
    }

    /// Whether some item's name has this word.
    pub(crate) fn is_item_word(&self, word: &str) -> bool {
        self.item_words.contains(word)
    }

    /// Whether some item's name has this number.
    pub(crate) fn is_item_number(&self, number: &str) -> bool {
        let mut words = self.pairs.iter().flat_map(|(a, b)| [a, b]);
        words.any(|word| word == number)
    }

    /// The word of some item's name that this is, or is the plural of.
    pub(crate) fn item_word(&self, word: &str) -> Option<String> {
        if self.is_item_word(word) {
            return Some(word.to_owned());
        }
        lexicon::stems(word).find(|stem| self.is_item_word(stem))
    }

    /// The item whose name starts at these lexemes, with the number of lexemes; longest first.
    pub(crate) fn name_at(&self, lexemes: &[Lexeme]) -> Option<(usize, usize)> {
        let list = self.names.get(&lexemes.first()?.text)?;
        list.iter().find_map(|(words, index)| {
            let fits = words.len() <= lexemes.len()
                && words
                    .iter()
                    .zip(lexemes)
                    .all(|(word, lexeme)| *word == lexeme.text)
                && words.iter().any(|w| w.chars().any(char::is_alphabetic));
            fits.then_some((*index, words.len()))
        })
    }

    /// What a mistyped word most likely is, when exactly one concept is a slip away.
    pub(crate) fn nearest(&self, typed: &str) -> Option<Atom> {
        if let Some(atom) = self.spelled_apart(typed) {
            return Some(atom);
        }
        let own = self
            .item_words
            .iter()
            .filter(|word| lexicon::close(typed, word) && lexicon::word(word).is_none());
        let own = own.map(|word| Atom::Other(word.clone()));
        let mut all = lexicon::near(typed)
            .map(|entry| Atom::Word(entry.concept, entry.class))
            .chain(own);
        let Some(first) = all.next() else {
            let mut own = self.own.iter().filter(|word| {
                word.chars().count() > 5
                    && lexicon::word(word).is_none()
                    && lexicon::close(typed, word)
            });
            let word = own.next()?;
            return own.next().is_none().then(|| Atom::Other(word.clone()));
        };
        let others: Vec<Atom> = all.filter(|other| *other != first).collect();
        if others.is_empty() {
            return Some(first);
        }
        // Of several, the one thing that is sold.
        let thing = |atom: &Atom| matches!(atom, Atom::Word(_, Class::Good) | Atom::Other(_));
        let mut things: Vec<Atom> = others.into_iter().chain([first]).filter(thing).collect();
        things.dedup();
        things.pop().filter(|_| things.is_empty())
    }
}

/// The content keys of a name: concepts, own words and numbers, grammar left out.
pub(crate) fn name_keys(name: &str) -> Vec<String> {
    let lexemes = lex(name);
    let words: Vec<&str> = lexemes
        .iter()
        .filter(|l| matches!(l.shape, Shape::Word | Shape::Number | Shape::Codeish))
        .map(|l| l.text.as_str())
        .collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if let Some((entry, n)) = lexicon::phrase(&words[i..]).filter(|(e, _)| is_content(e.class))
        {
            out.push(entry.concept.to_owned());
            i += n;
            continue;
        }
        match lexicon::word(words[i]) {
            Some(entry) if is_content(entry.class) => out.push(entry.concept.to_owned()),
            // Inside, not "in": "ban dalam".
            _ if matches!(words[i], "dalam" | "dalem") => out.push("dalam".to_owned()),
            // "Setrika saja"
            Some(entry) if entry.concept == "just" => out.push("only".to_owned()),
            Some(entry)
                if matches!(
                    entry.concept,
                    "and" | "for" | "with" | "the" | "a" | "of" | "to" | "in"
                ) => {}
            _ => {
                if let Some(key) = measured_key(words[i], words.get(i + 1).copied()) {
                    out.push(key);
                    i += 2;
                    continue;
                }
                out.push(number_key(words[i]));
            }
        }
        i += 1;
    }
    out
}

/// The keys of a name with its kind of goods said more generally: a windbreaker is a jacket.
pub(crate) fn general_keys(keys: &[String]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for key in keys {
        for kind in lexicon::kinds_of(key) {
            let mut general = keys.to_vec();
            general.push(kind.to_owned());
            out.push(general);
        }
    }
    for one in lexicon::said_together(keys) {
        let mut said = keys.to_vec();
        said.push(one.to_owned());
        out.push(said);
    }
    out
}

/// "40 L" and "40 liter" share a key.
pub(crate) fn measured_key(number: &str, unit: Option<&str>) -> Option<String> {
    let unit = match unit? {
        "l" | "lt" | "ltr" | "liter" | "liters" | "litre" | "litres" => "l",
        "ml" | "mililiter" => "ml",
        "m" | "meter" | "meters" | "metre" | "metres" => "m",
        "cm" | "senti" => "cm",
        "mm" => "mm",
        "w" | "watt" | "watts" => "w",
        "g" | "gr" | "gram" | "grams" => "g",
        "kg" | "kilo" | "kilogram" => "kg",
        "mah" => "mah",
        "ah" => "ah",
        "gb" | "giga" => "gb",
        "inch" | "inches" | "inci" => "inch",
        _ => return None,
    };
    let number = number.replace(',', ".");
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits.then(|| format!("{number}{unit}"))
}

fn is_content(class: Class) -> bool {
    matches!(
        class,
        Class::Cue | Class::Good | Class::Colour | Class::Attr
    )
}

/// Number words and digits share a key, so that "two-person" and "2 orang" meet.
pub(crate) fn number_key(word: &str) -> String {
    let digits = match word {
        "one" | "satu" => "1",
        "two" | "dua" => "2",
        "three" | "tiga" => "3",
        "four" | "empat" => "4",
        "five" | "lima" => "5",
        "six" | "enam" => "6",
        "eight" | "delapan" => "8",
        "ten" | "sepuluh" => "10",
        other => other,
    };
    digits.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_across_languages() {
        assert_eq!(name_keys("Two-person tent"), name_keys("2 person tenda"));
        assert_eq!(name_keys("Blue rain jacket"), ["blue", "rain", "jacket"]);
        assert_eq!(name_keys("Kopi Gayo 250 g"), ["coffee", "gayo", "250g"]);
    }

    #[test]
    fn slips_resolve_only_when_unique() {
        let mut vocab = Vocab::default();
        vocab.add_name("Kopi Gayo", 0);
        vocab.seal();
        assert_eq!(
            vocab.nearest("jakett"),
            Some(Atom::Word("jacket", Class::Good))
        );
        assert_eq!(vocab.nearest("zzzzzz"), None);
    }
}
