//! The business took our access away at the provider: the same as if a person had disconnected the channel here.

use db::lanes::{Job, Lane};
use db::{Actor, channels, lanes};
use domain::ids::ChannelId;
use domain::news::Ended;
use jobs::{Failure, Next};

use crate::Desk;
use crate::workers::{ended, failure, id_in};

impl Desk {
    /// In two transactions, since destroying a token is not a worker's right. Done twice it changes nothing.
    pub(crate) async fn end_channel(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let channel: ChannelId = id_in(job, "channel")?;
        let why = job.payload["why"]
            .as_str()
            .and_then(Ended::parse)
            .unwrap_or(Ended::Revoked);
        let now = self.now();
        let mut tx = self
            .db()
            .workspace(lane.workspace, Actor::System)
            .await
            .map_err(ended)?;
        channels::hold(&mut tx, &[channel]).await.map_err(ended)?;
        // It may have been ended otherwise, or have got another token.
        let told = job.payload["told"]
            .as_str()
            .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
            .map_or(now, |at| at.to_utc());
        if self
            .is_about_this_token(&mut tx, channel, told)
            .await
            .map_err(|error| failure(&error))?
        {
            self.end(&mut tx, channel, why)
                .await
                .map_err(|error| failure(&error))?;
            tx.commit(now).await.map_err(ended)?;
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }
}
