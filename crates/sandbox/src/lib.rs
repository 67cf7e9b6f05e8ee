//! A simulated Meta: Graph API, customer's phone, signed webhooks, faults.
//!
//! It speaks to the product as Meta does, by HTTP and signed webhooks, and shares no code with the
//! other crates, so that agreement between the two is evidence. See the README of the crate for
//! the control API.
//!
//! ```no_run
//! # async fn demo() -> Result<(), sandbox::Error> {
//! use sandbox::{Config, Seed, SeedNumber, SeedWaba};
//!
//! let seed = Seed::default().waba(
//!     SeedWaba::new("102290129340398", "Toko Angin", "EAAtoken")
//!         .number(SeedNumber::new("106540352242922", "+62 811-5500-0001", "Toko Angin")),
//! );
//! let config = Config::new("app-id", "app-secret", "http://127.0.0.1:8080/api/webhooks/wa").seed(seed);
//! let running = sandbox::start(config, std::future::pending()).await?;
//! let graph_url = running.url();
//! # Ok(()) }
//! ```

mod app;
mod check;
mod clock;
mod codes;
mod config;
mod control;
mod dialog;
mod error;
mod faults;
mod flow;
mod graph;
mod hooks;
mod ids;
mod instagram;
mod limits;
mod lint;
mod log;
mod login;
mod page;
mod persist;
mod pricing;
mod sample;
mod wire;
mod world;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Redirect;
use axum::routing::get;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

pub use config::{
    Config, InstagramApp, Seed, SeedCustomer, SeedInstagram, SeedNumber, SeedTemplate, SeedWaba,
    Settings, WindowRefusal,
};

use app::App;
use world::World;

/// Why a sandbox could not start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not ours.
    #[error("the sandbox cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The state file is there but cannot be read.
    #[error("the sandbox state cannot be read: {0}")]
    State(#[source] std::io::Error),
    /// The client for webhooks could not be made.
    #[error("the webhook client cannot be made: {0}")]
    Client(#[source] reqwest::Error),
    /// The listener failed.
    #[error("the sandbox stopped: {0}")]
    Serve(#[source] std::io::Error),
}

/// A sandbox that runs.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    /// Ends when the sandbox has stopped and its state is saved.
    pub join: JoinHandle<Result<(), Error>>,
}

impl Running {
    /// The address to put in the place of `https://graph.facebook.com`.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }
}

/// Starts a sandbox. It runs until `shutdown` completes.
pub async fn start(
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<Running, Error> {
    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .map_err(|error| Error::Listen(config.listen, error))?;
    let addr = listener.local_addr().map_err(Error::Serve)?;
    let base = config
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{addr}"));
    let restored = match &config.state_file {
        Some(path) => persist::load(path).await.map_err(Error::State)?,
        None => None,
    };
    let world = restored.unwrap_or_else(|| World::new(config.settings.clone()));
    let (stopper, stop) = watch::channel(false);
    let state_file = config.state_file.clone();
    let app = Arc::new(App::new(
        config,
        base.trim_end_matches('/').to_owned(),
        world,
        client()?,
        stop.clone(),
    ));
    let now = app.now();
    app.world()
        .plant(&app.config.seed, app.config.instagram.is_some(), now);
    flow::resume(&app);

    let mut tasks = JoinSet::new();
    tasks.spawn(hooks::run(Arc::clone(&app)));
    if let Some(path) = state_file {
        tasks.spawn(persist::run(Arc::clone(&app), path));
    }
    let join = tokio::spawn(async move {
        let service = router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
        let mut stopped = stop;
        let server = axum::serve(listener, service).with_graceful_shutdown(async move {
            shutdown.await;
            // The receiver is alive as long as the app is.
            let _ = stopper.send(true);
        });
        // Idle keep-alive connections must not hold the stop up.
        let overdue = async {
            let _ = stopped.wait_for(|stopped| *stopped).await;
            tokio::time::sleep(Duration::from_secs(2)).await;
        };
        let ended = tokio::select! {
            ended = server.into_future() => ended,
            () = overdue => Ok(()),
        };
        while tasks.join_next().await.is_some() {}
        ended.map_err(Error::Serve)
    });
    Ok(Running { addr, join })
}

/// No redirects, as Meta follows none; every call sets its own time-out.
fn client() -> Result<reqwest::Client, Error> {
    // Another part of the process may have installed a provider; either is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .build()
        .map_err(Error::Client)
}

fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(page::router())
        .nest("/_sandbox", control::router(&app))
        .route(
            "/_sandbox/",
            get(|| async { Redirect::temporary("/_sandbox") }),
        )
        .fallback(graph::entry)
        .layer(DefaultBodyLimit::max(110 * 1024 * 1024))
        .with_state(app)
}
