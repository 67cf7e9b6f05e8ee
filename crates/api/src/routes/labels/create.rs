//! Making a label.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::LabelId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Label;

/// A label to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLabel {
    /// Its name, 1 to 60 characters.
    name: String,
    /// Its colour: `grey`, `red`, `orange`, `amber`, `green`, `teal`, `blue`, `violet` or `pink`.
    color: String,
}

/// Make a label
#[utoipa::path(
    post,
    path = "/labels",
    tag = "labels",
    params(Keyed),
    request_body = NewLabel,
    responses((status = 201, description = "The label", body = Label), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn create_label(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    body: Json<NewLabel>,
) -> Result<Answer> {
    let NewLabel { name, color } = body.value;
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let label = db::labels::Label {
        id: LabelId::new(),
        name,
        color,
    };
    let made = api.desk().save_label(&mut work.tx, label).await?;
    work.finish(&api, StatusCode::CREATED, &Label::from(made))
        .await
}
