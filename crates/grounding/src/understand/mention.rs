//! Which items a text names.

use crate::atoms::{Atom, Tok};
use crate::knowledge::{Item, Knowledge};
use crate::lexer::{Lexeme, Shape};
use crate::lexicon::Class;
use crate::vocab::number_key;

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

/// Finds mentions in a clause, and which atoms belong to them.
pub(super) fn find(
    toks: &[Tok],
    lexemes: &[Lexeme],
    knowledge: &Knowledge,
) -> (Vec<Mention>, Vec<bool>) {
    let mut finder = Finder {
        toks,
        lexemes,
        knowledge,
        used: vec![false; toks.len()],
        runs: Vec::new(),
    };
    for i in 0..toks.len() {
        finder.step(i);
    }
    finder.quantities();
    finder.sizes();
    let mut mentions: Vec<Mention> = finder.runs.into_iter().map(|r| r.mention).collect();
    let copy = mentions.clone();
    complete(&mut mentions, &copy, knowledge);
    for mention in &mut mentions {
        prefer_exact(mention, knowledge);
    }
    (mentions, finder.used)
}

/// Gives mentions without a kind of goods ("the red one") the kind named elsewhere.
pub(super) fn complete(mentions: &mut [Mention], others: &[Mention], knowledge: &Knowledge) {
    let Some(head) = others.iter().find(|m| m.headed && !m.items.is_empty()) else {
        return;
    };
    for mention in mentions
        .iter_mut()
        .filter(|m| !m.headed && m.items.len() > 1)
    {
        let goods: Vec<&String> = head.keys.iter().filter(|key| !is_colour(key)).collect();
        let narrowed: Vec<usize> = mention
            .items
            .iter()
            .copied()
            .filter(|&i| {
                goods
                    .iter()
                    .all(|key| has_keys(&knowledge.items[i], std::slice::from_ref(*key)))
            })
            .collect();
        if !narrowed.is_empty() {
            mention.items = narrowed;
        }
    }
}

fn is_colour(key: &str) -> bool {
    crate::lexicon::word(key).is_some_and(|e| e.class == Class::Colour)
}

fn prefer_exact(mention: &mut Mention, knowledge: &Knowledge) {
    if mention.items.len() < 2 {
        return;
    }
    let exact: Vec<usize> = mention
        .items
        .iter()
        .copied()
        .filter(|&i| {
            knowledge.items[i].keys.iter().any(|keys| {
                keys.len() == mention.keys.len() && keys.iter().all(|k| mention.keys.contains(k))
            })
        })
        .collect();
    if exact.len() == 1 && !mention.plural {
        mention.items = exact;
    }
}

fn has_keys(item: &Item, wanted: &[String]) -> bool {
    item.keys
        .iter()
        .any(|keys| wanted.iter().all(|key| keys.contains(key)))
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
        if self.used[i] {
            return;
        }
        if let Atom::Code(code) = &self.toks[i].atom {
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
        let Some((keys, taken, starts, head)) = self.keys(i) else {
            return;
        };
        match self.joined(i) {
            Joint::Close => self.join(i, &keys, taken, head, starts),
            Joint::Open if starts => self.open(i, keys, taken, head),
            Joint::Open => {}
        }
    }

    /// Keys of the atom, how many atoms they take, whether they may open a mention, and whether
    /// they name a kind of goods.
    fn keys(&self, i: usize) -> Option<(Vec<String>, usize, bool, bool)> {
        match &self.toks[i].atom {
            Atom::Word(concept, Class::Good) => {
                // "4 person" is read with its number, not as a thing of its own.
                (*concept != "person").then(|| (vec![(*concept).to_owned()], 1, true, true))
            }
            Atom::Word(concept, Class::Colour) => {
                Some((vec![(*concept).to_owned()], 1, true, false))
            }
            Atom::Word(concept, Class::Attr | Class::Cue) => {
                let opens = self.describes_next(i, concept);
                self.is_key(concept)
                    .then(|| (vec![(*concept).to_owned()], 1, opens, false))
            }
            Atom::Other(word) => self
                .is_key(word)
                .then(|| (vec![word.clone()], 1, true, true)),
            Atom::Place(_) | Atom::Grams(_) | Atom::Measure(_) | Atom::Size(_) => {
                let keys = self.written(i);
                let known = !keys.is_empty() && keys.iter().all(|k| self.is_key(k));
                known.then_some((keys, 1, false, false))
            }
            Atom::Num(_) => self.numbered(i),
            _ => None,
        }
    }

    /// "wool socks": a property before the thing it belongs to.
    fn describes_next(&self, i: usize, concept: &str) -> bool {
        let next = match self.toks.get(i + 1).map(|t| &t.atom) {
            Some(Atom::Word(next, Class::Good)) => (*next).to_owned(),
            Some(Atom::Other(word)) => word.clone(),
            _ => return false,
        };
        !self.with(&[concept.to_owned(), next], None).is_empty()
    }

    fn written(&self, i: usize) -> Vec<String> {
        let tok = &self.toks[i];
        self.lexemes
            .get(tok.first..tok.last)
            .unwrap_or_default()
            .iter()
            .filter(|l| matches!(l.shape, Shape::Word | Shape::Number | Shape::Codeish))
            .map(|l| number_key(&l.text))
            .collect()
    }

    /// A number that belongs to a name together with the word after it: "2 person".
    fn numbered(&self, i: usize) -> Option<(Vec<String>, usize, bool, bool)> {
        let number = self.written(i).pop()?;
        let mut at = i + 1;
        while matches!(self.toks.get(at).map(|t| &t.atom), Some(Atom::Mark('-'))) {
            at += 1;
        }
        let next = match &self.toks.get(at)?.atom {
            Atom::Word(concept, Class::Good | Class::Attr | Class::Cue) => (*concept).to_owned(),
            Atom::Other(word) => word.clone(),
            _ => return None,
        };
        let pairs = |n: Option<&str>| {
            self.knowledge
                .items
                .iter()
                .flat_map(|item| &item.keys)
                .any(|keys| {
                    keys.windows(2).any(|w| {
                        w[1] == next
                            && n.map_or_else(
                                || w[0].bytes().all(|b| b.is_ascii_digit()),
                                |n| w[0] == n,
                            )
                    })
                })
        };
        let taken = at + 1 - i;
        if pairs(Some(&number)) {
            return Some((vec![number, next], taken, true, false));
        }
        // "4 person" where the shop has "2 person": a thing it does not have.
        (next == "person" || pairs(None))
            .then(|| (vec![format!("{number} {next}")], taken, true, false))
    }

    fn is_key(&self, key: &str) -> bool {
        self.knowledge
            .items
            .iter()
            .any(|item| item.keys.iter().any(|keys| keys.iter().any(|k| k == key)))
    }

    fn with(&self, keys: &[String], among: Option<&[usize]>) -> Vec<usize> {
        let fits = |i: &usize| has_keys(&self.knowledge.items[*i], keys);
        match among {
            Some(list) => list.iter().copied().filter(fits).collect(),
            None => (0..self.knowledge.items.len()).filter(fits).collect(),
        }
    }

    /// Whether atom `i` continues the last mention.
    fn joined(&self, i: usize) -> Joint {
        let Some(run) = self.runs.last() else {
            return Joint::Open;
        };
        let gap = &self.toks[run.end.min(i)..i];
        let close = gap.iter().all(|t| match &t.atom {
            Atom::Word(concept, _) => matches!(
                *concept,
                "that" | "of" | "for" | "in" | "the" | "a" | "particle" | "color" | "be"
            ),
            Atom::Mark(c) => *c == '-',
            _ => false,
        });
        if close { Joint::Close } else { Joint::Open }
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

    fn take(&mut self, i: usize, taken: usize) {
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
        written.ends_with('s') && crate::lexicon::stems(written).any(|s| crate::lexicon::knows(&s))
    }
}

enum Joint {
    Close,
    Open,
}
