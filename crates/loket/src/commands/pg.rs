//! `loket pg`: the private Postgres.

use anyhow::Result;

use crate::cli::Pg;
use crate::out;
use crate::settings::Settings;

/// Stops it. Refused while a Loket uses it.
pub(super) async fn run(settings: &Settings, wish: &Pg) -> Result<()> {
    let Pg::Stop = wish;
    if pg::running(&settings.data_dir)?.is_none() {
        out::line("No private Postgres runs here.");
        return Ok(());
    }
    // Adopting takes the lock that a running Loket holds.
    pg::start(pg::Options::durable(&settings.data_dir))
        .await?
        .stop()
        .await?;
    out::line("Stopped.");
    Ok(())
}
