//! What a rule lets go at once leaves with its decision: one commit decides, writes INFLIGHT, and takes the send's lane.

mod stage;

use anyhow::Result;
use domain::channel::ReplyMode;
use serde_json::json;
use sqlx::{Connection as _, Executor as _};
use stage::Stage;

const CUSTOMER: &str = "628110000004";
const PRICE: &str = "Berapa harga tas ransel hijau?";

/// A shop whose channel sends by rule, and at once.
async fn shop() -> Result<Stage> {
    let stage = Stage::set().await?;
    let mut tx = stage.tx().await?;
    let knowledge = json!({
        "business": "Toko Uji", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [{"sku": "TAS-1", "name": "Tas ransel hijau", "price": 275_000, "stock": {"std": 6}}],
    });
    stage.desk.put_knowledge(&mut tx, knowledge).await?;
    let auto = Some(ReplyMode::AutoSend);
    stage
        .desk
        .change_channel(&mut tx, stage.channel.id, None, auto, Some(0))
        .await?;
    tx.commit(stage.desk.now()).await?;
    Ok(stage)
}

#[tokio::test]
async fn the_decision_and_the_attempt_are_one_commit() -> Result<()> {
    let stage = shop().await?;
    stage.customer_says(CUSTOMER, PRICE).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), 1);
    // PostgreSQL's own number of the transaction that wrote a row.
    let together =
        "SELECT count(*) FROM app.evidence a JOIN app.evidence s USING (workspace_id, message_id)
        WHERE a.kind = 'auto_approved' AND s.kind = 'send_attempted' AND a.xmin = s.xmin";
    assert_eq!(stage.count(together).await?, 1);
    let (_, thread) = stage.until(|t| t.iter().any(|m| m.outbound)).await?;
    let answer = thread.iter().find(|m| m.outbound).map(|m| m.id);
    let answer = answer.ok_or_else(|| anyhow::anyhow!("nothing was answered"))?;
    let mut tx = stage.tx().await?;
    let told = db::evidence_log::of_message(&mut tx, answer).await?;
    drop(tx);
    let kinds: Vec<&str> = told.iter().map(|e| e.entry.kind.as_str()).collect();
    assert!(
        kinds.starts_with(&["received", "drafted", "auto_approved", "send_attempted"]),
        "{kinds:?}"
    );
    // The gate's verdict stands with the attempt, as with any other.
    let admitted = "SELECT count(*) FROM app.attempt WHERE verdict ->> 'verdict' = 'admit' AND state = 'accepted'";
    assert_eq!(stage.count(admitted).await?, 1);
    Ok(())
}

/// Whoever sends on the thread at that moment keeps its lane; the rule's answer waits its turn, and goes once.
#[tokio::test]
async fn a_lane_that_is_somebody_elses_is_waited_for() -> Result<()> {
    let stage = shop().await?;
    stage.customer_says(CUSTOMER, "Halo").await?;
    let (id, _) = stage.until(|t| !t.is_empty()).await?;
    stage.idle().await?;
    let before = stage.graph.sends().len();
    let mut holder = stage.database.admin_connection().await?;
    let lane = format!(
        "INSERT INTO app.lane (workspace_id, key, pending, ready_at, lease, lease_until)
         VALUES ('{}', 'send:{id}', 0, now(), gen_random_uuid(), now() + interval '1 hour')
         ON CONFLICT (workspace_id, key) DO UPDATE SET lease = excluded.lease, lease_until = excluded.lease_until",
        stage.tenant.workspace,
    );
    holder.execute(sqlx::AssertSqlSafe(lane)).await?;
    stage.customer_says(CUSTOMER, PRICE).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("queued")))
        .await?;
    assert_eq!(stage.graph.sends().len(), before);
    holder
        .execute("UPDATE app.lane SET lease = NULL, lease_until = NULL, ready_at = now() WHERE key LIKE 'send:%'")
        .await?;
    stage.database.db().hints().work_added();
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), before + 1);
    Ok(())
}

/// A stop that the person said in another thread, or that somebody wrote down, counts while the answer is being made.
#[tokio::test]
async fn a_stop_that_comes_while_it_is_made_is_seen() -> Result<()> {
    let stage = shop().await?;
    stage.customer_says(CUSTOMER, "Halo").await?;
    stage.until(|t| !t.is_empty()).await?;
    stage.idle().await?;
    let before = stage.graph.sends().len();
    let mut blocker = stage.database.admin_connection().await?;
    let mut tx = blocker.begin().await?;
    // What is known is read after the thread and the person, and before the gate is asked.
    tx.execute("LOCK TABLE app.knowledge IN ACCESS EXCLUSIVE MODE")
        .await?;
    stage.customer_says(CUSTOMER, PRICE).await?;
    stage.until_waited_for("app.knowledge").await?;
    let mut person = stage.database.admin_connection().await?;
    person
        .execute("UPDATE app.contact SET consent = 'opted_out'")
        .await?;
    tx.rollback().await?;
    let refused = "SELECT count(*) FROM app.evidence WHERE kind = 'refused'";
    stage.until_true("it is refused", refused).await?;
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), before);
    Ok(())
}
