//! A connection is looked after: asked about daily, lengthened in time, renamed, removed, and ended by whoever agreed.

use chrono::Duration;
use db::app_connections::{self, AppConnection, Status};
use db::erasures::Erased;
use db::grants::Grantor;
use db::lanes::{self, Job, Lane};
use db::{Actor, WorkspaceTx, channels};
use domain::Time;
use domain::credential::{AskAgain, Policy};
use domain::gate::Connection;
use domain::ids::{AppConnectionId, WorkspaceId};
use jobs::{Failure, Next};
use meta::SecretString;
use meta::graph::TokenInfo;

use super::agree::told;
use super::checked_name;
use super::prove::{agreement, missing};
use crate::error::{Error, Result};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

const POLICY: Policy = Policy::SIXTY_DAYS;
/// A connection is asked about once a day. The tidying that asks for it comes hourly.
const BETWEEN: Duration = Duration::hours(23);
/// The provider gives another token only for one that is a day old.
const OLD_ENOUGH: Duration = Duration::hours(24);
/// One whose account nobody chose is kept for so long.
const WAITS: Duration = Duration::days(14);

impl Desk {
    /// Gives a connection another name.
    pub async fn rename_connection(
        &self,
        tx: &mut WorkspaceTx,
        id: AppConnectionId,
        name: &str,
    ) -> Result<AppConnection> {
        let name = checked_name(name)?;
        app_connections::rename(tx, id, &name).await?;
        let renamed = app_connections::get(tx, id).await?.ok_or(Error::NotFound)?;
        told(tx, &renamed, "app_connection_name");
        Ok(renamed)
    }

    /// Removes a connection that no number lives by: its token is destroyed.
    pub async fn remove_connection(&self, tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<()> {
        app_connections::hold(tx, id).await?;
        let before = app_connections::get(tx, id).await?.ok_or(Error::NotFound)?;
        let mut living = Vec::new();
        for one in app_connections::channels_of(tx, id).await? {
            living.extend(channels::get(tx, one).await?.map(|one| one.display));
        }
        if !living.is_empty() {
            return Err(Error::Conflict {
                code: "connection_used",
                title: format!("{} uses this connection", living.join(", ")),
                hint: "Disconnect the number first, then remove the connection.".to_owned(),
            });
        }
        self.take_away(tx, &before).await?;
        Ok(())
    }

    async fn take_away(&self, tx: &mut WorkspaceTx, one: &AppConnection) -> Result<()> {
        app_connections::remove(tx, one.id).await?;
        self.enter_erasure(tx, Erased::Connection(one.id.uuid()))
            .await?;
        told(tx, one, "app_connection_removed");
        Ok(())
    }

    /// Whoever agreed took it back at the provider.
    pub(crate) async fn end_connection(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
        grantor: Grantor,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        app_connections::hold(&mut tx, id).await?;
        if app_connections::grantor(&mut tx, id).await? != Some(grantor) {
            return Ok(());
        }
        app_connections::end(&mut tx, id).await?;
        self.enter_erasure(&mut tx, Erased::Connection(id.uuid()))
            .await?;
        if let Some(over) = app_connections::get(&mut tx, id).await? {
            told(&mut tx, &over, "app_connection_ended");
        }
        Ok(tx.commit(self.now()).await?)
    }

    /// Which connections are to be asked about: each has its job. One that waited too long for its account goes.
    pub(crate) async fn look_for_connections(&self, workspace: WorkspaceId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        for one in app_connections::list(&mut tx).await? {
            let id = one.id;
            if is_forgotten(&one, now) {
                app_connections::hold(&mut tx, id).await?;
                let still = app_connections::get(&mut tx, id).await?;
                let unused = app_connections::channels_of(&mut tx, id).await?.is_empty();
                if let Some(still) = still.filter(|still| unused && is_forgotten(still, now)) {
                    self.take_away(&mut tx, &still).await?;
                }
            } else if one.status != Status::Ended && now - one.checked_at >= BETWEEN {
                lanes::enqueue(&mut tx, &[names::check_connection_job(id)], now).await?;
            }
        }
        Ok(tx.commit(now).await?)
    }

    pub(crate) async fn check_connection_job(
        &self,
        lane: &Lane,
        job: &Job,
    ) -> Result<Next, Failure> {
        let id: AppConnectionId = id_in(job, "connection")?;
        match self.check_connection(lane.workspace, id).await {
            // What is not answered is asked the next day; what is gone needs no look.
            Ok(()) | Err(Error::NotFound | Error::Provider { .. } | Error::Conflict { .. }) => {}
            Err(error) => return Err(failure(&error)),
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// Asks the provider how a connection stands; lengthens it in time, or says that somebody has to agree again.
    pub async fn check_connection(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let before = app_connections::get(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let held = app_connections::token(&mut tx, id).await?;
        drop(tx);
        let Some((token, since)) = held else {
            return Ok(());
        };
        let app = self
            .app_secrets(before.app_ref)
            .await?
            .ok_or(Error::NotFound)?;
        let info = self.described(&app, &token).await?;
        let known = agreement(
            &info,
            before.agreement.authorizer.clone(),
            before.agreement.authorized_at,
        );
        let now = self.now();
        let ripe = info.is_valid && now - since >= OLD_ENOUGH;
        if ripe
            && known.credential.is_to_be_renewed(POLICY, now)
            && self.take_try(workspace, id).await?
        {
            let ours = (app.app_id.as_str(), &app.secret);
            match self.graph().lengthen(ours, &token).await {
                Ok(longer) => {
                    let longer_info = self.described(&app, &longer).await?;
                    if longer_info.is_valid && longer_info.expires_at > info.expires_at {
                        self.lengthened(workspace, &before, (&longer_info, longer), since)
                            .await?;
                        return Ok(());
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, connection = %id, "a connection was not lengthened; it is tried again tomorrow");
                }
            }
        }
        self.settle_connection(workspace, id, &info, since).await
    }

    async fn take_try(&self, workspace: WorkspaceId, id: AppConnectionId) -> Result<bool> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let ours = app_connections::try_renewal(&mut tx, id, now - BETWEEN, now).await?;
        tx.commit(now).await?;
        Ok(ours)
    }

    async fn lengthened(
        &self,
        workspace: WorkspaceId,
        before: &AppConnection,
        (info, token): (&TokenInfo, SecretString),
        since: Time,
    ) -> Result<()> {
        let agreed = agreement(
            info,
            before.agreement.authorizer.clone(),
            before.agreement.authorized_at,
        );
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let living = app_connections::channels_of(&mut tx, before.id).await?;
        channels::hold(&mut tx, &living).await?;
        // Somebody agreed again while we asked, or took it back: that stays.
        if !self.is_still(&mut tx, before.id, since).await? {
            return Ok(());
        }
        let grantor = app_connections::grantor(&mut tx, before.id).await?;
        self.hand_over(&mut tx, before.id, &agreed, (&(token, grantor), &living))
            .await?;
        tracing::info!(connection = %before.id, %since, "a connection was lengthened");
        told(&mut tx, before, "app_connection_lengthened");
        Ok(tx.commit(self.now()).await?)
    }

    /// Takes down what was said of the token that is held `since`, and what follows from it for the numbers.
    pub(super) async fn settle_connection(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
        info: &TokenInfo,
        since: Time,
    ) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let living = app_connections::channels_of(&mut tx, id).await?;
        channels::hold(&mut tx, &living).await?;
        // Somebody agreed again meanwhile: nothing was said of that token.
        if !self.is_still(&mut tx, id, since).await? {
            return Ok(());
        }
        let Some(before) = app_connections::get(&mut tx, id).await? else {
            return Ok(());
        };
        let known = agreement(
            info,
            before.agreement.authorizer.clone(),
            before.agreement.authorized_at,
        );
        let status = status_of(&before, info, now);
        let said = info.is_valid.then_some(&known);
        if app_connections::checked(&mut tx, id, status, said, now).await? {
            told(&mut tx, &before, "app_connection_status");
        }
        let dead = matches!(
            status,
            Status::NeedsReauth(AskAgain::Expired | AskAgain::Refused | AskAgain::Permissions)
        );
        for channel in living {
            if dead {
                channels::interrupt(&mut tx, channel, Connection::NeedsReauth, now).await?;
            }
            self.settle_ready(&mut tx, channel).await?;
        }
        // What a number's own stop says of the connection is less exact than what was just asked.
        if dead {
            app_connections::checked(&mut tx, id, status, said, now).await?;
        }
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(tx.commit(now).await?)
    }
}

/// Nobody chose an account for it in all the time since somebody agreed.
fn is_forgotten(one: &AppConnection, now: Time) -> bool {
    one.status == Status::Pending && now - one.agreement.authorized_at > WAITS
}

fn status_of(before: &AppConnection, info: &TokenInfo, now: Time) -> Status {
    let credential = before.agreement.credential;
    if !info.is_valid {
        let over = info.expires_at.or(credential.expires_at);
        let why = if over.is_some_and(|at| at <= now) {
            AskAgain::Expired
        } else {
            AskAgain::Refused
        };
        return Status::NeedsReauth(why);
    }
    if !missing(info).is_empty() {
        return Status::NeedsReauth(AskAgain::Permissions);
    }
    let asks = agreement(info, None, now).credential.asks(POLICY, now);
    match (asks, &before.account) {
        (Some(why), _) => Status::NeedsReauth(why),
        (None, Some(_)) => Status::Active,
        (None, None) => Status::Pending,
    }
}
