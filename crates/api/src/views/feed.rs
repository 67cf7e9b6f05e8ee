//! An address that a catalogue is fetched from.

use std::collections::BTreeMap;

use db::WorkspaceTx;
use db::knowledge_feeds::Feed as Stored;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Job, Stamp, read};
use crate::problem::Result;
use crate::state::ApiState;

/// An address that a catalogue is fetched from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Feed {
    /// Which.
    id: Uuid,
    /// Where. Only those who may change it see more than its host.
    url: String,
    /// Which column is what; empty: guessed from their names.
    #[schema(value_type = Object)]
    mapping: BTreeMap<String, String>,
    /// Whether items that it does not name are removed.
    remove_missing: bool,
    /// How often it is fetched.
    every_minutes: i32,
    /// Whether it is fetched by itself.
    active: bool,
    /// The last fetch: how it went and why not.
    last: Option<Job>,
    /// When a fetch last went well.
    last_good_at: Option<Stamp>,
}

impl Feed {
    pub(crate) async fn of(
        api: &ApiState,
        tx: &mut WorkspaceTx,
        feed: Stored,
        whole: bool,
    ) -> Result<Self> {
        let last = match feed.last_job {
            Some(job) => db::long_jobs::get(tx, job).await?,
            None => None,
        };
        let host = || {
            let rest = feed.url.split_once("://").map_or("", |(_, rest)| rest);
            rest.split(['/', '?', '#']).next().unwrap_or("").to_owned()
        };
        Ok(Self {
            id: feed.id.uuid(),
            url: if whole { feed.url.clone() } else { host() },
            mapping: read("a feed's mapping", feed.mapping)?,
            remove_missing: feed.remove_missing,
            every_minutes: feed.every_minutes,
            active: feed.active,
            last: last.map(|row| Job::of(api, row)),
            last_good_at: feed.last_good_at.map(Stamp),
        })
    }
}
