//! A queued message leaves: the gate once more, an INFLIGHT row committed, one request, its outcome recorded.

use chrono::Duration;
use db::WorkspaceTx;
use db::channels::Channel;
use db::lanes::{self, Job, Lane};
use db::messages::{self, Message};
use db::sends::{self, Attempt};
use domain::failure::SendOutcome;
use domain::gate::{Decider, Intent, RefusalCode, SafetyVerdict, Verdict, gate};
use domain::ids::{ChannelId, ContactId, ConversationId, MessageId};
use domain::outbound::Payload;
use jobs::{Failure, Next};

use crate::depart::InFlight;
use crate::error::{Error, Result};
use crate::facts::{About, Thread, template_facts};
use crate::hand_file::{Handing, still_waits};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// The thread and the channel that a message is in.
pub(crate) type Place = (ConversationId, ChannelId);

/// What to do with a queued message now.
pub(crate) enum Turn {
    /// It is decided already.
    Nothing,
    /// Its turn comes later.
    Wait(u64),
    /// Its file goes first.
    Hand(Box<Handing>),
    /// It leaves now.
    Go(Box<InFlight>),
    /// It may not leave.
    Refused(Verdict),
    /// It cannot be sent as it is.
    Unsendable(String),
    /// An earlier run of this job died after INFLIGHT was committed.
    Lost(Attempt, Place),
}

/// What became of the job once the answer was recorded.
enum Landed {
    /// It ended with it.
    Ended,
    /// The same message goes again after so many milliseconds.
    Again(u64),
    /// Somebody else holds the lane.
    LaneLost,
}

/// How often a message that was admitted looks whether the clock was set.
const CLOCK_WAIT_MS: u64 = 60_000;

/// Nothing is wrong with the message: it waits until the clock is right, and is refused only for another reason.
fn only_the_clock(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Refuse { reasons } => reasons.iter().all(|r| r.code == RefusalCode::ClockOff),
        Verdict::Admit { .. } => false,
    }
}

impl Desk {
    pub(crate) async fn send_message(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: MessageId = id_in(job, "message")?;
        if let Some(flight) = self.departed(lane) {
            return self.fly(lane, job, id, flight).await;
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let turn = match self.take_turn(&mut tx, id).await {
            // It cannot be put into the provider's words any more, such as when the person's number is gone.
            Err(Error::Invalid { field, problem }) => {
                tx = self.db().worker(lane.workspace).await.map_err(ended)?;
                Turn::Unsendable(format!("{field}: {problem}"))
            }
            // A merge moved it meanwhile: look again.
            Err(Error::NotFound) => {
                return Err(Failure {
                    problem: "the thread moved".to_owned(),
                    retry: true,
                });
            }
            taken => taken.map_err(|e| failure(&e))?,
        };
        let now = self.now();
        match turn {
            Turn::Nothing => {}
            Turn::Wait(ms) => {
                let wait = i64::try_from(ms).unwrap_or(i64::MAX).min(3_600_000);
                return Ok(Next::WaitUntil(now + Duration::milliseconds(wait)));
            }
            Turn::Refused(verdict) => self
                .refuse(&mut tx, id, &verdict)
                .await
                .map_err(|e| failure(&e))?,
            Turn::Unsendable(problem) => {
                self.cannot_send(&mut tx, id, &problem)
                    .await
                    .map_err(|e| failure(&e))?;
            }
            Turn::Lost(attempt, place) => {
                let outcome = SendOutcome::Unknown {
                    reason: "the program stopped while the request was on its way".to_owned(),
                };
                self.conclude(&mut tx, (id, place), &attempt, &outcome)
                    .await
                    .map_err(|e| failure(&e))?;
            }
            Turn::Hand(handing) => {
                drop(tx);
                return self.hand_file(lane, job, id, &handing).await;
            }
            Turn::Go(flight) => {
                // INFLIGHT is the holder's to write, and nobody else's.
                lanes::hold(&mut tx, lane).await.map_err(ended)?;
                tx.commit(self.now()).await.map_err(ended)?;
                return self.fly(lane, job, id, *flight).await;
            }
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }

    async fn take_turn(&self, tx: &mut WorkspaceTx, id: MessageId) -> Result<Turn> {
        let Some((conversation, _)) = messages::place_of(tx, id).await? else {
            return Ok(Turn::Nothing);
        };
        let thread = self.thread(tx, conversation).await?;
        let message = messages::lock(tx, id)
            .await?
            .filter(|m| m.conversation == conversation)
            .ok_or(Error::NotFound)?;
        let last = sends::last_attempt(tx, id).await?;
        match (message.delivery.as_deref(), last) {
            (Some("queued"), last) => self.ready_to_go(tx, &thread, &message, last).await,
            (Some("sending"), Some(attempt)) if attempt.state == "inflight" => {
                Ok(Turn::Lost(attempt, (conversation, message.channel)))
            }
            _ => Ok(Turn::Nothing),
        }
    }

    async fn ready_to_go(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        message: &Message,
        last: Option<Attempt>,
    ) -> Result<Turn> {
        let now = self.now();
        if let Some(ms) = still_waits(message, now) {
            return Ok(Turn::Wait(ms));
        }
        let Some(payload) = message.payload.clone() else {
            return Ok(Turn::Nothing);
        };
        let verdict = self.ask_gate_again(tx, thread, message, &payload).await?;
        if only_the_clock(&verdict) {
            return Ok(Turn::Wait(CLOCK_WAIT_MS));
        }
        if !verdict.is_admitted() {
            return Ok(Turn::Refused(verdict));
        }
        self.depart(tx, thread, message, (&verdict, last)).await
    }

    /// The gate's second look, in the transaction that commits the send.
    async fn ask_gate_again(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        message: &Message,
        payload: &Payload,
    ) -> Result<Verdict> {
        let decider = message
            .author
            .as_ref()
            .and_then(|a| a.get("decider"))
            .and_then(|d| serde_json::from_value::<Decider>(d.clone()).ok())
            .unwrap_or(Decider::Rule);
        let drafted = matches!(
            decider,
            Decider::PersonApproved | Decider::PersonOverride | Decider::Rule
        );
        let (intent, template) = match payload {
            Payload::Template { template, values } => {
                let stored =
                    db::templates::find(tx, thread.channel.id, &template.name, &template.language)
                        .await?;
                (
                    Intent::Template,
                    Some(template_facts(stored.as_ref(), values)),
                )
            }
            Payload::Text { .. }
            | Payload::Media { .. }
            | Payload::Reaction { .. }
            | Payload::PrivateReply { .. } => (Intent::of(payload), None),
        };
        let overtaken = match message.draft {
            Some(draft) if drafted => db::drafts::is_overtaken(tx, draft).await?,
            Some(_) | None => false,
        };
        let about = About {
            // The checker's verdict was part of the decision, and the words have not changed since.
            safety: Some(if drafted {
                SafetyVerdict::Pass
            } else {
                SafetyVerdict::NotApplicable
            }),
            overtaken,
            template,
            message: Some(message.id),
            comment: self.comment_facts(tx, message).await?,
        };
        let facts = self.facts_to_send(tx, thread, &about).await?;
        Ok(gate(intent, decider, &facts, self.now()))
    }

    async fn fly(
        &self,
        lane: &Lane,
        job: &Job,
        id: MessageId,
        flight: InFlight,
    ) -> Result<Next, Failure> {
        if self.now() >= flight.attempt.deadline {
            // The worker slept: somebody else may have decided by now, so nothing leaves.
            return Err(ended(db::Error::LeaseLost));
        }
        let nameless = flight
            .request
            .nameless
            .then(|| format!("unnamed:{}", flight.attempt.id));
        let answer = self
            .graph_of(&flight.kind)
            .send_message(
                &flight.token,
                &flight.sender,
                &flight.request.edge,
                &flight.request.body,
                nameless.as_deref(),
            )
            .await;
        match self
            .land(
                lane,
                job,
                (id, flight.place),
                &flight.attempt,
                &answer.value,
            )
            .await?
        {
            Landed::Ended => Ok(Next::Done),
            Landed::Again(after_ms) => Ok(Next::WaitUntil(self.now() + milliseconds(after_ms))),
            Landed::LaneLost => Err(ended(db::Error::LeaseLost)),
        }
    }

    /// Records the answer so that it stands even when the lane was lost meanwhile, and ends the job when it was not. The
    /// answer is in hand: recording it is tried again when the database hesitates, sending never is.
    async fn land(
        &self,
        lane: &Lane,
        job: &Job,
        sent: (MessageId, Place),
        attempt: &Attempt,
        outcome: &SendOutcome,
    ) -> Result<Landed, Failure> {
        let mut last = None;
        for pause in [0_u64, 50, 250, 1000, 3000] {
            tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
            match self.record_outcome(lane, job, sent, attempt, outcome).await {
                Ok(landed) => return Ok(landed),
                Err(error) => last = Some(failure(&error)),
            }
        }
        Err(last.unwrap_or(Failure {
            problem: "the outcome could not be recorded".to_owned(),
            retry: true,
        }))
    }

    async fn record_outcome(
        &self,
        lane: &Lane,
        job: &Job,
        sent: (MessageId, Place),
        attempt: &Attempt,
        outcome: &SendOutcome,
    ) -> Result<Landed> {
        let mut tx = self.db().worker(lane.workspace).await?;
        let landed = match self.conclude(&mut tx, sent, attempt, outcome).await? {
            Some(after_ms) if lanes::is_held(&mut tx, lane).await? => Landed::Again(after_ms),
            Some(after_ms) => {
                // Whoever took the lane ended the job, so the message needs another.
                let due = self.now() + milliseconds(after_ms);
                let (conversation, _) = messages::place_of(&mut tx, sent.0)
                    .await?
                    .ok_or(Error::NotFound)?;
                lanes::enqueue(&mut tx, &[names::send_job(conversation, sent.0)], due).await?;
                Landed::LaneLost
            }
            None if lanes::finish_if_held(&mut tx, lane, job.id).await? => Landed::Ended,
            None => Landed::LaneLost,
        };
        tx.commit(self.now()).await?;
        Ok(landed)
    }
}

/// What all sends of a number take from.
pub(crate) fn number_bucket(channel: &Channel) -> String {
    format!("number:{}", channel.external_id)
}

/// What all sends of a number to one person take from.
pub(crate) fn pair_bucket(channel: &Channel, contact: ContactId) -> String {
    format!("pair:{}:{contact}", channel.external_id)
}

pub(crate) fn milliseconds(after: u64) -> Duration {
    Duration::milliseconds(i64::try_from(after).unwrap_or(60_000).clamp(100, 3_600_000))
}

pub(crate) fn disconnected() -> Verdict {
    Verdict::Refuse {
        reasons: vec![domain::gate::refusal(RefusalCode::Disconnected)],
    }
}
