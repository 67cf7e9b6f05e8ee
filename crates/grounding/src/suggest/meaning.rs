//! What belongs into a place of a template: said by the variable's own name, or by the words around it.

use super::Slot;

/// What belongs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The customer's name.
    Contact,
    /// The name of who writes.
    Agent,
    /// The shop's name.
    Business,
    /// The item that was asked about.
    Item,
    /// What it costs.
    Price,
    /// The number of an order.
    Order,
}

/// Names of variables, folded.
const NAMES: &[(Meaning, &[&str])] = &[
    (
        Meaning::Contact,
        &[
            "name",
            "firstname",
            "customer",
            "customername",
            "contactname",
            "nama",
            "namapelanggan",
            "pelanggan",
            "namacustomer",
            "namapembeli",
        ],
    ),
    (
        Meaning::Agent,
        &[
            "agent",
            "agentname",
            "admin",
            "namaadmin",
            "staff",
            "staffname",
            "cs",
            "namacs",
            "seller",
        ],
    ),
    (
        Meaning::Business,
        &[
            "business",
            "businessname",
            "shop",
            "shopname",
            "store",
            "storename",
            "toko",
            "namatoko",
        ],
    ),
    (
        Meaning::Item,
        &[
            "item",
            "itemname",
            "product",
            "productname",
            "produk",
            "namaproduk",
            "barang",
            "namabarang",
        ],
    ),
    (
        Meaning::Price,
        &[
            "price",
            "itemprice",
            "unitprice",
            "harga",
            "hargasatuan",
            "hargabarang",
            "hargaproduk",
        ],
    ),
    (Meaning::Order, ORDERS),
];

const ORDERS: &[&str] = &[
    "order",
    "ordernumber",
    "orderno",
    "orderid",
    "ordercode",
    "invoice",
    "invoicenumber",
    "invoiceno",
    "pesanan",
    "nomorpesanan",
    "nopesanan",
    "kodepesanan",
    "nomororder",
    "noorder",
    "noinvoice",
    "nomorinvoice",
];

/// Words straight before a place that say what stands there.
const BEFORE: &[(Meaning, &[&str])] = &[
    (
        Meaning::Contact,
        &[
            "halo", "hai", "hi", "hello", "dear", "kak", "kakak", "bapak", "ibu", "yth",
        ],
    ),
    (
        Meaning::Order,
        &["pesanan", "order", "invoice", "orderan", "faktur", "nota"],
    ),
    (Meaning::Price, &["harga", "harganya", "price", "seharga"]),
    (Meaning::Item, &["produk", "barang", "product", "item"]),
];

/// What belongs into a place.
pub(super) fn meaning(slot: Slot<'_>) -> Option<Meaning> {
    if !slot.key.bytes().all(|b| b.is_ascii_digit()) {
        let name = folded(slot.key);
        return NAMES
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()))
            .map(|(meaning, _)| *meaning);
    }
    let (before, after) = around(slot)?;
    let last = words(before).pop();
    let last = last.as_deref().unwrap_or_default();
    let sign = before.trim_end().ends_with("Rp") || before.trim_end().ends_with('$');
    let cue = BEFORE
        .iter()
        .find(|(_, cues)| cues.contains(&last) && !ends_a_clause(before))
        .map(|(meaning, _)| *meaning);
    match cue {
        Some(Meaning::Price) => Some(Meaning::Price),
        // "harganya Rp{{2}}", but not "total Rp{{2}}".
        _ if sign => {
            let told = words(before).into_iter().rev().take(3);
            let about = |word: String| BEFORE[2].1.contains(&word.as_str());
            told.into_iter().any(about).then_some(Meaning::Price)
        }
        // "nomor {{2}}" says less than the word before it.
        None if matches!(last, "nomor" | "no" | "number") && !ends_a_clause(before) => {
            let told = words(before).into_iter().rev().nth(1)?;
            BEFORE[1]
                .1
                .contains(&told.as_str())
                .then_some(Meaning::Order)
        }
        None if is_asked_about(after) => Some(Meaning::Item),
        None if is_called(before, after) => Some(Meaning::Contact),
        None if is_signed(before) => Some(Meaning::Agent),
        found => found,
    }
}

/// Whether a name in the contact book is that of an order's number.
pub(super) fn is_order(name: &str) -> bool {
    ORDERS.contains(&folded(name).as_str())
}

/// Letters and digits alone, in lower case.
pub(super) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// An amount without the sign that stands before its place already.
pub(super) fn without_sign(slot: Slot<'_>, value: String) -> String {
    let Some((before, _)) = around(slot) else {
        return value;
    };
    for sign in ["Rp", "$"] {
        if before.trim_end().ends_with(sign)
            && let Some(amount) = value.strip_prefix(sign)
        {
            return amount.trim_start().to_owned();
        }
    }
    value
}

/// What stands before and after a place.
fn around(slot: Slot<'_>) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(open) = slot.text.get(from..)?.find("{{").map(|at| from + at) {
        let close = open + slot.text.get(open..)?.find("}}")?;
        if slot.text.get(open + 2..close)?.trim() == slot.key {
            return Some((slot.text.get(..open)?, slot.text.get(close + 2..)?));
        }
        from = close + 2;
    }
    None
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A comma or an end of a sentence parts the place from the word before it.
fn ends_a_clause(before: &str) -> bool {
    before.trim_end().ends_with([',', '!', '?', ';', '}'])
        || before.trim_end().ends_with('.') && !before.trim_end().to_lowercase().ends_with("no.")
}

/// "{{2}} yang Kakak tanyakan", "{{2}} you asked about".
fn is_asked_about(after: &str) -> bool {
    let sentence = after.split(['.', '!', '?', '{']).next().unwrap_or_default();
    let told = words(sentence);
    let begins = told
        .first()
        .is_some_and(|word| word == "yang" || word == "you");
    begins
        && told
            .iter()
            .take(4)
            .any(|word| matches!(word.as_str(), "tanyakan" | "ditanyakan" | "tanya" | "asked"))
}

/// "Kabar baik, {{1}}!" and "{{1}}, pesanan …": somebody is spoken to.
fn is_called(before: &str, after: &str) -> bool {
    let opening = before.trim().is_empty() && after.starts_with([',', '!']);
    opening || before.trim_end().ends_with(',') && after.starts_with('!')
}

/// "Salam, {{3}}", "— {{3}}": who writes.
fn is_signed(before: &str) -> bool {
    let told = before
        .trim_end()
        .trim_end_matches([',', ':', '\n'])
        .to_lowercase();
    [
        "salam",
        "regards",
        "hormat kami",
        "dengan saya",
        "my name is",
        "i'm",
    ]
    .iter()
    .any(|cue| told.ends_with(cue))
        || before.trim_end().ends_with('—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_say_what_belongs_there() {
        for (text, key, found) in [
            (
                "Halo {{1}}, pesanan {{2}} tiba {{3}}.",
                "1",
                Some(Meaning::Contact),
            ),
            (
                "Halo {{1}}, pesanan {{2}} tiba {{3}}.",
                "2",
                Some(Meaning::Order),
            ),
            ("Halo {{1}}, pesanan {{2}} tiba {{3}}.", "3", None),
            ("Pesanan nomor {{1}} siap.", "1", Some(Meaning::Order)),
            (
                "Kabar baik, {{1}}! {{2}} yang Kakak tanyakan ada lagi.",
                "1",
                Some(Meaning::Contact),
            ),
            (
                "Kabar baik, {{1}}! {{2}} yang Kakak tanyakan ada lagi.",
                "2",
                Some(Meaning::Item),
            ),
            (
                "The {{1}} you asked about is back.",
                "1",
                Some(Meaning::Item),
            ),
            ("{{1}}, harganya Rp{{2}} saja.", "1", Some(Meaning::Contact)),
            ("{{1}}, harganya Rp{{2}} saja.", "2", Some(Meaning::Price)),
            ("Total belanja Rp{{1}}.", "1", None),
            ("Terima kasih. Salam, {{1}}", "1", Some(Meaning::Agent)),
            (
                "Terima kasih atas pesanan, {{1}} sedang diproses.",
                "1",
                None,
            ),
            (
                "Hi {{customer_name}}, order {{order_number}} until {{last_day}}.",
                "customer_name",
                Some(Meaning::Contact),
            ),
            (
                "Hi {{customer_name}}, order {{order_number}} until {{last_day}}.",
                "order_number",
                Some(Meaning::Order),
            ),
            (
                "Hi {{customer_name}}, order {{order_number}} until {{last_day}}.",
                "last_day",
                None,
            ),
            ("Kode {{1}} berlaku sampai {{2}}.", "2", None),
            ("kosong", "1", None),
        ] {
            assert_eq!(meaning(Slot { key, text }), found, "{text} {key}");
        }
    }

    #[test]
    fn a_sign_is_said_once() {
        let slot = Slot {
            key: "2",
            text: "harga {{1}} Rp {{2}}",
        };
        assert_eq!(without_sign(slot, "Rp250.000".to_owned()), "250.000");
        let slot = Slot {
            key: "1",
            text: "harga {{1}}",
        };
        assert_eq!(without_sign(slot, "Rp250.000".to_owned()), "Rp250.000");
    }
}
