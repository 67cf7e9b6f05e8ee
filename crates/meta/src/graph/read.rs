//! Telling the customer that we have read, and that we are writing.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::json;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

impl GraphClient {
    /// Marks a WhatsApp message as read, with all earlier ones of its thread; `typing` also shows that an answer is
    /// being written, for 25 seconds or until it comes. Meta takes it within 30 days.
    pub async fn mark_as_read(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        message_id: &str,
        typing: bool,
    ) -> Result<Answer<()>, GraphError> {
        let mut body = json!({
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_id,
        });
        if typing {
            body["typing_indicator"] = json!({"type": "text"});
        }
        let url = self.url(&[phone_number_id, "messages"])?;
        let answered = self
            .call(self.request(Method::POST, url, token)?.json(&body))
            .await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }
}
