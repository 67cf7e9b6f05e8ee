//! A database is restored to an earlier day: what was erased since is erased again before it is served.

mod stage;

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use db::{Actor, channels};
use desk::{Desk, Setup};
use domain::ids::ContactId;
use meta::graph::{GraphClient, GraphConfig};
use sqlx::Connection as _;
use stage::Stage;
use testkit::Database;

const SARI: &str = "628155501234";
const BUDI: &str = "628155509999";

/// The same house on another database.
fn desk_on(stage: &Stage, database: &Database) -> Result<Desk> {
    Ok(Desk::new(Setup {
        db: database.db().clone(),
        clock: Arc::new(stage.clock.clone()),
        graph: GraphClient::new(GraphConfig::default())?,
        egress: desk::Egress::new(Vec::new()),
        reader: None,
        data_dir: stage.data().to_owned(),
        default_app: stage.channel.app_ref,
        doors: [].into(),
        public_url: "http://127.0.0.1:8080".to_owned(),
        mailer: None,
    }))
}

async fn contact_of(database: &Database, number: &str) -> Result<ContactId> {
    let mut admin = database.admin_connection().await?;
    let id: uuid::Uuid = sqlx::query_scalar(
        "SELECT contact_id FROM app.contact_identity WHERE value = $1 AND kind = 'phone'",
    )
    .bind(number)
    .fetch_one(&mut admin)
    .await?;
    Ok(id.into())
}

/// How often a word stands in messages and raw bodies; and how many tokens there are.
async fn traces(database: &Database, word: &str) -> Result<(i64, i64, i64)> {
    let mut admin = database.admin_connection().await?;
    let found = sqlx::query_as(
        "SELECT (SELECT count(*) FROM app.message WHERE content::text LIKE '%' || $1 || '%'),
                (SELECT count(*) FROM app.journal WHERE position(convert_to($1, 'UTF8') IN body) > 0),
                (SELECT count(*) FROM app.channel WHERE token_sealed IS NOT NULL)",
    )
    .bind(word)
    .fetch_one(&mut admin)
    .await?;
    admin.close().await?;
    Ok(found)
}

/// The house as it went on, and the backup from before.
struct Days {
    stage: Stage,
    live: Database,
    desk: Desk,
    backup: Database,
}

/// Somebody wrote, somebody else too, a backup was made; then one was erased and the number disconnected.
async fn erased_after_a_backup() -> Result<Days> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "rahasia kenari").await?;
    stage.customer_says(BUDI, "halo tetangga").await?;
    stage.idle().await?;
    // Copied twice, since making a copy breaks the connections of whoever uses the first.
    stage.stop.cancel();
    let live = stage.database.backup().await?;
    let backup = stage.database.backup().await?;
    let desk = desk_on(&stage, &live)?;
    let mut tx = desk
        .db()
        .workspace(stage.tenant.workspace, Actor::System)
        .await?;
    desk.erase_contact(&mut tx, contact_of(&live, SARI).await?)
        .await?;
    tx.commit(desk.now()).await?;
    let mut tx = desk
        .db()
        .workspace(stage.tenant.workspace, Actor::System)
        .await?;
    desk.disconnect_channel(&mut tx, stage.channel.id).await?;
    tx.commit(desk.now()).await?;
    Ok(Days {
        stage,
        live,
        desk,
        backup,
    })
}

#[tokio::test]
async fn what_a_restore_brings_back_is_erased_again() -> Result<()> {
    let Days {
        stage,
        live,
        desk,
        backup,
    } = erased_after_a_backup().await?;
    desk.write_ledger().await?;
    let known = desk::ledger_state(live.db(), stage.data()).await?;
    assert_eq!((known.lines, known.missing, known.unreadable), (2, 0, 0));
    assert_eq!(desk.erase_again().await?, 0, "nothing is missing here");

    let (said, raw, tokens) = traces(&backup, "rahasia kenari").await?;
    assert_eq!((said, raw), (1, 1), "the backup has what was erased");
    assert!(tokens > 0, "and the token");
    let restored = desk_on(&stage, &backup)?;
    assert_eq!(
        desk::ledger_state(backup.db(), stage.data()).await?.missing,
        2
    );
    assert_eq!(restored.erase_again().await?, 2);

    assert_eq!(traces(&backup, "rahasia kenari").await?, (0, 0, 0));
    let (said, raw, _) = traces(&backup, "halo tetangga").await?;
    assert_eq!((said, raw), (1, 1), "nobody else lost a word");
    let mut tx = restored
        .db()
        .workspace(stage.tenant.workspace, Actor::System)
        .await?;
    assert_eq!(
        channels::token_since(&mut tx, stage.channel.id).await?,
        None
    );
    let report = restored.verify_evidence(&mut tx).await?;
    assert!(report.ok && report.erased > 0, "{report:?}");
    drop(tx);
    assert_eq!(
        desk::ledger_state(backup.db(), stage.data()).await?.missing,
        0
    );
    assert_eq!(restored.erase_again().await?, 0, "once is enough");
    Ok(())
}

#[tokio::test]
async fn a_line_comes_twice_or_is_cut_and_nothing_is_lost() -> Result<()> {
    let Days {
        stage,
        live,
        desk,
        backup,
    } = erased_after_a_backup().await?;
    desk.write_ledger().await?;
    // Written down, and the database did not hear of it any more.
    let mut admin = live.admin_connection().await?;
    sqlx::query("UPDATE app.erasure SET written_at = NULL")
        .execute(&mut admin)
        .await?;
    let path = stage.data().join("evidence/erasures.jsonl");
    let mut file = std::fs::OpenOptions::new().append(true).open(&path)?;
    file.write_all(b"{\"id\":\"0199")?;
    desk.write_ledger().await?;

    let restored = desk_on(&stage, &backup)?;
    let state = desk::ledger_state(backup.db(), stage.data()).await?;
    assert_eq!((state.lines, state.missing, state.unreadable), (2, 2, 1));
    assert_eq!(restored.erase_again().await?, 2);
    let text = std::fs::read_to_string(&path)?;
    for word in ["kenari", SARI, stage.number.as_str(), stage.waba.as_str()] {
        assert!(!text.contains(word), "the ledger says nothing of {word}");
    }
    Ok(())
}

#[tokio::test]
async fn a_database_that_knows_nothing_of_it_is_left_alone() -> Result<()> {
    let Days {
        stage,
        live: _live,
        desk,
        ..
    } = erased_after_a_backup().await?;
    desk.write_ledger().await?;
    let empty = Database::fresh().await?;
    let other = desk_on(&stage, &empty)?;
    assert_eq!(
        desk::ledger_state(empty.db(), stage.data()).await?.missing,
        0
    );
    assert_eq!(other.erase_again().await?, 0);
    Ok(())
}

#[tokio::test]
async fn what_was_erased_stands_outside_within_seconds() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "halo").await?;
    stage.idle().await?;
    let sari = contact_of(&stage.database, SARI).await?;
    let mut tx = stage.tx().await?;
    stage.desk.erase_contact(&mut tx, sari).await?;
    tx.commit(stage.desk.now()).await?;
    let path = stage.data().join("evidence/erasures.jsonl");
    let named = sari.uuid().to_string();
    testkit::wait_until(
        "the erasure is written down",
        Duration::from_secs(30),
        || async { std::fs::read_to_string(&path).is_ok_and(|text| text.contains(&named)) },
    )
    .await
}
