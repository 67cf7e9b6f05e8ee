//! Ready-made replies: a shortcut and a text with two placeholders, filled where they are used.

use db::WorkspaceTx;
use db::canned::{self, CannedReply};
use domain::ids::CannedReplyId;
use domain::template::variables;

use crate::Desk;
use crate::error::{Error, Result};
use crate::names;

/// What a text may ask for. There is no logic in it: one pass, and a value is never read again.
pub const PLACEHOLDERS: [&str; 2] = ["contact.name", "agent.name"];

/// The longest text, in characters: one message.
const LONGEST: usize = 4_096;

/// What is kept of a ready-made reply.
#[derive(Debug, Clone)]
pub struct CannedText {
    /// What one types after the slash.
    pub shortcut: String,
    /// The text.
    pub body: String,
}

impl Desk {
    /// Adds a ready-made reply.
    pub async fn add_canned_reply(
        &self,
        tx: &mut WorkspaceTx,
        text: CannedText,
    ) -> Result<CannedReply> {
        let text = checked(&text)?;
        let now = self.now();
        let new = CannedReply {
            id: CannedReplyId::new(),
            shortcut: text.shortcut,
            body: text.body,
            created_by: tx.actor().name().unwrap_or("system").to_owned(),
            created_at: now,
            updated_at: now,
        };
        if !canned::insert(tx, &new).await? {
            return Err(taken(&new.shortcut));
        }
        tx.announce(names::workspace_changed("canned_reply.updated"));
        Ok(new)
    }

    /// Changes a ready-made reply.
    pub async fn change_canned_reply(
        &self,
        tx: &mut WorkspaceTx,
        id: CannedReplyId,
        text: CannedText,
    ) -> Result<CannedReply> {
        let mut changed = canned::get(tx, id).await?.ok_or(Error::NotFound)?;
        let text = checked(&text)?;
        changed.shortcut = text.shortcut;
        changed.body = text.body;
        changed.updated_at = self.now();
        if !canned::update(tx, &changed).await? {
            return Err(taken(&changed.shortcut));
        }
        tx.announce(names::workspace_changed("canned_reply.updated"));
        Ok(changed)
    }

    /// Removes a ready-made reply.
    pub async fn remove_canned_reply(&self, tx: &mut WorkspaceTx, id: CannedReplyId) -> Result<()> {
        if !canned::delete(tx, id).await? {
            return Err(Error::NotFound);
        }
        tx.announce(names::workspace_changed("canned_reply.updated"));
        Ok(())
    }
}

/// Shortcuts are typed in a hurry: lower case, no spaces, no slash.
fn checked(text: &CannedText) -> Result<CannedText> {
    let shortcut = text.shortcut.trim().trim_start_matches('/').to_lowercase();
    let fits = (1..=64).contains(&shortcut.chars().count())
        && shortcut
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !fits {
        return Err(Error::invalid(
            "shortcut",
            "1 to 64 letters, digits, hyphens or underscores, without spaces.",
        ));
    }
    let body = text.body.trim().to_owned();
    if body.is_empty() || body.chars().count() > LONGEST {
        return Err(Error::invalid("body", "1 to 4,096 characters."));
    }
    if let Some(odd) = variables(&body)
        .iter()
        .find(|name| !PLACEHOLDERS.contains(&name.as_str()))
    {
        return Err(Error::invalid(
            "body",
            format!(
                "{{{{{odd}}}}} is not known here. Use {{{{contact.name}}}} or {{{{agent.name}}}}."
            ),
        ));
    }
    Ok(CannedText { shortcut, body })
}

fn taken(shortcut: &str) -> Error {
    Error::Conflict {
        code: "shortcut_taken",
        title: format!("/{shortcut} exists already"),
        hint: "Choose another shortcut, or change the reply that has this one.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_are_plain_and_placeholders_known() {
        let text = |shortcut: &str, body: &str| CannedText {
            shortcut: shortcut.to_owned(),
            body: body.to_owned(),
        };
        let good = checked(&text(
            " /Ongkir-2 ",
            "Halo {{ contact.name }}, saya {{agent.name}}",
        ));
        assert_eq!(good.unwrap().shortcut, "ongkir-2");
        for (shortcut, body) in [
            ("", "x"),
            ("a b", "x"),
            ("a/b", "x"),
            ("a", " "),
            ("a", "{{contact.phone}}"),
            ("a", "{{#if x}}"),
        ] {
            assert!(checked(&text(shortcut, body)).is_err(), "{shortcut} {body}");
        }
    }
}
