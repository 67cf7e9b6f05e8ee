//! What every handler can reach.

use std::sync::Arc;

use desk::Desk;
use desk::sign_in::{Doorkeeper, Spans};
use domain::ids::AppRef;
use tokio::sync::watch;

use crate::auth::Throttle;
use crate::live::Hub;

/// Writes the metrics page.
pub type MetricsText = Arc<dyn Fn() -> String + Send + Sync>;

/// The provider's consent dialog.
#[derive(Debug, Clone)]
pub struct SignupDoor {
    /// Its address, without a query.
    pub dialog: String,
    /// Which configuration of it.
    pub config_id: String,
    /// The pages that may speak for it, by their exact origins.
    pub origins: Vec<String>,
}

/// The provider's dialog in which a person lets the app work with their business accounts.
#[derive(Debug, Clone)]
pub struct PermitDoor {
    /// Its address, without a query.
    pub dialog: String,
    /// The configuration that names the permissions; absent: they are asked for by name.
    pub config_id: Option<String>,
}

/// What the server is told from outside.
#[derive(Clone)]
pub struct Settings {
    /// The address people use, without a slash at the end. With `https` cookies are marked secure.
    pub public_url: String,
    /// The version shown.
    pub version: String,
    /// The name shown before sign-in.
    pub brand: String,
    /// Where the simulated customer's phone and the simulated Meta's console are; absent when there is no sandbox.
    pub sandbox: Option<String>,
    /// Tells when the clock was moved, where time is played.
    pub clock_moves: Option<watch::Receiver<i64>>,
    /// Whether a proxy in front of us sets `X-Forwarded-For`; otherwise the header is not believed.
    pub behind_proxy: bool,
    /// Whether the sign-in page speaks to the provider's reviewers; absent: while somebody has that role.
    pub reviewer_hint: Option<bool>,
    /// How long sessions last.
    pub sessions: Spans,
    /// The provider's consent dialog; absent: a number is connected by its ids only.
    pub signup: Option<SignupDoor>,
    /// Where app connections are authorized; absent: there are none.
    pub permit: Option<PermitDoor>,
    /// Where the page of the first start keeps a real Meta app; absent: it cannot.
    pub platform_app: Option<AppRef>,
    /// Writes the metrics page; absent: there is none.
    pub metrics: Option<MetricsText>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("public_url", &self.public_url)
            .field("version", &self.version)
            .field("sandbox", &self.sandbox)
            .field("behind_proxy", &self.behind_proxy)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Settings of a server at `public_url`, without sandbox, proxy and metrics.
    pub fn new(public_url: impl Into<String>) -> Self {
        Self {
            public_url: public_url.into().trim_end_matches('/').to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            brand: "Loket".to_owned(),
            sandbox: None,
            clock_moves: None,
            behind_proxy: false,
            reviewer_hint: None,
            sessions: Spans::default(),
            signup: None,
            permit: None,
            platform_app: None,
            metrics: None,
        }
    }
}

/// What every handler can reach. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ApiState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    desk: Desk,
    settings: Settings,
    door: Doorkeeper,
    logins: Throttle,
    hub: Hub,
}

impl ApiState {
    /// Puts the parts together.
    #[must_use]
    pub fn new(desk: Desk, settings: Settings) -> Self {
        let hub = Hub::new(desk.clone());
        let door = Doorkeeper::new(&settings.public_url, settings.sessions);
        Self(Arc::new(Inner {
            desk,
            settings,
            door,
            logins: Throttle::logins(),
            hub,
        }))
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn door(&self) -> &Doorkeeper {
        &self.0.door
    }

    pub(crate) fn logins(&self) -> &Throttle {
        &self.0.logins
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Whether people reach us by TLS.
    pub(crate) fn secure(&self) -> bool {
        self.0.settings.public_url.starts_with("https://")
    }
}
