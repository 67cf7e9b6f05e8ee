//! The document of the public API, made from the code that serves it.

use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::problem::Body;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Loket",
        version = "1",
        description = "A session (cookie) names its workspace in the header `Loket-Workspace`; a key belongs to one. \
            Ids of other workspaces answer exactly like unknown ones. Errors are `application/problem+json` (RFC 9457). \
            Times are RFC 3339 in UTC with milliseconds.",
        license(name = "Apache-2.0"),
    ),
    servers((url = "/api/v1")),
    components(schemas(Body)),
)]
struct Document;

pub(crate) fn base() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
            "loket_session",
            "Set by POST /session; named __Host-loket_session where people reach the desk by TLS.",
        ))),
    );
    components.add_security_scheme(
        "key",
        SecurityScheme::Http(
            HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .bearer_format("wak_<id>_<secret>")
                .description(Some(
                    "An API key; the scope it needs is named at each operation.",
                ))
                .build(),
        ),
    );
    document
}

/// The document of the public API, under `/api/v1`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    crate::routes::all().to_openapi()
}

/// The same as JSON, always the same bytes for the same code, with a line break at the end.
#[must_use]
pub fn openapi_json() -> String {
    let mut text = openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}
