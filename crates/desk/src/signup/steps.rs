//! What is done once the token is stored: the account's events come to us, then its templates, then a first look.

use db::lanes::{self, Job, Lane};
use db::signups::{self, Obstacle, Signup, Step};
use db::{Actor, WorkspaceTx, channels};
use domain::gate::Connection;
use domain::ids::{ChannelId, SignupId, WorkspaceId};
use jobs::{Failure, Next};

use crate::error::{Error, Result, with_causes};
use crate::farewell::Farewell;
use crate::subscribe_account::Subscription;
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

impl Desk {
    /// Tries again what did not work.
    pub async fn retry_signup(&self, tx: &mut WorkspaceTx, id: SignupId) -> Result<Signup> {
        signups::hold(tx, id).await?;
        let signup = signups::get(tx, id).await?.ok_or(Error::NotFound)?;
        signups::stand(tx, id, signup.step, None).await?;
        lanes::enqueue(tx, &[names::signup_job(id)], self.now()).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        signups::get(tx, id).await?.ok_or(Error::NotFound)
    }

    pub(crate) async fn signup_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: SignupId = id_in(job, "signup")?;
        while self
            .next_step(lane.workspace, id)
            .await
            .map_err(|error| failure(&error))?
        {}
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// Does one step; whether another may follow. What stands in its way is written to the run, where people see it.
    async fn next_step(&self, workspace: WorkspaceId, id: SignupId) -> Result<bool> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let signup = signups::get(&mut tx, id).await?;
        let token = match signup.as_ref().and_then(|signup| signup.channel) {
            Some(channel) => channels::token(&mut tx, channel).await?,
            None => None,
        };
        drop(tx);
        let Some(signup) = signup.filter(|signup| signup.obstacle.is_none()) else {
            return Ok(false);
        };
        let (Some(channel), Some(token)) = (signup.channel, token) else {
            return Ok(false);
        };
        let (done, to) = match signup.step {
            Step::Exchanged | Step::Synced => return Ok(false),
            Step::Stored => (self.hear(workspace, channel).await, Step::Subscribed),
            Step::Subscribed => {
                let synced = self.sync_templates(workspace, Actor::System, channel).await;
                (synced.map(|_| ()), Step::Synced)
            }
        };
        if let Err(error) = done {
            self.stand_before(workspace, &signup, error).await?;
            return Ok(false);
        }
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let moved = signups::advance(&mut tx, id, signup.step, to).await?;
        // What the app holds comes as events: it is asked for once these are heard.
        let here = channels::get(&mut tx, channel).await?;
        if moved && to == Step::Subscribed && here.as_ref().is_some_and(|one| one.coexistence) {
            lanes::enqueue(&mut tx, &[names::ask_app_job(channel)], now).await?;
        }
        if moved && to == Step::Synced {
            let first = names::check_channel_job(channel, names::Look::First, now);
            lanes::enqueue(&mut tx, &[first], now).await?;
        }
        tx.announce(names::workspace_changed("channel.updated"));
        tx.commit(now).await?;
        // It was taken back while we asked: what we asked for is taken back too.
        if let Some(mut gone) = here.filter(|gone| gone.connection == Connection::Disconnected) {
            gone.account_id.clone_from(&signup.account_id);
            self.leave_account(Farewell::of(workspace, gone, token))
                .await?;
            return Ok(false);
        }
        Ok(moved)
    }

    async fn hear(&self, workspace: WorkspaceId, channel: ChannelId) -> Result<()> {
        let Subscription::Refused(error) =
            self.subscribe_account(workspace, channel, false).await?
        else {
            return Ok(());
        };
        tracing::info!(%error, %channel, "a sign-up's account is not heard");
        Err(Error::Provider {
            title: "Meta does not send this account's events to us yet".to_owned(),
            hint: "Try again. If it happens again, check that the app's webhook address is set at Meta.".to_owned(),
        })
    }

    /// Without a database nobody could be told; everything else ends the step.
    async fn stand_before(
        &self,
        workspace: WorkspaceId,
        signup: &Signup,
        error: Error,
    ) -> Result<()> {
        let obstacle = match error {
            Error::Provider { title, hint } => Obstacle { title, hint },
            Error::Unavailable => return Err(error),
            other => {
                tracing::error!(error = with_causes(&other), signup = %signup.id, "a sign-up's step broke off");
                Obstacle {
                    title: "This step broke off".to_owned(),
                    hint: "Try again. If it happens again, tell whoever runs this server."
                        .to_owned(),
                }
            }
        };
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        signups::stand(&mut tx, signup.id, signup.step, Some(&obstacle)).await?;
        // Its events are heard: without its templates it can be used all the same, once it was looked at.
        if let (Step::Subscribed, Some(channel)) = (signup.step, signup.channel) {
            let first = names::check_channel_job(channel, names::Look::First, now);
            lanes::enqueue(&mut tx, &[first], now).await?;
        }
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(now).await?)
    }
}
