//! A profile's own sign-in: a code becomes a token of an hour, that one a token of sixty days, and that one another.
//!
//! Meta takes the token, and at the first exchange the app's secret, in the query of two of these calls and nowhere else;
//! an address is never logged or kept in an error.

use domain::failure::{FailureClass, ProviderError};
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::client::{Answered, GraphClient, segment};
use super::error::{GraphError, Refused, understand};
use crate::errors::Retry;

/// The longest a token is believed to live, in seconds: more than anything that Meta gives.
const LONGEST: i64 = 400 * 86_400;

/// A token that lives an hour, with what it may do.
#[derive(Debug, Clone)]
pub struct ShortLived {
    /// The token.
    pub token: SecretString,
    /// What its owner agreed to; `None` when Meta does not say.
    pub permissions: Option<Vec<String>>,
}

/// A token with its end.
#[derive(Debug, Clone)]
pub struct LongLived {
    /// The token.
    pub token: SecretString,
    /// Seconds until it ends: one at least and 400 days at most, whatever is answered.
    pub expires_in: i64,
}

impl GraphClient {
    /// Exchanges a code at the address of the sign-in. A code is good for an hour and for one try; the redirect address
    /// must be the one it was given for.
    pub async fn exchange_login(
        &self,
        address: &str,
        app: (&str, &SecretString),
        code: &SecretString,
        redirect_uri: &str,
    ) -> Result<ShortLived, GraphError> {
        let url = Url::parse(address)
            .map_err(|_| GraphError::local("the address of the sign-in is malformed"))?;
        // Meta hangs this on its redirects.
        let code = code.expose_secret().trim_end_matches("#_");
        let request = self.bare(Method::POST, url).form(&[
            ("client_id", app.0),
            ("client_secret", app.1.expose_secret()),
            ("grant_type", "authorization_code"),
            ("redirect_uri", redirect_uri),
            ("code", code),
        ]);
        let answered = self.call(request).await?;
        let body: Value = serde_json::from_slice(&answered.body).unwrap_or(Value::Null);
        if let Some(refused) = refusal(&answered, &body) {
            return Err(refused);
        }
        // In a list as documented, or bare as seen.
        let given = body.pointer("/data/0").unwrap_or(&body);
        let token = given
            .get("access_token")
            .and_then(Value::as_str)
            .filter(|token| !token.is_empty());
        match token {
            Some(token) if (200..300).contains(&answered.status) => Ok(ShortLived {
                token: SecretString::from(token),
                permissions: given.get("permissions").and_then(permissions),
            }),
            _ => Err(match understand(&answered) {
                Err(error) => error,
                Ok(_) => GraphError::Unreadable {
                    status: answered.status,
                    reason: "the sign-in gave no token".to_owned(),
                },
            }),
        }
    }

    /// A token of sixty days for one of an hour: `GET /access_token`.
    pub async fn long_lived(
        &self,
        secret: &SecretString,
        token: &SecretString,
    ) -> Result<LongLived, GraphError> {
        let request = self.bare(Method::GET, self.bare_url("access_token")?);
        self.lives(request.query(&[
            ("grant_type", "ig_exchange_token"),
            ("client_secret", secret.expose_secret()),
            ("access_token", token.expose_secret()),
        ]))
        .await
    }

    /// Another token of sixty days for one that is a day old at least, and not over: `GET /refresh_access_token`.
    pub async fn refresh_token(&self, token: &SecretString) -> Result<LongLived, GraphError> {
        let request = self.bare(Method::GET, self.bare_url("refresh_access_token")?);
        self.lives(request.query(&[
            ("grant_type", "ig_refresh_token"),
            ("access_token", token.expose_secret()),
        ]))
        .await
    }

    async fn lives(&self, request: reqwest::RequestBuilder) -> Result<LongLived, GraphError> {
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let token = body.get("access_token").and_then(Value::as_str);
        let seconds = body.get("expires_in").and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            other => other.as_i64(),
        });
        match (token.filter(|token| !token.is_empty()), seconds) {
            (Some(token), Some(expires_in)) if expires_in > 0 => Ok(LongLived {
                token: SecretString::from(token),
                expires_in: expires_in.min(LONGEST),
            }),
            _ => Err(GraphError::Unreadable {
                status: answered.status,
                reason: "no token, or none with an end".to_owned(),
            }),
        }
    }

    /// An address that knows no versions.
    fn bare_url(&self, edge: &str) -> Result<Url, GraphError> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| GraphError::local("the Graph address takes no path"))?
            .pop_if_empty()
            .push(segment(edge)?);
        Ok(url)
    }
}

/// The sign-in refuses in a form of its own: `{"error_type", "code", "error_message"}`.
fn refusal(answered: &Answered, body: &Value) -> Option<GraphError> {
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let kind = text("error_type")?;
    Some(GraphError::Refused(Box::new(Refused {
        status: answered.status,
        error: ProviderError {
            code: body.get("code").and_then(Value::as_i64),
            subcode: None,
            title: kind,
            message: text("error_message"),
            details: None,
        },
        class: FailureClass::Invalid,
        retry: Retry::No,
        wait_ms: 0,
        user_message: None,
    })))
}

/// A list, or words between commas: both are seen.
fn permissions(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(list) => Some(
            list.iter()
                .filter_map(|one| one.as_str().map(str::to_owned))
                .collect(),
        ),
        Value::String(text) => Some(
            text.split(',')
                .map(|one| one.trim().to_owned())
                .filter(|one| !one.is_empty())
                .collect(),
        ),
        _ => None,
    }
}
