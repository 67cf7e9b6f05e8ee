//! Webhooks: raw bytes to the desk's door, and its answer as a status. Nothing is parsed, logged or kept here.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use desk::IntakeRefusal;
use domain::ids::AppRef;
use meta::challenge::{ChallengeAnswer, ChallengeQuery};

use crate::state::ApiState;

/// Meta batches up to this many bytes.
const LARGEST: usize = 4 * 1024 * 1024;

type Handshake = Result<Query<ChallengeQuery>, QueryRejection>;

/// The routes Meta knows. Each is there once for the platform's app and once per app that a workspace brought.
pub(crate) fn routes() -> Router<ApiState> {
    let mut router = Router::new();
    for channel in channels::registry::all() {
        for path in channel.doors() {
            router = router
                .route(path, door(channel.name()))
                .route(&format!("{path}/{{app_ref}}"), door_of_app(channel.name()));
        }
    }
    router.layer(DefaultBodyLimit::max(LARGEST))
}

/// The address of the platform's app.
fn door(kind: &'static str) -> MethodRouter<ApiState> {
    get(async move |State(api): State<ApiState>, query: Handshake| {
        answer_challenge(&api, kind, None, query).await
    })
    .post(async move |State(api): State<ApiState>, request: Request| {
        take(&api, kind, None, request).await
    })
}

/// The address of an app that a workspace brought.
fn door_of_app(kind: &'static str) -> MethodRouter<ApiState> {
    get(
        async move |State(api): State<ApiState>, Path(app): Path<String>, query: Handshake| {
            match app.parse() {
                Ok(app) => answer_challenge(&api, kind, Some(app), query).await,
                Err(_) => StatusCode::NOT_FOUND.into_response(),
            }
        },
    )
    .post(
        async move |State(api): State<ApiState>, Path(app): Path<String>, request: Request| {
            match app.parse() {
                Ok(app) => take(&api, kind, Some(app), request).await,
                Err(_) => StatusCode::NOT_FOUND,
            }
        },
    )
}

async fn answer_challenge(
    api: &ApiState,
    kind: &str,
    app: Option<AppRef>,
    query: Handshake,
) -> Response {
    // A query that cannot be read is no handshake.
    let query = query.map(|Query(query)| query).unwrap_or_default();
    match api.desk().intake().challenge(kind, app, &query).await {
        Ok(ChallengeAnswer::Echo(text)) => {
            let headers = [
                (header::CONTENT_TYPE, "text/plain"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, text).into_response()
        }
        Ok(ChallengeAnswer::Refuse(_)) => StatusCode::FORBIDDEN.into_response(),
        Err(refusal) => status(refusal).into_response(),
    }
}

async fn take(
    api: &ApiState,
    kind: &'static str,
    app: Option<AppRef>,
    request: Request,
) -> StatusCode {
    // A header value shares the request's buffer; this copies no bytes.
    let signature = request.headers().get("x-hub-signature-256").cloned();
    let body = match Bytes::from_request(request, api).await {
        Ok(body) => body,
        Err(rejection) => return unread(&rejection),
    };
    let signature = signature.as_ref().and_then(|value| value.to_str().ok());
    match api.desk().intake().accept(kind, app, signature, body).await {
        Ok(()) => StatusCode::OK,
        Err(refusal) => status(refusal),
    }
}

fn unread(rejection: &BytesRejection) -> StatusCode {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        StatusCode::BAD_REQUEST
    }
}

const fn status(refusal: IntakeRefusal) -> StatusCode {
    match refusal {
        IntakeRefusal::UnknownApp => StatusCode::NOT_FOUND,
        IntakeRefusal::Signature => StatusCode::UNAUTHORIZED,
        IntakeRefusal::NotJson | IntakeRefusal::TooDeep => StatusCode::BAD_REQUEST,
        IntakeRefusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
