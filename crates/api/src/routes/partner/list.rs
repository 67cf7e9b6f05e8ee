//! A partner's workspaces, with sums and nothing of anybody.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use db::partners::{self, DailySum};
use domain::ids::WorkspaceId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::AsPartner;
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

/// Sums about fewer people than this are not told.
const FEWEST: i64 = 5;

/// A workspace, as its partner sees it. Sums are of the last thirty days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Client {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// `active`.
    status: &'static str,
    /// Whether everything in it is simulated.
    simulated: bool,
    /// Since when.
    created_at: Stamp,
    /// People who wrote.
    contacts_in_30d: Figure,
    /// Messages customers wrote.
    messages_in_30d: Figure,
    /// Messages sent to customers.
    messages_out_30d: Figure,
    /// Messages a rule sent.
    auto_sent_30d: Figure,
    /// Drafts the check held.
    held_30d: Figure,
    /// Messages that failed.
    failed_30d: Figure,
}

/// A number, or `<5` when it is about fewer than five people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Figure {
    /// The number.
    Number(i64),
    /// Too few people to tell.
    Few(Few),
}

/// Too few people to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) enum Few {
    /// Fewer than five people.
    #[serde(rename = "<5")]
    Few,
}

/// List the partner's workspaces, oldest first
#[utoipa::path(
    get,
    path = "/partner/workspaces",
    tag = "partner",
    responses((status = 200, description = "All of them", body = Listed<Client>), Problems),
    security(("session" = []), ("key" = ["partner"])),
)]
pub(crate) async fn list_clients(
    State(api): State<ApiState>,
    who: AsPartner,
) -> Result<Json<Listed<Client>>> {
    let since = (api.desk().now() - chrono::Duration::days(30)).date_naive();
    let mut tx = api.desk().db().partner(who.partner).await?;
    let clients = partners::clients(&mut tx).await?;
    let sums = add_up(partners::sums_since(&mut tx, since).await?);
    let shown = clients.into_iter().map(|client| {
        let figure = figures(&sums, client.id);
        Client {
            id: client.id.uuid(),
            name: client.name,
            status: "active",
            simulated: client.simulated,
            created_at: client.created_at.into(),
            contacts_in_30d: figure("contacts"),
            messages_in_30d: figure("messages_in"),
            messages_out_30d: figure("messages_out"),
            auto_sent_30d: figure("auto_sent"),
            held_30d: figure("held"),
            failed_30d: figure("failed"),
        }
    });
    Ok(Json(Listed::whole(shown.collect())))
}

type Sums = HashMap<(WorkspaceId, String), i64>;

fn add_up(daily: Vec<DailySum>) -> Sums {
    let mut sums = Sums::new();
    for day in daily {
        *sums.entry((day.workspace, day.metric)).or_default() += day.n;
    }
    sums
}

/// The figures of a workspace. While few people are behind them, none but zero is told. People are added up by day, so
/// whoever wrote on two days counts twice.
fn figures(sums: &Sums, workspace: WorkspaceId) -> impl Fn(&str) -> Figure + '_ {
    let sum = move |metric: &str| {
        sums.get(&(workspace, metric.to_owned()))
            .copied()
            .unwrap_or(0)
    };
    let few = sum("contacts") < FEWEST;
    move |metric| match sum(metric) {
        n if few && n > 0 => Figure::Few(Few::Few),
        n => Figure::Number(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn few_people_are_not_told_apart() {
        let (quiet, busy) = (WorkspaceId::new(), WorkspaceId::new());
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let sum = |workspace, metric: &str, n| DailySum {
            workspace,
            day,
            metric: metric.to_owned(),
            n,
        };
        let sums = add_up(vec![
            sum(quiet, "contacts", 4),
            sum(quiet, "messages_in", 90),
            sum(busy, "contacts", 2),
            sum(busy, "contacts", 3),
            sum(busy, "messages_in", 7),
        ]);
        assert_eq!(figures(&sums, quiet)("messages_in"), Figure::Few(Few::Few));
        assert_eq!(figures(&sums, quiet)("failed"), Figure::Number(0));
        assert_eq!(figures(&sums, busy)("messages_in"), Figure::Number(7));
        assert_eq!(serde_json::to_value(Figure::Few(Few::Few)).unwrap(), "<5");
    }
}
