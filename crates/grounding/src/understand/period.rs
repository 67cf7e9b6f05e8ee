//! Lengths of time that tell things apart by their names: "member sebulan" is the monthly one.

use super::Ask;
use crate::knowledge::{Item, Knowledge};
use crate::value::{Span, Unit};

fn words(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Day => &["hari", "harian", "day", "daily"],
        Unit::Month => &["bulan", "bulanan", "month", "monthly"],
        Unit::Year => &["tahun", "tahunan", "year", "yearly", "annual"],
        _ => &[],
    }
}

/// Whether the item's name says that it is for so long.
fn lasts(item: &Item, span: Span) -> bool {
    let number = |key: &String| key.bytes().all(|b| b.is_ascii_digit());
    item.keys.iter().any(|keys| {
        keys.iter().enumerate().any(|(i, key)| {
            let unit = words(span.unit).contains(&key.as_str());
            let before = i.checked_sub(1).map(|at| &keys[at]).filter(|k| number(k));
            let one = span.min == 1 && before.is_none_or(|k| k == "1");
            unit && (one || before.is_some_and(|k| *k == span.min.to_string()))
        })
    })
}

/// Takes a length of time for a part of the name, where exactly one of the things meant is called so.
pub(super) fn of_names(ask: &mut Ask, knowledge: &Knowledge) {
    let ([span], [mention]) = (ask.spans.as_slice(), ask.mentions.as_mut_slice()) else {
        return;
    };
    let called = |i: &usize| lasts(&knowledge.items[*i], *span);
    let found: Vec<usize> = mention.items.iter().copied().filter(called).collect();
    if span.min == span.max && found.len() == 1 {
        mention.items = found;
        ask.spans.clear();
    }
}
