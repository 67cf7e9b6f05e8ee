//! Answers that the shop wrote itself.

use super::Context;
use super::write::from;
use crate::atoms::{Atom, Tok, read};
use crate::doc::Segment;
use crate::knowledge::Answer;
use crate::lexicon::{share_root, stems};
use crate::understand::{Ask, names_shop};
use crate::value::{Span, Unit, Value};

/// Words that two ways of asking the same may differ in.
const LOOSE: &[&str] = &[
    "accept", "have", "can", "confirm", "yes", "what", "how", "want", "mean", "again", "not", "no",
    "without",
];

/// Whether the words deny something: an answer to "without chilli?" is none to "with chilli?".
fn negative(keys: &[String]) -> bool {
    keys.iter()
        .any(|key| matches!(key.as_str(), "not" | "no" | "without"))
}

/// Whether two words are one, whatever their endings.
fn same(a: &str, b: &str) -> bool {
    share_root(a, b) || stems(a).any(|s| s == b) || stems(b).any(|s| s == a)
}

/// Words for what the shop has anyway.
const GENERIC: &[&str] = &[
    "shop", "product", "sell", "course", "room", "rent", "all", "only", "now",
];

/// Words that matter only where nothing else is said: "where is the shop?"
const FRAME: &[&str] = &["where", "which", "shop"];

fn loosen(keys: &mut Vec<String>) {
    keys.retain(|key| !LOOSE.contains(&key.as_str()));
    // "Where is the shop?" asks for its address.
    let place = |key: &String| matches!(key.as_str(), "where" | "shop" | "address");
    if keys.iter().any(|key| key == "where") && keys.iter().all(place) {
        *keys = vec!["address".to_owned()];
    }
    if keys.iter().any(|key| !FRAME.contains(&key.as_str())) {
        keys.retain(|key| !FRAME.contains(&key.as_str()));
    }
}

/// Lengths of time that a text names.
fn lengths(toks: &[Tok]) -> Vec<Span> {
    let spans = toks.iter().filter_map(|t| match &t.atom {
        Atom::Span(span) => Some(*span),
        _ => None,
    });
    spans.collect()
}

/// Lengths of time that are asked about; other amounts are none.
fn lengths_asked(ask: &Ask) -> Vec<Span> {
    let amounts = ask.amounts.iter().filter_map(|amount| {
        let unit = match amount.unit.as_str() {
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "month" => Unit::Month,
            _ => return None,
        };
        let whole = amount.number.scaled(0)?;
        Some(Span::of(u32::try_from(whole).ok()?, unit))
    });
    ask.spans.iter().copied().chain(amounts).collect()
}

impl Context<'_> {
    /// "Is there wifi?" of an answer to "is there a signal, and wifi?" that speaks of it.
    fn answer_in_part(&self, asked: &[String], denied: bool) -> Option<&Answer> {
        let said = |keys: &[String], key: &String| keys.iter().any(|k| same(k, key));
        let mut found = self.knowledge.answers.iter().filter(|answer| {
            let told = Self::keys_of(&read(&answer.source.passage, self.reader()).toks);
            let spoken = asked.iter().all(|key| said(&told, key));
            let asks = |question: &String| {
                let toks = read(question, self.reader()).toks;
                let joint = |t: &Tok| t.is("and") || t.atom == Atom::Mark(',');
                let parts: Vec<&[Tok]> = toks.split(joint).collect();
                parts.len() > 1
                    && parts.iter().any(|part| {
                        let mut keys = Self::keys_of(part);
                        loosen(&mut keys);
                        let all = keys.iter().all(|key| said(asked, key));
                        !keys.is_empty() && all && asked.iter().all(|key| said(&keys, key))
                    })
            };
            spoken && answer.questions.iter().any(asks)
        });
        let one = found.next().filter(|_| !asked.is_empty() && !denied)?;
        found.next().is_none().then_some(one)
    }

    /// The shop's own answer to the same question.
    pub(super) fn authored(&self, ask: &Ask) -> Option<Vec<Segment>> {
        if self.knowledge.answers.is_empty() {
            return None;
        }
        let mut asked = Self::keys_asked(ask);
        let denied = negative(&asked);
        loosen(&mut asked);
        let values = lengths_asked(ask);
        let valueless = values.len() == ask.spans.len() + ask.amounts.len()
            && ask.money.is_empty()
            && ask.dates.is_empty()
            && ask.times.is_empty()
            && ask.days.is_none();
        if asked.is_empty() && values.is_empty()
            || !valueless
            || ask.mentions.iter().any(|m| !m.sizes.is_empty())
        {
            return None;
        }
        // "Men or women?" is answered by either.
        if ask.attributes.contains(&"men") && ask.attributes.contains(&"women") {
            let told = |word: &str| {
                let one = |key: &String| key == word;
                let mut questions = self.knowledge.answers.iter().flat_map(|a| &a.questions);
                questions.any(|q| Self::keys_of(&read(q, self.reader()).toks).iter().any(one))
            };
            let (men, women) = (told("men"), told("women"));
            asked.retain(|key| !(key == "men" && women || key == "women" && men && !women));
        }
        let said = |keys: &[String], key: &String| keys.iter().any(|k| same(k, key));
        let exact = |theirs: &[String]| {
            asked.iter().all(|key| said(theirs, key)) && theirs.iter().all(|key| said(&asked, key))
        };
        // "Where in Bandung are you?" asks for no more than the answer tells.
        let wider = |theirs: &[String], told: &[String]| {
            let generic = |key: &String| GENERIC.contains(&key.as_str());
            let core = theirs.iter().filter(|key| !generic(key));
            let (mut some, mut all) = (!values.is_empty(), true);
            for key in core {
                some = true;
                all &= said(&asked, key);
            }
            let rest = |key: &String| {
                let far = key == "distance" && told.iter().any(|k| k == "from");
                said(theirs, key) || said(told, key) || generic(key) || far
            };
            some && all && asked.iter().all(rest)
        };
        let by = |fits: &dyn Fn(&[String], &[String]) -> bool| {
            self.knowledge.answers.iter().find(|answer| {
                let told = Self::keys_of(&read(&answer.source.passage, self.reader()).toks);
                answer.questions.iter().any(|question| {
                    let toks = read(question, self.reader()).toks;
                    if !values.is_empty() && values != lengths(&toks) {
                        return false;
                    }
                    let mut keys = Self::keys_of(&toks);
                    if keys.iter().any(|key| key == "where" || key == "address") {
                        keys.retain(|key| !names_shop(key, self.knowledge));
                    }
                    let negated = negative(&keys);
                    loosen(&mut keys);
                    (denied || !negated) && fits(&keys, &told)
                })
            })
        };
        let answer = by(&|keys, _| exact(keys))
            .or_else(|| by(&wider))
            .or_else(|| self.answer_in_part(&asked, denied))?;
        let source = &answer.source;
        let slots = [(
            "text",
            from(Value::Text(source.passage.clone()), source.cite()),
        )];
        Some(vec![self.say("{text}", "{text}", &slots)])
    }
}
