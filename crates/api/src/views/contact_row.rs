//! Rows of the contact book.

use db::contacts;
use domain::ids::ConversationId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::contact::{display_name, phone_hint};
use super::{Consent, Label, Stamp};
use crate::request::Place;

/// A row of the contact book.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactRow {
    /// Which.
    id: Uuid,
    /// The name to show: theirs, or what is known of them.
    name: String,
    /// The end of their phone number, such as `…7731`.
    phone_hint: Option<String>,
    /// Their username, which may change.
    username: Option<String>,
    /// Whether they may be written to.
    consent: Consent,
    /// Whether they stopped marketing, though not everything.
    marketing_stopped: bool,
    /// The labels of the contact.
    labels: Vec<Label>,
    /// When the newest message was exchanged; null when there is none.
    last_contact_at: Option<Stamp>,
    /// The thread it stands in.
    conversation_id: Option<Uuid>,
    /// When they were first seen, or entered.
    first_seen_at: Stamp,
}

impl ContactRow {
    pub(crate) fn of(row: contacts::ListRow, labels: &[db::labels::Label]) -> Self {
        let carried = labels.iter().filter(|label| row.labels.contains(&label.id));
        Self {
            id: row.id.uuid(),
            name: display_name(
                row.name.as_deref(),
                row.username.as_deref(),
                row.phone_tail.as_deref(),
            ),
            phone_hint: row.phone_tail.as_deref().map(phone_hint),
            username: row.username,
            consent: row.consent.into(),
            marketing_stopped: row.marketing_stopped,
            labels: carried.cloned().map(Label::from).collect(),
            last_contact_at: row.last.map(|(_, at)| at.into()),
            conversation_id: row.last.map(|(id, _)| ConversationId::uuid(id)),
            first_seen_at: row.created_at.into(),
        }
    }

    /// Where the next page begins after this row.
    pub(crate) const fn place(&self) -> Place {
        Place {
            at: self.first_seen_at.0,
            id: self.id,
        }
    }
}

/// How many contacts there are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactCounts {
    /// Of each consent together.
    all: i64,
    /// Neither agreed nor stopped.
    none: i64,
    /// Agreed to be written to.
    opted_in: i64,
    /// Said stop.
    opted_out: i64,
    /// Whether there are more: nothing is counted beyond 10,000 of a kind.
    more: bool,
}

impl From<contacts::Counts> for ContactCounts {
    fn from(counts: contacts::Counts) -> Self {
        let each = [counts.none, counts.opted_in, counts.opted_out];
        Self {
            all: each.iter().sum(),
            none: counts.none,
            opted_in: counts.opted_in,
            opted_out: counts.opted_out,
            more: each.contains(&contacts::MOST),
        }
    }
}
