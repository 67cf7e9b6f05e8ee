//! Log lines and metrics.

use std::io::IsTerminal as _;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::settings::Settings;

/// Buckets for everything measured in seconds: half a millisecond to a minute.
const SECONDS: &[f64] = &[
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 60.0,
];

/// Migrations revoke what was never granted, and Postgres remarks on each; that helps nobody.
const HUSHED: &str = "sqlx::postgres::notice=error";

/// Starts writing log lines, to standard error.
pub(crate) fn logs(settings: &Settings) -> Result<()> {
    let filter = EnvFilter::try_new(format!("{HUSHED},{}", settings.log)).with_context(|| {
        format!(
            "LOKET_LOG is {:?}; expected is a level or a filter such as desk=debug,info",
            settings.log
        )
    })?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = if settings.log_json {
        lines.json().try_init()
    } else {
        lines.try_init()
    };
    started.map_err(|error| anyhow!("log lines could not be started: {error}"))
}

/// For commands: only what is wrong.
pub(crate) fn quiet() {
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!("warn,pg::cluster=error,{HUSHED}")))
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .try_init();
}

/// Starts counting; the handle renders what was counted.
pub(crate) fn metrics() -> Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS)
        .context("the metrics buckets are wrong")?
        .install_recorder()
        .context("metrics could not be started")
}

/// Folds what was measured into its buckets, so that it does not pile up between readings. Never ends.
pub(crate) async fn upkeep(metrics: PrometheusHandle) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        metrics.run_upkeep();
    }
}
