//! A status of a message we sent, joined into what is known of it.

use db::channel_facts::{self, Source, Telling};
use db::sends::{self, Delivery, Parked};
use db::{Record, WorkspaceTx, conversations, messages};
use domain::Time;
use domain::event::StatusUpdate;
use domain::failure::{FailureClass, ProviderError};
use domain::gate::Connection;
use domain::ids::{AttemptId, ChannelId, MessageId};
use domain::news::{Told, what};
use domain::status::DeliveryStatus;
use evidence::Kind;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::apply_event::Applying;
use crate::error::{Error, Result};
use crate::{Desk, names};

/// Meta refuses templates as long as one of these holds.
const UNPAID: [i64; 2] = [131_042, 131_044];
/// How long what is too fast is news.
const JUST_NOW: chrono::Duration = chrono::Duration::minutes(1);

impl Desk {
    pub(crate) async fn record_status(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        update: &StatusUpdate,
    ) -> Result<()> {
        let told_at = at.said_at();
        // Whoever learns this id from the answer waits: either we find the message now, or they find what we park.
        sends::hold_provider_id(tx, at.channel.id, &update.provider_id).await?;
        if let Some((message, attempt)) = self.message_of(tx, at, update).await? {
            self.join_status(tx, message, attempt, (update, told_at), at.now)
                .await?;
            // It may have been the first to tell us this id.
            let named = (at.channel.id, update.provider_id.as_str());
            self.join_parked(tx, message, named, at.now).await
        } else {
            // Our own answer may still be on its way, or somebody else sent it: keep it until the message is known.
            let detail =
                serde_json::to_value(update).map_err(|e| Error::Internal(e.to_string()))?;
            let parked = Parked {
                status: update.word.clone(),
                at: told_at,
                detail,
            };
            Ok(sends::park_status(tx, at.channel.id, &update.provider_id, &parked, at.now).await?)
        }
    }

    /// Joins the statuses that waited for a message to be known by this id.
    pub(crate) async fn join_parked(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        (channel, provider_id): (ChannelId, &str),
        now: Time,
    ) -> Result<()> {
        for parked in sends::unpark(tx, channel, provider_id).await? {
            let update = serde_json::from_value(parked.detail)
                .map_err(|e| Error::Internal(format!("a parked status cannot be read: {e}")))?;
            self.join_status(tx, id, None, (&update, parked.at), now)
                .await?;
        }
        Ok(())
    }

    async fn message_of(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        update: &StatusUpdate,
    ) -> Result<Option<(MessageId, Option<AttemptId>)>> {
        let attempt = update
            .callback
            .as_deref()
            .and_then(|text| text.parse::<AttemptId>().ok());
        if let Some(attempt) = attempt
            && let Some(message) = sends::message_of(tx, attempt, at.channel.id).await?
        {
            return Ok(Some((message, Some(attempt))));
        }
        let message =
            messages::by_provider_id(tx, at.channel.id, true, &update.provider_id).await?;
        Ok(message.map(|m| (m.id, None)))
    }

    /// Joins one status into a message, resolving an attempt whose outcome was not known.
    pub(crate) async fn join_status(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        attempt: Option<AttemptId>,
        (update, told_at): (&StatusUpdate, Time),
        now: Time,
    ) -> Result<()> {
        let message = self.hold_message(tx, id).await?;
        let mut duplicate = false;
        if let Some(attempt) = attempt {
            // A status proves that this attempt was taken, whatever we thought of it.
            sends::end_attempt(
                tx,
                attempt,
                "accepted",
                &json!({ "proof": "status", "status": update.word }),
                now,
            )
            .await?;
            duplicate = sends::last_attempt(tx, id)
                .await?
                .is_some_and(|last| last.id != attempt)
                || message
                    .provider_id
                    .as_deref()
                    .is_some_and(|known| known != update.provider_id);
        }
        let mut statuses = message.statuses.clone();
        if let (Some(status), false) = (update.status, duplicate) {
            statuses.join(status, told_at);
        }
        if !duplicate {
            let shown = statuses.shown();
            let failed = shown == Some(DeliveryStatus::Failed);
            let failure = if failed {
                earliest(message.failure.as_ref(), update, told_at)
            } else {
                None
            };
            let state = shown.map_or("accepted", DeliveryStatus::as_str);
            let delivery = Delivery {
                state,
                statuses: &statuses,
                provider_id: Some(&update.provider_id),
                failure: failure.as_ref(),
                pricing: update.pricing.as_ref(),
            };
            sends::set_delivery(tx, id, &delivery).await?;
            self.heed_failure(tx, &message, update, told_at).await?;
            if message.is_failing() || failed {
                conversations::count_failed(tx, message.conversation).await?;
            }
        }
        tx.record(Record {
            kind: Kind::Status,
            subject: format!("message:{id}"),
            actor: Some("meta".to_owned()),
            payload: json!({
                "status": update.word, "provider_id": update.provider_id, "at": told_at.to_rfc3339(), "attempt": attempt,
                "errors": update.errors, "pricing": update.pricing, "conversation": update.conversation, "duplicate_send": duplicate, "simulated": message.simulated,
            }),
            message: Some(id),
            conversation: Some(message.conversation),
        });
        tx.announce(names::message_updated(message.conversation, id));
        tx.announce(names::conversation_updated(message.conversation));
        Ok(())
    }

    /// A failure may say more than that one message failed.
    async fn heed_failure(
        &self,
        tx: &mut WorkspaceTx,
        message: &messages::Message,
        update: &StatusUpdate,
        now: Time,
    ) -> Result<()> {
        if update.status != Some(DeliveryStatus::Failed) {
            return Ok(());
        }
        for error in &update.errors {
            let class = meta::errors::classify(error.code, error.subcode, None, true).class;
            self.react_to_failure(tx, message, (class, error.code), now)
                .await?;
            self.heed_name_refusal(tx, message, error.code, now).await?;
            // Told too late to slow down for, unless it is of this moment.
            if self.now() - now < JUST_NOW {
                self.hold_others_back(tx, message, error.code, 0).await?;
            }
        }
        Ok(())
    }

    async fn stop_channel(
        &self,
        tx: &mut WorkspaceTx,
        channel: ChannelId,
        state: Connection,
        at: Time,
    ) -> Result<()> {
        if db::channels::interrupt(tx, channel, state, at).await? {
            tx.announce(names::workspace_changed("channel.updated"));
            self.settle_alerts_of(tx, channel).await?;
        }
        Ok(())
    }

    /// What a class of failure at `now` changes besides the message.
    pub(crate) async fn react_to_failure(
        &self,
        tx: &mut WorkspaceTx,
        message: &messages::Message,
        (class, code): (FailureClass, Option<i64>),
        now: Time,
    ) -> Result<()> {
        match class {
            FailureClass::WindowClosed => {
                conversations::close_window(tx, message.conversation, now).await?;
            }
            FailureClass::NeedsReauth => {
                self.stop_channel(tx, message.channel, Connection::NeedsReauth, now)
                    .await?;
            }
            FailureClass::AccountFrozen => {
                self.stop_channel(tx, message.channel, Connection::Frozen, now)
                    .await?;
            }
            FailureClass::OptedOut => {
                db::contacts::stop_marketing(tx, message.conversation, now).await?;
            }
            // Whoever writes to too many hears of it at once.
            FailureClass::SpamStop => {
                db::channels::hold(tx, &[message.channel]).await?;
                self.settle_alerts_of(tx, message.channel).await?;
            }
            // And whoever pays; meanwhile templates wait.
            FailureClass::Billing if code.is_some_and(|code| UNPAID.contains(&code)) => {
                self.is_unpaid(tx, message.channel, now).await?;
            }
            FailureClass::Billing
            | FailureClass::RecipientGone
            | FailureClass::HeldBack
            | FailureClass::Throttled
            | FailureClass::TemplateProblem
            | FailureClass::MediaProblem
            | FailureClass::Registration
            | FailureClass::Invalid
            | FailureClass::Ambiguous
            | FailureClass::Unknown => {}
        }
        Ok(())
    }
}

impl Desk {
    async fn is_unpaid(&self, tx: &mut WorkspaceTx, id: ChannelId, at: Time) -> Result<()> {
        db::channels::hold(tx, &[id]).await?;
        let Some(channel) = db::channels::get(tx, id).await? else {
            return Ok(());
        };
        let how = Telling {
            at,
            heard_at: self.now(),
            source: Source::Webhook,
            simulated: channel.simulated,
        };
        let unpaid = Told::new(what::UNPAID, json!(true));
        channel_facts::tell(tx, id, &unpaid, how).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        self.settle_ready(tx, id).await
    }
}

/// Of the failures told of one message the earliest is shown, in whatever order they come.
fn earliest(known: Option<&Value>, update: &StatusUpdate, told_at: Time) -> Option<Value> {
    let told = update.errors.first().map(|error| {
        let mut told = explain(error);
        told["told_at"] = json!(told_at);
        told
    });
    let place = |failure: &Value| {
        let at: Option<Time> = serde_json::from_value(failure["told_at"].clone()).ok();
        at.map(|at| (at, failure["code"].as_i64()))
    };
    match (known, told) {
        (known, None) => known.cloned(),
        (Some(known), Some(told)) if place(known).is_some_and(|k| Some(k) <= place(&told)) => {
            Some(known.clone())
        }
        (_, told) => told,
    }
}

/// A name for an error nobody knows: the same for the same error, so that the log can be searched for it.
fn reference_of(error: &ProviderError) -> String {
    let told = json!([error.code, error.subcode, error.title, error.details]);
    let digest = Sha256::digest(told.to_string());
    hex::encode(&digest[..6])
}

/// What to do about a code that is not in the table.
const UNKNOWN: &str = "Meta refused this with a code that is not known here yet. Read the details; if it repeats, tell whoever runs this server the reference.";

/// A provider's error in our words: code, class, title, hint, action, and the provider's own details.
#[must_use]
pub fn explain(error: &ProviderError) -> Value {
    let classified = meta::errors::classify(error.code, error.subcode, None, true);
    let reference = classified.alarm.then(|| {
        let reference = reference_of(error);
        metrics::counter!("loket_unknown_provider_codes_total").increment(1);
        tracing::error!(code = error.code, subcode = error.subcode, title = %error.title, %reference, "the provider used an error code we do not know");
        reference
    });
    let entry = classified.entry;
    json!({
        "code": error.code,
        "subcode": error.subcode,
        "class": classified.class,
        "title": entry.map_or(error.title.as_str(), |e| e.title.as_str()),
        "hint": entry.map_or(UNKNOWN, |e| e.hint.as_str()),
        "action": entry.map_or("none", |e| e.action.as_str()),
        "details": error.details.as_deref().or(error.message.as_deref()),
        "reference": reference,
    })
}
