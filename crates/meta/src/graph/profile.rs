//! An Instagram account as its own token sees it, and having its events sent to our app.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

/// What is asked of a profile.
const FIELDS: &str = "user_id,username,name,account_type,profile_picture_url,media_count";

/// A professional account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The account's id: what webhooks name and sending needs.
    pub id: String,
    /// The same account's id under our app alone: what a deletion request names.
    pub app_scoped_id: Option<String>,
    /// Its handle, without `@`.
    pub username: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// `BUSINESS` or `MEDIA_CREATOR`.
    pub account_type: Option<String>,
    /// Where its picture is, for a while.
    pub picture: Option<String>,
    /// How many posts it has.
    pub media_count: Option<u64>,
}

impl GraphClient {
    /// Whose token it is: `GET /me`.
    pub async fn me(&self, token: &SecretString) -> Result<Answer<Profile>, GraphError> {
        let url = self.url(&["me"])?;
        let request = self
            .request(Method::GET, url, token)?
            .query(&[("fields", FIELDS)]);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let scoped = id(&body, "id");
        let value = Profile {
            id: id(&body, "user_id")
                .or_else(|| scoped.clone())
                .ok_or_else(|| GraphError::Unreadable {
                    status: answered.status,
                    reason: "the account has no id".to_owned(),
                })?,
            app_scoped_id: scoped,
            username: text(&body, "username"),
            name: text(&body, "name"),
            account_type: text(&body, "account_type"),
            picture: text(&body, "profile_picture_url"),
            media_count: body.get("media_count").and_then(Value::as_u64),
        };
        Ok(Answer {
            value,
            facts: answered.facts,
        })
    }

    /// Has these events of an account sent to the token's app: `POST /{id}/subscribed_apps`.
    pub async fn subscribe_fields(
        &self,
        token: &SecretString,
        id: &str,
        fields: &[&str],
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[id, "subscribed_apps"])?;
        let request = self
            .request(Method::POST, url, token)?
            .query(&[("subscribed_fields", fields.join(","))]);
        let answered = self.call(request).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }

    /// Which events of an account are sent to the token's app.
    pub async fn subscribed_fields(
        &self,
        token: &SecretString,
        id: &str,
    ) -> Result<Answer<Vec<String>>, GraphError> {
        let url = self.url(&[id, "subscribed_apps"])?;
        let answered = self.call(self.request(Method::GET, url, token)?).await?;
        let body = understand(&answered)?;
        let apps = body.get("data").and_then(Value::as_array);
        let value = apps
            .into_iter()
            .flatten()
            .filter_map(|app| app.get("subscribed_fields")?.as_array())
            .flatten()
            .filter_map(|field| field.as_str().map(str::to_owned))
            .collect();
        Ok(Answer {
            value,
            facts: answered.facts,
        })
    }

    /// Sends something that is no message, such as that something was read. Nothing is named in the answer.
    pub async fn tell(
        &self,
        token: &SecretString,
        sender: &str,
        edge: &str,
        body: &Value,
    ) -> Result<Answer<()>, GraphError> {
        let url = self.url(&[sender, edge])?;
        let request = self.request(Method::POST, url, token)?.json(body);
        let answered = self.call(request).await?;
        understand(&answered)?;
        Ok(Answer {
            value: (),
            facts: answered.facts,
        })
    }
}

fn text(body: &Value, key: &str) -> Option<String> {
    let text = body.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A string or a number: both are seen.
fn id(body: &Value, key: &str) -> Option<String> {
    match body.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        _ => text(body, key),
    }
}
