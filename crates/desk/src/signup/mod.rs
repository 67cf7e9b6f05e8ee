//! The provider's own sign-up ("Embedded Signup v4"): a business agrees in a dialog, and its number works here.
//!
//! Nothing is stored until the code has become a token and the token has shown whose account and number it holds: ids
//! that a browser brings are wishes. From then on each step is a row's, so that it goes on after a crash, can be tried
//! again, and can be taken back.

mod numbers;
mod prove;
mod steps;
mod undo;

use chrono::Duration;
use db::Actor;
use db::apps::MetaApp;
use db::signups::{self, Signup};
use domain::ids::{SignupId, WorkspaceId};
use meta::SecretString;
use secrecy::ExposeSecret as _;

use crate::Desk;
use crate::error::{Error, Result};

/// How long a dialog may stay open.
const LAUNCH_LIVES: Duration = Duration::minutes(10);

/// What a browser is sent into the dialog with.
#[derive(Debug)]
pub struct Launch {
    /// Names the run.
    pub id: SignupId,
    /// Comes back with the code.
    pub state: String,
    /// How long from now it can come back. The end is the machine's: no played clock moves a code at the provider.
    pub lives: Duration,
    /// Meta's id of the app whose dialog it is.
    pub app_id: String,
}

/// What came back.
#[derive(Debug)]
pub struct SignupAnswer {
    /// The launch's.
    pub state: String,
    /// Good for 30 seconds and one try.
    pub code: SecretString,
    /// The account that the browser was told of.
    pub waba_id: Option<String>,
    /// The number that the browser was told of.
    pub phone_number_id: Option<String>,
}

struct Launched {
    id: SignupId,
    redirect_uri: String,
}

impl Desk {
    /// Begins a run. Nothing is stored: who closes the dialog leaves nothing.
    pub async fn launch_signup(
        &self,
        workspace: WorkspaceId,
        redirect_uri: &str,
    ) -> Result<Launch> {
        let app = self.signup_app().await?;
        let id = SignupId::new();
        let expires_at = self.door_now() + LAUNCH_LIVES;
        let words = format!("{} {redirect_uri}", expires_at.timestamp());
        Ok(Launch {
            id,
            state: signups::launch(self.db(), workspace, id, &words)?,
            lives: LAUNCH_LIVES,
            app_id: app.app_id,
        })
    }

    /// Ends the dialog's part: the code becomes a token, the token is proved, and the run is taken down.
    pub async fn finish_signup(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        answer: SignupAnswer,
    ) -> Result<Signup> {
        let launched = self.launched(workspace, &answer.state)?;
        // Told again, it is the same run: its answer may have been lost.
        if let Some(known) = self.signup(workspace, launched.id).await? {
            return Ok(known);
        }
        let app = self.signup_app().await?;
        let begun = self.now();
        // One try: a code that was shown once is worth nothing.
        let exchanged = self
            .graph()
            .exchange_code(
                (&app.app_id, &app.secret),
                &answer.code,
                &launched.redirect_uri,
            )
            .await;
        let token = match exchanged {
            Ok(token) => token,
            Err(error) => {
                tracing::info!(%error, "a code was not exchanged");
                // Somebody else may have brought the same code a moment before.
                return match self.signup(workspace, launched.id).await? {
                    Some(known) => Ok(known),
                    None if error.is_spent_code() => Err(expired()),
                    None => Err(not_accepted()),
                };
            }
        };
        let proof = self.prove_signup(&app, &token, &answer).await?;
        let grantor = proof.grantor;
        let signup = self
            .take_down_signup(workspace, actor, (launched.id, &app), proof, token)
            .await?;
        self.leave_signup_if_asked(workspace, &signup, grantor, begun)
            .await?;
        Ok(signup)
    }

    async fn signup(&self, workspace: WorkspaceId, id: SignupId) -> Result<Option<Signup>> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        Ok(signups::get(&mut tx, id).await?)
    }

    /// The app that the dialog belongs to.
    async fn signup_app(&self) -> Result<MetaApp> {
        let app = self.default_app_secrets().await?;
        app.filter(|app| !app.app_id.is_empty())
            .ok_or_else(not_set_up)
    }

    fn launched(&self, workspace: WorkspaceId, state: &str) -> Result<Launched> {
        let (id, words) = signups::launched(self.db(), workspace, state).ok_or_else(|| {
            Error::invalid("state", "This sign-up was not begun here. Start again.")
        })?;
        let (until, redirect_uri) = words
            .expose_secret()
            .split_once(' ')
            .and_then(|(until, uri)| Some((until.parse::<i64>().ok()?, uri.to_owned())))
            .ok_or_else(|| Error::Internal("a launch cannot be read".to_owned()))?;
        if self.door_now().timestamp() >= until {
            return Err(expired());
        }
        Ok(Launched { id, redirect_uri })
    }
}

fn not_accepted() -> Error {
    Error::Provider {
        title: "Meta did not accept the sign-up".to_owned(),
        hint: "Nothing was stored. Start again; if it happens again, check the app's secret and the allowed addresses at Meta.".to_owned(),
    }
}

fn expired() -> Error {
    Error::Conflict {
        code: "signup_expired",
        title: "The session expired. Start again.".to_owned(),
        hint: "Meta's code is good for 30 seconds and can be used once. Nothing was stored."
            .to_owned(),
    }
}

/// Also where the operator named no configuration of the dialog.
#[must_use]
pub fn not_set_up() -> Error {
    Error::Conflict {
        code: "signup_not_set_up",
        title: "Connecting via Meta is not set up here".to_owned(),
        hint: "Whoever runs this server sets LOKET_META_APP_ID, LOKET_META_APP_SECRET, LOKET_META_VERIFY_TOKEN and LOKET_META_CONFIG_ID. A number can be connected by its ids meanwhile.".to_owned(),
    }
}
