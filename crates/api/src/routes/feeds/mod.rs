//! Addresses that a catalogue is fetched from.

mod create;
mod fetch;
mod list;
mod remove;
mod save;

use std::collections::BTreeMap;

use db::WorkspaceTx;
use db::knowledge_feeds::Feed as Stored;
use domain::Time;
use domain::ids::FeedId;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::{Problem, Result};
use crate::state::ApiState;
use crate::views::Feed;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_feeds, create::create_feed))
        .routes(routes!(save::save_feed, remove::remove_feed))
        .routes(routes!(fetch::fetch_feed))
}

/// Where a catalogue is fetched from, and how often.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFeed {
    /// A public address of a CSV or JSON table, `https://` or `http://`.
    url: String,
    /// Which column is what, as in an import; guessed when empty or absent.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    mapping: BTreeMap<String, String>,
    /// Whether items that it does not name are removed.
    #[serde(default)]
    remove_missing: bool,
    /// How often: 15 minutes to 7 days.
    every_minutes: i32,
    /// Whether it is fetched by itself.
    active: bool,
}

impl NewFeed {
    fn stored(self, id: FeedId, now: Time) -> Stored {
        Stored {
            id,
            url: self.url.trim().to_owned(),
            mapping: json!(self.mapping),
            remove_missing: self.remove_missing,
            every_minutes: self.every_minutes,
            active: self.active,
            turn: 1,
            last_job: None,
            last_good_at: None,
            created_at: now,
        }
    }
}

async fn shown(api: &ApiState, tx: &mut WorkspaceTx, id: FeedId) -> Result<Feed> {
    let feed = db::knowledge_feeds::get(tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Feed::of(api, tx, feed, true).await
}
