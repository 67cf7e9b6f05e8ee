//! Codes that take an amount off, sizes said by their number, rules for some places only.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use checked::passes;
use chrono::{DateTime, TimeZone, Utc};
use common::ask;
use grounding::{Knowledge, Outcome};
use serde_json::json;

#[path = "common/checked.rs"]
mod checked;
mod common;

fn shop() -> Knowledge {
    let shop = json!({
        "business": "Lumbung Rasa", "currency": "IDR", "timezone": "Asia/Jakarta", "as_of": "2027-03-01",
        "items": [
            { "sku": "PNC", "name": "Steel saucepan", "price": 160_000, "sizes": ["18 cm", "22 cm"],
              "stock": { "18 cm": 0, "22 cm": 6 } },
            { "sku": "MGK", "name": "Ceramic bowl", "price": 40_000,
              "stock": { "hitam": 3, "putih": 0 }, "note": "rim 14 cm, glazed" },
            { "sku": "TRM", "name": "Thermos", "price": 210_000, "stock": { "std": 4 },
              "note": "keeps tea hot for 8 hours" },
            { "sku": "SRB", "name": "Set serbet linen", "price": 75_000, "stock": { "std": 9 },
              "note": "isi 6 lembar" }
        ],
        "policies": [
            { "id": "K", "text": "Shipping to Java costs Rp20.000. Outside Java Rp40.000." },
            { "id": "C", "text": "COD only in Bandung." }
        ],
        "promo": [
            { "code": "HEMAT30", "text": "Rp30.000 off orders of Rp300.000 or more, valid until 2027-03-31." },
            { "code": "MANGKUK", "text": "Potongan Rp5.000 untuk bowl, berlaku sampai 2027-03-31." },
            { "code": "BALIK10", "text": "Cashback 10% untuk semua produk, berlaku sampai 2027-03-31." }
        ]
    });
    Knowledge::from_json(&shop.to_string()).unwrap()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 3, 2, 3, 0, 0).unwrap()
}

/// Turns, what must be said, what must not.
const CASES: &[(&[&str], &str, &str)] = &[
    (&["2 panci 22 pake HEMAT30 jadi brp"], "total Rp290.000", ""),
    (
        &["2 panci pake HEMAT30 kirim bogor total brp"],
        "total Rp310.000",
        "",
    ),
    // Below its least order the code does nothing.
    (
        &["1 panci pake HEMAT30 jadi brp"],
        "total Rp160.000",
        "130.000",
    ),
    (
        &["HEMAT30 bisa buat termos?"],
        "Rp300.000 or more",
        "Bisa Kak",
    ),
    (
        &["mangkok hitam pake kode MANGKUK jadi brp"],
        "total Rp35.000",
        "",
    ),
    // Once, or for each? The terms leave it open.
    (
        &["3 mangkok hitam pake kode MANGKUK jadi brp"],
        "Potongan Rp5.000",
        "total",
    ),
    // Money that comes back later leaves the price as it is.
    (&["termos pake BALIK10 jadi brp"], "Cashback 10%", "189.000"),
    (&["kode HEMAT30 smp kpn"], "31 Maret", ""),
    (&["panci 22 ready kak?"], "stok 6", "habis"),
    (&["panci yg 18 ada?"], "habis", "stok 6"),
    (&["panci 22 2 biji brp"], "Rp320.000", ""),
    (&["panci 20 cm ada?"], "tidak ada ukuran 20 cm", ""),
    (&["panci brp?", "yg 22 ada?"], "stok 6", ""),
    (&["beli 18 panci total brp"], "18 × Steel saucepan", ""),
    (&["mangkok yg item ready?"], "stok 3", ""),
    (&["mangkok putih ada kak?"], "warna putih sedang habis", ""),
    (&["mangkok merah ada kak?"], "hanya ada warna", ""),
    (&["mangkok warna apa aja yg ready"], "putih: habis", ""),
    (&["panci no 22 brp sisa brp"], "Rp160.000", ""),
    (&["panci ada ukuran berapa aja"], "18 cm, 22 cm", ""),
    (
        &["HEMAT30 bisa kalo belanja 200rb?"],
        "Rp300.000 or more",
        "sampai 31",
    ),
    (
        &["3 set serbet kirim malang total brp"],
        "total Rp245.000",
        "",
    ),
    (&["mangkok item msh?"], "stok 3", "putih"),
    (&["HEMAT30 termos plus 1 panci, brp"], "total Rp340.000", ""),
    (&["serbet isi brp kak, harganya?"], "Rp75.000", ""),
    (
        &["panci stainless brp?", "yg 22 2 biji jdi brp"],
        "Rp320.000",
        "",
    ),
    (&["serbet isinya brp"], "isi 6 lembar", ""),
    (&["termos tahan panas brp jam"], "8 hours", ""),
    (&["mangkok diameter rim nya brp"], "14 cm", ""),
    (&["bs cod ke surabaya?"], "COD only in Bandung", ""),
];

#[test]
fn orders_of_goods_come_to_what_they_cost() {
    let knowledge = shop();
    let mut failed = Vec::new();
    for (turns, must, banned) in CASES {
        let drafted = ask(turns, &knowledge, now());
        let answered = drafted.doc.outcome == Outcome::Answer && drafted.verdict.passes();
        let banned = !banned.is_empty() && drafted.text.contains(banned);
        if !answered || banned || !drafted.text.contains(must) {
            failed.push(format!(
                "{turns:?} -> {} {:?}",
                drafted.text, drafted.verdict
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_wrong_reduction_does_not_pass() {
    let knowledge = shop();
    let passes = |text: &str| passes(text, &knowledge, now());
    let order = "2 × Steel saucepan (Rp160.000 each) with code HEMAT30";
    assert!(passes(&format!("{order} (Rp30.000 off): total Rp290.000.")));
    for text in [
        format!("{order} (Rp30.000 off): total Rp260.000."),
        format!("{order} (Rp60.000 off): total Rp260.000."),
        format!("{order} (10% off): total Rp288.000."),
        "1 × Steel saucepan (Rp160.000 each) with code HEMAT30 (Rp30.000 off): total Rp130.000."
            .to_owned(),
        "3 × Ceramic bowl (Rp40.000 each) with code MANGKUK (Rp5.000 off): total Rp115.000."
            .to_owned(),
        "Sorry, the Steel saucepan does not come in size 22 cm.".to_owned(),
    ] {
        assert!(!passes(&text), "{text}");
    }
}

#[test]
fn what_a_thing_is_for_is_not_the_thing() {
    let shop = json!({
        "business": "Lapangan", "currency": "IDR", "timezone": "Asia/Jakarta", "as_of": "2027-03-01",
        "items": [
            { "sku": "R", "name": "Raket ringan", "price": 450_000, "stock": { "std": 3 } },
            { "sku": "T", "name": "Tas raket", "price": 210_000, "stock": { "std": 2 } }
        ],
        "policies": [{ "id": "B", "text": "Pembayaran transfer BCA atau QRIS." }],
        "promo": [{ "code": "SMASH", "text": "Diskon 10% untuk raket, berlaku s/d 2027-03-31." }]
    });
    let shop = Knowledge::from_json(&shop.to_string()).unwrap();
    for (text, must, banned) in [
        ("raket brp kak", "Rp450.000", "Rp210.000"),
        ("tas raket brp kak", "Rp210.000", "Rp450.000"),
        (
            "kode SMASH buat tas raket jadi brp",
            "Diskon 10% untuk raket",
            "189.000",
        ),
        ("raket pake SMASH jadi brp", "Rp405.000", "189.000"),
        ("beli tas raket 1 bisa pake qris?", "QRIS", "Rp210.000"),
        ("kalo ga cocok gmn kak", "Tim kami", "QRIS"),
    ] {
        let said = ask(&[text], &shop, now()).text;
        assert!(
            said.contains(must) && !said.contains(banned),
            "{text} -> {said}"
        );
    }
}

#[test]
fn delivery_that_is_free_in_one_place_costs_in_others() {
    let shop = json!({
        "business": "Kayu Rapi", "currency": "IDR", "timezone": "Asia/Jakarta", "as_of": "2027-03-01",
        "items": [
            { "sku": "M", "name": "Meja lipat", "price": 400_000, "sizes": ["M", "L"], "stock": { "M": 3, "L": 4 } },
            { "sku": "S", "name": "Set sendok kayu", "price": 60_000, "stock": { "std": 5 } },
            { "sku": "P", "name": "Papan iris", "price": 50_000, "stock": { "std": 5 } }
        ],
        "policies": [
            { "id": "K", "text": "Gratis kirim dan rakit untuk Malang. Kirim ke Blitar Rp90.000." },
            { "id": "D", "text": "Pesanan khusus dengan DP 40%." }
        ]
    });
    let shop = Knowledge::from_json(&shop.to_string()).unwrap();
    for (text, must, banned) in [
        (
            "1 meja lipat kirim ke blitar total brp",
            "total Rp490.000",
            "ratis",
        ),
        (
            "1 meja lipat kirim ke malang total brp",
            "Gratis kirim dan rakit",
            "Rp490.000",
        ),
        ("ongkir ke malang brp", "Gratis kirim dan rakit", "Rp90.000"),
        ("meja lipat L 2, M 1 totalnya brp", "total Rp1.200.000", ""),
        ("meja lipat L 2 M 1 totalnya brp", "total Rp1.200.000", ""),
        ("meja lipat M 2 L 1 totalnya brp", "total Rp1.200.000", ""),
        ("papan iris satu set ada?", "belum tercatat", "stok"),
        ("dp nya berapa persen kak", "DP 40%", ""),
        ("dp papan iris brp", "belum tercatat", "40%"),
    ] {
        let said = ask(&[text], &shop, now()).text;
        let banned = !banned.is_empty() && said.contains(banned);
        assert!(said.contains(must) && !banned, "{text} -> {said}");
    }
}
