//! Things let by the day and services by the visit: totals over days, names typed loosely, terms of
//! weekdays, and messages that lean on the one before.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use chrono::{TimeZone, Utc};
use common::ask;
use grounding::{Knowledge, Outcome};
use serde_json::json;

mod common;

fn shop() -> Knowledge {
    let shop = json!({
        "business": "Layar Sewa", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [
            { "sku": "PRJ", "name": "Proyektor Ebsun synthetic lens", "price": 200_000,
              "note": "harga per hari, maksimal 10 jam", "attributes": { "jenis": "portabel" } },
            { "sku": "LYR", "name": "Layar tripod", "price": 75_000, "note": "harga per hari",
              "attributes": { "jenis": "gulung" } },
            { "sku": "KBL", "name": "Kabel HDMI", "price": 40_000 },
            { "sku": "PGB", "name": "Pembersihan lensa belakang", "price": 30_000, "note": "harga per lensa" },
            { "sku": "BTL", "name": "Paket air botol jeruk", "price": 9_000 },
            { "sku": "BTA", "name": "Paket air botol anggur", "price": 11_000 },
            { "sku": "KRD", "name": "Kursus desain", "price": 90_000, "note": "untuk yang sudah bisa menggambar" }
        ],
        "policies": [
            { "id": "MIN", "text": "Minimal pesan paket air botol 12 botol." },
            { "id": "AKH", "text": "Sabtu tambah Rp20.000 per hari." },
            { "id": "UMR", "title": "Anak", "text": "Anak di bawah 10 tahun harus didampingi orang tua." },
            { "id": "BTL", "title": "Batal", "text": "Uang tidak dapat dikembalikan." },
            { "id": "JAM", "title": "Jam praktik", "text": "Praktik Senin-Jumat jam 09.00-17.00." },
            { "id": "SYR", "title": "Syarat", "text": "Usia minimal 17 tahun. Bawa kartu pelajar." }
        ],
        "promo": [
            { "code": "RABUAN", "text": "Diskon 10% untuk layar tripod, setiap hari Rabu, berlaku sampai 2027-12-31." }
        ],
        "answers": [
            { "id": "A", "questions": ["Alamat studio di mana?"], "text": "Jalan Kenari 4, Blitar." },
            { "id": "B", "questions": ["Bisa sewa 6 jam?"], "text": "Bisa, 6 jam dihitung 60% dari harga harian." }
        ]
    });
    Knowledge::from_json(&shop.to_string()).unwrap()
}

const CASES: &str = "\
proyektor 3 hari berapa?|answer|rp600.000;maksimal 10 jam;sabtu tambah|
proyektor + layar tripod 2 hari totalnya berapa|answer|rp550.000|
proyektor + kabel hdmi 2 hari totalnya berapa|abstain||rp480.000;rp440.000
proyektor 3 hari brp? >> kalo 5 hari?|answer|rp1.000.000|
proyektor 3 hari brp? >> kalo layar tripod?|answer|rp225.000|
proyektor sintetik brp sehari|answer|rp200.000|
pembersihan lensa blkg brp|answer|rp30.000|
pembersihan lensa belakang 2 brp|answer|rp60.000|
layar tripodnya portabel ga?|answer|jenis: gulung|
bisa pesan paket air botol jeruk 5 botol?|answer|minimal pesan|rp45.000
paket air botol 20 botol jeruk brp|answer|rp180.000|
paket air botol brp >> yg anggur?|answer|rp11.000|
kursus desain buat siapa ya|answer|sudah bisa menggambar|
layar tripod hari rabu pake kode RABUAN jd brp|answer|hari rabu;rp67.500|
layar tripod hari kamis pake kode RABUAN jd brp|answer|setiap hari rabu|rp67.500
layar tripod pake kode RABUAN jd brp|answer|setiap hari rabu|rp67.500
studionya dmn kak|answer|kenari|
sewa 6 jam bs?|answer|60%|
sewa 8 jam bs?|abstain||60%
umur 9 boleh sendirian?|answer|didampingi|
kalo cancel uang balik ga|answer|tidak dapat dikembalikan|
jumat praktek jam brp|answer|17:00~17.00|
syarat daftarnya apa aja|answer|17 tahun;kartu pelajar|
";

#[test]
fn answers_of_things_let() {
    let knowledge = shop();
    let now = Utc.with_ymd_and_hms(2027, 3, 2, 3, 0, 0).unwrap();
    for line in CASES.lines() {
        let cells: Vec<&str> = line.split('|').collect();
        let [question, expected, must, banned] = cells[..] else {
            unreachable!("{line}")
        };
        let turns: Vec<&str> = question.split(">>").map(str::trim).collect();
        let drafted = ask(&turns, &knowledge, now);
        let text = drafted.text.to_lowercase();
        let held = drafted.verdict.reasons();
        let answered = drafted.doc.outcome == Outcome::Answer && !drafted.sources.is_empty();
        assert_eq!(answered, expected == "answer", "{question}: {text}");
        assert!(
            !answered || drafted.verdict.passes(),
            "{question}: {text} {held:?}"
        );
        let said = |words: &str| words.split('~').any(|w| text.contains(w));
        let list = |cell: &str| -> Vec<String> {
            let words = cell.split(';').filter(|w| !w.is_empty());
            words.map(str::to_owned).collect()
        };
        for wanted in list(must) {
            assert!(said(&wanted), "{question}: no {wanted} in {text}");
        }
        for wrong in list(banned) {
            assert!(!said(&wrong), "{question}: {wrong} in {text}");
        }
    }
}
