//! From a table's rows to catalogue items: what a row says, what becomes of the catalogue. Pure.

use std::collections::HashMap;

use grounding::knowledge::RawItem;
use grounding::value::Currency;
use grounding::{Knowledge, RawKnowledge};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::diff::{id_of, rows};
use super::mapping::Mapping;
use super::money;
use super::table::Table;

/// A row that can be used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Usable {
    pub(crate) row: usize,
    pub(crate) sku: String,
    pub(crate) variant: Option<String>,
    /// Pieces; none when the file does not say, or has no such column.
    pub(crate) pieces: Option<i64>,
    pub(crate) counts_stock: bool,
    /// Members to set; null empties.
    pub(crate) set: Map<String, Value>,
    pub(crate) attributes: Map<String, Value>,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// As people count them: the column names are row 1.
    pub row: usize,
    /// Why, in plain words.
    pub reasons: Vec<String>,
}

/// What importing would do.
#[derive(Debug, Clone, Default)]
pub struct Examined {
    /// Items that are not there yet.
    pub new: usize,
    /// Items that would say something else.
    pub changed: usize,
    /// Items that would stay as they are.
    pub unchanged: usize,
    /// Items of the catalogue that the table does not name.
    pub missing: usize,
    /// Rows that cannot be used.
    pub rejects: Vec<Reject>,
    /// The catalogue as it would be.
    pub(crate) items: Vec<Value>,
}

/// Reads one row; every reason against it at once.
pub(crate) fn read_row(
    table: &Table,
    index: usize,
    mapping: &Mapping,
    currency: Currency,
) -> Result<Usable, Reject> {
    let mut out = Usable {
        row: Table::number(index),
        sku: String::new(),
        variant: None,
        pieces: None,
        counts_stock: false,
        set: Map::new(),
        attributes: Map::new(),
    };
    let mut reasons = Vec::new();
    let cells = table.headers.iter().zip(&table.rows[index]);
    for (header, cell) in cells {
        if let Some(field) = mapping.0.get(header)
            && let Err(reason) = put(&mut out, field, cell, currency)
        {
            reasons.push(format!("{header}: {reason}"));
        }
    }
    if out.sku.is_empty() {
        reasons.push("the article code is missing".to_owned());
    }
    if !out.set.get("name").is_some_and(Value::is_string) {
        reasons.push("the name of the article is missing".to_owned());
    }
    if reasons.is_empty()
        && let Err(reason) = fits(&out, currency)
    {
        reasons.push(reason);
    }
    if reasons.is_empty() {
        Ok(out)
    } else {
        Err(Reject {
            row: out.row,
            reasons,
        })
    }
}

fn put(out: &mut Usable, field: &str, cell: &str, currency: Currency) -> Result<(), String> {
    let text = || {
        if cell.is_empty() {
            Value::Null
        } else {
            json!(cell)
        }
    };
    let whole = |what: &str| -> Result<Option<i64>, String> {
        if cell.is_empty() {
            return Ok(None);
        }
        let plain = cell.replace([' ', '\u{a0}'], "");
        let number = plain.strip_suffix(".0").unwrap_or(&plain);
        number
            .parse::<i64>()
            .map(Some)
            .map_err(|_| format!("{what} is not a whole number"))
    };
    match field {
        "sku" => cell.clone_into(&mut out.sku),
        "variant" => out.variant = Some(cell.to_owned()).filter(|v| !v.is_empty()),
        "stock" => {
            out.pieces = whole("the stock")?;
            out.counts_stock = true;
        }
        "price" => {
            let price = if cell.is_empty() {
                Value::Null
            } else {
                Value::Number(money::price(cell, currency.exponent())?)
            };
            out.set.insert("price".to_owned(), price);
        }
        "weight_g" => {
            let grams = whole("the weight in grams")?;
            out.set.insert("weight_g".to_owned(), json!(grams));
        }
        "aliases" => {
            let names: Vec<&str> = cell
                .split([',', ';', '|'])
                .map(str::trim)
                .filter(|n| !n.is_empty())
                .collect();
            out.set.insert("aliases".to_owned(), json!(names));
        }
        "name" | "note" | "description" | "restock" | "url" => {
            out.set.insert(field.to_owned(), text());
        }
        other => {
            let name = other.strip_prefix("attribute:").unwrap_or(other);
            out.attributes.insert(name.to_owned(), text());
        }
    }
    Ok(())
}

/// The row by itself, judged by the rules that the whole catalogue is judged by.
fn fits(row: &Usable, currency: Currency) -> Result<(), String> {
    let item = merged(None, std::slice::from_ref(row));
    let item: RawItem = serde_json::from_value(item).map_err(|e| e.to_string())?;
    let alone = RawKnowledge {
        currency: Some(currency.code().to_owned()),
        items: vec![item],
        ..RawKnowledge::default()
    };
    let known = Knowledge::build(&alone).map_err(|e| e.to_string())?;
    match known.problems.first() {
        Some(problem) => Err(problem.detail.clone()),
        None => Ok(()),
    }
}

/// An item with what rows of one article code say about it. What the table has no column for stays.
fn merged(before: Option<&Value>, said: &[Usable]) -> Value {
    let mut item = before
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let Some(first) = said.first() else {
        return Value::Object(item);
    };
    item.insert("sku".to_owned(), json!(first.sku));
    for (name, value) in &first.set {
        if value.is_null() {
            item.remove(name);
        } else {
            item.insert(name.clone(), value.clone());
        }
    }
    if !first.attributes.is_empty() {
        let list = item.entry("attributes").or_insert_with(|| json!({}));
        if let Some(list) = list.as_object_mut() {
            for (name, value) in &first.attributes {
                if value.is_null() {
                    list.remove(name);
                } else {
                    list.insert(name.clone(), value.clone());
                }
            }
        }
    }
    let sizes: Vec<&str> = said.iter().filter_map(|r| r.variant.as_deref()).collect();
    if !sizes.is_empty() {
        item.insert("sizes".to_owned(), json!(sizes));
    }
    if said.iter().any(|r| r.counts_stock) {
        let stock: Map<String, Value> = said
            .iter()
            .filter_map(|r| {
                let label = r.variant.clone().unwrap_or_else(|| "std".to_owned());
                Some((label, json!(r.pieces?)))
            })
            .collect();
        item.insert("stock".to_owned(), Value::Object(stock));
    }
    Value::Object(item)
}

/// What usable rows make of a catalogue. A code that appears again without another size is rejected.
pub(crate) fn assemble(document: &Value, said: Vec<Usable>, remove_missing: bool) -> Examined {
    let mut out = Examined::default();
    let mut order: Vec<String> = Vec::new();
    let mut by_sku: HashMap<String, Vec<Usable>> = HashMap::new();
    for row in said {
        let key = row.sku.to_lowercase();
        let here = by_sku.entry(key.clone()).or_default();
        if here.is_empty() {
            order.push(key);
        } else if row.variant.is_none() || here.iter().any(|r| r.variant == row.variant) {
            let reason = format!("{} stands already in row {}", row.sku, here[0].row);
            out.rejects.push(Reject {
                row: row.row,
                reasons: vec![reason],
            });
            continue;
        }
        here.push(row);
    }
    for before in rows(document, "items") {
        if let Some(said) = by_sku.remove(&id_of(before, "sku").to_lowercase()) {
            let after = merged(Some(before), &said);
            if after == *before {
                out.unchanged += 1;
            } else {
                out.changed += 1;
            }
            out.items.push(after);
        } else {
            out.missing += 1;
            if !remove_missing {
                out.items.push(before.clone());
            }
        }
    }
    for key in order {
        if let Some(said) = by_sku.remove(&key) {
            out.new += 1;
            out.items.push(merged(None, &said));
        }
    }
    out
}

/// The currency of a document's prices.
pub(crate) fn currency_of(document: &Value) -> Currency {
    document
        .get("currency")
        .and_then(Value::as_str)
        .and_then(Currency::of)
        .or_else(|| Currency::of("IDR"))
        .unwrap_or_else(|| unreachable!("the rupiah is known"))
}

#[cfg(test)]
mod tests;
