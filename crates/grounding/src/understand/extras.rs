//! What is asked beside things: services, and numbers of what was named before.

use super::{Ask, intent};
use crate::atoms::{Atom, Tok};
use crate::lexer::Lexeme;
use crate::lexicon::Class;

/// "Can you pick up my bike? Cost?": the price is the service's, not the bike's.
pub(super) fn costs_of_services(asks: &mut Vec<Ask>) {
    let service = |ask: &Ask| {
        let own = [
            "gift",
            "breakfast",
            "parking",
            "install",
            "register",
            "trial",
            "grind",
        ];
        ask.any(&[
            "pickup",
            "storage",
            "dropoff",
            "appointment",
            "checkin",
            "leaveroom",
        ]) || ask.mentions.is_empty() && ask.any(&own)
    };
    let mut i = 1;
    while i < asks.len() {
        if asks[i].price_alone() && service(&asks[i - 1]) {
            let costs = asks.remove(i);
            asks[i - 1].concepts.extend(costs.concepts);
        } else {
            i += 1;
        }
    }
}

/// "5 mm brp, sisa brp": the first asks for the price, where the other one counts what is left.
pub(super) fn priced_and_counted(ask: &mut Ask, toks: &[Tok], lexemes: &[Lexeme]) {
    let amount = |l: &Lexeme| matches!(l.text.as_str(), "brp" | "berapa" | "brapa" | "brpa");
    let counts = |t: &Tok| {
        let written = lexemes.get(t.first..t.last).unwrap_or_default();
        t.is("stock") && written.iter().any(amount)
    };
    let asked = toks.iter().any(|t| t.is("howmuch"));
    if asked && toks.iter().any(counts) && !ask.has("price") {
        ask.concepts.push("price");
    }
}

impl Ask {
    /// "If I take 10, how much?", of something named elsewhere.
    pub(super) fn pieces_asked(&self) -> bool {
        let [mention] = self.mentions.as_slice() else {
            return false;
        };
        let alone = mention.keys.is_empty() && mention.quantity.is_some();
        alone && self.unknown.is_empty() && self.any(&["total", "howmuch", "price"])
    }
}

/// "bayar lagi ga": a negation at the end asks.
pub(super) fn asked_at_the_end(words: &[Tok], lexemes: &[Lexeme]) -> bool {
    let quiet = |t: &&Tok| matches!(t.atom, Atom::Word(_, Class::Polite)) || t.is("particle");
    let last = words.iter().rev().find(|t| !quiet(t));
    let written = last.and_then(|t| lexemes.get(t.first));
    written.is_some_and(|l| {
        matches!(
            l.text.as_str(),
            "ga" | "gak"
                | "gk"
                | "nggak"
                | "ngga"
                | "engga"
                | "enggak"
                | "tidak"
                | "blm"
                | "belum"
                | "kan"
        )
    })
}

impl Ask {
    /// Whether it holds only words that no form answers.
    pub(super) fn foreign(&self) -> bool {
        let words = !self.unknown.is_empty() || self.concepts.iter().any(|c| intent::own_matter(c));
        let named = !self.mentions.is_empty() || !self.places.is_empty() || !self.codes.is_empty();
        words && !named && intent::of(self).is_empty()
    }

    pub(super) fn says_something(&self) -> bool {
        !self.concepts.is_empty()
            || !self.mentions.is_empty()
            || !self.unknown.is_empty()
            || !self.attributes.is_empty()
            || !self.codes.is_empty()
            || !self.places.is_empty()
            || self.days.is_some()
            || !self.money.is_empty()
            || !self.times.is_empty()
            || !self.spans.is_empty()
            || !self.dates.is_empty()
            || !self.grams.is_empty()
            || !self.percents.is_empty()
            || self.per.is_some()
            || !self.amounts.is_empty()
            || !self.far.is_empty()
    }
}
