//! Registering a number for the Cloud API.

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

impl GraphClient {
    /// Registers a verified number: `POST /{phone_number_id}/register`. The PIN becomes its second factor; where it has
    /// one, it must be that one. Meta allows ten tries in 72 hours.
    pub async fn register_number(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        pin: &SecretString,
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[phone_number_id, "register"])?;
        let request = self.request(Method::POST, url, token)?.json(&json!({
            "messaging_product": "whatsapp",
            "pin": pin.expose_secret(),
        }));
        let answered = self.call(request).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }
}
