//! Sizes written without their unit ("wajan 28" of a pan in 28 cm), with another one, or in slang.

use super::mention::{Finder, Mention, Run};
use crate::atoms::{Atom, Tok};
use crate::knowledge::{Item, Knowledge};
use crate::lexicon::{self, Class};
use crate::vocab::measured_key;

/// A label's number and what stands after it: "28 cm" is 28 and "cm".
fn parts(label: &str) -> (&str, &str) {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    label.split_at(digits)
}

/// The only size of the item that begins with this number and says more ("28 cm", "160x200").
pub(crate) fn of_number<'a>(item: &'a Item, number: &str) -> Option<&'a str> {
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let fits = |label: &&String| {
        let (digits, rest) = parts(label);
        digits == number && !rest.trim().is_empty()
    };
    let mut found = item.sizes.iter().filter(fits);
    let one = found.next().filter(|_| plain)?;
    found.next().is_none().then_some(one.as_str())
}

/// Whether a variant of the item is black.
fn comes_in_black(item: &Item) -> bool {
    item.sizes.iter().any(|label| {
        let label = label.to_lowercase();
        lexicon::word(&label).is_some_and(|e| e.concept == "black")
    })
}

/// "The L sofa" of a sofa called so: the letter is no size of it.
pub(super) fn of_names(mention: &mut Mention, knowledge: &Knowledge) {
    let items = &mention.items;
    let named = |size: &String| {
        let key = [size.to_lowercase()];
        items.iter().all(|&i| {
            let item = &knowledge.items[i];
            item.has_keys(&key) && item.size(size).is_none()
        })
    };
    if !items.is_empty() {
        mention.sizes.retain(|size| !named(size));
    }
}

impl Finder<'_> {
    /// Takes numbers and measures beside a thing that are sizes of it; they are no counts.
    pub(super) fn numbers_of_sizes(&mut self) {
        for i in 0..self.toks.len() {
            if self.used[i] {
                continue;
            }
            let size = match &self.toks[i].atom {
                Atom::Num(n) => n.scaled(0).map(|n| n.to_string()),
                Atom::Measure(_) => self.measure_of_size(i),
                _ => continue,
            };
            let Some(size) = size else { continue };
            let beside = self
                .runs
                .iter()
                .rposition(|r| r.end <= i && self.near(r.end, i));
            let of_run = |r: &Run| self.sized_by(&r.mention.items, i, &size);
            match beside {
                Some(at) if of_run(&self.runs[at]) => {
                    self.used[i] = true;
                    self.runs[at].mention.sizes.push(size);
                }
                None if self.runs.is_empty() && self.any_sized_by(i, &size) => {
                    self.used[i] = true;
                    let mention = Mention {
                        sizes: vec![size],
                        ..Mention::default()
                    };
                    self.runs.push(Run {
                        mention,
                        start: i,
                        end: i + 1,
                    });
                }
                _ => {}
            }
        }
    }

    /// Only grammar, sizes and address stand between a name and its size.
    fn near(&self, end: usize, i: usize) -> bool {
        self.toks[end..i].iter().all(|t| {
            matches!(
                t.atom,
                Atom::Word(_, Class::Func | Class::Polite) | Atom::Size(_)
            ) && !t.is("piece")
                || t.is("size")
                || t.is("no")
        })
    }

    /// Whether the number is told as a size: large, or after a word that says so.
    fn told(&self, i: usize) -> bool {
        let counted = self
            .toks
            .get(i + 1)
            .is_some_and(|t| t.is("piece") || t.atom == Atom::Times);
        // "No 4" is number 4.
        let named = i > 0
            && ["size", "that", "no"]
                .iter()
                .any(|c| self.toks[i - 1].is(c));
        let large = matches!(&self.toks[i].atom, Atom::Num(n) if n.scaled(0) >= Some(10));
        let measure = matches!(self.toks[i].atom, Atom::Measure(_));
        !counted && (named || large || measure)
    }

    fn sized_by(&self, items: &[usize], i: usize, size: &str) -> bool {
        let has = |item: &usize| {
            let item = &self.knowledge.items[*item];
            let unit = !size.bytes().all(|b| b.is_ascii_digit());
            let plain = |s: &String| s.bytes().all(|b| b.is_ascii_digit());
            let numbered = !item.sizes.is_empty() && item.sizes.iter().all(plain);
            let told = i > 0 && (self.toks[i - 1].is("no") || self.toks[i - 1].is("size"));
            let other = told && numbered;
            other || of_number(item, size).is_some() || unit || self.among(item, i, size)
        };
        self.told(i) && !items.is_empty() && items.iter().any(has)
    }

    /// A number among those that all sizes of the thing begin with, where nothing says that it counts.
    fn among(&self, item: &Item, i: usize, size: &str) -> bool {
        let numbers: Option<Vec<u32>> =
            item.sizes.iter().map(|s| parts(s).0.parse().ok()).collect();
        let (Some(numbers), Ok(asked)) = (numbers, size.parse::<u32>()) else {
            return false;
        };
        let worded = item.sizes.iter().all(|s| !parts(s).1.trim().is_empty());
        let (least, most) = (numbers.iter().min(), numbers.iter().max());
        let counts = self
            .toks
            .iter()
            .any(|t| t.is("buy") || t.is("total") || t.is("enough"));
        let last = self
            .toks
            .get(i + 1)
            .is_none_or(|t| !matches!(t.atom, Atom::Num(_)));
        worded
            && last
            && !counts
            && least
                .zip(most)
                .is_some_and(|(least, most)| (*least / 2..=*most * 2).contains(&asked))
    }

    fn any_sized_by(&self, i: usize, size: &str) -> bool {
        let bought = i > 0 && self.toks[i - 1].is("buy");
        let mut items = self.knowledge.items.iter();
        let known = items.any(|item| of_number(item, size).is_some() || item.size(size).is_some());
        self.told(i) && !bought && known
    }

    /// "30 cm" where sizes of the thing before are told in centimetres, whether it is one of them or not.
    fn measure_of_size(&self, i: usize) -> Option<String> {
        let run = self
            .runs
            .iter()
            .rfind(|r| r.end <= i && self.near(r.end, i));
        let key = self.written(i).pop()?;
        let (number, unit) = parts(&key);
        let same = |label: &String| {
            let (digits, rest) = parts(label);
            !digits.is_empty()
                && measured_key(digits, Some(rest.trim())) == Some(format!("{digits}{unit}"))
        };
        let sized = |item: &usize| {
            let sizes = &self.knowledge.items[*item].sizes;
            !sizes.is_empty() && sizes.iter().all(same)
        };
        let items = &run?.mention.items;
        let told = !number.is_empty() && !items.is_empty() && items.iter().all(sized);
        told.then(|| format!("{number} {unit}"))
    }

    /// "Hakpen satu set" of a hook that is not sold by the set: another thing than either.
    pub(super) fn held_apart(&mut self, i: usize, concept: &str) -> bool {
        let Some(run) = self.runs.last().filter(|r| !r.mention.items.is_empty()) else {
            return false;
        };
        let counted = |t: &Tok| matches!(t.atom, Atom::Num(_)) || t.is("one");
        let gap = &self.toks[run.end.min(i)..i];
        let mut keys = run.mention.keys.clone();
        keys.push(concept.to_owned());
        let held = matches!(concept, "set" | "pack" | "box good");
        if !held || gap.len() > 1 || !gap.iter().all(counted) || !self.with(&keys, None).is_empty()
        {
            return false;
        }
        let from = run.end.min(i);
        self.take(from, i + 1 - from);
        if let Some(run) = self.runs.last_mut() {
            run.mention.items.clear();
            run.mention.keys = keys;
            run.end = i + 1;
        }
        true
    }

    /// "Fiber or carbon?", "the carbon one": a property after a joint may stand for a thing, beside
    /// another property.
    pub(super) fn alternative(&self, i: usize) -> bool {
        let before = |list: &[&str]| i > 0 && list.iter().any(|c| self.toks[i - 1].is(c));
        let property = |key: &String| {
            lexicon::word(key).is_some_and(|e| matches!(e.class, Class::Attr | Class::Colour))
        };
        let parallel = self
            .runs
            .last()
            .is_some_and(|r| r.end + 1 == i && r.mention.keys.last().is_some_and(property));
        let joints = ["or", "and", "with", "than", "plus", "what"];
        self.runs.is_empty() && before(&["that"]) || parallel && before(&joints)
    }

    /// "3 bungkus kail" of what no name calls a pack: so many of it.
    pub(super) fn counts_packs(&self, i: usize) -> bool {
        let tok = &self.toks[i];
        let pack = tok.is("pack") && !self.is_key("pack");
        let counted = i > 0 && matches!(self.toks[i - 1].atom, Atom::Num(_));
        let next = self.toks.get(i + 1).and_then(|t| match &t.atom {
            Atom::Word(concept, _) => Some((*concept).to_owned()),
            Atom::Other(word) => Some(word.clone()),
            _ => None,
        });
        pack && counted && next.is_some_and(|key| self.is_key(&key))
    }

    /// "Item" for black, as it is written in chats, where the thing comes in black.
    pub(super) fn slang_black(&self, i: usize, items: &[usize]) -> bool {
        let word = matches!(self.word(i), "item" | "itemnya" | "itm" | "itemny");
        word && items
            .iter()
            .any(|&item| comes_in_black(&self.knowledge.items[item]))
    }

    /// "Yang item brp?": black, where nothing is named before and something is black.
    pub(super) fn black_alone(&self, i: usize) -> bool {
        let told = |t: &Tok| t.is("that") || t.is("color");
        let all: Vec<usize> = (0..self.knowledge.items.len()).collect();
        let black = self.is_key("black") || self.slang_black(i, &all);
        let word = matches!(self.word(i), "item" | "itemnya" | "itm" | "itemny");
        word && i > 0 && told(&self.toks[i - 1]) && black
    }
}
