//! A desk for a command: the database, the way to Meta or the sandbox, and where the server is reached.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use desk::{Desk, Door, Login, Setup};
use domain::clock::{Clock, SystemClock};
use meta::graph::{GraphClient, GraphConfig};

use crate::addresses::Addresses;
use crate::app_row;
use crate::choice;
use crate::database::Database;
use crate::settings::Settings;

/// An open desk with what lies under it.
pub(crate) struct House {
    /// The use cases.
    pub(crate) desk: Desk,
    /// What lies under it.
    pub(crate) database: Database,
    /// Where the server is reached, running or as configured.
    pub(crate) addresses: Addresses,
}

impl House {
    /// For a command: beside a running server when there is one.
    pub(crate) async fn open(settings: &Settings) -> Result<Self> {
        let database = Database::beside(settings).await?;
        let settings = &choice::in_force(&database.db, settings).await?;
        let addresses = Addresses::of_running(&settings.data_dir).unwrap_or_else(|| Addresses {
            pid: 0,
            url: reachable(settings.listen),
            public_url: settings
                .public_url
                .clone()
                .unwrap_or_else(|| reachable(settings.listen)),
            sandbox_url: settings.sandbox.then(|| reachable(settings.sandbox_listen)),
        });
        let desk = desk(settings, &database, &addresses, Arc::new(SystemClock))?;
        // Only what follows from the settings: a made-up secret is made by `serve`, for the sandbox beside it.
        if settings.meta.is_some() {
            app_row::ensure(&database.db, settings, desk.now())
                .await
                .context("the Meta app could not be stored")?;
        }
        Ok(Self {
            desk,
            database,
            addresses,
        })
    }

    /// Closes everything, and stops our own Postgres when this command started it.
    pub(crate) async fn close(self) -> Result<()> {
        drop(self.desk);
        self.database.close().await
    }
}

/// Puts a desk together. Must run inside the runtime.
pub(crate) fn desk(
    settings: &Settings,
    database: &Database,
    addresses: &Addresses,
    clock: Arc<dyn Clock>,
) -> Result<Desk> {
    let mut graph = GraphConfig {
        version: settings.graph_version.clone(),
        ..GraphConfig::default()
    };
    if let Some(url) = settings
        .graph_url
        .as_ref()
        .or(addresses.sandbox_url.as_ref())
    {
        graph.base_url.clone_from(url);
    }
    Ok(Desk::new(Setup {
        db: database.db.clone(),
        clock,
        graph: GraphClient::new(graph)
            .context("LOKET_META_GRAPH_URL or LOKET_META_GRAPH_VERSION cannot be used")?,
        egress: desk::Egress::new(settings.egress_allow.clone()),
        reader: std::env::current_exe().ok(),
        data_dir: settings.data_dir.clone(),
        default_app: app_row::reference(settings),
        doors: BTreeMap::from([("instagram".to_owned(), instagram(settings, addresses)?)]),
        public_url: addresses.public_url.clone(),
        mailer: settings
            .mail
            .as_ref()
            .map(desk::mail::Mailer::new)
            .transpose()
            .context("the mail server cannot be used")?,
    }))
}

/// Instagram has hosts of its own, and an app of its own when the operator set one. The sandbox plays all of them.
fn instagram(settings: &Settings, addresses: &Addresses) -> Result<Door> {
    let sandbox = addresses
        .sandbox_url
        .as_ref()
        .map(|url| format!("{url}/instagram"));
    let at = |own: &Option<String>, meta: &str, path: &str| match (own, &sandbox) {
        (Some(own), _) => own.clone(),
        (None, Some(sandbox)) => format!("{sandbox}{path}"),
        (None, None) => meta.to_owned(),
    };
    let graph = GraphConfig {
        version: settings.graph_version.clone(),
        base_url: at(
            &settings.instagram_graph_url,
            "https://graph.instagram.com",
            "",
        ),
        ..GraphConfig::default()
    };
    let app = app_row::instagram(settings);
    let login = app.map(|_| Login {
        page: at(
            &settings.instagram_login_url,
            "https://www.instagram.com/oauth/authorize",
            "/oauth/authorize",
        ),
        exchange: at(
            &settings.instagram_token_url,
            "https://api.instagram.com/oauth/access_token",
            "/oauth/access_token",
        ),
    });
    Ok(Door {
        graph: GraphClient::new(graph).context("LOKET_INSTAGRAM_GRAPH_URL cannot be used")?,
        app: app.unwrap_or_else(|| app_row::reference(settings)),
        login,
    })
}

/// The address to open on this machine for a listening address.
pub(crate) fn reachable(listen: SocketAddr) -> String {
    let host = match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => "127.0.0.1".to_owned(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => "[::1]".to_owned(),
        SocketAddr::V4(v4) => v4.ip().to_string(),
        SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
    };
    format!("http://{host}:{}", listen.port())
}

/// A use case's error with what to do about it.
pub(crate) fn explained(error: desk::Error) -> anyhow::Error {
    match &error {
        desk::Error::Conflict { title, hint, .. } | desk::Error::Provider { title, hint } => {
            anyhow::anyhow!("{title}. {hint}")
        }
        _ => error.into(),
    }
}

/// Erases again what an older database brought back; without that nothing is served.
pub(crate) async fn erase_again(desk: &Desk) -> Result<()> {
    desk.erase_again().await.map(|_| ()).context(
        "what evidence/erasures.jsonl says was erased could not be erased again, and nothing is served before it is",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_means_everywhere_is_reached_on_this_machine() {
        for (listen, url) in [
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:80", "http://[::1]:80"),
            ("10.0.0.5:8080", "http://10.0.0.5:8080"),
            ("[fe80::1]:1", "http://[fe80::1]:1"),
        ] {
            assert_eq!(reachable(listen.parse().unwrap()), url);
        }
    }
}
