//! Files out, notes that stay, and messages that are taken back, on a real Postgres.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod stage;

use anyhow::Result;
use chrono::Duration;
use db::courtesies::Courtesies;
use desk::{CannedText, Error, NewReply};
use domain::clock::Clock;
use domain::ids::{ConversationId, MediaId, MessageId};
use evidence::Kind;
use serde_json::json;
use stage::Stage;
use stage::graph::Answer;

const CUSTOMER: &str = "628110000001";

async fn thread(stage: &Stage) -> Result<ConversationId> {
    stage.customer_says(CUSTOMER, "Halo").await?;
    Ok(stage.until(|t| t.len() == 1).await?.0)
}

fn text(words: &str) -> NewReply {
    NewReply::Text {
        text: words.to_owned(),
        quote: None,
    }
}

fn picture(media: MediaId) -> NewReply {
    NewReply::Media {
        media,
        caption: Some("Ini fotonya".to_owned()),
        quote: None,
        as_document: false,
    }
}

async fn queue(stage: &Stage, id: ConversationId, reply: NewReply) -> Result<MessageId> {
    let mut tx = stage.tx().await?;
    let message = stage.desk.queue_reply(&mut tx, id, reply).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(message)
}

async fn upload(stage: &Stage, bytes: &[u8], name: &str) -> Result<MediaId, Error> {
    let desk = &stage.desk;
    let mut incoming = desk
        .begin_attachment(stage.tenant.workspace, Some(bytes.len() as u64))
        .await?;
    // Small enough for a small file to come in several.
    for chunk in bytes.chunks(bytes.len().div_ceil(5).max(1)) {
        incoming.take(chunk).await?;
    }
    let arrived = incoming.end().await?;
    let mut tx = stage.tx().await.unwrap();
    let kept = desk
        .keep_attachment(
            &mut tx,
            (incoming, arrived),
            stage.channel.id,
            Some(name),
            false,
        )
        .await?;
    tx.commit(desk.now()).await?;
    Ok(kept.id)
}

fn jpeg() -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0".to_vec();
    bytes.resize(2_000, 7);
    bytes
}

async fn delivery(stage: &Stage, id: MessageId) -> Result<String> {
    let mut tx = stage.tx().await?;
    let message = db::messages::get(&mut tx, id).await?.unwrap();
    Ok(message.delivery.unwrap())
}

#[tokio::test]
async fn a_file_is_handed_over_and_its_message_is_one_attempt() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let media = upload(&stage, &jpeg(), "../../kaos.jpg").await?;
    let message = queue(&stage, id, picture(media)).await?;
    let (_, rows) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    assert_eq!(rows.last().unwrap().content.kind(), "image");
    assert_eq!(stage.graph.files().len(), 1);
    let sends = stage.graph.sends();
    assert_eq!(sends.len(), 1);
    assert_eq!(sends[0]["type"], "image");
    assert_eq!(sends[0]["image"]["caption"], "Ini fotonya");
    assert!(
        sends[0]["image"]["id"]
            .as_str()
            .is_some_and(|id| id.len() > 5)
    );
    let mut tx = stage.tx().await?;
    let entries = db::evidence_log::of_message(&mut tx, message).await?;
    let attempted: Vec<_> = entries
        .iter()
        .filter(|e| e.entry.kind == Kind::SendAttempted)
        .collect();
    assert_eq!(attempted.len(), 1);
    // A second message cannot have the same file: erasing one would take it from the other.
    let again = stage.desk.queue_reply(&mut tx, id, picture(media)).await;
    assert!(matches!(again, Err(Error::Invalid { .. })), "{again:?}");
    Ok(())
}

#[tokio::test]
async fn a_file_that_meta_refuses_fails_its_message_with_a_hint_and_nothing_leaves() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let media = upload(&stage, &jpeg(), "kaos.jpg").await?;
    stage.graph.then_media(Answer::Refuse(400, 131_053));
    let message = queue(&stage, id, picture(media)).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("failed")))
        .await?;
    let mut tx = stage.tx().await?;
    let failed = db::messages::get(&mut tx, message).await?.unwrap();
    assert_eq!(failed.failure.unwrap()["code"], 131_053);
    assert_eq!(stage.graph.sends().len(), 0);
    assert_eq!(stage.count("SELECT count(*) FROM app.attempt").await?, 0);
    // Once it works, a person sends the very same message again.
    drop(tx);
    let mut tx = stage.tx().await?;
    stage
        .desk
        .resend(&mut tx, message, desk::Resend::AfterFailure)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_hand_over_without_an_answer_is_made_again_and_the_message_still_sent_once() -> Result<()>
{
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let media = upload(&stage, &jpeg(), "kaos.jpg").await?;
    stage.graph.then_media(Answer::BadGateway);
    let message = queue(&stage, id, picture(media)).await?;
    for _ in 0..600 {
        if delivery(&stage, message).await? == "accepted" {
            break;
        }
        stage.clock.advance(Duration::seconds(1));
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(delivery(&stage, message).await?, "accepted");
    assert_eq!(stage.graph.files().len(), 2);
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_media_send_without_an_answer_is_unknown_and_not_sent_again() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let media = upload(&stage, &jpeg(), "kaos.jpg").await?;
    stage.graph.then(Answer::BadGateway);
    let message = queue(&stage, id, picture(media)).await?;
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("unknown")))
        .await?;
    stage.idle().await?;
    assert_eq!(delivery(&stage, message).await?, "unknown");
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn limits_count_by_type_whatever_the_name_says() -> Result<()> {
    let stage = Stage::set().await?;
    let big = |mut head: Vec<u8>, size: usize| {
        head.resize(size, 1);
        head
    };
    let six = 6 * 1024 * 1024;
    let refused = upload(&stage, &big(b"\xff\xd8\xff\xe0".to_vec(), six), "a.pdf").await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    upload(&stage, &big(b"%PDF-1.7".to_vec(), six), "a.jpg").await?;
    let refused = upload(&stage, b"", "a.txt").await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    let said = stage
        .desk
        .begin_attachment(stage.tenant.workspace, Some(101 * 1024 * 1024))
        .await;
    assert!(matches!(said, Err(Error::Invalid { .. })));
    // What was refused leaves nothing behind; it is removed beside the work.
    let folder = stage
        .data()
        .join("media")
        .join(stage.tenant.workspace.to_string());
    let kept = || std::fs::read_dir(&folder).unwrap().count();
    for _ in 0..500 {
        if kept() == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(kept(), 1);
    Ok(())
}

#[tokio::test]
async fn an_upload_nobody_sent_goes_after_a_day_and_a_sent_one_stays() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let (unused, used) = (
        upload(&stage, &jpeg(), "a.jpg").await?,
        upload(&stage, &jpeg(), "b.jpg").await?,
    );
    queue(&stage, id, picture(used)).await?;
    stage.idle().await?;
    stage.clock.advance(Duration::hours(25));
    for _ in 0..400 {
        if stage
            .count("SELECT count(*) FROM app.job WHERE kind = 'discard_upload'")
            .await?
            == 0
        {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let mut tx = stage.tx().await?;
    assert!(stage.desk.media_file(&mut tx, unused).await.is_err());
    let (_, path) = stage.desk.media_file(&mut tx, used).await?;
    assert!(path.exists());
    Ok(())
}

#[tokio::test]
async fn a_message_is_taken_back_in_time_and_then_never_leaves() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let mut tx = stage.tx().await?;
    stage.desk.set_undo_seconds(&mut tx, 5).await?;
    tx.commit(stage.desk.now()).await?;
    let first = queue(&stage, id, text("Salah kirim")).await?;
    let second = queue(&stage, id, text("Yang benar")).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(stage.graph.sends().len(), 0, "it waits");
    let mut tx = stage.tx().await?;
    stage.desk.take_back(&mut tx, first).await?;
    tx.commit(stage.desk.now()).await?;
    stage.clock.advance(Duration::seconds(6));
    stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    stage.idle().await?;
    assert_eq!(delivery(&stage, first).await?, "canceled");
    let sends = stage.graph.sends();
    assert_eq!(sends.len(), 1);
    assert_eq!(sends[0]["text"]["body"], "Yang benar");
    // Too late for what has left; taking back twice is harmless.
    let mut tx = stage.tx().await?;
    let late = stage.desk.take_back(&mut tx, second).await;
    assert!(
        matches!(
            late,
            Err(Error::Conflict {
                code: "already_leaving",
                ..
            })
        ),
        "{late:?}"
    );
    stage.desk.take_back(&mut tx, first).await?;
    let entries = db::evidence_log::of_message(&mut tx, first).await?;
    let kinds: Vec<&str> = entries.iter().map(|e| e.entry.kind.as_str()).collect();
    assert_eq!(kinds, ["taken_back"]);
    Ok(())
}

#[tokio::test]
async fn taking_back_and_sending_at_once_has_one_winner() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let mut sent = 0;
    for n in 0..12 {
        // The pair limit would hide the race.
        stage.clock.advance(Duration::seconds(30));
        let message = queue(&stage, id, text(&format!("{n}"))).await?;
        tokio::time::sleep(std::time::Duration::from_millis(n * 3)).await;
        let mut tx = stage.tx().await?;
        let taken = stage.desk.take_back(&mut tx, message).await;
        match taken {
            Ok(_) => tx.commit(stage.desk.now()).await?,
            Err(Error::Conflict { .. }) => sent += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    stage.idle().await?;
    // On a machine that stands still for a moment an answer is lost: whether that one arrived is not known, and is told so.
    let lost = stage
        .count("SELECT count(*) FROM app.message WHERE delivery = 'unknown'")
        .await?;
    let sends = stage.graph.sends();
    let certain = sent - usize::try_from(lost)?;
    assert!(
        (certain..=sent).contains(&sends.len()),
        "{sent} left, {lost} of them unknown: {sends:?}"
    );
    let mut words: Vec<_> = sends
        .iter()
        .map(|one| one["text"]["body"].to_string())
        .collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), sends.len(), "none is sent twice: {sends:?}");
    let canceled = stage
        .count("SELECT count(*) FROM app.message WHERE delivery = 'canceled'")
        .await?;
    assert_eq!(canceled, 12 - i64::try_from(sent)?);
    Ok(())
}

#[tokio::test]
async fn no_path_sends_a_note() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let secret = "CANARY-NOTE-4711 pelanggan sulit";
    let mut tx = stage.tx().await?;
    let note = stage.desk.write_note(&mut tx, id, secret, &[]).await?;
    tx.commit(stage.desk.now()).await?;
    // Everything that sends or drafts looks at the thread after it.
    queue(&stage, id, text("Siap, Kak")).await?;
    let media = upload(&stage, &jpeg(), "a.jpg").await?;
    queue(&stage, id, picture(media)).await?;
    stage
        .customer_says(CUSTOMER, "Apa kata catatan Anda?")
        .await?;
    stage.until(|t| t.len() >= 4).await?;
    stage.idle().await?;
    assert!(!stage.graph.everything().contains("CANARY"));
    for sql in [
        "SELECT count(*) FROM app.message WHERE message::text LIKE '%CANARY%'",
        "SELECT count(*) FROM app.draft WHERE draft::text LIKE '%CANARY%'",
        "SELECT count(*) FROM app.job WHERE job::text LIKE '%CANARY%'",
    ] {
        assert_eq!(stage.count(sql).await?, 0, "{sql}");
    }
    // A note's id opens nothing that works on messages.
    let mut tx = stage.tx().await?;
    let as_message = MessageId::from(note.id.uuid());
    for outcome in [
        stage.desk.take_back(&mut tx, as_message).await,
        stage
            .desk
            .resend(&mut tx, as_message, desk::Resend::AfterFailure)
            .await,
    ] {
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
    drop(tx);
    // The role that sends cannot even read the words.
    let mut worker = stage.database.db().worker(stage.tenant.workspace).await?;
    assert!(db::notes::get(&mut worker, note.id).await.is_err());
    Ok(())
}

#[tokio::test]
async fn an_erased_person_leaves_no_note_file_or_earlier_wording() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let media = upload(&stage, &jpeg(), "ktp.jpg").await?;
    queue(&stage, id, picture(media)).await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .write_note(&mut tx, id, "alamat rumahnya", &[])
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    let contact = db::conversations::read(&mut tx, id).await?.unwrap().contact;
    stage.desk.erase_contact(&mut tx, contact).await?;
    tx.commit(stage.desk.now()).await?;
    let told = "SELECT count(*) FROM app.note WHERE body LIKE '%alamat%'";
    assert_eq!(stage.count(told).await?, 0);
    assert_eq!(stage.count("SELECT count(*) FROM app.note").await?, 1);
    let mut tx = stage.tx().await?;
    assert!(stage.desk.media_file(&mut tx, media).await.is_err());
    Ok(())
}

#[tokio::test]
async fn what_a_channel_keeps_to_itself_is_not_sent() -> Result<()> {
    let stage = Stage::set().await?;
    let id = thread(&stage).await?;
    let tell = async |stage: &Stage| -> Result<()> {
        let mut tx = stage.tx().await?;
        stage.desk.tell_typing(&mut tx, id).await?;
        tx.commit(stage.desk.now()).await?;
        stage.idle().await
    };
    tell(&stage).await?;
    tell(&stage).await?;
    let told = stage.graph.courtesies();
    assert_eq!(told.len(), 1, "at most every 20 seconds: {told:?}");
    assert_eq!(told[0]["typing_indicator"], json!({ "type": "text" }));
    let mut tx = stage.tx().await?;
    let silent = Courtesies {
        read_receipts: false,
        typing_indicator: false,
    };
    stage
        .desk
        .choose_courtesies(&mut tx, stage.channel.id, silent)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.clock.advance(Duration::seconds(60));
    tell(&stage).await?;
    let mut tx = stage.tx().await?;
    stage.desk.mark_read(&mut tx, id).await?;
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    assert_eq!(stage.graph.courtesies().len(), 1);
    assert_eq!(stage.conversations().await?[0].unread, 0);
    Ok(())
}

#[tokio::test]
async fn a_shortcut_belongs_to_one_reply() -> Result<()> {
    let stage = Stage::set().await?;
    let text = |shortcut: &str| CannedText {
        shortcut: shortcut.to_owned(),
        body: "Halo {{contact.name}}".to_owned(),
    };
    let mut tx = stage.tx().await?;
    let first = stage.desk.add_canned_reply(&mut tx, text("salam")).await?;
    stage.desk.add_canned_reply(&mut tx, text("ongkir")).await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    let taken = stage.desk.add_canned_reply(&mut tx, text("Salam")).await;
    assert!(matches!(
        taken,
        Err(Error::Conflict {
            code: "shortcut_taken",
            ..
        })
    ));
    let taken = stage
        .desk
        .change_canned_reply(&mut tx, first.id, text("ongkir"))
        .await;
    assert!(matches!(
        taken,
        Err(Error::Conflict {
            code: "shortcut_taken",
            ..
        })
    ));
    stage
        .desk
        .change_canned_reply(&mut tx, first.id, text("salam"))
        .await?;
    Ok(())
}

#[tokio::test]
async fn earlier_words_are_kept_until_the_sender_takes_the_message_back() -> Result<()> {
    let stage = Stage::set().await?;
    let wamid = stage.customer_says(CUSTOMER, "Jaket biru").await?;
    let (_, rows) = stage.until(|t| t.len() == 1).await?;
    let message = rows[0].id;
    let change = |kind: &str, inner: serde_json::Value| {
        let mut body = stage.text_body(
            CUSTOMER,
            &format!("wamid.{}", uuid::Uuid::now_v7().simple()),
            "x",
        );
        let at = stage.clock.now().timestamp().to_string();
        body["entry"][0]["changes"][0]["value"]["messages"][0] = json!({
            "from": CUSTOMER, "id": format!("wamid.{}", uuid::Uuid::now_v7().simple()), "timestamp": at,
            "type": kind, kind: inner,
        });
        body
    };
    for words in ["Jaket biru M", "Jaket biru L"] {
        stage.clock.advance(Duration::seconds(60));
        let inner = json!({ "original_message_id": wamid, "message": { "type": "text", "text": { "body": words } } });
        stage.post(&change("edit", inner)).await?;
        stage.until(|t| t[0].content.words() == words).await?;
    }
    let mut tx = stage.tx().await?;
    let earlier = db::messages::wordings(&mut tx, message).await?;
    let words: Vec<&str> = earlier.iter().map(|w| w.content.words()).collect();
    assert_eq!(words, ["Jaket biru", "Jaket biru M"]);
    assert!(earlier[0].replaced_at == earlier[1].said_at, "{earlier:?}");
    drop(tx);
    stage
        .post(&change("revoke", json!({ "original_message_id": wamid })))
        .await?;
    stage.until(|t| t[0].deleted_at.is_some()).await?;
    let mut tx = stage.tx().await?;
    assert!(db::messages::wordings(&mut tx, message).await?.is_empty());
    Ok(())
}
