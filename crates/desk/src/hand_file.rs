//! A file is handed to the provider before the message that carries it. Handing over sends nothing to anybody, so a try
//! that was not answered may be made again; the message itself is one request, with its own attempt.

use std::io::ErrorKind::NotFound;

use chrono::Duration;
use db::attachments::{self, Handed};
use db::lanes::{Job, Lane};
use db::messages::Message;
use db::{WorkspaceTx, media};
use domain::Time;
use domain::channel::ChannelKind;
use domain::failure::FailureClass;
use domain::ids::{ChannelId, MediaId, MessageId};
use domain::outbound::{Payload, UploadForm};
use jobs::{Failure, Next};
use meta::graph::GraphError;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::Desk;
use crate::error::{Error, Result};
use crate::facts::Thread;
use crate::queue_reply::channels_registry;
use crate::record_status::explain;
use crate::workers::{ended, failure};

/// The provider keeps a file for 30 days; a day is left for the message to leave.
const KEPT: Duration = Duration::days(29);

/// At most so many tries to hand a file over.
const TRIES: i32 = 6;

/// A file to be handed over.
#[derive(Debug)]
pub(crate) struct Handing {
    media: MediaId,
    channel: ChannelId,
    token: SecretString,
    sender: String,
    kind: ChannelKind,
    form: UploadForm,
    mime: String,
    filename: String,
}

/// What stands between a payload and its leaving.
pub(crate) enum Ready {
    /// It can be rendered.
    Whole(Payload, Option<Value>),
    /// Its file comes first.
    FileFirst(Box<Handing>),
}

impl Desk {
    /// The payload with the provider's id of its file, or the file to hand over first.
    pub(crate) async fn with_file(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        payload: Payload,
        token: &SecretString,
    ) -> Result<Ready> {
        let Some(id) = payload.file() else {
            return Ok(Ready::Whole(payload, None));
        };
        let now = self.now();
        let file = media::get(tx, id)
            .await?
            .filter(|m| m.state == "stored")
            .ok_or_else(|| Error::invalid("media", "the file is gone"))?;
        let known = attachments::last_handed(tx, id)
            .await?
            .filter(|h| h.channel == thread.channel.id && fresh(h, now));
        if let Some(handed) = known {
            let about =
                json!({ "sha256": file.sha256, "size": file.size, "mime_type": file.mime_type });
            return Ok(Ready::Whole(
                payload.with_file(&handed.provider_id),
                Some(about),
            ));
        }
        let mime = file.mime_type.unwrap_or_default();
        Ok(Ready::FileFirst(Box::new(Handing {
            media: id,
            channel: thread.channel.id,
            token: token.clone(),
            sender: thread.channel.external_id.clone(),
            kind: thread.channel.kind.clone(),
            form: channels_registry(thread)?.upload(&mime),
            filename: file.filename.unwrap_or_else(|| "file".to_owned()),
            mime,
        })))
    }

    /// Hands the file over; the message's turn comes right after.
    pub(crate) async fn hand_file(
        &self,
        lane: &Lane,
        job: &Job,
        message: MessageId,
        handing: &Handing,
    ) -> Result<Next, Failure> {
        let asked_at = self.now();
        let path = self.file_path(lane.workspace, handing.media);
        let bytes = match tokio::fs::read(&path).await {
            Ok(bytes) => bytes,
            Err(e) if e.kind() != NotFound && job.attempts + 1 < TRIES => {
                return Err(Failure {
                    problem: format!("the file cannot be read: {e}"),
                    retry: true,
                });
            }
            Err(e) => {
                tracing::error!(error = %e, media = %handing.media, "a file to be sent cannot be read");
                return self.could_not_hand(lane, job, message, unreadable()).await;
            }
        };
        let answer = self
            .graph_of(&handing.kind)
            .upload(
                &handing.token,
                &handing.sender,
                &handing.form,
                (bytes.into(), &handing.mime, &handing.filename),
            )
            .await;
        let now = self.now();
        match answer {
            Ok(answer) => {
                let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
                let handed = Handed {
                    channel: handing.channel,
                    provider_id: answer.value,
                    at: now,
                };
                attachments::handed(&mut tx, handing.media, &handed)
                    .await
                    .map_err(ended)?;
                tx.commit(now).await.map_err(ended)?;
                Ok(Next::WaitUntil(now))
            }
            Err(error) if job.attempts + 1 < TRIES && error.read_retry_ms().is_some() => {
                Err(Failure {
                    problem: format!("the file could not be handed over: {error}"),
                    retry: true,
                })
            }
            Err(error) => {
                self.heed_token_error(lane.workspace, handing.channel, asked_at, &error)
                    .await
                    .map_err(|e| failure(&e))?;
                self.could_not_hand(lane, job, message, refusal(&error))
                    .await
            }
        }
    }

    async fn could_not_hand(
        &self,
        lane: &Lane,
        job: &Job,
        message: MessageId,
        told: Value,
    ) -> Result<Next, Failure> {
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        self.stopped_before(&mut tx, message, told)
            .await
            .map_err(|e| failure(&e))?;
        db::lanes::finish(&mut tx, lane, job.id)
            .await
            .map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

fn refusal(error: &GraphError) -> Value {
    match error {
        GraphError::Refused(refused) => explain(&refused.error),
        other => json!({
            "code": 0, "class": FailureClass::MediaProblem, "title": "The file could not be handed to Meta",
            "hint": "The message did not leave. Try again later.", "action": "retry", "details": other.to_string(),
        }),
    }
}

fn unreadable() -> Value {
    json!({
        "code": 0, "class": FailureClass::MediaProblem, "title": "The file cannot be read any more",
        "hint": "The message did not leave. Attach the file again.", "action": "none", "details": null,
    })
}

fn fresh(handed: &Handed, now: Time) -> bool {
    handed.at + KEPT > now
}

/// How long a message must still wait so that its author can take it back, in milliseconds.
pub(crate) fn still_waits(message: &Message, now: Time) -> Option<u64> {
    let left = message.not_before? - now;
    u64::try_from(left.num_milliseconds())
        .ok()
        .filter(|ms| *ms > 0)
}
