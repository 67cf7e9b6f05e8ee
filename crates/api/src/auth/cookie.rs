//! The session cookie. With TLS its name begins with `__Host-`, so that no other host can set it (RFC 6265bis).

use axum::http::{HeaderMap, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};

const fn name(secure: bool) -> &'static str {
    if secure {
        "__Host-loket_session"
    } else {
        "loket_session"
    }
}

/// The session's token, if the browser sent one.
pub(crate) fn session_token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name(secure)).then_some(value))
}

/// Sets the cookie for `seconds`.
pub(crate) fn session_cookie(token: &SecretString, seconds: i64, secure: bool) -> HeaderValue {
    write(token.expose_secret(), seconds, secure)
}

/// Takes the cookie back.
pub(crate) fn clear_cookie(secure: bool) -> HeaderValue {
    write("", 0, secure)
}

fn write(value: &str, seconds: i64, secure: bool) -> HeaderValue {
    let name = name(secure);
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut header = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
    header.set_sensitive(true);
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_found_among_others_and_only_under_its_own_name() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=b; loket_session=plain"),
        );
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("__Host-loket_session=host; c=d"),
        );
        assert_eq!(session_token(&headers, false), Some("plain"));
        assert_eq!(session_token(&headers, true), Some("host"));
        headers.remove(header::COOKIE);
        assert_eq!(session_token(&headers, true), None);
    }

    #[test]
    fn is_out_of_reach_of_scripts_and_other_sites() {
        let secure = session_cookie(&"t".into(), 60, true);
        let text = secure.to_str().unwrap();
        assert_eq!(
            text,
            "__Host-loket_session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"
        );
        assert!(secure.is_sensitive());
    }
}
