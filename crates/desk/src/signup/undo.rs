//! A run is taken back: no token, no route and no subscription of it stays.

use db::erasures::Erased;
use db::grants::{self, Grantor};
use db::signups::{self, Signup, Step};
use db::{Actor, Record, WorkspaceTx, channels, logins};
use domain::Time;
use domain::ids::{SignupId, WorkspaceId};
use domain::news::Ended;
use evidence::Kind;
use serde_json::json;

use crate::error::{Error, Result};
use crate::farewell::Farewell;
use crate::login::LOOK_LIVES;
use crate::queue_reply::channel;
use crate::{Desk, names};

/// How long an account without a number is kept.
const WAITS: chrono::Duration = chrono::Duration::days(14);

impl Desk {
    /// Takes back a run that has not come to its end. After the commit what is answered leaves the account.
    pub async fn undo_signup(
        &self,
        tx: &mut WorkspaceTx,
        id: SignupId,
    ) -> Result<Option<Farewell>> {
        let signup = signups::get(tx, id).await?.ok_or(Error::NotFound)?;
        // Everybody locks a channel before the run that made it.
        if let Some(made) = signup.channel {
            channels::hold(tx, &[made]).await?;
        }
        signups::hold(tx, id).await?;
        let signup = signups::get(tx, id).await?.ok_or(Error::NotFound)?;
        if signup.step == Step::Synced {
            return Err(Error::Conflict {
                code: "signup_finished",
                title: "This number is connected".to_owned(),
                hint: "Disconnect it on its own card.".to_owned(),
            });
        }
        let Some(made) = signup.channel else {
            self.drop_signup(tx, id).await?;
            return Ok(None);
        };
        let before = channel(tx, made).await?;
        let farewell = self.farewell(tx, &before).await?;
        // Where somebody wrote already there are threads, and so a number to be seen.
        let why = if signups::was_used(tx, made).await? {
            Ended::ByHand
        } else {
            Ended::Undone
        };
        self.end(tx, made, why).await?;
        Ok(farewell)
    }

    /// A run that holds its token itself goes with it.
    pub(crate) async fn drop_signup(&self, tx: &mut WorkspaceTx, id: SignupId) -> Result<()> {
        signups::hold(tx, id).await?;
        let Some(signup) = signups::get(tx, id).await? else {
            return Ok(());
        };
        // A channel took the token over meanwhile; what is asked of it is asked of the channel.
        if signup.channel.is_some() {
            return Ok(());
        }
        signups::remove(tx, id).await?;
        self.enter_erasure(tx, Erased::Signup(id.uuid())).await?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("signup:{id}"),
            actor: None,
            payload: json!({ "what": "signup_undone", "waba_id": signup.account_id, "simulated": signup.simulated }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(())
    }

    /// Whoever agreed may have taken it back while their token was being proved or stored: nobody knew then that it is
    /// theirs.
    pub(crate) async fn leave_signup_if_asked(
        &self,
        workspace: WorkspaceId,
        signup: &Signup,
        grantor: Option<Grantor>,
        since: Time,
    ) -> Result<()> {
        let Some(grantor) = grantor else {
            return Ok(());
        };
        let mut tx = self.db().platform().await?;
        let asked = grants::asked_since(&mut tx, grantor, since).await?;
        drop(tx);
        let Some(request) = asked else {
            return Ok(());
        };
        if let Some(channel) = signup.channel {
            return self.leave(workspace, channel, &request).await;
        }
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        self.drop_signup(&mut tx, signup.id).await?;
        Ok(tx.commit(self.now()).await?)
    }

    /// A token that waits for a number, or for somebody to confirm its account, does not wait for ever.
    pub(crate) async fn drop_waiting_signups(&self, workspace: WorkspaceId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        for id in signups::waiting_since(&mut tx, (now - WAITS, now - LOOK_LIVES)).await? {
            self.drop_signup(&mut tx, id).await?;
        }
        logins::forget_spent(&mut tx, self.door_now()).await?;
        Ok(tx.commit(now).await?)
    }
}
