//! What a message may hold, with Instagram's limits.

use serde_json::{Map, Value};

use crate::app::App;
use crate::error::GraphError;
use crate::world::instagram::Part;

/// The longest text, in bytes of UTF-8.
const TEXT_MAX: usize = 1_000;
/// Most pictures in one message.
const PICTURES_MAX: usize = 10;

/// Words or things, never both.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: Option<String>,
    pub(super) parts: Vec<Part>,
}

/// An object parameter, which a form carries as JSON text.
pub(super) fn object(params: &Map<String, Value>, key: &str) -> Value {
    match params.get(key) {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or(Value::Null),
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

/// Reads `message`.
pub(super) fn read(app: &App, account: &str, message: &Value) -> Result<Content, GraphError> {
    let text = message["text"].as_str().filter(|text| !text.is_empty());
    let mut attachments: Vec<&Value> = message["attachments"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    if message["attachment"].is_object() {
        attachments.push(&message["attachment"]);
    }
    if let Some(text) = text {
        if !attachments.is_empty() {
            return Err(GraphError::param(
                "Message can have either text or an attachment, not both",
            ));
        }
        if text.len() > TEXT_MAX {
            return Err(GraphError::param(format!(
                "Length of param message[text] must be less than or equal to {TEXT_MAX}"
            )));
        }
        return Ok(Content {
            text: Some(text.to_owned()),
            ..Content::default()
        });
    }
    if attachments.is_empty() {
        return Err(GraphError::param(
            "Message cannot be empty, must provide valid attachment or text",
        ));
    }
    let several = attachments.len() > 1;
    if attachments.len() > PICTURES_MAX
        || (several && attachments.iter().any(|one| one["type"] != "image"))
    {
        return Err(GraphError::param(
            "A message can have up to 10 images and nothing else beside them",
        ));
    }
    let parts: Result<Vec<Part>, GraphError> = attachments
        .into_iter()
        .map(|one| part(app, account, one))
        .collect();
    Ok(Content {
        parts: parts?,
        ..Content::default()
    })
}

fn part(app: &App, account: &str, attachment: &Value) -> Result<Part, GraphError> {
    let kind = attachment["type"].as_str().unwrap_or_default();
    let payload = &attachment["payload"];
    let url = payload["url"]
        .as_str()
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
        .map(str::to_owned);
    let mut made = Part {
        kind: kind.to_owned(),
        url,
        ..Part::default()
    };
    match kind {
        "like_heart" => return Ok(made),
        "MEDIA_SHARE" => {
            let id = payload["id"].as_str().unwrap_or_default();
            let world = app.world();
            let own = world
                .instagram
                .posts
                .get(id)
                .is_some_and(|post| post.account == account);
            if !own {
                return Err(GraphError::param("The post is not one of the account's"));
            }
            "share".clone_into(&mut made.kind);
            made.media = Some(format!("post:{id}"));
            return Ok(made);
        }
        "image" | "video" | "audio" | "file" => {}
        _ => {
            return Err(GraphError::param(
                "Param message[attachment][type] must be one of {audio, file, image, like_heart, MEDIA_SHARE, video}",
            ));
        }
    }
    if let Some(id) = payload["attachment_id"].as_str() {
        let world = app.world();
        if let Some(link) = world.instagram.links.get(id) {
            made.url = Some(link.clone());
            return Ok(made);
        }
        let held = world
            .media
            .get(id)
            .is_some_and(|media| media.waba_id == account);
        if !held {
            return Err(GraphError::param("Invalid attachment_id"));
        }
        made.media = Some(id.to_owned());
        return Ok(made);
    }
    if made.url.is_none() {
        return Err(GraphError::param(
            "An attachment needs a url or an attachment_id",
        ));
    }
    Ok(made)
}
