//! What a message template fits, and what can be put into it: values that have a source, and nothing where there is
//! none. A place is filled only when the words around it, or its own name, say what belongs there.

mod matters;
mod meaning;
mod order;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::knowledge::{Item, Knowledge, SourceRef};
use crate::language::Language;
use crate::understand::{Question, understand};
pub use matters::fits;
use meaning::{Meaning, meaning};

/// A place in a template that wants a value.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    /// The variable: a number, or a name.
    pub key: &'a str,
    /// The text it stands in.
    pub text: &'a str,
}

/// What is known beside the knowledge.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The customer's name, as they show it.
    pub contact: Option<&'a str>,
    /// Who writes.
    pub agent: Option<&'a str>,
    /// What the contact book says of the customer: name and value.
    pub attributes: &'a [(String, String)],
    /// The messages of the thread, newest first: id and words.
    pub messages: &'a [(String, String)],
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Origin {
    /// The customer's name in the contact book.
    Contact,
    /// The name of who writes.
    Agent,
    /// The shop's name in its knowledge.
    Business,
    /// A source of the knowledge.
    Source {
        /// Where.
        #[serde(flatten)]
        source: SourceRef,
        /// What it is called.
        title: String,
    },
    /// What the contact book says under this name.
    Attribute {
        /// The name.
        name: String,
    },
    /// A message of the thread.
    Message {
        /// Which.
        id: String,
    },
}

/// A value with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The value.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What the customer's last words are about.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is asked, the first thing first.
    pub intents: Vec<&'static str>,
    /// The language they are in.
    pub language: Language,
    /// The one item they name; none when they name several.
    item: Option<usize>,
}

/// Reads what the customer asks.
pub fn asked(question: &Question, knowledge: &Knowledge, now: DateTime<Utc>) -> Asked {
    let understood = understand(question, knowledge, now);
    let mut intents: Vec<&'static str> = Vec::new();
    let mut items: Vec<usize> = Vec::new();
    for ask in &understood.asks {
        for intent in ask.intents.iter().map(|one| one.name()) {
            if !intents.contains(&intent) {
                intents.push(intent);
            }
        }
        items.extend(ask.items());
    }
    items.sort_unstable();
    items.dedup();
    Asked {
        intents,
        language: understood.language,
        item: match items.as_slice() {
            [one] => Some(*one),
            _ => None,
        },
    }
}

/// The value for a place, when there is a source for it.
pub fn value(
    slot: Slot<'_>,
    asked: &Asked,
    around: &Around<'_>,
    knowledge: &Knowledge,
) -> Option<Suggested> {
    let item = asked.item.and_then(|at| knowledge.items.get(at));
    let found = match meaning(slot) {
        Some(Meaning::Contact) => around
            .contact
            .and_then(person)
            .map(|v| (v, Origin::Contact)),
        Some(Meaning::Agent) => around.agent.and_then(person).map(|v| (v, Origin::Agent)),
        Some(Meaning::Business) => Some((knowledge.business.clone(), Origin::Business)),
        Some(Meaning::Item) => item.map(|item| (item.display.clone(), of_item(item, "name"))),
        // A price for a kilogram, or one that changes with the number, is no price by itself.
        Some(Meaning::Price) => item
            .filter(|item| item.basis().is_none() && !item.counts_apart())
            .and_then(|item| Some((item.price?.render(), of_item(item, "price")))),
        Some(Meaning::Order) => order(around),
        None => None,
    };
    let (value, origin) = found.or_else(|| by_name(slot, around))?;
    let value = one_line(&value)?;
    // "Rp{{2}}" says the sign itself.
    let value = match origin {
        Origin::Source { ref source, .. } if source.field.as_deref() == Some("price") => {
            meaning::without_sign(slot, value)
        }
        _ => value,
    };
    Some(Suggested { value, origin })
}

fn of_item(item: &Item, field: &str) -> Origin {
    Origin::Source {
        source: item.cite(field),
        title: item.source.title.clone(),
    }
}

/// The order that is spoken of: what the contact book says, or the newest message that names one.
fn order(around: &Around<'_>) -> Option<(String, Origin)> {
    let known = around
        .attributes
        .iter()
        .find(|(name, _)| meaning::is_order(name));
    if let Some((name, value)) = known {
        return Some((value.clone(), Origin::Attribute { name: name.clone() }));
    }
    let (id, found) = around
        .messages
        .iter()
        .map(|(id, words)| (id, order::numbers(words)))
        .find(|(_, found)| !found.is_empty())?;
    match found.as_slice() {
        [one] => Some((one.clone(), Origin::Message { id: id.clone() })),
        // Of several nobody knows which is meant.
        _ => None,
    }
}

/// A named variable may be called as something in the contact book is.
fn by_name(slot: Slot<'_>, around: &Around<'_>) -> Option<(String, Origin)> {
    if slot.key.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let wanted = meaning::folded(slot.key);
    let (name, value) = around
        .attributes
        .iter()
        .find(|(name, _)| meaning::folded(name) == wanted)?;
    Some((value.clone(), Origin::Attribute { name: name.clone() }))
}

/// A name that may stand in a message: letters, no address, no number of a phone, not a sentence.
fn person(name: &str) -> Option<String> {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let plain = name.chars().any(char::is_alphabetic)
        && name.chars().count() <= 60
        && digits < 5
        && !name.contains(['@', '/', '{', '}', '<', '>']);
    plain.then(|| name.to_owned())
}

/// Meta takes no line breaks, tabs or many spaces in a value.
fn one_line(value: &str) -> Option<String> {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
