//! Which column of a table is what. Pure.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

/// What a column may be; `attribute:…` besides.
pub(crate) const FIELDS: &[&str] = &[
    "sku",
    "name",
    "price",
    "stock",
    "variant",
    "aliases",
    "weight_g",
    "note",
    "description",
    "restock",
    "url",
];

/// Column names that are known, folded, with what they are.
const KNOWN: &[(&str, &str)] = &[
    (
        "sku",
        "sku kode kodeproduk kodebarang code id itemid articlecode productid article kodesku",
    ),
    (
        "name",
        "name nama namaproduk namabarang title product productname item judul produk barang",
    ),
    (
        "price",
        "price harga hargajual unitprice hargasatuan sellingprice regularprice",
    ),
    (
        "stock",
        "stock stok qty quantity jumlah inventory sisa stoktersedia available",
    ),
    (
        "variant",
        "variant varian size ukuran option variation variasi",
    ),
    (
        "aliases",
        "aliases alias othernames namalain synonyms sebutan keywords",
    ),
    (
        "weight_g",
        "weight berat weightg beratgram beratg weightgrams gram",
    ),
    ("note", "note catatan remark keterangan notes"),
    (
        "description",
        "description deskripsi details detail longdescription",
    ),
    (
        "restock",
        "restock restockdate availablefrom tanggalrestock kembali",
    ),
    ("url", "url link producturl tautan permalink"),
];

/// Which column is what: column name to field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<String, String>);

impl Mapping {
    /// What the columns' names suggest; each field once.
    pub(crate) fn guess(headers: &[String]) -> Self {
        let mut found = BTreeMap::new();
        let mut taken = HashSet::new();
        for header in headers {
            let folded: String = header
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            let field = KNOWN
                .iter()
                .find(|(_, names)| names.split(' ').any(|n| n == folded))
                .map(|(field, _)| *field);
            if let Some(field) = field
                && taken.insert(field)
            {
                found.insert(header.clone(), field.to_owned());
            }
        }
        Self(found)
    }

    /// Why a table cannot be read with it.
    pub(crate) fn problem(&self, headers: &[String]) -> Option<String> {
        let mut taken = HashSet::new();
        for (header, field) in &self.0 {
            let named = field
                .strip_prefix("attribute:")
                .is_some_and(|n| !n.trim().is_empty());
            if !named && !FIELDS.contains(&field.as_str()) {
                return Some(format!("{field} is nothing a column can be"));
            }
            if headers.contains(header) && !taken.insert(field) {
                return Some(format!("Two columns are {field}"));
            }
        }
        ["sku", "name"]
            .iter()
            .find(|field| !taken.contains(&(**field).to_owned()))
            .map(|field| format!("No column is the {field}"))
    }
}
