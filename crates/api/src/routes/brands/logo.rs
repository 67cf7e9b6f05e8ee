//! A partner's picture.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::ids::PartnerId;

use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Get a partner's picture
#[utoipa::path(
    get,
    path = "/brands/{id}/logo",
    tag = "session",
    params(("id" = Uuid, Path, description = "The partner")),
    responses((status = 200, description = "The picture", body = Vec<u8>, content_type = "image/png"), Problems),
    security(()),
)]
pub(crate) async fn get_logo(
    State(api): State<ApiState>,
    Id(id): Id<PartnerId>,
) -> Result<Response> {
    let logo = api.desk().brand_logo(id).await?;
    let kind = HeaderValue::from_str(&logo.kind)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = logo.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        // The address carries a mark of the contents.
        (header::CACHE_CONTROL, "public, max-age=86400, immutable"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
