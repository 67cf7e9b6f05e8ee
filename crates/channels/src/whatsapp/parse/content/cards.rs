//! Address-book cards, of others or the person's own answer to a request for contact data.

use domain::content::{ContactCard, Content};
use serde_json::Value;

use crate::json;

pub(super) fn read(item: &Value) -> Option<Content> {
    let own = json::text(item, "origin").is_some_and(|o| o.starts_with("contact_request"));
    let cards: Vec<ContactCard> = item
        .get("contacts")?
        .as_array()?
        .iter()
        .filter(|c| c.is_object())
        .map(|c| card(c, own))
        .collect();
    (!cards.is_empty()).then_some(Content::Contacts { cards })
}

fn card(contact: &Value, own: bool) -> ContactCard {
    let vcard = json::text(contact, "vcard").unwrap_or("");
    let mut phones = values(contact, "phones", &["phone", "wa_id"]);
    if phones.is_empty() {
        phones = lines(vcard, "TEL");
    }
    let mut emails = values(contact, "emails", &["email"]);
    if emails.is_empty() {
        emails = lines(vcard, "EMAIL");
    }
    let name = contact.get("name").unwrap_or(&Value::Null);
    let joined = || {
        let parts = ["first_name", "middle_name", "last_name"].map(|key| json::text(name, key));
        let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!joined.is_empty()).then_some(joined)
    };
    let name = json::owned(name, "formatted_name")
        .or_else(joined)
        .or_else(|| lines(vcard, "FN").into_iter().next())
        .or_else(|| phones.first().cloned())
        .or_else(|| emails.first().cloned());
    ContactCard {
        // A card that says nothing at all stays a card, so that it is seen.
        name: name.unwrap_or_else(|| "?".to_owned()),
        phones,
        emails,
        own,
    }
}

fn values(contact: &Value, list: &str, keys: &[&str]) -> Vec<String> {
    let rows = contact.get(list).and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter_map(|row| keys.iter().find_map(|key| json::id(row, key)))
        .collect()
}

/// The values of a vCard property (RFC 6350), parameters left out.
fn lines(vcard: &str, property: &str) -> Vec<String> {
    vcard
        .lines()
        .filter_map(|line| {
            let (head, value) = line.split_once(':')?;
            let name = head.split(';').next()?.rsplit('.').next()?;
            let value = value.trim();
            (name.eq_ignore_ascii_case(property) && !value.is_empty()).then(|| value.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_vcard_alone_is_enough() {
        let vcard = "BEGIN:VCARD\r\nFN:Rina Dewi\r\nitem1.TEL;waid=62811:+62 811\r\nEMAIL:r@example.org\r\nEND:VCARD";
        let item = json!({"origin": "contact_request", "contacts": [{"vcard": vcard}]});
        let Some(Content::Contacts { cards }) = read(&item) else {
            panic!("cards expected");
        };
        assert_eq!(cards[0].name, "Rina Dewi");
        assert_eq!(cards[0].phones, ["+62 811"]);
        assert_eq!(cards[0].emails, ["r@example.org"]);
        assert!(cards[0].own);
    }
}
