//! Whether an address on the public internet leads to this program: what Meta would find when it calls.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// What answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The HTTP status.
    pub status: u16,
    /// Whether it says of itself that it is Loket.
    pub is_loket: bool,
    /// The time there.
    pub now: Option<DateTime<Utc>>,
}

fn client() -> Result<reqwest::Client, String> {
    // Whoever was first wins; all of them chose ring.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(5))
        .build()
        .map_err(|e| e.to_string())
}

/// Brings a signed body to a webhook address, as Meta does; answers the HTTP status. The error says why nothing
/// answered.
pub async fn deliver(url: &str, body: String, signature: &str) -> Result<u16, String> {
    let request = client()?
        .post(url)
        .header("content-type", "application/json")
        .header("x-hub-signature-256", signature)
        .body(body);
    let response = request.send().await.map_err(|e| why(&e))?;
    Ok(response.status().as_u16())
}

/// Asks `{url}/api/v1/about`, without following redirections. The error says why nothing answered.
pub async fn about(url: &str) -> Result<Reached, String> {
    let client = client()?;
    let address = format!("{}/api/v1/about", url.trim_end_matches('/'));
    let response = client.get(address).send().await.map_err(|e| why(&e))?;
    let status = response.status().as_u16();
    let now = response
        .headers()
        .get("loket-now")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
        .map(Into::into);
    Ok(Reached {
        status,
        is_loket: status == 200 && now.is_some(),
        now,
    })
}

fn why(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer within 5 seconds".to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
