//! A file of a message.

use std::fmt::Write;
use std::path::Path;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::ids::MediaId;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::range::{Wanted, wanted};
use super::sniff::safe_type;
use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;

/// Get a file
///
/// Pictures, sounds and films of types that cannot run are shown; everything else is a download, whatever its sender
/// called it.
#[utoipa::path(
    get,
    path = "/media/{id}",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The file")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The part asked for", body = Vec<u8>, content_type = "application/octet-stream"),
        Problems,
    ),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_media(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<MediaId>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut tx = who.open(&api).await?;
    let (media, path) = api.desk().media_file(&mut tx, id).await?;
    drop(tx);
    let (mut file, size, kind) = open(&path).await.map_err(|error| lost(id, &error))?;
    let range = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    let (status, part) = match wanted(range, size) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::Outside => return Ok(outside(size)),
    };
    file.seek(std::io::SeekFrom::Start(part.start))
        .await
        .map_err(|error| lost(id, &error))?;
    let mut response = (status, body(file, part.end - part.start)).into_response();
    let headers = response.headers_mut();
    describe(headers, kind, media.filename.as_deref());
    headers.insert(header::CONTENT_LENGTH, (part.end - part.start).into());
    if status == StatusCode::PARTIAL_CONTENT {
        let text = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        headers.extend(
            HeaderValue::from_str(&text)
                .ok()
                .map(|value| (header::CONTENT_RANGE, value)),
        );
    }
    Ok(response)
}

async fn open(path: &Path) -> std::io::Result<(File, u64, Option<&'static str>)> {
    let mut file = File::open(path).await?;
    let size = file.metadata().await?.len();
    let mut head = Vec::with_capacity(16);
    (&mut file).take(16).read_to_end(&mut head).await?;
    Ok((file, size, safe_type(&head)))
}

fn lost(id: MediaId, error: &std::io::Error) -> Problem {
    Problem::internal(format!("the file of media {id} cannot be read: {error}"))
}

fn body(file: File, length: u64) -> Body {
    let file = file.take(length);
    Body::from_stream(futures::stream::try_unfold(file, |mut file| async move {
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = (&mut file)
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)
            .await?;
        std::io::Result::Ok((read > 0).then(|| (Bytes::from(chunk), file)))
    }))
}

fn outside(size: u64) -> Response {
    let range = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
    (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
}

fn describe(headers: &mut HeaderMap, kind: Option<&'static str>, filename: Option<&str>) {
    let fixed = [
        (
            header::CONTENT_TYPE,
            kind.unwrap_or("application/octet-stream"),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let text = disposition(kind.is_some(), filename);
    headers.extend(
        HeaderValue::from_str(&text)
            .ok()
            .map(|value| (header::CONTENT_DISPOSITION, value)),
    );
}

/// The name is the sender's: it is only ever a suggestion, written so that it can end neither the value nor the line
/// (RFC 6266, RFC 8187).
fn disposition(shown: bool, filename: Option<&str>) -> String {
    let how = if shown { "inline" } else { "attachment" };
    let last = filename
        .and_then(|name| name.rsplit(['/', '\\']).next())
        .unwrap_or("");
    let name: String = last.chars().filter(|c| !c.is_control()).take(150).collect();
    if name.trim_matches(['.', ' ']).is_empty() {
        return how.to_owned();
    }
    let mut text = format!("{how}; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (name, expected) in [
            (None, "attachment"),
            (Some(".."), "attachment"),
            (Some("a.pdf"), "attachment; filename*=UTF-8''a.pdf"),
            (
                Some("../../etc/passwd"),
                "attachment; filename*=UTF-8''passwd",
            ),
            (
                Some("a\r\nSet-Cookie: x\".pdf"),
                "attachment; filename*=UTF-8''aSet-Cookie%3A%20x%22.pdf",
            ),
            (
                Some("katalog é.pdf"),
                "attachment; filename*=UTF-8''katalog%20%C3%A9.pdf",
            ),
        ] {
            assert_eq!(disposition(false, name), expected);
        }
        assert_eq!(disposition(true, None), "inline");
    }
}
