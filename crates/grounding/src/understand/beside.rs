//! What stands beside a name and belongs to it: kinds, counts, letters.

use super::mention::{Finder, Mention, Run};
use crate::atoms::{Atom, Tok};
use crate::lexicon::Class;

impl Finder<'_> {
    /// "Motor Beat": one thing, where the kind stands right before its name.
    pub(super) fn kinds(&mut self) {
        let mut i = 1;
        while i < self.runs.len() {
            let (kind, thing) = (&self.runs[i - 1], &self.runs[i]);
            let beside = kind.end == thing.start;
            if beside && super::narrow::kind_of(&kind.mention, &thing.mention, self.knowledge) {
                self.runs.remove(i - 1);
            } else {
                i += 1;
            }
        }
    }

    /// "Deep clean sepatu": what all the shop's work is done to, after a whole name, tells no more.
    pub(super) fn trails(&self, i: usize, key: &str) -> bool {
        let Some(run) = self.runs.last().filter(|r| r.end == i) else {
            return false;
        };
        let [index] = run.mention.items[..] else {
            return false;
        };
        let item = &self.knowledge.items[index];
        let whole = item.keys.iter().any(|keys| {
            keys.len() == run.mention.keys.len()
                && keys.iter().all(|k| run.mention.keys.contains(k))
        });
        let own = self.knowledge.vocab.is_own(self.word(i));
        let good = matches!(self.toks[i].atom, Atom::Word(_, Class::Good));
        good && whole && own && !self.is_key(key) && !item.remarks_on(key)
    }

    /// "Nambah 1 orang" of an item called "extra person".
    pub(super) fn one_more(&mut self, i: usize) -> bool {
        let more = matches!(
            self.word(i),
            "nambah" | "nambahin" | "tambah" | "tambahan" | "extra" | "ekstra" | "additional"
        );
        let one = |t: &Tok| matches!(&t.atom, Atom::Num(n) if n.scaled(0) == Some(1));
        let at = i + 1 + usize::from(self.toks.get(i + 1).is_some_and(one));
        let person = self.toks.get(at).is_some_and(|t| t.is("person"));
        let keys = vec!["plus".to_owned(), "person".to_owned()];
        let items = self.with(&keys, None);
        if !more || !person || items.is_empty() {
            return false;
        }
        self.take(i, at + 1 - i);
        let mention = Mention {
            items,
            keys,
            headed: true,
            ..Mention::default()
        };
        self.runs.push(Run {
            mention,
            start: i,
            end: at + 1,
        });
        true
    }

    /// "SIM C" where the shop has only something for SIM A.
    pub(super) fn lettered_apart(&mut self) {
        for run in &mut self.runs {
            let last = self
                .toks
                .get(run.end.saturating_sub(1))
                .map_or(0, |t| t.last);
            let text = |at: usize| self.lexemes.get(at).map_or("", |l| l.text.as_str());
            let word = text(last.saturating_sub(1));
            if self.knowledge.vocab.other_letter(word, text(last)) {
                run.mention.items.clear();
                run.mention.keys.push(text(last).to_owned());
            }
        }
    }

    /// "Nasi box 50 kotak ayam bakar": a count in a holder that the name itself says.
    pub(super) fn counted_inside(&mut self, i: usize) -> bool {
        const HOLDERS: &[&str] = &["box good", "pack", "bottle", "set", "pot", "portion", "cup"];
        let Atom::Num(n) = &self.toks[i].atom else {
            return false;
        };
        let count = n.scaled(0).and_then(|n| u32::try_from(n).ok());
        // "MCM 509" of the code that one word told.
        let digits = self.written(i).pop().unwrap_or_default();
        let told = |key: &String| {
            let head = key.strip_suffix(&digits).unwrap_or_default();
            digits.len() > 1 && head.chars().any(char::is_alphabetic)
        };
        if self
            .runs
            .last()
            .is_some_and(|r| r.end == i && r.mention.keys.last().is_some_and(told))
        {
            self.take(i, 1);
            if let Some(run) = self.runs.last_mut() {
                run.end = i + 1;
            }
            return true;
        }
        let Some(holder) = self.toks.get(i + 1).and_then(|t| t.atom.concept()) else {
            return false;
        };
        let number = n.scaled(0).map(|n| n.to_string()).unwrap_or_default();
        let told = self.pairs(Some(&number), holder) || self.used.get(i + 1) == Some(&true);
        let holds = HOLDERS.contains(&holder);
        let Some(run) = self
            .runs
            .last_mut()
            .filter(|r| r.end == i && holds && !told)
        else {
            return false;
        };
        let named = !run.mention.items.is_empty()
            && run.mention.keys.iter().any(|key| key == holder)
            && run.mention.quantity.is_none();
        if let (true, Some(count)) = (named, count.filter(|n| *n > 0)) {
            run.mention.quantity = Some(count);
            run.end = i + 2;
            self.take(i, 2);
            return true;
        }
        false
    }
}
