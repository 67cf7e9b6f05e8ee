//! A stop that goes with a number which a merge put aside.

use domain::Time;
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::ids::ContactId;
use evidence::Kind;
use serde_json::json;

use crate::{Record, Result, WorkspaceTx, consents};

/// Somebody who said stop was made one with a contact of another number, and writes from the old one again: as far as we
/// know it is they, and their stop holds.
pub(crate) async fn carry(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    new: ContactId,
    phone: &str,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let stop = sqlx::query!(
        "SELECT i.contact_id,
           (SELECT e.message_id FROM app.consent_entry e WHERE e.workspace_id = $1 AND e.contact_id IN (m.kept, m.merged)
              AND e.state = 'opted_out' AND e.message_id IS NOT NULL ORDER BY e.at DESC LIMIT 1) AS message_id
         FROM app.contact_identity i
         JOIN app.contact_merge m ON m.workspace_id = $1 AND m.kept = i.contact_id AND m.at = i.ended_at AND m.undone_at IS NULL
         JOIN app.contact c ON c.workspace_id = $1 AND c.id = i.contact_id AND c.consent = 'opted_out'
         WHERE i.workspace_id = $1 AND i.channel_kind = $2 AND i.kind = 'phone' AND i.value = $3
         ORDER BY i.ended_at DESC LIMIT 1",
        ws,
        kind.as_str(),
        phone
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(stop) = stop else { return Ok(()) };
    let entry = consents::Entry {
        state: Consent::OptedOut,
        source: consents::RECURRED.to_owned(),
        message: stop.message_id.map(Into::into),
        note: None,
        at: now,
    };
    consents::change(tx, new, &entry).await?;
    tx.record(Record {
        kind: Kind::Consent,
        subject: format!("contact:{new}"),
        actor: None,
        payload: json!({ "state": entry.state.as_str(), "source": entry.source, "of": ContactId::from(stop.contact_id) }),
        message: entry.message,
        conversation: None,
    });
    Ok(())
}
