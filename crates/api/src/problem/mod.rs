//! Every refusal and failure, as RFC 9457 `application/problem+json`.

mod from_desk;

pub(crate) use from_desk::changed;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};
use uuid::Uuid;

use crate::views::{Draft, Reason};

/// A result of a handler.
pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

/// Why a request was not done, with what a person needs to go on.
#[derive(Debug)]
pub(crate) struct Problem(Box<Body>);

/// Why a request was not done (RFC 9457), with what a person needs to go on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Body {
    /// Always `about:blank`: `code` is the stable name.
    #[serde(rename = "type")]
    type_: &'static str,
    /// The HTTP status.
    status: u16,
    /// Stable code; others script against it.
    code: String,
    /// A few words.
    title: String,
    /// What exactly, in plain words.
    #[schema(required)]
    detail: Option<String>,
    /// What to do.
    #[schema(required)]
    hint: Option<String>,
    /// The name of a button that helps.
    #[schema(required)]
    action: Option<String>,
    /// A reference to quote when asking for help; the server's log has it too.
    instance: Uuid,
    /// Every reason of the gate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    reasons: Vec<Reason>,
    /// Values that cannot be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    fields: Vec<Field>,
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_s: Option<i64>,
    /// The draft as it stands now, when somebody was faster.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<Box<Draft>>,
    /// What happened, for the log and never for the answer.
    #[serde(skip)]
    cause: Option<String>,
}

/// A value that cannot be used.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldProblem)]
pub(crate) struct Field {
    /// Which.
    field: String,
    /// What to do about it.
    problem: String,
}

impl Problem {
    pub(crate) fn new(
        status: StatusCode,
        code: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self(Box::new(Body {
            type_: "about:blank",
            status: status.as_u16(),
            code: code.into(),
            title: title.into(),
            detail: None,
            hint: None,
            action: None,
            instance: Uuid::new_v4(),
            reasons: Vec::new(),
            fields: Vec::new(),
            retry_after_s: None,
            draft: None,
            cause: None,
        }))
    }

    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    pub(crate) fn action(mut self, action: impl Into<String>) -> Self {
        self.0.action = Some(action.into());
        self
    }

    pub(crate) fn reasons(mut self, reasons: Vec<Reason>) -> Self {
        self.0.reasons = reasons;
        self
    }

    pub(crate) fn draft(mut self, draft: Draft) -> Self {
        self.0.draft = Some(Box::new(draft));
        self
    }

    pub(crate) fn retry_after(mut self, seconds: i64) -> Self {
        self.0.retry_after_s = Some(seconds.max(1));
        self
    }

    fn cause(mut self, cause: impl Into<String>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// There is no such thing here. A foreign id answers with these very bytes.
    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "Not found")
            .detail("There is nothing here under this address.")
    }

    /// Nobody is signed in, and no key is given.
    pub(crate) fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "signed_out", "Not signed in")
            .hint("Sign in, or send an API key as a bearer token.")
            .action("sign_in")
    }

    /// Known, and not allowed.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed").detail(detail)
    }

    /// A value cannot be used.
    pub(crate) fn invalid(field: impl Into<String>, problem: impl Into<String>) -> Self {
        let (field, problem) = (field.into(), problem.into());
        let mut made = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "A value cannot be used",
        )
        .detail(format!("{field}: {problem}"));
        made.0.fields.push(Field { field, problem });
        made
    }

    /// The request cannot be read.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "bad_request",
            "The request cannot be read",
        )
        .detail(detail)
    }

    /// The database cannot be reached.
    pub(crate) fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "Not available right now",
        )
        .detail("The database cannot be reached.")
        .hint("Nothing was changed. Try again in a moment.")
        .retry_after(5)
    }

    /// A fault of ours. The cause goes to the log under the reference, never into the answer.
    pub(crate) fn internal(cause: impl Into<String>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong here",
        )
        .hint("This is a fault of ours. Quote the reference when you report it.")
        .cause(cause)
    }

    #[cfg(test)]
    pub(crate) fn code(&self) -> &str {
        &self.0.code
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = self.0;
        let status = StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if status.is_server_error() {
            let cause = body.cause.as_deref().unwrap_or("");
            tracing::error!(instance = %body.instance, code = body.code, cause, "a request failed");
        } else {
            tracing::debug!(instance = %body.instance, code = body.code, "a request was refused");
        }
        let bytes = serde_json::to_vec(&*body).unwrap_or_default();
        let mut response = (status, bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = body.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"loket\""),
            );
        }
        response
    }
}

/// Every operation may answer with a problem; one line in each operation's description.
pub(crate) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> std::collections::BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let schema = Ref::from_schema_name("Problem");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new()
            .description("A refusal or failure")
            .content("application/problem+json", content)
            .build();
        [("default".to_owned(), RefOr::T(response))].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_stays_inside() {
        let problem = Problem::internal("relation app.secret: canary");
        let text = serde_json::to_string(&*problem.0).unwrap();
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains("\"instance\""));
    }
}
