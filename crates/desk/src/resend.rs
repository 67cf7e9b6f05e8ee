//! A person decides to send again what failed, or what may or may not have arrived.

use std::collections::HashMap;

use db::messages::Message;
use db::sends;
use db::{Record, WorkspaceTx, conversations, lanes, messages};
use domain::Time;
use domain::gate::{Decider, Intent, gate};
use domain::ids::MessageId;
use evidence::Kind;
use meta::errors::Retry;
use serde_json::json;

use crate::error::{Error, Result};
use crate::facts::{About, template_facts};
use crate::settle_unknown::GRACE;
use crate::{Desk, names};

/// From when on messages may be sent again whose outcome is not known: until then a status may prove that they arrived.
pub async fn resend_after(
    tx: &mut WorkspaceTx,
    unknown: &[MessageId],
) -> Result<HashMap<MessageId, Time>> {
    let started = sends::last_started(tx, unknown).await?;
    Ok(started
        .into_iter()
        .map(|(id, at)| (id, at + GRACE))
        .collect())
}

/// What the person decides about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resend {
    /// The outcome is unknown; it may arrive twice.
    AfterUnknown,
    /// It failed.
    AfterFailure,
}

impl Desk {
    /// Puts a message back in line as a further attempt, recorded as this person's decision.
    pub async fn resend(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        why: Resend,
    ) -> Result<MessageId> {
        let (conversation, _) = messages::place_of(tx, id).await?.ok_or(Error::NotFound)?;
        let thread = self.thread(tx, conversation).await?;
        let message = messages::lock(tx, id)
            .await?
            .filter(|m| m.conversation == conversation)
            .ok_or(Error::NotFound)?;
        let fits = match why {
            Resend::AfterUnknown => message.delivery.as_deref() == Some("unknown"),
            Resend::AfterFailure => message.delivery.as_deref() == Some("failed"),
        };
        if !fits {
            return Err(Error::Conflict {
                code: "not_resendable",
                title: "This message does not need to be sent again".to_owned(),
                hint: "Its state has changed meanwhile. Look at it again.".to_owned(),
            });
        }
        if why == Resend::AfterUnknown {
            self.may_settle_itself(tx, id).await?;
        }
        if why == Resend::AfterFailure {
            self.has_waited(&message)?;
        }
        let payload = message.payload.as_ref().ok_or(Error::NotFound)?;
        let (intent, template) = match payload {
            domain::outbound::Payload::Template { template, values } => {
                let stored =
                    db::templates::find(tx, thread.channel.id, &template.name, &template.language)
                        .await?;
                (
                    Intent::Template,
                    Some(template_facts(stored.as_ref(), values)),
                )
            }
            payload => (Intent::of(payload), None),
        };
        let comment = self.comment_facts(tx, &message).await?;
        let facts = self
            .facts(
                tx,
                &thread,
                &About {
                    template,
                    message: Some(id),
                    comment,
                    ..About::default()
                },
            )
            .await?;
        let verdict = gate(intent, Decider::Person, &facts, self.now());
        if !verdict.is_admitted() {
            let refusal: Result<()> = Err(Error::Refused(Box::new(verdict)));
            self.note_refusal(tx, message.conversation, Some(id), &refusal)
                .await;
            refusal?;
        }
        sends::requeue(tx, id).await?;
        lanes::enqueue(tx, &[names::send_job(message.conversation, id)], self.now()).await?;
        conversations::count_failed(tx, message.conversation).await?;
        tx.record(Record {
            kind: Kind::Approved,
            subject: format!("message:{id}"),
            actor: None,
            payload: json!({ "resend": match why { Resend::AfterUnknown => "after_unknown", Resend::AfterFailure => "after_failure" } }),
            message: Some(id),
            conversation: Some(message.conversation),
        });
        tx.announce(names::message_updated(message.conversation, id));
        Ok(id)
    }

    /// Within the grace a status may still prove that the message arrived: nobody need decide blindly.
    /// What Meta will not take before a time (131049: a day) is not tried before it.
    fn has_waited(&self, message: &Message) -> Result<()> {
        let failure = message.failure.as_ref();
        let number = |name: &str| failure.and_then(|told| told[name].as_i64());
        let known = meta::errors::classify(number("code"), number("subcode"), None, true);
        let Retry::Later {
            after_ms: Some(wait),
        } = known.retry
        else {
            return Ok(());
        };
        let told = failure.and_then(|told| told["told_at"].as_str());
        let told = told.and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
        let since = told.map_or(message.at, |at| at.to_utc());
        let wait = i64::try_from(wait).unwrap_or(i64::MAX);
        let left = since + chrono::Duration::milliseconds(wait) - self.now();
        if left <= chrono::Duration::zero() {
            return Ok(());
        }
        let minutes = left.num_seconds().div_euclid(60) + 1;
        let (hours, minutes) = (minutes / 60, minutes % 60);
        Err(Error::Conflict {
            code: "not_yet",
            title: "Meta does not take it yet".to_owned(),
            hint: format!("It can be sent again in {hours} h {minutes} min."),
        })
    }

    async fn may_settle_itself(&self, tx: &mut WorkspaceTx, id: MessageId) -> Result<()> {
        let Some(last) = sends::last_attempt(tx, id).await? else {
            return Ok(());
        };
        let left = last.started_at + GRACE - self.now();
        if left <= chrono::Duration::zero() {
            return Ok(());
        }
        let minutes = left.num_seconds().div_euclid(60) + 1;
        Err(Error::Conflict {
            code: "still_unknown",
            title: "Meta may still tell whether it arrived".to_owned(),
            hint: format!(
                "Sending it now could deliver it twice. It can be sent again in {minutes} min if nothing is heard until then."
            ),
        })
    }
}
