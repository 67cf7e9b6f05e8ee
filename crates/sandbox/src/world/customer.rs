//! People with phones.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::ids;

/// A person.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of one phone"
)]
pub(crate) struct Customer {
    pub(crate) id: String,
    /// Order of arrival in the sandbox.
    pub(crate) rank: usize,
    pub(crate) name: String,
    pub(crate) username: Option<String>,
    pub(crate) wa_id: Option<String>,
    pub(crate) fixed_bsuid: Option<String>,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) suggestions: Vec<String>,
    pub(crate) hide_phone: bool,
    pub(crate) on_whatsapp: bool,
    pub(crate) airplane: bool,
    pub(crate) receipts_off: bool,
    /// How often the person got a new phone.
    pub(crate) phone_changes: u32,
    /// Portfolios whose marketing this person has stopped.
    pub(crate) marketing_stopped: Vec<String>,
}

impl Customer {
    /// The id by which a portfolio knows this person.
    pub(crate) fn bsuid(&self, business_id: &str) -> String {
        self.fixed_bsuid.clone().unwrap_or_else(|| {
            let phone = self.wa_id.as_deref().unwrap_or(&self.id);
            ids::bsuid(&self.country, phone, business_id)
        })
    }

    /// The person's handle on Instagram: the username, else the name in Latin letters, else the handle here.
    pub(crate) fn handle(&self) -> String {
        if let Some(username) = &self.username {
            return username.clone();
        }
        let words: Vec<String> = self
            .name
            .split(|character: char| !character.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if self.name.is_ascii()
            && words
                .iter()
                .any(|word| word.starts_with(|at: char| at.is_alphabetic()))
        {
            words.join(".")
        } else if self.id.starts_with(|at: char| at.is_ascii_digit()) {
            format!("user.{}", self.id)
        } else {
            self.id.clone()
        }
    }

    /// The hash of the person's identity key; it changes with a new phone.
    pub(crate) fn identity_hash(&self) -> String {
        let digest = Sha256::digest(format!("identity {} {}", self.id, self.phone_changes));
        STANDARD.encode(digest.get(..8).unwrap_or_default())
    }

    /// Phone digits, when businesses may see them.
    pub(crate) fn visible_phone(&self) -> Option<&str> {
        if self.hide_phone {
            None
        } else {
            self.wa_id.as_deref()
        }
    }
}
