//! The provider is asked how a number stands: the number, the account above it, the token, and who hears of it.
//!
//! Each question stands for itself: one that is not answered is a problem of its own and hides none of the others.

mod ask;
mod ask_profile;
mod result;

use std::sync::Arc;

use ::channels::Home;
use db::channel_facts::{self, Outcome, Source, Telling};
use db::channels::{self, Channel};
use db::grants::{self, Grantor};
use db::lanes::{Job, Lane};
use db::{Actor, Record, WorkspaceTx, lanes};
use domain::Time;
use domain::gate::Connection;
use domain::ids::{ChannelId, WorkspaceId};
use domain::news::{Told, what};
use evidence::Kind;
use jobs::{Failure, Next};
use meta::SecretString;
use serde_json::{Value, json};

pub use result::{CheckReport, Problem};

use crate::error::{Error, Result};
use crate::subscribe_account::{Subscription, home_of};
use crate::tell_threads::line;
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// News told by the provider itself outrank what is read so shortly after: the reading may lag.
const READING_LAGS: chrono::Duration = chrono::Duration::seconds(60);
/// How long news wait before what they did not say is asked.
const ASK_AFTER: chrono::Duration = chrono::Duration::seconds(2);
/// So long whoever connects a channel waits for what Meta says of it.
const FIRST_LOOK: std::time::Duration = std::time::Duration::from_secs(10);

/// What was found.
pub(crate) struct Found {
    pub(crate) facts: Vec<Told>,
    pub(crate) problems: Vec<Problem>,
    /// Whose permission the token carries.
    pub(crate) grantor: Option<Grantor>,
}

impl Desk {
    /// Asks everything about a channel, templates too, and takes down what is answered.
    pub async fn check_channel(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<CheckReport> {
        self.look_at(workspace, actor, id, true).await
    }

    /// Somebody wants it to be as it should: its account's events are sent to us again, should they not be, and everything
    /// is asked.
    pub async fn sync_channel(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<CheckReport> {
        self.subscribe_account(workspace, id, false).await?;
        self.look_at(workspace, actor, id, true).await
    }

    /// The same without its templates: what is known of these stays.
    pub async fn verify_channel(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<CheckReport> {
        self.subscribe_account(workspace, id, false).await?;
        self.look_at(workspace, actor, id, false).await
    }

    /// A new channel is heard and looked at before anybody uses it, as far as somebody who waits `since` then has time
    /// left. Its job does what is not done.
    pub(crate) async fn first_look(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
        since: std::time::Instant,
    ) {
        let looked = self.sync_channel(workspace, Actor::System, id);
        let left = FIRST_LOOK.saturating_sub(since.elapsed());
        match tokio::time::timeout(left, looked).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::info!(%error, channel = %id, "a first look broke off"),
            Err(_) => tracing::info!(channel = %id, "a first look takes long"),
        }
    }

    async fn look_at(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
        templates: bool,
    ) -> Result<CheckReport> {
        let unread = self.reread_token(workspace, actor.clone(), id).await?;
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let token = channels::token(&mut tx, id).await?;
        let token_since = channels::token_since(&mut tx, id).await?;
        let known = channel_facts::list(&mut tx, id).await?;
        drop(tx);
        let Some(token) = token else {
            return Err(Error::Conflict {
                code: "disconnected",
                title: "This channel is disconnected".to_owned(),
                hint: "Connect it again, then check.".to_owned(),
            });
        };
        let asked_at = self.now();
        let mut found = self.ask_all(&channel, &token).await?;
        let grantor = found.grantor;
        found.problems.extend(unread);
        if !templates {
            found.problems.extend(result::kept(&known, "templates"));
        } else if let Err(error) = self.sync_templates(workspace, actor.clone(), id).await {
            found.problems.push(Problem::of_desk("templates", &error));
        }
        let mut tx = self.db().workspace(workspace, actor).await?;
        channels::hold(&mut tx, &[id]).await?;
        // It may have been disconnected meanwhile, or have got another token; what was answered is about the one before.
        if channels::token_since(&mut tx, id).await? != token_since {
            return Err(Error::NotFound);
        }
        let report = self.keep_check(&mut tx, id, found, asked_at).await?;
        tx.commit(self.now()).await?;
        if let Some(grantor) = grantor {
            self.leave_if_asked(workspace, id, grantor).await?;
        }
        Ok(report)
    }

    async fn keep_check(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
        found: Found,
        asked_at: Time,
    ) -> Result<CheckReport> {
        let channel = channels::get(tx, id).await?.ok_or(Error::NotFound)?;
        let how = Telling {
            at: asked_at,
            heard_at: self.now(),
            source: Source::Check,
            simulated: channel.simulated,
        };
        let known = channel_facts::list(tx, id).await?;
        let mut facts = found.facts;
        if home_of(&channel)? == Home::Number {
            ask::keep_name(&mut facts, &known, asked_at - READING_LAGS);
        } else {
            ask_profile::keep_end(&mut facts, &known, asked_at);
        }
        facts.extend(result::lifted(&known, &facts, asked_at - READING_LAGS));
        facts.push(Told::new(
            what::CHECK,
            json!({ "problems": found.problems }),
        ));
        let mut changed = Vec::new();
        for told in &facts {
            let newer = known.iter().any(|fact| {
                fact.what == told.what
                    && fact.subject == told.subject
                    && fact.source == Source::Webhook
                    && fact.told_at > asked_at - READING_LAGS
            });
            if newer {
                continue;
            }
            if let Outcome::New { from } = channel_facts::tell(tx, id, told, how).await? {
                changed.push((told, from));
            }
        }
        let refused = found.problems.iter().any(Problem::concerns_sending);
        let connection = result::connection(channel.connection, &facts, refused);
        let turned = match connection {
            same if same == channel.connection => false,
            Connection::Connected => channels::resume(tx, id, asked_at).await?,
            stopped => channels::interrupt(tx, id, stopped, asked_at).await?,
        };
        channels::checked(tx, id, asked_at).await?;
        let in_app = facts.iter().find(|told| told.what == what::COEXISTENCE);
        if let Some(in_app) = in_app.and_then(|told| told.value.as_bool()) {
            db::app_sync::set_coexistence(tx, id, in_app).await?;
        }
        if let Some(grantor) = found.grantor {
            grants::know(tx, id, grantor, asked_at).await?;
        }
        self.settle_ready(tx, id).await?;
        let lines: Vec<_> = changed
            .iter()
            .filter_map(|(told, from)| line(told, from.as_ref()))
            .map(|line| names::tell_threads_job(id, &line, asked_at))
            .collect();
        lanes::enqueue(tx, &lines, self.now()).await?;
        if !changed.is_empty() || turned {
            let said: Vec<Value> = changed
                .iter()
                .map(|(told, from)| json!({ "what": told.what, "subject": told.subject, "from": from, "to": told.value }))
                .collect();
            tx.record(Record {
                kind: Kind::Account,
                subject: format!("channel:{id}"),
                actor: None,
                payload: json!({
                    "field": "check", "changed": said, "connection": connection, "simulated": channel.simulated,
                }),
                message: None,
                conversation: None,
            });
        }
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(CheckReport {
            problems: found.problems,
            changed: changed.len(),
        })
    }

    /// A little later, so that what the provider just told can be read too.
    pub(crate) async fn ask_soon(
        &self,
        tx: &mut WorkspaceTx,
        of: &[Channel],
        now: Time,
    ) -> Result<()> {
        // Twice: what is read at once may lag behind what was told.
        for (look, after) in [
            (names::Look::Soon, ASK_AFTER),
            (names::Look::Again, READING_LAGS + ASK_AFTER),
        ] {
            let jobs: Vec<_> = of
                .iter()
                .map(|one| names::check_channel_job(one.id, look, now + after - ASK_AFTER))
                .collect();
            lanes::enqueue(tx, &jobs, now + after).await?;
        }
        Ok(())
    }

    pub(crate) async fn check_channel_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let channel: ChannelId = id_in(job, "channel")?;
        let since = job.payload["since"]
            .as_str()
            .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let here = channels::get(&mut tx, channel).await.map_err(ended)?;
        drop(tx);
        // News that come close together are looked at once; who looked before it was subscribed saw that it was not.
        let seen = here
            .and_then(|here| here.checked_at)
            .is_some_and(|at| since.is_some_and(|since| at > since));
        let unasked = job.payload["unasked"] == true;
        let mut begun = false;
        if job.payload["subscribe"] == true && !(unasked && seen) {
            let subscription = self
                .subscribe_account(lane.workspace, channel, unasked)
                .await;
            begun = matches!(
                subscription.map_err(|error| failure(&error))?,
                Subscription::Begun
            );
        }
        if begun || !seen {
            match self
                .check_channel(lane.workspace, Actor::System, channel)
                .await
            {
                // Whoever connects it again has it checked then.
                Ok(_) | Err(Error::NotFound | Error::Conflict { .. }) => {}
                Err(error) => return Err(failure(&error)),
            }
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

/// An app's own token: what it asks about tokens is asked with it.
pub(crate) fn app_token(app: &db::apps::MetaApp) -> SecretString {
    use secrecy::ExposeSecret as _;
    SecretString::from(format!("{}|{}", app.app_id, app.secret.expose_secret()))
}

/// The app of a channel, with its secret; absent when it was forgotten.
pub(crate) async fn app_of(
    desk: &Desk,
    channel: &Channel,
) -> Result<Option<Arc<db::apps::MetaApp>>> {
    let mut tx = desk.db().platform().await?;
    Ok(db::apps::get(&mut tx, channel.app_ref).await?.map(Arc::new))
}
