//! A number as Meta describes it.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;

use super::client::{Answer, Answered, GraphClient};
use super::error::{GraphError, understand};

/// The fields asked for.
const FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,new_name_status,status,platform_type,is_on_biz_app,throughput,account_mode,whatsapp_business_manager_messaging_limit,health_status,webhook_configuration";

/// The name that waits for its review. Meta's guide reads it, its description of the node does not have it.
const NEW_NAME: &str = "new_display_name";

/// What Meta says to a field that it does not have; to other things as well.
const BAD_PARAMETER: i64 = 100;

/// The fields asked for in a list.
const ROW_FIELDS: &str = "id,display_phone_number,verified_name,status,quality_rating";

/// A number. Words are Meta's own and open sets: new ones may come.
#[derive(Debug, Clone, PartialEq)]
pub struct PhoneNumber {
    /// Its id.
    pub id: String,
    /// As shown to customers; never a key.
    pub display: Option<String>,
    /// The name shown to customers.
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, …
    pub quality: Option<String>,
    /// `CONNECTED`, `DISCONNECTED`, `BANNED`, …
    pub status: Option<String>,
    /// `VERIFIED`, `NOT_VERIFIED`, `EXPIRED`, …
    pub code_verification: Option<String>,
    /// `APPROVED`, `PENDING_REVIEW`, …
    pub name_status: Option<String>,
    /// A name that was asked for.
    pub new_name: Option<String>,
    /// Where that stands, in the same words; `NONE` when none was asked for.
    pub new_name_status: Option<String>,
    /// `LIVE` or `SANDBOX`.
    pub account_mode: Option<String>,
    /// `STANDARD`, `HIGH`, …
    pub throughput: Option<String>,
    /// `TIER_250` … `TIER_UNLIMITED`: people a day outside the window.
    pub messaging_limit: Option<String>,
    /// `AVAILABLE`, `LIMITED` or `BLOCKED`.
    pub can_send: Option<String>,
    /// Whether it is also used in the WhatsApp Business app.
    pub coexistence: Option<bool>,
    /// Where its events are brought: its own address, its account's, or the app's, whichever goes first.
    pub webhook: Option<String>,
    /// Everything, as sent.
    pub raw: Value,
}

/// A number as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberRow {
    /// Its id.
    pub id: String,
    /// As shown to customers; never a key.
    pub display: Option<String>,
    /// The name shown to customers.
    pub verified_name: Option<String>,
    /// `CONNECTED`, `PENDING`, …
    pub status: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, …
    pub quality: Option<String>,
}

impl NumberRow {
    fn read(item: &Value) -> Option<Self> {
        let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: text("id")?,
            display: text("display_phone_number"),
            verified_name: text("verified_name"),
            status: text("status"),
            quality: text("quality_rating"),
        })
    }
}

impl GraphClient {
    async fn ask_number(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        fields: &str,
    ) -> Result<Answered, GraphError> {
        let url = self.url(&[phone_number_id])?;
        let request = self.request(Method::GET, url, token)?;
        self.call(request.query(&[("fields", fields)])).await
    }

    /// Reads a number: `GET /{phone_number_id}`.
    pub async fn phone_number(
        &self,
        token: &SecretString,
        phone_number_id: &str,
    ) -> Result<Answer<PhoneNumber>, GraphError> {
        let all = format!("{FIELDS},{NEW_NAME}");
        let mut answered = self.ask_number(token, phone_number_id, &all).await?;
        let raw = match understand(&answered) {
            // Everything else is worth knowing without it.
            Err(GraphError::Refused(refused)) if refused.error.code == Some(BAD_PARAMETER) => {
                answered = self.ask_number(token, phone_number_id, FIELDS).await?;
                understand(&answered)?
            }
            answer => answer?,
        };
        let text = |pointer: &str| {
            raw.pointer(pointer)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let value = PhoneNumber {
            id: text("/id").ok_or_else(|| GraphError::Unreadable {
                status: answered.status,
                reason: "the number has no id".to_owned(),
            })?,
            display: text("/display_phone_number"),
            verified_name: text("/verified_name"),
            quality: text("/quality_rating"),
            status: text("/status"),
            code_verification: text("/code_verification_status"),
            name_status: text("/name_status"),
            new_name: raw.get(NEW_NAME).and_then(Value::as_str).map(str::to_owned),
            new_name_status: text("/new_name_status"),
            account_mode: text("/account_mode"),
            throughput: text("/throughput/level"),
            messaging_limit: text("/whatsapp_business_manager_messaging_limit"),
            can_send: text("/health_status/can_send_message"),
            coexistence: raw.get("is_on_biz_app").and_then(Value::as_bool),
            webhook: ["phone_number", "whatsapp_business_account", "application"]
                .into_iter()
                .filter_map(|level| raw.get("webhook_configuration")?.get(level)?.as_str())
                .find(|url| !url.is_empty())
                .map(str::to_owned),
            raw,
        };
        Ok(Answer {
            value,
            facts: answered.facts,
        })
    }

    /// An account's numbers: `GET /{waba}/phone_numbers`, all pages. Fails rather than give a part.
    pub async fn numbers_of(
        &self,
        token: &SecretString,
        waba_id: &str,
    ) -> Result<Vec<NumberRow>, GraphError> {
        let path = [waba_id, "phone_numbers"];
        let rows = self.all_of(token, &path, ROW_FIELDS).await?;
        Ok(rows.iter().filter_map(NumberRow::read).collect())
    }
}
