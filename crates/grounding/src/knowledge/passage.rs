//! Items written out, and versions of sources.

use std::fmt::Write as _;
use std::hash::Hasher;

use chrono::NaiveDate;

use super::{Item, Source};
use crate::atoms::{Atom, Reader, read};
use crate::language::Language::English;
use crate::value::{Currency, Value};

/// The item written out, so that a person can see what an answer rests on.
pub(super) fn passage(item: &Item) -> String {
    let mut out = format!("{} ({}).", item.name, item.sku);
    if let Some(price) = item.price {
        let _ = write!(out, " Price: {}.", price.render());
    }
    if !item.sizes.is_empty() {
        let _ = write!(out, " Sizes: {}.", item.sizes.join(", "));
    }
    let stock: Vec<String> = item
        .stock
        .iter()
        .map(|(label, n)| {
            label
                .as_ref()
                .map_or_else(|| n.to_string(), |l| format!("{l} {n}"))
        })
        .collect();
    if !stock.is_empty() {
        let _ = write!(out, " Stock: {}.", stock.join(", "));
    }
    if let Some(grams) = item.weight_g {
        let _ = write!(out, " Weight: {}.", Value::Grams(grams).render(English));
    }
    if let Some(day) = item.restock {
        let _ = write!(out, " Expected back: {day}.");
    }
    if let Some(note) = &item.note {
        let _ = write!(out, " Note: {note}.");
    }
    for (name, value) in &item.attributes {
        let _ = write!(out, " {name}: {value}.");
    }
    if let Some(text) = &item.description {
        let _ = write!(out, " {text}");
    }
    if let Some(url) = &item.url {
        let _ = write!(out, " {url}");
    }
    out
}

pub(super) fn source(id: String, title: String, passage: String) -> Source {
    let version = hash(&[&id, &title, &passage]);
    Source {
        id,
        version,
        title,
        passage,
    }
}

/// FNV-1a over length-prefixed parts. It tells versions apart; it guards nothing.
fn hash(parts: &[&str]) -> String {
    struct Fnv(u64);
    impl Hasher for Fnv {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    let mut fnv = Fnv(0xcbf2_9ce4_8422_2325);
    for part in parts {
        fnv.write(&(part.len() as u64).to_le_bytes());
        fnv.write(part.as_bytes());
    }
    format!("{:016x}", fnv.finish())
}

/// A name that states a price or a gift would be repeated as a fact.
pub(super) fn promises(name: &str, currency: Currency) -> bool {
    let reader = Reader {
        currency,
        today: NaiveDate::default(),
        vocab: None,
        names: false,
        loose: true,
    };
    let reading = read(name, reader);
    let priced = reading
        .toks
        .iter()
        .any(|t| matches!(t.atom, Atom::Money(_)));
    priced || reading.lexemes.iter().any(|l| l.text == "gratis")
}
