//! Answers that the shop wrote itself.

use super::Context;
use super::write::from;
use crate::atoms::read;
use crate::doc::Segment;
use crate::lexicon::{share_root, stems};
use crate::understand::Ask;
use crate::value::Value;

/// Words that two ways of asking the same may differ in.
const LOOSE: &[&str] = &[
    "have", "can", "confirm", "yes", "what", "how", "want", "mean", "again", "not", "no", "without",
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
    if keys.iter().any(|key| !FRAME.contains(&key.as_str())) {
        keys.retain(|key| !FRAME.contains(&key.as_str()));
    }
}

impl Context<'_> {
    /// The shop's own answer to the same question.
    pub(super) fn authored(&self, ask: &Ask) -> Option<Vec<Segment>> {
        if self.knowledge.answers.is_empty() {
            return None;
        }
        let mut asked = Self::keys_asked(ask);
        let denied = negative(&asked);
        loosen(&mut asked);
        let valueless = ask.spans.is_empty()
            && ask.money.is_empty()
            && ask.dates.is_empty()
            && ask.times.is_empty()
            && ask.days.is_none();
        if asked.is_empty() || !valueless || ask.mentions.iter().any(|m| !m.sizes.is_empty()) {
            return None;
        }
        let said = |keys: &[String], key: &String| keys.iter().any(|k| same(k, key));
        let exact = |theirs: &[String]| {
            asked.iter().all(|key| said(theirs, key)) && theirs.iter().all(|key| said(&asked, key))
        };
        // "Where in Bandung are you?" asks for no more than the answer tells.
        let wider = |theirs: &[String], told: &[String]| {
            let generic = |key: &String| GENERIC.contains(&key.as_str());
            let core = theirs.iter().filter(|key| !generic(key));
            let (mut some, mut all) = (false, true);
            for key in core {
                some = true;
                all &= said(&asked, key);
            }
            let rest = |key: &String| said(theirs, key) || said(told, key) || generic(key);
            some && all && asked.iter().all(rest)
        };
        let by = |fits: &dyn Fn(&[String], &[String]) -> bool| {
            self.knowledge.answers.iter().find(|answer| {
                let told = Self::keys_of(&read(&answer.source.passage, self.reader()).toks);
                answer.questions.iter().any(|question| {
                    let mut keys = Self::keys_of(&read(question, self.reader()).toks);
                    let negated = negative(&keys);
                    loosen(&mut keys);
                    (denied || !negated) && fits(&keys, &told)
                })
            })
        };
        let answer = by(&|keys, _| exact(keys)).or_else(|| by(&wider))?;
        let source = &answer.source;
        let slots = [(
            "text",
            from(Value::Text(source.passage.clone()), source.cite()),
        )];
        Some(vec![self.say("{text}", "{text}", &slots)])
    }
}
