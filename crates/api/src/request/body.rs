//! JSON bodies: unknown and doubled members are refused, and so is anything that is not JSON.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// Longest idempotency key, in characters.
const LONGEST_KEY: usize = 200;

/// What tells this request from others: its idempotency key and its hash.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// The caller's key.
    pub(crate) key: Option<String>,
    /// Over method, path and body.
    pub(crate) hash: [u8; 32],
}

impl Mark {
    /// The mark of a request whose body was read elsewhere: `parts` are everything that tells it from others.
    pub(crate) fn of_parts(headers: &HeaderMap, parts: &[&[u8]]) -> Result<Self> {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Ok(Self {
            key: idempotency_key(headers)?,
            hash: hash.finalize().into(),
        })
    }
}

/// A JSON body, with the request's mark.
#[derive(Debug)]
pub(crate) struct Json<T> {
    pub(crate) value: T,
    pub(crate) mark: Mark,
}

/// A request that brings no body, or an empty object.
#[derive(Debug)]
pub(crate) struct Bare(pub(crate) Mark);

/// Bytes of any kind, with the request's mark.
#[derive(Debug)]
pub(crate) struct Octets {
    pub(crate) bytes: Bytes,
    pub(crate) mark: Mark,
}

impl FromRequest<ApiState> for Octets {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &ApiState) -> Result<Self> {
        let (mark, bytes) = read(request, api).await?;
        Ok(Self { bytes, mark })
    }
}

impl<T: DeserializeOwned> FromRequest<ApiState> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &ApiState) -> Result<Self> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "The body must be JSON",
            )
            .hint("Send Content-Type: application/json."));
        }
        let (mark, bytes) = read(request, api).await?;
        let value = serde_json::from_slice(&bytes).map_err(|error| refused(&error))?;
        Ok(Self { value, mark })
    }
}

impl FromRequest<ApiState> for Bare {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &ApiState) -> Result<Self> {
        let (mark, bytes) = read(request, api).await?;
        let plain = bytes.trim_ascii();
        if plain.is_empty() || plain == b"{}" {
            return Ok(Self(mark));
        }
        Err(Problem::bad_request("This operation takes no body."))
    }
}

async fn read(request: Request, api: &ApiState) -> Result<(Mark, Bytes)> {
    let key = idempotency_key(request.headers())?;
    let mut hash = Sha256::new();
    hash.update(request.method().as_str());
    hash.update([0]);
    hash.update(request.uri().path());
    hash.update([0]);
    let bytes = Bytes::from_request(request, api)
        .await
        .map_err(|e| unread(&e))?;
    hash.update(&bytes);
    Ok((
        Mark {
            key,
            // Under a key: a short secret in a body could be guessed from a plain digest.
            hash: api.desk().db().keyed(&hash.finalize()),
        },
        bytes,
    ))
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or("").trim();
    if text.is_empty() || text.len() > LONGEST_KEY {
        return Err(Problem::invalid(
            "Idempotency-Key",
            "1 to 200 printable characters",
        ));
    }
    Ok(Some(text.to_owned()))
}

fn is_json(headers: &HeaderMap) -> bool {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = text.and_then(|t| t.split(';').next()).unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn unread(rejection: &BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "The body is too large",
        );
    }
    Problem::bad_request("The body ended early.")
}

fn refused(error: &serde_json::Error) -> Problem {
    let words = without_values(&error.to_string());
    if error.is_data() {
        return Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "A value cannot be used",
        )
        .detail(words);
    }
    Problem::bad_request(format!("The body is not JSON: {words}"))
}

/// Takes the values out of a parser's sentence, such as `string "…"`: one of them may be a password.
fn without_values(text: &str) -> String {
    match text.split_once('"') {
        None => text.to_owned(),
        Some((before, rest)) => {
            let after = rest.rsplit_once('"').map_or("", |(_, after)| after);
            format!("{before}\"…\"{after}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Login {
        #[expect(dead_code, reason = "only parsed")]
        password: u8,
    }

    #[test]
    fn what_is_refused_is_not_repeated() {
        for body in [
            r#"{"password":"canary"}"#,
            r#""canary""#,
            r#"{"password":"a\"canary"}"#,
        ] {
            let error = serde_json::from_slice::<Login>(body.as_bytes()).unwrap_err();
            let words = without_values(&error.to_string());
            assert!(!words.contains("canary"), "{words}");
            assert_eq!(refused(&error).code(), "invalid");
        }
    }

    #[test]
    fn unknown_and_doubled_members_are_refused() {
        for (body, code) in [
            (r#"{"password":1,"role":2}"#, "invalid"),
            (r#"{"password":1,"password":2}"#, "invalid"),
            (r#"{"password":"#, "bad_request"),
            ("", "bad_request"),
        ] {
            let error = serde_json::from_slice::<Login>(body.as_bytes()).unwrap_err();
            assert_eq!(refused(&error).code(), code, "{body}");
        }
    }
}
