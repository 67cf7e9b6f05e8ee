//! What people keep of a contact: labels, and attributes of the workspace's own.

use db::attributes::{self, Attribute, AttributeKind};
use db::contacts::Contact;
use db::{WorkspaceTx, contacts};
use domain::ids::{AttributeId, ContactId, LabelId};

use crate::error::{Error, Result};
use crate::labels::known_labels;
use crate::{Desk, names};

/// Attributes of one workspace.
const MOST_ATTRIBUTES: usize = 100;

impl Desk {
    /// Puts labels on a contact and takes others off.
    pub async fn label_contact(
        &self,
        tx: &mut WorkspaceTx,
        id: ContactId,
        (add, remove): (&[LabelId], &[LabelId]),
    ) -> Result<()> {
        present_contact(tx, id).await?;
        known_labels(tx, add, remove).await?;
        if contacts::change_labels(tx, id, add, remove).await? {
            tx.announce(names::workspace_changed("contact.updated"));
        }
        Ok(())
    }

    /// Writes a contact's value of an attribute, or empties it.
    pub async fn describe_contact(
        &self,
        tx: &mut WorkspaceTx,
        id: ContactId,
        attribute: AttributeId,
        value: Option<&str>,
    ) -> Result<()> {
        present_contact(tx, id).await?;
        let attribute = attributes::get(tx, attribute)
            .await?
            .ok_or(Error::NotFound)?;
        let value = value.map(str::trim).filter(|text| !text.is_empty());
        let kept = match value {
            None => None,
            Some(text) => Some(
                attribute
                    .kind
                    .read(text)
                    .ok_or_else(|| Error::invalid("value", wanted(attribute.kind)))?,
            ),
        };
        if attributes::set(tx, id, attribute.id, kept.as_deref(), self.now()).await? {
            tx.announce(names::workspace_changed("contact.updated"));
        }
        Ok(())
    }

    /// Makes an attribute.
    pub async fn add_attribute(
        &self,
        tx: &mut WorkspaceTx,
        (name, kind): (&str, AttributeKind),
    ) -> Result<Attribute> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
            return Err(Error::invalid("name", "1 to 60 characters"));
        }
        if attributes::list(tx).await?.len() >= MOST_ATTRIBUTES {
            return Err(Error::Conflict {
                code: "too_many_attributes",
                title: format!("There are {MOST_ATTRIBUTES} attributes already"),
                hint: "Delete one that nobody uses.".to_owned(),
            });
        }
        let new = Attribute {
            id: AttributeId::new(),
            name: name.to_owned(),
            kind,
        };
        if !attributes::insert(tx, &new, self.now()).await? {
            return Err(Error::Conflict {
                code: "attribute_taken",
                title: "There is an attribute with this name".to_owned(),
                hint: "Use that one, or choose another name.".to_owned(),
            });
        }
        tx.announce(names::workspace_changed("contact.updated"));
        Ok(new)
    }

    /// Deletes an attribute with every value of it.
    pub async fn delete_attribute(&self, tx: &mut WorkspaceTx, id: AttributeId) -> Result<()> {
        if !attributes::delete(tx, id).await? {
            return Err(Error::NotFound);
        }
        tx.announce(names::workspace_changed("contact.updated"));
        Ok(())
    }
}

/// A contact one can still write something down about; it stays so until the transaction ends.
pub(crate) async fn present_contact(tx: &mut WorkspaceTx, id: ContactId) -> Result<Contact> {
    contacts::lock(tx, &[id]).await?;
    let contact = contacts::get(tx, id).await?.ok_or(Error::NotFound)?;
    if contact.erased_at.is_some() {
        return Err(Error::Conflict {
            code: "erased",
            title: "This person's data was erased".to_owned(),
            hint: "Nothing is kept of them any more.".to_owned(),
        });
    }
    Ok(contact)
}

const fn wanted(kind: AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Text => "at most 500 characters",
        AttributeKind::Number => "a number, such as 12 or 1.5",
        AttributeKind::Date => "a day, such as 2026-02-28",
        AttributeKind::YesNo => "yes or no",
        AttributeKind::Link => "an address, such as https://crm.example/12",
    }
}
