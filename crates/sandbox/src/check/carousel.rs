//! Checks of interactive carousels.

use std::collections::HashSet;

use super::interactive::{Fields, call_to_action, header};
use super::{MediaRef, field};
use crate::error::GraphError;

/// Checks the cards of a carousel.
pub(super) fn carousel(action: &Fields, refs: &mut Vec<MediaRef>) -> Result<(), GraphError> {
    let cards = field::list(action, "cards", "interactive.action.")?;
    if !(2..=10).contains(&cards.len()) {
        return Err(GraphError::invalid("Invalid cards count. Min: 2, Max: 10"));
    }
    let mut shapes = HashSet::new();
    for (at, card) in cards.iter().enumerate() {
        let card = field::item(card, "interactive.action.cards")?;
        if field::number(card, "card_index", "cards.").ok() != u32::try_from(at).ok().map(f64::from)
        {
            return Err(GraphError::invalid(
                "card_index must count from 0 without gaps.",
            ));
        }
        shapes.insert(carousel_card(card, refs)?);
    }
    if shapes.len() == 1 {
        Ok(())
    } else {
        Err(GraphError::invalid(
            "All cards must have the same type, header and buttons.",
        ))
    }
}

/// Checks one card and says of what shape it is.
fn carousel_card(card: &Fields, refs: &mut Vec<MediaRef>) -> Result<String, GraphError> {
    let kind = field::text(card, "type", "cards.", 32)?;
    let action = field::object(card, "action", "cards.")?;
    if kind == "product" {
        field::text(action, "product_retailer_id", "cards.action.", 256)?;
        field::text(action, "catalog_id", "cards.action.", 64)?;
        return Ok("product".to_owned());
    }
    if kind != "cta_url" {
        return Err(GraphError::invalid(
            "Card type must be 'cta_url' or 'product'.",
        ));
    }
    let fields = field::object(card, "header", "cards.")?;
    header(fields, &["image", "video"], "carousel card", refs)?;
    let header_kind = field::text(fields, "type", "cards.header.", 16)?.to_lowercase();
    if let Some(body) = card.get("body").filter(|body| !body.is_null()) {
        let text = field::text(
            field::item(body, "cards.body")?,
            "text",
            "cards.body.",
            4096,
        )?;
        field::within(text, 160, "Card body")?;
        if text.matches('\n').count() > 2 {
            return Err(GraphError::invalid(
                "Card body must have at most 2 line breaks.",
            ));
        }
    }
    let Some(replies) = action.get("buttons") else {
        call_to_action(action, "cards.action.")?;
        return Ok(format!("{header_kind}/url"));
    };
    let replies = replies.as_array().map(Vec::as_slice).unwrap_or_default();
    if !(1..=3).contains(&replies.len()) {
        return Err(GraphError::invalid("A card has 1 to 3 quick replies."));
    }
    for reply in replies {
        let reply = field::object(
            field::item(reply, "cards.action.buttons")?,
            "quick_reply",
            "buttons.",
        )?;
        field::within(
            field::text(reply, "id", "quick_reply.", 4096)?,
            256,
            "Button id",
        )?;
        field::within(
            field::text(reply, "title", "quick_reply.", 4096)?,
            20,
            "Button title",
        )?;
    }
    Ok(format!("{header_kind}/replies{}", replies.len()))
}
