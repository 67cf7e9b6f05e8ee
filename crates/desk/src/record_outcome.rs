//! What became of a request to send, written down: accepted, proven not sent, refused, or unknown.

use db::messages::Message;
use db::sends::{self, Attempt, Delivery};
use db::{Record, WorkspaceTx, conversations, erasure, lanes};
use domain::Time;
use domain::failure::{FailureClass, ProviderError, SendOutcome};
use domain::gate::Verdict;
use domain::ids::MessageId;
use domain::status::DeliveryStatus;
use evidence::Kind;
use meta::errors::TooFast;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::queue_reply::refused;
use crate::record_status::explain;
use crate::send_message::{Place, milliseconds, number_bucket, pair_bucket};
use crate::settle_unknown::settle_job;
use crate::{Desk, names};

/// At most so many tries on proof of non-send.
const TRIES: i32 = 6;

/// When a message may be tried again, in milliseconds: each try waits four times longer, as Meta's pair limit asks, and
/// up to as long again, so that what failed together does not come back together. `jitter` is 0.0 to 1.0.
fn next_try(after_ms: u64, attempt_no: i32, jitter: f64) -> u64 {
    let factor = 4_u64.pow(attempt_no.clamp(1, 6).unsigned_abs() - 1);
    let least = after_ms.max(250).saturating_mul(factor).min(3_600_000);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most an hour in milliseconds"
    )]
    let extra = (least as f64 * jitter.clamp(0.0, 1.0)) as u64;
    least + extra
}

impl Desk {
    /// Records an outcome of a message that was seen in this place; `Some` when the same message goes again after so many milliseconds, on proof of non-send.
    pub(crate) async fn conclude(
        &self,
        tx: &mut WorkspaceTx,
        (id, (conversation, channel)): (MessageId, Place),
        attempt: &Attempt,
        outcome: &SendOutcome,
    ) -> Result<Option<u64>> {
        let now = self.now();
        if let SendOutcome::Accepted { provider_id, .. } = outcome {
            // Before the thread is locked: nobody parks statuses of this id until the transaction ends.
            sends::hold_provider_id(tx, channel, provider_id).await?;
        }
        let message = match self.hold_message_in(tx, id, conversation).await? {
            Some(message) => message,
            None => self.hold_message(tx, id).await?,
        };
        let told = serde_json::to_value(outcome).map_err(|e| Error::Internal(e.to_string()))?;
        let state = ended_as(outcome);
        if erasure::is_erased(tx, message.conversation).await? {
            return self
                .conclude_erased(tx, &message, attempt, (state, outcome))
                .await;
        }
        // A status may have resolved the attempt before its answer came.
        let ours = sends::end_attempt(tx, attempt.id, state, &told, now).await?;
        let again = match outcome {
            SendOutcome::Accepted { provider_id, .. } => {
                self.accepted(tx, &message, provider_id, now).await?;
                None
            }
            SendOutcome::NotSent {
                after_ms,
                error,
                reason,
            } if ours => {
                self.not_sent(
                    tx,
                    &message,
                    attempt,
                    (*after_ms, reason, error.as_ref()),
                    now,
                )
                .await?
            }
            SendOutcome::Rejected { error, class } if ours => {
                self.failed(tx, &message, explain(error), now).await?;
                let what = (*class, error.code);
                self.react_to_failure(tx, &message, what, attempt.started_at)
                    .await?;
                self.heed_name_refusal(tx, &message, error.code, attempt.started_at)
                    .await?;
                None
            }
            SendOutcome::Unknown { .. } if ours => {
                let delivery = Delivery {
                    state: "unknown",
                    statuses: &message.statuses,
                    provider_id: None,
                    failure: None,
                    pricing: None,
                };
                sends::set_delivery(tx, id, &delivery).await?;
                lanes::enqueue(
                    tx,
                    &[settle_job(attempt)],
                    now + crate::settle_unknown::GRACE,
                )
                .await?;
                None
            }
            // Recorded before, by a commit whose answer was lost: it waits for its next try still.
            SendOutcome::NotSent { after_ms, .. }
                if message.delivery.as_deref() == Some("queued") =>
            {
                Some(next_try(*after_ms, attempt.attempt_no, rand::random()))
            }
            SendOutcome::NotSent { .. }
            | SendOutcome::Rejected { .. }
            | SendOutcome::Unknown { .. } => None,
        };
        tx.record(outcome_record(&message, attempt, outcome, &told));
        if message.is_failing() || !matches!(outcome, SendOutcome::Accepted { .. }) {
            conversations::count_failed(tx, message.conversation).await?;
        }
        tx.announce(names::message_updated(message.conversation, id));
        tx.announce(names::conversation_updated(message.conversation));
        Ok(again)
    }

    /// The person was erased while the request was under way: that it ended is kept, and nothing it says.
    async fn conclude_erased(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        attempt: &Attempt,
        (state, outcome): (&str, &SendOutcome),
    ) -> Result<Option<u64>> {
        let now = self.now();
        let told = json!({ "outcome": state });
        sends::end_attempt(tx, attempt.id, state, &told, now).await?;
        let mut statuses = message.statuses.clone();
        let delivery = match outcome {
            SendOutcome::Accepted { provider_id, .. } => {
                let key = erasure::provider_key(tx.workspace(), provider_id);
                erasure::remember(tx, &[key.0.to_vec()]).await?;
                statuses.join(DeliveryStatus::Accepted, now);
                "accepted"
            }
            SendOutcome::Unknown { .. } => "unknown",
            SendOutcome::NotSent { .. } | SendOutcome::Rejected { .. } => "canceled",
        };
        let delivery = Delivery {
            state: delivery,
            statuses: &statuses,
            provider_id: None,
            failure: None,
            pricing: None,
        };
        sends::set_delivery(tx, message.id, &delivery).await?;
        tx.record(outcome_record(message, attempt, outcome, &told));
        tx.announce(names::message_updated(message.conversation, message.id));
        Ok(None)
    }

    async fn accepted(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        provider_id: &str,
        now: Time,
    ) -> Result<()> {
        let mut statuses = message.statuses.clone();
        statuses.join(DeliveryStatus::Accepted, now);
        let state = statuses.shown().map_or("accepted", DeliveryStatus::as_str);
        let delivery = Delivery {
            state,
            statuses: &statuses,
            provider_id: Some(provider_id),
            failure: None,
            pricing: None,
        };
        sends::set_delivery(tx, message.id, &delivery).await?;
        if message.provider_id.is_none() {
            self.tell_directly(tx, message, now).await?;
        }
        self.join_parked(tx, message.id, (message.channel, provider_id), now)
            .await
    }

    async fn not_sent(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        attempt: &Attempt,
        (after_ms, reason, error): (u64, &str, Option<&ProviderError>),
        now: Time,
    ) -> Result<Option<u64>> {
        if let Some(error) = error {
            self.hold_others_back(tx, message, error.code, after_ms)
                .await?;
        }
        if attempt.attempt_no >= TRIES {
            let failure = error.map_or_else(
                || json!({ "code": 0, "class": FailureClass::Throttled, "title": "Meta could not be reached", "hint": "The message did not leave. Try again later.", "action": "retry", "details": reason }),
                explain,
            );
            self.failed(tx, message, failure, now).await?;
            return Ok(None);
        }
        let delivery = Delivery {
            state: "queued",
            statuses: &message.statuses,
            provider_id: None,
            failure: None,
            pricing: None,
        };
        sends::set_delivery(tx, message.id, &delivery).await?;
        Ok(Some(next_try(
            after_ms,
            attempt.attempt_no,
            rand::random::<f64>(),
        )))
    }

    /// Too fast is not about this message alone: whatever else the number would send, or send to this person, waits too.
    pub(crate) async fn hold_others_back(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        code: Option<i64>,
        after_ms: u64,
    ) -> Result<()> {
        let Some((too_fast, least)) = meta::errors::too_fast(code) else {
            return Ok(());
        };
        let until = self.now() + milliseconds(after_ms.max(least));
        let thread = self.look_at_thread(tx, message.conversation).await?;
        let key = match too_fast {
            TooFast::Number => number_bucket(&thread.channel),
            TooFast::Pair => pair_bucket(&thread.channel, thread.contact.id),
        };
        Ok(sends::empty_pace(tx, &key, until, self.now()).await?)
    }

    async fn failed(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        failure: Value,
        now: Time,
    ) -> Result<()> {
        let mut statuses = message.statuses.clone();
        statuses.join(DeliveryStatus::Failed, now);
        let delivery = Delivery {
            state: "failed",
            statuses: &statuses,
            provider_id: None,
            failure: Some(&failure),
            pricing: None,
        };
        sends::set_delivery(tx, message.id, &delivery).await?;
        Ok(())
    }

    pub(crate) async fn cannot_send(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        problem: &str,
    ) -> Result<()> {
        let failure = json!({
            "code": 0, "class": FailureClass::Invalid, "title": "The message could not be sent as it is",
            "hint": "Write it again.", "action": "none", "details": problem,
        });
        self.stopped_before(tx, id, failure).await
    }

    /// It failed before any request to send it. One that was taken back meanwhile stays so.
    pub(crate) async fn stopped_before(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        failure: Value,
    ) -> Result<()> {
        let message = self.hold_message(tx, id).await?;
        if message.delivery.as_deref() != Some("queued") {
            return Ok(());
        }
        let problem = failure.get("details").cloned();
        self.failed(tx, &message, failure, self.now()).await?;
        tx.record(Record {
            kind: Kind::SendFailed,
            subject: format!("message:{id}"),
            actor: Some("system".to_owned()),
            payload: json!({ "problem": problem, "simulated": message.simulated }),
            message: Some(id),
            conversation: Some(message.conversation),
        });
        conversations::count_failed(tx, message.conversation).await?;
        tx.announce(names::message_updated(message.conversation, id));
        tx.announce(names::conversation_updated(message.conversation));
        Ok(())
    }

    pub(crate) async fn refuse(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        verdict: &Verdict,
    ) -> Result<()> {
        let message = self.hold_message(tx, id).await?;
        let first = match verdict {
            Verdict::Refuse { reasons } => reasons.first().map(|r| json!({ "code": 0, "class": r.code, "title": r.title, "hint": r.hint, "action": r.action, "details": null })),
            Verdict::Admit { .. } => None,
        };
        self.failed(tx, &message, first.unwrap_or(Value::Null), self.now())
            .await?;
        tx.record(refused(verdict, message.conversation, Some(id)));
        conversations::count_failed(tx, message.conversation).await?;
        tx.announce(names::message_updated(message.conversation, id));
        tx.announce(names::conversation_updated(message.conversation));
        Ok(())
    }
}

/// How an attempt with this outcome stands.
const fn ended_as(outcome: &SendOutcome) -> &'static str {
    match outcome {
        SendOutcome::Accepted { .. } => "accepted",
        SendOutcome::NotSent { .. } => "not_sent",
        SendOutcome::Rejected { .. } => "rejected",
        SendOutcome::Unknown { .. } => "unknown",
    }
}

fn outcome_record(
    message: &Message,
    attempt: &Attempt,
    outcome: &SendOutcome,
    told: &Value,
) -> Record {
    let kind = match outcome {
        SendOutcome::Accepted { .. } => Kind::Sent,
        SendOutcome::Unknown { .. } => Kind::SendUnknown,
        SendOutcome::NotSent { .. } | SendOutcome::Rejected { .. } => Kind::SendFailed,
    };
    Record {
        kind,
        subject: format!("message:{}", message.id),
        actor: Some("meta".to_owned()),
        payload: json!({
            "attempt": attempt.id, "attempt_no": attempt.attempt_no, "outcome": told, "template": message.template,
            "simulated": message.simulated,
        }),
        message: Some(message.id),
        conversation: Some(message.conversation),
    }
}
