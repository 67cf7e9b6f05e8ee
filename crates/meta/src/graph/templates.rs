//! Reading the templates of an account.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;

use super::client::{Answer, Facts, GraphClient};
use super::error::{GraphError, understand};

/// The fields asked for.
const FIELDS: &str =
    "id,name,status,category,language,components,quality_score,rejected_reason,parameter_format";

/// The most pages read in one go: 6,000 templates are the limit of an account, 100 come at a time.
const MAX_PAGES: usize = 100;

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// The mark of the next page; absent on the last.
    pub after: Option<String>,
}

impl GraphClient {
    /// One page of templates: `GET /{waba}/message_templates`.
    ///
    /// The next page is asked for by its mark. The ready-made `next` address is never followed: it carries the token
    /// and could lead anywhere.
    pub async fn templates_page(
        &self,
        token: &SecretString,
        waba_id: &str,
        after: Option<&str>,
    ) -> Result<Answer<Page<Value>>, GraphError> {
        let url = self.url(&[waba_id, "message_templates"])?;
        let mut request = self
            .request(Method::GET, url, token)?
            .query(&[("fields", FIELDS), ("limit", "100")]);
        if let Some(after) = after {
            request = request.query(&[("after", after)]);
        }
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let items = body
            .get("data")
            .and_then(Value::as_array)
            .ok_or_else(|| GraphError::Unreadable {
                status: answered.status,
                reason: "the list has no data".to_owned(),
            })?
            .clone();
        let more = body.pointer("/paging/next").is_some_and(|n| !n.is_null());
        let after = body
            .pointer("/paging/cursors/after")
            .and_then(Value::as_str)
            .filter(|mark| more && !mark.is_empty())
            .map(str::to_owned);
        Ok(Answer {
            value: Page { items, after },
            facts: answered.facts,
        })
    }

    /// All templates of an account, as sent. Fails rather than give a part: a list that ends early would look as if
    /// templates had been deleted.
    pub async fn templates(
        &self,
        token: &SecretString,
        waba_id: &str,
    ) -> Result<Answer<Vec<Value>>, GraphError> {
        let mut all = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut after: Option<String> = None;
        let mut facts = Facts::default();
        for _ in 0..MAX_PAGES {
            let page = self
                .templates_page(token, waba_id, after.as_deref())
                .await?;
            all.extend(page.value.items);
            facts = page.facts;
            match page.value.after {
                None => return Ok(Answer { value: all, facts }),
                Some(mark) if seen.contains(&mark) => break,
                Some(mark) => {
                    seen.push(mark.clone());
                    after = Some(mark);
                }
            }
        }
        tracing::warn!(date = ?facts.date, pages = seen.len(), "the list of templates does not end");
        Err(GraphError::Unreadable {
            status: 200,
            reason: "the list of templates does not end".to_owned(),
        })
    }
}
