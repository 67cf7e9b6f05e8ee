//! A person lets the app work with their business accounts, once for as many numbers as they like ("app connection").
//!
//! Until the code has become a token and that has shown what it permits nothing is stored: the browser carries the launch,
//! sealed for one session, and it is good once. The token is the connection's; each number that lives by it holds the same
//! one, and gets the next one with it.

mod agree;
mod discover;
mod number;
mod prove;
mod tend;

use chrono::Duration;
use db::apps::MetaApp;
use db::logins;
use domain::Time;
use domain::ids::{AppConnectionId, SignupId, WorkspaceId};
use meta::dialog::Permit;
use secrecy::ExposeSecret as _;
use uuid::Uuid;

pub use discover::{AccountFound, NumberFound};

use crate::Desk;
use crate::error::{Error, Result};
use crate::login::LoginLaunch;

/// How long the dialog may stay open.
const DIALOG_LIVES: Duration = Duration::minutes(10);
/// Tells our states from those of other sign-ins.
const MARK: &str = "app_connection";
const LONGEST_NAME: usize = 80;

/// What is to be agreed to.
#[derive(Debug, Clone)]
pub enum ConnectionWish {
    /// A new connection of this name.
    New(String),
    /// The same one once more.
    Again(AppConnectionId),
}

/// The provider's dialog.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionDialog<'a> {
    /// Its address, without a query.
    pub address: &'a str,
    /// The configuration that names the permissions, when the operator made one.
    pub config_id: Option<&'a str>,
    /// Where the browser comes back to.
    pub redirect_uri: &'a str,
}

struct Launched {
    id: SignupId,
    wish: ConnectionWish,
    until: Time,
    redirect_uri: String,
}

impl Desk {
    /// Where a browser goes. Nothing is stored: who closes the page leaves nothing. Only `holder`, a session or key, may
    /// bring the code.
    pub async fn launch_connection(
        &self,
        workspace: WorkspaceId,
        holder: &str,
        wish: ConnectionWish,
        dialog: ConnectionDialog<'_>,
    ) -> Result<LoginLaunch> {
        let app = self.connection_app().await?;
        let (target, name) = match &wish {
            ConnectionWish::New(name) => (Uuid::nil(), checked_name(name)?),
            ConnectionWish::Again(id) => {
                self.of_this_app(workspace, *id, &app).await?;
                (id.uuid(), "-".to_owned())
            }
        };
        let until = (self.door_now() + DIALOG_LIVES).timestamp();
        let words = format!(
            "{MARK} {until} {holder} {target} {} {name}",
            dialog.redirect_uri
        );
        let state = logins::seal(self.db(), workspace, SignupId::new(), &words)?;
        let page = Permit {
            address: dialog.address,
            app_id: &app.app_id,
            config_id: dialog.config_id,
            redirect_uri: dialog.redirect_uri,
            state: &state,
        };
        Ok(LoginLaunch {
            url: page
                .url()
                .ok_or_else(|| Error::Internal("the dialog has no address".to_owned()))?,
            lives: DIALOG_LIVES,
        })
    }

    /// What was agreed to with one app is no permission for another, such as the simulated one before the real.
    async fn of_this_app(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
        app: &MetaApp,
    ) -> Result<()> {
        if self.connection(workspace, id).await?.app_ref == app.app_ref {
            return Ok(());
        }
        Err(Error::Conflict {
            code: "connection_other_app",
            title: "This connection was made with another Meta app".to_owned(),
            hint: "Make a new connection and remove this one.".to_owned(),
        })
    }

    async fn connection_app(&self) -> Result<MetaApp> {
        let app = self.default_app_secrets().await?;
        app.filter(|app| !app.app_id.is_empty())
            .ok_or_else(connections_not_set_up)
    }

    fn launched_connection(
        &self,
        workspace: WorkspaceId,
        holder: &str,
        state: &str,
    ) -> Result<Launched> {
        let (id, words) = logins::open(self.db(), workspace, state).ok_or_else(not_begun_here)?;
        let parts: Vec<&str> = words.expose_secret().splitn(6, ' ').collect();
        let [MARK, until, of, target, uri, name] = parts.as_slice() else {
            return Err(not_begun_here());
        };
        if *of != holder {
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
        let target = Uuid::try_parse(target).map_err(|_| not_begun_here())?;
        let wish = if target.is_nil() {
            ConnectionWish::New((*name).to_owned())
        } else {
            ConnectionWish::Again(AppConnectionId(target))
        };
        Ok(Launched {
            id,
            wish,
            until,
            redirect_uri: (*uri).to_owned(),
        })
    }
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid(
            "name",
            "Give the connection a name by which people know it.",
        ));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Error::invalid(
            "name",
            "A name is one line of at most 80 characters.",
        ));
    }
    Ok(name.to_owned())
}

/// A state that nobody sealed, that another workspace or session brought: all the same to who asks.
fn not_begun_here() -> Error {
    Error::invalid(
        "state",
        "This connection was not begun in this session. Start again.",
    )
}

fn late() -> Error {
    Error::Conflict {
        code: "connection_late",
        title: "The session expired. Start again.".to_owned(),
        hint: "Nothing was stored.".to_owned(),
    }
}

/// Also where the operator set no app.
#[must_use]
pub fn connections_not_set_up() -> Error {
    Error::Conflict {
        code: "connection_not_set_up",
        title: "App connections are not set up here".to_owned(),
        hint: "Whoever runs this server sets LOKET_META_APP_ID, LOKET_META_APP_SECRET and LOKET_META_VERIFY_TOKEN. A number can be connected by its ids meanwhile.".to_owned(),
    }
}
