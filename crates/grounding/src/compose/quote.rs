//! Quotations: authored answers, and policy sentences that speak of everything asked.

use super::Context;
use super::write::from;
use crate::atoms::{Atom, Reader, Tok, read};
use crate::doc::Segment;
use crate::lexicon::Class;
use crate::safety::unfit_to_quote;
use crate::understand::Ask;
use crate::value::Value;

/// Words that ask without saying about what.
const ASKING: &[&str] = &[
    "what", "which", "when", "where", "how", "howmuch", "howmany", "howlong", "have", "can", "buy",
    "confirm", "again", "shop", "yes", "not", "no", "come", "only", "now", "policy", "sell",
    "option", "product", "mean", "why", "want", "take", "all", "apply", "possible", "accept",
];

/// Words too common to find a sentence by alone.
const COMMON: &[&str] = &[
    "stock", "price", "ship", "promo", "discount", "weight", "size", "total", "free", "restock",
    "return", "open", "close",
];

/// Words that two ways of asking the same may differ in.
const LOOSE: &[&str] = &[
    "have", "can", "confirm", "yes", "what", "how", "want", "mean", "again",
];

impl Context<'_> {
    fn keys_of(toks: &[Tok]) -> Vec<String> {
        let mut out = Vec::new();
        for tok in toks {
            let key = match &tok.atom {
                Atom::Word(_, Class::Func | Class::Polite) => continue,
                Atom::Word(concept, _) => (*concept).to_owned(),
                Atom::Other(word) | Atom::CodeLike(word) => word.clone(),
                Atom::Place(place) => place.name.to_owned(),
                Atom::Code(code) => code.clone(),
                _ => continue,
            };
            if !out.contains(&key) {
                out.push(key);
            }
        }
        out
    }

    fn keys_asked(ask: &Ask) -> Vec<String> {
        let mut out: Vec<String> = ask.unknown.clone();
        out.extend(
            ask.concepts
                .iter()
                .chain(&ask.attributes)
                .map(|c| (*c).to_owned()),
        );
        out.extend(ask.mentions.iter().flat_map(|m| m.keys.clone()));
        out.extend(ask.places.iter().map(|p| p.name.to_owned()));
        out.extend(ask.codes.iter().cloned());
        out.sort();
        out.dedup();
        out
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            currency: self.knowledge.currency,
            today: self.local.date(),
            vocab: Some(&self.knowledge.vocab),
            names: false,
            loose: false,
        }
    }

    /// The shop's own answer to the same question.
    pub(super) fn authored(&self, ask: &Ask) -> Option<Vec<Segment>> {
        if self.knowledge.answers.is_empty() {
            return None;
        }
        let mut asked = Self::keys_asked(ask);
        asked.retain(|key| !LOOSE.contains(&key.as_str()));
        let valueless = ask.spans.is_empty()
            && ask.money.is_empty()
            && ask.dates.is_empty()
            && ask.times.is_empty()
            && ask.days.is_none();
        if asked.is_empty() || !valueless || ask.mentions.iter().any(|m| !m.sizes.is_empty()) {
            return None;
        }
        let answer = self.knowledge.answers.iter().find(|answer| {
            answer.questions.iter().any(|question| {
                let mut keys = Self::keys_of(&read(question, self.reader()).toks);
                keys.retain(|key| !LOOSE.contains(&key.as_str()));
                keys.sort();
                keys == asked
            })
        })?;
        let source = &answer.source;
        let slots = [(
            "text",
            from(Value::Text(source.passage.clone()), source.cite()),
        )];
        Some(vec![self.say("{text}", "{text}", &slots)])
    }

    /// Policy sentences that hold every content word of the question, as written.
    pub(super) fn quoted(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let mut asked = Self::keys_asked(ask);
        asked.retain(|key| !ASKING.contains(&key.as_str()));
        // A sentence that leaves a day, a date or an amount aside would answer another question.
        let narrowed = ask.days.is_some()
            || !ask.dates.is_empty()
            || !ask.times.is_empty()
            || !ask.money.is_empty()
            || !ask.percents.is_empty()
            || !ask.grams.is_empty()
            || !ask.areas.is_empty()
            || ask.mentions.iter().any(|m| !m.sizes.is_empty());
        if narrowed || asked.iter().all(|key| COMMON.contains(&key.as_str())) {
            return None;
        }
        let mut out = Vec::new();
        for policy in &self.knowledge.policies {
            for (start, end) in &policy.sentences {
                let text = policy
                    .source
                    .passage
                    .get(*start..*end)
                    .unwrap_or_default()
                    .trim();
                let keys = Self::keys_of(&read(text, self.reader()).toks);
                let speaks = asked.iter().all(|key| keys.contains(key));
                if speaks && !unfit_to_quote(text, &self.knowledge.hosts) {
                    let cite = policy.source.cite_span((*start, *end));
                    let slots = [("text", from(Value::Text(text.to_owned()), cite))];
                    out.push(self.say("Our policy: {text}", "Kebijakan toko kami: {text}", &slots));
                }
            }
        }
        (1..=2).contains(&out.len()).then_some(out)
    }
}
