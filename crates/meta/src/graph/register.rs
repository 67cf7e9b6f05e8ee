//! A number is proved by a code and registered for the Cloud API.

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

/// How a code reaches the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeMethod {
    /// A text message.
    Sms,
    /// A call.
    Voice,
}

impl CodeMethod {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "SMS",
            Self::Voice => "VOICE",
        }
    }
}

impl GraphClient {
    /// Has a code sent to a number: `POST /{phone_number_id}/request_code`. The language is Meta's word, such as `id` or
    /// `en_US`.
    pub async fn request_code(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        method: CodeMethod,
        language: &str,
    ) -> Result<Answer<()>, GraphError> {
        let body = json!({ "code_method": method.as_str(), "language": language });
        self.number_edge(token, phone_number_id, "request_code", &body)
            .await
    }

    /// Gives the code back: `POST /{phone_number_id}/verify_code`.
    pub async fn verify_code(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        code: &SecretString,
    ) -> Result<Answer<()>, GraphError> {
        let body = json!({ "code": code.expose_secret() });
        self.number_edge(token, phone_number_id, "verify_code", &body)
            .await
    }

    /// Registers a verified number: `POST /{phone_number_id}/register`. The PIN becomes its second factor; where it has
    /// one, it must be that one. Meta allows ten tries in 72 hours.
    pub async fn register_number(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        pin: &SecretString,
    ) -> Result<Answer<()>, GraphError> {
        let body = json!({ "messaging_product": "whatsapp", "pin": pin.expose_secret() });
        self.number_edge(token, phone_number_id, "register", &body)
            .await
    }

    /// Takes a number out of the Cloud API: `POST /{phone_number_id}/deregister`. It stays in its account, and can be
    /// registered again. Meta allows ten tries in 72 hours, and refuses it for a number that is in the Business app too.
    pub async fn deregister_number(
        &self,
        token: &SecretString,
        phone_number_id: &str,
    ) -> Result<Answer<()>, GraphError> {
        self.number_edge(token, phone_number_id, "deregister", &json!({}))
            .await
    }

    /// Asks for another name: `POST /{phone_number_id}`. Meta reviews it; the number keeps its name until it is registered
    /// again with the new one.
    pub async fn ask_for_name(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        name: &str,
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[phone_number_id])?;
        let body = json!({ "new_display_name": name });
        let request = self.request(Method::POST, url, token)?.json(&body);
        let answered = self.call(request).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }

    pub(super) async fn number_edge(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        edge: &str,
        body: &Value,
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[phone_number_id, edge])?;
        let request = self.request(Method::POST, url, token)?.json(body);
        let answered = self.call(request).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }
}
