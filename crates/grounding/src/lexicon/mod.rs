//! The bilingual lexicon: Indonesian and English words (shop talk, slang, short forms) mapped to
//! one concept, so that a question and a source need not share a language.

mod cues;
mod goods;
mod grammar;
mod morph;
pub mod places;
mod sound;
mod wares;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use sound::{bones, sound, vowelless};

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Grammar: articles, prepositions, particles. Carries no content.
    Func,
    /// Politeness and address: "kak", "please". Carries no content.
    Polite,
    /// A shop matter: price, stock, delivery …
    Cue,
    /// A kind of goods.
    Good,
    /// A colour.
    Colour,
    /// Another property of goods.
    Attr,
}

/// A concept with its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Canonical English key.
    pub concept: &'static str,
    /// What the word does.
    pub class: Class,
}

struct Tables {
    single: HashMap<&'static str, Entry>,
    phrases: HashMap<&'static str, Vec<(Vec<&'static str>, Entry)>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(build);

fn build() -> Tables {
    let mut tables = Tables {
        single: HashMap::new(),
        phrases: HashMap::new(),
    };
    let sources = [
        (grammar::FUNC, Class::Func),
        (grammar::POLITE, Class::Polite),
        (cues::TRADE, Class::Cue),
        (cues::SERVICE, Class::Cue),
        (goods::GOODS, Class::Good),
        (goods::COLOURS, Class::Colour),
        (goods::ATTRIBUTES, Class::Attr),
        (wares::WARES, Class::Good),
        (wares::TRAITS, Class::Attr),
    ];
    for (text, class) in sources {
        for line in text.lines() {
            let Some((concept, variants)) = line.split_once('=') else {
                continue;
            };
            let entry = Entry {
                concept: concept.trim(),
                class,
            };
            for variant in variants.split(',') {
                insert(&mut tables, variant.trim(), entry);
            }
        }
    }
    for list in tables.phrases.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    tables
}

fn insert(tables: &mut Tables, variant: &'static str, entry: Entry) {
    let words: Vec<&'static str> = variant
        .split([' ', '-'])
        .filter(|w| !w.is_empty())
        .collect();
    match words.as_slice() {
        [] => {}
        [one] => {
            tables.single.entry(one).or_insert(entry);
        }
        [first, ..] => tables
            .phrases
            .entry(first)
            .or_default()
            .push((words.clone(), entry)),
    }
}

/// The concept of one folded word, with Indonesian clitics and English plurals taken off when the
/// stem is known. `None` for a word the lexicon does not know.
pub fn word(text: &str) -> Option<Entry> {
    if let Some(entry) = TABLES.single.get(text) {
        return Some(*entry);
    }
    stems(text).find_map(|stem| TABLES.single.get(stem.as_str()).copied())
}

/// Possible stems of a word, most careful first.
pub fn stems(text: &str) -> impl Iterator<Item = String> {
    let mut out = Vec::new();
    for clitic in ["nyaa", "nya", "kah", "lah", "ny", "mu", "ku"] {
        if let Some(stem) = text.strip_suffix(clitic).filter(|s| s.chars().count() >= 3) {
            out.push(stem.to_owned());
        }
    }
    if text.chars().count() >= 4 {
        for (ending, replacement) in [("ies", "y"), ("es", ""), ("s", "")] {
            if let Some(stem) = text.strip_suffix(ending) {
                out.push(format!("{stem}{replacement}"));
            }
        }
    }
    let collapsed = collapse(text);
    if collapsed != text {
        out.push(collapsed);
    }
    let plain: Vec<String> = out.clone();
    out.extend(morph::roots(text));
    for stem in plain {
        out.extend(morph::roots(&stem));
    }
    out.into_iter()
}

/// Whether two words outside the lexicon come from one root.
pub(crate) fn share_root(a: &str, b: &str) -> bool {
    let known = |w: &str| TABLES.single.contains_key(w);
    a == b || !known(a) && !known(b) && morph::share_root(a, b)
}

/// `kakkkk` → `kak`, `haiii` → `hai`: letters repeated three times or more, or doubled at the end.
fn collapse(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut i = 0;
    while i < chars.len() {
        let run = chars[i..].iter().take_while(|c| **c == chars[i]).count();
        let keep = if run >= 3 || (run == 2 && i + run == chars.len()) {
            1
        } else {
            run
        };
        out.extend(std::iter::repeat_n(chars[i], keep));
        i += run;
    }
    out
}

/// More general kinds of goods that a kind belongs to.
pub fn kinds_of(key: &str) -> impl Iterator<Item = &'static str> {
    goods::KINDS
        .lines()
        .filter_map(|line| line.split_once('<'))
        .filter(move |(kinds, _)| kinds.split(',').any(|k| k.trim() == key))
        .flat_map(|(_, general)| general.split(','))
        .map(str::trim)
}

/// The one word for what several words of a name say together: a rain jacket is a raincoat.
pub fn said_together(keys: &[String]) -> impl Iterator<Item = &'static str> {
    goods::TOGETHER
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(words, _)| words.split(',').all(|w| keys.iter().any(|k| k == w.trim())))
        .map(|(_, one)| one.trim())
}

/// The longest phrase that starts with `words[0]`, with how many words it takes.
pub fn phrase(words: &[&str]) -> Option<(Entry, usize)> {
    let first = words.first()?;
    let list = TABLES.phrases.get(first)?;
    list.iter().find_map(|(phrase, entry)| {
        let hit = phrase.len() <= words.len()
            && phrase.iter().zip(words).all(|(want, have)| {
                let ending = ["s", "nya", "ny"];
                let inflected = || ending.iter().any(|e| have.strip_suffix(e) == Some(*want));
                want == have || want.len() > 3 && inflected()
            });
        hit.then_some((*entry, phrase.len()))
    })
}

/// Whether the word is known exactly as written.
pub fn knows(text: &str) -> bool {
    TABLES.single.contains_key(text)
}

/// Content words by first letter, for typo matching.
static NEAR: LazyLock<HashMap<char, Vec<(&'static str, Entry)>>> = LazyLock::new(|| {
    let mut out: HashMap<char, Vec<(&'static str, Entry)>> = HashMap::new();
    for (word, entry) in &TABLES.single {
        let content =
            !matches!(entry.class, Class::Func | Class::Polite) && word.chars().count() >= 4;
        if let Some(first) = word.chars().next().filter(|_| content) {
            out.entry(first).or_default().push((word, *entry));
        }
    }
    out
});

/// Content words one typing slip away.
pub fn near(typed: &str) -> impl Iterator<Item = Entry> {
    let list = typed
        .chars()
        .next()
        .and_then(|first| NEAR.get(&first))
        .map_or(&[][..], Vec::as_slice);
    list.iter()
        .filter(move |(word, _)| close(typed, word))
        .map(|(_, entry)| *entry)
}

/// The one concept with a word that sounds like this one.
pub(crate) fn sounding(typed: &str) -> Option<Entry> {
    static BY_SOUND: LazyLock<HashMap<String, Vec<Entry>>> = LazyLock::new(|| {
        let mut out: HashMap<String, Vec<Entry>> = HashMap::new();
        for (word, entry) in &TABLES.single {
            let content = !matches!(entry.class, Class::Func | Class::Polite);
            if content && word.chars().count() > 4 {
                out.entry(sound(word)).or_default().push(*entry);
            }
        }
        out
    });
    let list = BY_SOUND.get(&sound(typed))?;
    let one = list.iter().all(|entry| entry == &list[0]);
    list.first()
        .copied()
        .filter(|_| one && typed.chars().count() > 4)
}

/// Whether one typing slip separates the two words (two for words of eight letters and more).
/// A slip is one letter added, missing, wrong, or swapped with its neighbour; the first letter of
/// short words must be right.
pub fn close(typed: &str, known: &str) -> bool {
    if typed.chars().next() != known.chars().next() || typed.len().abs_diff(known.len()) > 4 {
        return false;
    }
    let a: Vec<char> = typed.chars().collect();
    let b: Vec<char> = known.chars().collect();
    let allowed = match (a.len().min(b.len()), a.len().max(b.len())) {
        (0..=3, _) | (_, 0..=4) => return false,
        (4..=7, _) => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > allowed || a.first() != b.first() {
        return false;
    }
    distance(&a, &b) <= allowed
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_concepts_across_languages() {
        for (text, concept) in [
            ("jaket", "jacket"),
            ("jackets", "jacket"),
            ("hrg", "price"),
            ("harganya", "price"),
            ("brp", "howmuch"),
            ("ongkirnya", "ship"),
            ("kakkk", "kak"),
            ("ungu", "purple"),
            ("garansi", "warranty"),
        ] {
            assert_eq!(word(text).map(|e| e.concept), Some(concept), "{text}");
        }
        assert!(word("pfas").is_none());
        assert_eq!(
            phrase(&["how", "much", "is"]).map(|(e, n)| (e.concept, n)),
            Some(("howmuch", 2))
        );
    }

    #[test]
    fn tolerates_one_slip() {
        assert!(close("jaekt", "jaket"));
        assert!(close("ongkirr", "ongkir"));
        assert!(!close("paket", "jaket"));
        assert!(!close("red", "rad"));
    }
}
