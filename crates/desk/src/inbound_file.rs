//! The file of a customer's message: asked for once, and kept through changes of the words beside it.

use db::{WorkspaceTx, lanes};
use domain::Time;
use domain::content::{Content, MediaContent};
use domain::ids::{MediaId, MessageId};

use crate::error::Result;
use crate::names;

/// A message's content, with a file of ours named in it when it carries one.
pub(crate) struct WithFile {
    pub(crate) content: Content,
    media: Option<MediaContent>,
}

/// Names a file of ours for the provider's.
pub(crate) fn want_file(content: &Content) -> WithFile {
    match content {
        Content::Media(media) if media.provider_id.is_some() => {
            let media = MediaContent {
                media_id: Some(MediaId::new()),
                ..media.clone()
            };
            WithFile {
                content: Content::Media(media.clone()),
                media: Some(media),
            }
        }
        other => WithFile {
            content: other.clone(),
            media: None,
        },
    }
}

/// The same for changed content: a change of the caption names the same file again, or none.
pub(crate) fn keep_file(before: &Content, after: &Content) -> WithFile {
    if let (Content::Media(old), Content::Media(new)) = (before, after)
        && old.media_id.is_some()
        && same_file(old, new)
    {
        let media = MediaContent {
            media_id: old.media_id,
            mime_type: new.mime_type.clone().or_else(|| old.mime_type.clone()),
            filename: new.filename.clone().or_else(|| old.filename.clone()),
            sha256: new.sha256.clone().or_else(|| old.sha256.clone()),
            provider_id: new.provider_id.clone().or_else(|| old.provider_id.clone()),
            ..new.clone()
        };
        return WithFile {
            content: Content::Media(media),
            media: None,
        };
    }
    want_file(after)
}

fn same_file(old: &MediaContent, new: &MediaContent) -> bool {
    new.provider_id.is_none()
        || new.provider_id == old.provider_id
        || (new.sha256.is_some() && new.sha256 == old.sha256)
}

impl WithFile {
    /// Content whose file is not fetched.
    pub(crate) fn none(content: &Content) -> Self {
        Self {
            content: content.clone(),
            media: None,
        }
    }

    /// Asks for the file once its message exists. Fetching is work of its own, never part of receiving.
    pub(crate) async fn save(
        &self,
        tx: &mut WorkspaceTx,
        message: MessageId,
        now: Time,
    ) -> Result<()> {
        let Some(media) = &self.media else {
            return Ok(());
        };
        let Some(id) = media.media_id else {
            return Ok(());
        };
        let row = db::media::Media {
            id,
            message: Some(message),
            provider_id: media.provider_id.clone(),
            state: "wanted".to_owned(),
            mime_type: media.mime_type.clone(),
            sha256: media.sha256.clone(),
            size: None,
            filename: media.filename.clone(),
            problem: None,
        };
        db::media::want(tx, &row, now).await?;
        lanes::enqueue(tx, &[names::media_job(id)], now).await?;
        Ok(())
    }
}
