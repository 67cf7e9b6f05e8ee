//! What a workspace's answers may rest on: catalogue, policies, promotions and authored answers.

mod basis;
mod build;
pub mod facts;
mod goods;
mod head;
mod index;
mod inside;
mod matter;
mod opening;
mod passage;
mod policy;
mod promo;
mod raw;
mod reach;
mod sizes;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::atoms::Reader;
use crate::language::{Language, detect};
use crate::lexer::lex;
use crate::value::{Currency, Money};
use crate::vocab::Vocab;
pub(crate) use basis::unit_at;
pub use facts::{Fact, PolicyFact, Scope};
pub(crate) use index::{SourceIndex, exact};
pub(crate) use matter::{Matter, Topic, apart};
pub(crate) use policy::sentences_of as policy_sentences;
pub use promo::{Off, PromoTerms};
pub use raw::{RawAnswer, RawItem, RawKnowledge, RawPolicy, RawPromo};

/// Why knowledge was refused. Every variant names the offending entry.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum KnowledgeError {
    /// The document is not JSON of the expected shape.
    #[error("the document cannot be read: {0}")]
    Shape(String),
    /// A currency code that is not supported.
    #[error("unknown currency {0:?}; use an ISO 4217 code such as IDR")]
    Currency(String),
    /// Two entries share an identifier.
    #[error("{kind} {id:?} appears twice")]
    Duplicate {
        /// item, policy, promo or answer.
        kind: &'static str,
        /// The identifier.
        id: String,
    },
    /// An identifier or text is empty.
    #[error("{kind} number {position} has no {field}")]
    Empty {
        /// item, policy, promo or answer.
        kind: &'static str,
        /// Position in its list, from 1.
        position: usize,
        /// The missing field.
        field: &'static str,
    },
    /// A number is negative, too large, or has more decimals than its unit allows.
    #[error("item {sku:?}: {field} {value} is not allowed: {why}")]
    Number {
        /// Article code.
        sku: String,
        /// The field.
        field: &'static str,
        /// The value as written.
        value: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A date is not a calendar date of the form 2026-11-30.
    #[error("{owner:?}: {field} {value:?} is not a date of the form 2026-11-30")]
    Date {
        /// Entry.
        owner: String,
        /// The field.
        field: &'static str,
        /// The value as written.
        value: String,
    },
    /// A percentage outside 0–100.
    #[error("promo {0:?}: percent must lie between 0 and 100")]
    Percent(String),
    /// A time zone that is neither a known name nor an offset such as +07:00.
    #[error(
        "unknown time zone {0:?}; use Asia/Jakarta, Asia/Makassar, Asia/Jayapura, UTC or an offset such as +07:00"
    )]
    Zone(String),
}

/// Something in otherwise valid knowledge that will not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The source, e.g. `policy:P2`.
    pub source: String,
    /// Stable code.
    pub code: String,
    /// Plain words for the owner.
    pub detail: String,
}

/// Points at a passage of a source, at one version of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef {
    /// Stable id: `item:JKT-BLU`, `policy:P2`, `promo:NOV10`, `answer:A1`.
    pub id: String,
    /// Content hash of the source when it was read.
    pub version: String,
    /// The field of an item (`price`, `stock.M`), when the reference is to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Byte range in the passage, when the reference is to a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(usize, usize)>,
}

/// A source as shown to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Stable id.
    pub id: String,
    /// Content hash, 16 hexadecimal digits.
    pub version: String,
    /// Short title.
    pub title: String,
    /// The text that answers may be checked against.
    pub passage: String,
}

/// A catalogue item.
#[derive(Debug, Clone)]
pub struct Item {
    /// Article code.
    pub sku: String,
    /// Name as the shop writes it.
    pub name: String,
    /// Name used in answers: with the article code when another item has the same name.
    pub display: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Price for one piece.
    pub price: Option<Money>,
    /// Sizes the item is made in, in the shop's order; empty when it has none.
    pub sizes: Vec<String>,
    /// Pieces in stock by size; one entry without a size when the item has none; empty when unknown.
    pub stock: Vec<(Option<String>, u32)>,
    /// Weight of one piece.
    pub weight_g: Option<u64>,
    /// When it is expected back.
    pub restock: Option<NaiveDate>,
    /// Short remark, quoted as written.
    pub note: Option<String>,
    /// Longer text; quoted by sentence, never read as fact.
    pub description: Option<String>,
    /// Named properties, quoted as written.
    pub attributes: BTreeMap<String, String>,
    /// Page of the item.
    pub url: Option<String>,
    /// Keys of name and aliases, one list each.
    pub(crate) keys: Vec<Vec<String>>,
    /// The same with the kind of goods said more generally; only for recognising what is meant.
    pub(crate) kinds: Vec<Vec<String>>,
    /// What it is, where its name holds several goods.
    pub(crate) head: Option<String>,
    /// The item as a source.
    pub source: Source,
}

impl Item {
    /// Whether the item may be called by all of these keys.
    pub(crate) fn has_keys(&self, wanted: &[String]) -> bool {
        // Every word of any of its names describes it: "ban mtb 29" is the MTB tyre, alias "ban 29".
        let named = |key| {
            self.keys
                .iter()
                .chain(&self.kinds)
                .any(|keys| keys.contains(key))
        };
        wanted.iter().all(named)
    }

    /// Whether a remark of the item, or a property of it, holds the word or one of its root.
    pub(crate) fn remarks_on(&self, word: &str) -> bool {
        let texts = self.note.iter().chain(&self.description);
        let texts = texts.chain(self.attributes.iter().flat_map(|(key, value)| [key, value]));
        texts.into_iter().any(|text| {
            let keys = crate::vocab::name_keys(text);
            keys.iter().any(|key| crate::lexicon::share_root(key, word))
        })
    }

    /// Pieces over all sizes, when stock is known.
    pub fn total_stock(&self) -> Option<u32> {
        (!self.stock.is_empty()).then(|| self.stock.iter().map(|(_, n)| *n).sum())
    }

    /// A reference to one field of the item.
    pub fn cite(&self, field: &str) -> SourceRef {
        SourceRef {
            id: self.source.id.clone(),
            version: self.source.version.clone(),
            field: Some(field.to_owned()),
            span: None,
        }
    }
}

/// A policy with what could be read from it with certainty.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The policy as a source; the passage is its text.
    pub source: Source,
    /// Sentences: byte ranges in the passage.
    pub sentences: Vec<(usize, usize)>,
    /// Facts with the sentence they come from.
    pub facts: Vec<Fact>,
    /// What its sentences fit to be quoted are about.
    pub(crate) topics: Vec<Topic>,
}

/// A promotion.
#[derive(Debug, Clone)]
pub struct Promo {
    /// The code a customer enters, upper case.
    pub code: String,
    /// The promotion as a source; the passage is its text.
    pub source: Source,
    /// What it does, when every word of the text was understood.
    pub terms: Option<PromoTerms>,
    /// Every day the text names.
    pub(crate) days: Vec<NaiveDate>,
}

impl Promo {
    /// Whether the promotion may be spoken of on `day`: it is valid, or, when its terms could not be
    /// read, no day it names has passed.
    pub fn current_on(&self, day: NaiveDate) -> bool {
        match &self.terms {
            Some(terms) => terms.valid_on(day),
            None => !self.days.is_empty() && self.days.iter().all(|named| *named >= day),
        }
    }

    /// A reference to the whole promotion.
    pub fn cite(&self) -> SourceRef {
        self.source.cite()
    }
}

/// An answer written by the shop.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The answer as a source; the passage is its text.
    pub source: Source,
    /// Questions it answers.
    pub questions: Vec<String>,
}

impl Source {
    /// A reference to the whole passage.
    pub fn cite(&self) -> SourceRef {
        SourceRef {
            id: self.id.clone(),
            version: self.version.clone(),
            field: None,
            span: None,
        }
    }

    /// A reference to a part of the passage.
    pub fn cite_span(&self, span: (usize, usize)) -> SourceRef {
        SourceRef {
            span: Some(span),
            ..self.cite()
        }
    }
}

/// All a workspace's answers may rest on. Build it once per version and share it.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// The shop's name.
    pub business: String,
    /// Currency of all prices.
    pub currency: Currency,
    /// The day the data was true, when stated.
    pub as_of: Option<NaiveDate>,
    /// The shop's time zone.
    pub zone: FixedOffset,
    /// Its abbreviation (WIB …), empty when it has none.
    pub zone_label: &'static str,
    /// Catalogue.
    pub items: Vec<Item>,
    /// Policies.
    pub policies: Vec<Policy>,
    /// Promotions.
    pub promos: Vec<Promo>,
    /// Authored answers.
    pub answers: Vec<Answer>,
    /// Hosts that links may point to.
    pub hosts: Vec<String>,
    /// Entries that will not be used as facts, and why.
    pub problems: Vec<Problem>,
    /// The language its own texts are in.
    pub(crate) language: Language,
    pub(crate) vocab: Vocab,
    /// What the checker looks up, by source.
    pub(crate) index: HashMap<String, SourceIndex>,
}

impl Knowledge {
    /// Reads and validates a JSON document.
    pub fn from_json(json: &str) -> Result<Self, KnowledgeError> {
        let raw: RawKnowledge =
            serde_json::from_str(json).map_err(|e| KnowledgeError::Shape(e.to_string()))?;
        Self::build(&raw)
    }

    /// The language most of the shop's texts are in, of those that answers are written in.
    fn spoken(&self) -> Language {
        let texts: Vec<&str> = self
            .sources()
            .flat_map(|s| [s.title.as_str(), s.passage.as_str()])
            .collect();
        let language = detect(&lex(&texts.join(" ")), None);
        if language.complete() {
            language
        } else {
            Language::English
        }
    }

    /// The shop's wall clock at `now`.
    pub fn local(&self, now: DateTime<Utc>) -> NaiveDateTime {
        now.with_timezone(&self.zone).naive_local()
    }

    /// Every source: items, policies, promotions, answers, in that order.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let items = self.items.iter().map(|i| &i.source);
        let policies = self.policies.iter().map(|p| &p.source);
        let promos = self.promos.iter().map(|p| &p.source);
        items
            .chain(policies)
            .chain(promos)
            .chain(self.answers.iter().map(|a| &a.source))
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources().find(|s| s.id == id)
    }

    /// The item with this article code, in any case.
    pub fn item(&self, sku: &str) -> Option<(usize, &Item)> {
        self.items
            .iter()
            .enumerate()
            .find(|(_, i)| i.sku.eq_ignore_ascii_case(sku))
    }

    /// The promotion with this code, in any case.
    pub fn promo(&self, code: &str) -> Option<&Promo> {
        self.promos
            .iter()
            .find(|p| p.code.eq_ignore_ascii_case(code))
    }

    pub(crate) fn reader(&self, now: DateTime<Utc>) -> Reader<'_> {
        Reader {
            currency: self.currency,
            today: self.local(now).date(),
            vocab: Some(&self.vocab),
            names: false,
            loose: false,
        }
    }
}
