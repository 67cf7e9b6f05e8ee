//! Checks of orders to pay and of what became of them. Amounts are whole numbers of the hundredth part of the unit.

use serde_json::Value;

use super::field;
use super::interactive::{Fields, named};
use crate::error::GraphError;

const STATES: [&str; 6] = [
    "pending",
    "processing",
    "partially_shipped",
    "shipped",
    "completed",
    "canceled",
];
/// The 35 of payment partners is shorter, but the official examples themselves go beyond it.
const REFERENCE_MAX: usize = 60;
const NOTE_MAX: usize = 120;

/// An order that can be paid: its parts must add up to its total.
pub(super) fn details(action: &Fields) -> Result<(), GraphError> {
    named(action, "review_and_pay")?;
    let parameters = field::object(action, "parameters", "interactive.action.")?;
    reference(parameters)?;
    one_of(parameters, "type", &["digital-goods", "physical-goods"])?;
    let currency = field::text(parameters, "currency", "parameters.", 3)?;
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(GraphError::invalid(
            "currency must be a three-letter code in capitals.",
        ));
    }
    if !["payment_type", "payment_settings", "payment_configuration"]
        .iter()
        .any(|key| parameters.contains_key(*key))
    {
        return Err(GraphError::missing(
            "One of payment_settings and payment_type is required.",
        ));
    }
    let total = amount(parameters, "total_amount", "parameters.")?;
    let order = field::object(parameters, "order", "parameters.")?;
    one_of(order, "status", &["pending"])?;
    let items = items(order)?;
    let subtotal = amount(order, "subtotal", "order.")?;
    if items != subtotal {
        return Err(GraphError::invalid(format!(
            "order.subtotal must be the sum of the items, {items}, but is {subtotal}."
        )));
    }
    let tax = amount(order, "tax", "order.")?;
    let shipping = extra(order, "shipping")?;
    let discount = extra(order, "discount")?;
    let sum = i128::from(subtotal) + i128::from(tax) + i128::from(shipping) - i128::from(discount);
    if sum != i128::from(total) {
        return Err(GraphError::invalid(format!(
            "total_amount must be {sum}: subtotal, tax and shipping less the discount."
        )));
    }
    Ok(())
}

/// What became of an order.
pub(super) fn status(action: &Fields) -> Result<(), GraphError> {
    named(action, "review_order")?;
    let parameters = field::object(action, "parameters", "interactive.action.")?;
    reference(parameters)?;
    let order = field::object(parameters, "order", "parameters.")?;
    one_of(order, "status", &STATES)?;
    field::optional(order, "description", "order.", NOTE_MAX)?;
    Ok(())
}

fn reference(parameters: &Fields) -> Result<(), GraphError> {
    let id = field::text(parameters, "reference_id", "parameters.", REFERENCE_MAX)?;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    if id.bytes().all(known) {
        Ok(())
    } else {
        Err(GraphError::invalid(
            "reference_id may have letters, digits, underscores, dashes and dots.",
        ))
    }
}

fn one_of(from: &Fields, key: &str, known: &[&str]) -> Result<(), GraphError> {
    let found = field::text(from, key, "parameters.", 64)?;
    if known.contains(&found) {
        Ok(())
    } else {
        Err(GraphError::invalid(format!(
            "{key} must be one of {}.",
            known.join(", ")
        )))
    }
}

fn items(order: &Fields) -> Result<u64, GraphError> {
    let items = field::list(order, "items", "order.")?;
    if items.is_empty() {
        return Err(GraphError::invalid("order.items must not be empty."));
    }
    let mut sum = 0_u64;
    for item in items {
        let item = field::item(item, "order.items")?;
        field::text(item, "name", "order.items.", 60)?;
        let quantity = item
            .get("quantity")
            .and_then(Value::as_u64)
            .filter(|quantity| *quantity > 0)
            .ok_or_else(|| GraphError::invalid("order.items.quantity must be at least 1."))?;
        let full = amount(item, "amount", "order.items.")?;
        let asked = if item.contains_key("sale_amount") {
            amount(item, "sale_amount", "order.items.")?
        } else {
            full
        };
        if asked > full {
            return Err(GraphError::invalid(
                "order.items.sale_amount must not be above amount.",
            ));
        }
        sum = quantity
            .checked_mul(asked)
            .and_then(|line| sum.checked_add(line))
            .ok_or_else(|| GraphError::invalid("order.items are too large."))?;
    }
    Ok(sum)
}

fn extra(order: &Fields, key: &str) -> Result<u64, GraphError> {
    if order.get(key).is_none_or(Value::is_null) {
        return Ok(0);
    }
    amount(order, key, "order.")
}

fn amount(from: &Fields, key: &str, path: &str) -> Result<u64, GraphError> {
    let amount = field::object(from, key, path)?;
    if amount.get("offset").and_then(Value::as_u64) != Some(100) {
        return Err(GraphError::invalid(format!(
            "{path}{key}.offset must be 100."
        )));
    }
    amount
        .get("value")
        .and_then(Value::as_u64)
        .ok_or_else(|| GraphError::invalid(format!("{path}{key}.value must be a whole number.")))
}
