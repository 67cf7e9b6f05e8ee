//! How many pieces a pack holds.

use super::write::name;
use super::{Context, Reply};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::Item;
use crate::lexer::{Shape, lex};

/// Words beside the number of pieces in a pack.
const HOLDING: &[&str] = &[
    "isi", "berisi", "of", "contains", "pack", "pcs", "pieces", "pasang", "pairs", "lembar",
    "biji", "buah", "sachet", "butir", "helai", "roll", "rol",
];

/// Whether a text counts what is inside: "isi 18 pasang", "set of 4", "3-pack".
fn counts(text: &str) -> bool {
    let lexemes = lex(text);
    let number = |i: usize| lexemes.get(i).is_some_and(|l| l.shape == Shape::Number);
    (0..lexemes.len()).any(|i| {
        let holding = HOLDING.contains(&lexemes[i].text.as_str());
        let dash = i > 1 && lexemes[i - 1].text == "-";
        holding && (number(i + 1) || i > 0 && number(i - 1) || dash && number(i - 2))
    })
}

impl Context<'_> {
    /// What a remark of the item, or its name, says of how many are in it.
    pub(super) fn pack_count(&self, item: &Item) -> Reply {
        let texts = [(&item.note, "note"), (&item.description, "description")];
        let said: Option<Segment> = texts
            .into_iter()
            .filter_map(|(text, field)| Some((text.as_deref()?, field)))
            .flat_map(|(text, field)| text.split(". ").map(move |s| (s, field)))
            .filter(|(sentence, _)| counts(sentence))
            .find_map(|(sentence, field)| self.remark(item, sentence, field));
        let named = || {
            counts(&item.name).then(|| {
                self.say(
                    "It is the {item}.",
                    "Itu {item}, Kak.",
                    &[("item", name(item))],
                )
            })
        };
        said.or_else(named)
            .map_or(Reply::Abstain(AbstainReason::NoSource), |said| {
                Reply::Said(vec![said])
            })
    }
}
