//! "Which oil is for a Vario?", "the room with a bathtub?": the things whose remarks hold what is
//! asked for; and rules about ages.

use super::quote::ASKING;
use super::write::from;
use super::{Context, LIST};
use crate::atoms::{Atom, Tok, read};
use crate::doc::Segment;
use crate::knowledge::Item;
use crate::understand::{Ask, is_kind};
use crate::value::{Unit, Value};

/// Words that ask for a thing without saying what it must have.
const CHOOSING: &[&str] = &[
    "advise", "product", "option", "stock", "apply", "want", "price", "come", "contents",
];

/// Words that an answer about an age takes into account.
const AGES: &[&str] = &[
    "pay",
    "price",
    "free",
    "howmuch",
    "minorder",
    "under",
    "over",
    "come",
    "possible",
    "take",
    "register",
    "accompany",
];

/// Words outside the lexicon that say no more than "may somebody of that age?".
const JOINING: &[&str] = &[
    "ikut", "ikutan", "join", "masuk", "daftar", "enter", "boleh",
];

impl Context<'_> {
    /// Remarks that hold every word asked for, of those things that have them.
    pub(super) fn holding(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let narrowed = !ask.places.is_empty()
            || !ask.areas.is_empty()
            || !ask.codes.is_empty()
            || !ask.money.is_empty()
            || !ask.dates.is_empty()
            || ask.days.is_some()
            || !ask.times.is_empty()
            || ask
                .mentions
                .iter()
                .any(|m| !m.sizes.is_empty() || m.quantity.is_some());
        // "The tumpeng for 30 people, how much?": one of several, told by what it is for.
        let open = ask.mentions.iter().any(|m| m.items.len() > 1 && !m.plural);
        let chooses = ask.any(&["which", "what", "have", "sell"]) || open;
        if narrowed || !chooses {
            return None;
        }
        let (items, mut wanted): (Vec<&Item>, Vec<String>) = if ask.mentions.is_empty() {
            (self.knowledge.items.iter().collect(), Vec::new())
        } else {
            self.meant(ask)
                .unwrap_or_else(|| (self.knowledge.items.iter().collect(), Self::named(ask)))
        };
        wanted.retain(|word| !is_kind(word));
        wanted.extend(ask.unknown.iter().cloned());
        wanted.extend(
            ask.concepts
                .iter()
                .chain(&ask.attributes)
                .filter(|c| !ASKING.contains(c) && !CHOOSING.contains(c))
                .map(|c| (*c).to_owned()),
        );
        // "Which one holds 5 people?" of remarks that say "for 5 people".
        if wanted.iter().any(|word| word == "person") {
            wanted.retain(|word| word != "capacity");
        }
        if wanted.is_empty() || items.len() < 2 {
            return None;
        }
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let found: Vec<(&Item, Segment)> = items
            .into_iter()
            .filter_map(|item| Some((item, self.property(item, &wanted)?)))
            .collect();
        let priced = match found.as_slice() {
            [(item, _)] if open && ask.any(&["price", "howmuch"]) => self.price_of(item),
            _ => None,
        };
        let said = found.into_iter().map(|(_, segment)| segment);
        let said: Vec<Segment> = priced.into_iter().chain(said).collect();
        (1..=LIST.min(4)).contains(&said.len()).then_some(said)
    }

    fn named(ask: &Ask) -> Vec<String> {
        ask.mentions.iter().flat_map(|m| m.keys.clone()).collect()
    }

    /// "May a child of 11 join?": the rules that name an age, word for word.
    pub(super) fn aged(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let people = |key: &str| matches!(key, "age" | "kids");
        // "Umur 16": years, without the word.
        let number = |word: &String| word.parse::<u8>().is_ok_and(|n| (1..100).contains(&n));
        let bare = ask.attributes.contains(&"age") && ask.unknown.iter().any(number);
        let years =
            ask.spans.iter().all(|s| s.unit == Unit::Year) && (!ask.spans.is_empty() || bare);
        let asked = years && ask.attributes.iter().any(|a| people(a));
        let plain = asked
            && ask.mentions.is_empty()
            && ask.places.is_empty()
            && ask.attributes.iter().all(|a| people(a))
            && ask
                .unknown
                .iter()
                .all(|w| JOINING.contains(&w.as_str()) || bare && number(w))
            && ask
                .concepts
                .iter()
                .all(|c| ASKING.contains(c) || AGES.contains(c));
        if !plain {
            return None;
        }
        let found = self.sentences(|_, keys, toks| {
            let named = toks
                .iter()
                .any(|t| matches!(&t.atom, Atom::Span(s) if s.unit == Unit::Year));
            let led = !ask.has("accompany") || keys.iter().any(|key| key == "accompany");
            named && led && keys.iter().any(|key| people(key))
        });
        self.few(found, 2).or_else(|| self.aged_answer())
    }

    /// The one answer of the shop that names an age.
    fn aged_answer(&self) -> Option<Vec<Segment>> {
        let mut found = self.knowledge.answers.iter().filter(|answer| {
            let toks = read(&answer.source.passage, self.reader()).toks;
            let named = |t: &Tok| matches!(&t.atom, Atom::Span(s) if s.unit == Unit::Year);
            toks.iter().any(named) && toks.iter().any(|t| t.is("age") || t.is("kids"))
        });
        let (answer, None) = (found.next()?, found.next()) else {
            return None;
        };
        let text = Value::Text(answer.source.passage.clone());
        let slots = [("text", from(text, answer.source.cite()))];
        Some(vec![self.say("{text}", "{text}", &slots)])
    }
}
