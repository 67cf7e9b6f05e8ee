//! A business account is chosen, and a number of it becomes a channel like any other.

use db::app_connections::{self, AppConnection};
use db::signups::{self, Signup, Step};
use db::{Actor, channels};
use domain::channel::ChannelKind;
use domain::gate::Connection;
use domain::ids::{AppConnectionId, SignupId, WorkspaceId};

use super::agree::told;
use crate::Desk;
use crate::error::{Error, Result};
use crate::taken::Taken;

impl Desk {
    /// The business account that a connection is for; others that it reaches can still be looked through.
    pub async fn choose_account(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: AppConnectionId,
        account: &str,
    ) -> Result<AppConnection> {
        let held = self.held(workspace, id).await?;
        let name = self.account_within(workspace, &held, account).await?;
        let name: String = name.chars().take(200).collect();
        let mut tx = self.db().workspace(workspace, actor).await?;
        if !self.is_still(&mut tx, id, held.since).await? {
            return Err(changed());
        }
        app_connections::choose(&mut tx, id, (account, &name)).await?;
        let chosen = app_connections::get(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        told(&mut tx, &chosen, "app_connection_account");
        tx.commit(self.now()).await?;
        Ok(chosen)
    }

    /// A number of an account that the connection reaches. What follows is the tail of a sign-up.
    pub async fn connect_number(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: AppConnectionId,
        (account, number): (&str, &str),
    ) -> Result<Signup> {
        let held = self.held(workspace, id).await?;
        let rows = self.numbers_within(workspace, &held, account).await?;
        if !rows.iter().any(|row| row.id == number) {
            return Err(not_found());
        }
        // Whoever takes a number of an account chose that account.
        let chosen = match held.connection.account {
            None => Some(self.account_within(workspace, &held, account).await?),
            Some(_) => None,
        };
        let full = self.number_in_full(&held.token, number).await?;
        let begun = self.now();
        let mut run = Signup {
            id: SignupId::new(),
            kind: ChannelKind::new(meta::dialog::CHANNEL_KIND),
            app_ref: held.connection.app_ref,
            account_id: account.to_owned(),
            channel: None,
            step: Step::Exchanged,
            obstacle: None,
            simulated: held.connection.simulated,
            token_until: None,
            created_at: begun,
        };
        let mut tx = self.db().workspace(workspace, actor).await?;
        let here = channels::list(&mut tx).await?;
        let same = here
            .iter()
            .any(|one| one.external_id == number && one.connection != Connection::Disconnected);
        if same {
            return Err(Taken::Here.into());
        }
        let grantor = app_connections::grantor(&mut tx, id).await?;
        let (channel, step) = self
            .take_in_number(&mut tx, &run, &full, (&held.token, grantor))
            .await?;
        // The connection may have got another token, have ended or have been removed while the provider was asked.
        if !self.is_still(&mut tx, id, held.since).await? {
            return Err(changed());
        }
        if let Some(name) = &chosen {
            let name: String = name.chars().take(200).collect();
            app_connections::choose(&mut tx, id, (account, &name)).await?;
        }
        app_connections::serve(&mut tx, id, channel).await?;
        (run.channel, run.step) = (Some(channel), step);
        signups::insert(&mut tx, &run, None).await?;
        self.go_on(&mut tx, &run).await?;
        tx.commit(self.now()).await?;
        let authorized = held.connection.agreement.authorized_at;
        self.leave_signup_if_asked(workspace, &run, grantor, authorized)
            .await?;
        Ok(run)
    }
}

fn not_found() -> Error {
    Error::Conflict {
        code: "connection_number",
        title: "Phone number ID not found".to_owned(),
        hint: "It may be in another WABA, or you pasted the phone number.".to_owned(),
    }
}

pub(super) fn changed() -> Error {
    Error::Conflict {
        code: "connection_changed",
        title: "This connection was changed meanwhile".to_owned(),
        hint: "Nothing was stored. Choose the number again.".to_owned(),
    }
}
