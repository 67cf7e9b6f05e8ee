//! A workspace's chain, verified on the server.

mod stage;

use anyhow::Result;
use stage::Stage;

#[tokio::test]
async fn a_chain_is_held_against_what_was_signed() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.reply(id, "Halo Kak").await?;
    stage.idle().await?;
    // The last checkpoint is signed when the workers stop.
    stage.stop.cancel();
    let signed = stage.data().join("evidence/checkpoints.jsonl");
    for _ in 0..500 {
        if signed.exists() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let verify = async || {
        let mut tx = stage.tx().await?;
        anyhow::Ok(stage.desk.verify_evidence(&mut tx).await?)
    };
    let whole = verify().await?;
    assert!(whole.ok, "{whole:?}");
    assert_eq!(whole.checkpoint.map(|c| c.seq), Some(whole.entries));

    // The database's owner takes the last entry away and sets the head back.
    let mut admin = stage.database.admin_connection().await?;
    for sql in [
        "ALTER TABLE app.evidence DISABLE TRIGGER USER",
        "DELETE FROM app.evidence WHERE (workspace_id, seq) IN (SELECT workspace_id, max(seq) FROM app.evidence GROUP BY 1)",
        "UPDATE app.workspace_head h SET evidence_seq = e.seq, evidence_hash = e.hash FROM app.evidence e
         WHERE e.workspace_id = h.workspace_id AND e.seq = (SELECT max(seq) FROM app.evidence x WHERE x.workspace_id = e.workspace_id)",
    ] {
        sqlx::query(sql).execute(&mut admin).await?;
    }
    let cut = verify().await?;
    assert!(!cut.ok, "{cut:?}");
    assert_eq!(cut.first_broken.map(|(seq, _)| seq), Some(whole.entries));
    Ok(())
}
