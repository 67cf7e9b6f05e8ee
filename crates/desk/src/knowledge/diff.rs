//! What differs between two versions, row by row. Pure.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The lists of a document, with the member that names a row.
pub const PARTS: &[(&str, &str)] = &[
    ("items", "sku"),
    ("policies", "id"),
    ("promo", "code"),
    ("answers", "id"),
];

/// Most rows of a difference that are spelled out.
const SPELLED: usize = 500;

/// Most names a summary tells.
const NAMED: usize = 3;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

/// A row that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// `items`, `policies`, `promo`, `answers`.
    pub part: &'static str,
    /// What names the row.
    pub id: String,
    /// Its name for a person.
    pub name: String,
    /// What became of it.
    pub op: Op,
    /// As it was.
    pub before: Option<Value>,
    /// As it is.
    pub after: Option<Value>,
}

/// All that differs.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Difference {
    /// Rows, the first `SPELLED` of them.
    pub rows: Vec<Row>,
    /// How many rows there are.
    pub total: usize,
    /// Members beside the lists that differ: `business`, `currency`, …
    pub settings: Vec<String>,
    /// Counts and names for each list.
    pub summary: Value,
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0 && self.settings.is_empty()
    }
}

/// The key of a list's rows.
pub(crate) fn key_of(part: &str) -> Option<&'static str> {
    PARTS
        .iter()
        .find(|(name, _)| *name == part)
        .map(|(_, key)| *key)
}

/// The rows of a list; none when it is not there.
pub(crate) fn rows<'a>(document: &'a Value, part: &str) -> &'a [Value] {
    document
        .get(part)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

pub(crate) fn id_of<'a>(row: &'a Value, key: &str) -> &'a str {
    row.get(key).and_then(Value::as_str).unwrap_or("")
}

fn name_of(row: &Value, id: &str) -> String {
    ["name", "title"]
        .iter()
        .find_map(|member| row.get(*member).and_then(Value::as_str))
        .or_else(|| row.get("questions")?.get(0)?.as_str())
        .filter(|name| !name.trim().is_empty())
        .unwrap_or(id)
        .to_owned()
}

/// What leads from one document to another.
#[must_use]
pub(crate) fn between(before: &Value, after: &Value) -> Difference {
    let mut found = Difference::default();
    let mut summary = Map::new();
    for (part, key) in PARTS {
        let differing = part_between(before, after, part, key);
        if differing.is_empty() {
            continue;
        }
        let count = |op| differing.iter().filter(|row| row.op == op).count();
        let names: Vec<&str> = differing
            .iter()
            .take(NAMED)
            .map(|r| r.name.as_str())
            .collect();
        summary.insert(
            (*part).to_owned(),
            json!({ "added": count(Op::Added), "changed": count(Op::Changed), "removed": count(Op::Removed), "names": names }),
        );
        found.total += differing.len();
        let room = SPELLED.saturating_sub(found.rows.len());
        found.rows.extend(differing.into_iter().take(room));
    }
    found.settings = settings_between(before, after);
    found.summary = Value::Object(summary);
    found
}

fn part_between(before: &Value, after: &Value, part: &'static str, key: &str) -> Vec<Row> {
    let (was, is) = (rows(before, part), rows(after, part));
    let index = |rows: &'_ [Value]| -> HashMap<String, Value> {
        rows.iter()
            .map(|row| (id_of(row, key).to_owned(), row.clone()))
            .collect()
    };
    let (old, new) = (index(was), index(is));
    let row = |id: &str, op, before: Option<&Value>, after: Option<&Value>| Row {
        part,
        id: id.to_owned(),
        name: after
            .or(before)
            .map_or_else(String::new, |r| name_of(r, id)),
        op,
        before: before.cloned(),
        after: after.cloned(),
    };
    let here = is.iter().filter_map(|one| {
        let id = id_of(one, key);
        match old.get(id) {
            None => Some(row(id, Op::Added, None, Some(one))),
            Some(before) if before != one => Some(row(id, Op::Changed, Some(before), Some(one))),
            Some(_) => None,
        }
    });
    let gone = was.iter().filter_map(|one| {
        let id = id_of(one, key);
        (!new.contains_key(id)).then(|| row(id, Op::Removed, Some(one), None))
    });
    here.chain(gone).collect()
}

fn settings_between(before: &Value, after: &Value) -> Vec<String> {
    let empty = Map::new();
    let (was, is) = (
        before.as_object().unwrap_or(&empty),
        after.as_object().unwrap_or(&empty),
    );
    let mut names: Vec<String> = was
        .keys()
        .chain(is.keys())
        .filter(|name| key_of(name).is_none() && was.get(*name) != is.get(*name))
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_matched_by_their_key_and_told_in_words() {
        let before = json!({ "business": "A", "items": [{"sku": "1", "name": "Tas", "price": 1}, {"sku": "2", "name": "Topi"}] });
        let after = json!({ "business": "B", "items": [{"sku": "1", "name": "Tas", "price": 2}, {"sku": "3", "name": "Tenda"}] });
        let found = between(&before, &after);
        let told: Vec<(&str, Op)> = found.rows.iter().map(|r| (r.name.as_str(), r.op)).collect();
        assert_eq!(
            told,
            [
                ("Tas", Op::Changed),
                ("Tenda", Op::Added),
                ("Topi", Op::Removed)
            ]
        );
        assert_eq!(found.settings, ["business"]);
        assert_eq!(found.summary["items"]["added"], 1);
        assert!(between(&after, &after).is_empty());
    }
}
