//! The code comes back: it becomes a token, and the token shows whose account it is.

use db::apps::MetaApp;
use db::channels::{self, Channel};
use db::signups::{self, Signup, Step};
use db::{Actor, Record, logins};
use domain::channel::{ChannelKind, ReplyMode};
use domain::gate::Connection;
use domain::ids::{ChannelId, SignupId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::{Downloaded, GraphError, LongLived, Profile};
use serde_json::json;

use super::{FoundAccount, LOOK_LIVES, Launched, late, scopes_of, spent};
use crate::error::{Error, Result};
use crate::taken::Taken;
use crate::token_source::mark;
use crate::{Desk, Door, Login, names};

/// A picture of an account is a few kilobytes.
const LARGEST_PICTURE: usize = 2 * 1024 * 1024;

impl Desk {
    /// Ends the provider's part. What is answered is not connected: somebody looks at it first.
    pub async fn finish_login(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        (holder, state): (&str, &str),
        code: &SecretString,
    ) -> Result<FoundAccount> {
        let launched = self.launched_login(workspace, holder, state)?;
        // Told again, it is the same run: its answer may have been lost.
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let known = signups::get(&mut tx, launched.id).await?;
        drop(tx);
        if known.is_some_and(|run| run.channel.is_none()) {
            return self.look_at_login(workspace, launched.id).await;
        }
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        if !logins::spend(&mut tx, launched.id, launched.until).await? {
            return Err(spent());
        }
        tx.commit(self.now()).await?;
        let (door, login, app) = self.login_door(&launched.kind).await?;
        let begun = self.now();
        let long = exchanged((&door, &login, &app), code, &launched).await?;
        let profile = door.graph.me(&long.token).await.map_err(silent)?.value;
        let run = Signup {
            id: launched.id,
            kind: ChannelKind(launched.kind),
            app_ref: app.app_ref,
            account_id: profile.id.clone(),
            channel: None,
            step: Step::Exchanged,
            obstacle: None,
            simulated: app.simulated,
            token_until: Some(begun + chrono::Duration::seconds(long.expires_in)),
            created_at: self.now(),
        };
        self.must_be_free(workspace, &run, &profile, &long.token)
            .await?;
        let grantor = profile
            .app_scoped_id
            .as_deref()
            .map(|id| self.grantor(app.app_ref, id));
        let mut tx = self.db().workspace(workspace, actor).await?;
        signups::insert(&mut tx, &run, Some((&long.token, grantor))).await?;
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("signup:{}", run.id),
            actor: None,
            payload: json!({ "what": "signup", "waba_id": run.account_id, "simulated": run.simulated }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        tx.commit(self.now()).await?;
        self.leave_signup_if_asked(workspace, &run, grantor, begun)
            .await?;
        self.found(workspace, run, profile).await
    }

    /// The account that waits to be confirmed, as Meta shows it now.
    pub async fn look_at_login(
        &self,
        workspace: WorkspaceId,
        id: SignupId,
    ) -> Result<FoundAccount> {
        let (run, token) = self.waiting_login(workspace, id).await?;
        let door = self.door(run.kind.as_str()).ok_or(Error::NotFound)?;
        let profile = door.graph.me(&token).await.map_err(silent)?.value;
        self.found(workspace, run, profile).await
    }

    /// Its picture, as it is at Meta; `None` when it has none.
    pub async fn login_picture(
        &self,
        workspace: WorkspaceId,
        id: SignupId,
    ) -> Result<Option<Downloaded>> {
        let (run, token) = self.waiting_login(workspace, id).await?;
        let door = self.door(run.kind.as_str()).ok_or(Error::NotFound)?;
        let profile = door.graph.me(&token).await.map_err(silent)?.value;
        let Some(address) = profile.picture else {
            return Ok(None);
        };
        let picture = door.graph.download_shared(&address, LARGEST_PICTURE).await;
        picture.map_err(silent).map(|one| Some(one.value))
    }

    /// A run that somebody signed in for and nobody confirmed, with its token. One that waited too long is gone.
    pub(super) async fn waiting_login(
        &self,
        workspace: WorkspaceId,
        id: SignupId,
    ) -> Result<(Signup, SecretString)> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let run = signups::get(&mut tx, id)
            .await?
            .filter(|run| run.token_until.is_some() && run.channel.is_none())
            .ok_or(Error::NotFound)?;
        if self.now() - run.created_at > LOOK_LIVES {
            self.drop_signup(&mut tx, id).await?;
            tx.commit(self.now()).await?;
            return Err(late());
        }
        let token = signups::token(&mut tx, id).await?.ok_or(Error::NotFound)?;
        Ok((run, token))
    }

    async fn found(
        &self,
        workspace: WorkspaceId,
        signup: Signup,
        profile: Profile,
    ) -> Result<FoundAccount> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let here = channels::list(&mut tx).await?;
        Ok(FoundAccount {
            known: here
                .iter()
                .find(|one| is_of(one, &signup))
                .map(|one| one.id),
            signup,
            profile,
            lives: LOOK_LIVES,
        })
    }

    /// An account that another workspace connected is told of before anybody looks at it. Nothing of the try is kept.
    pub(super) async fn must_be_free(
        &self,
        workspace: WorkspaceId,
        run: &Signup,
        profile: &Profile,
        token: &SecretString,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let here = channels::list(&mut tx).await?;
        if here.iter().any(|one| is_of(one, run)) {
            return Ok(());
        }
        // Its token would be another app's, whose events it does not hear.
        if here.iter().any(|one| is_account_of(one, run)) {
            return Err(Taken::Here.of_profile());
        }
        let tried = self.channel_of(run, profile, token);
        let door = json!({ "by": "login" });
        match self.take_in(&mut tx, &tried, token, door).await? {
            Some(taken) => Err(taken.of_profile()),
            None => Ok(()),
        }
    }

    /// The channel that a run would make.
    pub(super) fn channel_of(
        &self,
        run: &Signup,
        profile: &Profile,
        token: &SecretString,
    ) -> Channel {
        let display = profile
            .username
            .as_ref()
            .map_or_else(|| profile.id.clone(), |name| format!("@{name}"));
        Channel {
            id: ChannelId::new(),
            kind: run.kind.clone(),
            name: profile.name.clone().unwrap_or_else(|| display.clone()),
            display,
            external_id: run.account_id.clone(),
            account_id: run.account_id.clone(),
            app_ref: run.app_ref,
            connection: Connection::Connected,
            reply_mode: ReplyMode::DraftOnly,
            auto_hold_seconds: 0,
            ready: false,
            simulated: run.simulated,
            coexistence: false,
            token: mark(token),
            last_event_at: None,
            checked_at: None,
            ended: None,
            ended_at: None,
            created_at: self.now(),
            own: db::channel_defaults::ChannelDefaults::default(),
        }
    }
}

/// Whether this channel is the account of that run.
pub(super) fn is_of(channel: &Channel, run: &Signup) -> bool {
    is_account_of(channel, run) && channel.app_ref == run.app_ref
}

/// Whether it is that account, through whatever app.
fn is_account_of(channel: &Channel, run: &Signup) -> bool {
    channel.kind == run.kind
        && channel.external_id == run.account_id
        && channel.connection != Connection::Disconnected
}

/// The code becomes a token of an hour, and that one of sixty days, when everything asked for was agreed to.
async fn exchanged(
    (door, login, app): (&Door, &Login, &MetaApp),
    code: &SecretString,
    launched: &Launched,
) -> Result<LongLived> {
    let ours = (app.app_id.as_str(), &app.secret);
    let short = door
        .graph
        .exchange_login(&login.exchange, ours, code, &launched.redirect_uri)
        .await
        .map_err(|error| match &error {
            GraphError::Refused(_) => not_accepted(&error),
            _ => silent(error),
        })?;
    let missing: Vec<&str> = short.permissions.map_or_else(Vec::new, |given| {
        let wanted = scopes_of(&launched.kind).iter().copied();
        wanted
            .filter(|scope| !given.iter().any(|one| one == scope))
            .collect()
    });
    if !missing.is_empty() {
        return Err(Error::Conflict {
            code: "login_permissions",
            title: "Not all permissions were given".to_owned(),
            hint: format!(
                "Missing: {}. Nothing was stored. Start again and leave all permissions on.",
                missing.join(", ")
            ),
        });
    }
    door.graph
        .long_lived(&app.secret, &short.token)
        .await
        .map_err(silent)
}

fn not_accepted(error: &GraphError) -> Error {
    tracing::info!(%error, "a sign-in's code was not exchanged");
    Error::Conflict {
        code: "login_refused",
        title: "Meta did not accept the sign-in. Start again.".to_owned(),
        hint: "A code is good for one try. Nothing was stored. If it happens again, check the app's secret and its redirect addresses at Meta.".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(silent)")]
pub(super) fn silent(error: GraphError) -> Error {
    tracing::info!(%error, "a sign-in could not be looked at");
    Error::Provider {
        title: "Meta did not say whose account this is".to_owned(),
        hint: "Nothing was connected. Start again in a minute.".to_owned(),
    }
}
