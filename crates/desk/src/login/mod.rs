//! A profile's owner signs in at the provider and agrees; a person here looks whether it is the right account, and only
//! then it is connected.
//!
//! Until the code has become a token nothing is stored: the browser carries the launch, sealed, and it is good once. Then
//! a run holds the token under a key of its own, so that it can be destroyed; there is no channel, no route and no
//! subscription before somebody says that it is the right account. From there on the run is a sign-up like any other.

mod confirm;
mod finish;

use chrono::Duration;
use db::apps::MetaApp;
use db::logins;
use db::signups::Signup;
use domain::Time;
use domain::ids::{ChannelId, SignupId, WorkspaceId};
use meta::dialog::SignIn;
use meta::graph::Profile;
use secrecy::ExposeSecret as _;

use crate::error::{Error, Result};
use crate::{Desk, Door, Login};

/// How long somebody may take to sign in.
const SIGN_IN_LIVES: Duration = Duration::minutes(10);
/// How long somebody may look whether it is the right account.
pub(crate) const LOOK_LIVES: Duration = Duration::minutes(30);

/// The way to the provider's page.
#[derive(Debug)]
pub struct LoginLaunch {
    /// Where a browser goes.
    pub url: String,
    /// How long from now it can come back. The end is the machine's: no played clock moves a code at the provider.
    pub lives: Duration,
}

/// An account that was signed in to, and is not connected yet.
#[derive(Debug)]
pub struct FoundAccount {
    /// The run that holds its token.
    pub signup: Signup,
    /// What Meta shows of it.
    pub profile: Profile,
    /// The channel that it is already; it would get the new token.
    pub known: Option<ChannelId>,
    /// How long from when its token came it waits to be confirmed.
    pub lives: Duration,
}

/// What came back in the browser that was sent away.
struct Launched {
    id: SignupId,
    kind: String,
    until: Time,
    redirect_uri: String,
}

impl Desk {
    /// Where a browser goes to sign in. Nothing is stored: who closes the page leaves nothing. `holder` is the session or
    /// key that may bring the code; `again` lets somebody sign in to another account than the one they are in.
    pub async fn launch_login(
        &self,
        workspace: WorkspaceId,
        kind: &str,
        (holder, redirect_uri): (&str, &str),
        again: bool,
    ) -> Result<LoginLaunch> {
        let (_, login, app) = self.login_door(kind).await?;
        let id = SignupId::new();
        let until = (self.door_now() + SIGN_IN_LIVES).timestamp();
        let words = format!("{kind} {until} {holder} {redirect_uri}");
        let state = logins::seal(self.db(), workspace, id, &words)?;
        let page = SignIn {
            address: &login.page,
            app_id: &app.app_id,
            redirect_uri,
            scopes: scopes_of(kind),
            state: &state,
            again,
        };
        Ok(LoginLaunch {
            url: page
                .url()
                .ok_or_else(|| Error::Internal("the sign-in has no address".to_owned()))?,
            lives: SIGN_IN_LIVES,
        })
    }

    /// The door of a kind of channel that is signed in to, with the app whose page it is.
    async fn login_door(&self, kind: &str) -> Result<(Door, Login, MetaApp)> {
        let door = self.door(kind).ok_or_else(not_set_up)?;
        let login = door.login.clone().ok_or_else(not_set_up)?;
        let app = self
            .app_secrets(door.app)
            .await?
            .filter(|app| !app.app_id.is_empty())
            .ok_or_else(not_set_up)?;
        Ok((door, login, app))
    }

    /// A launch of this workspace and this holder that is not too old.
    fn launched_login(
        &self,
        workspace: WorkspaceId,
        holder: &str,
        state: &str,
    ) -> Result<Launched> {
        let (id, words) = logins::open(self.db(), workspace, state).ok_or_else(not_begun_here)?;
        let mut parts = words.expose_secret().splitn(4, ' ');
        let (Some(kind), Some(until), Some(of), Some(uri)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(not_begun_here());
        };
        if of != holder {
            return Err(not_begun_here());
        }
        let until = until
            .parse()
            .ok()
            .and_then(|at| chrono::DateTime::from_timestamp(at, 0))
            .ok_or_else(not_begun_here)?;
        if self.door_now() >= until {
            return Err(late());
        }
        Ok(Launched {
            id,
            kind: kind.to_owned(),
            until,
            redirect_uri: uri.to_owned(),
        })
    }
}

/// What a token of this kind must be allowed.
fn scopes_of(kind: &str) -> &'static [&'static str] {
    ::channels::registry::by_kind(kind).map_or(&[], ::channels::Channel::scopes)
}

/// A state that nobody sealed, that another workspace or session brought: all the same to who asks.
fn not_begun_here() -> Error {
    Error::invalid(
        "state",
        "This sign-in was not begun in this session. Start again.",
    )
}

fn late() -> Error {
    Error::Conflict {
        code: "login_expired",
        title: "The sign-in took too long. Start again.".to_owned(),
        hint: "Nothing was stored.".to_owned(),
    }
}

fn spent() -> Error {
    Error::Conflict {
        code: "login_spent",
        title: "This sign-in was used already. Start again.".to_owned(),
        hint: "Each one is good once. Nothing was stored.".to_owned(),
    }
}

fn not_set_up() -> Error {
    Error::Conflict {
        code: "login_not_set_up",
        title: "Signing in is not set up here".to_owned(),
        hint: "Whoever runs this server sets LOKET_INSTAGRAM_APP_ID and LOKET_INSTAGRAM_APP_SECRET beside a Meta app. An account can be connected by its id and token meanwhile.".to_owned(),
    }
}
