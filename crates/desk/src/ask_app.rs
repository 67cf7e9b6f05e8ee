//! A number that stays in the provider's app: the app is asked for its contacts and for what was said before, once each.

use db::app_sync::{self, Asked, Part};
use db::channel_facts::{self, Source, Telling};
use db::channels::{self, Channel};
use db::lanes::{self, Job, Lane};
use db::{Actor, Record, WorkspaceTx};
use domain::coexistence::asking_is_over;
use domain::failure::FailureClass;
use domain::gate::Connection;
use domain::ids::{ChannelId, WorkspaceId};
use domain::news::{Told, what};
use evidence::Kind;
use jobs::{Failure, Next};
use meta::SecretString;
use meta::graph::{AppData, AppRefusal, GraphError};
use serde_json::json;

use crate::error::{Error, Result};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// How long until a question that was not answered is put again.
const AGAIN: chrono::Duration = chrono::Duration::minutes(10);

impl Desk {
    /// A number was connected that stays in the app: what is there is to be asked for, once its events are heard. A number
    /// that is here already gets another token only, unless the app had let go of us.
    pub(crate) async fn begin_app(&self, tx: &mut WorkspaceTx, id: ChannelId) -> Result<()> {
        let now = self.now();
        let facts = channel_facts::list(tx, id).await?;
        let lost = facts
            .iter()
            .any(|fact| fact.what == what::APP_LINK && fact.value == "offboarded");
        if lost {
            let simulated = channels::get(tx, id).await?.is_some_and(|c| c.simulated);
            let how = Telling {
                at: now,
                heard_at: now,
                source: Source::Check,
                simulated,
            };
            channel_facts::tell(tx, id, &Told::new(what::APP_LINK, "reconnected"), how).await?;
        }
        if lost || app_sync::get(tx, id).await?.is_none() {
            app_sync::begin(tx, id, now).await?;
        }
        Ok(app_sync::set_coexistence(tx, id, true).await?)
    }

    pub(crate) async fn ask_app_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: ChannelId = id_in(job, "channel")?;
        for (part, data) in [
            (Part::Contacts, AppData::Contacts),
            (Part::History, AppData::History),
        ] {
            let asked = self.ask_app(lane.workspace, id, (part, data)).await;
            if !asked.map_err(|error| failure(&error))? {
                return Ok(Next::WaitUntil(self.now() + AGAIN));
            }
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// Asks for one part; false when it was not answered and can be asked for again.
    async fn ask_app(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
        (part, data): (Part, AppData),
    ) -> Result<bool> {
        let Some((channel, token)) = self.app_to_ask(workspace, id, part).await? else {
            return Ok(true);
        };
        let began = self.app_began(workspace, id).await?;
        let outcome = if began.is_none_or(|at| asking_is_over(at, self.now())) {
            Asked::Late
        } else {
            match self
                .graph()
                .ask_app(&token, &channel.external_id, data)
                .await
            {
                Ok(_) => Asked::Asked,
                Err(error) => match AppRefusal::of(&error) {
                    Some(AppRefusal::AskedBefore) => Asked::Spent,
                    Some(AppRefusal::TooLate) => Asked::Late,
                    None if is_final(&error) => {
                        tracing::info!(%error, channel = %id, "the app gives nothing");
                        Asked::Refused
                    }
                    None => {
                        tracing::info!(%error, channel = %id, "the app was not asked");
                        return Ok(false);
                    }
                },
            }
        };
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        if app_sync::asked(&mut tx, id, part, outcome).await? {
            tx.record(Record {
                kind: Kind::Account,
                subject: format!("channel:{id}"),
                actor: None,
                payload: json!({
                    "field": "app_data", "part": what_of(part), "outcome": outcome.as_str(), "simulated": channel.simulated,
                }),
                message: None,
                conversation: None,
            });
            tx.announce(names::workspace_changed("channel.updated"));
        }
        tx.commit(self.now()).await?;
        Ok(true)
    }

    /// The channel with its token, while this part is still to be asked for.
    async fn app_to_ask(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
        part: Part,
    ) -> Result<Option<(Channel, SecretString)>> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let wanted = app_sync::get(&mut tx, id).await?.is_some_and(|sync| {
            let asked = match part {
                Part::Contacts => sync.contacts,
                Part::History => sync.history,
            };
            asked == Asked::Wanted
        });
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        if !wanted || channel.connection == Connection::Disconnected {
            return Ok(None);
        }
        let token = channels::token(&mut tx, id).await?;
        Ok(token.map(|token| (channel, token)))
    }

    async fn app_began(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
    ) -> Result<Option<domain::Time>> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        Ok(app_sync::get(&mut tx, id).await?.map(|sync| sync.began_at))
    }
}

/// Whether the same question would have the same answer.
fn is_final(error: &GraphError) -> bool {
    matches!(error, GraphError::Refused(refused) if refused.class == FailureClass::Invalid)
}

const fn what_of(part: Part) -> &'static str {
    match part {
        Part::Contacts => "contacts",
        Part::History => "history",
    }
}
