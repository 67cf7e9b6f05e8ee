//! Files by an address that names them to whoever knows it: what people and businesses sent, pictures of posts, stories
//! and accounts.

use bytes::Bytes;

use crate::app::App;
use crate::config::InstagramApp;
use crate::error::GraphError;
use crate::graph::{Answer, Call};
use crate::{sample, wire};

/// Where a file or a picture can be fetched. It can be guessed by nobody.
pub(crate) fn address(app: &App, asset: &str) -> String {
    let secret = app
        .config
        .instagram
        .as_ref()
        .map_or("", |played| &played.app_secret);
    let proof = proof(secret, asset);
    format!(
        "{}/instagram/cdn?asset_id={asset}&signature={proof}",
        app.base
    )
}

fn proof(secret: &str, asset: &str) -> String {
    let mut proof = wire::hmac_hex(secret, format!("cdn {asset}").as_bytes());
    proof.truncate(32);
    proof
}

/// `GET /cdn`. Everything that is wrong is a 404.
pub(super) fn download(
    app: &App,
    played: &InstagramApp,
    call: &Call,
) -> Result<Answer, GraphError> {
    let asset = call.text("asset_id").unwrap_or_default();
    let gone = || GraphError {
        http: 404,
        ..GraphError::unknown_object("get", &asset)
    };
    if call.text("signature").as_deref() != Some(proof(&played.app_secret, &asset).as_str()) {
        return Err(gone());
    }
    file(app, &asset)
        .map(|(mime, bytes)| Answer::File(mime, bytes))
        .ok_or_else(gone)
}

/// A file by its name: `post:…`, `story:…`, `account:…`, or the id of something sent.
pub(crate) fn file(app: &App, asset: &str) -> Option<(String, Bytes)> {
    let now = app.now();
    let world = app.world();
    let picture = |scene: u8| {
        Some((
            "image/png".to_owned(),
            Bytes::from(sample::scene(usize::from(scene))),
        ))
    };
    match asset.split_once(':') {
        Some(("post", id)) => picture(world.instagram.posts.get(id)?.scene),
        Some(("story", id)) => {
            let mut accounts = world.instagram.accounts.values();
            accounts.find(|account| account.story_id == id)?;
            picture(2)
        }
        Some(("account", id)) => {
            world.instagram.accounts.get(id)?;
            picture(3)
        }
        _ => {
            let media = world.media.get(asset)?;
            (now < media.expires_at).then(|| (media.mime.clone(), media.bytes.clone()))
        }
    }
}
