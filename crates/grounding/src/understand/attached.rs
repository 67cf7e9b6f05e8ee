//! What is said with a mention: how many pieces, which sizes.

use super::mention::{Finder, Mention, Run};
use crate::atoms::{Atom, Tok};
use crate::lexicon::Class;

impl Finder<'_> {
    pub(super) fn quantities(&mut self) {
        self.short_words();
        for r in 0..self.runs.len() {
            if self.runs[r].mention.quantity.is_some() {
                continue;
            }
            let (start, end) = (self.runs[r].start, self.runs[r].end);
            let before = self
                .number_near((0..start).rev())
                .filter(|(i, _)| r == 0 || *i >= self.runs[r - 1].end);
            let limit = self
                .runs
                .get(r + 1)
                .map_or(self.toks.len(), |next| next.start);
            let found = before.or_else(|| {
                // "jaket biru 2": but a number right before the next item belongs to that.
                self.number_near(end..limit)
                    .filter(|(i, _)| *i + 1 < limit || r + 1 == self.runs.len())
            });
            // "The one for 30 people": who it is for, where remarks tell that.
            let people = |i: usize| {
                let told = |item: &usize| self.knowledge.items[*item].remarks_on("person");
                self.toks.get(i + 1).is_some_and(|t| t.is("person"))
                    && self.runs[r].mention.items.iter().any(told)
            };
            let found = found.filter(|(i, _)| !people(*i));
            if let Some((i, n)) = found {
                self.used[i] = true;
                let mention = &mut self.runs[r].mention;
                // "the two jackets", of which there are two: both of them.
                let told = i > 0 && self.toks[i - 1].is("the");
                if told && n > 1 && usize::try_from(n) == Ok(mention.items.len()) {
                    mention.plural = true;
                } else {
                    mention.quantity = Some(n);
                }
            }
        }
        if self.runs.is_empty()
            && let Some((i, n)) = self.pieces_alone()
        {
            self.used[i] = true;
            let mention = Mention {
                quantity: Some(n),
                ..Mention::default()
            };
            self.runs.push(Run {
                mention,
                start: i,
                end: i + 1,
            });
        }
    }

    /// "How much 4 the red one": "for" in short, no count.
    fn short_words(&mut self) {
        for i in 0..self.toks.len() {
            let short =
                matches!(&self.toks[i].atom, Atom::Num(n) if matches!(n.scaled(0), Some(2 | 4)));
            let article = self.toks.get(i + 1).is_some_and(|t| t.is("the"));
            self.used[i] |= short && article;
        }
    }

    /// "kalau beli 2", "2 pcs": how many, of something named before.
    fn pieces_alone(&self) -> Option<(usize, u32)> {
        let i = self
            .toks
            .iter()
            .position(|t| matches!(t.atom, Atom::Num(_)))?;
        let counted = self
            .toks
            .get(i + 1)
            .is_some_and(|t| t.is("piece") || t.is("one"));
        let bought = i > 0 && (self.toks[i - 1].is("buy") || self.toks[i - 1].is("if"));
        // "3 ya", "two of them in L": the number, and a size, are the whole message.
        let quiet = |t: &Tok| {
            matches!(
                t.atom,
                Atom::Word(_, Class::Func | Class::Polite) | Atom::Size(_)
            )
        };
        let others = self.toks.iter().enumerate().filter(|(at, _)| *at != i);
        let alone = others.map(|(_, t)| t).all(quiet);
        self.number_near(i..=i)
            .filter(|(_, n)| counted || bought || alone && *n < 100)
    }

    /// The number next to a mention, over words like "pcs" and "x".
    fn number_near(&self, mut range: impl Iterator<Item = usize>) -> Option<(usize, u32)> {
        let mut had = false;
        let i = range.find(|&i| {
            let atom = &self.toks[i].atom;
            had |= self.toks[i].is("have");
            let skipped = match atom {
                Atom::Word("pack", _) => self.used[i],
                Atom::Word(concept, _) => {
                    matches!(
                        *concept,
                        "piece"
                            | "of"
                            | "the"
                            | "particle"
                            | "that"
                            | "a"
                            | "for"
                            | "buy"
                            | "size"
                            | "stock"
                            | "only"
                            | "just"
                            | "have"
                            | "still"
                    )
                }
                Atom::Size(_) | Atom::Times => true,
                Atom::Num(n) => {
                    // A number that is a size.
                    let number = n.scaled(0).map(|n| n.to_string()).unwrap_or_default();
                    let mut runs = self.runs.iter();
                    self.used[i] && runs.any(|r| r.mention.sizes.contains(&number))
                }
                _ => false,
            };
            !skipped
        })?;
        let Atom::Num(n) = &self.toks[i].atom else {
            return None;
        };
        // "Comes in 2 colours" counts no pieces.
        // "Ada 6 ga?" asks for six; "ada 6" only states it.
        let mut after = self.toks[i + 1..].iter().filter(|t| !t.is("piece"));
        if had && !after.next().is_some_and(|t| t.is("not")) {
            return None;
        }
        let kinds = |t: &Tok| ["color", "option", "size"].iter().any(|c| t.is(c));
        if self.used[i] || self.toks.get(i + 1).is_some_and(kinds) {
            return None;
        }
        let n = n.scaled(0).and_then(|n| u32::try_from(n).ok())?;
        (1..=100_000).contains(&n).then_some((i, n))
    }

    /// Sizes go to the mention before them, or to the first.
    pub(super) fn sizes(&mut self) {
        for i in 0..self.toks.len() {
            let Atom::Size(size) = &self.toks[i].atom else {
                continue;
            };
            if self.used[i] {
                continue;
            }
            self.used[i] = true;
            let at = self.runs.iter().rposition(|r| r.start <= i).unwrap_or(0);
            if self.runs.is_empty() {
                self.runs.push(Run {
                    mention: Mention::default(),
                    start: i,
                    end: i + 1,
                });
            }
            if let Some(run) = self.runs.get_mut(at) {
                run.mention.sizes.push(size.clone());
            }
        }
    }
}
