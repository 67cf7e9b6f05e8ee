//! Messages with rules beyond the length of their parts: orders, their states, addresses, cards, reactions.

use serde_json::{Value, json};

use crate::limits::{card, long};

/// A card with one changed part.
fn card_with(key: &str, value: Value) -> Value {
    let mut message = card(&json!({"formatted_name": "Rina", "first_name": "Rina"}));
    message["contacts"][0][key] = value;
    message
}

fn asking(kind: &str, action: &Value) -> Value {
    json!({"type": "interactive", "interactive": {"type": kind, "body": {"text": "?"}, "action": action}})
}

/// An order of two shirts at 450 with 90 tax, 100 shipping and 40 off, with one changed part.
fn order(change: impl FnOnce(&mut Value)) -> Value {
    let money = |value: i64| json!({"value": value, "offset": 100});
    let mut parameters = json!({
        "reference_id": "ORD-2026.1", "type": "physical-goods", "currency": "INR", "payment_type": "upi",
        "total_amount": money(1050),
        "order": {"status": "pending", "subtotal": money(900), "tax": money(90), "shipping": money(100), "discount": money(40),
            "items": [{"retailer_id": "k1", "name": "Kaos", "amount": money(500), "sale_amount": money(450), "quantity": 2}]},
    });
    change(&mut parameters);
    asking(
        "order_details",
        &json!({"name": "review_and_pay", "parameters": parameters}),
    )
}

fn order_status(status: &str, description: usize) -> Value {
    let order = json!({"status": status, "description": long(description)});
    asking(
        "order_status",
        &json!({"name": "review_order", "parameters": {"reference_id": "ORD-2026.1", "order": order}}),
    )
}

fn address(parameters: &Value) -> Value {
    asking(
        "address_message",
        &json!({"name": "address_message", "parameters": parameters}),
    )
}

/// What has more rules than lengths.
#[expect(clippy::too_many_lines, reason = "one table")]
pub(crate) fn rows() -> Vec<(&'static str, Value, i64)> {
    vec![
        ("order", order(|_| ()), 200),
        (
            "order, wrong total",
            order(|p| p["total_amount"]["value"] = json!(1051)),
            131_009,
        ),
        (
            "order, wrong subtotal",
            order(|p| p["order"]["subtotal"]["value"] = json!(1000)),
            131_009,
        ),
        (
            "order, no items",
            order(|p| p["order"]["items"] = json!([])),
            131_009,
        ),
        (
            "order, offset 1",
            order(|p| p["total_amount"]["offset"] = json!(1)),
            131_009,
        ),
        (
            "order, quantity 0",
            order(|p| p["order"]["items"][0]["quantity"] = json!(0)),
            131_009,
        ),
        (
            "order, sale above price",
            order(|p| p["order"]["items"][0]["sale_amount"]["value"] = json!(501)),
            131_009,
        ),
        (
            "order, no currency",
            order(|p| p["currency"] = Value::Null),
            131_008,
        ),
        (
            "order, reference 61",
            order(|p| p["reference_id"] = json!(long(61))),
            100,
        ),
        (
            "order, reference with a space",
            order(|p| p["reference_id"] = json!("a b")),
            131_009,
        ),
        (
            "order, shipped already",
            order(|p| p["order"]["status"] = json!("shipped")),
            131_009,
        ),
        ("order status", order_status("shipped", 120), 200),
        ("order status, unknown", order_status("lost", 1), 131_009),
        (
            "order status, description 121",
            order_status("shipped", 121),
            100,
        ),
        (
            "call permission",
            asking(
                "call_permission_request",
                &json!({"name": "call_permission_request"}),
            ),
            200,
        ),
        (
            "call permission, wrong action",
            asking("call_permission_request", &json!({"name": "call"})),
            131_009,
        ),
        (
            "address",
            address(&json!({"country": "IN", "values": {"in_pin_code": "400063"}})),
            200,
        ),
        (
            "address, not India",
            address(&json!({"country": "ID"})),
            131_009,
        ),
        ("address, no country", address(&json!({})), 131_008),
        (
            "address, five digits",
            address(&json!({"country": "IN", "values": {"in_pin_code": "40006"}})),
            131_009,
        ),
        (
            "reaction with a word",
            json!({"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "hello"}}),
            131_009,
        ),
        (
            "card with a phone that is text",
            card_with("phones", json!(["+62811"])),
            100,
        ),
        (
            "card with a phone without number",
            card_with("phones", json!([{"type": "WORK"}])),
            131_008,
        ),
        (
            "card with an e-mail",
            card_with("emails", json!([{"email": "rina@contoh.example"}])),
            200,
        ),
        (
            "card with an e-mail without address",
            card_with("emails", json!([{}])),
            131_008,
        ),
        (
            "card with a firm that is text",
            card_with("org", json!("Toko")),
            100,
        ),
        (
            "card with a birthday",
            card_with("birthday", json!("1990-02-28")),
            200,
        ),
        (
            "card with no such birthday",
            card_with("birthday", json!("1990-02-30")),
            131_009,
        ),
    ]
}
