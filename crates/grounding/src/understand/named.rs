//! Names written in ways of their own: in full, as one word, cut short, in slang.

use super::mention::{Finder, Joint, Keys, Mention, Run};
use crate::atoms::{Atom, Tok};
use crate::lexer::Shape;
use crate::lexicon::Class;
use crate::vocab::name_keys;

/// Words for an everyday level of service, before "service" itself.
const LEVELS: &[&str] = &[
    "express", "ekspres", "ekspress", "regular", "reguler", "basic", "standard", "standar",
    "premium", "hour", "day",
];

impl Finder<'_> {
    /// A whole name of several words, as the shop writes it: "wash and fold".
    pub(super) fn in_full(&mut self, i: usize) -> bool {
        let first = self.toks[i].first;
        let Some(rest) = self.lexemes.get(first..) else {
            return false;
        };
        let Some((_, taken)) = self.knowledge.vocab.name_at(rest).filter(|(_, n)| *n > 1) else {
            return false;
        };
        let Some(end) = (i + 1..=self.toks.len()).find(|&e| self.toks[e - 1].last == first + taken)
        else {
            return false;
        };
        // "red rain jacket" is not the rain jacket.
        if self.used[i..end].iter().any(|used| *used) || matches!(self.joined(i), Joint::Close) {
            return false;
        }
        let words: Vec<&str> = rest[..taken].iter().map(|l| l.text.as_str()).collect();
        let keys = name_keys(&words.join(" "));
        let items = self.with(&keys, None);
        if keys.is_empty() || items.is_empty() {
            return false;
        }
        self.take(i, end - i);
        let mention = Mention {
            items,
            keys,
            headed: true,
            ..Mention::default()
        };
        self.runs.push(Run {
            mention,
            start: i,
            end,
        });
        true
    }

    /// "bedcover" for "bed cover".
    pub(super) fn compound(&self, word: &str) -> Option<Keys> {
        let keys = self.knowledge.vocab.compound(word)?.to_vec();
        (!self.with(&keys, None).is_empty()).then_some((keys, 1, true, true))
    }

    /// "11sp" for "11 speed".
    pub(super) fn cut_short(&self, word: &str) -> Option<Keys> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = word.split_at_checked(digits)?;
        if number.is_empty() || unit.len() < 2 || !unit.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let mut found = self
            .knowledge
            .items
            .iter()
            .flat_map(|item| &item.keys)
            .flat_map(|keys| keys.windows(2))
            .filter(|w| w[0] == number && w[1].starts_with(unit))
            .map(|w| &w[1]);
        let full = found.next()?.clone();
        found
            .all(|other| *other == full)
            .then(|| (vec![number.to_owned(), full.clone()], 1, true, false))
    }

    /// "Tenda buat berdua": a number of people in one word, where names are told apart by it.
    pub(super) fn for_company(&self, word: &str) -> Option<Keys> {
        let people = match word {
            "berdua" => "2",
            "bertiga" => "3",
            "berempat" => "4",
            "berlima" => "5",
            "berenam" => "6",
            _ => return None,
        };
        let keys = if self.pairs(Some(people), "person") {
            vec![people.to_owned(), "person".to_owned()]
        } else if self.pairs(None, "person") {
            // A size of group that the shop has nothing for.
            vec![format!("{people} person")]
        } else {
            return None;
        };
        Some((keys, 1, true, false))
    }

    /// Slang for black ("helm item"), and "only" as part of a name ("setrika doang").
    pub(super) fn after_a_name(&self, i: usize, concept: &str) -> Option<Keys> {
        let run = self.runs.last()?;
        let gap = &self.toks[run.end.min(i)..i];
        let key = match (concept, self.word(i)) {
            ("piece", "item" | "itemnya" | "itm" | "itemny")
                if gap.iter().all(|t| t.is("that") || t.is("color")) =>
            {
                "black"
            }
            ("just" | "only", _) if gap.is_empty() => "only",
            _ => return None,
        };
        let mut keys = run.mention.keys.clone();
        keys.push(key.to_owned());
        let variant = key == "black" && self.slang_black(i, &run.mention.items);
        (variant || !self.with(&keys, None).is_empty())
            .then(|| (vec![key.to_owned()], 1, variant, false))
    }

    /// "the express service": the word says nothing more.
    pub(super) fn mere_service(&self, i: usize, concept: &str) -> bool {
        concept == "repair"
            && matches!(self.word(i), "service" | "services" | "servis")
            && i > 0
            && LEVELS.contains(&self.word(i - 1))
            && self.runs.last().is_some_and(|r| r.end == i)
            && !self.is_key("repair")
    }

    /// "Half a kilo" is the 500 g of a name.
    pub(super) fn weighed(&self, i: usize) -> Option<Vec<String>> {
        let Atom::Grams(grams) = self.toks[i].atom else {
            return None;
        };
        let kilos = (grams % 1000 == 0).then(|| format!("{}kg", grams / 1000));
        let found = kilos.into_iter().chain([format!("{grams}g")]);
        let mut found = found.filter(|key| self.is_key(key));
        found.next().map(|key| vec![key])
    }

    /// "Power bank 10000": the measure of a name beside it, its unit left out.
    pub(super) fn unitless(&self, i: usize, number: &str) -> Option<String> {
        let near = self.runs.last().filter(|r| r.end == i);
        let next = self.toks.get(i + 1).and_then(|t| t.atom.concept());
        // "100 benang" counts; "10000 power bank" does not.
        let measures = number.len() > 3;
        let ahead = next
            .filter(|c| measures && self.is_key(c))
            .map(|c| vec![c.to_owned()]);
        let named = near.map(|r| r.mention.keys.clone()).or(ahead)?;
        let mut found: Vec<String> = Vec::new();
        for item in self.knowledge.items.iter().filter(|i| i.has_keys(&named)) {
            for key in item.keys.iter().flatten() {
                let unit = key.strip_prefix(number).unwrap_or_default();
                let measures = !unit.is_empty() && unit.chars().all(char::is_alphabetic);
                if measures && !found.contains(key) {
                    found.push(key.clone());
                }
            }
        }
        let one = found.len() == 1 && number.len() > 2;
        found.pop().filter(|_| one)
    }

    /// "Filter V60": a code that is also a word of the name before it.
    pub(super) fn names_run(&self, i: usize, key: &str) -> bool {
        let Some(run) = self.runs.last().filter(|r| r.end == i) else {
            return false;
        };
        let mut all = run.mention.keys.clone();
        all.push(key.to_owned());
        !self.with(&all, None).is_empty()
    }

    /// "Serum vit C" for the "vitamin C serum": the start of one word of names, beside others of it.
    pub(super) fn begun(&self, word: &str) -> Option<Keys> {
        let mut found: Vec<&String> = Vec::new();
        for key in self.knowledge.items.iter().flat_map(|i| &i.keys).flatten() {
            if key.len() > word.len() + 1 && key.starts_with(word) && !found.contains(&key) {
                found.push(key);
            }
        }
        let [one] = found.as_slice() else { return None };
        // "Prewed" for "prewedding": half of a name's own word is enough.
        let half =
            word.len() > 4 && word.len() * 2 >= one.len() && crate::lexicon::word(one).is_none();
        let beside = self.runs.last().is_some_and(|run| {
            let mut all = run.mention.keys.clone();
            all.push((*one).clone());
            word.len() > 2 && !self.with(&all, None).is_empty()
        });
        (beside || half).then(|| (vec![(*one).clone()], 1, true, true))
    }

    /// "Poto booth" for the "photobooth".
    pub(super) fn split_in_two(&self, i: usize) -> Option<Keys> {
        let next = self.toks.get(i + 1).filter(|t| t.last == t.first + 1)?;
        let tok = &self.toks[i];
        if tok.last != tok.first + 1 || self.lexemes.get(next.first)?.shape != Shape::Word {
            return None;
        }
        let joined = format!("{}{}", self.word(i), self.word(i + 1));
        let keys = vec![self.knowledge.vocab.sounded(&joined)?];
        (!self.with(&keys, None).is_empty()).then_some((keys, 2, true, true))
    }

    /// "Nasbox" for the "nasi box".
    pub(super) fn blended(&self, word: &str) -> Option<Keys> {
        let keys = self.knowledge.vocab.blended(word)?;
        (!self.with(&keys, None).is_empty()).then_some((keys, 1, true, true))
    }

    /// "Mobil RC" for the "mobil remote control".
    pub(super) fn initials(&self, word: &str) -> Option<Keys> {
        let keys = self.knowledge.vocab.initials(word)?;
        let mut all = self.runs.last()?.mention.keys.clone();
        all.extend(keys.iter().cloned());
        (!self.with(&all, None).is_empty()).then_some((keys, 1, false, false))
    }

    /// "Mukena travel" for the "mukena traveling".
    pub(super) fn rooted(&self, word: &str) -> Option<Keys> {
        let mut found: Vec<&String> = Vec::new();
        for key in self.knowledge.items.iter().flat_map(|i| &i.keys).flatten() {
            if crate::lexicon::share_root(key, word) && !found.contains(&key) {
                found.push(key);
            }
        }
        match found.as_slice() {
            [one] if word.len() > 4 => Some((vec![(*one).clone()], 1, true, true)),
            _ => None,
        }
    }

    /// "How many pots of it are left?": what is counted in, and nothing named.
    pub(super) fn counter(&self, i: usize) -> bool {
        let counts = |t: &Tok| t.is("howmuch") || t.is("howmany") || t.is("stock");
        let holder = ["pot", "pack", "box good", "bottle", "set"];
        holder.iter().any(|c| self.toks[i].is(c))
            && self
                .runs
                .last()
                .is_some_and(|r| !r.mention.items.is_empty())
            && i > 0
            && counts(&self.toks[i - 1])
    }

    pub(super) fn word(&self, i: usize) -> &str {
        let tok = &self.toks[i];
        self.lexemes.get(tok.first).map_or("", |l| l.text.as_str())
    }

    /// "wash and iron": a joint that stands in a name.
    pub(super) fn joined_in_a_name(&self, i: usize, run_end: usize) -> bool {
        let [joint] = &self.toks[run_end.min(i)..i] else {
            return false;
        };
        let between = |word: &str| matches!(word, "and" | "dan" | "with" | "dengan" | "plus");
        matches!(joint.atom, Atom::Word(_, Class::Func | Class::Cue))
            && between(self.word(run_end))
            && run_end > 0
            && self
                .knowledge
                .vocab
                .beside(self.word(run_end - 1), self.word(run_end), "")
            && self
                .knowledge
                .vocab
                .beside("", self.word(run_end), self.word(i))
    }

    /// Whether the items named so far are told apart by numbers: there, "ban 29" is no count.
    pub(super) fn told_by_numbers(&self, mention: &Mention, number: &str) -> bool {
        let numeric = |key: &String| key.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let mut all = mention.keys.clone();
        all.push(number.to_owned());
        let several = mention.items.len() > 1
            && mention.items.iter().all(|&item| {
                self.knowledge.items[item]
                    .keys
                    .iter()
                    .flatten()
                    .any(numeric)
            });
        let large = number.len() > 1;
        large && (several || !self.with(&all, None).is_empty())
    }

    fn names_colour(&self, i: usize) -> bool {
        let colour = |t: &Tok| matches!(t.atom, Atom::Word(_, Class::Colour));
        self.toks.get(i).is_some_and(colour)
    }

    /// "sepatu bahan kanvas", "kaos warna biru": the word between is taken with the name.
    pub(super) fn connectors(&mut self, i: usize) {
        let from = self.runs.last().map_or(i, |r| r.end.min(i));
        for at in from..i {
            let coloured = self.toks[at].is("color") && self.names_colour(i);
            self.used[at] |= self.toks[at].is("material") || coloured;
        }
    }
}
