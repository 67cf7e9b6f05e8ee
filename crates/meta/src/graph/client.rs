//! The client itself: settings, one way out, one way to read an answer.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use domain::Time;
use domain::clock::{Clock as _, SystemClock};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Method, RequestBuilder, Response, Url};
use secrecy::{ExposeSecret, SecretString};

use super::error::{GraphError, reason};
use super::skew::Skew;
use crate::usage::Usage;

/// Where the Graph API is and how long to wait for it.
#[derive(Debug, Clone)]
pub struct GraphConfig {
    /// `https://graph.facebook.com`, or a simulated Meta.
    pub base_url: String,
    /// `v25.0`.
    pub version: String,
    /// For name, connection and TLS together.
    pub connect_timeout: Duration,
    /// For a whole request, from the first byte out to the last byte in.
    pub total_timeout: Duration,
    /// The same for uploading or downloading a file.
    pub media_timeout: Duration,
    /// The longest JSON answer read, in bytes.
    pub max_answer: usize,
}

impl Default for GraphConfig {
    fn default() -> Self {
        Self {
            base_url: "https://graph.facebook.com".to_owned(),
            version: "v25.0".to_owned(),
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(20),
            media_timeout: Duration::from_mins(2),
            max_answer: 8 * 1024 * 1024,
        }
    }
}

/// A Graph API client. Cheap to clone; holds connections, never tokens.
#[derive(Clone)]
pub struct GraphClient {
    http: reqwest::Client,
    pub(super) base: Url,
    pub(super) config: Arc<GraphConfig>,
    skew: Arc<Skew>,
}

impl std::fmt::Debug for GraphClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GraphClient")
            .field("base", &self.base.as_str())
            .field("version", &self.config.version)
            .finish_non_exhaustive()
    }
}

/// What an answer told besides its content.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Shares used.
    pub usage: Usage,
    /// Meta's clock, to measure how far ours is off.
    pub date: Option<Time>,
    /// Meta's name for the request, for support.
    pub trace: Option<String>,
}

/// A value and what came with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<T> {
    /// The value.
    pub value: T,
    /// What came with it.
    pub facts: Facts,
}

/// An answer before it is understood.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) facts: Facts,
    pub(super) body: Bytes,
}

impl GraphClient {
    /// Makes a client. Fails when the base address is not `http(s)` or carries a user, query or fragment.
    ///
    /// Proxy settings of the environment are not used: what a proxy answers proves nothing about Meta.
    pub fn new(config: GraphConfig) -> Result<Self, GraphError> {
        // Installing twice is an error that means "already there".
        let _ = rustls::crypto::ring::default_provider().install_default();
        let base = Url::parse(&config.base_url)
            .ok()
            .filter(|u| matches!(u.scheme(), "http" | "https") && u.host().is_some())
            .filter(|u| u.username().is_empty() && u.password().is_none())
            .filter(|u| u.query().is_none() && u.fragment().is_none())
            .ok_or_else(|| GraphError::local("the Graph address is not a plain http(s) address"))?;
        segment(&config.version)?;
        let http = reqwest::Client::builder()
            .user_agent(concat!("loket/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(config.connect_timeout)
            .timeout(config.total_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            // Shorter than Meta keeps idle connections, so that one is seldom reused just as it closes.
            .pool_idle_timeout(Duration::from_secs(20))
            .build()
            .map_err(|e| GraphError::local(reason(e)))?;
        Ok(Self {
            http,
            base,
            config: Arc::new(config),
            skew: Arc::default(),
        })
    }

    /// How far this machine's clock was off at the newest answer: positive when Meta's is ahead. `None` when there was no
    /// answer with a date within ten minutes.
    #[must_use]
    pub fn clock_skew(&self) -> Option<chrono::Duration> {
        self.skew.seen()
    }

    /// The address of an object and edge under the configured version.
    pub(super) fn url(&self, path: &[&str]) -> Result<Url, GraphError> {
        let mut url = self.base.clone();
        {
            let mut segments = url
                .path_segments_mut()
                .map_err(|()| GraphError::local("the Graph address takes no path"))?;
            segments.pop_if_empty().push(&self.config.version);
            for part in path {
                segments.push(segment(part)?);
            }
        }
        Ok(url)
    }

    /// A request with the token in its header, marked sensitive so that no layer prints it.
    pub(super) fn request(
        &self,
        method: Method,
        url: Url,
        token: &SecretString,
    ) -> Result<RequestBuilder, GraphError> {
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
            .map_err(|_| {
                GraphError::local("the token holds characters that no header may carry")
            })?;
        bearer.set_sensitive(true);
        Ok(self.bare(method, url).header(AUTHORIZATION, bearer))
    }

    /// A request by nobody yet: what proves the caller is in its body.
    pub(super) fn bare(&self, method: Method, url: Url) -> RequestBuilder {
        self.http.request(method, url)
    }

    /// Makes the request once and reads its whole answer, up to the cap.
    pub(super) async fn call(&self, request: RequestBuilder) -> Result<Answered, GraphError> {
        let response = request.send().await.map_err(GraphError::transport)?;
        let status = response.status().as_u16();
        let facts = Facts::of(response.headers());
        if let Some(date) = facts.date {
            self.skew.note(date, SystemClock.now());
        }
        let cap = self.config.max_answer;
        let body = read(response, cap).await?.ok_or_else(|| GraphError::Lost {
            reason: format!("the answer is longer than {cap} bytes"),
        })?;
        Ok(Answered {
            status,
            facts,
            body,
        })
    }
}

impl Facts {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
        Self {
            usage: Usage::of(headers),
            date: text("date")
                .and_then(|d| chrono::DateTime::parse_from_rfc2822(d).ok())
                .map(|d| d.to_utc()),
            trace: text("x-fb-trace-id").map(str::to_owned),
        }
    }
}

/// Reads a body; `None` when it is longer than `cap` bytes. Whatever fails here failed after the request had left.
pub(super) async fn read(mut response: Response, cap: usize) -> Result<Option<Bytes>, GraphError> {
    if response.content_length().is_some_and(|n| n > cap as u64) {
        return Ok(None);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(GraphError::lost)? {
        if body.len() + chunk.len() > cap {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body.freeze()))
}

/// One part of a path: letters, digits, `_`, `-`, and `.` between them; never a way to another path.
pub(super) fn segment(part: &str) -> Result<&str, GraphError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    if part.is_empty() || part.len() > 256 || part.starts_with('.') || !part.bytes().all(plain) {
        return Err(GraphError::local(
            "an id holds characters that no Graph id has",
        ));
    }
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_cannot_be_left() {
        let client = GraphClient::new(GraphConfig {
            base_url: "http://127.0.0.1:9/meta".to_owned(),
            ..GraphConfig::default()
        })
        .unwrap();
        assert_eq!(
            client.url(&["123", "messages"]).unwrap().as_str(),
            "http://127.0.0.1:9/meta/v25.0/123/messages"
        );
        for bad in ["", "..", "../me", "a/b", "a?b", "a#b", "a%2fb", "a b", "é"] {
            assert!(client.url(&[bad]).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_that_are_not_plain_are_refused() {
        for bad in [
            "",
            "graph.facebook.com",
            "ftp://x",
            "https://a:b@x",
            "https://x/?q",
            "https://x/#f",
        ] {
            let config = GraphConfig {
                base_url: bad.to_owned(),
                ..GraphConfig::default()
            };
            assert!(GraphClient::new(config).is_err(), "{bad}");
        }
    }
}
