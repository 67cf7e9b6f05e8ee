//! Fetching what a tenant names: one client, which goes to no address that is ours to protect.
//!
//! The name is resolved once, every address is judged ([`guard`]), and the connection goes to a judged address: there is
//! no second look-up that could answer something else. No proxy, no redirect that was not judged the same way, no
//! credentials, and an end to how long and how much.

mod guard;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use url::{Host, Url};

use guard::Allowed;

/// How long and how much.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// For the connection, with TLS.
    pub(crate) connect: Duration,
    /// For everything together.
    pub(crate) total: Duration,
    /// Bytes of an answer.
    pub(crate) bytes: usize,
    /// Redirects followed; each is judged like the first address.
    pub(crate) redirects: usize,
}

impl Limits {
    /// A catalogue.
    pub(crate) const FEED: Self = Self {
        connect: Duration::from_secs(5),
        total: Duration::from_secs(20),
        bytes: 10 * 1024 * 1024,
        redirects: 3,
    };
}

/// Why nothing came back. The words hold nothing of the answer and no query of the address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EgressError {
    #[error("this is not a web address that begins with https:// or http://")]
    NotAnAddress,
    #[error("the address must hold no user name or password")]
    Credentials,
    #[error("only the ports 80 and 443 may be used")]
    Port,
    #[error("the address leads to a private or reserved network, which is not allowed")]
    Private,
    #[error("the name cannot be found")]
    Unknown,
    #[error("there was no answer in time")]
    Late,
    #[error("no connection could be made")]
    Unreachable,
    #[error("the address redirects too often")]
    Redirects,
    #[error("the other side answered {0}")]
    Status(u16),
    #[error("the answer is larger than {0} MB")]
    TooLarge(usize),
}

/// Who knows the addresses of a name; tests bring one that lies.
pub(crate) trait Names: std::fmt::Debug + Send + Sync {
    fn of<'a>(&'a self, host: &'a str) -> BoxFuture<'a, std::io::Result<Vec<IpAddr>>>;
}

/// The system's resolver.
#[derive(Debug)]
struct System;

impl Names for System {
    fn of<'a>(&'a self, host: &'a str) -> BoxFuture<'a, std::io::Result<Vec<IpAddr>>> {
        async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|a| a.ip()).collect())
        }
        .boxed()
    }
}

/// The way out.
#[derive(Debug, Clone)]
pub struct Egress {
    names: Arc<dyn Names>,
    allowed: Allowed,
}

impl Egress {
    /// A way out to public addresses, and to `also`: addresses with ports that the operator vouches for, such as
    /// `127.0.0.1:8080` beside a sandbox.
    #[must_use]
    pub fn new(also: Vec<SocketAddr>) -> Self {
        Self::with(Arc::new(System), also)
    }

    pub(crate) fn with(names: Arc<dyn Names>, also: Vec<SocketAddr>) -> Self {
        // Installing twice is an error that means "already there".
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            names,
            allowed: Allowed(also),
        }
    }

    /// Reads an address and judges what can be judged before its name is looked up.
    pub(crate) fn address(&self, text: &str) -> Result<Url, EgressError> {
        let url = Url::parse(text.trim()).map_err(|_| EgressError::NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(EgressError::NotAnAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EgressError::Credentials);
        }
        let (host, port) = parts(&url)?;
        match host {
            Host::Ipv4(ip) => self.judge(SocketAddr::new(ip.into(), port))?,
            Host::Ipv6(ip) => self.judge(SocketAddr::new(ip.into(), port))?,
            Host::Domain(name) if name.trim_matches('.').is_empty() => {
                return Err(EgressError::NotAnAddress);
            }
            Host::Domain(_) => {}
        }
        if matches!(port, 80 | 443) || self.allowed.has_port(port) {
            Ok(url)
        } else {
            Err(EgressError::Port)
        }
    }

    fn judge(&self, to: SocketAddr) -> Result<(), EgressError> {
        if self.allowed.is_fine(to) {
            Ok(())
        } else {
            Err(EgressError::Private)
        }
    }

    /// Where to connect: every address of the name must be fine, so that none is reached by chance.
    async fn resolve(&self, url: &Url) -> Result<Vec<SocketAddr>, EgressError> {
        let (host, port) = parts(url)?;
        let found = match host {
            Host::Ipv4(ip) => vec![IpAddr::V4(ip)],
            Host::Ipv6(ip) => vec![IpAddr::V6(ip)],
            Host::Domain(name) => {
                let found = self.names.of(name).await;
                found.map_err(|_| EgressError::Unknown)?
            }
        };
        if found.is_empty() {
            return Err(EgressError::Unknown);
        }
        let found: Vec<SocketAddr> = found
            .into_iter()
            .map(|ip| SocketAddr::new(ip, port))
            .collect();
        for to in &found {
            self.judge(*to)?;
        }
        Ok(found)
    }

    /// Fetches an address whole.
    pub(crate) async fn get(&self, text: &str, limits: Limits) -> Result<Vec<u8>, EgressError> {
        tokio::time::timeout(limits.total, self.follow(text, limits))
            .await
            .unwrap_or(Err(EgressError::Late))
    }

    async fn follow(&self, text: &str, limits: Limits) -> Result<Vec<u8>, EgressError> {
        let mut url = self.address(text)?;
        for _ in 0..=limits.redirects {
            let to = self.resolve(&url).await?;
            let answer = ask(&url, &to, limits).await?;
            let status = answer.status();
            if status.is_redirection() {
                let next = answer
                    .headers()
                    .get("location")
                    .and_then(|l| l.to_str().ok())
                    .and_then(|l| url.join(l).ok())
                    .ok_or(EgressError::Redirects)?;
                url = self.address(next.as_str())?;
                continue;
            }
            if status.as_u16() != 200 {
                return Err(EgressError::Status(status.as_u16()));
            }
            return whole(answer, limits.bytes).await;
        }
        Err(EgressError::Redirects)
    }
}

fn parts(url: &Url) -> Result<(Host<&str>, u16), EgressError> {
    url.host()
        .zip(url.port_or_known_default())
        .ok_or(EgressError::NotAnAddress)
}

/// One request to judged addresses. A client of its own, so that nothing is reused for another name.
async fn ask(
    url: &Url,
    to: &[SocketAddr],
    limits: Limits,
) -> Result<reqwest::Response, EgressError> {
    let mut client = reqwest::Client::builder()
        .no_proxy()
        .retry(reqwest::retry::never())
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .referer(false)
        .pool_max_idle_per_host(0)
        .user_agent("Loket");
    if let Some(Host::Domain(name)) = url.host() {
        client = client.resolve_to_addrs(name, to);
    }
    let client = client.build().map_err(|_| EgressError::Unreachable)?;
    client
        .get(url.clone())
        .header(
            "accept",
            "text/csv, application/json, text/plain, */*;q=0.1",
        )
        .send()
        .await
        .map_err(|error| {
            if error.is_timeout() {
                EgressError::Late
            } else {
                EgressError::Unreachable
            }
        })
}

async fn whole(answer: reqwest::Response, most: usize) -> Result<Vec<u8>, EgressError> {
    let too_large = EgressError::TooLarge(most / (1024 * 1024));
    let told = answer.content_length();
    if told.is_some_and(|n| n > u64::try_from(most).unwrap_or(u64::MAX)) {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    let mut parts = answer.bytes_stream();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| EgressError::Unreachable)?;
        if bytes.len() + part.len() > most {
            return Err(too_large);
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

/// The host of an address, which may be shown and logged; the rest of it may hold a secret.
pub(crate) fn host_of(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.as_ref()
        .and_then(Url::host_str)
        .unwrap_or("address")
        .to_owned()
}

#[cfg(test)]
mod tests;
