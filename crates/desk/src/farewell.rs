//! Leaving an account whose last number here is gone: its events are no longer sent to our app.
//!
//! The number is gone whatever comes of it. Meanwhile the token lives on in memory, for a minute at most.

use std::time::Duration;

use db::channel_facts;
use db::channels::{self, Channel};
use db::{Actor, WorkspaceTx};
use domain::gate::Connection;
use domain::ids::WorkspaceId;
use domain::news::what;
use meta::SecretString;

use crate::Desk;
use crate::error::{Result, with_causes};
use crate::subscribe_account::record;

/// Pauses before it is tried again when the provider is away: less than a minute in all.
const AGAIN: [Duration; 3] = [
    Duration::from_secs(2),
    Duration::from_secs(10),
    Duration::from_secs(30),
];

/// What is needed to leave an account whose last number was disconnected.
#[derive(Debug)]
pub struct Farewell {
    workspace: WorkspaceId,
    channel: Channel,
    token: SecretString,
}

impl Farewell {
    pub(crate) const fn of(workspace: WorkspaceId, channel: Channel, token: SecretString) -> Self {
        Self {
            workspace,
            channel,
            token,
        }
    }
}

impl Desk {
    /// What leaving the account takes, when this is its last number here. Call it before the token is destroyed.
    pub(crate) async fn farewell(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
    ) -> Result<Option<Farewell>> {
        if channel.connection == Connection::Disconnected || has_others(tx, channel).await? {
            return Ok(None);
        }
        let token = channels::token(tx, channel.id).await?;
        Ok(token.map(|token| Farewell::of(tx.workspace(), channel.clone(), token)))
    }

    /// Leaves an account beside everything else, after the commit: nobody waits for it.
    pub fn say_farewell(&self, farewell: Option<Farewell>) {
        let Some(farewell) = farewell else { return };
        let desk = self.clone();
        tokio::spawn(async move {
            if let Err(error) = desk.leave_account(farewell).await {
                tracing::warn!(error = with_causes(&error), "an account was not left");
            }
        });
    }

    /// Ends the subscription, when nobody connected the account again meanwhile. Where the provider is away it is tried
    /// again for less than a minute.
    pub async fn leave_account(&self, farewell: Farewell) -> Result<()> {
        let Farewell {
            workspace,
            channel,
            token,
        } = farewell;
        let mut pauses = AGAIN.into_iter();
        let done = loop {
            let mut tx = self.db().workspace(workspace, Actor::System).await?;
            if has_others(&mut tx, &channel).await? || of_another_app(&mut tx, &channel).await? {
                return Ok(());
            }
            drop(tx);
            let done = self
                .graph_of(&channel.kind)
                .unsubscribe_app(&token, &channel.account_id)
                .await;
            let away = done
                .as_ref()
                .is_err_and(|error| error.read_retry_ms().is_some());
            match pauses.next().filter(|_| away) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => break done,
            }
        };
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        record(&mut tx, &channel, "unsubscribe", done.as_ref().err());
        Ok(tx.commit(self.now()).await?)
    }
}

/// Whether the token is another app's than the one whose events come here: its subscription serves somebody else.
async fn of_another_app(tx: &mut WorkspaceTx, channel: &Channel) -> Result<bool> {
    let facts = channel_facts::list(tx, channel.id).await?;
    Ok(facts
        .iter()
        .any(|fact| fact.what == what::TOKEN && fact.value["our_app"] == false))
}

/// Whether another number of the account is connected here.
async fn has_others(tx: &mut WorkspaceTx, channel: &Channel) -> Result<bool> {
    let all = channels::list(tx).await?;
    Ok(all.iter().any(|one| {
        one.id != channel.id
            && one.connection != Connection::Disconnected
            && one.kind == channel.kind
            && one.account_id == channel.account_id
            && one.app_ref == channel.app_ref
    }))
}
