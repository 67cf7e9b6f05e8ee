//! Raw bodies speak of several people and several workspaces: an erased person's parts are taken out of them.

use std::collections::BTreeMap;

use db::erasure::{Person, is_one};
use db::journal::{self, Waiting};
use db::{IngestTx, WorkspaceTx, erasure};
use domain::Time;
use domain::event::ChannelEvent;
use domain::redact::redact;
use serde_json::Value;

use crate::Desk;
use crate::error::Result;

/// What is left of a body that is not JSON, or that nothing can be told apart in.
const NOTHING: &[u8] = br#"{"erased":true}"#;

impl Desk {
    /// Takes a person out of all bodies that were split. Everything old is looked through while webhooks go on being
    /// split; then splitting into this workspace waits until the caller's transaction ends, for the few that came
    /// since. Bodies not yet split are met by [`Redactions`].
    pub(crate) async fn erase_bodies(
        &self,
        tx: &mut WorkspaceTx,
        person: &Person,
        seqs: &[i64],
    ) -> Result<()> {
        let mut scan = self.db().ingest().await?;
        let settled = journal::settled_below(&mut scan).await?;
        take_out(&mut scan, person, seqs, 0, self.now()).await?;
        scan.commit().await?;
        erasure::hold_deliveries(tx).await?;
        let mut scan = self.db().ingest().await?;
        take_out(&mut scan, person, seqs, settled, self.now()).await?;
        Ok(scan.commit().await?)
    }
}

async fn take_out(
    scan: &mut IngestTx,
    person: &Person,
    seqs: &[i64],
    from: i64,
    now: Time,
) -> Result<()> {
    for kept in journal::holding(scan, &person.identities, seqs, from).await? {
        if let Some(body) = without(&kept.body, &person.own) {
            journal::redact(scan, kept.seq, &body, now).await?;
        }
    }
    Ok(())
}

/// A body without what these ids name; `None` when it holds nothing of it.
fn without(body: &[u8], ids: &[String]) -> Option<Vec<u8>> {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return Some(NOTHING.to_vec());
    };
    redact(&mut value, &|leaf| is_one(ids, leaf)).then(|| value.to_string().into_bytes())
}

/// Late duplicates of facts whose person was erased, by the body they came in.
#[derive(Default)]
pub(crate) struct Redactions(BTreeMap<i64, Vec<String>>);

impl Redactions {
    /// A part of this body has no effect and must not be kept.
    pub(crate) fn note(&mut self, seq: i64, event: &ChannelEvent) {
        let ids = self.0.entry(seq).or_default();
        ids.extend(event.body.message_id().map(str::to_owned));
        for person in event.body.people() {
            ids.extend(person.iter().map(|identity| identity.value.clone()));
        }
    }

    /// Takes the noted parts out.
    pub(crate) async fn apply(
        &self,
        tx: &mut IngestTx,
        bodies: &[Waiting],
        now: Time,
    ) -> std::result::Result<(), db::Error> {
        for body in bodies {
            let Some(ids) = self.0.get(&body.seq) else {
                continue;
            };
            // A fact that names nobody cannot be told apart: nothing of the body is kept.
            let left = without(&body.body, ids).unwrap_or_else(|| NOTHING.to_vec());
            journal::redact(tx, body.seq, &left, now).await?;
        }
        Ok(())
    }
}
