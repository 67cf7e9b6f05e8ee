//! A draft as structure: words, slots with their origin, and where each sentence comes from.

use serde::{Deserialize, Serialize};

use crate::knowledge::SourceRef;
use crate::language::Language;
use crate::value::{Money, Value};

/// What a draft does for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "reason")]
pub enum Outcome {
    /// Answers.
    Answer,
    /// Asks which of several things is meant.
    Clarify,
    /// The sources do not answer; says so and hands over.
    Abstain(AbstainReason),
    /// A person must take over.
    Handoff(HandoffReason),
    /// The customer wants no more messages.
    OptOut,
    /// Not a matter of this shop; declines.
    OffTask,
}

/// Why the sources do not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbstainReason {
    /// No source speaks of it.
    NoSource,
    /// The item is not in the catalogue.
    UnknownItem,
    /// A part of the question was not understood.
    NotUnderstood,
    /// Sources leave the case open or contradict each other.
    Unclear,
    /// Amounts in another currency.
    Currency,
    /// The language is not one that facts are written in.
    Language,
}

/// Why a person must take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoffReason {
    /// The customer asked for a person.
    Asked,
    /// A complaint.
    Complaint,
    /// A matter of one order.
    Order,
    /// Payment or payment data.
    Payment,
    /// Refund or cancellation.
    Refund,
    /// A special price.
    Negotiation,
    /// Advice on what to buy.
    Advice,
    /// The message tries to steer the reply, or asks for protected data.
    Suspicious,
    /// Someone may be in danger.
    Danger,
    /// It speaks of a picture or a file, which only a person can look at.
    Attachment,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDoc {
    /// Language it is written in.
    pub language: Language,
    /// What the customer wants, as stable names (`price`, `shipping_cost` …), most important first.
    pub intents: Vec<String>,
    /// Sentences in order.
    pub segments: Vec<Segment>,
    /// What it does.
    pub outcome: Outcome,
    /// A part of the question is left to a person.
    #[serde(default)]
    pub partial: bool,
}

/// One or a few sentences that rest on the same sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Words and slots.
    pub parts: Vec<Part>,
    /// Sources it rests on.
    pub cites: Vec<SourceRef>,
}

/// Words or a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Words.
    Text(String),
    /// A value from a source, computed, or repeated from the question.
    Slot(Slot),
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The value.
    #[serde(flatten)]
    pub value: Value,
    /// Origin.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A source.
    Source(SourceRef),
    /// Computed from other values.
    Computed(Expr),
    /// The customer's own quantity, place or day, repeated so that the answer is clear.
    Asked,
}

/// Arithmetic over money. Evaluated by the composer and again by the checker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expr {
    /// An amount from a source.
    Amount {
        /// The amount.
        money: Money,
        /// Where it stands.
        source: SourceRef,
    },
    /// An amount times a number of pieces.
    Times(Box<Expr>, u32),
    /// A sum.
    Sum(Vec<Expr>),
    /// What one amount is more than another.
    Minus(Box<Expr>, Box<Expr>),
    /// An amount less a percentage (hundredths of a percent) from a source.
    Less {
        /// Before.
        base: Box<Expr>,
        /// Percentage in hundredths.
        percent: u32,
        /// Where the percentage stands.
        source: SourceRef,
    },
}

impl Expr {
    /// The result; `None` when currencies differ, numbers overflow, or a percentage does not come
    /// out even (the program does not invent rounding rules).
    pub fn eval(&self) -> Option<Money> {
        match self {
            Self::Amount { money, .. } => Some(*money),
            Self::Times(base, n) => {
                let base = base.eval()?;
                Some(Money {
                    minor: base.minor.checked_mul(i64::from(*n))?,
                    ..base
                })
            }
            Self::Sum(parts) => {
                let mut parts = parts.iter();
                let mut sum = parts.next()?.eval()?;
                for part in parts {
                    let next = part.eval()?;
                    if next.currency != sum.currency {
                        return None;
                    }
                    sum.minor = sum.minor.checked_add(next.minor)?;
                }
                Some(sum)
            }
            Self::Minus(more, less) => {
                let (more, less) = (more.eval()?, less.eval()?);
                let minor = more.minor.checked_sub(less.minor)?;
                (more.currency == less.currency).then_some(Money { minor, ..more })
            }
            Self::Less { base, percent, .. } => {
                let base = base.eval()?;
                let kept = 10_000_i64
                    .checked_sub(i64::from(*percent))
                    .filter(|k| *k >= 0)?;
                let scaled = base.minor.checked_mul(kept)?;
                (scaled % 10_000 == 0).then_some(Money {
                    minor: scaled / 10_000,
                    ..base
                })
            }
        }
    }

    /// Every source the expression rests on.
    pub fn sources(&self) -> Vec<&SourceRef> {
        match self {
            Self::Amount { source, .. } => vec![source],
            Self::Times(base, _) => base.sources(),
            Self::Sum(parts) => parts.iter().flat_map(Self::sources).collect(),
            Self::Minus(more, less) => {
                let mut out = more.sources();
                out.extend(less.sources());
                out
            }
            Self::Less { base, source, .. } => {
                let mut out = base.sources();
                out.push(source);
                out
            }
        }
    }
}

/// The draft as the text a customer reads. Deterministic.
pub fn render(doc: &DraftDoc) -> String {
    let mut out = String::new();
    for segment in &doc.segments {
        let text = render_segment(segment, doc.language);
        if !out.is_empty() {
            out.push(if text.starts_with("• ") || out.contains('\n') {
                '\n'
            } else {
                ' '
            });
        }
        out.push_str(&text);
    }
    out
}

fn render_segment(segment: &Segment, language: Language) -> String {
    segment
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Slot(slot) => slot.value.render(language),
        })
        .collect()
}

impl DraftDoc {
    /// Every source the draft cites, once each, in order of first use.
    pub fn cites(&self) -> Vec<SourceRef> {
        let mut out: Vec<SourceRef> = Vec::new();
        for cite in self.segments.iter().flat_map(|s| &s.cites) {
            if !out.contains(cite) {
                out.push(cite.clone());
            }
        }
        out
    }

    /// Every slot.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.segments
            .iter()
            .flat_map(|s| &s.parts)
            .filter_map(|part| match part {
                Part::Slot(slot) => Some(slot),
                Part::Text(_) => None,
            })
    }
}
