//! A partner's sums by day.

use axum::Json;
use axum::extract::State;
use db::sums;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::figure::{ByMetric, Figure};
use crate::auth::AsPartner;
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Listed};
use crate::state::ApiState;

/// Most days that are told at once.
const MOST: u32 = 92;

/// How far back.
#[derive(Debug, Deserialize)]
pub(crate) struct Back {
    /// Days before today, 1 to 92; 30 when not given.
    days: Option<u32>,
}

/// One day of one workspace. The day is that of the workspace's time zone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClientDay {
    /// Whose.
    workspace_id: Uuid,
    /// Which day.
    #[schema(format = Date)]
    day: String,
    /// What was counted: `messages_in`, `messages_out`, `auto_sent`, `held`, `failed`, `contacts`. What is missing is
    /// zero.
    #[schema(value_type = std::collections::HashMap<String, Figure>)]
    figures: ByMetric,
}

/// List the sums of each workspace by day, oldest first
///
/// A number with fewer than five people behind it is told as `<5`.
#[utoipa::path(
    get,
    path = "/partner/days",
    tag = "partner",
    params(("days" = Option<u32>, Query, description = "Days before today, 1 to 92; 30 when not given")),
    responses((status = 200, description = "Days on which something was counted", body = Listed<ClientDay>), Problems),
    security(("session" = []), ("key" = ["partner"])),
)]
pub(crate) async fn list_client_days(
    State(api): State<ApiState>,
    who: AsPartner,
    Ask(back): Ask<Back>,
) -> Result<Json<Listed<ClientDay>>> {
    let days = back.days.unwrap_or(30);
    if !(1..=MOST).contains(&days) {
        return Err(Problem::invalid("days", "1 to 92"));
    }
    let since = (api.desk().now() - chrono::Duration::days(i64::from(days))).date_naive();
    let mut tx = api.desk().db().partner(who.partner).await?;
    let mut days: Vec<ClientDay> = Vec::new();
    for sum in sums::of_days(&mut tx, since).await? {
        let figure = Figure::of(&sum);
        if figure == Figure::Number(0) {
            continue;
        }
        let (whose, day) = (sum.workspace.uuid(), sum.day.to_string());
        match days.last_mut() {
            Some(last) if last.workspace_id == whose && last.day == day => {
                last.figures.insert(sum.metric, figure);
            }
            _ => days.push(ClientDay {
                workspace_id: whose,
                day,
                figures: ByMetric::from([(sum.metric, figure)]),
            }),
        }
    }
    Ok(Json(Listed::whole(days)))
}
