//! What is entered at a Meta app.

use secrecy::ExposeSecret as _;
use serde::Serialize;
use utoipa::ToSchema;

/// What is entered at the Meta app of a channel.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelWebhook {
    /// Meta's id of the business's own app; null where the app is this installation's.
    app_id: Option<String>,
    /// What Meta asks for beside the address; null where the app is this installation's.
    verify_token: Option<String>,
    /// The fields to subscribe to, in Meta's words.
    fields: Vec<&'static str>,
}

impl From<desk::OwnWebhook> for ChannelWebhook {
    fn from(webhook: desk::OwnWebhook) -> Self {
        let (app_id, verify_token) = webhook
            .app
            .map(|app| (app.id, app.verify_token.expose_secret().to_owned()))
            .unzip();
        Self {
            app_id,
            verify_token,
            fields: webhook.fields.to_vec(),
        }
    }
}
