//! Asking twice is harmless: the key, the request and the answer are kept in the transaction that does the work.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use db::WorkspaceTx;
use db::idempotency::{self, Claim};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::Mark;
use crate::auth::{InWorkspace, Wants};
use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// The header of operations that create or send.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "describes the header in the document; it is read with the body"
)]
pub(crate) struct Keyed {
    /// Any text of the caller's. The same key with the same request gets the same answer for 24 hours.
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// An answer that can be kept and given again, byte by byte.
#[derive(Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    body: String,
    again: bool,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, body: &impl Serialize) -> Result<Self> {
        Ok(Self {
            status,
            body: text(body)?,
            again: false,
        })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        if self.status == StatusCode::NO_CONTENT {
            return self.status.into_response();
        }
        // A kept answer may have become a problem: the person it spoke of was erased.
        let kind = if self.status.is_client_error() {
            "application/problem+json"
        } else {
            "application/json"
        };
        let kind = [(header::CONTENT_TYPE, kind)];
        let mut response = (self.status, kind, self.body).into_response();
        if self.again {
            response
                .headers_mut()
                .insert("idempotent-replay", HeaderValue::from_static("true"));
        }
        response
    }
}

fn text(body: &impl Serialize) -> Result<String> {
    serde_json::to_string(body)
        .map_err(|e| Problem::internal(format!("an answer has no JSON: {e}")))
}

/// Either the work is to be done, or it was done before.
pub(crate) enum Begun {
    /// Do it, then [`Work::finish`].
    Fresh(Box<Work>),
    /// This was the answer.
    Before(Answer),
}

/// Work in a transaction that ends with its answer being kept.
pub(crate) struct Work {
    pub(crate) tx: WorkspaceTx,
    key: Option<String>,
}

/// Begins work in the caller's workspace. A second request with the same key waits for the first to end. Dropping the
/// work undoes it, key included.
pub(crate) async fn once<W: Wants>(
    api: &ApiState,
    who: &InWorkspace<W>,
    mark: &Mark,
) -> Result<Begun> {
    let mut tx = who.open(api).await?;
    if let Some(key) = &mark.key {
        match idempotency::claim(&mut tx, key, &mark.hash, api.desk().now()).await? {
            Claim::New => {}
            Claim::Answered { status, response } => {
                return Ok(Begun::Before(answered(status, response)?));
            }
            Claim::Mismatch => return Err(mismatch()),
        }
    }
    Ok(Begun::Fresh(Box::new(Work {
        tx,
        key: mark.key.clone(),
    })))
}

impl Work {
    /// Keeps the answer and makes everything durable at once.
    pub(crate) async fn finish(
        self,
        api: &ApiState,
        status: StatusCode,
        body: &impl Serialize,
    ) -> Result<Answer> {
        let answer = Answer::new(status, body)?;
        let kept = answer.body.clone();
        self.keep(api, answer, kept).await
    }

    /// The same, keeping something else than what is answered: a secret is answered once and kept nowhere.
    pub(crate) async fn finish_keeping(
        self,
        api: &ApiState,
        answer: Answer,
        kept: &impl Serialize,
    ) -> Result<Answer> {
        let kept = text(kept)?;
        self.keep(api, answer, kept).await
    }

    /// Kept as text: the database would sort the members of an object.
    async fn keep(mut self, api: &ApiState, answer: Answer, kept: String) -> Result<Answer> {
        if let Some(key) = &self.key {
            let status = i32::from(answer.status.as_u16());
            idempotency::complete(&mut self.tx, key, status, &Value::String(kept)).await?;
        }
        self.tx.commit(api.desk().now()).await?;
        Ok(answer)
    }
}

/// Begins work that has transactions of its own, such as calls to Meta. If it never comes to an end, the next request
/// with the key runs it again.
pub(crate) async fn start_apart<W: Wants>(
    api: &ApiState,
    who: &InWorkspace<W>,
    mark: &Mark,
) -> Result<Option<Answer>> {
    if mark.key.is_none() {
        return Ok(None);
    }
    match once(api, who, mark).await? {
        Begun::Before(answer) => Ok(Some(answer)),
        Begun::Fresh(work) => {
            work.tx.commit(api.desk().now()).await?;
            Ok(None)
        }
    }
}

/// Keeps the answer of such work.
pub(crate) async fn settle_apart<W: Wants>(
    api: &ApiState,
    who: &InWorkspace<W>,
    mark: &Mark,
    answer: Answer,
) -> Result<Answer> {
    if mark.key.is_none() {
        return Ok(answer);
    }
    let tx = who.open(api).await?;
    let kept = answer.body.clone();
    Work {
        tx,
        key: mark.key.clone(),
    }
    .keep(api, answer, kept)
    .await
}

/// The id of something made above workspaces, where no answers are kept: the same caller and key make the same id, so
/// that the second request finds the first one's work. Without a key it is new.
pub(crate) fn derived_id(label: &str, what: &str, mark: &Mark) -> Uuid {
    let Some(key) = &mark.key else {
        return Uuid::now_v7();
    };
    let mut hash = Sha256::new();
    for part in ["loket.made-with-key.v1", label, what, key] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Uuid::new_v8(bytes)
}

fn answered(status: i32, body: Value) -> Result<Answer> {
    let status = u16::try_from(status)
        .ok()
        .and_then(|s| StatusCode::from_u16(s).ok());
    let (Some(status), Value::String(body)) = (status, body) else {
        return Err(Problem::internal("a kept answer cannot be read"));
    };
    Ok(Answer {
        status,
        body,
        again: true,
    })
}

fn mismatch() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "idempotency_mismatch",
        "This key belongs to another request",
    )
    .detail("The Idempotency-Key was used before with another path or body.")
    .hint("Use a new key for a new request.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_ids_depend_on_caller_kind_and_key_and_nothing_else() {
        let mark = |key: &str, hash| Mark {
            key: Some(key.to_owned()),
            hash: [hash; 32],
        };
        let id = derived_id("partner:a", "workspace", &mark("k", 1));
        assert_eq!(id, derived_id("partner:a", "workspace", &mark("k", 2)));
        for other in [
            derived_id("partner:b", "workspace", &mark("k", 1)),
            derived_id("partner:a", "partner", &mark("k", 1)),
            derived_id("partner:a", "workspace", &mark("l", 1)),
            derived_id("partner:aw", "orkspace", &mark("k", 1)),
        ] {
            assert_ne!(id, other);
        }
        let none = Mark {
            key: None,
            hash: [0; 32],
        };
        assert_ne!(derived_id("p", "w", &none), derived_id("p", "w", &none));
    }
}
