//! A business account as Meta describes it, and which apps hear of it.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

/// The fields asked for.
const FIELDS: &str = "id,name,status,account_review_status,business_verification_status,health_status,whatsapp_business_manager_messaging_limit";

/// An account. Words are Meta's own and open sets.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessAccount {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// `ACTIVE`, …
    pub status: Option<String>,
    /// `APPROVED`, `PENDING`, `REJECTED`, …
    pub review: Option<String>,
    /// `verified`, `not_verified`, `pending`, …
    pub business_verification: Option<String>,
    /// `TIER_250` … `TIER_UNLIMITED`.
    pub messaging_limit: Option<String>,
    /// Everything, as sent.
    pub raw: Value,
}

impl GraphClient {
    /// Reads an account: `GET /{waba}`.
    pub async fn business_account(
        &self,
        token: &SecretString,
        waba_id: &str,
    ) -> Result<Answer<BusinessAccount>, GraphError> {
        let url = self.url(&[waba_id])?;
        let request = self
            .request(Method::GET, url, token)?
            .query(&[("fields", FIELDS)]);
        let answered = self.call(request).await?;
        let raw = understand(&answered)?;
        let text = |key: &str| raw.get(key).and_then(Value::as_str).map(str::to_owned);
        let value = BusinessAccount {
            id: text("id").ok_or_else(|| GraphError::Unreadable {
                status: answered.status,
                reason: "the account has no id".to_owned(),
            })?,
            name: text("name"),
            status: text("status"),
            review: text("account_review_status"),
            business_verification: text("business_verification_status"),
            messaging_limit: text("whatsapp_business_manager_messaging_limit"),
            raw,
        };
        Ok(Answer {
            value,
            facts: answered.facts,
        })
    }

    /// The ids of the apps that hear of an account: `GET /{waba}/subscribed_apps`.
    pub async fn subscribed_apps(
        &self,
        token: &SecretString,
        waba_id: &str,
    ) -> Result<Answer<Vec<String>>, GraphError> {
        let url = self.url(&[waba_id, "subscribed_apps"])?;
        let answered = self.call(self.request(Method::GET, url, token)?).await?;
        let body = understand(&answered)?;
        let items =
            body.get("data")
                .and_then(Value::as_array)
                .ok_or_else(|| GraphError::Unreadable {
                    status: answered.status,
                    reason: "the list has no data".to_owned(),
                })?;
        let id = |item: &Value| match item.pointer("/whatsapp_business_api_data/id")? {
            Value::String(id) => Some(id.clone()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        };
        Ok(Answer {
            value: items.iter().filter_map(id).collect(),
            facts: answered.facts,
        })
    }

    /// Ends the subscription of the token's app: `DELETE /{waba}/subscribed_apps`.
    pub async fn unsubscribe_app(
        &self,
        token: &SecretString,
        waba_id: &str,
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[waba_id, "subscribed_apps"])?;
        let answered = self.call(self.request(Method::DELETE, url, token)?).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }
}
