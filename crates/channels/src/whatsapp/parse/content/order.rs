//! A cart from a catalogue.

use domain::content::{Content, OrderItem};
use serde_json::Value;

use crate::json;

/// Reads a cart; a row whose product or quantity cannot be read makes the whole unreadable, as a cart with a row
/// missing would be a wrong one.
pub(super) fn read(inner: &Value) -> Option<Content> {
    let items = inner
        .get("product_items")?
        .as_array()?
        .iter()
        .map(item)
        .collect::<Option<Vec<_>>>()?;
    Some(Content::Order {
        catalog_id: json::id(inner, "catalog_id"),
        note: json::owned(inner, "text"),
        items,
    })
}

fn item(row: &Value) -> Option<OrderItem> {
    Some(OrderItem {
        product_id: json::id(row, "product_retailer_id")?,
        quantity: whole(row.get("quantity")?)?,
        price: match row.get("item_price") {
            Some(Value::Number(price)) => Some(price.to_string()),
            Some(Value::String(price)) => Some(price.trim().to_owned()).filter(|p| !p.is_empty()),
            _ => None,
        },
        currency: json::owned(row, "currency"),
    })
}

/// A whole number, as `3`, `3.0` or `"3"`.
fn whole(value: &Value) -> Option<i64> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    text.strip_suffix(".0").unwrap_or(&text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn quantities() {
        for (given, expected) in [
            (json!(3), Some(3)),
            (json!(3.0), Some(3)),
            (json!("3"), Some(3)),
            (json!(2.5), None),
            (json!(null), None),
            (json!("x"), None),
        ] {
            assert_eq!(whole(&given), expected, "{given}");
        }
    }
}
