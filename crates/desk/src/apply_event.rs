//! One inbound event has its one effect.

use db::channels::{self, Channel};
use db::events::{self, Ending, InboundEvent};
use db::lanes::{Job, Lane};
use db::{WorkspaceTx, lanes};
use domain::Time;
use domain::event::EventBody;
use domain::ids::{EventId, WorkspaceId};
use jobs::{Failure, Next};

use crate::Desk;
use crate::error::{Error, Result};
use crate::test_event::is_test;
use crate::workers::{ended, id_in};

/// How long an event waits whose turn has not come.
const SOON: chrono::Duration = chrono::Duration::seconds(1);

/// What applying an event did.
pub(crate) enum Effect {
    /// It had its effect, or is kept without one.
    Had(Ending),
    /// Something is under way that it may speak of, or needs: it waits until that has ended.
    Later,
    /// That it came proves something of its channel, which is taken down first.
    Proves(Box<Channel>),
}

/// What applying an event looks at.
pub(crate) struct Applying<'a> {
    pub(crate) event: &'a InboundEvent,
    pub(crate) channel: &'a Channel,
    pub(crate) now: Time,
}

impl Applying<'_> {
    /// When it happened, as the provider says; of a time to come a minute at most is believed.
    pub(crate) fn said_at(&self) -> Time {
        let told = self.event.event.at.unwrap_or(self.event.received_at);
        told.min(self.now + chrono::Duration::seconds(60))
    }

    /// It can have no effect, now or later.
    pub(crate) fn fail(problem: &str) -> Result<()> {
        Err(Error::invalid("event", problem))
    }
}

impl Desk {
    pub(crate) async fn apply_event(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: EventId = id_in(job, "event")?;
        let now = self.now();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let mut unknown = false;
        if let Some(event) = events::take_pending(&mut tx, id).await.map_err(ended)? {
            let body = &event.event.body;
            unknown = matches!(body, EventBody::Unknown { .. }) && !is_test(body);
            match self.effect(&mut tx, &event, now).await {
                // Its turn comes once something else has ended.
                Ok(Effect::Later) => return Ok(Next::WaitUntil(now + SOON)),
                Ok(Effect::Proves(channel)) => {
                    drop(tx);
                    self.is_heard(lane.workspace, &channel, event.received_at)
                        .await
                        .map_err(|error| crate::workers::failure(&error))?;
                    return Ok(Next::WaitUntil(now));
                }
                Ok(Effect::Had(ending)) => events::end(&mut tx, id, ending, None, now)
                    .await
                    .map_err(ended)?,
                // A fact that can have no effect is kept as such; nothing it may have begun remains.
                Err(Error::Invalid { problem, .. }) => {
                    drop(tx);
                    tx = self.db().worker(lane.workspace).await.map_err(ended)?;
                    events::end(&mut tx, id, Ending::Failed, Some(&problem), now)
                        .await
                        .map_err(ended)?;
                }
                Err(error) => return Err(crate::workers::failure(&error)),
            }
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        if unknown {
            metrics::counter!("loket_webhook_parts_unhandled_total").increment(1);
        }
        Ok(Next::Done)
    }

    /// Apart from the event's own transaction: the list holds the channel, and the event its thread.
    async fn is_heard(&self, workspace: WorkspaceId, channel: &Channel, at: Time) -> Result<()> {
        let mut tx = self.db().worker(workspace).await?;
        channels::hold(&mut tx, &[channel.id]).await?;
        channels::heard(&mut tx, channel, at).await?;
        self.settle_ready(&mut tx, channel.id).await?;
        Ok(tx.commit(self.now()).await?)
    }

    async fn effect(
        &self,
        tx: &mut WorkspaceTx,
        event: &InboundEvent,
        now: Time,
    ) -> Result<Effect> {
        let Some(channel) = channels::get(tx, event.channel).await? else {
            return Err(Error::invalid("channel", "the channel is gone"));
        };
        if is_test(&event.event.body) {
            return Ok(Effect::Had(Ending::Stored));
        }
        if !channel.ready && channels::is_news(&channel, event.received_at) {
            return Ok(Effect::Proves(Box::new(channel)));
        }
        channels::heard(tx, &channel, event.received_at).await?;
        let at = Applying {
            event,
            channel: &channel,
            now,
        };
        match &event.event.body {
            EventBody::Message(message) => self.receive_message(tx, &at, message).await?,
            EventBody::Echo(echo) => return self.receive_echo(tx, &at, echo).await,
            EventBody::Status(update) => self.record_status(tx, &at, update).await?,
            EventBody::Past(past) => self.receive_past(tx, &at, past).await?,
            EventBody::PastTold(told) => return self.past_told(tx, &at, told).await,
            EventBody::AppContact(known) => return self.name_in_app(tx, &at, known).await,
            EventBody::Edit {
                target,
                content,
                own,
                ..
            } => {
                self.edit_received(tx, &at, (target, *own), content).await?;
            }
            EventBody::Revoke { target, own, .. } => {
                self.revoke_received(tx, &at, (target, *own)).await?;
            }
            EventBody::IdentityChange {
                old,
                new,
                provider_id,
                kind,
                body,
            } => {
                self.change_identity(
                    tx,
                    &at,
                    old,
                    new,
                    (provider_id.as_deref(), kind, body.as_deref()),
                )
                .await?;
            }
            EventBody::Preference {
                from,
                category,
                wanted,
                detail,
            } => {
                let said = (*wanted, detail.as_deref());
                let ending = self
                    .change_preference(tx, &at, from, category, said)
                    .await?;
                return Ok(Effect::Had(ending));
            }
            EventBody::Errors { errors } => {
                for error in errors {
                    tracing::warn!(code = error.code, title = %error.title, "the provider reported an error");
                }
                return Ok(Effect::Had(Ending::Stored));
            }
            EventBody::Account { field } => {
                let ending = self.heed_account(tx, &at, field).await?;
                return Ok(Effect::Had(ending));
            }
            EventBody::Unknown { .. } => return Ok(Effect::Had(Ending::Stored)),
        }
        Ok(Effect::Had(Ending::Applied))
    }
}
