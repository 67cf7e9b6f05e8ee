//! Bringing a file to be sent.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use futures::TryStreamExt;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Ask, Begun, Keyed, Mark, once};
use crate::state::ApiState;
use crate::views::Attachment;

/// What the file is for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct About {
    /// The channel it will be sent on: its limits count.
    channel_id: Uuid,
    /// The file's name, shown beside documents. It is a label and decides nothing.
    filename: Option<String>,
    /// Send it as a document, whatever it is: the limit is then 100 MB.
    #[serde(default)]
    as_document: bool,
}

/// Upload a file to be sent
///
/// The body is the file itself, streamed. Its type is told by its first bytes. Pictures (jpeg, png) may have 5 MB, films
/// (mp4, 3gp) and sounds (mp3, ogg, amr, aac, m4a) 16 MB, everything else goes as a document of at most 100 MB. Send it
/// with `POST /conversations/{id}/replies`.
#[utoipa::path(
    post,
    path = "/media",
    tag = "messages",
    params(About, Keyed),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept", body = Attachment), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn upload_media(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Ask(about): Ask<About>,
    headers: HeaderMap,
    body: Body,
) -> Result<Answer> {
    // Before the first byte: a channel that is not here takes no file, and neither does one of another workspace.
    let mut tx = who.open(&api).await?;
    db::channels::get(&mut tx, about.channel_id.into())
        .await?
        .ok_or_else(Problem::not_found)?;
    drop(tx);
    let desk = api.desk();
    let mut incoming = desk
        .begin_attachment(who.workspace, declared(&headers))
        .await?;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.try_next().await.map_err(|_| cut_off())? {
        incoming.take(&chunk).await?;
    }
    let arrived = incoming.end().await?;
    let request = format!(
        "POST /media {} {:?} {}",
        about.channel_id, about.filename, about.as_document
    );
    let mark = Mark::of_parts(&headers, &[request.as_bytes(), &arrived.sha256])?;
    let mut work = match once(&api, &who, &mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let kept = desk
        .keep_attachment(
            &mut work.tx,
            (incoming, arrived),
            about.channel_id.into(),
            about.filename.as_deref(),
            about.as_document,
        )
        .await?;
    let shown = Attachment::of(kept, about.as_document);
    work.finish(&api, StatusCode::CREATED, &shown).await
}

fn declared(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn cut_off() -> Problem {
    Problem::bad_request("The file ended early. Upload it again.")
}
