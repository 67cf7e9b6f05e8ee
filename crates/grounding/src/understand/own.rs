//! The customer's own thing, left with the shop: whether it is done is known to people only.

use super::triage::Message;
use crate::lexicon::{self, Class};

const DONE_EN: &[&str] = &["ready", "done", "finished", "fixed", "repaired"];
const DONE_ID: &[&str] = &["jadi", "selesai", "kelar", "beres", "rampung"];
const YET: &[&str] = &[
    "belum", "blm", "blom", "sudah", "udah", "udh", "sdh", "dah", "masih",
];

/// Words of a parcel under way.
const COMES: &[&str] = &[
    "sampai",
    "sampe",
    "smp",
    "nyampe",
    "nyampai",
    "datang",
    "dateng",
    "tiba",
    "dikirim",
    "arrive",
    "arrives",
    "arriving",
    "arrived",
    "shipped",
    "dispatched",
    "delivered",
];
const AWAITED: &[&str] = &[
    "kapan", "kpn", "belum", "blm", "blom", "sudah", "udah", "udh", "sdh", "when", "yet", "has",
    "hasnt", "is", "did",
];

/// Words that ask about a service in general.
const GENERAL: &[&str] = &["how", "berapa", "brp", "kalau", "kalo", "klo", "if", "size"];

/// "cucian saya udah jadi blm", "is my bike ready yet".
pub(super) fn own_thing(message: &Message<'_>) -> bool {
    let words: Vec<&str> = message.lexemes.iter().map(|l| l.text.as_str()).collect();
    let after = |at: usize, list: &[&str]| words.iter().skip(at).any(|w| list.contains(w));
    if after(0, GENERAL) {
        return false;
    }
    // What came already may be sent back.
    let kept = ["return", "exchange", "warranty", "restock"];
    let settled = message.asks.iter().any(|a| a.any(&kept));
    let coming = |at: usize| !settled && after(at, COMES) && after(0, AWAITED);
    let my = words.iter().position(|w| *w == "my");
    let english = my.is_some_and(|at| {
        let thing = words.iter().skip(at + 1).take(3).any(|w| is_thing(w));
        after(at, DONE_EN) || thing && coming(at)
    });
    let owned = words.windows(2).position(|w| {
        let mine = matches!(w[1], "saya" | "sy" | "aku" | "ak" | "gue" | "gua" | "gw");
        mine && is_thing(w[0])
    });
    let bound = words.iter().position(|w| {
        w.strip_suffix("ku")
            .is_some_and(|stem| stem.len() > 3 && is_thing(stem))
    });
    let indonesian = owned
        .or(bound)
        .is_some_and(|at| after(at, DONE_ID) && after(at, YET) || coming(0));
    english || indonesian
}

fn is_thing(word: &str) -> bool {
    lexicon::word(word).is_some_and(|e| e.class == Class::Good)
}
