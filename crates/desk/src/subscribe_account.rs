//! An account's events are sent to our app from when its first number is connected; `farewell` ends that. Best effort,
//! and recorded: the provider may be away, and a number is connected all the same.

use ::channels::Home;
use db::channels::{self, Channel};
use db::{Actor, Record, WorkspaceTx};
use domain::ids::{ChannelId, WorkspaceId};
use evidence::Kind;
use meta::graph::GraphError;
use serde_json::json;

use crate::Desk;
use crate::check_channel::app_of;
use crate::error::{Error, Result};

/// What came of asking for an account's events.
#[derive(Debug)]
pub(crate) enum Subscription {
    /// They come already, or there is nothing to ask with.
    Stood,
    /// They come from now on.
    Begun,
    /// The provider would not.
    Refused(GraphError),
}

impl Desk {
    /// Has an account's events sent to our app, unless they are. An override that somebody set would be removed by
    /// asking again: where nobody waits for it, nothing is asked while the provider does not say how it stands.
    pub(crate) async fn subscribe_account(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
        unasked: bool,
    ) -> Result<Subscription> {
        let asked_at = self.now();
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let channel = channels::get(&mut tx, id).await?;
        let token = channels::token(&mut tx, id).await?;
        drop(tx);
        let (Some(channel), Some(token)) = (channel, token) else {
            return Ok(Subscription::Stood);
        };
        let graph = self.graph_of(&channel.kind);
        let done = match home_of(&channel)? {
            Home::Number => {
                let app = app_of(self, &channel).await?;
                let heard = graph.subscribed_apps(&token, &channel.account_id).await;
                if let (Ok(heard), Some(app)) = (&heard, &app)
                    && heard.value.contains(&app.app_id)
                {
                    return Ok(Subscription::Stood);
                }
                if unasked && (heard.is_err() || app.is_none()) {
                    return Ok(Subscription::Stood);
                }
                graph.subscribe_app(&token, &channel.account_id, None).await
            }
            Home::Profile { events } => {
                let heard = graph.subscribed_fields(&token, &channel.external_id).await;
                if let Ok(heard) = &heard
                    && events
                        .iter()
                        .all(|event| heard.value.iter().any(|one| one == event))
                {
                    return Ok(Subscription::Stood);
                }
                if unasked && heard.is_err() {
                    return Ok(Subscription::Stood);
                }
                graph
                    .subscribe_fields(&token, &channel.external_id, events)
                    .await
            }
        };
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        record(&mut tx, &channel, "subscribe", done.as_ref().err());
        tx.commit(self.now()).await?;
        let Err(error) = done else {
            return Ok(Subscription::Begun);
        };
        self.heed_token_error(workspace, id, asked_at, &error)
            .await?;
        Ok(Subscription::Refused(error))
    }
}

/// How the provider keeps what is connected.
pub(crate) fn home_of(channel: &Channel) -> Result<Home> {
    ::channels::registry::by_kind(channel.kind.as_str())
        .map(::channels::Channel::home)
        .ok_or_else(|| Error::Internal(format!("no channel is called {}", channel.kind)))
}

pub(crate) fn record(
    tx: &mut WorkspaceTx,
    channel: &Channel,
    what: &str,
    error: Option<&GraphError>,
) {
    if let Some(error) = error {
        tracing::info!(%error, what, channel = %channel.id, "the subscription was not changed");
    }
    tx.record(Record {
        kind: Kind::Account,
        subject: format!("channel:{}", channel.id),
        actor: None,
        payload: json!({
            "field": what, "waba_id": channel.account_id, "done": error.is_none(),
            "problem": error.map(ToString::to_string), "simulated": channel.simulated,
        }),
        message: None,
        conversation: None,
    });
}
