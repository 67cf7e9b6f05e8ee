//! A person told the provider whether they want marketing from this business.

use db::contacts;
use db::events::Ending;
use db::{Record, WorkspaceTx, consents};
use domain::identity::IdentitySet;
use domain::news::told_at;
use evidence::Kind;
use serde_json::json;

use crate::apply_event::Applying;
use crate::error::Result;
use crate::{Desk, names};

/// What this concerns, in the provider's word.
const MARKETING: &str = "marketing_messages";

impl Desk {
    /// Of several words the one said last holds, in whatever order they come. A word or category that is not known
    /// here changes nothing and is kept.
    pub(crate) async fn change_preference(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        from: &IdentitySet,
        category: &str,
        (wanted, detail): (Option<bool>, Option<&str>),
    ) -> Result<Ending> {
        let Some(wanted) = wanted.filter(|_| category == MARKETING) else {
            return Ok(Ending::Stored);
        };
        let said_at = told_at(at.event.event.at, at.event.received_at);
        let found = contacts::resolve(tx, &at.channel.kind, from, said_at, at.now).await?;
        let Some(person) = found else {
            return Applying::fail("no identity in the preference").map(|()| Ending::Failed);
        };
        let holds = consents::prefer_marketing(tx, person.id, wanted, detail, said_at).await?;
        tx.record(Record {
            kind: Kind::Consent,
            subject: format!("contact:{}", person.id),
            actor: Some("meta".to_owned()),
            payload: json!({
                "marketing": if wanted { "resume" } else { "stop" }, "source": consents::MARKETING_PREFERENCE,
                "at": said_at.to_rfc3339(), "late": !holds, "simulated": at.channel.simulated,
                "signature": at.event.signature, "journal": at.event.journal_seq,
            }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("contact.updated"));
        Ok(Ending::Applied)
    }
}
