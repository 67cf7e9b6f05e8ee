//! Values for templates: each has a source, and without one there is none.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use chrono::{DateTime, TimeZone, Utc};
use grounding::suggest::{Around, Origin, Slot, Suggested, asked, value};
use grounding::{Knowledge, Question};
use proptest::prelude::*;
use serde_json::json;

fn shop() -> Knowledge {
    let shop = json!({
        "business": "Toko Angin", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [
            { "sku": "JKT", "name": "Jaket hujan biru", "price": 250_000, "stock": { "std": 3 } },
            { "sku": "TOPI", "name": "Topi rimba", "price": 85_000, "stock": { "std": 0 } },
            { "sku": "SGR", "name": "Sangrai kopi", "price": 25_000, "note": "harga per kg, minimal 4 kg" }
        ]
    });
    Knowledge::from_json(&shop.to_string()).unwrap()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 26, 5, 0, 0).unwrap()
}

fn found(text: &str, template: &str, key: &str, around: &Around<'_>) -> Option<Suggested> {
    let knowledge = shop();
    let question = Question {
        text: text.to_owned(),
        ..Question::default()
    };
    let asked = asked(&question, &knowledge, now());
    let slot = Slot {
        key,
        text: template,
    };
    value(slot, &asked, around, &knowledge)
}

fn around() -> Around<'static> {
    Around {
        contact: Some("Rina Wati"),
        agent: Some("Bayu"),
        ..Around::default()
    }
}

const STOCK: &str =
    "Kabar baik, {{1}}! {{2}} yang Kakak tanyakan ada, harganya Rp{{3}}. Salam, {{4}}";

#[test]
fn every_value_has_the_source_it_says() {
    let ask = "jaket hujan biru masih ada?";
    let told = |key| {
        let one = found(ask, STOCK, key, &around()).unwrap();
        let from = match one.origin {
            Origin::Source { source, .. } => format!("{} {}", source.id, source.field.unwrap()),
            other => format!("{other:?}"),
        };
        (one.value, from)
    };
    assert_eq!(told("1"), ("Rina Wati".into(), "Contact".into()));
    assert_eq!(
        told("2"),
        ("Jaket hujan biru".into(), "item:JKT name".into())
    );
    assert_eq!(told("3"), ("250.000".into(), "item:JKT price".into()));
    assert_eq!(told("4"), ("Bayu".into(), "Agent".into()));
}

#[test]
fn without_a_source_a_place_is_empty() {
    let nobody = Around::default();
    for (ask, key, around) in [
        ("jaket hujan biru masih ada?", "1", &nobody),
        ("jaket hujan biru masih ada?", "4", &nobody),
        // Two items: nobody knows which is meant.
        ("jaket hujan biru sama topi rimba ada?", "2", &around()),
        ("jaket hujan biru sama topi rimba ada?", "3", &around()),
        ("halo kak", "2", &around()),
        // A price for a kilogram is none by itself.
        ("sangrai kopi ada?", "3", &around()),
    ] {
        assert_eq!(found(ask, STOCK, key, around), None, "{ask} {key}");
    }
    for contact in [
        "",
        "081255501234",
        "rina@toko.id",
        "https://x.id",
        "{{1}}",
        "😀",
    ] {
        let around = Around {
            contact: Some(contact),
            ..Around::default()
        };
        assert_eq!(
            found("halo", "Halo {{1}}, apa kabar?", "1", &around),
            None,
            "{contact}"
        );
    }
}

#[test]
fn an_order_comes_from_the_book_or_the_newest_message_that_names_one() {
    let sent = "Halo {{1}}, pesanan {{2}} dikirim.";
    let message = |id: &str, words: &str| (id.to_owned(), words.to_owned());
    let messages = [
        message("m3", "sudah sampai mana kak?"),
        message("m2", "pesanan AG-2110 dan AG-2111"),
        message("m1", "pesanan AG-2107"),
    ];
    let mut around = Around {
        messages: &messages[2..],
        ..Around::default()
    };
    let one = found("sudah sampai mana?", sent, "2", &around).unwrap();
    assert_eq!(one.value, "AG-2107");
    assert_eq!(one.origin, Origin::Message { id: "m1".into() });
    // The newest that names any names two.
    around.messages = &messages;
    assert_eq!(found("sudah sampai mana?", sent, "2", &around), None);
    let book = [("Nomor pesanan".to_owned(), "AG-1\n".to_owned())];
    around.attributes = &book;
    let one = found("sudah sampai mana?", sent, "2", &around).unwrap();
    assert_eq!(one.value, "AG-1");
    let name = "Nomor pesanan".to_owned();
    assert_eq!(one.origin, Origin::Attribute { name });
}

#[test]
fn a_named_variable_may_be_called_as_the_book_calls_it() {
    let book = [("Last day".to_owned(), "Saturday".to_owned())];
    let around = Around {
        attributes: &book,
        ..Around::default()
    };
    let one = found("hi", "Until {{last_day}}.", "last_day", &around).unwrap();
    assert_eq!(one.value, "Saturday");
    assert_eq!(found("hi", "Until {{day}}.", "day", &around), None);
    assert_eq!(found("hi", "Until {{1}}.", "1", &around), None);
}

proptest! {
    #[test]
    fn nothing_is_made_up(ask in ".{0,60}", template in "(\\PC{0,12}\\{\\{[1-3]\\}\\}\\PC{0,12}){1,3}", key in "[1-3]") {
        let messages = [("m".to_owned(), ask.clone())];
        let around = Around { messages: &messages, ..around() };
        if let Some(one) = found(&ask, &template, &key, &around) {
            let known = ["Rina Wati", "Bayu", "Toko Angin", "Jaket hujan biru", "Topi rimba", "Sangrai kopi",
                "Rp250.000", "250.000", "Rp85.000", "85.000"];
            prop_assert!(known.contains(&one.value.as_str()) || ask.contains(&one.value), "{one:?}");
        }
    }
}
