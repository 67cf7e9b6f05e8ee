//! Linked media, fetched as Meta fetches them when the setting says so.

use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::graph::media_fits;
use crate::ids;
use crate::world::Media;

/// Fetched copies are kept for a day.
const KEPT_MS: i64 = 24 * 3_600_000;

/// Fetches all links of a message. False when one cannot be had or does not fit its kind.
pub(super) async fn fetch(app: &App, wamid: &str, links: &[(String, String)]) -> bool {
    if !app.world().settings.fetch_links {
        return true;
    }
    for (kind, link) in links {
        let Some(media) = one(app, kind, link).await else {
            return false;
        };
        let mut world = app.world();
        let waba_id = world
            .locate(wamid)
            .and_then(|(thread, _)| world.numbers.get(&thread.number_id))
            .map(|number| number.waba_id.clone())
            .unwrap_or_default();
        if let Some(message) = world.message_mut(wamid) {
            message.fetched.insert(link.clone(), media.id.clone());
        }
        world
            .media
            .insert(media.id.clone(), Media { waba_id, ..media });
    }
    true
}

async fn one(app: &App, kind: &str, link: &str) -> Option<Media> {
    let response = app
        .http
        .get(link)
        .timeout(Duration::from_secs(10))
        .send()
        .await
        .ok()?;
    if !response.status().is_success() {
        return None;
    }
    let mime = response
        .headers()
        .get("content-type")?
        .to_str()
        .ok()?
        .to_owned();
    let bytes = response.bytes().await.ok()?;
    media_fits(kind, &mime, &bytes).then(|| Media {
        id: ids::numeric(),
        mime,
        sha256: Sha256::digest(&bytes).to_vec(),
        size: bytes.len(),
        expires_at: app.now() + KEPT_MS,
        bytes,
        ..Media::default()
    })
}
