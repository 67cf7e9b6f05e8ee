//! The error envelope of the Graph API.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::{codes, ids};

/// An error as Graph answers it.
#[derive(Clone, Debug)]
pub(crate) struct GraphError {
    pub(crate) http: u16,
    pub(crate) code: i64,
    pub(crate) subcode: Option<i64>,
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    pub(crate) details: Option<String>,
    pub(crate) user: Option<Box<(String, String)>>,
}

impl GraphError {
    fn bare(http: u16, code: i64, message: impl Into<String>) -> Self {
        Self {
            http,
            code,
            subcode: None,
            kind: "OAuthException",
            message: message.into(),
            details: None,
            user: None,
        }
    }

    /// An error of Instagram's: code and subcode with its words, and nothing beside them.
    pub(crate) fn instagram(http: u16, code: i64, subcode: Option<i64>, words: &str) -> Self {
        Self {
            subcode,
            kind: if code == 190 {
                "OAuthException"
            } else {
                "IGApiException"
            },
            ..Self::bare(http, code, words)
        }
    }

    /// A messaging error: message from the table, own details.
    pub(crate) fn messaging(code: i64, details: impl Into<String>) -> Self {
        let row = codes::of(code);
        let mut error = Self::bare(row.http, code, format!("(#{code}) {}", row.title));
        error.details = Some(details.into());
        error
    }

    /// An error with nothing but its code, for faults.
    pub(crate) fn of_code(code: i64) -> Self {
        let row = codes::of(code);
        if code == 190 {
            return Self {
                subcode: Some(463),
                ..Self::bare(401, 190, row.title)
            };
        }
        Self::messaging(code, row.details)
    }

    /// 131008: something required is not there.
    pub(crate) fn missing(details: impl Into<String>) -> Self {
        Self::messaging(131_008, details)
    }

    /// 131009: a value is not allowed.
    pub(crate) fn invalid(details: impl Into<String>) -> Self {
        Self::messaging(131_009, details)
    }

    /// 100: Graph's own parameter check.
    pub(crate) fn param(message: impl Into<String>) -> Self {
        Self::bare(400, 100, format!("(#100) {}", message.into()))
    }

    /// 100 with a subcode and a text for people, as the management API answers.
    pub(crate) fn with_subcode(subcode: i64, title: &str, text: impl Into<String>) -> Self {
        let mut error = Self::bare(400, 100, "Invalid parameter");
        error.subcode = Some(subcode);
        error.user = Some(Box::new((title.to_owned(), text.into())));
        error
    }

    /// The object is not there or not for this token: 100 with subcode 33.
    pub(crate) fn unknown_object(verb: &str, id: &str) -> Self {
        let mut error = Self::bare(
            400,
            100,
            format!(
                "Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded \
                 due to missing permissions, or does not support this operation"
            ),
        );
        error.subcode = Some(33);
        error.kind = "GraphMethodException";
        error
    }

    /// 2500: no token, or a path that no version knows.
    pub(crate) fn path(message: impl Into<String>) -> Self {
        Self::bare(400, 2500, message)
    }

    /// 190 with a subcode that says why.
    pub(crate) fn token(message: &str, subcode: Option<i64>) -> Self {
        Self {
            subcode,
            ..Self::bare(401, 190, message)
        }
    }

    /// 200: the token may not do this.
    pub(crate) fn permission(message: &str) -> Self {
        Self::bare(403, 200, format!("(#200) {message}"))
    }

    /// Graph's answer to a tried method or edge that does not exist.
    pub(crate) fn unknown_edge(path: &str) -> Self {
        Self::path(format!("Unknown path components: /{path}"))
    }

    /// The envelope, with a trace id.
    pub(crate) fn body(&self, trace: &str) -> Value {
        let mut error = Map::new();
        error.insert("message".into(), json!(self.message));
        error.insert("type".into(), json!(self.kind));
        error.insert("code".into(), json!(self.code));
        if let Some(details) = &self.details {
            error.insert(
                "error_data".into(),
                json!({"messaging_product": "whatsapp", "details": details}),
            );
        }
        if let Some(subcode) = self.subcode {
            error.insert("error_subcode".into(), json!(subcode));
        }
        if let Some((title, text)) = self.user.as_deref() {
            error.insert("is_transient".into(), json!(false));
            error.insert("error_user_title".into(), json!(title));
            error.insert("error_user_msg".into(), json!(text));
        }
        error.insert("fbtrace_id".into(), json!(trace));
        json!({ "error": error })
    }
}

impl IntoResponse for GraphError {
    fn into_response(self) -> Response {
        let trace = ids::trace();
        let status = StatusCode::from_u16(self.http).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, axum::Json(self.body(&trace))).into_response();
        let headers = response.headers_mut();
        if let Ok(value) = HeaderValue::from_str(&trace) {
            headers.insert("x-fb-trace-id", value);
        }
        if self.http == 401 {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("OAuth \"Facebook Platform\" \"invalid_token\""),
            );
        }
        response
    }
}
