//! The document of the public API, made from the code that serves it.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::schema::ArrayItems;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use utoipa::openapi::{RefOr, Schema};

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
                    "An API key; the scope it needs is named at each operation. A partner's or the platform's key needs `manage` to change anything, `read` to look.",
                ))
                .build(),
        ),
    );
    document
}

/// The document of the public API, under `/api/v1`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = crate::routes::all().to_openapi();
    answers_are_whole(&mut document);
    document
}

/// Answers hold every member, null where there is nothing; only requests may leave some out. Problems say for
/// themselves what they may leave out.
fn answers_are_whole(document: &mut utoipa::openapi::OpenApi) {
    let asked = named_in_requests(document);
    let Some(components) = &mut document.components else {
        return;
    };
    for (name, schema) in &mut components.schemas {
        if name != "Problem" && !asked.contains(name) {
            require(schema);
        }
    }
}

fn require(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            object.properties.values_mut().for_each(require);
            object.required = object.properties.keys().cloned().collect();
        }
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().for_each(require),
        RefOr::T(Schema::OneOf(one)) => one.items.iter_mut().for_each(require),
        RefOr::T(Schema::Array(array)) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                require(items);
            }
        }
        RefOr::Ref(_) | RefOr::T(_) => {}
    }
}

/// The schemas that request bodies name, and those that these name.
fn named_in_requests(document: &utoipa::openapi::OpenApi) -> BTreeSet<String> {
    let document = serde_json::to_value(document).unwrap_or_default();
    let mut found = BTreeSet::new();
    let operations = document["paths"]
        .as_object()
        .into_iter()
        .flat_map(|paths| paths.values());
    for operation in operations
        .filter_map(Value::as_object)
        .flat_map(|path| path.values())
    {
        names(&operation["requestBody"], &document, &mut found);
    }
    found
}

fn names(value: &Value, document: &Value, found: &mut BTreeSet<String>) {
    if let Some(name) = value["$ref"]
        .as_str()
        .and_then(|text| text.strip_prefix("#/components/schemas/"))
        && found.insert(name.to_owned())
    {
        names(&document["components"]["schemas"][name], document, found);
    }
    match value {
        Value::Object(members) => members
            .values()
            .for_each(|member| names(member, document, found)),
        Value::Array(items) => items.iter().for_each(|item| names(item, document, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The same as JSON, always the same bytes for the same code, with a line break at the end.
#[must_use]
pub fn openapi_json() -> String {
    let mut text = openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}
