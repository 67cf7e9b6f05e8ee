//! What a worker does when nobody asks: sums for the partner, and what is over goes. Evidence stays.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod stage;

use anyhow::Result;
use chrono::Duration;
use db::sums::{self, Sum};
use desk::Keep;
use sqlx::Executor as _;
use stage::Stage;
use tokio_util::sync::CancellationToken;

fn running() -> CancellationToken {
    CancellationToken::new()
}

async fn month(stage: &Stage) -> Result<Vec<Sum>> {
    let mut tx = stage.database.db().partner(stage.tenant.partner).await?;
    Ok(sums::of_month(&mut tx).await?)
}

fn of<'a>(sums: &'a [Sum], metric: &str) -> &'a Sum {
    sums.iter().find(|s| s.metric == metric).unwrap()
}

#[expect(clippy::too_many_lines, reason = "one story, told in order")]
#[tokio::test]
async fn the_partner_sees_sums_of_what_happened_and_nobody_in_them() -> Result<()> {
    let stage = Stage::set().await?;
    for n in 0..6 {
        stage
            .customer_says(&format!("62811000001{n}"), "Halo")
            .await?;
    }
    stage.customer_says("628110000010", "Halo lagi").await?;
    stage.idle().await?;
    let first = stage.conversations().await?[0].id;
    stage.graph.then(stage::graph::Answer::Refuse(400, 131_026));
    stage.reply(first, "Gagal").await?;
    stage.idle().await?;
    stage.reply(first, "Baik").await?;
    stage.idle().await?;
    // The worker itself looked when it started.
    stage.clock.advance(Duration::minutes(6));
    stage.desk.do_chores(Keep::default(), &running()).await?;
    let before = month(&stage).await?;
    assert_eq!(
        (
            of(&before, "messages_in").n,
            of(&before, "messages_in").people
        ),
        (7, 6)
    );
    assert_eq!(
        (of(&before, "contacts").n, of(&before, "contacts").people),
        (6, 6)
    );
    assert_eq!(
        (
            of(&before, "messages_out").n,
            of(&before, "messages_out").people
        ),
        (1, 1)
    );
    assert_eq!(
        (of(&before, "failed").n, of(&before, "failed").people),
        (1, 1)
    );
    // Again, and after something changed: the same rows, the new truth.
    let failed = stage.thread(first).await?;
    let failed = failed
        .iter()
        .find(|m| m.delivery.as_deref() == Some("failed"))
        .unwrap()
        .id;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .resend(&mut tx, failed, desk::Resend::AfterFailure)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    stage.desk.do_chores(Keep::default(), &running()).await?;
    assert_eq!(
        month(&stage).await?,
        before,
        "counted at most every five minutes"
    );
    stage.clock.advance(Duration::minutes(6));
    stage.desk.do_chores(Keep::default(), &running()).await?;
    let after = month(&stage).await?;
    assert_eq!(
        (of(&after, "failed").n, of(&after, "messages_out").n),
        (0, 2)
    );
    let mut tx = stage.database.db().partner(stage.tenant.partner).await?;
    let today = (stage.desk.now() + Duration::hours(7)).date_naive();
    let days = sums::of_days(&mut tx, today - Duration::days(1)).await?;
    assert_eq!(
        days.iter().filter(|d| d.n > 0).map(|d| d.n).sum::<i64>(),
        7 + 6 + 2
    );
    // The day is that of the shop, which is seven hours ahead.
    assert!(
        days.iter().filter(|d| d.n > 0).all(|d| d.day == today),
        "{days:?}"
    );
    drop(tx);
    // Another partner sees nothing of it.
    let other = testkit::Tenant::new(&stage.database).await?;
    let mut tx = stage.database.db().partner(other.partner).await?;
    assert!(sums::of_month(&mut tx).await?.is_empty());
    assert!(
        sums::of_days(&mut tx, today - Duration::days(40))
            .await?
            .is_empty()
    );
    Ok(())
}

#[expect(clippy::too_many_lines, reason = "one story, told in order")]
#[tokio::test]
async fn what_is_over_goes_in_its_time_and_evidence_stays() -> Result<()> {
    let stage = Stage::set().await?;
    let body = stage.text_body("628110000001", "wamid.kept", "Halo");
    stage.post(&body).await?;
    // For a number that is nobody's here.
    let mut stray = stage.text_body("628110000001", "wamid.stray", "Halo");
    stray["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] =
        serde_json::json!("1");
    stray["entry"][0]["id"] = serde_json::json!("1");
    stage.post(&stray).await?;
    stage.idle().await?;
    let mut admin = stage.database.admin_connection().await?;
    admin
        .execute("INSERT INTO app.idempotency (workspace_id, key, request_hash, created_at) SELECT workspace_id, 'k', 'h', now() FROM app.workspace LIMIT 1")
        .await?;
    let entries = stage.count("SELECT count(*) FROM app.evidence").await?;
    let tidy = async |stage: &Stage| -> Result<()> {
        stage.desk.tidy_house(Keep::default(), &running()).await?;
        stage.desk.do_chores(Keep::default(), &running()).await?;
        Ok(())
    };
    tidy(&stage).await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.journal").await?, 2);
    assert!(stage.count("SELECT count(*) FROM app.live_event").await? > 0);
    assert_eq!(
        stage.count("SELECT count(*) FROM app.idempotency").await?,
        1
    );
    // A day later. The worker wakes with the clock and may tell news of its own meanwhile: those stay.
    let told = stage.count("SELECT max(seq) FROM app.live_event").await?;
    stage.clock.advance(Duration::hours(25));
    tidy(&stage).await?;
    assert_eq!(
        stage
            .count_with(
                "SELECT count(*) FROM app.live_event WHERE seq <= $1::bigint",
                &told.to_string()
            )
            .await?,
        0
    );
    assert_eq!(
        stage.count("SELECT count(*) FROM app.idempotency").await?,
        0
    );
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.inbound_event WHERE event <> 'null'")
            .await?,
        1
    );
    // Two weeks later the body and what the event said are gone; what keeps it from being done twice is not.
    stage.clock.advance(Duration::days(14));
    tidy(&stage).await?;
    assert_eq!(
        stage.count("SELECT count(*) FROM app.journal").await?,
        1,
        "what went to nobody stays longer"
    );
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.inbound_event WHERE event = 'null'")
            .await?,
        1
    );
    stage.post(&body).await?;
    stage.idle().await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.message").await?, 1);
    // A month later the key goes too, and the message itself still knows its id.
    stage.clock.advance(Duration::days(17));
    tidy(&stage).await?;
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.inbound_event")
            .await?,
        0
    );
    stage.post(&body).await?;
    stage.idle().await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.message").await?, 1);
    stage.clock.advance(Duration::days(90));
    tidy(&stage).await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.journal").await?, 0);
    assert_eq!(stage.count("SELECT count(*) FROM app.unhandled").await?, 0);
    assert_eq!(
        stage.count("SELECT count(*) FROM app.evidence").await?,
        entries
    );
    let mut tx = stage.tx().await?;
    assert!(stage.desk.verify_evidence(&mut tx).await?.ok);
    Ok(())
}

#[tokio::test]
async fn many_rows_go_in_pieces() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    stage.idle().await?;
    let mut admin = stage.database.admin_connection().await?;
    admin
        .execute("INSERT INTO app.journal (channel_kind, app_ref, received_at, signature, body, state)
                  SELECT 'whatsapp', gen_random_uuid(), now() - interval '15 days', 'valid', 'x', 'split' FROM generate_series(1, 1700)")
        .await?;
    admin
        .execute("INSERT INTO app.live_event (workspace_id, seq, kind, at)
                  SELECT workspace_id, 1000000 + n, 'x', now() - interval '2 days' FROM app.workspace, generate_series(1, 1200) n")
        .await?;
    let gone = stage.desk.tidy_house(Keep::default(), &running()).await?;
    assert_eq!(gone, 1700);
    stage.clock.advance(Duration::hours(2));
    stage.desk.do_chores(Keep::default(), &running()).await?;
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.live_event WHERE kind = 'x'")
            .await?,
        0
    );
    assert_eq!(stage.count("SELECT count(*) FROM app.journal").await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_job_set_aside_is_put_back_or_dropped_and_either_is_recorded() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    let mut admin = stage.database.admin_connection().await?;
    admin
        .execute("INSERT INTO app.dead_job (workspace_id, id, key, kind, payload, problem, at)
                  SELECT workspace_id, gen_random_uuid(), 'read:' || id, 'read_receipt', jsonb_build_object('conversation', id, 'provider_id', 'x'), 'it failed', now() FROM app.conversation
                  UNION ALL SELECT workspace_id, gen_random_uuid(), 'x', 'no_such_job', '{}', 'no job is called so', now() FROM app.conversation")
        .await?;
    let db = stage.database.db();
    let mut tx = db.platform().await?;
    assert_eq!(
        db::dead_jobs::counts(&mut tx).await?,
        [(stage.tenant.workspace, 2)]
    );
    drop(tx);
    let mut tx = stage.tx().await?;
    let dead = db::dead_jobs::list(&mut tx).await?;
    for job in &dead {
        if job.kind == "read_receipt" {
            stage.desk.replay_job(&mut tx, job.id).await?;
        } else {
            stage.desk.drop_job(&mut tx, job.id).await?;
            assert!(matches!(
                stage.desk.drop_job(&mut tx, job.id).await,
                Err(desk::Error::NotFound)
            ));
        }
    }
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.dead_job").await?, 0);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.evidence WHERE kind = 'job'")
            .await?,
        2
    );
    let receipts = stage.graph.courtesies();
    assert_eq!(receipts.len(), 1, "{id}: {receipts:?}");
    // A stranger's workspace has none of it.
    let other = testkit::Tenant::new(&stage.database).await?;
    let mut tx = db.workspace(other.workspace, db::Actor::System).await?;
    assert!(matches!(
        stage.desk.replay_job(&mut tx, dead[0].id).await,
        Err(desk::Error::NotFound)
    ));
    Ok(())
}
