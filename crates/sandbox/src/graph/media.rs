//! Upload, look up, download and delete of media.

use std::sync::Arc;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::wire;
use crate::{ids, world::Media};

/// Uploaded ids live for 30 days.
const UPLOADED_MS: Millis = 30 * 24 * 3_600_000;
/// A download address lives for 5 minutes.
const ADDRESS_MS: Millis = 5 * 60_000;

const MB: usize = 1024 * 1024;

/// Mime types and largest size by kind.
const KINDS: [(&str, &[&str], usize); 5] = [
    ("image", &["image/jpeg", "image/png"], 5 * MB),
    ("video", &["video/mp4", "video/3gp", "video/3gpp"], 16 * MB),
    (
        "audio",
        &[
            "audio/aac",
            "audio/amr",
            "audio/mpeg",
            "audio/mp4",
            "audio/ogg",
            "audio/opus",
        ],
        16 * MB,
    ),
    ("sticker", &["image/webp"], 500 * 1024),
    (
        "document",
        &[
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
        100 * MB,
    ),
];

/// The mime type without its parameters.
pub(crate) fn bare(mime: &str) -> String {
    mime.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase()
}

/// Most bytes of a sticker that does not move.
const STILL_STICKER: usize = 100 * 1024;

/// Whether a WebP file moves: the animation flag of its extended header.
fn moves(webp: &[u8]) -> bool {
    webp.get(12..16) == Some(b"VP8X".as_slice())
        && webp.get(20).is_some_and(|flags| flags & 0b10 != 0)
}

/// Whether a file may go as this kind. Any uploaded type may be a document.
pub(crate) fn fits(kind: &str, mime: &str, bytes: &[u8]) -> bool {
    let (mime, size) = (bare(mime), bytes.len());
    if kind == "sticker" && size > STILL_STICKER && !moves(bytes) {
        return false;
    }
    KINDS
        .iter()
        .find(|(name, _, _)| *name == kind)
        .is_some_and(|(name, mimes, most)| {
            size <= *most && (*name == "document" || mimes.contains(&mime.as_str()))
        })
}

/// `POST /{phone_number_id}/media`.
pub(crate) fn upload(
    app: &Arc<App>,
    call: &Call,
    who: &Who,
    id: &str,
) -> Result<Answer, GraphError> {
    let number = app
        .world()
        .numbers
        .get(id)
        .cloned()
        .ok_or_else(|| unreachable("POST", id))?;
    who.must_reach(app, &number.waba_id, "POST", id)?;
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(GraphError::param(
            "The parameter messaging_product is required.",
        ));
    }
    let file = call
        .file
        .as_ref()
        .ok_or_else(|| GraphError::param("The parameter file is required."))?;
    let mime = file
        .mime
        .clone()
        .filter(|mime| bare(mime) != "application/octet-stream")
        .or_else(|| call.text("type"))
        .unwrap_or_else(|| "application/octet-stream".to_owned());
    let known = KINDS
        .iter()
        .find(|(_, mimes, _)| mimes.contains(&bare(&mime).as_str()));
    let Some((kind, _, most)) = known else {
        let all: Vec<&str> = KINDS
            .iter()
            .flat_map(|(_, mimes, _)| mimes.iter().copied())
            .collect();
        return Err(GraphError::param(format!(
            "Param file must be a file with one of the following types: {}. Received file of type '{mime}'.",
            all.join(", ")
        )));
    };
    if file.bytes.is_empty() {
        return Err(GraphError::param("Param file must not be empty."));
    }
    if file.bytes.len() > *most {
        return Err(GraphError::messaging(
            131_053,
            format!("A file of kind {kind} has at most {most} bytes."),
        ));
    }
    let media_id = ids::numeric();
    let media = Media {
        id: media_id.clone(),
        waba_id: number.waba_id.clone(),
        mime,
        filename: file.name.clone(),
        sha256: Sha256::digest(&file.bytes).to_vec(),
        size: file.bytes.len(),
        expires_at: app.now() + UPLOADED_MS,
        bytes: file.bytes.clone(),
        ..Media::default()
    };
    app.world().media.insert(media_id.clone(), media);
    app.touch("");
    Ok(Answer::Json(json!({"id": media_id}), Some(number.waba_id)))
}

/// `GET` and `DELETE /{media_id}`.
pub(crate) fn node(
    app: &App,
    call: &Call,
    who: &Who,
    method: &str,
    id: &str,
) -> Result<Answer, GraphError> {
    let now = app.now();
    let media = app
        .world()
        .media
        .get(id)
        .filter(|media| now < media.expires_at)
        .cloned()
        .ok_or_else(|| unreachable(method, id))?;
    who.must_reach(app, &media.waba_id, method, id)?;
    if let Some(number) = call.text("phone_number_id") {
        let same = app
            .world()
            .numbers
            .get(&number)
            .is_some_and(|found| found.waba_id == media.waba_id);
        if !same {
            return Err(unreachable(method, id));
        }
    }
    match method {
        "GET" => {
            let base = if call.host.is_empty() {
                app.base.clone()
            } else {
                format!("http://{}", call.host)
            };
            Ok(Answer::json(json!({
                "url": media_url(app, &base, id, now),
                "mime_type": media.mime,
                "sha256": hex::encode(&media.sha256),
                "file_size": media.size.to_string(),
                "id": media.id,
                "messaging_product": "whatsapp",
            })))
        }
        "DELETE" => {
            app.world().media.remove(id);
            app.touch("");
            Ok(Answer::success())
        }
        _ => Err(GraphError::unknown_edge(id)),
    }
}

/// A download address: protected by the token of the caller and good for five minutes.
pub(crate) fn media_url(app: &App, base: &str, id: &str, now: Millis) -> String {
    let until = now + ADDRESS_MS;
    let proof = wire::hmac_hex(&app.config.app_secret, format!("{id}|{until}").as_bytes());
    format!("{base}/whatsapp_business/attachments/?mid={id}&ext={until}&hash={proof}")
}

/// The file behind a download address. Everything that is wrong is a 404, as with Meta.
pub(crate) fn download(app: &App, call: &Call) -> Result<Answer, GraphError> {
    let who = super::auth::who(app, call)?;
    let (id, until) = (
        call.text("mid").unwrap_or_default(),
        call.text("ext").unwrap_or_default(),
    );
    let gone = || GraphError {
        http: 404,
        ..unreachable("GET", &id)
    };
    let proof = wire::hmac_hex(&app.config.app_secret, format!("{id}|{until}").as_bytes());
    let alive = until.parse::<Millis>().is_ok_and(|until| app.now() < until);
    if call.text("hash").as_deref() != Some(proof.as_str()) || !alive {
        return Err(gone());
    }
    let media = app.world().media.get(&id).cloned().ok_or_else(gone)?;
    who.must_reach(app, &media.waba_id, "GET", &id)
        .map_err(|_| gone())?;
    Ok(Answer::File(media.mime.clone(), media.bytes))
}

#[cfg(test)]
mod tests {
    use super::{STILL_STICKER, fits};

    fn webp(size: usize, flags: u8) -> Vec<u8> {
        let mut file = b"RIFF0000WEBPVP8X0000".to_vec();
        file.push(flags);
        file.resize(size, 0);
        file
    }

    #[test]
    fn a_sticker_may_be_larger_when_it_moves() {
        let sticker = |bytes: &[u8]| fits("sticker", "image/webp", bytes);
        assert!(sticker(&webp(STILL_STICKER, 0)));
        assert!(!sticker(&webp(STILL_STICKER + 1, 0)));
        assert!(sticker(&webp(500 * 1024, 0b10)));
        assert!(!sticker(&webp(500 * 1024 + 1, 0b10)));
    }
}
