//! Sentences that a draft once said, or could have said, although the shop's texts say otherwise or
//! leave it open. The checker must hold them by itself, whoever writes them.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use chrono::{DateTime, Utc};
use grounding::{Ground, Knowledge, SourceRef, Submission, check};

fn passes(shop: &str, text: &str) -> bool {
    let path = format!(
        "{}/tests/data/unseen/{shop}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let knowledge = Knowledge::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
    let day = knowledge.as_of.unwrap().succ_opt().unwrap();
    let now: DateTime<Utc> = day.and_hms_opt(3, 0, 0).unwrap().and_utc();
    // Every source is cited: only what they say may count.
    let cites: Vec<SourceRef> = knowledge.sources().map(grounding::Source::cite).collect();
    let submission = Submission {
        text,
        cites: &cites,
        slots: Vec::new(),
    };
    let ground = Ground {
        knowledge: &knowledge,
        now,
        customer: &[],
        protected: &[],
    };
    check(&submission, &ground).passes()
}

#[test]
fn holds_what_the_texts_deny_or_leave_open() {
    for (shop, text) in [
        // "Nothing is sent outside Java yet"; the price is for the rest of Java.
        ("tanam", "Bisa Kak, kami kirim ke Medan."),
        ("tanam", "Ongkir ke Medan Rp45.000, Kak."),
        ("tanam", "Pengiriman ke Medan 2-4 hari, Kak."),
        // A coffee called by its origin may well be beans, and a course a class.
        (
            "kopi",
            "Sorry, code SERUPUT does not apply to the Toraja Sapan 200 g.",
        ),
        (
            "kursus",
            "Maaf Kak, kode AWALTAHUN tidak berlaku untuk Persiapan TOEFL.",
        ),
        ("parts", "Maaf Kak, stok Aki kering 7 Ah hanya 6."),
        // A code for Monday to Wednesday.
        (
            "gigi",
            "Dengan kode SENYUM (diskon 20%), harga Scaling gigi menjadi Rp240.000, Kak.",
        ),
        (
            "gigi",
            "Hari Sabtu dengan kode SENYUM (diskon 20%), harga Scaling gigi menjadi Rp240.000, Kak.",
        ),
        (
            "gigi",
            "Bisa Kak, kode SENYUM memberi diskon 20% untuk Scaling gigi.",
        ),
    ] {
        assert!(!passes(shop, text), "{shop}: {text}");
    }
}

#[test]
fn lets_the_true_sentences_beside_them_pass() {
    for (shop, text) in [
        ("tanam", "Ongkir ke Bandung Rp45.000, Kak."),
        ("tanam", "Bisa Kak, kami kirim ke Bandung."),
        (
            "gigi",
            "Hari Selasa dengan kode SENYUM (diskon 20%), harga Scaling gigi menjadi Rp240.000, Kak.",
        ),
        (
            "kopi",
            "Sorry, code SERUPUT does not apply to the Manual grinder.",
        ),
        (
            "hijab",
            "Maaf Kak, kode RAMADAN tidak berlaku untuk Mukena traveling.",
        ),
    ] {
        assert!(passes(shop, text), "{shop}: {text}");
    }
}
