//! What Meta asks on somebody's behalf: their permission is taken back, or their data is to be deleted. A form with one
//! signed field; who signed is checked by the desk.

use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use db::grants::LeaveRequest;
use desk::LeaveRefusal;
use domain::news::Ended;
use serde::Deserialize;
use serde_json::json;

use crate::state::ApiState;

/// Meta's are a few hundred bytes.
const LARGEST: usize = 32 * 1024;

/// The form.
#[derive(Deserialize)]
struct Asked {
    signed_request: String,
}

type Filled = Result<Form<Asked>, FormRejection>;

/// The addresses, each for the platform's app and for one that a workspace brought.
pub(crate) fn routes() -> Router<ApiState> {
    let deauthorize = [
        "/api/meta/deauthorize",
        "/api/meta/whatsapp/deauthorize",
        "/api/meta/instagram/deauthorize",
    ];
    let mut router = Router::new()
        .route("/api/meta/data-deletion", post(delete_data))
        .route(
            "/api/meta/data-deletion/{app_ref}",
            post(delete_data_of_app),
        );
    for path in deauthorize {
        router = router
            .route(path, post(deauthorize_app))
            .route(&format!("{path}/{{app_ref}}"), post(deauthorize_own_app));
    }
    router.layer(DefaultBodyLimit::max(LARGEST))
}

async fn delete_data(State(api): State<ApiState>, form: Filled) -> Response {
    answer_deletion(&api, heed(&api, None, Ended::DeletionRequested, form).await)
}

async fn delete_data_of_app(
    State(api): State<ApiState>,
    Path(app): Path<String>,
    form: Filled,
) -> Response {
    answer_deletion(
        &api,
        heed(&api, Some(&app), Ended::DeletionRequested, form).await,
    )
}

async fn deauthorize_app(State(api): State<ApiState>, form: Filled) -> Response {
    answer_plainly(heed(&api, None, Ended::Deauthorized, form).await)
}

async fn deauthorize_own_app(
    State(api): State<ApiState>,
    Path(app): Path<String>,
    form: Filled,
) -> Response {
    answer_plainly(heed(&api, Some(&app), Ended::Deauthorized, form).await)
}

async fn heed(
    api: &ApiState,
    app: Option<&str>,
    why: Ended,
    form: Filled,
) -> Result<LeaveRequest, LeaveRefusal> {
    let app = app
        .map(str::parse)
        .transpose()
        .map_err(|_| LeaveRefusal::UnknownApp)?;
    let Form(asked) = form.map_err(|_| LeaveRefusal::Malformed)?;
    api.desk()
        .heed_leaving(app, why, &asked.signed_request)
        .await
}

/// Where the person can see what became of it, and under which code.
fn answer_deletion(api: &ApiState, heeded: Result<LeaveRequest, LeaveRefusal>) -> Response {
    match heeded {
        Ok(request) => {
            let url = format!(
                "{}/data-deletion/{}",
                api.settings().public_url,
                request.code
            );
            Json(json!({ "url": url, "confirmation_code": request.code })).into_response()
        }
        Err(refusal) => status(&refusal).into_response(),
    }
}

fn answer_plainly(heeded: Result<LeaveRequest, LeaveRefusal>) -> Response {
    match heeded {
        Ok(_) => StatusCode::OK.into_response(),
        Err(refusal) => status(&refusal).into_response(),
    }
}

fn status(refusal: &LeaveRefusal) -> StatusCode {
    metrics::counter!("loket_leave_requests_refused_total").increment(1);
    match refusal {
        LeaveRefusal::UnknownApp => StatusCode::NOT_FOUND,
        LeaveRefusal::Malformed => StatusCode::BAD_REQUEST,
        LeaveRefusal::Signature => StatusCode::FORBIDDEN,
        LeaveRefusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
