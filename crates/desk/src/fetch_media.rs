//! A file of a customer's message is fetched, checked and kept. Work of its own: a message never waits for its file.
//!
//! A try that fails is followed by others, further and further apart, for as long as the provider keeps the file. After
//! that, or when trying cannot help, the file is failed with its reason, and a person may still ask for it.

use chrono::Duration;
use db::channels::Channel;
use db::lanes::{self, Job, Lane};
use db::media::{Fetching, Media};
use db::messages::Message;
use db::{WorkspaceTx, channels, media, messages};
use domain::ids::MediaId;
use jobs::{Failure, Next};
use meta::graph::{GraphError, MediaRefusal};
use secrecy::SecretString;

use crate::error::{Error, Result};
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// Meta's largest file: a document of 100 MB.
const CAP: usize = 100 * 1024 * 1024;
/// Ids of files in webhooks live so long; an address lives five minutes and is asked for anew with each try.
const LIFE: Duration = Duration::days(7);
/// Pauses between tries, in seconds; the last one repeats.
const PAUSES: [i64; 9] = [5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400];

/// Where a file is fetched from.
struct Source {
    wanted: Media,
    fetching: Fetching,
    message: Message,
    /// The channel and its token; `None` when it is disconnected.
    access: Option<(Channel, SecretString)>,
}

impl Desk {
    pub(crate) async fn fetch_media(
        &self,
        lane: &Lane,
        job: &Job,
    ) -> std::result::Result<Next, Failure> {
        let id: MediaId = id_in(job, "media")?;
        let asked_at = self.now();
        let tries = job.payload.get("tries").and_then(serde_json::Value::as_i64);
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let source = source(&mut tx, id, tries.unwrap_or(0))
            .await
            .map_err(|e| failure(&e))?;
        drop(tx);
        let fetched = match &source {
            Some(source) => Some(self.fetch(source).await),
            None => None,
        };
        if let Some((channel, _)) = source.as_ref().and_then(|source| source.access.as_ref())
            && let Some(Err(error)) = &fetched
        {
            self.heed_token_error(lane.workspace, channel.id, asked_at, error)
                .await
                .map_err(|e| failure(&e))?;
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        if let (Some(source), Some(fetched)) = (source, fetched) {
            self.keep(&mut tx, &source, fetched)
                .await
                .map_err(|e| failure(&e))?;
            let message = &source.message;
            tx.announce(names::message_updated(message.conversation, message.id));
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// A person asks for a file that failed, or does not want to wait for the next try.
    pub async fn fetch_again(&self, tx: &mut WorkspaceTx, id: MediaId) -> Result<Fetching> {
        let known = media::fetching(tx, id).await?.ok_or(Error::NotFound)?;
        if matches!(known.state.as_str(), "wanted" | "failed")
            && let Some(tries) = media::want_again(tx, id, self.now()).await?
        {
            lanes::enqueue(tx, &[names::media_job_again(id, tries)], self.now()).await?;
        }
        media::fetching(tx, id).await?.ok_or(Error::NotFound)
    }

    async fn keep(
        &self,
        tx: &mut WorkspaceTx,
        source: &Source,
        fetched: std::result::Result<(bytes::Bytes, String, String), GraphError>,
    ) -> Result<()> {
        let id = source.wanted.id;
        let error = match fetched {
            Ok((bytes, mime, sha256)) => {
                self.write_file(tx.workspace(), id, &bytes).await?;
                let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                if !media::stored(tx, id, &mime, &sha256, size).await? {
                    // Its sender was erased meanwhile, or took it back.
                    self.remove_file(tx.workspace(), id).await?;
                }
                return Ok(());
            }
            Err(error) => error,
        };
        let now = self.now();
        let tries = source.fetching.tries;
        let next = now + pause(tries);
        if hopeless(&error) || next > source.fetching.created_at + LIFE {
            return Ok(media::failed(tx, id, &error.to_string()).await?);
        }
        if media::try_later(tx, id, tries, &error.to_string(), next).await? {
            lanes::enqueue(tx, &[names::media_job_again(id, tries + 1)], next).await?;
        }
        Ok(())
    }

    async fn fetch(
        &self,
        source: &Source,
    ) -> std::result::Result<(bytes::Bytes, String, String), GraphError> {
        let wanted = &source.wanted;
        let Some((channel, token)) = &source.access else {
            return Err(GraphError::Local {
                reason: "the channel is disconnected".to_owned(),
            });
        };
        let provider_id = wanted.provider_id.as_deref().unwrap_or_default();
        let graph = self.graph_of(&channel.kind);
        if provider_id.contains("://") {
            // The webhook named the file by its address.
            let file = graph.download_shared(provider_id, CAP).await?.value;
            let mime = file
                .mime_type
                .unwrap_or_else(|| "application/octet-stream".to_owned());
            return Ok((file.bytes, mime, file.sha256));
        }
        let number = channel.external_id.as_str();
        let info = graph
            .media_info(token, provider_id, Some(number))
            .await?
            .value;
        let declared = wanted.sha256.as_deref().or(info.sha256.as_deref());
        let file = graph
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

/// What this try needs; `None` when the file is not wanted any more, or another try has taken its place.
async fn source(tx: &mut WorkspaceTx, id: MediaId, tries: i64) -> Result<Option<Source>> {
    let (Some(wanted), Some(fetching)) =
        (media::get(tx, id).await?, media::fetching(tx, id).await?)
    else {
        return Ok(None);
    };
    if fetching.state != "wanted" || i64::from(fetching.tries) != tries {
        return Ok(None);
    }
    let message = match wanted.message {
        Some(message) => messages::get(tx, message).await?,
        None => None,
    };
    let Some(message) = message else {
        return Ok(None);
    };
    let channel = channels::get(tx, message.channel).await?;
    let token = channels::token(tx, message.channel).await?;
    Ok(Some(Source {
        wanted,
        fetching,
        message,
        access: channel.zip(token),
    }))
}

fn pause(tries: i32) -> Duration {
    let at = usize::try_from(tries).unwrap_or(0).min(PAUSES.len() - 1);
    Duration::seconds(PAUSES.get(at).copied().unwrap_or(86_400))
}

/// Whether no further try can end otherwise.
const fn hopeless(error: &GraphError) -> bool {
    matches!(
        error,
        GraphError::Local { .. } | GraphError::Media(MediaRefusal::TooLong(_) | MediaRefusal::Host)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_further_apart_and_end_within_the_files_life() {
        let pauses: Vec<i64> = (0..12).map(|n| pause(n).num_seconds()).collect();
        assert!(pauses.is_sorted(), "{pauses:?}");
        assert_eq!((pauses[0], pauses[11]), (5, 86_400));
        assert!(hopeless(&GraphError::Media(MediaRefusal::TooLong(1))));
        assert!(!hopeless(&GraphError::Media(MediaRefusal::Status(404))));
    }
}
