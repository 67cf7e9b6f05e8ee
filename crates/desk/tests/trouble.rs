//! What failures and a wrong clock say of a channel, and what they hold back.

mod stage;

use anyhow::{Context as _, Result};
use chrono::Duration;
use domain::clock::Clock as _;
use domain::gate::Connection;
use secrecy::SecretString;
use serde_json::{Value, json};
use stage::Stage;
use tokio_util::sync::CancellationToken;

const SARI: &str = "628110000001";

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
async fn what_meta_takes_only_after_a_day_is_not_tried_before() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let sent = stage.reply(id, "Halo Kak").await?;
    stage.idle().await?;
    failed(&stage, 0, &json!({"code": 131_049})).await?;
    let again = async || -> Result<desk::Result<_>> {
        let mut tx = stage.tx().await?;
        let why = desk::Resend::AfterFailure;
        Ok(stage.desk.resend(&mut tx, sent, why).await)
    };
    let early = again().await?.unwrap_err();
    assert!(
        matches!(&early, desk::Error::Conflict { code: "not_yet", hint, .. } if hint.contains("again in 2")),
        "{early:?}"
    );
    stage.clock.advance(Duration::hours(24));
    stage.customer_says(SARI, "Halo?").await?;
    stage.idle().await?;
    assert!(again().await?.is_ok());
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

#[tokio::test]
async fn an_admitted_message_waits_for_the_clock() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query("UPDATE app.channel SET simulated = false")
        .execute(&mut admin)
        .await?;
    // Both are admitted; the answer to the first tells that the clock is wrong.
    stage.graph.is_ahead(-7_200);
    let mut tx = stage.tx().await?;
    for text in ["satu", "dua"] {
        let reply = desk::NewReply::Text {
            text: text.to_owned(),
            quote: None,
        };
        stage.desk.queue_reply(&mut tx, id, reply).await?;
    }
    tx.commit(stage.desk.now()).await?;
    let (patience, rest) = (
        std::time::Duration::from_secs(20),
        std::time::Duration::from_secs(1),
    );
    testkit::wait_until("one is sent", patience, || async {
        !stage.graph.sends().is_empty()
    })
    .await?;
    tokio::time::sleep(rest).await;
    assert_eq!(stage.graph.sends().len(), 1);
    let thread = stage.thread(id).await?;
    let last = thread.last().context("no message")?;
    assert_eq!(last.delivery.as_deref(), Some("queued"));
    // The clock is set, and another answer tells so.
    stage.graph.is_ahead(0);
    let tx = stage.tx().await?;
    let token = SecretString::from("EAAnext");
    stage.desk.prove_token(tx, stage.channel.id, token).await?;
    stage.clock.advance(Duration::seconds(61));
    stage
        .until(|t| {
            t.iter()
                .filter(|m| m.delivery.as_deref() == Some("accepted"))
                .count()
                == 2
        })
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_time_to_come_closes_no_window() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.reply(id, "Halo Kak").await?;
    stage.idle().await?;
    // Told to have failed tomorrow, because the window was closed.
    failed(&stage, 86_400, &json!({"code": 131_047})).await?;
    stage.clock.advance(Duration::minutes(5));
    stage.customer_says(SARI, "Masih ada?").await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    let verdict = stage
        .desk
        .verdict(&mut tx, id, domain::gate::Intent::FreeForm)
        .await?;
    assert!(verdict.is_admitted(), "{verdict:?}");
    Ok(())
}

#[tokio::test]
async fn what_is_held_for_its_name_goes_on_after_a_day() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.reply(id, "Halo Kak").await?;
    stage.idle().await?;
    let ready = async || -> Result<bool> {
        let mut tx = stage.tx().await?;
        let channel = db::channels::get(&mut tx, stage.channel.id).await?;
        Ok(channel.context("the channel is gone")?.ready)
    };
    failed(&stage, 0, &json!({"code": 131_037, "title": "name"})).await?;
    assert!(!ready().await?);
    let hours = async |hours: i64| -> Result<()> {
        stage.clock.advance(Duration::minutes(hours * 60 + 1));
        let keep = desk::Keep::default();
        stage
            .desk
            .do_chores(keep, &CancellationToken::new())
            .await?;
        stage.idle().await
    };
    hours(23).await?;
    assert!(!ready().await?, "not before a day has passed");
    hours(1).await?;
    assert!(
        ready().await?,
        "no look at the number is due, and none is needed"
    );
    Ok(())
}

#[tokio::test]
async fn what_one_number_is_told_says_nothing_of_messages_of_others() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.graph.then(stage::graph::Answer::BadGateway);
    stage.reply(id, "Halo Kak").await?;
    let unknown =
        |t: &[db::messages::Message]| t.iter().any(|m| m.delivery.as_deref() == Some("unknown"));
    stage.until_in(id, unknown).await?;
    let mut admin = stage.database.admin_connection().await?;
    let attempt: uuid::Uuid = sqlx::query_scalar("SELECT id FROM app.attempt")
        .fetch_one(&mut admin)
        .await?;
    let (_, other, waba) = stage::connect(&stage.desk, stage.tenant).await?;
    let callback = attempt.to_string();
    let mut told = stage.status_body("wamid.elsewhere", "delivered", Some(&callback));
    told["entry"][0]["id"] = json!(waba);
    told["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!(other);
    stage.post(&told).await?;
    stage.idle().await?;
    assert!(unknown(&stage.thread(id).await?), "it is still not known");
    let own = stage.status_body("wamid.here", "delivered", Some(&callback));
    stage.post(&own).await?;
    stage
        .until_in(id, |t| {
            t.iter()
                .any(|m| m.provider_id.as_deref() == Some("wamid.here"))
        })
        .await?;
    Ok(())
}
