//! What a person's own token reaches: their portfolios, and the accounts these own or were given by clients.

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::client::GraphClient;
use super::error::{GraphError, understand};

/// The most pages read in one go, 100 rows each.
const MAX_PAGES: usize = 50;

/// Whose account it is for a portfolio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// The portfolio's own.
    Owned,
    /// A client's, shared with it.
    Client,
}

impl Holding {
    const fn edge(self) -> &'static str {
        match self {
            Self::Owned => "owned_whatsapp_business_accounts",
            Self::Client => "client_whatsapp_business_accounts",
        }
    }
}

/// A portfolio or an account in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
}

impl Named {
    fn read(item: &Value) -> Option<Self> {
        let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: text("id")?,
            name: text("name"),
        })
    }
}

impl GraphClient {
    /// A person's token of two hours, or one of sixty days that is a day old, for one of sixty days: `POST
    /// /oauth/access_token` with `fb_exchange_token`. Where Meta gives no longer one it answers the same.
    pub async fn lengthen(
        &self,
        app: (&str, &SecretString),
        token: &SecretString,
    ) -> Result<SecretString, GraphError> {
        let url = self.url(&["oauth", "access_token"])?;
        // In the body, where no log of addresses shows them.
        let request = self.bare(Method::POST, url).form(&[
            ("grant_type", "fb_exchange_token"),
            ("client_id", app.0),
            ("client_secret", app.1.expose_secret()),
            ("fb_exchange_token", token.expose_secret()),
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

    /// Who a token's person is: `GET /me`.
    pub async fn person(&self, token: &SecretString) -> Result<Named, GraphError> {
        let url = self.url(&["me"])?;
        let request = self
            .request(Method::GET, url, token)?
            .query(&[("fields", "id,name")]);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        Named::read(&body).ok_or_else(|| GraphError::Unreadable {
            status: answered.status,
            reason: "the person has no id".to_owned(),
        })
    }

    /// The portfolios of a token's person: `GET /me/businesses`, all pages.
    pub async fn businesses(&self, token: &SecretString) -> Result<Vec<Named>, GraphError> {
        let rows = self.all_of(token, &["me", "businesses"], "id,name").await?;
        Ok(rows.iter().filter_map(Named::read).collect())
    }

    /// The accounts of a portfolio: `GET /{business}/owned_whatsapp_business_accounts` or `client_…`, all pages.
    pub async fn accounts_of(
        &self,
        token: &SecretString,
        business: &str,
        holding: Holding,
    ) -> Result<Vec<Named>, GraphError> {
        let path = [business, holding.edge()];
        let rows = self.all_of(token, &path, "id,name").await?;
        Ok(rows.iter().filter_map(Named::read).collect())
    }

    /// An account's name and the portfolio that owns it: `GET /{waba}`.
    pub async fn account_and_owner(
        &self,
        token: &SecretString,
        waba: &str,
    ) -> Result<(Named, Option<Named>), GraphError> {
        let url = self.url(&[waba])?;
        let request = self
            .request(Method::GET, url, token)?
            .query(&[("fields", "id,name,owner_business_info")]);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let account = Named::read(&body).ok_or_else(|| GraphError::Unreadable {
            status: answered.status,
            reason: "the account has no id".to_owned(),
        })?;
        let owner = body.get("owner_business_info").and_then(Named::read);
        Ok((account, owner))
    }

    /// Every row of a list. Fails rather than give a part. The next page is asked for by its mark: the ready-made address
    /// carries the token and could lead anywhere.
    pub(super) async fn all_of(
        &self,
        token: &SecretString,
        path: &[&str],
        fields: &str,
    ) -> Result<Vec<Value>, GraphError> {
        let mut rows = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MAX_PAGES {
            let mut request = self
                .request(Method::GET, self.url(path)?, token)?
                .query(&[("fields", fields), ("limit", "100")]);
            if let Some(after) = &after {
                request = request.query(&[("after", after)]);
            }
            let answered = self.call(request).await?;
            let body = understand(&answered)?;
            let items = body.get("data").and_then(Value::as_array).ok_or_else(|| {
                GraphError::Unreadable {
                    status: answered.status,
                    reason: "the list has no data".to_owned(),
                }
            })?;
            rows.extend(items.iter().cloned());
            let more = body.pointer("/paging/next").is_some_and(|n| !n.is_null());
            let next = body
                .pointer("/paging/cursors/after")
                .and_then(Value::as_str)
                .filter(|mark| more && !mark.is_empty())
                .map(str::to_owned);
            if next.is_none() || next == after {
                return Ok(rows);
            }
            after = next;
        }
        Err(GraphError::Unreadable {
            status: 200,
            reason: "the list does not end".to_owned(),
        })
    }
}
