//! How far a reviewer came, ticked by what really happened.

use axum::Json;
use axum::extract::State;
use db::review_steps;
use domain::Time;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::state::ApiState;
use crate::views::Stamp;

/// The steps of a review.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Review {
    /// What happened before this moment ticks nothing: then the reviewer was let in.
    since: Stamp,
    /// The steps, in order.
    steps: Vec<ReviewStep>,
}

/// A step of a review.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReviewStep {
    /// Which.
    step: ReviewStepName,
    /// When it was first taken; null: not yet.
    done_at: Option<Stamp>,
}

/// Which step of a review.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReviewStepName {
    /// The reviewer signed in.
    SignIn,
    /// A number was connected.
    Connect,
    /// Its token was proved and is kept encrypted.
    Token,
    /// The number shows what Meta says of it.
    Number,
    /// A customer's message came in, with its signature.
    Message,
    /// A reply was drafted.
    Draft,
    /// It was approved.
    Approve,
    /// Meta took it.
    Send,
    /// Meta said that it arrived.
    Deliver,
    /// The reviewer looked at the evidence.
    Evidence,
    /// The number was disconnected.
    Disconnect,
}

/// Get how far the review of this workspace came
///
/// For the person who asks: what happened before they were let in ticks nothing, and what follows a connection counts on
/// numbers and accounts that were connected since, from then on. The evidence is looked at by themselves.
#[utoipa::path(
    get,
    path = "/review",
    tag = "onboarding",
    responses((status = 200, description = "What was done, and when", body = Review), Problems),
    security(("session" = [])),
)]
pub(crate) async fn get_review(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Review>> {
    use ReviewStepName as S;
    let person = who.person()?;
    let mut platform = api.desk().db().platform().await?;
    let (since, signed_in) = review_steps::let_in(&mut platform, who.workspace, person)
        .await?
        .ok_or_else(Problem::not_found)?;
    drop(platform);
    let mut tx = who.open(&api).await?;
    let found = review_steps::read(&mut tx, since, person).await?;
    let steps: [(S, Option<Time>); 11] = [
        (S::SignIn, signed_in),
        (S::Connect, found.connected_at),
        (S::Token, found.token_at),
        (S::Number, found.checked_at),
        (S::Message, found.received_at),
        (S::Draft, found.drafted_at),
        (S::Approve, found.decided_at),
        (S::Send, found.sent_at),
        (S::Deliver, found.delivered_at),
        (S::Evidence, found.viewed_at),
        (S::Disconnect, found.disconnected_at),
    ];
    Ok(Json(Review {
        since: since.into(),
        steps: steps
            .into_iter()
            .map(|(step, at)| ReviewStep {
                step,
                done_at: at.map(Stamp),
            })
            .collect(),
    }))
}
