//! A status that comes before its message is known waits for it, and never longer.

mod stage;

use std::time::Duration;

use anyhow::Result;
use sqlx::{Connection as _, Executor as _};
use stage::Stage;
use stage::graph::Answer;

/// The status has looked and found nothing, and writes; the answer is recorded just then.
#[tokio::test]
async fn a_status_parked_while_its_message_is_accepted_is_found() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    let wamid = "wamid.between";
    stage.graph.then(Answer::AcceptAs(
        wamid.to_owned(),
        Duration::from_millis(400),
    ));
    stage.reply(id, "Halo Kak").await?;
    stage
        .until_true(
            "the request is on its way",
            "SELECT count(*) FROM app.attempt WHERE state = 'inflight'",
        )
        .await?;
    // Parking refers to the channel: who holds the channel's row holds the status between its look and its commit.
    let mut blocker = stage.database.admin_connection().await?;
    let mut tx = blocker.begin().await?;
    tx.execute("SELECT 1 FROM app.channel FOR UPDATE").await?;
    stage
        .post(&stage.status_body(wamid, "delivered", None))
        .await?;
    tokio::time::sleep(Duration::from_millis(900)).await;
    tx.rollback().await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("delivered")))
        .await?;
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.parked_status")
            .await?,
        0
    );
    Ok(())
}

/// Statuses without our reference come before one that carries it, and our own answer never comes.
#[tokio::test]
async fn a_status_with_our_reference_brings_the_parked_ones_along() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    stage.graph.then(Answer::Nameless);
    stage.reply(id, "Halo Kak").await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("unknown")))
        .await?;
    stage.idle().await?;
    let wamid = "wamid.unnamed";
    stage.post(&stage.status_body(wamid, "read", None)).await?;
    stage
        .until_true("it is parked", "SELECT count(*) FROM app.parked_status")
        .await?;
    let attempt = stage.graph.sends()[0]["biz_opaque_callback_data"]
        .as_str()
        .unwrap()
        .to_owned();
    stage
        .post(&stage.status_body(wamid, "sent", Some(&attempt)))
        .await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("read")))
        .await?;
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.parked_status")
            .await?,
        0
    );
    Ok(())
}

/// Meta tells again for days what it could not deliver: a status of last month may come today, and waits from today.
#[tokio::test]
async fn an_old_status_waits_as_long_as_a_new_one() -> Result<()> {
    let stage = Stage::set().await?;
    let mut body = stage.status_body("wamid.long-ago", "delivered", None);
    body["entry"][0]["changes"][0]["value"]["statuses"][0]["timestamp"] =
        serde_json::json!("1700000000");
    stage.post(&body).await?;
    stage.idle().await?;
    let parked = "SELECT count(*) FROM app.parked_status";
    let chores = async |days: i64| {
        stage.clock.advance(chrono::Duration::days(days));
        let going = tokio_util::sync::CancellationToken::new();
        stage.desk.do_chores(desk::Keep::default(), &going).await?;
        stage.count(parked).await
    };
    assert_eq!(chores(1).await?, 1);
    assert_eq!(chores(60).await?, 0);
    Ok(())
}
