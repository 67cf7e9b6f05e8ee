//! Whether a request with a cookie comes from our own pages.
//!
//! Every browser that can run the desk sends `Sec-Fetch-Site` or `Origin` with each request that changes something, and
//! no page can forge either. A request with neither is no browser's, so nobody's cookie was lent to it.

use axum::http::{HeaderMap, header};

/// Whether the request is from a page of ours, or from no page.
pub(crate) fn own_page(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => ours(origin, text(header::HOST.as_str()), public_url),
        (None, None) => true,
    }
}

/// Whether an `Origin` is this host: by the address we are told, or by the request's own `Host`.
pub(crate) fn ours(origin: &str, host: Option<&str>, public_url: &str) -> bool {
    let of_origin = origin.split_once("://").map(|(_, host)| host);
    origin.eq_ignore_ascii_case(public_url) || (of_origin.is_some() && of_origin == host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn only_our_own_pages() {
        let cases: [(&[(&str, &str)], bool); 10] = [
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://desk.example"),
                ],
                false,
            ),
            (&[("origin", "https://desk.example")], true),
            (
                &[
                    ("origin", "http://127.0.0.1:8080"),
                    ("host", "127.0.0.1:8080"),
                ],
                true,
            ),
            (
                &[("origin", "https://evil.example"), ("host", "desk.example")],
                false,
            ),
            (&[("origin", "null"), ("host", "desk.example")], false),
            (&[("origin", "https://desk.example.evil.example")], false),
        ];
        for (pairs, expected) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                );
            }
            assert_eq!(
                own_page(&headers, "https://desk.example"),
                expected,
                "{pairs:?}"
            );
        }
    }
}
