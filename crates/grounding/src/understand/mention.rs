//! Which items a text names.

use super::narrow::{complete, narrowed, prefer_exact};
use crate::atoms::{Atom, Tok};
use crate::knowledge::{Item, Knowledge};
use crate::lexer::{Lexeme, Shape};
use crate::lexicon::Class;
use crate::vocab::{measured_key, number_key};

/// A naming of an item, possibly of several ("the jacket") or of none the shop has.
#[derive(Debug, Clone, Default)]
pub struct Mention {
    /// Catalogue positions it may mean; empty when the shop has no such item.
    pub items: Vec<usize>,
    /// Keys it was named by.
    pub keys: Vec<String>,
    /// All of them are meant ("jackets").
    pub plural: bool,
    /// How many pieces.
    pub quantity: Option<u32>,
    /// Sizes asked for.
    pub sizes: Vec<String>,
    /// Named by a kind of goods or an own name, not by a property alone.
    pub headed: bool,
}

pub(super) struct Run {
    pub(super) mention: Mention,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Keys of an atom, how many atoms they take, whether they may open a mention, and whether they
/// name a kind of goods.
pub(super) type Keys = (Vec<String>, usize, bool, bool);

/// Finds mentions in a clause, and which atoms belong to them, beside those that are used already.
pub(super) fn find(
    toks: &[Tok],
    lexemes: &[Lexeme],
    knowledge: &Knowledge,
    used: Vec<bool>,
) -> (Vec<Mention>, Vec<bool>) {
    let mut finder = Finder {
        toks,
        lexemes,
        knowledge,
        used,
        runs: Vec::new(),
    };
    for i in 0..toks.len() {
        finder.step(i);
    }
    finder.kinds();
    finder.portions();
    finder.numbers_of_sizes();
    finder.quantities();
    finder.lettered_apart();
    finder.sizes();
    let mut mentions: Vec<Mention> = finder.runs.into_iter().map(|r| r.mention).collect();
    super::narrow::models(&mut mentions, knowledge);
    let copy = mentions.clone();
    complete(&mut mentions, &copy, knowledge);
    super::coloured::apart(&mut mentions, knowledge);
    for mention in &mut mentions {
        super::coloured::variants(mention, knowledge);
        prefer_exact(mention, knowledge);
        super::sized::of_names(mention, knowledge);
    }
    let listed = toks
        .iter()
        .any(|t| t.is("and") || t.is("or") || t.is("than") || t.is("plus"));
    if !listed {
        narrowed(&mut mentions);
    }
    (mentions, finder.used)
}

pub(super) fn has_keys(item: &Item, wanted: &[String]) -> bool {
    item.has_keys(wanted)
}

pub(super) struct Finder<'a> {
    pub(super) toks: &'a [Tok],
    pub(super) lexemes: &'a [Lexeme],
    pub(super) knowledge: &'a Knowledge,
    pub(super) used: Vec<bool>,
    pub(super) runs: Vec<Run>,
}

impl Finder<'_> {
    fn step(&mut self, i: usize) {
        if self.used[i] || self.in_full(i) {
            return;
        }
        if let Atom::Code(code) = &self.toks[i].atom {
            let key = code.to_lowercase();
            if self.names_run(i, &key) {
                self.join(i, &[key], 1, true, true);
                return;
            }
            if let Some((item, _)) = self.knowledge.item(code) {
                let mention = Mention {
                    items: vec![item],
                    keys: vec![code.clone()],
                    headed: true,
                    ..Mention::default()
                };
                self.runs.push(Run {
                    mention,
                    start: i,
                    end: i + 1,
                });
                self.used[i] = true;
            }
            return;
        }
        if self.counter(i) || self.counts_packs(i) {
            self.used[i] = true;
            return;
        }
        if self.counted_inside(i) || self.one_more(i) {
            return;
        }
        if let Some(key) = self.toks[i].atom.concept()
            && self.held_apart(i, key)
        {
            return;
        }
        if let Some(key) = self.toks[i].atom.concept()
            && self.trails(i, key)
        {
            self.used[i] = true;
            return;
        }
        let split = self.split_in_two(i);
        let Some((keys, taken, starts, head)) = split.or_else(|| self.keys(i)) else {
            return;
        };
        match self.joined(i) {
            Joint::Close => self.join(i, &keys, taken, head, starts),
            Joint::Open if starts => self.open(i, keys, taken, head),
            Joint::Open => {}
        }
    }

    fn keys(&self, i: usize) -> Option<Keys> {
        if let Some(concept) = self.toks[i].atom.concept() {
            if self.mere_service(i, concept) {
                return Some((Vec::new(), 1, false, false));
            }
            if let Some(keys) = self.after_a_name(i, concept) {
                return Some(keys);
            }
            if concept == "piece" && self.black_alone(i) {
                return Some((vec!["black".to_owned()], 1, true, false));
            }
        }
        match &self.toks[i].atom {
            Atom::Word(concept, Class::Good) => {
                // "4 person" is read with its number, not as a thing of its own.
                (*concept != "person").then(|| (vec![(*concept).to_owned()], 1, true, true))
            }
            Atom::Word(concept, Class::Colour) => {
                Some((vec![(*concept).to_owned()], 1, true, false))
            }
            // A mark of addition is no word of a name.
            Atom::Word("plus", _) if self.written(i).is_empty() => None,
            Atom::Word(concept, class @ (Class::Attr | Class::Cue)) => {
                let apart = *class == Class::Attr && self.alternative(i);
                let opens = apart || *concept == "expressship" || self.describes_next(i, concept);
                self.is_key(concept)
                    .then(|| (vec![(*concept).to_owned()], 1, opens, false))
            }
            Atom::Other(word) | Atom::CodeLike(word) => {
                let own = std::iter::once(word.clone()).chain(crate::lexicon::stems(word));
                own.into_iter()
                    .find(|w| self.is_key(w))
                    .map(|w| (vec![w], 1, true, true))
                    .or_else(|| self.compound(word))
                    .or_else(|| self.cut_short(word))
                    .or_else(|| self.for_company(word))
                    .or_else(|| self.rooted(word))
                    .or_else(|| self.begun(word))
                    .or_else(|| self.blended(word))
                    .or_else(|| self.initials(word))
            }
            Atom::Place(_) | Atom::Grams(_) | Atom::Measure(_) | Atom::Size(_) => {
                let keys = self.weighed(i).unwrap_or_else(|| self.written(i));
                let known = !keys.is_empty() && keys.iter().all(|k| self.is_key(k));
                let other = keys.len() == 1 && self.measures_apart(i, &keys[0]);
                // "40 L backpack", "the 2 m cable": a measure before its thing.
                let opens = known && matches!(self.toks[i].atom, Atom::Grams(_) | Atom::Measure(_));
                (known || other).then_some((keys, 1, opens || other, false))
            }
            Atom::Num(_) => self.numbered(i),
            _ => None,
        }
    }

    /// "wool socks": a property before the thing it belongs to.
    fn describes_next(&self, i: usize, concept: &str) -> bool {
        let next = match self.toks.get(i + 1).map(|t| &t.atom) {
            Some(Atom::Word(next, Class::Good)) => (*next).to_owned(),
            // "cuci lipat": two properties that name a service together.
            Some(Atom::Word(next, Class::Attr | Class::Cue)) if *next != concept => {
                (*next).to_owned()
            }
            Some(Atom::Other(word)) => {
                let parts = self.knowledge.vocab.compound(word).unwrap_or_default();
                let mut keys = vec![concept.to_owned()];
                keys.extend(parts.iter().cloned());
                if !parts.is_empty() {
                    return !self.with(&keys, None).is_empty();
                }
                word.clone()
            }
            _ => return false,
        };
        !self.with(&[concept.to_owned(), next], None).is_empty()
    }

    pub(super) fn written(&self, i: usize) -> Vec<String> {
        let tok = &self.toks[i];
        let words: Vec<&str> = self
            .lexemes
            .get(tok.first..tok.last)
            .unwrap_or_default()
            .iter()
            .filter(|l| matches!(l.shape, Shape::Word | Shape::Number | Shape::Codeish))
            .map(|l| l.text.as_str())
            .collect();
        if let [number, unit] = words.as_slice()
            && let Some(key) = measured_key(number, Some(unit))
        {
            return vec![key];
        }
        words.into_iter().map(number_key).collect()
    }

    pub(super) fn is_key(&self, key: &str) -> bool {
        self.knowledge
            .items
            .iter()
            .any(|item| has_keys(item, std::slice::from_ref(&key.to_owned())))
    }

    pub(super) fn with(&self, keys: &[String], among: Option<&[usize]>) -> Vec<usize> {
        let fits = |i: &usize| has_keys(&self.knowledge.items[*i], keys);
        match among {
            Some(list) => list.iter().copied().filter(fits).collect(),
            None => (0..self.knowledge.items.len()).filter(fits).collect(),
        }
    }

    /// Whether atom `i` continues the last mention.
    pub(super) fn joined(&self, i: usize) -> Joint {
        let Some(run) = self.runs.last() else {
            return Joint::Open;
        };
        let gap = &self.toks[run.end.min(i)..i];
        let close = gap.iter().all(|t| match &t.atom {
            Atom::Word(concept, _) => matches!(
                *concept,
                "that"
                    | "of"
                    | "for"
                    | "in"
                    | "the"
                    | "a"
                    | "particle"
                    | "color"
                    | "be"
                    | "i"
                    | "we"
                    | "material"
            ),
            Atom::Mark(c) => *c == '-',
            Atom::Size(_) => true,
            _ => false,
        });
        if close || self.joined_in_a_name(i, run.end) {
            Joint::Close
        } else {
            Joint::Open
        }
    }

    fn join(&mut self, i: usize, keys: &[String], taken: usize, head: bool, starts: bool) {
        let Some(run) = self.runs.last() else { return };
        let mut all = run.mention.keys.clone();
        all.extend(keys.iter().cloned());
        let narrowed = self.with(&all, None);
        if narrowed.is_empty() && !starts {
            return;
        }
        // A property the named item does not have makes it another item.
        let plural = head && self.is_plural(i);
        self.take(i, taken);
        if !narrowed.is_empty() {
            self.connectors(i);
        }
        if let Some(run) = self.runs.last_mut() {
            run.mention.items = narrowed;
            run.mention.keys = all;
            run.mention.headed |= head;
            run.mention.plural |= plural;
            run.end = i + taken;
        }
    }

    fn open(&mut self, i: usize, keys: Vec<String>, taken: usize, head: bool) {
        let items = self.with(&keys, None);
        let mut plural = head && self.is_plural(i);
        plural |= i > 0 && self.toks[i - 1].is("all");
        self.take(i, taken);
        let mention = Mention {
            items,
            keys,
            plural,
            headed: head,
            ..Mention::default()
        };
        self.runs.push(Run {
            mention,
            start: i,
            end: i + taken,
        });
    }

    pub(super) fn take(&mut self, i: usize, taken: usize) {
        for used in self.used.iter_mut().skip(i).take(taken) {
            *used = true;
        }
    }

    fn is_plural(&self, i: usize) -> bool {
        let tok = &self.toks[i];
        let written = self
            .lexemes
            .get(tok.last - 1)
            .map_or("", |l| l.text.as_str());
        written.ends_with('s')
            && crate::lexicon::stems(written).any(|s| crate::lexicon::knows(&s) || self.is_key(&s))
    }
}

pub(super) enum Joint {
    Close,
    Open,
}
