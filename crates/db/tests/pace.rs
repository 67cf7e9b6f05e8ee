//! Pace holds whoever asks, and however many at once.

use anyhow::Result;
use db::sends::{empty_pace, take_pace};
use domain::clock::{Clock, SystemClock};
use domain::pacing::Pace;
use testkit::{Database, Tenant};

const SLOW: Pace = Pace {
    per_second: 0.001,
    burst: 5.0,
};

fn buckets() -> Vec<(String, Pace)> {
    vec![("pair:1:2".to_owned(), SLOW), ("number:1".to_owned(), SLOW)]
}

/// Nobody has made the buckets when all begin: what two find missing at once is still taken once for each.
#[tokio::test]
async fn no_more_go_than_there_are_tokens() -> Result<()> {
    let database = Database::fresh().await?;
    let tenant = Tenant::new(&database).await?;
    let now = SystemClock.now();
    let mut asking = tokio::task::JoinSet::<Result<bool>>::new();
    for _ in 0..12 {
        let db = database.db().clone();
        let workspace = tenant.workspace;
        asking.spawn(async move {
            loop {
                let mut tx = db.worker(workspace).await?;
                match take_pace(&mut tx, &buckets(), now).await? {
                    Ok(()) => {
                        tx.commit(now).await?;
                        return Ok(true);
                    }
                    Err(1) => {}
                    Err(_) => return Ok(false),
                }
            }
        });
    }
    let mut went = 0;
    while let Some(gone) = asking.join_next().await {
        went += usize::from(gone??);
    }
    assert_eq!(went, 5);
    Ok(())
}

#[tokio::test]
async fn a_bucket_that_must_wait_takes_nothing_from_the_other() -> Result<()> {
    let database = Database::fresh().await?;
    let tenant = Tenant::new(&database).await?;
    let now = SystemClock.now();
    let mut tx = database.db().worker(tenant.workspace).await?;
    let until = now + chrono::Duration::seconds(3);
    empty_pace(&mut tx, "pair:1:2", until, now).await?;
    assert!(matches!(take_pace(&mut tx, &buckets(), now).await?, Err(ms) if ms >= 3000));
    let number = vec![("number:1".to_owned(), SLOW)];
    for _ in 0..5 {
        assert_eq!(take_pace(&mut tx, &number, now).await?, Ok(()));
    }
    assert!(take_pace(&mut tx, &number, now).await?.is_err());
    tx.commit(now).await?;
    Ok(())
}
