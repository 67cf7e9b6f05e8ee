//! Whole messages: an order with where it goes, a code beside delivery, follow-ups, amounts in words,
//! requests to be left alone.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

use chrono::{TimeZone, Utc};
use common::ask;
use grounding::{Knowledge, Outcome};
use serde_json::json;

mod common;

fn shop() -> Knowledge {
    let shop = json!({
        "business": "Dayung Danau", "currency": "IDR", "timezone": "Asia/Jakarta", "as_of": "2027-03-01",
        "items": [
            { "sku": "KYK", "name": "Two-person kayak", "price": 2_400_000, "stock": { "std": 3 }, "weight_g": 21_000 },
            { "sku": "VST-G", "name": "Green swim vest", "price": 180_000, "sizes": ["M", "L"],
              "stock": { "M": 4, "L": 0 }, "weight_g": 600 },
            { "sku": "VST-O", "name": "Orange swim vest", "price": 215_000, "sizes": ["S", "M", "L"],
              "stock": { "S": 1, "M": 2, "L": 7 }, "weight_g": 640 },
            { "sku": "BAG", "name": "Dry bag", "price": 75_000, "stock": { "std": 0 }, "restock": "2027-03-20" }
        ],
        "policies": [
            { "id": "K", "text": "Shipping to Java takes 1-2 working days and costs Rp16.000. Outside Java 5-8 working days and Rp42.000." },
            { "id": "G", "text": "Free shipping for orders of Rp800.000 or more, Java only." },
            { "id": "J", "text": "Store hours 10:00-17:00 WIB, Monday to Saturday." },
            { "id": "W", "text": "Warranty on kayaks is 24 months for manufacturing defects." },
            { "id": "R", "text": "Returns are accepted within 10 days of delivery, unused, with receipt." }
        ],
        "promo": [{ "code": "RIAK10", "text": "10% off vests, valid until 2027-03-31, not combinable with free shipping." }]
    });
    Knowledge::from_json(&shop.to_string()).unwrap()
}

const CASES: &str = "\
I'm in Malang. I'd like one orange vest, what's the total?|answer|215.000;16.000;total rp231.000|
ongkir ke Bogor berapa? >> 2 vest hijau totalnya jadi berapa|answer|16.000;total rp376.000|
rumah saya di Ambon. vest oranye berapa?|answer|215.000|42.000
total for a green vest L and an orange vest S?|answer|total rp395.000;size l is out of stock|
If I use RIAK10 on 5 orange vests, is shipping to Solo free?|answer|cannot be combined|is free for
kalau belanja 650rb kirim ke Tegal ongkirnya berapa|answer|16.000;800.000|
spend a million, shipping to Manado?|answer|42.000|16.000
Saya belanja 900 ribu. Ongkir ke Solo?|answer|minimal rp800.000|16.000
is shipping to Kupang free if I spend one million?|answer|does not apply|
belanja sejuta ke Garut ongkirnya brp|answer|minimal rp800.000|16.000
minimal belanja brp supaya gratis ongkir?|answer|800.000|
is the dry bag in stock? >> when will it be?|answer|20 march|
how much is the vest, and is M in stock? >> the orange one|answer|215.000;2 left|7 left
ada vest S? >> kalau yang hijau?|answer|tidak ada ukuran s|
vest hijau berapa? >> yang oranye lebih berat?|answer|600 g;640 g|
how much more expensive is the orange vest than the green one?|answer|difference of rp35.000|
which one weighs less, the kayak or the green vest?|answer|600 g;21 kg|
kayak buat berdua harganya?|answer|2.400.000|
ada kayak buat bertiga?|abstain||2.400.000
kayaknya muat berapa orang?|answer|two-person|
how much 4 the green vest|answer|costs rp180.000|720.000
ambil 5 kayak, cukup stoknya?|answer|hanya 3|
uang 400rb cukup buat 2 vest oranye?|answer|total rp430.000|
I have 200k, which vests can I afford?|answer|green swim vest: rp180.000|orange
2 vest hijau to Bogor, total incl. shipping?|answer|total rp376.000|colleague
can I stop by at 9am tomorrow?|answer|closed|off
kirim ke Palu 2 hari kan?|answer|5-8|
dry bag ada sebelum tanggal 25 maret?|answer|20 maret|
kayak ada tanggal 25 maret?|abstain||stok 3
katanya garansi kayak 3 tahun?|answer|24 bulan|
barang baru sampai kemarin, bisa retur?|answer|10 hari|pertanyaan
2 vest hijau M, 1 vest oranye L, kirim ke Tegal, pakai RIAK10. totalnya?|answer|16.000;total rp533.500|
kayak >> 2 >> kirim ke Ambon >> total?|answer|2 × two-person kayak;42.000;total rp4.842.000|
berapa harga vest hijau dan oranye, ada ukuran S?|answer|180.000;215.000;tidak ada ukuran s;stok 1|
1 orange vest in M and 1 orange vest in L, total?|answer|total rp430.000|come in size 1
vest hijau atau oranye mana lebih murah? >> bedanya berapa?|answer|selisih rp35.000|
bisa retur? >> tanpa struk?|answer|tanpa struk tidak bisa|
apa warna kayaknya?|abstain||produk kami
RIAK10 berlaku untuk apa aja?|answer|10% off vests|
gimana cara pesan?|abstain||hanya bisa
ongkir ke Depok berapa? nyampenya berapa hari?|answer|16.000;1-2 hari|
barang saya terima tanggal 5 februari, masih bisa retur?|answer|retur setelah 25 hari tidak bisa|
kirim dari Bandung ke Ambon berapa?|answer|42.000|16.000
harga vest hijau setelah diskon?|answer|riak10;162.000|
diskon vest berapa persen?|answer|10% off vests|162.000
how many products do you sell?|answer|dry bag;two-person kayak|which
paling lama sampai Tegal berapa hari?|answer|1-2 hari|
kapan vest saya sampai ke Solo?|handoff||hari
I ordered last week to Solo, when will it arrive?|abstain||days
stop, jangan kirim promo lagi|optout||
please don't send me any more ads|optout||
ga mau dapat broadcast lagi|optout||
gak ada promo lagi kak|answer|riak10|
jangan lupa kirim promo ya|abstain||
how much is the green vest plus shipping to Ambon?|answer|180.000;42.000;total rp222.000|
cost of 1 dry bag delivered to Solo?|answer|16.000;total rp91.000;out of stock|
vest hijau + ongkir ke Bogor berapa|answer|total rp196.000|
vest hijau dan ongkir ke Bogor berapa|answer|total rp196.000|
is one kayak cheaper than three orange vests?|answer|total rp645.000;total rp2.400.000|is cheaper
how much cheaper are two green vests than the kayak?|abstain||180.000
which is heavier, two green vests or the kayak?|abstain||600 g
how heavy are two green vests?|answer|600 g each|
RIAK10 works on everything right?|answer|10% off vests|
does RIAK10 work on the kayak?|answer|does not apply|yes
can I use RIAK10 on the kayak with free shipping?|answer|does not apply|
vest hijau berapa? >> kalau pakai RIAK10?|answer|162.000|
do you have the green vest in large? >> and the orange?|answer|7 left|2 left
vest oranye L ambil 2 ongkirnya ke Palu brp|answer|42.000|
garansi kayaknya nutup cacat pabrik?|answer|24 bulan|
how long is the warranty?|answer|24 months|
brp lama ke Ambon ongkirnya skalian|answer|42.000;5-8|
I lost the receipt, can I still send the kayak back?|answer|without a receipt|back on
when is the dry bag back?|answer|20 march|
two green vests to Solo, do I pay shipping?|answer|16.000;800.000|
bisa retur? berapa hari?|answer|10 hari|produk yang mana
ongkir ke Ambon berapa dan bisa COD?|answer|42.000;pertanyaan lain|
how much is the dry bag, and can you wrap it as a gift?|answer|75.000;other question|
RIAK10 berapa persen dan sampai kapan?|answer|10% off;2027-03-31|
green and orange vest price with RIAK10?|answer|162.000;193.500;total rp355.500|
do you ship outside Java?|answer|42.000;5-8|
how much is the kayak, and what colour is it?|answer|2.400.000;other question|our products
what does it cost to buy 2 green vests and 1 dry bag and ship to Solo?|answer|total rp451.000|
I live in Tegal and want 1 green vest. What would I pay in total?|answer|total rp196.000|
kayak with RIAK10 to Solo, how much?|answer|does not apply;total rp2.400.000|10% off
harga semua produk dong|answer|2.400.000;75.000|
kalo beli dry bag sekarang kirimnya berapa lama|answer|1-2 hari;habis;20 maret|
are you open on Sunday?|answer|closed;monday to saturday|
jangan stop promonya dong|abstain||
please don't stop the promos|abstain||
don't stop sending me promos|abstain||
yang kemarin sudah berhenti, promo baru dong|abstain||
sudah, stop promonya|optout||
if you don't stop sending promos I will block you|optout||
saya sudah berhenti langganan, masih dikirim promo|optout||
One kayak as a gift. To Solo. What is the total?|abstain||
One kayak. To Solo. As a gift. What is the total?|abstain||
2 green vests. COD to Solo. Total?|abstain||
2 green vests COD to Solo. Total?|abstain||
2 vest hijau 150rb. Ke Solo. Totalnya?|abstain||
2 vest hijau 150rb ke Solo totalnya?|abstain||
2 vest hijau. Ke Solo jam 9. Totalnya?|abstain||
2 vest hijau. Ke Solo hari Senin. Totalnya?|abstain||
2 vest hijau 600 gram. Ke Solo. Totalnya?|abstain||
2 green vests per kg. To Solo. Total?|abstain||
2 green vests. To Solo, 5 km away. Total?|abstain||
2 green vests. My address is in Solo. Total?|answer|total rp376.000|
2 green vests. To Solo. With RIAK10. Total?|answer|16.000;total rp340.000|
I want the green vest. Two green vests in L. To Solo. Total?|answer|total rp376.000;size l is out of stock|
I take the green vest. Two of them in L. To Solo. Total?|answer|total rp376.000;size l is out of stock|
vest hijau. 2 yang L. ke Solo. totalnya|answer|total rp376.000;habis|
the green vest >> two of them in L >> total?|answer|total rp360.000;size l is out of stock|
was the orange vest in stock on 1 March?|abstain||
was the orange vest in stock on 1 March 2027?|abstain||
was the dry bag in stock on 1 March?|abstain||
kemarin vest oranye ada stok?|abstain||
kemarin dry bag ada stok?|abstain||
kemarin vest oranye dan vest hijau ada stok?|abstain||
vest oranye ada stok tanggal 2 maret?|answer|stok 7|
vest oranye dan dry bag ada stok tanggal 20 maret?|abstain||
barang saya terima 5 Jan 2028. Masih bisa retur?|answer|10 hari|retur setelah
barang saya terima 5 Jan. Masih bisa retur?|answer|retur setelah 56 hari tidak bisa|
";

#[test]
fn whole_messages_are_understood() {
    let knowledge = shop();
    let now = Utc.with_ymd_and_hms(2027, 3, 2, 3, 0, 0).unwrap();
    let mut failed = Vec::new();
    for row in CASES.lines() {
        let cells: Vec<&str> = row.split('|').collect();
        let [turns, want, must, banned] = cells.as_slice() else {
            panic!("bad row {row}")
        };
        let turns: Vec<&str> = turns.split(">>").map(str::trim).collect();
        let drafted = ask(&turns, &knowledge, now);
        let said = drafted.text.to_lowercase();
        let outcome = match drafted.doc.outcome {
            Outcome::Answer => "answer",
            Outcome::Abstain(_) => "abstain",
            Outcome::Handoff(_) => "handoff",
            Outcome::OptOut => "optout",
            _ => "other",
        };
        let holds = must
            .split(';')
            .filter(|p| !p.is_empty())
            .all(|p| said.contains(p));
        let taboo = !banned.is_empty() && said.contains(banned);
        let passes = outcome != "answer" || drafted.verdict.passes();
        if outcome != *want || !holds || taboo || !passes {
            failed.push(format!("{row} -> {outcome} {}", drafted.text));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
