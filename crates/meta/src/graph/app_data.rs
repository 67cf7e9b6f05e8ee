//! A number that stays in the Business app: the app is asked for what it holds.

use secrecy::SecretString;
use serde_json::json;

use super::client::{Answer, GraphClient};
use super::error::GraphError;

/// What the app can be asked for, once each and within a day of the number's connecting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppData {
    /// Its address book.
    Contacts,
    /// What was said before.
    History,
}

impl AppData {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Contacts => "smb_app_state_sync",
            Self::History => "history",
        }
    }
}

/// Why the app gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppRefusal {
    /// It was asked for this before.
    AskedBefore,
    /// More than a day has passed since the number was connected.
    TooLate,
}

impl AppRefusal {
    /// What a refusal says of the app; `None` when it says something else.
    #[must_use]
    pub fn of(error: &GraphError) -> Option<Self> {
        let GraphError::Refused(refused) = error else {
            return None;
        };
        [refused.error.code, refused.error.subcode]
            .into_iter()
            .flatten()
            .find_map(|code| match code {
                2_593_107 => Some(Self::AskedBefore),
                2_593_108 => Some(Self::TooLate),
                _ => None,
            })
    }
}

impl GraphClient {
    /// Asks the app for what it holds: `POST /{phone_number_id}/smb_app_data`. It comes as webhooks.
    pub async fn ask_app(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        what: AppData,
    ) -> Result<Answer<()>, GraphError> {
        let body = json!({ "messaging_product": "whatsapp", "sync_type": what.as_str() });
        self.number_edge(token, phone_number_id, "smb_app_data", &body)
            .await
    }
}
