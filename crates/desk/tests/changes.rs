//! What customers change, take back and say twice.

mod stage;

use anyhow::Result;
use chrono::Duration;
use domain::clock::Clock as _;
use domain::consent::Consent;
use domain::content::Content;
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
