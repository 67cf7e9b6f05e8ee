//! The Resumable Upload API: a file for the app itself is announced, handed over from an offset, and named by a handle.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::{Bytes, BytesMut};
use serde_json::json;

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::world::{Media, Upload};
use crate::{ids, wire};

/// Types that may be announced.
const TYPES: [&str; 5] = [
    "image/jpeg",
    "image/jpg",
    "image/png",
    "application/pdf",
    "video/mp4",
];
/// An upload that was begun and a handle both live this long.
const LIVES: Millis = 24 * 3_600_000;
/// A profile's picture has at most 5 MB.
const PICTURE: usize = 5 * 1024 * 1024;

/// `POST /{app_id}/uploads`: announces a file.
pub(super) fn begin(app: &App, call: &Call, who: &Who, id: &str) -> Result<Answer, GraphError> {
    if !matches!(who, Who::Token(_)) || id != app.config.app_id {
        return Err(unreachable("POST", id));
    }
    let length = call
        .text("file_length")
        .ok_or_else(|| GraphError::param("The parameter file_length is required."))?
        .parse::<usize>()
        .ok()
        .filter(|length| *length > 0)
        .ok_or_else(|| GraphError::param("Param file_length must be a positive integer."))?;
    let mime = call
        .text("file_type")
        .ok_or_else(|| GraphError::param("The parameter file_type is required."))?;
    if !TYPES.contains(&mime.as_str()) {
        return Err(GraphError::param(format!(
            "Param file_type must be one of {{{}}}.",
            TYPES.join(", ")
        )));
    }
    let now = app.now();
    let name = format!("upload:{}", URL_SAFE_NO_PAD.encode(ids::trace()));
    let upload = Upload {
        media: Media {
            id: ids::numeric(),
            mime,
            filename: call.text("file_name"),
            expires_at: now + LIVES,
            ..Media::default()
        },
        length,
        handle: None,
    };
    let mut world = app.world();
    world.uploads.retain(|_, one| now < one.media.expires_at);
    world.uploads.insert(name.clone(), upload);
    drop(world);
    app.touch("");
    Ok(Answer::json(
        json!({"id": format!("{name}?sig={}", proof(app, &name))}),
    ))
}

/// `POST /upload:…`: hands bytes over, from the offset where they go on. `GET` tells that offset.
pub(super) fn go_on(app: &App, call: &Call, session: &str) -> Result<Answer, GraphError> {
    if call.query.get("sig").map(String::as_str) != Some(proof(app, session).as_str()) {
        return Err(unreachable(&call.method, session));
    }
    let now = app.now();
    let mut world = app.world();
    let upload = world
        .uploads
        .get_mut(session)
        .filter(|one| now < one.media.expires_at)
        .ok_or_else(|| unreachable(&call.method, session))?;
    let have = upload.media.bytes.len();
    if call.method == "GET" {
        return Ok(Answer::json(json!({"id": session, "file_offset": have})));
    }
    let offset = call
        .file_offset
        .as_deref()
        .and_then(|text| text.parse::<usize>().ok());
    if offset != Some(have) || have + call.raw.len() > upload.length {
        return Ok(Answer::Refused(
            400,
            json!({"debug_info": {"retriable": false, "type": "OffsetInvalidError",
                "message": "Request starting offset is invalid"}}),
        ));
    }
    let mut all = BytesMut::from(&upload.media.bytes[..]);
    all.extend_from_slice(&call.raw);
    upload.media.bytes = all.freeze();
    if upload.media.bytes.len() < upload.length {
        return Ok(Answer::json(
            json!({"id": session, "file_offset": upload.media.bytes.len()}),
        ));
    }
    let handle = format!(
        "4::{}:{}",
        URL_SAFE_NO_PAD.encode(&upload.media.mime),
        wire::hmac_hex(&app.config.app_secret, session.as_bytes())
    );
    upload.handle = Some(handle.clone());
    drop(world);
    app.touch("");
    Ok(Answer::json(json!({ "h": handle })))
}

fn proof(app: &App, name: &str) -> String {
    let mut proof = wire::hmac_hex(&app.config.app_secret, name.as_bytes());
    proof.truncate(32);
    proof
}

/// Takes the picture behind a handle as that of a number; answers its address.
pub(super) fn keep_picture(app: &App, number: &str, handle: &str) -> Result<String, GraphError> {
    let now = app.now();
    let mut world = app.world();
    let found = world
        .uploads
        .values()
        .find(|one| one.handle.as_deref() == Some(handle) && now < one.media.expires_at)
        .map(|one| one.media.clone())
        .ok_or_else(|| GraphError::param("Param profile_picture_handle is not valid."))?;
    if !is_picture(&found.bytes) || found.bytes.len() > PICTURE {
        return Err(GraphError::param(
            "Param profile_picture_handle must name a JPEG or PNG picture of at most 5 MB.",
        ));
    }
    let id = found.id.clone();
    let waba_id = world
        .numbers
        .get(number)
        .map(|one| one.waba_id.clone())
        .unwrap_or_default();
    let kept = Media {
        waba_id,
        size: found.bytes.len(),
        expires_at: Millis::MAX,
        ..found
    };
    world.media.insert(id.clone(), kept);
    drop(world);
    let sign = proof(app, &id);
    Ok(format!(
        "{}/profile_picture?asset_id={id}&oh={sign}",
        app.base
    ))
}

fn is_picture(bytes: &Bytes) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// A profile's picture, for whoever knows its address.
pub(super) fn picture(app: &App, call: &Call) -> Result<Answer, GraphError> {
    let id = call.text("asset_id").unwrap_or_default();
    let gone = || GraphError {
        http: 404,
        ..unreachable("GET", &id)
    };
    if call.text("oh").as_deref() != Some(proof(app, &id).as_str()) {
        return Err(gone());
    }
    let media = app.world().media.get(&id).cloned().ok_or_else(gone)?;
    Ok(Answer::File(media.mime.clone(), media.bytes))
}
