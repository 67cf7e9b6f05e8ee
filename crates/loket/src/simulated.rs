//! The sandbox beside us: started with the app it plays and the demo's number, and spoken to by its control API.

use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use db::apps::MetaApp;
use sandbox::{Config, InstagramApp, Running, Seed};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use tokio::sync::watch;

use crate::private_file;

/// What the sandbox needs to know.
pub(crate) struct Wish<'a> {
    /// Where it listens.
    pub(crate) listen: SocketAddr,
    /// Whose app it plays.
    pub(crate) app: &'a MetaApp,
    /// Its Instagram app.
    pub(crate) instagram: Option<&'a MetaApp>,
    /// Where the desk is, for webhooks and what Meta asks besides.
    pub(crate) house: String,
    /// Whom it tells that its clock was moved.
    pub(crate) clock: Option<watch::Sender<i64>>,
    /// What exists at first start.
    pub(crate) seed: Seed,
}

/// Starts it; its state lies in the data folder.
pub(crate) async fn start(
    wish: Wish<'_>,
    data_dir: &Path,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Running> {
    let folder = data_dir.join("sandbox");
    private_file::folder(&folder)?;
    let mut config = Config::new(
        &wish.app.app_id,
        wish.app.secret.expose_secret(),
        &format!("{}/api/webhooks/wa", wish.house),
    )
    .seed(wish.seed);
    config.verify_token = wish.app.verify_token.expose_secret().to_owned();
    config.deauthorize_url = Some(format!("{}/api/meta/deauthorize", wish.house));
    config.deletion_url = Some(format!("{}/api/meta/data-deletion", wish.house));
    config.instagram = wish.instagram.map(|app| {
        let mut played = InstagramApp::new(
            &app.app_id,
            app.secret.expose_secret(),
            &format!("{}/api/webhooks/instagram", wish.house),
        );
        played.deauthorize_url = Some(format!("{}/api/meta/instagram/deauthorize", wish.house));
        played.deletion_url = Some(format!("{}/api/meta/data-deletion", wish.house));
        played
    });
    config.listen = wish.listen;
    config.clock = wish.clock;
    config.state_file = Some(folder.join("state.json"));
    Ok(sandbox::start(config, stop).await?)
}

/// Calls the control API of a running sandbox.
pub(crate) async fn control(sandbox_url: &str, path: &str, body: &Value) -> Result<Value> {
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()?;
    let answer = client
        .post(format!("{sandbox_url}/_sandbox{path}"))
        .json(body)
        .send()
        .await
        .with_context(|| {
            format!("the sandbox at {sandbox_url} does not answer; is `loket serve` running?")
        })?;
    let status = answer.status();
    let value: Value = answer
        .json()
        .await
        .with_context(|| format!("the sandbox answered {status} without JSON"))?;
    if !status.is_success() {
        bail!(
            "the sandbox answered {status}: {}",
            value["error"].as_str().unwrap_or("no reason given")
        );
    }
    Ok(value)
}
