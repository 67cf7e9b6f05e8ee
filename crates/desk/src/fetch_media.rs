//! A file of a customer's message is fetched, checked and kept. Work of its own: a message never waits for its file.

use db::lanes::{self, Job, Lane};
use db::media::Media;
use db::{channels, media, messages};
use domain::ids::MediaId;
use jobs::{Failure, GIVE_UP_AFTER, Next};
use meta::graph::GraphError;
use secrecy::SecretString;

use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// Meta's largest file: a document of 100 MB.
const CAP: usize = 100 * 1024 * 1024;

impl Desk {
    pub(crate) async fn fetch_media(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: MediaId = id_in(job, "media")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let wanted = media::get(&mut tx, id)
            .await
            .map_err(ended)?
            .filter(|m| m.state == "wanted");
        let mut source = None;
        if let Some(message) = wanted.as_ref().and_then(|m| m.message)
            && let Some(message) = messages::get(&mut tx, message).await.map_err(ended)?
        {
            let channel = channels::get(&mut tx, message.channel)
                .await
                .map_err(ended)?;
            let token = channels::token(&mut tx, message.channel)
                .await
                .map_err(ended)?;
            source = channel
                .zip(token)
                .map(|(channel, token)| (channel, token, message));
        }
        drop(tx);
        let mut tx = match (wanted, source) {
            (Some(wanted), Some((channel, token, message))) => {
                let fetched = self.fetch(&wanted, &token, &channel.external_id).await;
                let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
                match fetched {
                    Ok((bytes, mime, sha256)) => {
                        self.write_file(lane.workspace, id, &bytes)
                            .await
                            .map_err(|e| failure(&e))?;
                        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                        let wanted = media::stored(&mut tx, id, &mime, &sha256, size)
                            .await
                            .map_err(ended)?;
                        if !wanted {
                            self.remove_file(lane.workspace, id)
                                .map_err(|e| failure(&e))?;
                        }
                    }
                    Err(error)
                        if job.attempts + 1 < GIVE_UP_AFTER && error.read_retry_ms().is_some() =>
                    {
                        return Err(Failure {
                            problem: format!("the file could not be fetched: {error}"),
                            retry: true,
                        });
                    }
                    Err(error) => media::failed(&mut tx, id, &error.to_string())
                        .await
                        .map_err(ended)?,
                }
                tx.announce(names::message_updated(message.conversation, message.id));
                tx
            }
            _ => self.db().worker(lane.workspace).await.map_err(ended)?,
        };
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    async fn fetch(
        &self,
        wanted: &Media,
        token: &SecretString,
        number: &str,
    ) -> Result<(bytes::Bytes, String, String), GraphError> {
        let provider_id = wanted.provider_id.as_deref().unwrap_or_default();
        let info = self
            .graph()
            .media_info(token, provider_id, Some(number))
            .await?
            .value;
        let declared = wanted.sha256.as_deref().or(info.sha256.as_deref());
        let file = self
            .graph()
            .download_media(token, &info.url, declared, CAP)
            .await?
            .value;
        let mime = wanted
            .mime_type
            .clone()
            .or(info.mime_type)
            .or(file.mime_type)
            .unwrap_or_else(|| "application/octet-stream".to_owned());
        Ok((file.bytes, mime, file.sha256))
    }
}
