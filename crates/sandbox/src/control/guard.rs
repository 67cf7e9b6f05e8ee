//! Who may use the control API: holders of the key, or, without a key, callers from this machine.
//! Pages of other sites are kept out in both cases.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use subtle::ConstantTimeEq as _;

use super::Refusal;
use crate::app::App;
use crate::graph::form;

/// Lets a call through or refuses it.
pub(super) async fn guard(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let allowed = match &app.config.admin_key {
        Some(key) => given_key(headers, request.uri().query())
            .is_some_and(|given| bool::from(given.as_bytes().ct_eq(key.as_bytes()))),
        // The host is checked against names that another site could point at this machine.
        None => peer.ip().is_loopback() && local_host(headers) && !passed_on(headers),
    };
    if !allowed {
        return Refusal(
            StatusCode::UNAUTHORIZED,
            "the control API needs the admin key".to_owned(),
        )
        .into_response();
    }
    if foreign(headers) {
        return Refusal(
            StatusCode::FORBIDDEN,
            "called from a page of another site".to_owned(),
        )
        .into_response();
    }
    next.run(request).await
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn given_key(headers: &HeaderMap, query: Option<&str>) -> Option<String> {
    let bearer = text(headers, header::AUTHORIZATION.as_str())
        .and_then(|value| value.strip_prefix("Bearer "));
    bearer
        .map(str::to_owned)
        .or_else(|| form(query?).remove("key"))
}

fn local_host(headers: &HeaderMap) -> bool {
    let host = text(headers, "host").unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// Whether a proxy on this machine passes on what somebody elsewhere asked.
fn passed_on(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-real-ip"]
        .iter()
        .any(|name| headers.contains_key(*name))
}

/// A browser says when a request comes from a page of another origin, or of none.
fn foreign(headers: &HeaderMap) -> bool {
    let cross = text(headers, "sec-fetch-site").is_some_and(|site| site == "cross-site");
    let host = text(headers, "host").unwrap_or_default();
    let own = |origin: &str| origin.split_once("://").is_some_and(|(_, of)| of == host);
    let elsewhere = headers
        .get("origin")
        .is_some_and(|origin| !origin.to_str().is_ok_and(own));
    cross || elsewhere
}
