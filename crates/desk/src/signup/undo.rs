//! A run is taken back: no token, no route and no subscription of it stays.

use db::signups::{self, Step};
use db::{Record, WorkspaceTx};
use domain::ids::SignupId;
use domain::news::Ended;
use evidence::Kind;
use serde_json::json;

use crate::error::{Error, Result};
use crate::queue_reply::channel;
use crate::subscribe_account::Farewell;
use crate::{Desk, names};

impl Desk {
    /// Takes back a run that has not come to its end. After the commit what is answered leaves the account.
    pub async fn undo_signup(
        &self,
        tx: &mut WorkspaceTx,
        id: SignupId,
    ) -> Result<Option<Farewell>> {
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
        if before.connection != domain::gate::Connection::Disconnected {
            self.end(tx, made, Ended::Undone).await?;
        }
        signups::remove(tx, id).await?;
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
}
