//! "L 2, M 1": so many of each size of one thing.

use super::mention::{Finder, Run};
use crate::atoms::{Atom, Tok};

impl Finder<'_> {
    /// Makes one mention of each size with its count, where several are told after a thing.
    pub(super) fn portions(&mut self) {
        let mut r = 0;
        while r < self.runs.len() {
            let end = self.runs[r].end;
            let limit = self.runs.get(r + 1).map_or(self.toks.len(), |n| n.start);
            let found = self.counted_sizes(end, limit);
            let one = self.runs[r].mention.items.len() == 1;
            if found.len() < 2 || !one {
                r += 1;
                continue;
            }
            let mention = self.runs[r].mention.clone();
            let (start, base) = (self.runs[r].start, r);
            self.runs.remove(base);
            for (n, (at, last, count)) in found.into_iter().enumerate() {
                let mut part = mention.clone();
                part.quantity = Some(count);
                if let Atom::Size(size) = &self.toks[at].atom {
                    part.sizes.push(size.clone());
                }
                self.take(at, last + 1 - at);
                self.runs.insert(
                    base + n,
                    Run {
                        mention: part,
                        start: if n == 0 { start } else { at },
                        end: last + 1,
                    },
                );
                r += 1;
            }
        }
    }

    /// Where a size stands, where its count ends, and the count.
    fn counted_sizes(&self, from: usize, to: usize) -> Vec<(usize, usize, u32)> {
        let mut out = Vec::new();
        let piece = |t: Option<&Tok>| t.is_some_and(|t| t.is("piece"));
        for i in from..to {
            let size = matches!(self.toks[i].atom, Atom::Size(_)) && !self.used[i];
            let count = self
                .toks
                .get(i + 1)
                .filter(|_| i + 1 < to && !self.used[i + 1]);
            if let (true, Some(Atom::Num(n))) = (size, count.map(|t| &t.atom))
                && let Some(n) = n.scaled(0).and_then(|n| u32::try_from(n).ok())
            {
                let last = i + 1 + usize::from(piece(self.toks.get(i + 2)));
                out.push((i, last, n));
            }
        }
        out
    }
}
