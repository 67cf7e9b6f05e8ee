//! What an amount of money, or one price, settles.

use super::Ask;

/// "400rb dapat jaket yang mana?", "what can I buy with 350k?"
pub(super) fn chosen(ask: &Ask) -> bool {
    let what_for = ask.has("what") && ask.has("buy") && ask.mentions.is_empty();
    (ask.has("which") || what_for) && !ask.mentions.iter().any(|m| m.items.len() == 1)
}

/// Whether the price of one item settles what is asked of it.
pub(super) fn one_price(ask: &Ask) -> bool {
    // "Is S the same price as L?" An item has one price.
    let sizes = ask.has("size") || ask.mentions.iter().any(|m| !m.sizes.is_empty());
    let sized = sizes && ask.has("price") && ask.any(&["same", "diff"]) && ask.items().len() == 1;
    // "Is the tent dearer than a million?"
    let held = ask.money.len() == 1 && ask.mentions.len() == 1 && !ask.has("diff");
    sized || held && ask.any(&["dearer", "cheaper", "than"])
}
