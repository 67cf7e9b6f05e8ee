//! Having an account's events sent to our app.

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

/// Another address for an account's message events than the app's own.
#[derive(Debug, Clone)]
pub struct CallbackOverride {
    /// The address, at most 200 characters, with a valid certificate.
    pub callback_uri: String,
    /// What Meta will show us in the handshake.
    pub verify_token: SecretString,
}

impl GraphClient {
    /// Subscribes the token's app to an account: `POST /{waba}/subscribed_apps`. Doing it twice changes nothing.
    pub async fn subscribe_app(
        &self,
        token: &SecretString,
        waba_id: &str,
        callback: Option<&CallbackOverride>,
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[waba_id, "subscribed_apps"])?;
        let request = self.request(Method::POST, url, token)?;
        let request = match callback {
            Some(callback) if callback.callback_uri.chars().count() > 200 => {
                return Err(GraphError::local(
                    "the callback address is longer than 200 characters",
                ));
            }
            Some(callback) => request.json(&json!({
                "override_callback_uri": callback.callback_uri,
                "verify_token": callback.verify_token.expose_secret(),
            })),
            None => request,
        };
        let answered = self.call(request).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }
}
