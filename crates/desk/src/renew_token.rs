//! A profile's token lives sixty days. From its second day on the provider gives another one for it, so that nobody has to
//! sign in again: here from ten days before its end on, and once while nobody knows when that is.
//!
//! The day's try is taken in a transaction of its own before anything is asked: two workers ask once, and what fails is
//! tried again the next day. Nobody asks in a loop.

use ::channels::Home;
use chrono::Duration;
use db::channel_facts::{self, Fact, Source, Telling};
use db::channels::{self, Channel};
use db::lanes::{self, Job, Lane};
use db::{Actor, Record, WorkspaceTx};
use domain::Time;
use domain::gate::Connection;
use domain::ids::{ChannelId, WorkspaceId};
use domain::news::{Told, what};
use evidence::Kind;
use jobs::{Failure, Next};
use meta::SecretString;
use meta::graph::{GraphError, LongLived};
use serde_json::json;

use crate::error::Result;
use crate::subscribe_account::home_of;
use crate::token_source::mark;
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// The provider gives another token only for one that is a day old.
const OLD_ENOUGH: Duration = Duration::hours(24);
/// Day fifty of sixty.
const AHEAD: Duration = Duration::days(10);
/// One try a day. The tidying that asks for it comes hourly.
const BETWEEN: Duration = Duration::hours(23);

/// What is known of a channel's token.
struct Standing {
    since: Option<Time>,
    ends: Option<Time>,
}

impl Standing {
    async fn of(tx: &mut WorkspaceTx, channel: &Channel) -> Result<Self> {
        let facts = channel_facts::list(tx, channel.id).await?;
        Ok(Self {
            since: channels::token_since(tx, channel.id).await?,
            ends: end_of(&facts),
        })
    }

    fn is_over(&self, now: Time) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    fn is_due(&self, now: Time) -> bool {
        self.since.is_some_and(|since| now - since >= OLD_ENOUGH)
            && self.ends.is_none_or(|ends| ends - now <= AHEAD)
    }
}

/// When a token ends, as far as that is known.
pub(crate) fn end_of(facts: &[Fact]) -> Option<Time> {
    let token = facts.iter().find(|fact| fact.what == what::TOKEN)?;
    let text = token.value.get("expires_at")?.as_str()?;
    let ends = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(ends.to_utc())
}

/// One that is kept outside is renewed there.
fn renews(channel: &Channel) -> bool {
    channel.connection == Connection::Connected
        && channel.token.reference.is_none()
        && home_of(channel).is_ok_and(|home| home != Home::Number)
}

impl Desk {
    /// Which tokens are to be renewed, or are over: each has its job.
    pub(crate) async fn look_for_ends(&self, tx: &mut WorkspaceTx, now: Time) -> Result<()> {
        for channel in channels::list(tx).await?.into_iter().filter(renews) {
            let standing = Standing::of(tx, &channel).await?;
            if standing.is_over(now) || standing.is_due(now) {
                lanes::enqueue(tx, &[names::renew_token_job(channel.id)], now).await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn renew_token_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let channel: ChannelId = id_in(job, "channel")?;
        self.renew_in_time(lane.workspace, channel)
            .await
            .map_err(|error| failure(&error))?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    async fn renew_in_time(&self, workspace: WorkspaceId, id: ChannelId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        channels::hold(&mut tx, &[id]).await?;
        let Some(channel) = channels::get(&mut tx, id).await?.filter(renews) else {
            return Ok(());
        };
        let standing = Standing::of(&mut tx, &channel).await?;
        if standing.is_over(now) {
            self.token_is_over(&mut tx, &channel, standing.ends).await?;
            return Ok(tx.commit(now).await?);
        }
        if !standing.is_due(now) || !channels::try_renewal(&mut tx, id, now - BETWEEN, now).await? {
            return Ok(());
        }
        let token = channels::token(&mut tx, id).await?;
        tx.commit(now).await?;
        let Some(token) = token else {
            return Ok(());
        };
        match self.graph_of(&channel.kind).refresh_token(&token).await {
            Ok(renewed) => {
                self.keep_renewed(workspace, &channel, &standing, renewed)
                    .await
            }
            Err(error) => {
                tracing::warn!(%error, channel = %id, "a token was not renewed; it is tried again tomorrow");
                self.heed_token_error(workspace, id, now, &error).await
            }
        }
    }

    async fn keep_renewed(
        &self,
        workspace: WorkspaceId,
        channel: &Channel,
        standing: &Standing,
        renewed: LongLived,
    ) -> Result<()> {
        let now = self.now();
        let ends = now + Duration::seconds(renewed.expires_in);
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        channels::hold(&mut tx, &[channel.id]).await?;
        // Somebody gave another one meanwhile, or disconnected it.
        if channels::token_since(&mut tx, channel.id).await? != standing.since {
            return Ok(());
        }
        // Another call was answered that the token is none any more: a person looks at that.
        if !channels::get(&mut tx, channel.id)
            .await?
            .is_some_and(|now| renews(&now))
        {
            return Ok(());
        }
        self.replace(&mut tx, channel, &renewed.token, ends).await?;
        Ok(tx.commit(now).await?)
    }

    /// Whose permission it carries stays as it was: it is the same person's.
    async fn replace(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        token: &SecretString,
        ends: Time,
    ) -> Result<()> {
        let now = self.now();
        let grantor = db::grants::grantor_of(tx, channel.id).await?;
        let mark = mark(token);
        if !channels::renew_token(tx, channel.id, token, &mark, now).await? {
            return Ok(());
        }
        if let Some(grantor) = grantor {
            db::grants::know(tx, channel.id, grantor, now).await?;
        }
        let about = json!({ "valid": true, "expires_at": ends.to_rfc3339() });
        self.tell_of_token(tx, channel, about).await?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("channel:{}", channel.id),
            actor: None,
            payload: json!({ "what": "token", "fingerprint": mark.fingerprint, "renewed": true, "expires_at": ends.to_rfc3339() }),
            message: None,
            conversation: None,
        });
        Ok(())
    }

    /// The provider takes a token that is over for nothing: whoever owns the account signs in again.
    async fn token_is_over(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        ended_at: Option<Time>,
    ) -> Result<()> {
        let now = self.now();
        if !channels::interrupt(tx, channel.id, Connection::NeedsReauth, now).await? {
            return Ok(());
        }
        let ends = ended_at.map(|at| at.to_rfc3339());
        self.tell_of_token(tx, channel, json!({ "valid": false, "expires_at": ends }))
            .await?;
        record_lost(tx, channel, "expired");
        Ok(())
    }

    async fn tell_of_token(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        about: serde_json::Value,
    ) -> Result<()> {
        let now = self.now();
        let how = Telling {
            at: now,
            heard_at: now,
            source: Source::Check,
            simulated: channel.simulated,
        };
        channel_facts::tell(tx, channel.id, &Told::new(what::TOKEN, about), how).await?;
        self.settle_ready(tx, channel.id).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(())
    }

    /// Any call may be answered that the token is none any more: the channel needs another one, unless it got one after
    /// `asked_at`, the moment before its token was read.
    pub(crate) async fn heed_token_error(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
        asked_at: Time,
        error: &GraphError,
    ) -> Result<()> {
        if !error.is_dead_token() {
            return Ok(());
        }
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let Some(channel) = channels::get(&mut tx, id).await? else {
            return Ok(());
        };
        if channels::interrupt(&mut tx, id, Connection::NeedsReauth, asked_at).await? {
            let ends = end_of(&channel_facts::list(&mut tx, id).await?);
            let ends = ends.map(|at| at.to_rfc3339());
            self.tell_of_token(
                &mut tx,
                &channel,
                json!({ "valid": false, "expires_at": ends }),
            )
            .await?;
            record_lost(&mut tx, &channel, "refused");
            tx.commit(self.now()).await?;
        }
        Ok(())
    }
}

fn record_lost(tx: &mut WorkspaceTx, channel: &Channel, why: &str) {
    tx.record(Record {
        kind: Kind::Account,
        subject: format!("channel:{}", channel.id),
        actor: None,
        payload: json!({ "field": "token", "why": why, "connection": Connection::NeedsReauth, "simulated": channel.simulated }),
        message: None,
        conversation: None,
    });
}
