//! A worker that lost its lane has no effect any more, whatever it was in the middle of.

mod stage;

use std::time::Duration;

use anyhow::Result;
use sqlx::{Connection as _, Executor as _};
use stage::Stage;
use stage::graph::Answer;

/// A worker stops between taking its turn and committing INFLIGHT; its lane goes to somebody else meanwhile.
#[tokio::test]
async fn a_worker_whose_lane_was_taken_sends_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    let mut blocker = stage.database.admin_connection().await?;
    let mut tx = blocker.begin().await?;
    // The pace of the number is the last thing a send asks for before it writes INFLIGHT.
    tx.execute("LOCK TABLE app.bucket IN ACCESS EXCLUSIVE MODE")
        .await?;
    stage.reply(id, "Halo Kak").await?;
    stage.until_waited_for("app.bucket").await?;
    let mut thief = stage.database.admin_connection().await?;
    thief
        .execute("UPDATE app.lane SET lease = gen_random_uuid(), lease_until = now() + interval '1 hour' WHERE key LIKE 'send:%'")
        .await?;
    tx.rollback().await?;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(stage.count("SELECT count(*) FROM app.attempt").await?, 0);
    assert!(stage.graph.sends().is_empty(), "the zombie sent");
    // The thief dies; whoever comes next sends it, once.
    thief
        .execute("UPDATE app.lane SET lease = NULL, lease_until = NULL, ready_at = now() WHERE key LIKE 'send:%'")
        .await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

/// A proof of non-send that comes when somebody else has ended the job puts the message in line again, job and all.
#[tokio::test]
async fn a_late_proof_of_non_send_leaves_no_message_behind() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    stage
        .graph
        .then(Answer::RefuseLate(429, 130_429, Duration::from_millis(450)));
    stage.reply(id, "Halo Kak").await?;
    stage
        .until_true(
            "the request is on its way",
            "SELECT count(*) FROM app.attempt WHERE state = 'inflight'",
        )
        .await?;
    let mut thief = stage.database.admin_connection().await?;
    thief
        .execute("UPDATE app.lane SET lease = NULL, lease_until = NULL, ready_at = now() WHERE key LIKE 'send:%'")
        .await?;
    stage.database.db().hints().work_added();
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    assert_eq!(thread.len(), 2);
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), 2);
    Ok(())
}
