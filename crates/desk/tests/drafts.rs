//! Drafts: made from the workspace's own knowledge, decided once, overtaken by the customer.

mod stage;

use anyhow::Result;
use db::WorkspaceTx;
use db::drafts::Draft;
use domain::channel::ReplyMode;
use domain::draft::{DiscardReason, DraftState};
use domain::ids::ConversationId;
use serde_json::json;
use stage::Stage;

async fn shop(stage: &Stage) -> Result<()> {
    let mut tx = stage.tx().await?;
    let document = json!({
        "business": "Toko Uji", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [
            {"sku": "TAS-1", "name": "Tas ransel hijau", "aliases": ["green backpack"], "price": 275_000, "stock": {"std": 6}},
            {"sku": "TOPI-1", "name": "Topi rimba", "aliases": ["jungle hat"], "price": 85_000, "stock": {"std": 0}},
        ],
        "policies": [{"id": "R1", "text": "Barang dapat ditukar dalam 7 hari setelah diterima."}],
    });
    stage.desk.put_knowledge(&mut tx, document).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(())
}

async fn draft_of(stage: &Stage, id: ConversationId, state: DraftState) -> Result<Draft> {
    for _ in 0..500 {
        let mut tx = stage.tx().await?;
        if let Some(draft) = db::drafts::newest(&mut tx, id)
            .await?
            .filter(|d| d.state == state)
        {
            return Ok(draft);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let mut tx = stage.tx().await?;
    anyhow::bail!(
        "no draft became {state:?}: {:#?}",
        db::drafts::newest(&mut tx, id).await?
    )
}

#[tokio::test]
async fn a_grounded_draft_waits_is_approved_once_and_leaves() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    stage
        .customer_says(
            "628110000002",
            "Halo kak, tas ransel hijau harganya berapa?",
        )
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = draft_of(&stage, id, DraftState::Waiting).await?;
    assert!(draft.text.contains("275"), "{}", draft.text);
    assert!(draft.sources.to_string().contains("TAS-1"));
    let mut first = stage.tx().await?;
    stage
        .desk
        .approve_draft(&mut first, draft.id, draft.version, false)
        .await?;
    first.commit(stage.desk.now()).await?;
    let mut second = stage.tx().await?;
    let late = stage
        .desk
        .approve_draft(&mut second, draft.id, draft.version, false)
        .await;
    assert!(matches!(late, Err(desk::Error::Changed(_))), "{late:?}");
    drop(second);
    let (_, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    assert_eq!(thread.len(), 2);
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), 1);
    assert_eq!(stage.graph.sends()[0]["text"]["body"], json!(draft.text));
    Ok(())
}

#[tokio::test]
async fn a_draft_is_overtaken_when_the_customer_writes_again() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    stage
        .customer_says("628110000002", "Harga tas ransel hijau?")
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let first = draft_of(&stage, id, DraftState::Waiting).await?;
    stage.clock.advance(chrono::Duration::seconds(2));
    stage
        .customer_says("628110000002", "Kalau topi rimba berapa?")
        .await?;
    stage.until(|t| t.len() == 2).await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    let late = stage
        .desk
        .approve_draft(&mut tx, first.id, first.version, false)
        .await;
    assert!(matches!(late, Err(desk::Error::Changed(_))), "{late:?}");
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

/// A draft that a person edited so that it contradicts the price list.
async fn contradicted(stage: &Stage, tx: &mut WorkspaceTx) -> Result<Draft> {
    stage
        .customer_says("628110000002", "Harga tas ransel hijau?")
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = draft_of(stage, id, DraftState::Waiting).await?;
    let words = "Tas ransel hijau harganya Rp100.000 Kak.";
    let desk = &stage.desk;
    Ok(desk.edit_draft(tx, draft.id, draft.version, words).await?)
}

#[tokio::test]
async fn an_edit_is_checked_like_a_draft() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    let mut tx = stage.tx().await?;
    let held = contradicted(&stage, &mut tx).await?;
    assert_eq!(held.state, DraftState::Held);
    let refused = stage
        .desk
        .approve_draft(&mut tx, held.id, held.version, false)
        .await;
    assert!(
        matches!(refused, Err(desk::Error::Refused(_))),
        "{refused:?}"
    );
    let gone = stage
        .desk
        .discard_draft(&mut tx, held.id, held.version, DiscardReason::Wrong)
        .await?;
    assert_eq!(gone.state, DraftState::Discarded);
    Ok(())
}

#[tokio::test]
async fn a_rule_sends_what_is_grounded_and_hands_over_the_rest() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .change_channel(
            &mut tx,
            stage.channel.id,
            None,
            Some(ReplyMode::AutoSend),
            None,
        )
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .customer_says("628110000003", "Berapa harga tas ransel hijau?")
        .await?;
    let (id, thread) = stage
        .until(|t| t.iter().any(|m| m.delivery.as_deref() == Some("accepted")))
        .await?;
    assert!(
        thread
            .iter()
            .any(|m| m.outbound && m.content.words().contains("275"))
    );
    stage.clock.advance(chrono::Duration::seconds(2));
    stage
        .customer_says("628110000003", "Siapa presiden Prancis?")
        .await?;
    draft_of(&stage, id, DraftState::NoGrounding).await?;
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), 1);
    let mut tx = stage.tx().await?;
    assert!(stage.desk.verify_evidence(&mut tx).await?.ok);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.evidence WHERE kind = 'auto_approved'")
            .await?,
        1
    );
    Ok(())
}

#[tokio::test]
async fn a_price_that_changed_meanwhile_is_not_promised() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    stage
        .customer_says("628110000002", "Harga tas ransel hijau berapa?")
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = draft_of(&stage, id, DraftState::Waiting).await?;
    let mut tx = stage.tx().await?;
    let document = json!({
        "business": "Toko Uji", "currency": "IDR",
        "items": [{"sku": "TAS-1", "name": "Tas ransel hijau", "price": 299_000, "stock": {"std": 6}}],
    });
    stage.desk.put_knowledge(&mut tx, document).await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    let late = stage
        .desk
        .approve_draft(&mut tx, draft.id, draft.version, false)
        .await;
    assert!(matches!(late, Err(desk::Error::Refused(_))), "{late:?}");
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_caption_is_answered_only_when_its_words_suffice() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    stage
        .customer_shows("628110000021", "Tas ransel hijau harganya berapa kak?")
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = draft_of(&stage, id, DraftState::Waiting).await?;
    assert!(draft.text.contains("275"), "{}", draft.text);
    // What only the picture shows is for a person, whatever was said before.
    stage
        .customer_shows("628110000021", "kalau yang ini berapa?")
        .await?;
    let draft = draft_of(&stage, id, DraftState::NoGrounding).await?;
    assert!(!draft.text.contains("275"), "{}", draft.text);
    Ok(())
}

/// A draft whose words a person made doubtful, but which contradicts nothing.
async fn doubted(stage: &Stage) -> Result<Draft> {
    stage
        .customer_says("628110000002", "Harga tas ransel hijau berapa?")
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = draft_of(stage, id, DraftState::Waiting).await?;
    let mut tx = stage.tx().await?;
    let words = format!("{} Kami titip salam untuk keluarga.", draft.text);
    let held = stage
        .desk
        .edit_draft(&mut tx, draft.id, draft.version, &words)
        .await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(held.verdict["verdict"], "hold", "{:#}", held.verdict);
    Ok(held)
}

#[tokio::test]
async fn a_doubt_is_overridden_by_name_and_only_when_it_was_read() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    let held = doubted(&stage).await?;
    let mut tx = stage.tx().await?;
    let document = json!({
        "business": "Toko Uji", "currency": "IDR",
        "items": [{"sku": "TAS-1", "name": "Tas ransel hijau", "price": 299_000, "stock": {"std": 6}}],
    });
    stage.desk.put_knowledge(&mut tx, document).await?;
    tx.commit(stage.desk.now()).await?;
    // The price changed after the doubts were read: who overrides has not seen that.
    let mut tx = stage.tx().await?;
    let unread = stage
        .desk
        .approve_draft(&mut tx, held.id, held.version, true)
        .await;
    assert!(
        matches!(
            unread,
            Err(desk::Error::NewDoubts | desk::Error::Refused(_))
        ),
        "{unread:?}"
    );
    drop(tx);
    let mut tx = stage.tx().await?;
    let fresh = stage.desk.recheck_draft(&mut tx, held.id).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(fresh.version, held.version + 1);
    assert_ne!(fresh.verdict, held.verdict);
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

#[tokio::test]
async fn who_overrides_a_doubt_stands_in_the_evidence_with_it() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    let held = doubted(&stage).await?;
    let mut tx = stage.tx().await?;
    let plain = stage
        .desk
        .approve_draft(&mut tx, held.id, held.version, false)
        .await;
    assert!(matches!(plain, Err(desk::Error::Refused(_))), "{plain:?}");
    drop(tx);
    let mut tx = stage.tx().await?;
    let (_, message) = stage
        .desk
        .approve_draft(&mut tx, held.id, held.version, true)
        .await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    let entries = db::evidence_log::of_message(&mut tx, message).await?;
    let approved = entries
        .iter()
        .find(|e| e.entry.kind == evidence::Kind::Approved)
        .ok_or_else(|| anyhow::anyhow!("nobody approved"))?;
    assert!(approved.entry.actor.starts_with("person:"));
    let payload = format!("{approved:?}");
    assert!(payload.contains("overrode"), "{payload}");
    Ok(())
}

#[tokio::test]
async fn what_contradicts_a_source_is_overridden_by_nobody() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    let mut tx = stage.tx().await?;
    let wrong = contradicted(&stage, &mut tx).await?;
    assert_eq!(wrong.verdict["verdict"], "block", "{:#}", wrong.verdict);
    let refused = stage
        .desk
        .approve_draft(&mut tx, wrong.id, wrong.version, true)
        .await;
    assert!(
        matches!(refused, Err(desk::Error::Refused(_))),
        "{refused:?}"
    );
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

#[tokio::test]
async fn todays_decisions_are_counted_by_the_workspaces_own_day() -> Result<()> {
    let stage = Stage::set().await?;
    shop(&stage).await?;
    let held = doubted(&stage).await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .approve_draft(&mut tx, held.id, held.version, true)
        .await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    let today = db::draft_counts::today(&mut tx, stage.desk.now()).await?;
    assert_eq!((today.approved, today.edited), (1, 1));
    assert_eq!((today.auto_sent, today.discarded), (0, 0));
    let tomorrow = stage.desk.now() + chrono::Duration::days(1);
    let next = db::draft_counts::today(&mut tx, tomorrow).await?;
    assert_eq!(next.approved, 0);
    Ok(())
}

#[tokio::test]
async fn a_stopped_draft_comes_to_nothing_until_somebody_asks_or_the_customer_writes() -> Result<()>
{
    let stage = Stage::set().await?;
    shop(&stage).await?;
    stage
        .customer_says("628110000077", "Tas ransel hijau harganya berapa?")
        .await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let first = draft_of(&stage, id, DraftState::Waiting).await?;
    stage.idle().await?;
    // A draft that takes its time: its job is due in an hour.
    let later = stage.desk.now() + chrono::Duration::hours(1);
    let job = db::lanes::NewJob {
        lane: format!("draft:{id}"),
        kind: "draft_reply",
        payload: json!({ "conversation": id, "reply_to": first.reply_to, "again": true }),
    };
    let mut tx = stage.tx().await?;
    db::lanes::enqueue(&mut tx, &[job], later).await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    assert!(stage.desk.drafting_since(&mut tx, id).await?.is_some());
    for _ in 0..2 {
        stage.desk.stop_draft(&mut tx, id).await?;
    }
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    assert_eq!(stage.desk.drafting_since(&mut tx, id).await?, None);
    let thread = db::conversations::read(&mut tx, id).await?;
    assert!(thread.is_some_and(|t| t.human_has_floor));
    drop(tx);
    draft_of(&stage, id, DraftState::Discarded).await?;
    let told =
        "SELECT count(*) FROM app.message WHERE content ->> 'event' = 'conversation_draft_stopped'";
    assert_eq!(stage.count(told).await?, 1, "said once");
    // Its time comes, and nothing is made.
    stage.clock.advance(chrono::Duration::hours(2));
    stage.idle().await?;
    let open = "SELECT count(*) FROM app.draft WHERE state IN ('waiting', 'held', 'no_grounding')";
    assert_eq!(stage.count(open).await?, 0);
    // Whoever asks for one gets one.
    let mut tx = stage.tx().await?;
    stage.desk.redraft(&mut tx, id).await?;
    tx.commit(stage.desk.now()).await?;
    draft_of(&stage, id, DraftState::Waiting).await?;
    // And so does the customer who writes again after a stop.
    let mut tx = stage.tx().await?;
    stage.desk.stop_draft(&mut tx, id).await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .customer_says("628110000077", "Topi rimba ada?")
        .await?;
    draft_of(&stage, id, DraftState::Waiting).await?;
    Ok(())
}
