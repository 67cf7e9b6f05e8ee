//! Whether a template is about what the customer asks, by the words of its name.

/// Words by which shops name templates about the same matter, in the languages the desk drafts in.
const MATTERS: &[&[&str]] = &[
    &[
        "price",
        "budget",
        "total",
        "quote",
        "harga",
        "biaya",
        "katalog",
        "catalogue",
        "catalog",
    ],
    &[
        "stock",
        "restock",
        "sizes",
        "stok",
        "tersedia",
        "available",
        "ready",
        "ukuran",
    ],
    &[
        "shipping",
        "ships",
        "delivery",
        "ongkir",
        "kirim",
        "dikirim",
        "pengiriman",
        "resi",
        "tracking",
        "shipped",
    ],
    &["promo", "discount", "sale", "diskon", "voucher", "offer"],
    &[
        "return",
        "refund",
        "warranty",
        "retur",
        "tukar",
        "garansi",
        "pengembalian",
    ],
    &["hours", "open", "opening", "jam", "buka", "libur"],
];

/// Whether a template of this name is about one of these matters.
pub fn fits(name: &str, intents: &[&str]) -> bool {
    let named: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    intents.iter().flat_map(|one| one.split('_')).any(|word| {
        let same = |other: &str| named.iter().any(|name| name == other);
        same(word)
            || MATTERS
                .iter()
                .any(|words| words.contains(&word) && words.iter().any(|other| same(other)))
    })
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_name_says_what_a_template_is_about() {
        for (name, intents, fit) in [
            ("kabar_stok", &["stock"][..], true),
            ("order_ready", &["restock"], true),
            ("pesanan_dikirim", &["shipping_time"], true),
            ("pesanan_dikirim", &["price"], false),
            ("harga_baru", &["attribute", "price"], true),
            ("promo_akhir_tahun", &["promo_price"], true),
            ("kabar_stok", &[], false),
            ("", &["stock"], false),
        ] {
            assert_eq!(fits(name, intents), fit, "{name} {intents:?}");
        }
    }
}
