//! Areas told by what they lie in: "outside Jabodetabek on Java", "other cities in Sulawesi".

use super::facts::{Fact, PolicyFact};
use crate::atoms::{Atom, Tok};
use crate::lexicon::places::Region;

/// The sentence with such areas as the wider one alone, which narrower rules go before. Where no rule
/// before tells of the part left out, a mark stays that no rule is read with.
pub(super) fn widened(sentence: &[Tok], facts: &[Fact]) -> Vec<Tok> {
    let mut out: Vec<Tok> = Vec::with_capacity(sentence.len());
    let mut at = 0;
    while let Some(tok) = sentence.get(at) {
        let Some((left_out, end)) = both(sentence, at) else {
            out.push(tok.clone());
            at += 1;
            continue;
        };
        let told = facts.iter().any(|f| match &f.fact {
            PolicyFact::Rate { region, .. } => match left_out {
                Region::Outside(name) => *region == Region::Within(name.clone()),
                _ => true,
            },
            _ => false,
        });
        let areas = sentence[at..end].iter();
        out.extend(areas.filter(|t| matches!(t.atom, Atom::Place(_))).cloned());
        if !told {
            let atom = Atom::Other(String::new());
            out.push(Tok {
                atom,
                ..tok.clone()
            });
        }
        at = end;
    }
    out
}

/// The part left out of the area that starts here, and where both end.
fn both(sentence: &[Tok], at: usize) -> Option<(&Region, usize)> {
    let mut next = at + 1;
    while sentence.get(next).is_some_and(|t| {
        ["in", "on", "of", "city", "but", "the"]
            .iter()
            .any(|c| t.is(c))
    }) {
        next += 1;
    }
    match (&sentence.get(at)?.atom, &sentence.get(next)?.atom) {
        (Atom::Area(left @ (Region::Outside(_) | Region::Rest)), Atom::Place(_))
            if next > at + 1 =>
        {
            Some((left, next + 1))
        }
        (Atom::Place(_), Atom::Area(left @ Region::Outside(_))) => Some((left, next + 1)),
        // "The rest of it", where rules before tell of parts.
        (Atom::Place(_), Atom::Word("other", _)) if next == at + 1 => {
            Some((&Region::Rest, next + 1))
        }
        _ => None,
    }
}
