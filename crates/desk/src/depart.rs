//! What stands between a verdict and the first byte: the token, the file, the pace, and the INFLIGHT row.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::Duration;
use db::lanes::{self, Lane};
use db::messages::{self, Message};
use db::sends::{self, Attempt, Delivery};
use db::{Record, WorkspaceTx, channels};
use domain::channel::ChannelKind;
use domain::gate::Verdict;
use domain::ids::AttemptId;
use domain::pacing::{COEXISTENCE_PACE, NUMBER_PACE, PAIR_PACE};
use evidence::Kind;
use secrecy::SecretString;
use serde_json::json;
use uuid::Uuid;

use crate::addressing::{outbound, sender};
use crate::error::{Error, Result};
use crate::facts::Thread;
use crate::hand_file::Ready;
use crate::queue_reply::{Queued, channels_registry};
use crate::send_message::{Place, Turn, disconnected, number_bucket, pair_bucket};
use crate::{Desk, names};

/// The outcome of a request that took longer than this is unknown. The client itself gives up after 20 seconds.
const DEADLINE: Duration = Duration::seconds(30);

/// A send whose INFLIGHT row is written.
pub(crate) struct InFlight {
    pub(crate) attempt: Attempt,
    pub(crate) token: SecretString,
    pub(crate) sender: String,
    pub(crate) kind: ChannelKind,
    pub(crate) request: ::channels::RenderedRequest,
    pub(crate) place: Place,
}

/// Sends whose INFLIGHT row was committed together with their decision, by the lease of their lane, until its worker
/// comes to them: at once, since it is the same one.
#[derive(Clone, Default)]
pub(crate) struct Departures(Arc<Mutex<HashMap<Uuid, InFlight>>>);

impl std::fmt::Debug for Departures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Departures")
    }
}

impl Departures {
    pub(crate) fn put(&self, lease: Uuid, flight: InFlight) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(lease, flight);
    }

    fn take(&self, lease: Uuid) -> Option<InFlight> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&lease)
    }
}

impl Desk {
    /// The send that left with the commit which took this lane over.
    pub(crate) fn departed(&self, lane: &Lane) -> Option<InFlight> {
        self.departures().take(lane.lease)
    }

    /// Lets what was decided in this transaction leave with its commit: thread and person's wishes are held since the
    /// verdict, so it is not asked for again. The transaction has ended its own lane. `None` when somebody else
    /// holds the send's lane, or when it must wait; then its job looks at it as at any other.
    pub(crate) async fn leave_at_once(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        queued: &Queued,
    ) -> Result<Option<(Uuid, InFlight)>> {
        let Some(lease) = lanes::hand_on(tx, self.now()).await? else {
            return Ok(None);
        };
        let message = messages::get(tx, queued.id).await?.ok_or(Error::NotFound)?;
        let turn = self.depart(tx, thread, &message, (&queued.verdict, None));
        match turn.await? {
            Turn::Go(flight) => Ok(Some((lease, *flight))),
            Turn::Nothing
            | Turn::Wait(_)
            | Turn::Hand(_)
            | Turn::Refused(_)
            | Turn::Unsendable(_)
            | Turn::Lost(..) => Ok(None),
        }
    }

    /// Writes that an admitted message leaves now. Nothing is written when it does not.
    pub(crate) async fn depart(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        message: &Message,
        (verdict, last): (&Verdict, Option<Attempt>),
    ) -> Result<Turn> {
        let now = self.now();
        let Some(payload) = message.payload.clone() else {
            return Ok(Turn::Nothing);
        };
        let Some(token) = channels::token(tx, thread.channel.id).await? else {
            return Ok(Turn::Refused(disconnected()));
        };
        let (payload, file) = match self.with_file(tx, thread, payload, &token).await? {
            Ready::Whole(payload, file) => (payload, file),
            Ready::FileFirst(handing) => return Ok(Turn::Hand(handing)),
        };
        let attempt = AttemptId::new();
        let out = outbound(thread, message, payload, (verdict, attempt));
        let request = match channels_registry(thread)?.render(&out) {
            Ok(request) => request,
            Err(e) => return Ok(Turn::Unsendable(format!("{}: {}", e.field, e.problem))),
        };
        let pace = if thread.channel.coexistence {
            COEXISTENCE_PACE
        } else {
            NUMBER_PACE
        };
        let buckets = vec![
            (number_bucket(&thread.channel), pace),
            (pair_bucket(&thread.channel, thread.contact.id), PAIR_PACE),
        ];
        if let Err(ms) = sends::take_pace(tx, &buckets, now).await? {
            return Ok(Turn::Wait(ms));
        }
        let cause = match last {
            None => "first",
            Some(last) if last.state == "not_sent" => "proven_not_sent",
            Some(last) if last.state == "unknown" => "human_after_unknown",
            Some(_) => "human_after_failure",
        };
        let recorded = serde_json::to_value(verdict).map_err(|e| Error::Internal(e.to_string()))?;
        let ids = (attempt, message.id);
        let attempt = sends::begin_attempt(tx, ids, cause, &recorded, now + DEADLINE, now).await?;
        let sending = Delivery {
            state: "sending",
            statuses: &message.statuses,
            provider_id: None,
            failure: None,
            pricing: None,
        };
        sends::set_delivery(tx, message.id, &sending).await?;
        tx.record(Record {
            kind: Kind::SendAttempted,
            subject: format!("message:{}", message.id),
            actor: Some("system".to_owned()),
            payload: json!({
                "attempt": attempt.id, "attempt_no": attempt.attempt_no, "cause": cause, "verdict": recorded,
                "template": message.template, "file": file, "simulated": message.simulated,
            }),
            message: Some(message.id),
            conversation: Some(message.conversation),
        });
        tx.announce(names::message_updated(message.conversation, message.id));
        Ok(Turn::Go(Box::new(InFlight {
            attempt,
            token,
            kind: thread.channel.kind.clone(),
            sender: sender(thread, &request),
            request,
            place: (message.conversation, message.channel),
        })))
    }
}
