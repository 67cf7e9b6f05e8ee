//! An id in a path. One that is no UUID names nothing, and is answered so.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use uuid::Uuid;

use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// The id of the path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T: From<Uuid>> FromRequestParts<ApiState> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        let Path(id) = Path::<Uuid>::from_request_parts(parts, api)
            .await
            .map_err(|_| Problem::not_found())?;
        Ok(Self(id.into()))
    }
}
