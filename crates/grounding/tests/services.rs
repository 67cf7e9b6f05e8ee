//! Services: prices for a unit, how long they take, rules with distances, the customer's own things.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use chrono::{TimeZone, Utc};
use grounding::{Knowledge, Outcome, Question, draft};
use serde_json::json;

fn shop() -> Knowledge {
    let shop = json!({
        "business": "Sangrai & Asah", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [
            { "sku": "SGR", "name": "Sangrai kopi biasa", "aliases": ["regular roasting"], "price": 25_000,
              "attributes": { "durasi": "2 hari" }, "note": "harga per kg, minimal 4 kg" },
            { "sku": "SGR-X", "name": "Sangrai kopi ekspres", "price": 40_000,
              "attributes": { "durasi": "5 jam" }, "note": "harga per kg, minimal 2 kg" },
            { "sku": "ASH", "name": "Asah pisau", "aliases": ["knife sharpening"], "price": 12_000,
              "note": "price per knife" },
            { "sku": "GLG", "name": "Grinder box", "price": 350_000, "stock": { "std": 3 },
              "description": "Berisi gilingan dan kuas." },
            { "sku": "KRT", "name": "Kartu ucapan", "price": 3000, "stock": { "std": 900 },
              "note": "harga per lembar, minimal 20 lembar" },
            { "sku": "TAS", "name": "Tas kopi hitam", "price": 60_000, "stock": { "std": 2 } }
        ],
        "policies": [
            { "id": "AJ", "title": "Antar jemput",
              "text": "Antar jemput gratis dalam radius 4 km. Jarak 4-9 km dikenai biaya Rp12.000." },
            { "id": "JAM", "text": "Senin-Jumat 08.00-20.00, Sabtu 08.00-16.00. Minggu dan tanggal merah libur." },
            { "id": "HLG", "title": "Ganti rugi", "text": "Kopi hilang diganti sesuai beratnya." },
            { "id": "KRM", "text": "Pengiriman dalam Bogor langsung hari yang sama Rp9.000. Pengiriman ke Jawa 2-3 hari kerja Rp20.000." }
        ]
    });
    Knowledge::from_json(&shop.to_string()).unwrap()
}

const CASES: &str = "\
sangrai biasa berapa per kg?|answer|rp25.000;minimal 4 kg|rp40.000
yang ekspres sekilo brp|answer|rp40.000;minimal 2 kg|rp25.000
regular roasting, 6 kg, how much?|answer|rp150.000|
sangrai biasa 3 kg jadi berapa?|answer|rp25.000;minimal 4 kg|rp75.000
sangrai biasa per meter berapa?|abstain||rp25.000
asah pisau 3 kg berapa?|abstain||rp36.000
how much is knife sharpening?|answer|rp12.000;per knife|
sangrai ekspres kapan jadinya?|answer|5 jam|2 hari
berapa lama sangrai biasa?|answer|2 hari|5 jam
grinder box isinya apa aja?|answer|gilingan dan kuas|
grinderbox berapa?|answer|rp350.000|
tas kopi item berapa?|answer|rp60.000|
rumah saya 6 km, antar jemputnya berapa?|answer|4 km;rp12.000|
is pick up free if i live 2 km away?|answer|gratis dalam radius 4 km|
kopi saya ilang gimana, diganti ga?|answer|diganti sesuai beratnya|
kopi saya udah selesai belum?|handoff||2 hari
is my coffee ready yet?|handoff||2 hari
ongkir ke Bandung berapa?|answer|rp20.000|
ongkir ke Bogor berapa?|answer|rp9.000|rp20.000
kartu ucapan 50 biji berapa?|answer|rp150.000;minimal 20|
kartu ucapan 10 lembar berapa?|answer|rp3.000;minimal 20|rp30.000
sangrai biasa jadi berapa hari?|answer|2 hari|rp
how much is the grinder box and do you have it?|answer|rp350.000;3 left|
sabtu buka sampai jam berapa?|answer|08:00-16:00|20:00
when do you close on sundays?|answer|closed|
beda harga sangrai biasa sama sangrai ekspres berapa?|answer|rp15.000|
beda harga sangrai biasa sama asah pisau berapa?|abstain||rp13.000
sangrai biasa 7500 sekilo kan?|answer|rp25.000|benar
";

#[test]
fn services_are_answered_as_the_shop_sells_them() {
    let knowledge = shop();
    let now = Utc.with_ymd_and_hms(2027, 3, 2, 3, 0, 0).unwrap();
    let mut failed = Vec::new();
    for row in CASES.lines() {
        let cells: Vec<&str> = row.split('|').collect();
        let [text, want, must, banned] = cells.as_slice() else {
            panic!("bad row {row}")
        };
        let question = Question {
            text: (*text).to_owned(),
            ..Question::default()
        };
        let drafted = draft(&question, &knowledge, now);
        let said = drafted.text.to_lowercase();
        let kind = match drafted.doc.outcome {
            Outcome::Answer => "answer",
            Outcome::Handoff(_) => "handoff",
            Outcome::Abstain(_) => "abstain",
            _ => "other",
        };
        let holds = |cell: &str| {
            cell.split(';')
                .filter(|s| !s.is_empty())
                .all(|s| said.contains(s))
        };
        let sound = kind != "answer" || drafted.verdict.passes();
        if kind != *want || !holds(must) || (!banned.is_empty() && said.contains(banned)) || !sound
        {
            failed.push(format!(
                "{text}: {:?} {:?} {said}",
                drafted.doc.outcome, drafted.doc.intents
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
