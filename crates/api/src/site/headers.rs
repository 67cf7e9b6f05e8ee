//! Headers that keep foreign code out of our pages and our answers out of other pages.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::ApiState;

/// Everything that is not the intake: no guessing of types, no framing, no referrer.
pub(crate) async fn for_pages(
    State(api): State<ApiState>,
    request: Request,
    next: Next,
) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    // Comes back from the provider's pages in their window: another policy would cut it off from the desk.
    let opener = if request.uri().path() == "/connected.html" {
        "unsafe-none"
    } else {
        // The provider's consent dialog speaks to the page that opened it.
        "same-origin-allow-popups"
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let plain: [(HeaderName, &'static str); 6] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            opener,
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=()",
        ),
    ];
    for (name, value) in plain {
        add(headers, name, HeaderValue::from_static(value));
    }
    let sandbox = api.settings().sandbox.as_deref();
    let policy = HeaderValue::from_str(&policy(host.as_deref(), api.secure(), sandbox));
    add(
        headers,
        header::CONTENT_SECURITY_POLICY,
        policy.unwrap_or(HeaderValue::from_static("default-src 'none'")),
    );
    if api.secure() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        add(headers, header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// What a page may load: our own files, and nothing written into the page. The live connection is named with its
/// scheme, because older Safaris do not count it as `'self'`. The sandbox's phone stands beside the inbox in a frame.
fn policy(host: Option<&str>, secure: bool, sandbox: Option<&str>) -> String {
    let plain = |host: &&str| {
        host.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".:-[]".contains(&b))
    };
    let scheme = if secure { "wss" } else { "ws" };
    let live = host
        .filter(plain)
        .map(|host| format!(" {scheme}://{host}"))
        .unwrap_or_default();
    let frame = sandbox
        .and_then(|url| url.parse::<Uri>().ok())
        .and_then(|url| {
            Some(format!(
                " frame-src 'self' {}://{};",
                url.scheme()?,
                url.authority()?
            ))
        })
        .unwrap_or_default();
    format!(
        "default-src 'none';{frame} script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; \
         font-src 'self'; manifest-src 'self'; connect-src 'self'{live}; frame-ancestors 'none'; base-uri 'none'; \
         form-action 'self'"
    )
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

/// The API: nothing is kept by caches, the server's time is told, and every request is counted by its route.
pub(crate) async fn for_api(State(api): State<ApiState>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str)
        .to_owned();
    let method = request.method().as_str().to_owned();
    let mut response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    let labels = [("method", method), ("route", route), ("status", status)];
    metrics::histogram!("loket_http_request_seconds", &labels)
        .record(begun.elapsed().as_secs_f64());
    let headers = response.headers_mut();
    add(
        headers,
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    );
    let now = api
        .desk()
        .now()
        .to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    if let Ok(now) = HeaderValue::from_str(&now) {
        add(headers, HeaderName::from_static("loket-now"), now);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inline_and_nothing_foreign() {
        let text = policy(Some("desk.example"), true, None);
        assert!(
            text.contains("connect-src 'self' wss://desk.example;"),
            "{text}"
        );
        assert!(!text.contains("unsafe") && !text.contains('*'), "{text}");
        // A host header is the client's; nothing of it may add a source.
        for host in ["a; script-src *", "a b", "a'b", ""] {
            let text = policy(Some(host), false, None);
            assert!(
                !text.contains('*') && text.matches("script-src").count() == 1,
                "{text}"
            );
        }
    }
}
