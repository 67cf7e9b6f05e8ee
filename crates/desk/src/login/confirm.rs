//! Somebody looked at the account: it is the right one and is connected, or it is not and goes.

use db::channel_facts::{self, Source, Telling};
use db::channels;
use db::signups::{self, Signup, Step};
use db::{Actor, WorkspaceTx, grants, lanes};
use domain::ids::{ChannelId, SignupId, WorkspaceId};
use domain::news::{Told, what};
use meta::SecretString;
use meta::graph::Profile;
use serde_json::json;

use super::finish::{is_of, silent};
use crate::connect_channel::ProvenToken;
use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// It is the right account. One that is connected here already gets the new token.
    pub async fn confirm_login(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: SignupId,
    ) -> Result<Signup> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let run = signups::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        drop(tx);
        // Confirmed before: its answer may have been lost.
        if run.channel.is_some() {
            return Ok(run);
        }
        let (run, token) = self.waiting_login(workspace, id).await?;
        let door = self.door(run.kind.as_str()).ok_or(Error::NotFound)?;
        let profile = door.graph.me(&token).await.map_err(silent)?.value;
        if profile.id != run.account_id {
            return Err(Error::NotFound);
        }
        let mut tx = self.db().workspace(workspace, actor).await?;
        signups::hold(&mut tx, id).await?;
        let mut run = signups::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        if run.channel.is_some() {
            return Ok(run);
        }
        let grantor = signups::grantor(&mut tx, id).await?;
        let made = self.connect_found(&mut tx, &run, &profile, &token).await?;
        let Some((channel, step)) = made else {
            drop(tx);
            return Err(self.give_way(workspace, &run, &profile, &token).await?);
        };
        if let Some(grantor) = grantor {
            grants::know(&mut tx, channel, grantor, self.now()).await?;
        }
        self.say_until(&mut tx, channel, &run).await?;
        signups::stored(&mut tx, id, channel).await?;
        if step != Step::Stored {
            signups::advance(&mut tx, id, Step::Stored, step).await?;
        }
        (run.channel, run.step, run.obstacle) = (Some(channel), step, None);
        let first = names::check_channel_job(channel, names::Look::First, self.now());
        let jobs = match step {
            // Connected before: its events are subscribed to again with the first look.
            Step::Synced => vec![first],
            _ => vec![names::signup_job(id)],
        };
        lanes::enqueue(&mut tx, &jobs, self.now()).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        tx.commit(self.now()).await?;
        self.leave_signup_if_asked(workspace, &run, grantor, run.created_at)
            .await?;
        Ok(run)
    }

    /// The channel and how far its run is; `None` when somebody else has the account.
    async fn connect_found(
        &self,
        tx: &mut WorkspaceTx,
        run: &Signup,
        profile: &Profile,
        token: &SecretString,
    ) -> Result<Option<(ChannelId, Step)>> {
        let here = channels::list(tx).await?;
        if let Some(here) = here.into_iter().find(|one| is_of(one, run)) {
            self.renew_token(tx, ProvenToken::of(here.id, token.clone()))
                .await?;
            return Ok(Some((here.id, Step::Synced)));
        }
        let channel = self.channel_of(run, profile, token);
        let door = json!({ "by": "login", "signup": run.id });
        let taken = self.take_in(tx, &channel, token, door).await?;
        Ok(taken.is_none().then_some((channel.id, Step::Stored)))
    }

    /// Somebody connected it while it was looked at: nothing of this sign-in stays.
    async fn give_way(
        &self,
        workspace: WorkspaceId,
        run: &Signup,
        profile: &Profile,
        token: &SecretString,
    ) -> Result<Error> {
        let refusal = self.must_be_free(workspace, run, profile, token).await;
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        self.drop_signup(&mut tx, run.id).await?;
        tx.commit(self.now()).await?;
        Ok(refusal.err().unwrap_or(Error::NotFound))
    }

    /// When the token ends is known only now: Meta describes no such token later.
    async fn say_until(
        &self,
        tx: &mut WorkspaceTx,
        channel: ChannelId,
        run: &Signup,
    ) -> Result<()> {
        let how = Telling {
            at: self.now(),
            heard_at: self.now(),
            source: Source::Check,
            simulated: run.simulated,
        };
        let ends = run.token_until.map(|at| at.to_rfc3339());
        let about = json!({ "valid": true, "expires_at": ends });
        channel_facts::tell(tx, channel, &Told::new(what::TOKEN, about), how).await?;
        self.settle_ready(tx, channel).await
    }

    /// It is another account that was meant: the token goes with its key.
    pub async fn discard_login(&self, tx: &mut WorkspaceTx, id: SignupId) -> Result<()> {
        let run = signups::get(tx, id).await?;
        match run {
            Some(run) if run.token_until.is_none() => Err(Error::NotFound),
            Some(run) if run.channel.is_some() => Err(Error::Conflict {
                code: "signup_finished",
                title: "This account is connected".to_owned(),
                hint: "Disconnect it on its own card.".to_owned(),
            }),
            Some(_) => self.drop_signup(tx, id).await,
            None => Err(Error::NotFound),
        }
    }
}
