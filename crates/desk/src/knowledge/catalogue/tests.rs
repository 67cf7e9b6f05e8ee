//! Tables as shops have them.

use serde_json::json;

use super::*;

fn examine(csv: &str, document: &Value, remove: bool) -> Examined {
    let table = Table::read(csv.as_bytes()).unwrap();
    let mapping = Mapping::guess(&table.headers);
    assert_eq!(mapping.problem(&table.headers), None);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for index in 0..table.rows.len() {
        match read_row(&table, index, &mapping, currency_of(document)) {
            Ok(row) => good.push(row),
            Err(reject) => bad.push(reject),
        }
    }
    let mut out = assemble(document, good, remove);
    out.rejects.splice(0..0, bad);
    out
}

#[test]
fn a_table_says_what_it_would_do_and_why_rows_are_left_out() {
    let document = json!({ "currency": "IDR", "items": [
        {"sku": "A", "name": "Kopi", "price": 20000, "aliases": ["coffee"]},
        {"sku": "B", "name": "Teh", "price": 10000},
        {"sku": "Z", "name": "Gula"},
    ]});
    let out = examine(
        "Kode;Nama Produk;Harga\nA;Kopi;Rp 25.000\nB;Teh;10000\nC;Susu;15000\n;Tanpa kode;1\nD;;5\nE;Roti;lima ribu rupiah saja\nA;Kopi lagi;1",
        &document,
        false,
    );
    assert_eq!(
        (out.new, out.changed, out.unchanged, out.missing),
        (1, 1, 1, 1)
    );
    let rows: Vec<usize> = out.rejects.iter().map(|r| r.row).collect();
    assert_eq!(rows, [5, 6, 7, 8]);
    assert_eq!(
        out.rejects[1].reasons,
        ["the name of the article is missing"]
    );
    assert_eq!(out.items.len(), 4);
    // What the table does not speak of stays.
    assert_eq!(out.items[0]["aliases"], json!(["coffee"]));
    assert_eq!(out.items[0]["price"], json!(25000));
    assert_eq!(examine("sku,name\nA,Kopi", &document, true).items.len(), 1);
}

#[test]
fn rows_of_one_code_are_its_sizes() {
    let out = examine(
        "sku,name,ukuran,stok\nK,Kaos,S,3\nK,Kaos,M,0\nK,Kaos,M,9",
        &json!({}),
        false,
    );
    assert_eq!(out.new, 1);
    assert_eq!(out.items[0]["sizes"], json!(["S", "M"]));
    assert_eq!(out.items[0]["stock"], json!({"S": 3, "M": 0}));
    assert_eq!(out.rejects.len(), 1);
}

#[test]
fn an_empty_price_is_no_old_price() {
    let document = json!({ "items": [{"sku": "A", "name": "Kopi", "price": 20000}] });
    let out = examine("sku,name,price\nA,Kopi,", &document, false);
    assert_eq!(out.items[0].get("price"), None);
}
