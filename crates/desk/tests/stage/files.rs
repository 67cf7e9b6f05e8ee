//! Files of the stage's Graph API.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, response::Html};
use serde_json::json;

/// What becomes of a file that is asked for.
#[derive(Debug, Clone)]
pub enum FileAnswer {
    /// Its bytes.
    File(Vec<u8>),
    /// Graph knows no such id.
    Gone,
    /// Its host answers 502.
    Broken,
    /// Other bytes than were declared.
    Wrong,
}

/// Answers about files, in order; the last one told by [`Files::always`] repeats.
#[derive(Debug, Clone, Default)]
pub struct Files {
    next: Arc<Mutex<VecDeque<FileAnswer>>>,
    usual: Arc<Mutex<Option<FileAnswer>>>,
    now: Arc<Mutex<Option<FileAnswer>>>,
}

impl Files {
    pub fn then(&self, answer: FileAnswer) {
        self.next.lock().unwrap().push_back(answer);
    }

    pub fn always(&self, answer: FileAnswer) {
        *self.usual.lock().unwrap() = Some(answer);
    }

    pub(super) fn router(&self) -> Router {
        Router::new()
            .route("/told/file", get(bytes))
            .with_state(self.clone())
    }

    /// Where the file is, when something was told about it.
    pub(super) fn info(&self, host: &str) -> Option<Response> {
        let next = self.next.lock().unwrap().pop_front();
        let answer = next.or_else(|| self.usual.lock().unwrap().clone())?;
        *self.now.lock().unwrap() = Some(answer.clone());
        Some(described(&answer, host))
    }
}

fn described(answer: &FileAnswer, host: &str) -> Response {
    if matches!(answer, FileAnswer::Gone) {
        return (
            StatusCode::BAD_REQUEST,
            Json(json!({"error": {"message": "(#100) Unsupported get request", "type": "GraphMethodException", "code": 100, "error_subcode": 33}})),
        )
            .into_response();
    }
    let url = format!("http://{host}/told/file");
    Json(json!({"messaging_product": "whatsapp", "url": url, "mime_type": "image/jpeg", "id": "4711"}))
        .into_response()
}

async fn bytes(State(files): State<Files>) -> Response {
    let now = files.now.lock().unwrap().clone();
    match now {
        Some(FileAnswer::File(bytes)) => bytes.into_response(),
        Some(FileAnswer::Wrong) => b"something else".to_vec().into_response(),
        Some(FileAnswer::Broken | FileAnswer::Gone) | None => {
            (StatusCode::BAD_GATEWAY, Html("bad gateway")).into_response()
        }
    }
}
