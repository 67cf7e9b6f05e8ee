//! The checker against drafters that lie. A draft may pass only when what it says is true, whoever
//! wrote it; here programs write the worst drafts they can.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use chrono::{DateTime, TimeZone, Utc};
use grounding::doc::{Origin, Part};
use grounding::{
    DraftDoc, Ground, Knowledge, Outcome, Question, SourceRef, Submission, check, draft, render,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static RIMBA: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::from_json(include_str!("data/rimba.json")).unwrap());

static HONEST: LazyLock<Vec<DraftDoc>> = LazyLock::new(|| {
    let rows = include_str!("data/cases_rimba.txt")
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    let drafts = rows.map(|row| {
        let text = row.split('|').next().unwrap().trim().to_owned();
        draft(
            &Question {
                text,
                ..Question::default()
            },
            &RIMBA,
            now(),
        )
    });
    let honest: Vec<DraftDoc> = drafts
        .filter(|d| d.verdict.passes() && !d.sources.is_empty())
        .map(|d| d.doc)
        .collect();
    assert!(honest.len() > 80, "{}", honest.len());
    honest
});

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 3, 2, 3, 0, 0).unwrap()
}

/// Cites everything: the worst drafter hides among all sources.
fn all_sources() -> Vec<SourceRef> {
    RIMBA.sources().map(grounding::Source::cite).collect()
}

fn passes_with(text: &str, cites: &[SourceRef]) -> bool {
    let ground = Ground {
        knowledge: &RIMBA,
        now: now(),
        customer: &[],
        protected: &[],
    };
    check(
        &Submission {
            text,
            cites,
            slots: Vec::new(),
        },
        &ground,
    )
    .passes()
}

fn passes(text: &str) -> bool {
    passes_with(text, &all_sources())
}

/// A draft's text with one rendered slot replaced.
fn with_slot(
    doc: &DraftDoc,
    wanted: usize,
    change: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut at = 0;
    let mut out = String::new();
    let mut changed = false;
    for segment in &doc.segments {
        if !out.is_empty() {
            out.push('\n');
        }
        for part in &segment.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Slot(slot) => {
                    let text = slot.value.render(doc.language);
                    let ours = !matches!(slot.origin, Origin::Asked);
                    if ours && at == wanted {
                        let new = change(&text)?;
                        changed = new != text;
                        out.push_str(&new);
                    } else {
                        out.push_str(&text);
                    }
                    at += usize::from(ours);
                }
            }
        }
    }
    changed.then_some(out)
}

fn numbers(doc: &DraftDoc) -> Vec<usize> {
    let ours = doc.slots().filter(|s| !matches!(s.origin, Origin::Asked));
    ours.enumerate()
        .filter(|(_, s)| {
            s.value
                .render(doc.language)
                .bytes()
                .any(|b| b.is_ascii_digit())
        })
        .map(|(i, _)| i)
        .collect()
}

#[test]
fn honest_drafts_pass_as_text_too() {
    for doc in HONEST.iter() {
        let text = render(doc);
        assert!(passes_with(&text, &doc.cites()), "{text}");
        assert!(
            !passes_with(&text, &[]) || doc.cites().is_empty(),
            "passes uncited: {text}"
        );
    }
}

#[test]
fn stale_sources_do_not_pass() {
    for doc in HONEST.iter() {
        let mut cites = doc.cites();
        for cite in &mut cites {
            cite.version = "0000000000000000".to_owned();
        }
        assert!(!passes_with(&render(doc), &cites));
    }
}

#[test]
fn known_lies_do_not_pass() {
    let lies = include_str!("data/lies.txt");
    let mut passed = Vec::new();
    for lie in lies
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        if passes(lie) {
            passed.push(lie);
        }
    }
    assert!(passed.is_empty(), "{passed:#?}");
}

#[test]
fn a_persons_honest_wording_passes() {
    for text in [
        "Kopi Gayo 250 g costs Rp85.000.",
        "The price of the Mug hijau is Rp48.000",
        "Harga Mug hijau Rp48.000 ya Kak",
        "Coffee grinder: Rp640.000",
        "Retur diterima maksimal 7 hari setelah barang diterima, belum dipakai, dengan kemasan asli.",
        "Pengiriman ke Bandung 3-5 hari kerja.",
        "Halo Kak! Ada yang bisa kami bantu?",
        "Sorry, the Kopi Toraja 250 g is sold out.",
        "The Kemeja batik navy weighs 240 g. Berat Kemeja batik maroon 245 gram.",
    ] {
        assert!(passes(text), "{text}");
    }
}

#[test]
fn protected_text_and_echoes_are_blocked() {
    let secret = "the drafter must never show this sentence to any customer at all".to_owned();
    let ground = Ground {
        knowledge: &RIMBA,
        now: now(),
        customer: &["my code is QX-7731-Z and the price is 123456"],
        protected: &[secret.clone(), "tok_9f8e7d".to_owned()],
    };
    let cites = all_sources();
    for text in [
        format!("Sure. {secret}"),
        "tok_9f8e7d".to_owned(),
        "QX-7731-Z".to_owned(),
        "123456".to_owned(),
    ] {
        let verdict = check(
            &Submission {
                text: &text,
                cites: &cites,
                slots: Vec::new(),
            },
            &ground,
        );
        assert!(verdict.blocks(), "{text}: {verdict:?}");
    }
}

#[test]
fn slots_are_verified_again() {
    let asked = Question {
        text: "Total 2 mug hijau kirim ke Makassar berapa?".into(),
        ..Question::default()
    };
    let honest = draft(&asked, &RIMBA, now());
    let ground = Ground {
        knowledge: &RIMBA,
        now: now(),
        customer: &[],
        protected: &[],
    };
    assert_eq!(honest.doc.outcome, Outcome::Answer);
    let mut doc = honest.doc.clone();
    for part in doc.segments.iter_mut().flat_map(|s| &mut s.parts) {
        if let Part::Slot(slot) = part
            && let Origin::Computed(_) = slot.origin
            && let grounding::value::Value::Money(money) = &mut slot.value
        {
            money.minor += 1;
        }
    }
    let text = render(&doc);
    let verdict = grounding::check_doc(&doc, &text, &ground);
    assert!(
        verdict
            .reasons()
            .iter()
            .any(|r| r.code == "wrong_computation"),
        "{verdict:?}"
    );
    // Text and structure must agree.
    let other = grounding::check_doc(&honest.doc, "Halo Kak!", &ground);
    assert!(other.reasons().iter().any(|r| r.code == "text_differs"));
}

const ITEMS: &[(&str, i64, Option<u32>, Option<u64>)] = &[
    ("Kopi Gayo 250 g", 85_000, Some(14), Some(265)),
    ("Kopi Toraja 250 g", 92_000, Some(0), Some(268)),
    ("Mug hijau", 48_000, Some(31), Some(350)),
    ("Kemeja batik navy", 275_000, Some(7), Some(240)),
    ("Kemeja batik maroon", 289_000, Some(15), Some(245)),
    ("Coffee grinder", 640_000, Some(5), Some(1450)),
    ("Ketel leher angsa", 310_000, Some(2), None),
];

fn rupiah(n: i64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    format!("Rp{out}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any digit of any sourced or computed value, changed.
    #[test]
    fn a_changed_digit_never_passes(pick in any::<prop::sample::Index>(), slot in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), digit in 0_u8..10) {
        let valued: Vec<&DraftDoc> = HONEST.iter().filter(|d| !numbers(d).is_empty()).collect();
        let doc = *pick.get(&valued);
        let numbers = numbers(doc);
        let changed = with_slot(doc, *slot.get(&numbers), |text| {
            let digits: Vec<usize> = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
            let mut bytes = text.as_bytes().to_vec();
            bytes[*at.get(&digits)] = b'0' + digit;
            // "08:00" and "8:00", "07" and "7": a leading zero is no other value.
            String::from_utf8(bytes).ok()
        });
        if let Some(text) = changed {
            prop_assert!(!passes(&text), "{}", text);
        }
    }

    /// An item's name replaced by another item's.
    #[test]
    fn a_swapped_item_never_passes(pick in any::<prop::sample::Index>(), slot in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let naming: Vec<&DraftDoc> = HONEST.iter().filter(|d| d.slots().any(|s| ITEMS.iter().any(|i| i.0 == s.value.render(d.language)))).collect();
        let doc = *pick.get(&naming);
        let named: Vec<usize> = doc.slots().filter(|s| !matches!(s.origin, Origin::Asked)).enumerate()
            .filter(|(_, s)| ITEMS.iter().any(|i| i.0 == s.value.render(doc.language))).map(|(i, _)| i).collect();
        let name = other.get(ITEMS).0;
        let changed = with_slot(doc, *slot.get(&named), |_| Some(name.to_owned()));
        if let Some(text) = changed {
            // Its honest citations do not name the other item; one that is listed too may repeat itself.
            let listed = doc.slots().any(|s| s.value.render(doc.language) == name);
            prop_assert!(listed || !passes_with(&text, &doc.cites()), "{}", text);
        }
    }

    /// A negation put anywhere into a sourced sentence.
    #[test]
    fn a_negation_never_passes(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), word in prop::sample::select(vec!["not", "never", "tidak", "bukan", "without", "tanpa", "no longer", "except", "belum"])) {
        let text = render(pick.get(&HONEST));
        let words: Vec<&str> = text.split(' ').collect();
        let at = at.index(words.len());
        let mut out = words[..at].to_vec();
        out.push(word);
        out.extend(&words[at..]);
        let text = out.join(" ");
        prop_assert!(!passes(&text), "{}", text);
    }

    /// A negation or a limit taken away.
    #[test]
    fn a_dropped_limit_never_passes(pick in any::<prop::sample::Index>()) {
        let text = render(pick.get(&HONEST));
        for limit in [" not ", " tidak ", ", unused", ", asalkan belum dipakai", ", dengan kemasan asli", ", in the original packaging", ", khusus Sulawesi", ", Sulawesi only", " for manufacturing defects", " untuk cacat produksi"] {
            if text.contains(limit) {
                let without = text.replace(limit, " ");
                prop_assert!(!passes(&without), "{}", without);
            }
        }
    }

    /// Invented claims in forms the checker knows: they pass exactly when they are true.
    #[test]
    fn generated_claims_pass_only_when_true(item in any::<prop::sample::Index>(), form in 0_usize..8, near in any::<bool>(), noise in 0_i64..2_000_000, count in 0_u32..40) {
        let (name, price, stock, weight) = *item.get(ITEMS);
        let amount = if near { price } else { noise };
        let left = stock.unwrap_or(0);
        let (text, truth) = match form {
            0 => (format!("The {name} costs {}.", rupiah(amount)), amount == price),
            1 => (format!("Harga {name} {}, Kak.", rupiah(amount)), amount == price),
            2 => (format!("{name}: {}", rupiah(amount)), amount == price),
            3 => (format!("Yes, the {name} is in stock: {count} left."), count == left && left > 0),
            4 => (format!("Maaf Kak, {name} sedang habis."), left == 0),
            5 => (format!("The {name} weighs {count} g."), weight == Some(u64::from(count))),
            6 => (format!("{count} × {name} (@{}): total {}.", rupiah(price), rupiah(amount)), amount == price * i64::from(count)),
            _ => (format!("Ongkir ke Makassar untuk 1 × {name}: {}.", rupiah(if near { 12_000 } else { noise })), price < 500_000 && (near || noise == 12_000)),
        };
        if passes(&text) {
            prop_assert!(truth, "{}", text);
        }
    }

    /// Word soup from the checker's own vocabulary with a number no source has.
    #[test]
    fn soup_with_a_foreign_number_never_passes(words in prop::collection::vec(prop::sample::select(vec![
        "the", "Mug hijau", "Coffee grinder", "costs", "harga", "free shipping", "gratis ongkir", "to", "Makassar", "Jakarta", "total", "is", "in stock",
        "Rp48.000", "left", "KOPI15", "code", "15%", "off", "within", "7 days", "returns are accepted", "warranty", "6 months", "open", "Monday", "08:00", "17:00",
        "yes", "only", "for orders of", "or more", "Sulawesi", "×", "1", "+", "sorry", ".", ",", ":", "Kak",
    ]), 0..9), at in any::<prop::sample::Index>(), number in prop::sample::select(vec!["Rp47.999", "Rp1", "99%", "365 days", "23:59", "US$5", "77 kg", "1234567890", "ZX-9", "http://evil.example", "1 January 2030", "31 months"])) {
        let mut words = words;
        words.insert(at.index(words.len() + 1), number);
        let text = words.join(" ");
        prop_assert!(!passes(&text), "{}", text);
    }

    /// A lie added to an honest draft.
    #[test]
    fn an_added_lie_never_passes(pick in any::<prop::sample::Index>(), lie in any::<prop::sample::Index>(), before in any::<bool>()) {
        let lies: Vec<&str> = include_str!("data/lies.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
        let honest = render(pick.get(&HONEST));
        let lie = lie.get(&lies);
        let text = if before { format!("{lie} {honest}") } else { format!("{honest} {lie}") };
        prop_assert!(!passes(&text), "{}", text);
    }

    /// Nothing a customer writes brings a foreign code, link or number into the answer.
    #[test]
    fn nothing_is_echoed(prefix in prop::sample::select(vec!["", "harga mug ", "ongkir ke Makassar ", "reply with ", "jawab ", "kopi gayo Rp", "promo "]), code in "[A-Z]{2,4}-[0-9]{4,6}", url in "[a-z]{4,8}\\.(com|example|id)", tail in ".{0,40}") {
        let text = format!("{prefix}{code} {url} {tail}");
        let drafted = draft(&Question { text, ..Question::default() }, &RIMBA, now());
        prop_assert!(!drafted.text.contains(&code) && !drafted.text.contains(&url), "{}", drafted.text);
    }

    /// Any text at all can be read, drafted for and checked.
    #[test]
    fn any_text_is_survived(text in any::<String>(), draft_text in any::<String>()) {
        let drafted = draft(&Question { text, ..Question::default() }, &RIMBA, now());
        prop_assert!(!drafted.text.is_empty());
        let _ = passes(&draft_text);
    }
}
