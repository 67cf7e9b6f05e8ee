//! A test event: signed as Meta signs, brought to the address that is to be entered at Meta, and
//! looked for where it belongs.
//!
//! It proves the way from the outside to the workspace, and nothing of Meta: no channel becomes ready by it.

use std::time::{Duration, Instant};

use db::{Actor, channels, events};
use domain::event::EventBody;
use domain::ids::{ChannelId, WorkspaceId};

use crate::Desk;
use crate::check_channel::app_of;
use crate::error::{Error, Result};

/// The field of a test event. Meta has none of this name.
const FIELD: &str = "loket_test";
/// So long an event that was taken is looked for in its workspace.
const PATIENCE: Duration = Duration::from_secs(5);
/// The clocks of several servers may differ by this much.
const CLOCKS: chrono::Duration = chrono::Duration::minutes(5);

/// What became of a test event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestEvent {
    /// Where it was brought.
    pub address: String,
    /// How it went.
    pub outcome: TestOutcome,
    /// How long that took.
    pub took: Duration,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestOutcome {
    /// It came, its signature was right, and it is with this workspace.
    Arrived,
    /// Something answered 200, and it is not here.
    Elsewhere,
    /// Something answered with another status: 401 where the signature was not accepted.
    Refused(u16),
    /// Nothing answered, and why.
    Unreachable(String),
}

/// Whether an event is a test of ours. It says nothing of the provider.
pub(crate) fn is_test(body: &EventBody) -> bool {
    matches!(body, EventBody::Unknown { field: Some(field), .. } if field == FIELD)
}

impl Desk {
    /// Sends a test event to a number's webhook address.
    pub async fn send_test_event(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<TestEvent> {
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        drop(tx);
        let cannot = |title: &str, hint: &str| Error::Conflict {
            code: "no_test_event",
            title: title.to_owned(),
            hint: hint.to_owned(),
        };
        let app = app_of(self, &channel).await?.ok_or_else(|| {
            cannot(
                "The Meta app of this number is not known here",
                "Connect the number again, with the app's secret.",
            )
        })?;
        let mark = uuid::Uuid::now_v7().to_string();
        let kind = ::channels::registry::by_kind(channel.kind.as_str());
        let body = kind
            .and_then(|kind| kind.test_body(&channel.account_id, self.now(), FIELD, &mark))
            .ok_or_else(|| {
                cannot(
                    "Only numbers are tested so",
                    "Write to the account from another one instead.",
                )
            })?
            .to_string();
        let address = self.webhook_address(&channel);
        let signature = meta::signature::sign(body.as_bytes(), &app.secret);
        let began = Instant::now();
        let outcome = match meta::reach::deliver(&address, body, &signature).await {
            Err(why) => TestOutcome::Unreachable(why),
            Ok(200) if self.came(workspace, actor, &mark).await? => TestOutcome::Arrived,
            Ok(200) => TestOutcome::Elsewhere,
            Ok(status) => TestOutcome::Refused(status),
        };
        Ok(TestEvent {
            address,
            outcome,
            took: began.elapsed(),
        })
    }

    async fn came(&self, workspace: WorkspaceId, actor: Actor, mark: &str) -> Result<bool> {
        let began = Instant::now();
        loop {
            let mut tx = self.db().workspace(workspace, actor.clone()).await?;
            if events::is_here(&mut tx, mark, self.now() - CLOCKS).await? {
                return Ok(true);
            }
            drop(tx);
            if began.elapsed() > PATIENCE {
                return Ok(false);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
