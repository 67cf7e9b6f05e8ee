//! Inviting somebody.

use axum::extract::State;
use axum::http::StatusCode;
use desk::members;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::Invitation;
use crate::auth::{InWorkspace, Manages, Right};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::routes::admin::MemberRole;
use crate::state::ApiState;

/// Whom to invite, and as what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInvitation {
    /// Their address.
    #[schema(format = Email)]
    email: String,
    /// What they will be.
    role: MemberRole,
}

/// An invitation just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeInvitation {
    #[serde(flatten)]
    about: Invitation,
    /// The link. It cannot be shown again: asking with the same `Idempotency-Key` answers null here.
    url: Option<String>,
    /// Whether a letter with it was sent. Asking again with the same `Idempotency-Key` answers whether one was to be.
    mailed: bool,
}

/// Invite somebody
///
/// The link works once and for seven days. An open invitation to the same address ends. Only an owner invites owners.
/// The session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    post,
    path = "/invitations",
    tag = "team",
    params(Keyed),
    request_body = NewInvitation,
    responses((status = 201, description = "The link, shown once", body = MadeInvitation), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn invite(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewInvitation>,
) -> Result<Answer> {
    who.confirmed(&api)?;
    let NewInvitation { email, role } = body.value;
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let mailer = api.desk().mailer();
    let by_owner = who.has(Right::Own);
    let invited = members::invite(api.desk(), &mut work.tx, &email, role.into(), by_owner).await?;
    let mut made = MadeInvitation {
        about: invited.invitation.clone().into(),
        url: None,
        mailed: mailer.is_some(),
    };
    work.finish(&api, StatusCode::CREATED, &made).await?;
    // A letter that left cannot be taken back: it is written once the invitation stands.
    if let Some(mailer) = mailer {
        made.mailed = members::write_invitation(mailer, &invited).await;
    }
    made.url = Some(invited.link.expose_secret().to_owned());
    Answer::new(StatusCode::CREATED, &made)
}
