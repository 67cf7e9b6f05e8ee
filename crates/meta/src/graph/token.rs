//! What a token may do, as Meta sees it.

use domain::Time;
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

/// A token's description. Never the token.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TokenInfo {
    /// Whether it works now.
    pub is_valid: bool,
    /// The app it was made for.
    pub app_id: Option<String>,
    /// `USER`, `SYSTEM_USER`, `PAGE`, …
    pub kind: Option<String>,
    /// Whose it is.
    pub user_id: Option<String>,
    /// When it ends; absent when it does not.
    pub expires_at: Option<Time>,
    /// When the consent to data access ends; absent when it does not.
    pub data_access_expires_at: Option<Time>,
    /// What it may do.
    pub scopes: Vec<String>,
    /// On which objects.
    pub granular: Vec<GranularScope>,
    /// Why it does not work.
    pub error: Option<String>,
}

/// A permission and the objects it was given for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GranularScope {
    /// The permission.
    pub scope: String,
    /// The objects, the newest first; `None` when it was given for all.
    pub targets: Option<Vec<String>>,
}

impl TokenInfo {
    /// Whether `scope` was given for `object`. A permission without a list of objects was given for all.
    #[must_use]
    pub fn allows(&self, scope: &str, object: &str) -> bool {
        let granular = self.granular.iter().find(|g| g.scope == scope);
        match granular {
            Some(g) => g
                .targets
                .as_ref()
                .is_none_or(|t| t.iter().any(|id| id == object)),
            None => self.scopes.iter().any(|s| s == scope),
        }
    }
}

impl GraphClient {
    /// Describes `token`, asked with an app or system token.
    ///
    /// Meta takes the described token in the query and nowhere else; the address is never logged or kept in an error.
    pub async fn debug_token(
        &self,
        app_token: &SecretString,
        token: &SecretString,
    ) -> Result<Answer<TokenInfo>, GraphError> {
        let url = self.url(&["debug_token"])?;
        let request = self
            .request(Method::GET, url, app_token)?
            .query(&[("input_token", token.expose_secret())]);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let data = body.get("data").ok_or_else(|| GraphError::Unreadable {
            status: answered.status,
            reason: "the token has no description".to_owned(),
        })?;
        Ok(Answer {
            value: info(data),
            facts: answered.facts,
        })
    }
}

fn info(data: &Value) -> TokenInfo {
    let text = |key: &str| match data.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let time = |key: &str| {
        let seconds = data.get(key)?.as_i64().filter(|s| *s > 0)?;
        chrono::DateTime::from_timestamp(seconds, 0)
    };
    let list = |value: &Value| -> Option<Vec<String>> {
        let texts = value.as_array()?.iter();
        Some(texts.filter_map(Value::as_str).map(str::to_owned).collect())
    };
    let granular = data.get("granular_scopes").and_then(Value::as_array);
    TokenInfo {
        is_valid: data.get("is_valid").and_then(Value::as_bool) == Some(true),
        app_id: text("app_id"),
        kind: text("type"),
        user_id: text("user_id"),
        expires_at: time("expires_at"),
        data_access_expires_at: time("data_access_expires_at"),
        scopes: data.get("scopes").and_then(list).unwrap_or_default(),
        granular: granular
            .into_iter()
            .flatten()
            .filter_map(|row| {
                Some(GranularScope {
                    scope: row.get("scope")?.as_str()?.to_owned(),
                    targets: row.get("target_ids").and_then(list),
                })
            })
            .collect(),
        error: data
            .pointer("/error/message")
            .and_then(Value::as_str)
            .map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_scopes_and_targets() {
        let info = info(&json!({
            "app_id": 77, "type": "SYSTEM_USER", "is_valid": true, "expires_at": 0,
            "scopes": ["whatsapp_business_messaging", "whatsapp_business_management"],
            "granular_scopes": [
                {"scope": "whatsapp_business_management", "target_ids": ["900", "901"]},
                {"scope": "whatsapp_business_messaging"}
            ]
        }));
        assert!(info.is_valid && info.expires_at.is_none());
        assert_eq!(info.app_id.as_deref(), Some("77"));
        assert!(info.allows("whatsapp_business_management", "901"));
        assert!(!info.allows("whatsapp_business_management", "902"));
        assert!(info.allows("whatsapp_business_messaging", "902"));
        assert!(!info.allows("business_management", "900"));
    }
}
