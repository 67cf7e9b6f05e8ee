//! The scenarios.

mod idle;
mod intake;
mod reply;

use std::time::Duration;

use anyhow::Result;
use sqlx::{Connection as _, Executor as _};

use crate::house::House;

pub(crate) use idle::run as idle;
pub(crate) use intake::run as intake;
pub(crate) use reply::run as reply;

/// What is still to be done: bodies to be split and jobs to be run. Jobs that wait for a date are not counted.
async fn left(house: &House) -> Result<i64> {
    let mut admin = house.connection().await?;
    let left = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM app.journal WHERE state = 'received')
              + (SELECT count(*) FROM app.job WHERE kind <> 'settle_unknown' AND key NOT LIKE 'look:%')",
    )
    .fetch_one(&mut admin)
    .await?;
    admin.close().await?;
    Ok(left)
}

/// Takes away what is left to be done, so that the next step starts at rest. Nobody's data: this is a bench.
async fn clear(house: &House) -> Result<()> {
    let mut admin = house.connection().await?;
    for _ in 0..20 {
        for sql in [
            "UPDATE app.journal SET state = 'split' WHERE state = 'received'",
            "DELETE FROM app.job",
            "UPDATE app.lane SET pending = 0",
        ] {
            match admin.execute(sql).await {
                // The server is at work on the same rows: the next round takes what this one did not.
                Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("40P01") => {}
                done => {
                    done?;
                }
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        if left(house).await? == 0 {
            break;
        }
    }
    admin.execute("CHECKPOINT").await?;
    admin.close().await?;
    Ok(())
}

/// Runs a future to its end on a runtime of its own.
fn now<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

/// The time at which customers write, in seconds since 1970.
fn sent_at() -> i64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the server measured runs on the machine's clock"
    )]
    let now = chrono::Utc::now();
    now.timestamp()
}
