//! What a public thread is about.

use db::conversations::ListRow;
use domain::Time;
use serde::Serialize;
use utoipa::ToSchema;

use super::Window;

/// The public thing a thread is about, such as a post that people comment on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Topic {
    /// The provider's id of it.
    id: String,
    /// The provider's word for what it is, such as `FEED`, `REELS`, `AD` or `LIVE`.
    kind: Option<String>,
}

impl Topic {
    /// The window of a thread; under something public none binds it.
    pub(super) fn window(row: &ListRow, now: Time) -> Window {
        if row.topic.is_some() {
            return Window::Unbound;
        }
        Window::at(row.last_customer_at, row.window_closed_by_provider_at, now)
    }
}

impl From<domain::topic::Topic> for Topic {
    fn from(topic: domain::topic::Topic) -> Self {
        Self {
            id: topic.id,
            kind: topic.kind,
        }
    }
}
