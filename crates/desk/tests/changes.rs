//! What customers change, take back and say twice, and what a failure says of the channel.

mod stage;

use anyhow::{Context as _, Result};
use chrono::Duration;
use domain::clock::Clock as _;
use domain::consent::Consent;
use domain::content::Content;
use domain::gate::Connection;
use secrecy::SecretString;
use serde_json::{Value, json};
use stage::Stage;

const SARI: &str = "628110000001";

/// An act of Sari's so many seconds from now.
fn act(stage: &Stage, after: i64, kind: &str, inner: &Value) -> Value {
    act_at(stage, stage.clock.now().timestamp() + after, kind, inner)
}

/// An act of Sari's at this second.
fn act_at(stage: &Stage, at: i64, kind: &str, inner: &Value) -> Value {
    stage.envelope(&json!({
        "contacts": [{"profile": {"name": "Sari"}, "wa_id": SARI}],
        "messages": [{"from": SARI, "id": format!("wamid.{}", uuid::Uuid::now_v7().simple()), "timestamp": at.to_string(),
            "type": kind, (kind): inner}],
    }))
}

fn says(stage: &Stage, after: i64, text: &str) -> Value {
    act(stage, after, "text", &json!({ "body": text }))
}

#[tokio::test]
async fn a_changed_caption_keeps_its_picture() -> Result<()> {
    let stage = Stage::set().await?;
    let wamid = stage.customer_shows(SARI, "Ada yang begini?").await?;
    let file = |content: &Content| match content {
        Content::Media(media) => media.media_id,
        _ => None,
    };
    let (_, before) = stage.until(|t| t.len() == 1).await?;
    let picture = file(&before[0].content);
    assert!(picture.is_some());
    // Meta names the same picture by another id.
    for image in [
        json!({"id": "99", "sha256": "0".repeat(64), "mime_type": "image/jpeg", "caption": "Ada yang hijau?"}),
        json!({"caption": "Ada yang biru?"}),
    ] {
        stage.clock.advance(Duration::seconds(5));
        let words = image["caption"].as_str().unwrap_or_default().to_owned();
        let edit =
            json!({"original_message_id": wamid, "message": {"type": "image", "image": image}});
        stage.post(&act(&stage, 0, "edit", &edit)).await?;
        let (_, after) = stage.until(|t| t[0].content.words() == words).await?;
        assert_eq!(file(&after[0].content), picture);
    }
    let last = stage.conversations().await?[0].last.clone();
    assert_eq!(
        last.map(|(_, _, preview)| preview).as_deref(),
        Some("Ada yang biru?")
    );
    // Another picture is fetched for itself.
    let other = json!({"id": "77", "sha256": "1".repeat(64), "mime_type": "image/jpeg", "caption": "Yang ini"});
    let edit = json!({"original_message_id": wamid, "message": {"type": "image", "image": other}});
    stage.clock.advance(Duration::seconds(5));
    stage.post(&act(&stage, 0, "edit", &edit)).await?;
    let (_, after) = stage.until(|t| t[0].content.words() == "Yang ini").await?;
    assert!(file(&after[0].content).is_some());
    assert_ne!(file(&after[0].content), picture);
    Ok(())
}

#[tokio::test]
async fn what_is_taken_back_is_shown_nowhere() -> Result<()> {
    let stage = Stage::set().await?;
    let picture = json!({"id": "1122334455", "mime_type": "image/png", "caption": "rahasia"});
    let body = act(&stage, 0, "image", &picture);
    let wamid = body["entry"][0]["changes"][0]["value"]["messages"][0]["id"].clone();
    stage.post(&body).await?;
    stage.idle().await?;
    let stored = "SELECT count(*) FROM app.media WHERE state = 'stored'";
    assert_eq!(stage.count(stored).await?, 1);
    assert_eq!(files(&stage)?.len(), 1);
    stage
        .post(&act(
            &stage,
            1,
            "revoke",
            &json!({"original_message_id": wamid}),
        ))
        .await?;
    stage.idle().await?;
    let last = stage.conversations().await?[0].last.clone();
    let (_, kind, preview) = last.unwrap_or_default();
    assert_eq!((kind.as_str(), preview.as_str()), ("deleted", ""));
    assert_eq!(stage.count(stored).await?, 0);
    assert_eq!(files(&stage)?, Vec::<std::path::PathBuf>::new());
    Ok(())
}

/// Every file of the workspace's media.
fn files(stage: &Stage) -> Result<Vec<std::path::PathBuf>> {
    let folder = stage
        .data()
        .join("media")
        .join(stage.tenant.workspace.to_string());
    let all = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    all.collect()
}

#[tokio::test]
async fn a_stop_holds_by_when_it_was_said() -> Result<()> {
    for (order, holds) in [
        (vec![(10, "STOP"), (20, "START")], Consent::OptedIn),
        (vec![(20, "START"), (10, "STOP")], Consent::OptedIn),
        (vec![(10, "START"), (20, "STOP")], Consent::OptedOut),
        (vec![(20, "STOP"), (10, "START")], Consent::OptedOut),
        (vec![(10, "STOP"), (10, "START")], Consent::OptedIn),
        (vec![(10, "START"), (10, "STOP")], Consent::OptedOut),
    ] {
        let stage = Stage::set().await?;
        stage.clock.advance(Duration::seconds(40));
        let began = stage.clock.now().timestamp() - 40;
        for (at, word) in &order {
            let said = json!({ "body": word });
            stage
                .post(&act_at(&stage, began + at, "text", &said))
                .await?;
            stage.idle().await?;
        }
        assert_eq!(stage.conversations().await?[0].consent, holds, "{order:?}");
        assert_eq!(
            stage
                .count("SELECT count(*) FROM app.consent_entry")
                .await?,
            2,
            "{order:?}"
        );
    }
    // A stop of a day to come does not rule for ever.
    let stage = Stage::set().await?;
    stage.post(&says(&stage, 1_000_000, "STOP")).await?;
    stage.idle().await?;
    stage.clock.advance(Duration::minutes(5));
    stage.post(&says(&stage, 0, "START")).await?;
    stage.idle().await?;
    assert_eq!(stage.conversations().await?[0].consent, Consent::OptedIn);
    Ok(())
}

#[tokio::test]
async fn a_stop_said_again_is_not_answered_again() -> Result<()> {
    let stage = Stage::set().await?;
    for word in ["STOP", "berhenti", "Stop.", "MULAI", "start", "STOP"] {
        stage.clock.advance(Duration::seconds(10));
        stage.post(&says(&stage, 0, word)).await?;
        stage.idle().await?;
    }
    // One for the first stop, one for the start, one for the stop after it.
    assert_eq!(stage.graph.sends().len(), 3);
    Ok(())
}

#[tokio::test]
async fn words_that_become_a_stop_are_heeded() -> Result<()> {
    let stage = Stage::set().await?;
    let wamid = stage.customer_says(SARI, "Stp").await?;
    stage.idle().await?;
    stage.clock.advance(Duration::seconds(5));
    let edit = json!({"original_message_id": wamid, "message": {"type": "text", "text": {"body": "STOP"}}});
    stage.post(&act(&stage, 0, "edit", &edit)).await?;
    stage.idle().await?;
    assert_eq!(stage.conversations().await?[0].consent, Consent::OptedOut);
    Ok(())
}

/// A message that left, told to have failed so many seconds from now.
async fn failed(stage: &Stage, after: i64, error: &Value) -> Result<()> {
    let at = stage.clock.now().timestamp() + after;
    let sent = stage.conversations().await?[0].id;
    let (_, thread) = stage
        .until_in(sent, |t| {
            t.iter().any(|m| m.provider_id.is_some() && m.outbound)
        })
        .await?;
    let ours = thread
        .iter()
        .rfind(|m| m.outbound)
        .context("nothing left")?;
    stage
        .post(&stage.envelope(&json!({"statuses": [{"id": ours.provider_id, "status": "failed", "timestamp": at.to_string(),
            "recipient_id": SARI, "errors": [error]}]})))
        .await?;
    stage.idle().await
}

async fn connection(stage: &Stage) -> Result<Connection> {
    let mut tx = stage.tx().await?;
    Ok(db::channels::get(&mut tx, stage.channel.id)
        .await?
        .context("the channel is gone")?
        .connection)
}

#[tokio::test]
async fn a_new_token_thaws_and_old_news_does_not_freeze() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.reply(id, "Halo Kak").await?;
    stage.idle().await?;
    stage.clock.advance(Duration::seconds(30));

    // Neither one country nor a code that nobody can read says anything of the channel.
    for error in [
        json!({"code": 130_497}),
        json!({"title": "x"}),
        json!({"code": "ERROR_CODE"}),
    ] {
        failed(&stage, 0, &error).await?;
        assert_eq!(connection(&stage).await?, Connection::Connected, "{error}");
        stage.clock.advance(Duration::seconds(1));
    }
    failed(&stage, 0, &json!({"code": 131_031})).await?;
    assert_eq!(connection(&stage).await?, Connection::Frozen);

    stage.clock.advance(Duration::seconds(60));
    let tx = stage.tx().await?;
    let token = SecretString::from("EAAnext");
    let proven = stage.desk.prove_token(tx, stage.channel.id, token).await?;
    let mut tx = stage.tx().await?;
    stage.desk.renew_token(&mut tx, proven).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(connection(&stage).await?, Connection::Connected);

    // What failed before and is told only now.
    failed(&stage, -30, &json!({"code": 131_005})).await?;
    assert_eq!(connection(&stage).await?, Connection::Connected);
    stage.clock.advance(Duration::seconds(60));
    failed(&stage, 0, &json!({"code": 190})).await?;
    assert_eq!(connection(&stage).await?, Connection::NeedsReauth);
    Ok(())
}

#[tokio::test]
async fn a_chain_is_held_against_what_was_signed() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
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

#[tokio::test]
async fn of_two_failures_the_earliest_is_shown() -> Result<()> {
    for order in [
        [(10, 131_026), (20, 131_049)],
        [(20, 131_049), (10, 131_026)],
    ] {
        let stage = Stage::set().await?;
        stage.customer_says(SARI, "Halo").await?;
        let (id, _) = stage.until(|t| t.len() == 1).await?;
        stage.reply(id, "Halo Kak").await?;
        stage.idle().await?;
        for (after, code) in order {
            failed(&stage, after, &json!({ "code": code })).await?;
        }
        let thread = stage.thread(id).await?;
        let ours = thread
            .iter()
            .rfind(|m| m.outbound)
            .context("nothing left")?;
        let failure = ours.failure.as_ref().context("it did not fail")?;
        assert_eq!(failure["code"], json!(131_026), "{order:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_status_may_say_that_it_went_too_fast() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.reply(id, "satu").await?;
    stage.idle().await?;
    failed(&stage, 0, &json!({"code": 131_056})).await?;
    stage.reply(id, "dua").await?;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(
        stage.graph.sends().len(),
        1,
        "the person is left alone for six seconds"
    );
    Ok(())
}

#[tokio::test]
async fn a_wrong_clock_holds_free_messages() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    // Where Meta is played, time may be played too, and says nothing.
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query("UPDATE app.channel SET simulated = false")
        .execute(&mut admin)
        .await?;
    for (ahead, text, goes) in [
        (30, "satu", true),
        (-7_200, "dua", true),
        (0, "tiga", false),
    ] {
        // The answer to one message tells of the clock for the next.
        stage.graph.is_ahead(ahead);
        let mut tx = stage.tx().await?;
        let reply = desk::NewReply::Text {
            text: text.to_owned(),
            quote: None,
        };
        let outcome = stage.desk.queue_reply(&mut tx, id, reply).await;
        tx.commit(stage.desk.now()).await?;
        assert_eq!(outcome.is_ok(), goes, "{text}: {outcome:?}");
        if let Err(error) = outcome {
            assert!(format!("{error:?}").contains("ClockOff"), "{error:?}");
        }
        stage.idle().await?;
    }
    // Any answer of Meta's will tell that it is right again.
    let mut tx = stage.tx().await?;
    let open = stage
        .desk
        .verdict(&mut tx, id, domain::gate::Intent::FreeForm)
        .await?;
    assert!(!open.is_admitted());
    drop(tx);
    let tx = stage.tx().await?;
    let token = SecretString::from("EAAnext");
    stage.desk.prove_token(tx, stage.channel.id, token).await?;
    let mut tx = stage.tx().await?;
    let open = stage
        .desk
        .verdict(&mut tx, id, domain::gate::Intent::FreeForm)
        .await?;
    assert!(open.is_admitted(), "{open:?}");
    Ok(())
}
