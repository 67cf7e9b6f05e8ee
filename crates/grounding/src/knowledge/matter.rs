//! What policy sentences are about, as far as that can be told without understanding them. A
//! sentence that could not be read keeps the program from computing in its matter, and may be quoted
//! when the matter is asked about.

use super::Knowledge;
use crate::atoms::{Atom, Tok};
use crate::lexicon::places::{Place, Region, named};

/// A matter that policies speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matter {
    /// When delivery is free.
    FreeShipping,
    /// Price and time of delivery.
    Delivery,
    /// Returns.
    Returns,
    /// Exchanges.
    Exchange,
    /// Warranty.
    Warranty,
    /// Opening hours.
    Hours,
    /// Public holidays.
    Holiday,
    /// Ways of paying.
    Payment,
    /// Whether to pay before or after.
    Advance,
}

/// A sentence of a policy with what it is about.
#[expect(
    clippy::struct_excessive_bools,
    reason = "signs that a sentence shows or not, each by itself"
)]
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// Byte range in the passage.
    pub(crate) span: (usize, usize),
    /// Matters.
    pub(crate) matters: Vec<Matter>,
    /// Days or times of day are named.
    pub(crate) timed: bool,
    /// It takes something away: an exception or a limit, without amounts.
    pub(crate) limits: bool,
    /// It says that nothing is sent to the areas it names.
    pub(crate) refuses: bool,
    /// No facts were read from it.
    pub(crate) unread: bool,
    /// Places and areas it names.
    pub(crate) regions: Vec<Region>,
}

/// Matters of a sentence.
pub(super) fn of(sentence: &[Tok]) -> Vec<Matter> {
    let has = |list: &[&str]| sentence.iter().any(|t| list.iter().any(|c| t.is(c)));
    let found = [
        (
            Matter::FreeShipping,
            has(&["freeship"]) || has(&["free"]) && has(&["ship"]),
        ),
        (Matter::Delivery, has(&["ship"])),
        // "We pick up and return bikes" brings them back.
        (
            Matter::Returns,
            has(&["return", "refund"]) && !has(&["pickup"]),
        ),
        (Matter::Exchange, has(&["exchange"])),
        (Matter::Warranty, has(&["warranty"])),
        (
            Matter::Hours,
            has(&["open", "close"]) || has(&["hours"]) && timed(sentence) || bare_hours(sentence),
        ),
        (Matter::Holiday, has(&["holiday"])),
        (
            Matter::Payment,
            has(&["pay", "cod", "qris", "card", "installment", "wallet"]),
        ),
        (Matter::Advance, has(&["pay"]) && has(&["advance"])),
    ];
    found
        .into_iter()
        .filter(|(_, is)| *is)
        .map(|(m, _)| m)
        .collect()
}

/// "Monday-Friday 08:00-20:00", without a word more.
fn bare_hours(sentence: &[Tok]) -> bool {
    let plain = |t: &Tok| {
        matches!(
            t.atom,
            Atom::Days(_) | Atom::Time(_) | Atom::Mark(_) | Atom::Stop
        )
    };
    let named = |day: bool| {
        sentence.iter().any(|t| match t.atom {
            Atom::Days(_) => day,
            Atom::Time(_) => !day,
            _ => false,
        })
    };
    sentence.iter().all(|t| plain(t) || t.is("and")) && named(true) && named(false)
}

/// Whether a sentence names days or times of day.
pub(super) fn timed(sentence: &[Tok]) -> bool {
    sentence
        .iter()
        .any(|t| matches!(t.atom, Atom::Days(_) | Atom::Time(_) | Atom::Date { .. }))
}

/// Whether a sentence is an exception or a limit to a rule and no more.
pub(super) fn limits(sentence: &[Tok]) -> bool {
    let negated = ["not", "no", "except", "only", "without"];
    let plain = sentence.iter().all(|t| {
        matches!(
            t.atom,
            Atom::Word(..)
                | Atom::Other(_)
                | Atom::Span(_)
                | Atom::Stop
                | Atom::Mark(',' | '-' | '/')
        )
    });
    plain && sentence.iter().any(|t| negated.iter().any(|c| t.is(c)))
}

/// "We cannot ship outside Java yet", without a price or a time.
pub(super) fn refuses(sentence: &[Tok], titled: bool) -> bool {
    let has = |c: &str| sentence.iter().any(|t| t.is(c));
    let priced = |t: &Tok| matches!(t.atom, Atom::Money(_) | Atom::Span(_));
    (has("ship") || titled) && (has("not") || has("no")) && !sentence.iter().any(priced)
}

/// Whether two areas surely have no place in common: "Java" and "outside Java".
pub(crate) fn apart(a: &Region, b: &Region) -> bool {
    match (a, b) {
        (Region::Within(name), outside @ Region::Outside(_))
        | (outside @ Region::Outside(_), Region::Within(name)) => {
            named(name).is_some_and(|place| outside.covers(place) == Some(false))
        }
        (Region::Abroad, other) | (other, Region::Abroad) => *other != Region::Abroad,
        _ => false,
    }
}

impl Knowledge {
    /// Sentences about a matter, with the position of their policy.
    pub(crate) fn on(&self, matter: Matter) -> impl Iterator<Item = (usize, &Topic)> {
        self.policies
            .iter()
            .enumerate()
            .flat_map(move |(i, policy)| {
                policy
                    .topics
                    .iter()
                    .filter(move |t| t.matters.contains(&matter))
                    .map(move |t| (i, t))
            })
    }

    /// Whether a sentence about the matter could not be read, so that nothing in it can be computed.
    pub(crate) fn unread(&self, matter: Matter) -> bool {
        self.on(matter).any(|(_, topic)| topic.unread)
    }

    /// How narrow the narrowest delivery sentence is that names this place and could not be read.
    pub(crate) fn unread_delivery(&self, place: Place) -> Option<u8> {
        let unread = self
            .on(Matter::Delivery)
            .filter(|(_, topic)| topic.unread && !topic.matters.contains(&Matter::FreeShipping));
        unread
            .flat_map(|(_, topic)| &topic.regions)
            .filter(|region| region.covers(place) != Some(false))
            .map(Region::narrowness)
            .max()
    }

    /// The sentence that says that nothing is sent to `place`, with the position of its policy.
    pub(crate) fn refuses_delivery(&self, place: Place) -> Option<(usize, (usize, usize))> {
        self.on(Matter::Delivery)
            .find(|(_, topic)| {
                topic.refuses && topic.regions.iter().any(|r| r.covers(place) == Some(true))
            })
            .map(|(policy, topic)| (policy, topic.span))
    }

    /// Whether any source of the shop, or a question it has an answer for, holds the word.
    pub(crate) fn speaks_of(&self, word: &str) -> bool {
        if self.vocab.is_rooted(word) {
            return true;
        }
        let wanted = format!(" {word} ");
        self.index
            .values()
            .any(|source| source.row.contains(&wanted))
            || self
                .answers
                .iter()
                .flat_map(|a| &a.questions)
                .any(|question| crate::safety::row_of(question).contains(&wanted))
    }
}
