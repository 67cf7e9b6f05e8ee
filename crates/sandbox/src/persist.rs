//! The state file: written whole, beside the old one, then moved over it. Media bytes lie in a
//! folder next to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::app::App;
use crate::world::World;

/// Reads the state, or an empty one when there is no file yet.
pub(crate) async fn load(path: &Path) -> Result<Option<World>, std::io::Error> {
    let text = match tokio::fs::read(path).await {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut world: World = serde_json::from_slice(&text).map_err(std::io::Error::other)?;
    world.index();
    let folder = media_folder(path);
    for media in world.media.values_mut() {
        match tokio::fs::read(folder.join(&media.id)).await {
            Ok(bytes) => {
                media.bytes = Bytes::from(bytes);
                media.saved = true;
            }
            Err(error) => tracing::warn!(media = media.id, %error, "media bytes are gone"),
        }
    }
    Ok(Some(world))
}

fn media_folder(path: &Path) -> PathBuf {
    path.with_extension("media")
}

/// Saves whenever something changed, at most once a second, and once more at the end.
pub(crate) async fn run(app: Arc<App>, path: PathBuf) {
    let mut stop = app.stop.clone();
    loop {
        let stopped = tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => true,
            () = app.save.notified() => false,
        };
        if app.take_dirty()
            && let Err(error) = save(&app, &path).await
        {
            tracing::warn!(%error, path = %path.display(), "the sandbox state could not be saved");
        }
        if stopped {
            return;
        }
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => {}
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

async fn save(app: &App, path: &Path) -> Result<(), std::io::Error> {
    let (text, files) = {
        let world = app.world();
        let files: Vec<(String, Bytes)> = world
            .media
            .values()
            .filter(|media| !media.saved)
            .map(|media| (media.id.clone(), media.bytes.clone()))
            .collect();
        (
            serde_json::to_vec(&*world).map_err(std::io::Error::other)?,
            files,
        )
    };
    let folder = media_folder(path);
    if !files.is_empty() {
        tokio::fs::create_dir_all(&folder).await?;
    }
    for (id, bytes) in files {
        tokio::fs::write(folder.join(&id), &bytes).await?;
        if let Some(media) = app.world().media.get_mut(&id) {
            media.saved = true;
        }
    }
    if let Some(parent) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        tokio::fs::create_dir_all(parent).await?;
    }
    let fresh = path.with_extension("new");
    tokio::fs::write(&fresh, text).await?;
    tokio::fs::rename(&fresh, path).await
}
