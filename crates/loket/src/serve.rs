//! `loket serve`: the parts in order, and back again.
//!
//! Up: database, listener, sandbox, desk, workers, requests, demo. Down: no new requests, those in flight (10 s), the
//! work in hand (30 s), the sandbox, the database. Nothing acknowledged depends on a clean way down.

use std::future::IntoFuture as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use db::apps::MetaApp;
use desk::Desk;
use domain::clock::{Clock as _, SystemClock};
use meta::version::Standing;
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::addresses::Addresses;
use crate::cli::{Role, Serve};
use crate::database::Database;
use crate::real_channels::refuse_sandbox_for_real;
use crate::settings::Settings;
use crate::shared_clock::{HouseTime, anything_real};
use crate::{
    app_row, choice, demo, harden, house, out, private_file, shutdown, simulated, telemetry,
    worker_threads,
};

/// How long requests in flight may take when we stop.
const REQUESTS: Duration = Duration::from_secs(10);
/// How long jobs in hand may take when we stop.
const JOBS: Duration = Duration::from_secs(30);

/// What runs; each part is there once it was started.
struct Running {
    database: Database,
    requests: Option<JoinHandle<()>>,
    workers: Option<(JoinHandle<()>, CancellationToken, Runtime)>,
    sandbox: Option<(sandbox::Running, CancellationToken)>,
}

/// Serves until told to stop.
pub(crate) async fn run(settings: &Settings, wish: &Serve) -> Result<()> {
    telemetry::logs(settings)?;
    harden::process();
    for remark in &settings.remarks {
        tracing::warn!("{remark}");
    }
    warn_of_version(&settings.graph_version);
    let metrics = telemetry::metrics()?;
    tokio::spawn(telemetry::upkeep(metrics.clone()));
    private_file::folder_to_pass(&settings.data_dir)?;
    let stop = shutdown::on_signal().context("signals cannot be heard")?;
    let database = Database::open(settings).await?;
    let mut running = Running {
        database,
        requests: None,
        workers: None,
        sandbox: None,
    };
    let up = running.up(settings, wish, metrics, &stop).await;
    if up.is_ok() {
        stop.cancelled().await;
    } else {
        stop.cancel();
    }
    let down = running.down(settings).await;
    up.and(down)
}

fn warn_of_version(version: &str) {
    let remedy = "set LOKET_META_GRAPH_VERSION to a newer one";
    match meta::version::standing(version, SystemClock.now()) {
        Some(Standing::EndsSoon(end)) => {
            tracing::warn!(%end, "Meta ends the Graph API {version} soon: {remedy}");
        }
        Some(Standing::Over(_)) => {
            tracing::error!("the Graph API {version} is none any more at Meta: {remedy}");
        }
        Some(Standing::Lasts(_)) | None => {}
    }
}

impl Running {
    async fn up(
        &mut self,
        settings: &Settings,
        wish: &Serve,
        metrics: PrometheusHandle,
        stop: &CancellationToken,
    ) -> Result<()> {
        let settings = &choice::in_force(&self.database.db, settings).await?;
        if settings.sandbox {
            refuse_sandbox_for_real(&self.database.db).await?;
        }
        let does = |role| wish.role.is_empty() || wish.role.contains(&role);
        let app = app_row::ensure(&self.database.db, settings, SystemClock.now())
            .await
            .context("the Meta app could not be read. Is this the master key that the data was sealed with?")?;
        if app.is_none() {
            tracing::warn!(
                "neither a Meta app nor the sandbox is set: webhooks are refused until LOKET_META_APP_ID is"
            );
        }
        let listener = if does(Role::Api) {
            Some(listen(settings.listen).await?)
        } else {
            None
        };
        let local = listener
            .as_ref()
            .map_or(Ok(settings.listen), TcpListener::local_addr)?;
        let mut addresses = Addresses {
            pid: nix::unistd::getpid().as_raw(),
            url: house::reachable(local),
            public_url: settings
                .public_url
                .clone()
                .unwrap_or_else(|| house::reachable(local)),
            sandbox_url: settings
                .sandbox
                .then(|| house::reachable(settings.sandbox_listen)),
        };
        let all_here = settings.sandbox && does(Role::Api) && does(Role::Worker);
        let playable =
            all_here && settings.graph_url.is_none() && !anything_real(&self.database.db).await?;
        let time = HouseTime::of(playable);
        time.watch(self.database.db.clone());
        let mut token = None;
        if let (true, Some(app)) = (settings.sandbox && listener.is_some(), &app) {
            let demo_token = demo::token(&self.database.db).await?;
            let sandbox = self
                .start_sandbox(settings, app, (&addresses.url, time.told), &demo_token)
                .await?;
            addresses.sandbox_url = Some(sandbox);
            token = Some(demo_token);
        }
        let desk = house::desk(settings, &self.database, &addresses, time.clock)?;
        house::erase_again(&desk).await?;
        if does(Role::Worker) {
            let stop = CancellationToken::new();
            let threads = worker_threads::start().context("threads for jobs cannot be started")?;
            let workers = {
                let _inside = threads.enter();
                desk.start_workers(settings.workers, settings.keep, stop.clone())
            };
            self.workers = Some((workers, stop, threads));
        }
        if let Some(listener) = listener {
            let state = api_state(settings, &desk, &addresses, (metrics, time.moves));
            self.requests = Some(tokio::spawn(answer(
                listener,
                api::router(state),
                stop.clone(),
            )));
        }
        let newcomer = match token {
            Some(token) => demo::ensure(&desk, token)
                .await
                .context("the demo could not be made")?,
            None => None,
        };
        if self.requests.is_some() {
            addresses.publish(&settings.data_dir)?;
            greet(&addresses, newcomer.as_ref());
        }
        tracing::info!(url = %addresses.url, "ready");
        Ok(())
    }

    /// Starts the sandbox and answers its address.
    async fn start_sandbox(
        &mut self,
        settings: &Settings,
        app: &MetaApp,
        (url, clock): (&str, Option<watch::Sender<i64>>),
        token: &SecretString,
    ) -> Result<String> {
        let stop = CancellationToken::new();
        let instagram = app_row::stored_instagram(&self.database.db, settings).await?;
        let wish = simulated::Wish {
            listen: settings.sandbox_listen,
            app,
            instagram: instagram.as_ref(),
            house: url.to_owned(),
            clock,
            seed: demo::seed(token)?,
        };
        let sandbox = simulated::start(wish, &settings.data_dir, stop.clone().cancelled_owned())
            .await
            .context("the sandbox could not be started (LOKET_SANDBOX_LISTEN)")?;
        let address = sandbox.url();
        self.sandbox = Some((sandbox, stop));
        Ok(address)
    }

    /// Requests were told to stop already, by the same token that ended the wait.
    async fn down(self, settings: &Settings) -> Result<()> {
        if let Some(requests) = self.requests {
            Addresses::withdraw(&settings.data_dir);
            joined("requests", requests, REQUESTS + Duration::from_secs(1)).await;
        }
        let mut threads = None;
        if let Some((workers, stop, runtime)) = self.workers {
            stop.cancel();
            joined("workers", workers, JOBS).await;
            threads = Some(runtime);
        }
        if let Some((sandbox, stop)) = self.sandbox {
            stop.cancel();
            joined("the sandbox", sandbox.join, REQUESTS).await;
        }
        let closed = self.database.close().await;
        // After the database: its connections live on these threads.
        if let Some(threads) = threads {
            threads.shutdown_background();
        }
        closed?;
        tracing::info!("stopped");
        Ok(())
    }
}

/// Waits for a part to end, but not for ever.
async fn joined<T>(what: &str, task: JoinHandle<T>, most: Duration) {
    let abort = task.abort_handle();
    match tokio::time::timeout(most, task).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::error!(%error, "{what} ended badly"),
        Err(_) => {
            tracing::warn!("{what} did not end in {} s and are cut off", most.as_secs());
            abort.abort();
        }
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address} (LOKET_LISTEN)"))
}

/// The lines that tell a person where to go. The password is shown here and nowhere else.
fn greet(addresses: &Addresses, newcomer: Option<&demo::Newcomer>) {
    out::line(format_args!("Loket is ready: {}", addresses.public_url));
    if let Some(sandbox) = &addresses.sandbox_url {
        out::line(format_args!(
            "The customer's phone: {sandbox}/sandbox/phone"
        ));
    }
    if let Some(demo::Newcomer { password, setup }) = newcomer {
        out::line(format_args!(
            "Sign in as {} with the password {} (shown only now).",
            demo::OWNER,
            password.expose_secret()
        ));
        out::line(format_args!(
            "Or make it your own: {}/setup#{} (works once, before anybody has signed in).",
            addresses.public_url,
            setup.expose_secret()
        ));
    }
}

fn api_state(
    settings: &Settings,
    desk: &Desk,
    addresses: &Addresses,
    (metrics, clock_moves): (PrometheusHandle, Option<watch::Receiver<i64>>),
) -> api::ApiState {
    let mut told = api::Settings::new(&addresses.public_url);
    env!("CARGO_PKG_VERSION").clone_into(&mut told.version);
    told.sandbox = addresses
        .sandbox_url
        .as_ref()
        .map(|url| format!("{url}/sandbox"));
    told.signup = dialog(settings, addresses);
    told.permit = Some(permit(settings, addresses));
    told.clock_moves = clock_moves;
    told.behind_proxy = settings.behind_proxy;
    told.reviewer_hint = settings.reviewer_hint;
    told.sessions = settings.sessions;
    told.platform_app = settings.meta.is_none().then_some(app_row::PLATFORM);
    told.metrics = Some(Arc::new(move || metrics.render()));
    api::ApiState::new(desk.clone(), told)
}

/// Where people agree that we use their number.
fn dialog(settings: &Settings, addresses: &Addresses) -> Option<api::SignupDoor> {
    // A Graph address of the operator's own is where codes are exchanged, not the sandbox.
    let sandbox = addresses.sandbox_url.as_ref();
    if let Some(sandbox) = sandbox.filter(|_| settings.graph_url.is_none()) {
        return Some(api::SignupDoor {
            dialog: format!("{sandbox}/sandbox/meta/dialog"),
            config_id: settings
                .meta_config_id
                .clone()
                .unwrap_or_else(|| "simulated".to_owned()),
            origins: vec![sandbox.clone()],
        });
    }
    Some(api::SignupDoor {
        dialog: format!(
            "https://www.facebook.com/{}/dialog/oauth",
            settings.graph_version
        ),
        config_id: settings.meta_config_id.clone()?,
        origins: meta::dialog::ORIGINS.map(str::to_owned).to_vec(),
    })
}

/// Where somebody lets the app work with their business accounts. Without a real app it is said when it is asked for.
fn permit(settings: &Settings, addresses: &Addresses) -> api::PermitDoor {
    let sandbox = addresses.sandbox_url.as_ref();
    let host = sandbox
        .filter(|_| settings.graph_url.is_none())
        .map_or("https://www.facebook.com", String::as_str);
    api::PermitDoor {
        dialog: format!("{host}/{}/dialog/oauth", settings.graph_version),
        config_id: settings.meta_login_config_id.clone(),
    }
}

/// Answers until told to stop; then requests in flight get ten seconds.
async fn answer(listener: TcpListener, router: axum::Router, stop: CancellationToken) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server =
        axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
    let overdue = async {
        stop.cancelled().await;
        tokio::time::sleep(REQUESTS).await;
    };
    tokio::select! {
        ended = server.into_future() => if let Err(error) = ended {
            tracing::error!(%error, "requests are not answered any more");
        },
        () = overdue => tracing::info!("some connections were still open"),
    }
}
