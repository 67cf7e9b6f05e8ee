//! From a signed webhook to a proven reply, on a real Postgres.

mod stage;

use anyhow::Result;
use desk::{IntakeRefusal, NewReply, Resend};
use domain::consent::Consent;
use serde_json::json;
use stage::Stage;
use stage::graph::Answer;

#[tokio::test]
async fn a_message_told_three_times_is_one_message() -> Result<()> {
    let stage = Stage::set().await?;
    let body = stage.text_body("628110000001", "wamid.one", "Halo");
    for _ in 0..3 {
        stage.post(&body).await?;
    }
    stage.idle().await?;
    let (_, thread) = stage.until(|t| t.len() == 1).await?;
    assert_eq!(thread[0].content.words(), "Halo");
    assert_eq!(stage.count("SELECT count(*) FROM app.message").await?, 1);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.evidence WHERE kind = 'received'")
            .await?,
        1
    );
    assert_eq!(stage.conversations().await?[0].unread, 1);
    Ok(())
}

#[tokio::test]
async fn nothing_is_believed_without_its_signature() -> Result<()> {
    let stage = Stage::set().await?;
    let body = serde_json::to_vec(&stage.text_body("628110000001", "wamid.x", "Halo"))?;
    let good = meta::signature::sign(&body, &meta::SecretString::from(stage::SECRET));
    let other = meta::signature::sign(&body, &meta::SecretString::from("another"));
    for signature in [None, Some("sha256=00"), Some(other.as_str())] {
        let answer = stage
            .desk
            .intake()
            .accept("whatsapp", None, signature, body.clone().into())
            .await;
        assert_eq!(answer, Err(IntakeRefusal::Signature));
    }
    let unknown = stage
        .desk
        .intake()
        .accept(
            "whatsapp",
            Some(domain::ids::AppRef::new()),
            Some(&good),
            body.into(),
        )
        .await;
    assert_eq!(unknown, Err(IntakeRefusal::UnknownApp));
    assert_eq!(stage.count("SELECT count(*) FROM app.journal").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_reply_becomes_sent_delivered_read_and_is_proven() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let mut tx = stage.tx().await?;
    let reply = NewReply::Text {
        text: "Halo Kak".to_owned(),
        quote: None,
    };
    let message = stage.desk.queue_reply(&mut tx, id, reply).await?;
    tx.commit(stage.desk.now()).await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    let sent = thread.iter().find(|m| m.id == message).unwrap();
    let wamid = sent.provider_id.clone().unwrap();
    // Out of order, and twice.
    for status in ["read", "sent", "delivered", "sent"] {
        stage.post(&stage.status_body(&wamid, status, None)).await?;
    }
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("read")))
        .await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    let report = stage.desk.verify_evidence(&mut tx).await?;
    assert!(report.ok, "{report:?}");
    let entries = db::evidence_log::of_message(&mut tx, message).await?;
    let kinds: Vec<&str> = entries.iter().map(|e| e.entry.kind.as_str()).collect();
    assert_eq!(
        kinds.iter().filter(|k| **k == "status").count(),
        3,
        "{kinds:?}"
    );
    assert!(kinds.contains(&"sent"));
    let file = stage.desk.export_evidence(&mut tx).await?;
    let verified = evidence::verify(file.as_slice(), &evidence::Trust::default())?;
    assert!(verified.ok(), "{verified}");
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn no_free_message_leaves_a_closed_window() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.clock.advance(chrono::Duration::hours(24));
    let mut tx = stage.tx().await?;
    let reply = NewReply::Text {
        text: "Halo Kak".to_owned(),
        quote: None,
    };
    let refused = stage
        .desk
        .queue_reply(&mut tx, id, reply)
        .await
        .unwrap_err();
    let desk::Error::Refused(verdict) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(verdict.codes(), [domain::gate::RefusalCode::WindowClosed]);
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

#[tokio::test]
async fn the_gate_is_asked_again_at_the_door() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "Halo".to_owned(),
                quote: None,
            },
        )
        .await?;
    // It was admitted; by the time it is committed and taken up, the window has closed.
    stage.clock.advance(chrono::Duration::hours(25));
    tx.commit(stage.desk.now()).await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("failed")))
        .await?;
    let failure = thread.last().unwrap().failure.clone().unwrap();
    assert_eq!(failure["class"], json!("window_closed"));
    assert!(stage.graph.sends().is_empty());
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.evidence WHERE kind = 'refused'")
            .await?,
        1
    );
    Ok(())
}

#[tokio::test]
async fn stop_is_honoured_where_it_is_received() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "STOP").await?;
    let (id, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    // One confirmation, nothing else.
    assert_eq!(thread.iter().filter(|m| m.outbound).count(), 1);
    let mut tx = stage.tx().await?;
    let refused = stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "Promo!".to_owned(),
                quote: None,
            },
        )
        .await;
    assert!(matches!(refused, Err(desk::Error::Refused(_))));
    drop(tx);
    stage.customer_says("628110000001", "mulai").await?;
    stage.idle().await?;
    assert_eq!(stage.conversations().await?[0].consent, Consent::OptedIn);
    Ok(())
}

#[tokio::test]
async fn an_unknown_outcome_is_never_sent_again_by_itself() -> Result<()> {
    for answer in [
        Answer::BadGateway,
        Answer::Nameless,
        Answer::Slow(std::time::Duration::from_secs(3)),
    ] {
        let stage = Stage::set().await?;
        stage.customer_says("628110000001", "Halo").await?;
        let (id, _) = stage.until(|t| t.len() == 1).await?;
        stage.graph.then(answer.clone());
        let mut tx = stage.tx().await?;
        let message = stage
            .desk
            .queue_reply(
                &mut tx,
                id,
                NewReply::Text {
                    text: "Halo".to_owned(),
                    quote: None,
                },
            )
            .await?;
        tx.commit(stage.desk.now()).await?;
        stage
            .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("unknown")))
            .await?;
        stage.idle().await?;
        assert_eq!(stage.graph.sends().len(), 1, "{answer:?}");
        // A late status with our reference proves it.
        let callback = stage.graph.sends()[0]["biz_opaque_callback_data"]
            .as_str()
            .unwrap()
            .to_owned();
        stage
            .post(&stage.status_body("wamid.late", "delivered", Some(&callback)))
            .await?;
        let (_, thread) = stage
            .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("delivered")))
            .await?;
        assert_eq!(
            thread
                .iter()
                .find(|m| m.id == message)
                .unwrap()
                .provider_id
                .as_deref(),
            Some("wamid.late")
        );
        assert_eq!(stage.graph.sends().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_person_may_send_an_unknown_again() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.graph.then(Answer::BadGateway);
    let mut tx = stage.tx().await?;
    let message = stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "Halo".to_owned(),
                quote: None,
            },
        )
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("unknown")))
        .await?;
    // A status may still tell.
    let mut tx = stage.tx().await?;
    let early = stage
        .desk
        .resend(&mut tx, message, Resend::AfterUnknown)
        .await;
    assert!(
        matches!(
            early,
            Err(desk::Error::Conflict {
                code: "still_unknown",
                ..
            })
        ),
        "{early:?}"
    );
    drop(tx);
    stage.clock.advance(chrono::Duration::minutes(16));
    let mut tx = stage.tx().await?;
    stage
        .desk
        .resend(&mut tx, message, Resend::AfterUnknown)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    assert_eq!(stage.graph.sends().len(), 2);
    assert_eq!(stage.count("SELECT count(*) FROM app.attempt WHERE cause = 'human_after_unknown' AND attempt_no = 2").await?, 1);
    Ok(())
}

#[tokio::test]
async fn proof_of_non_send_is_tried_again_and_a_refusal_is_not() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.graph.then(Answer::Refuse(400, 131_026));
    let mut tx = stage.tx().await?;
    stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "satu".to_owned(),
                quote: None,
            },
        )
        .await?;
    tx.commit(stage.desk.now()).await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("failed")))
        .await?;
    let failure = thread.last().unwrap().failure.clone().unwrap();
    assert_eq!(failure["code"], json!(131_026));
    assert!(!failure["hint"].as_str().unwrap().is_empty());
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn meta_closing_the_window_closes_ours() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.graph.then(Answer::Refuse(400, 131_047));
    let mut tx = stage.tx().await?;
    stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "satu".to_owned(),
                quote: None,
            },
        )
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("failed")))
        .await?;
    let mut tx = stage.tx().await?;
    let refused = stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "dua".to_owned(),
                quote: None,
            },
        )
        .await;
    assert!(matches!(refused, Err(desk::Error::Refused(_))));
    drop(tx);
    stage.clock.advance(chrono::Duration::seconds(5));
    stage.customer_says("628110000001", "masih ada?").await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "ada".to_owned(),
                quote: None,
            },
        )
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_status_before_its_answer_waits_for_it() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage
        .post(&stage.status_body("wamid.nobody", "delivered", None))
        .await?;
    stage.idle().await?;
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.parked_status")
            .await?,
        1
    );
    assert_eq!(stage.thread(id).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn bodies_nobody_owns_are_kept_and_can_be_replayed() -> Result<()> {
    let stage = Stage::set().await?;
    let mut foreign = stage.text_body("628110000009", "wamid.foreign", "Halo");
    foreign["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("999");
    stage.post(&foreign).await?;
    stage
        .post(&json!({"object": "whatsapp_business_account", "entry": "surprise"}))
        .await?;
    stage.post(&json!({"object": "something_new", "entry": [{"id": "1", "changes": [{"field": "future", "value": {}}]}]})).await?;
    stage.idle().await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.message").await?, 0);
    assert!(stage.count("SELECT count(*) FROM app.unhandled").await? >= 2);
    let before = stage.count("SELECT count(*) FROM app.unhandled").await?;
    let mut tx = stage.database.db().platform().await?;
    assert!(db::journal::replay(&mut tx, None).await? >= 2);
    tx.commit().await?;
    stage.desk.db().hints().journal_grew(1);
    stage.idle().await?;
    assert_eq!(
        stage.count("SELECT count(*) FROM app.unhandled").await?,
        before
    );
    Ok(())
}

#[tokio::test]
async fn an_edit_that_comes_first_still_counts() -> Result<()> {
    let stage = Stage::set().await?;
    let text = stage.text_body("628110000001", "wamid.early", "Halo");
    let mut edit = text.clone();
    edit["entry"][0]["changes"][0]["value"]["messages"][0] = json!({
        "from": "628110000001", "id": "wamid.edit", "timestamp": stage.desk.now().timestamp().to_string(), "type": "edit",
        "edit": {"original_message_id": "wamid.early", "message": {"type": "text", "text": {"body": "Halo Kak"}}},
    });
    stage.post(&edit).await?;
    stage.idle().await?;
    stage.post(&text).await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.edited_at.is_some()))
        .await?;
    assert_eq!(thread[0].content.words(), "Halo Kak");
    Ok(())
}

#[tokio::test]
async fn a_refusal_is_recorded_though_nothing_else_is() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.clock.advance(chrono::Duration::hours(30));
    let mut tx = stage.tx().await?;
    let refused = stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "Halo".to_owned(),
                quote: None,
            },
        )
        .await;
    assert!(refused.is_err());
    drop(tx);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.evidence WHERE kind = 'refused'")
            .await?,
        1
    );
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.message WHERE direction = 'out'")
            .await?,
        0
    );
    Ok(())
}

#[tokio::test]
async fn too_fast_holds_back_everything_the_number_sends() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    stage.customer_says("628110000002", "Halo").await?;
    stage.idle().await?;
    let ids: Vec<_> = stage.conversations().await?.iter().map(|r| r.id).collect();
    stage.graph.then(Answer::Refuse(400, 130_429));
    let began = std::time::Instant::now();
    stage.reply(ids[0], "satu").await?;
    stage
        .until_true(
            "the refusal is recorded",
            "SELECT count(*) FROM app.attempt WHERE state = 'not_sent'",
        )
        .await?;
    stage.reply(ids[1], "dua").await?;
    let patience = std::time::Duration::from_secs(20);
    testkit::wait_until("another is sent", patience, || async {
        stage.graph.sends().len() >= 2
    })
    .await?;
    // Meta asks for a second: neither the refused message nor another one leaves before.
    let waited = began.elapsed();
    assert!(waited >= std::time::Duration::from_secs(1), "{waited:?}");
    stage
        .until_true(
            "both are sent",
            "SELECT (count(*) = 2)::int::int8 FROM app.message WHERE delivery = 'accepted'",
        )
        .await?;
    assert_eq!(stage.graph.sends().len(), 3);
    Ok(())
}

#[tokio::test]
async fn what_a_status_tells_of_price_and_failure_is_kept_with_the_message() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("628110000001", "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let message = stage.reply(id, "Halo Kak").await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    let sent = thread.iter().find(|m| m.id == message).unwrap();
    let wamid = sent.provider_id.clone().unwrap();
    let pricing =
        json!({"billable": true, "pricing_model": "PMP", "category": "service", "type": "regular"});
    let mut body = stage.status_body(&wamid, "failed", None);
    let status = &mut body["entry"][0]["changes"][0]["value"]["statuses"][0];
    status["pricing"] = pricing.clone();
    status["errors"] = json!([
        {"code": 131_026, "title": "Message undeliverable", "error_data": {"details": "not on the app"}}
    ]);
    stage.post(&body).await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("failed")))
        .await?;
    let failed = thread.iter().find(|m| m.id == message).unwrap();
    let failure = failed.failure.clone().unwrap();
    assert_eq!(failure["code"], json!(131_026));
    assert_eq!(failure["details"], json!("not on the app"));
    assert_eq!(failed.pricing, Some(pricing.clone()));
    // What it cost is not forgotten when a later status says nothing of it.
    stage
        .post(&stage.status_body(&wamid, "delivered", None))
        .await?;
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("delivered")))
        .await?;
    let late = thread.iter().find(|m| m.id == message).unwrap();
    assert_eq!((&late.pricing, &late.failure), (&Some(pricing), &None));
    Ok(())
}
