//! Rows of the knowledge are changed: the next version is the present one with these rows put or removed.

use db::{WorkspaceTx, knowledge};
use grounding::knowledge::{RawAnswer, RawItem, RawPolicy, RawPromo};
use serde_json::{Map, Value, json};

use super::diff::{id_of, key_of, rows};
use super::{Cause, EMPTY};
use crate::Desk;
use crate::error::{Error, Result};

/// One row put, moved under another key, or removed.
#[derive(Debug, Clone)]
pub struct RowChange {
    /// `items`, `policies`, `promo`, `answers`.
    pub part: String,
    /// What names the row now; a new row names itself.
    pub id: String,
    /// What it shall say; none removes it.
    pub row: Option<Map<String, Value>>,
}

impl Desk {
    /// Changes rows as seen in version `base`. Rows that somebody else changed meanwhile are not written over: that is
    /// a conflict which names the row. Others' changes to other rows are kept.
    pub async fn change_knowledge(
        &self,
        tx: &mut WorkspaceTx,
        base: i32,
        changes: &[RowChange],
        settings: &Map<String, Value>,
    ) -> Result<i32> {
        let present = knowledge::current(tx).await?;
        let (version, mut document) =
            present.map_or_else(|| (0, EMPTY.clone()), |p| (p.version, p.document));
        if base != version {
            let seen = knowledge::at(tx, base)
                .await?
                .map_or_else(|| EMPTY.clone(), |k| k.document);
            if let Some(row) = changes.iter().find(|c| !same_row(&seen, &document, c)) {
                return Err(Error::Conflict {
                    code: "knowledge_changed",
                    title: format!("Somebody else changed {} meanwhile", row.id),
                    hint: "Load it again and repeat your change.".to_owned(),
                });
            }
        }
        for change in changes {
            fits(change)?;
        }
        apply(&mut document, changes)?;
        if let Some(object) = document.as_object_mut() {
            for (name, value) in settings {
                if key_of(name).is_none() {
                    object.insert(name.clone(), value.clone());
                }
            }
        }
        self.publish(tx, document, &Cause::of("edit")).await
    }

    /// Makes an earlier version the present one, as a new version.
    pub async fn restore_knowledge(&self, tx: &mut WorkspaceTx, version: i32) -> Result<i32> {
        let earlier = knowledge::at(tx, version).await?.ok_or(Error::NotFound)?;
        let cause = Cause {
            from: Some(version),
            ..Cause::of("restore")
        };
        self.publish(tx, earlier.document, &cause).await
    }
}

/// Whether a row has the shape of its list; what has not is named.
fn fits(change: &RowChange) -> Result<()> {
    let Some(row) = change.row.clone().map(Value::Object) else {
        return Ok(());
    };
    let read = match change.part.as_str() {
        "items" => serde_json::from_value::<RawItem>(row).map(drop),
        "policies" => serde_json::from_value::<RawPolicy>(row).map(drop),
        "promo" => serde_json::from_value::<RawPromo>(row).map(drop),
        _ => serde_json::from_value::<RawAnswer>(row).map(drop),
    };
    read.map_err(|e| Error::invalid(format!("{}/{}", change.part, change.id), e.to_string()))
}

fn find<'a>(document: &'a Value, change: &RowChange) -> Option<&'a Value> {
    let key = key_of(&change.part)?;
    rows(document, &change.part)
        .iter()
        .find(|row| id_of(row, key) == change.id)
}

fn same_row(seen: &Value, present: &Value, change: &RowChange) -> bool {
    find(seen, change) == find(present, change)
}

/// Puts and removes rows, in order. New rows come last.
pub(crate) fn apply(document: &mut Value, changes: &[RowChange]) -> Result<()> {
    for change in changes {
        let Some(key) = key_of(&change.part) else {
            return Err(Error::invalid(
                "part",
                "one of items, policies, promo, answers",
            ));
        };
        let object = document
            .as_object_mut()
            .ok_or_else(|| Error::Internal("the knowledge is no object".to_owned()))?;
        let list = object
            .entry(change.part.clone())
            .or_insert_with(|| json!([]));
        let Some(list) = list.as_array_mut() else {
            return Err(Error::Internal(
                "a list of the knowledge is none".to_owned(),
            ));
        };
        let at = list.iter().position(|row| id_of(row, key) == change.id);
        match (&change.row, at) {
            (Some(row), Some(at)) => list[at] = Value::Object(row.clone()),
            (Some(row), None) => list.push(Value::Object(row.clone())),
            (None, Some(at)) => {
                list.remove(at);
            }
            (None, None) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(id: &str, row: Option<Value>) -> RowChange {
        RowChange {
            part: "items".to_owned(),
            id: id.to_owned(),
            row: row.and_then(|r| r.as_object().cloned()),
        }
    }

    #[test]
    fn rows_are_put_moved_and_removed_and_the_rest_stays() {
        let mut document = json!({ "items": [{"sku": "A", "unknown": 1}, {"sku": "B"}] });
        let changes = [
            change("B", Some(json!({"sku": "C"}))),
            change("D", Some(json!({"sku": "D"}))),
            change("X", None),
        ];
        apply(&mut document, &changes).unwrap();
        assert_eq!(
            document["items"],
            json!([{"sku": "A", "unknown": 1}, {"sku": "C"}, {"sku": "D"}])
        );
        apply(&mut document, &[change("A", None)]).unwrap();
        assert_eq!(document["items"], json!([{"sku": "C"}, {"sku": "D"}]));
    }
}
