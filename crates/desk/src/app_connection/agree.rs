//! The code comes back: it becomes a token, what that permits is proved, and the connection is taken down or renewed.

use db::app_connections::{self, Agreement, AppConnection, Status};
use db::apps::MetaApp;
use db::grants::{self, Grantor};
use db::{Actor, Record, WorkspaceTx, channels, logins};
use domain::ids::{AppConnectionId, ChannelId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::{GraphError, TokenInfo};
use serde_json::json;

use super::number::changed;
use super::prove::{agreement, lacking, over, reaches, silent};
use super::{ConnectionWish, Launched};
use crate::connect_channel::ProvenToken;
use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// Ends the dialog's part. A new connection waits for its business account; one that is renewed gives its new token to
    /// all numbers that live by it.
    pub async fn finish_connection(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        (holder, state): (&str, &str),
        code: &SecretString,
    ) -> Result<AppConnection> {
        let launched = self.launched_connection(workspace, holder, state)?;
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        // Told again, it is the same one: its answer may have been lost.
        let id = AppConnectionId(launched.id.uuid());
        if let Some(known) = app_connections::get(&mut tx, id).await? {
            return Ok(known);
        }
        let app = self.connection_app().await?;
        if let ConnectionWish::Again(id) = &launched.wish {
            self.of_this_app(workspace, *id, &app).await?;
        }
        if !logins::spend(&mut tx, launched.id, launched.until).await? {
            return Err(spent());
        }
        tx.commit(self.now()).await?;
        let begun = self.now();
        let token = self.permitted(&app, code, &launched).await?;
        let info = self.described(&app, &token).await?;
        if !info.is_valid {
            return Err(over());
        }
        lacking(&info)?;
        let person = self.graph().person(&token).await.map_err(silent)?;
        let name = person.name.filter(|name| !name.trim().is_empty());
        let name = name.map(|name| name.chars().take(200).collect());
        let agreed = agreement(&info, name, begun);
        let grantor = info
            .user_id
            .as_deref()
            .map(|user| self.grantor(app.app_ref, user));
        let whole = (token, grantor);
        let made = match launched.wish {
            ConnectionWish::New(name) => {
                self.take_down_connection(workspace, actor, (id, name, &app), agreed, &whole)
                    .await?
            }
            ConnectionWish::Again(id) => {
                self.renew_connection(workspace, actor, id, (&agreed, &info), &whole)
                    .await?;
                id
            }
        };
        if let Some(grantor) = grantor {
            let mut tx = self.db().platform().await?;
            let asked = grants::asked_since(&mut tx, grantor, begun).await?;
            drop(tx);
            if asked.is_some() {
                self.end_connection(workspace, made, grantor).await?;
            }
        }
        self.connection(workspace, made).await
    }

    /// The code becomes a token of two hours, and that at once one of sixty days.
    async fn permitted(
        &self,
        app: &MetaApp,
        code: &SecretString,
        launched: &Launched,
    ) -> Result<SecretString> {
        let ours = (app.app_id.as_str(), &app.secret);
        let short = self
            .graph()
            .exchange_code(ours, code, &launched.redirect_uri)
            .await
            .map_err(|error| {
                tracing::info!(%error, "a connection's code was not exchanged");
                if error.is_spent_code() {
                    spent()
                } else {
                    not_accepted()
                }
            })?;
        // A configuration may give a token that has no end: Meta exchanges none of those.
        let info = self.described(app, &short).await?;
        if info.expires_at.is_none() {
            return Ok(short);
        }
        self.graph().lengthen(ours, &short).await.map_err(silent)
    }

    async fn take_down_connection(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        (id, name, app): (AppConnectionId, String, &MetaApp),
        agreement: Agreement,
        (token, grantor): &(SecretString, Option<Grantor>),
    ) -> Result<AppConnectionId> {
        let now = self.now();
        let new = AppConnection {
            id,
            app_ref: app.app_ref,
            name,
            status: Status::Pending,
            account: None,
            agreement,
            checked_at: now,
            simulated: app.simulated,
            created_at: now,
        };
        let mut tx = self.db().workspace(workspace, actor).await?;
        app_connections::insert(&mut tx, &new, token, *grantor).await?;
        told(&mut tx, &new, "app_connection");
        tx.commit(now).await?;
        Ok(id)
    }

    async fn renew_connection(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: AppConnectionId,
        (agreed, info): (&Agreement, &TokenInfo),
        whole: &(SecretString, Option<Grantor>),
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let before = app_connections::get(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let living = app_connections::channels_of(&mut tx, id).await?;
        let mut numbers = Vec::new();
        for one in &living {
            numbers.extend(channels::get(&mut tx, *one).await?);
        }
        drop(tx);
        if let Some((account, name)) = &before.account
            && reaches(info, account).is_err()
        {
            return Err(left_behind(name));
        }
        // Nothing is changed where a number would be left behind.
        for number in &numbers {
            let asked = self.graph().numbers_of(&whole.0, &number.account_id);
            let held = match asked.await {
                Ok(rows) => rows.iter().any(|row| row.id == number.external_id),
                Err(GraphError::Refused(_)) => false,
                Err(error) => return Err(silent(error)),
            };
            if !held || reaches(info, &number.account_id).is_err() {
                return Err(left_behind(&number.display));
            }
        }
        let mut tx = self.db().workspace(workspace, actor).await?;
        channels::hold(&mut tx, &living).await?;
        app_connections::hold(&mut tx, id).await?;
        self.hand_over(&mut tx, id, agreed, (whole, &living))
            .await?;
        told(&mut tx, &before, "app_connection_renewed");
        Ok(tx.commit(self.now()).await?)
    }

    /// The connection and every number that lives by it get another token. Both are held, and these are the numbers that
    /// it was proved for.
    pub(super) async fn hand_over(
        &self,
        tx: &mut WorkspaceTx,
        id: AppConnectionId,
        agreed: &Agreement,
        ((token, grantor), proved): (&(SecretString, Option<Grantor>), &[ChannelId]),
    ) -> Result<()> {
        let now = self.now();
        app_connections::get(tx, id).await?.ok_or(Error::NotFound)?;
        // One came or went before they were held.
        if app_connections::channels_of(tx, id).await? != proved {
            return Err(changed());
        }
        app_connections::replace(tx, id, agreed, (token, *grantor), now).await?;
        for channel in proved.iter().copied() {
            self.renew_token(tx, ProvenToken::of(channel, token.clone()))
                .await?;
            app_connections::serve(tx, id, channel).await?;
            if let Some(grantor) = grantor {
                grants::know(tx, channel, *grantor, now).await?;
            }
        }
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(())
    }
}

/// Who did what with it is in evidence; the token never is.
pub(super) fn told(tx: &mut WorkspaceTx, connection: &AppConnection, what: &str) {
    tx.record(Record {
        kind: Kind::SettingsChanged,
        subject: format!("app_connection:{}", connection.id),
        actor: None,
        payload: json!({ "what": what, "name": connection.name, "simulated": connection.simulated }),
        message: None,
        conversation: None,
    });
    tx.announce(names::workspace_changed("channel.updated"));
}

fn spent() -> Error {
    Error::Conflict {
        code: "connection_spent",
        title: "This authorization was used already. Start again.".to_owned(),
        hint: "Each one is good once. Nothing was stored.".to_owned(),
    }
}

fn not_accepted() -> Error {
    Error::Provider {
        title: "Meta did not accept the authorization".to_owned(),
        hint: "Nothing was stored. Start again; if it happens again, check the app's secret and its redirect addresses at Meta.".to_owned(),
    }
}

fn left_behind(display: &str) -> Error {
    Error::Conflict {
        code: "connection_left_behind",
        title: format!("This authorization does not reach {display}"),
        hint: "Nothing was changed. Authorize again and choose the business account of that number too."
            .to_owned(),
    }
}
