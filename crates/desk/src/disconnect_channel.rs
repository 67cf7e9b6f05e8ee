//! A channel is changed or disconnected.

use db::channels::{self, Channel};
use db::erasures::Erased;
use db::{Record, WorkspaceTx, signups};
use domain::channel::ReplyMode;
use domain::ids::ChannelId;
use domain::news::Ended;
use evidence::Kind;
use serde_json::json;

use crate::auto_send::check_hold;
use crate::error::{Error, Result};
use crate::farewell::Farewell;
use crate::queue_reply::channel;
use crate::{Desk, names};

impl Desk {
    /// Changes a channel's name, what becomes of its drafts, or how long a rule's can be held.
    pub async fn change_channel(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
        name: Option<String>,
        mode: Option<ReplyMode>,
        auto_hold_seconds: Option<i32>,
    ) -> Result<Channel> {
        check_hold(auto_hold_seconds)?;
        let before = channel(tx, id).await?;
        if name.as_deref().is_some_and(|n| n.trim().is_empty()) {
            return Err(Error::invalid("name", "Give the channel a name."));
        }
        channels::change(tx, id, name.as_deref(), mode, auto_hold_seconds).await?;
        if mode.is_some_and(|mode| mode != before.reply_mode) {
            tx.record(Record {
                kind: Kind::SettingsChanged,
                subject: format!("channel:{id}"),
                actor: None,
                payload: json!({ "what": "reply_mode", "from": before.reply_mode, "to": mode }),
                message: None,
                conversation: None,
            });
        }
        if auto_hold_seconds.is_some_and(|seconds| seconds != before.auto_hold_seconds) {
            tx.record(Record {
                kind: Kind::SettingsChanged,
                subject: format!("channel:{id}"),
                actor: None,
                payload: json!({ "what": "auto_hold_seconds", "from": before.auto_hold_seconds, "to": auto_hold_seconds }),
                message: None,
                conversation: None,
            });
        }
        tx.announce(names::workspace_changed("channel.updated"));
        channel(tx, id).await
    }

    /// Disconnects: the token and its key are destroyed and the routes dropped in this transaction; threads stay.
    /// After the commit what is answered leaves the account, when this was its last number here.
    pub async fn disconnect_channel(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
    ) -> Result<(Channel, Option<Farewell>)> {
        let before = channel(tx, id).await?;
        let farewell = self.farewell(tx, &before).await?;
        Ok((self.end(tx, id, Ended::ByHand).await?, farewell))
    }

    /// The same for any reason.
    pub(crate) async fn end(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
        why: Ended,
    ) -> Result<Channel> {
        let before = channel(tx, id).await?;
        channels::disconnect(tx, id, why, self.now()).await?;
        let gone = Erased::Channel { id: id.uuid(), why };
        self.enter_erasure(tx, gone).await?;
        // Nobody has to wait for the end of a sign-in that was not confirmed: it holds a token of the same account.
        let door = (&before.kind, before.app_ref);
        for run in signups::unconfirmed_of(tx, door, &before.external_id).await? {
            self.drop_signup(tx, run).await?;
        }
        tx.record(Record {
            kind: Kind::ChannelDisconnected,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({ "phone_number_id": before.external_id, "waba_id": before.account_id, "simulated": before.simulated, "reason": why }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        self.settle_alerts_of(tx, id).await?;
        channel(tx, id).await
    }
}
