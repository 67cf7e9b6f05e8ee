//! `POST /{account}/message_attachments`: a file is handed over, to be sent by its id.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::auth::Holder;
use super::content::object;
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::graph::{Answer, Call, bare_mime};
use crate::ids;
use crate::world::Media;
use crate::world::instagram::MESSAGES;

const MB: usize = 1024 * 1024;
/// As long as an upload can be used.
const LIFE_MS: Millis = 90 * 24 * 3_600_000;

/// Sorts with their types and largest size.
const KINDS: [(&str, &[&str], usize); 4] = [
    ("image", &["image/jpeg", "image/png", "image/gif"], 8 * MB),
    (
        "audio",
        &[
            "audio/aac",
            "audio/mp4",
            "audio/x-m4a",
            "audio/wav",
            "audio/x-wav",
        ],
        25 * MB,
    ),
    (
        "video",
        &[
            "video/mp4",
            "video/ogg",
            "video/x-msvideo",
            "video/quicktime",
            "video/webm",
        ],
        25 * MB,
    ),
    ("file", &["application/pdf"], 25 * MB),
];

/// Keeps a file, or the address of one.
pub(super) fn upload(app: &App, call: &Call, who: &Holder, id: &str) -> Result<Answer, GraphError> {
    who.must_be(app, "POST", id)?;
    who.must_have(MESSAGES)?;
    let attachment = object(&call.params, "message")["attachment"].clone();
    let kind = attachment["type"].as_str().unwrap_or_default();
    let (_, types, most) = KINDS
        .iter()
        .find(|(name, _, _)| *name == kind)
        .ok_or_else(|| {
            GraphError::param(
                "Param message[attachment][type] must be one of {audio, file, image, video}",
            )
        })?;
    let made = ids::numeric();
    if let Some(file) = &call.file {
        let mime = file.mime.clone().unwrap_or_default();
        let bare = bare_mime(&mime);
        if !types.contains(&bare.as_str()) {
            return Err(GraphError::param(format!(
                "A file of type {bare} cannot be sent as {kind}"
            )));
        }
        if file.bytes.len() > *most {
            return Err(GraphError::param(format!(
                "A file of {} bytes is too large to be sent as {kind}",
                file.bytes.len()
            )));
        }
        let media = Media {
            id: made.clone(),
            waba_id: who.account.clone(),
            mime,
            filename: file.name.clone(),
            sha256: Sha256::digest(&file.bytes).to_vec(),
            size: file.bytes.len(),
            expires_at: app.now() + LIFE_MS,
            bytes: file.bytes.clone(),
            ..Media::default()
        };
        app.world().media.insert(made.clone(), media);
    } else if let Some(url) = attachment["payload"]["url"].as_str() {
        app.world()
            .instagram
            .links
            .insert(made.clone(), url.to_owned());
    } else {
        return Err(GraphError::param("A file or a url is required"));
    }
    app.touch("");
    Ok(Answer::json(json!({"attachment_id": made})))
}
