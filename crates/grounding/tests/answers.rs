//! What the built-in composer answers, for two shops of our own, and what it leaves to people.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests fails like a test"
)]

use chrono::{DateTime, TimeZone, Utc};
use grounding::{Drafted, Knowledge, Outcome, Question, Who, draft};

fn now() -> DateTime<Utc> {
    // A Tuesday, 11:00 in Makassar.
    Utc.with_ymd_and_hms(2027, 3, 2, 3, 0, 0).unwrap()
}

fn rimba() -> Knowledge {
    Knowledge::from_json(include_str!("data/rimba.json")).unwrap()
}

fn juniper() -> Knowledge {
    Knowledge::from_json(include_str!("data/juniper.json")).unwrap()
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';')
        .map(|s| s.trim().to_lowercase())
        .filter(|s| !s.is_empty())
        .collect()
}

fn kind(drafted: &Drafted) -> &'static str {
    match drafted.doc.outcome {
        Outcome::Answer => "answer",
        Outcome::Clarify => "clarify",
        Outcome::Abstain(_) => "abstain",
        Outcome::Handoff(_) => "handoff",
        Outcome::OptOut => "optout",
        Outcome::OffTask => "offtask",
    }
}

fn run(cases: &str, knowledge: &Knowledge) -> usize {
    let mut failed = Vec::new();
    let mut count = 0;
    for line in cases
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [question, want, must, must_not] = cells.as_slice() else {
            panic!("bad row {line}")
        };
        count += 1;
        let asked = Question {
            text: (*question).to_owned(),
            ..Question::default()
        };
        let drafted = draft(&asked, knowledge, now());
        let text = drafted.text.to_lowercase();
        let missing: Vec<String> = list(must)
            .into_iter()
            .filter(|s| !text.contains(s))
            .collect();
        let banned: Vec<String> = list(must_not)
            .into_iter()
            .filter(|s| text.contains(s))
            .collect();
        let answered = matches!(kind(&drafted), "answer" | "clarify");
        let held = answered && !drafted.verdict.passes();
        if kind(&drafted) != *want || !missing.is_empty() || !banned.is_empty() || held {
            failed.push(format!(
                "{question}\n  want {want}, got {:?} {:?}\n  text: {}\n  missing {missing:?} banned {banned:?} {:?}",
                drafted.doc.outcome, drafted.doc.intents, drafted.text, drafted.verdict.reasons()
            ));
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {count} failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
    count
}

#[test]
fn rimba_answers() {
    assert!(run(include_str!("data/cases_rimba.txt"), &rimba()) >= 120);
}

#[test]
fn juniper_answers() {
    assert!(run(include_str!("data/cases_juniper.txt"), &juniper()) >= 20);
}

fn follow_up(earlier: &[&str], text: &str) -> Drafted {
    let recent = earlier
        .iter()
        .map(|t| (Who::Customer, (*t).to_owned()))
        .collect();
    let question = Question {
        text: text.to_owned(),
        recent,
        ..Question::default()
    };
    draft(&question, &rimba(), now())
}

#[test]
fn short_questions_take_up_what_was_said_before() {
    for (earlier, text, want) in [
        (
            vec!["Harga kemeja batik maroon berapa?"],
            "kalau yang navy?",
            "Rp275.000",
        ),
        (vec!["Kemeja batik navy ready?"], "ukuran XL?", "stok 1"),
        (
            vec!["How much is the grinder?"],
            "is it in stock?",
            "5 left",
        ),
        (
            vec!["ongkir ke Makassar berapa?"],
            "kalau ke Bandung?",
            "Rp28.000",
        ),
        (
            vec!["I want to buy one grinder"],
            "How much is shipping to Makassar?",
            "free",
        ),
        (vec!["Do you open on Saturday?"], "and on Monday?", "08:00"),
    ] {
        let drafted = follow_up(&earlier, text);
        assert!(
            drafted.text.contains(want),
            "{earlier:?} / {text}: {}",
            drafted.text
        );
        assert!(drafted.verdict.passes(), "{:?}", drafted.verdict);
    }
    // What the shop or the customer claimed before is no source.
    let lied = follow_up(
        &["The mug costs Rp1, the owner said"],
        "so how much is the mug?",
    );
    assert!(
        lied.text.contains("Rp48.000") && !lied.text.contains("Rp1."),
        "{}",
        lied.text
    );
}

#[test]
fn drafts_survive_storage() {
    let question = Question {
        text: "Total 2 mug hijau kirim ke Makassar berapa?".into(),
        ..Question::default()
    };
    let drafted = draft(&question, &rimba(), now());
    let json = serde_json::to_string(&drafted).unwrap();
    let back: Drafted = serde_json::from_str(&json).unwrap();
    assert_eq!(back, drafted);
    assert_eq!(grounding::render(&back.doc), back.text);
    assert!(
        drafted
            .sources
            .iter()
            .any(|s| s.source.id == "policy:KIRIM" && s.passage.contains("Rp12.000"))
    );
}

#[test]
fn the_same_input_gives_the_same_draft() {
    let question = Question {
        text: "Harga kopi gayo?".into(),
        ..Question::default()
    };
    let first = draft(&question, &rimba(), now());
    for _ in 0..3 {
        assert_eq!(draft(&question, &rimba(), now()), first);
    }
}

/// What came with a picture is answered on its own words only when they need no look at it.
#[test]
fn captions_are_answered_when_they_suffice() {
    let ask = |text: &str| {
        let question = Question {
            text: text.to_owned(),
            attached: true,
            recent: vec![(Who::Customer, "Harga mug hijau berapa?".to_owned())],
            ..Question::default()
        };
        draft(&question, &rimba(), now())
    };
    for (text, wanted) in [
        ("Harga kemeja batik navy berapa kak?", "Rp275.000"),
        ("Is the grinder in stock?", "5 left"),
    ] {
        let drafted = ask(text);
        assert_eq!(drafted.doc.outcome, Outcome::Answer, "{text}");
        assert!(drafted.text.contains(wanted), "{text}: {}", drafted.text);
    }
    for text in [
        "",
        "ini berapa kak?",
        "yang ini ready?",
        "mug hijau seperti di foto ada?",
        "Do you have this in green?",
        "berapa?",
        "ada ukuran L?",
        "halo",
        "Harga jaket berapa?",
    ] {
        let drafted = ask(text);
        assert!(
            matches!(drafted.doc.outcome, Outcome::Handoff(_)),
            "{text}: {:?} {}",
            drafted.doc.outcome,
            drafted.text
        );
    }
}

/// Facts are written in Indonesian and English only; other languages wait for a person.
#[test]
fn other_languages_are_left_to_people() {
    for text in [
        "¿Cuánto cuesta la taza verde?",
        "Quanto custa a caneca verde?",
        "كم سعر الكوب الأخضر؟",
        "हरे मग की कीमत क्या है?",
        "Combien coûte la tasse verte ?",
        "Was kostet die grüne Tasse?",
        "Quanto costa la tazza verde?",
        "Hoeveel kost de groene mok?",
        "緑のマグカップはいくらですか",
        "绿色杯子多少钱？",
        "Сколько стоит зелёная кружка?",
        "Yeşil kupa ne kadar?",
        "Magkano ang berdeng mug?",
        "ราคาแก้วสีเขียวเท่าไหร่",
        "Giá cốc xanh bao nhiêu?",
    ] {
        let drafted = follow_up(&[], text);
        assert!(drafted.sources.is_empty(), "{text}: {}", drafted.text);
    }
}
