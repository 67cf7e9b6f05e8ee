//! The `pricing` object of statuses, by dated rules.
//!
//! Until 30 September 2026 free-form messages, and utility templates inside the window, were free;
//! since 1 October 2026 both are charged. The 72 hour free entry point stays free (Meta pricing
//! page, non-template messages).

use serde_json::{Value, json};

use crate::clock::Millis;

/// 2026-10-01T00:00:00Z.
const SERVICE_CHARGED_FROM: Millis = 1_790_812_800_000;

/// What decides the price of one message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'a> {
    /// `service`, `utility`, `marketing` or `authentication`.
    pub(crate) category: &'a str,
    /// The customer service window was open.
    pub(crate) window_open: bool,
    /// A free entry point was open.
    pub(crate) free_entry: bool,
    /// When the message was sent.
    pub(crate) at: Millis,
}

/// The pricing object.
pub(crate) fn pricing(facts: Facts<'_>) -> Value {
    let old_rules = facts.at < SERVICE_CHARGED_FROM;
    let free_in_window =
        facts.category == "service" || (facts.category == "utility" && facts.window_open);
    let kind = if facts.free_entry {
        "free_entry_point"
    } else if old_rules && free_in_window {
        "free_customer_service"
    } else {
        "regular"
    };
    json!({
        "billable": kind == "regular",
        "pricing_model": "PMP",
        "type": kind,
        "category": facts.category,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dated_rules() {
        let before = SERVICE_CHARGED_FROM - 1;
        let after = SERVICE_CHARGED_FROM;
        for (category, window_open, free_entry, at, kind) in [
            ("service", true, false, before, "free_customer_service"),
            ("service", true, false, after, "regular"),
            ("utility", true, false, before, "free_customer_service"),
            ("utility", false, false, before, "regular"),
            ("utility", true, false, after, "regular"),
            ("marketing", true, false, before, "regular"),
            ("marketing", true, true, after, "free_entry_point"),
        ] {
            let price = pricing(Facts {
                category,
                window_open,
                free_entry,
                at,
            });
            assert_eq!(
                price["type"], kind,
                "{category} {window_open} {free_entry} {at}"
            );
            assert_eq!(price["billable"], kind == "regular");
        }
    }
}
