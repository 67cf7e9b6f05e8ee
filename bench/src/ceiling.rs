//! What this machine can do at most: answering a signed request without keeping it, and keeping rows without being
//! asked over HTTP.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::{Connection as _, Executor as _, PgConnection};
use subtle::ConstantTimeEq as _;

use crate::house::{House, free_address};
use crate::payload::Author;
use crate::{process, wire};

/// Serves until it is killed: checks the signature, answers 200, keeps nothing.
pub(crate) fn bare(port: u16, secret: &str) -> Result<()> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|e| anyhow!("{e}"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let router = Router::new()
            .route("/api/webhooks/wa", post(check))
            .route("/readyz", get(|| async { "ready" }))
            .with_state(mac);
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn check(State(mac): State<Hmac<Sha256>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let given = headers
        .get("x-hub-signature-256")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.strip_prefix("sha256="));
    let mut wanted = mac;
    wanted.update(&body);
    let wanted = hex::encode(wanted.finalize().into_bytes());
    match given {
        Some(given) if bool::from(wanted.as_bytes().ct_eq(given.as_bytes())) => StatusCode::OK,
        _ => StatusCode::UNAUTHORIZED,
    }
}

/// The bare server as a process of its own. Dropping it ends it.
pub(crate) struct Bare {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Bare {
    pub(crate) fn start(secret: &str) -> Result<Self> {
        let address = free_address()?;
        let child = Command::new(std::env::current_exe()?)
            .args(["bare", &address.port().to_string(), secret])
            .stdin(Stdio::null())
            .spawn()?;
        let bare = Self { child, address };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(10) {
            if runtime.block_on(wire::get(address, "/readyz")).is_ok() {
                return Ok(bare);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        bail!("the bare server did not start")
    }
}

impl Bare {
    pub(crate) fn cpu(&self) -> Result<f64> {
        process::cpu(i32::try_from(self.child.id())?)
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Rows per second that `writers` connections commit in batches of `batch`, into a table like the journal in the same
/// Postgres, with nothing else to do.
pub(crate) fn rows(
    house: &House,
    mut author: Author,
    writers: usize,
    batch: usize,
    time: Duration,
) -> Result<f64> {
    let bodies: Arc<Vec<Vec<u8>>> = Arc::new((0..batch).map(|_| author.body()).collect());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut admin = house.connection().await?;
        admin
            .execute("DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench")
            .await?;
        admin
            .execute("CREATE TABLE bench.journal (LIKE app.journal INCLUDING ALL)")
            .await?;
        let written = Arc::new(AtomicU64::new(0));
        let mut connections = Vec::new();
        for _ in 0..writers {
            connections.push(house.connection().await?);
        }
        let began = Instant::now();
        let tasks: Vec<_> = connections
            .into_iter()
            .map(|link| {
                tokio::spawn(write(
                    link,
                    Arc::clone(&bodies),
                    Arc::clone(&written),
                    began + time,
                ))
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        let took = began.elapsed();
        admin.execute("DROP SCHEMA bench CASCADE").await?;
        admin.close().await?;
        #[expect(clippy::cast_precision_loss, reason = "a few million rows")]
        Ok(written.load(Ordering::Relaxed) as f64 / took.as_secs_f64())
    })
}

async fn write(
    mut link: PgConnection,
    bodies: Arc<Vec<Vec<u8>>>,
    written: Arc<AtomicU64>,
    end: Instant,
) -> Result<()> {
    let n = bodies.len();
    let kinds = vec!["whatsapp"; n];
    let apps = vec![uuid::Uuid::nil(); n];
    let times = vec![chrono::DateTime::UNIX_EPOCH; n];
    let signatures = vec!["valid"; n];
    while Instant::now() < end {
        // One statement is one transaction: when it returns, it is on the disk.
        sqlx::query(
            "INSERT INTO bench.journal (channel_kind, app_ref, received_at, signature, body)
             SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::bytea[])",
        )
        .bind(&kinds[..])
        .bind(&apps)
        .bind(&times)
        .bind(&signatures[..])
        .bind(&bodies[..])
        .execute(&mut link)
        .await?;
        written.fetch_add(n as u64, Ordering::Relaxed);
    }
    link.close().await?;
    Ok(())
}
