//! A partner's workspaces, with sums and nothing of anybody.

use axum::Json;
use axum::extract::State;
use db::{partners, sums};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::figure::{Figure, Figures};
use crate::auth::AsPartner;
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

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
    let mut tx = api.desk().db().partner(who.partner).await?;
    let clients = partners::clients(&mut tx).await?;
    let figures = Figures::new(sums::of_month(&mut tx).await?);
    let shown = clients.into_iter().map(|client| {
        let figure = |metric: &str| figures.of(client.id, metric);
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
