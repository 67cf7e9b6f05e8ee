//! What is done once the token is stored: the account's events come to us, then its templates, then a first look.

use db::lanes::{self, Job, Lane};
use db::signups::{self, Obstacle, Signup, Step};
use db::{Actor, WorkspaceTx};
use domain::ids::{SignupId, WorkspaceId};
use jobs::{Failure, Next};

use crate::error::{Error, Result};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

impl Desk {
    /// Tries again what did not work.
    pub async fn retry_signup(&self, tx: &mut WorkspaceTx, id: SignupId) -> Result<Signup> {
        signups::hold(tx, id).await?;
        if !signups::stand(tx, id, None).await? {
            return Err(Error::NotFound);
        }
        lanes::enqueue(tx, &[names::signup_job(id)], self.now()).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        signups::get(tx, id).await?.ok_or(Error::NotFound)
    }

    pub(crate) async fn signup_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: SignupId = id_in(job, "signup")?;
        loop {
            match self.next_step(lane.workspace, id).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(Error::Provider { title, hint }) => {
                    self.stand_before(lane.workspace, id, &Obstacle { title, hint })
                        .await
                        .map_err(|error| failure(&error))?;
                    break;
                }
                Err(error) => return Err(failure(&error)),
            }
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// Does one step; whether another may follow.
    async fn next_step(&self, workspace: WorkspaceId, id: SignupId) -> Result<bool> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let signup = signups::get(&mut tx, id).await?;
        drop(tx);
        let Some(signup) = signup.filter(|signup| signup.obstacle.is_none()) else {
            return Ok(false);
        };
        let Some(channel) = signup.channel else {
            return Ok(false);
        };
        let to = match signup.step {
            Step::Exchanged | Step::Synced => return Ok(false),
            Step::Stored => {
                if let Some(error) = self.subscribe_account(workspace, channel).await? {
                    tracing::info!(%error, %channel, "a sign-up's account is not heard");
                    return Err(Error::Provider {
                        title: "Meta does not send this account's events to us yet".to_owned(),
                        hint: "Try again. If it happens again, check that the app's webhook address is set at Meta.".to_owned(),
                    });
                }
                Step::Subscribed
            }
            Step::Subscribed => {
                self.sync_templates(workspace, Actor::System, channel)
                    .await?;
                Step::Synced
            }
        };
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let moved = signups::advance(&mut tx, id, signup.step, to).await?;
        if moved && to == Step::Synced {
            let first = names::check_channel_job(channel, names::Look::First, now);
            lanes::enqueue(&mut tx, &[first], now).await?;
        }
        tx.announce(names::workspace_changed("channel.updated"));
        tx.commit(now).await?;
        Ok(moved)
    }

    async fn stand_before(
        &self,
        workspace: WorkspaceId,
        id: SignupId,
        obstacle: &Obstacle,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        signups::stand(&mut tx, id, Some(obstacle)).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(self.now()).await?)
    }
}
