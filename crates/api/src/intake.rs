//! Webhooks: raw bytes to the desk's door, and its answer as a status. Nothing is parsed, logged or kept here.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
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
    for path in ["/api/webhooks/wa", "/engagement/meta-whatsapp/webhook"] {
        router = router.route(path, get(challenge).post(whatsapp)).route(
            &format!("{path}/{{app_ref}}"),
            get(challenge_of_app).post(whatsapp_of_app),
        );
    }
    // Only a channel that exists has an address.
    if channels::registry::by_kind("instagram").is_some() {
        router = router
            .route("/api/webhooks/instagram", get(challenge).post(instagram))
            .route(
                "/api/webhooks/instagram/{app_ref}",
                get(challenge_of_app).post(instagram_of_app),
            );
    }
    router.layer(DefaultBodyLimit::max(LARGEST))
}

async fn challenge(State(api): State<ApiState>, query: Handshake) -> Response {
    answer_challenge(&api, None, query).await
}

async fn challenge_of_app(
    State(api): State<ApiState>,
    Path(app): Path<String>,
    query: Handshake,
) -> Response {
    match app.parse() {
        Ok(app) => answer_challenge(&api, Some(app), query).await,
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn answer_challenge(api: &ApiState, app: Option<AppRef>, query: Handshake) -> Response {
    // A query that cannot be read is no handshake.
    let query = query.map(|Query(query)| query).unwrap_or_default();
    match api.desk().intake().challenge(app, &query).await {
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

async fn whatsapp(State(api): State<ApiState>, request: Request) -> StatusCode {
    take(&api, "whatsapp", None, request).await
}

async fn whatsapp_of_app(
    State(api): State<ApiState>,
    Path(app): Path<String>,
    request: Request,
) -> StatusCode {
    take_of_app(&api, "whatsapp", &app, request).await
}

async fn instagram(State(api): State<ApiState>, request: Request) -> StatusCode {
    take(&api, "instagram", None, request).await
}

async fn instagram_of_app(
    State(api): State<ApiState>,
    Path(app): Path<String>,
    request: Request,
) -> StatusCode {
    take_of_app(&api, "instagram", &app, request).await
}

async fn take_of_app(
    api: &ApiState,
    kind: &'static str,
    app: &str,
    request: Request,
) -> StatusCode {
    match app.parse() {
        Ok(app) => take(api, kind, Some(app), request).await,
        Err(_) => StatusCode::NOT_FOUND,
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
