//! A sign-up's code for a token.

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::client::GraphClient;
use super::error::{GraphError, understand};

/// Meta's subcodes of a code that is wrong, over, used before, or was given for another address.
const SPENT: [i64; 4] = [36_007, 36_008, 36_009, 36_010];

impl GraphClient {
    /// Exchanges a code: `POST /oauth/access_token`. A code is good for 30 seconds and for one try; the address must be
    /// the one it was given for.
    pub async fn exchange_code(
        &self,
        app: (&str, &SecretString),
        code: &SecretString,
        redirect_uri: &str,
    ) -> Result<SecretString, GraphError> {
        let url = self.url(&["oauth", "access_token"])?;
        // In the body, where no log of addresses shows them.
        let request = self.bare(Method::POST, url).form(&[
            ("client_id", app.0),
            ("client_secret", app.1.expose_secret()),
            ("redirect_uri", redirect_uri),
            ("code", code.expose_secret()),
        ]);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        body.get("access_token")
            .and_then(Value::as_str)
            .filter(|token| !token.is_empty())
            .map(SecretString::from)
            .ok_or_else(|| GraphError::Unreadable {
                status: answered.status,
                reason: "the exchange gave no token".to_owned(),
            })
    }
}

impl GraphError {
    /// Whether a code was refused because it is over, used, or another address's.
    #[must_use]
    pub fn is_spent_code(&self) -> bool {
        let Self::Refused(refused) = self else {
            return false;
        };
        let subcode = refused.error.subcode;
        subcode.is_some_and(|subcode| SPENT.contains(&subcode))
    }
}
