//! One call: path, query and body taken apart.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Map, Value, json};

use crate::error::GraphError;
use crate::faults::Rule;

/// A file of a multipart body.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: Option<String>,
    pub(crate) mime: Option<String>,
    pub(crate) bytes: Bytes,
}

/// A call to the Graph API.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) version: String,
    /// The path without the version.
    pub(crate) segments: Vec<String>,
    pub(crate) query: BTreeMap<String, String>,
    /// Query and body together; the body wins.
    pub(crate) params: Map<String, Value>,
    pub(crate) file: Option<File>,
    /// The body as it came, for uploads.
    pub(crate) raw: Bytes,
    /// Where an upload goes on.
    pub(crate) file_offset: Option<String>,
    pub(crate) bearer: Option<String>,
    /// Where the caller reached us.
    pub(crate) host: String,
    pub(crate) fault: Option<Rule>,
}

/// An answer before it becomes HTTP.
#[derive(Debug)]
pub(crate) enum Answer {
    /// JSON with status 200, and the account that the call was about.
    Json(Value, Option<String>),
    /// A file.
    File(String, Bytes),
    /// A refusal that has not Graph's form.
    Refused(u16, Value),
}

impl Answer {
    /// JSON about no account in particular.
    pub(crate) fn json(value: Value) -> Self {
        Self::Json(value, None)
    }

    /// `{"success": true}`.
    pub(crate) fn success() -> Self {
        Self::json(json!({"success": true}))
    }
}

impl Call {
    /// Reads a call. The body is in memory already.
    pub(crate) async fn read(
        method: &str,
        path: &str,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Result<Self, GraphError> {
        let mut segments: Vec<String> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(percent_decoded)
            .collect();
        let version = version_of(&mut segments)?;
        let query: BTreeMap<String, String> = query.map(form).unwrap_or_default();
        let header = |name: &str| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let mut params: Map<String, Value> = query
            .iter()
            .map(|(key, value)| (key.clone(), Value::String(value.clone())))
            .collect();
        let mut file = None;
        let kind = header("content-type").to_lowercase();
        if kind.starts_with("multipart/form-data") {
            file = multipart(headers, body, &mut params).await?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            for (key, value) in form(&String::from_utf8_lossy(body)) {
                let value = serde_json::from_str::<Value>(&value)
                    .ok()
                    .filter(|value| value.is_object() || value.is_array())
                    .unwrap_or(Value::String(value));
                params.insert(key, value);
            }
        } else if let Ok(Value::Object(fields)) = serde_json::from_slice::<Value>(body) {
            params.extend(fields);
        }
        let authorization = header("authorization");
        let bearer = authorization
            .split_once(' ')
            .filter(|(scheme, _)| {
                scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("oauth")
            })
            .map(|(_, token)| token.trim().to_owned());
        Ok(Self {
            method: method.to_owned(),
            path: path.to_owned(),
            version,
            segments,
            query,
            params,
            file,
            raw: body.clone(),
            file_offset: headers
                .get("file_offset")
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            bearer,
            host: header("host").to_owned(),
            fault: None,
        })
    }

    /// A parameter as text; numbers count as text.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        match self.params.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// Takes `v20.0` to `v26.0` off the path. Other versions are unknown; none means the newest.
fn version_of(segments: &mut Vec<String>) -> Result<String, GraphError> {
    let Some(first) = segments.first() else {
        return Err(GraphError::unknown_edge(""));
    };
    let Some(number) = first
        .strip_prefix('v')
        .filter(|rest| rest.starts_with(|at: char| at.is_ascii_digit()))
    else {
        return Ok("v26.0".to_owned());
    };
    let known = number
        .strip_suffix(".0")
        .and_then(|major| major.parse::<u32>().ok());
    if known.is_some_and(|major| (20..=26).contains(&major)) {
        return Ok(segments.remove(0));
    }
    Err(GraphError::unknown_edge(&segments[1..].join("/")))
}

/// Key and value pairs of a query or form, decoded; the last of a key wins.
pub(crate) fn form(text: &str) -> BTreeMap<String, String> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (
                percent_decoded(&key.replace('+', " ")),
                percent_decoded(&value.replace('+', " ")),
            )
        })
        .collect()
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        at += if hex.is_some() { 3 } else { 1 };
        out.push(hex.unwrap_or(*byte));
    }
    String::from_utf8_lossy(&out).into_owned()
}

async fn multipart(
    headers: &HeaderMap,
    body: &Bytes,
    params: &mut Map<String, Value>,
) -> Result<Option<File>, GraphError> {
    let broken = |_| GraphError::param("The multipart body could not be read.");
    let mut request = Request::new(Body::from(body.clone()));
    *request.headers_mut() = headers.clone();
    // The size of the whole body was checked when it was read.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| GraphError::param("The multipart body could not be read."))?;
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() || name == "file" {
            let filename = part.file_name().map(str::to_owned);
            let mime = part.content_type().map(str::to_owned);
            let bytes = part.bytes().await.map_err(broken)?;
            file = Some(File {
                name: filename,
                mime,
                bytes,
            });
        } else {
            params.insert(name, Value::String(part.text().await.map_err(broken)?));
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let parse = |path: &str| {
            let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
            version_of(&mut segments)
                .map(|version| (version, segments.join("/")))
                .map_err(|error| error.message)
        };
        assert_eq!(parse("v25.0/me").unwrap(), ("v25.0".into(), "me".into()));
        assert_eq!(parse("me").unwrap(), ("v26.0".into(), "me".into()));
        for unknown in ["v19.0/me", "v27.0/me", "v25/me", "v25.1/me"] {
            assert_eq!(parse(unknown).unwrap_err(), "Unknown path components: /me");
        }
    }

    #[test]
    fn forms_are_decoded() {
        let read = form("a=1&hub.mode=subscribe&b=%7B%22x%22%3A+1%7D&c");
        assert_eq!(read["b"], "{\"x\": 1}");
        assert_eq!(read["hub.mode"], "subscribe");
        assert_eq!(read["c"], "");
    }
}
