//! A rule that waits: a draft about to go by itself can be held, and every other end of its waiting ends this one.

mod stage;

use anyhow::Result;
use chrono::{Datelike, Duration, Timelike};
use db::channel_defaults::ChannelDefaults;
use db::drafts::Draft;
use desk::Error;
use domain::channel::ReplyMode;
use domain::draft::DraftState;
use domain::hours::{RuleHours, Stretch, Week};
use domain::ids::ConversationId;
use serde_json::json;
use stage::Stage;

const CUSTOMER: &str = "628110000003";
const PRICE: &str = "Berapa harga tas ransel hijau?";
const HELD: &str = "SELECT count(*) FROM app.evidence WHERE kind = 'auto_held'";

/// A shop whose channel sends by rule after ten seconds.
async fn shop() -> Result<Stage> {
    let stage = Stage::set().await?;
    let mut tx = stage.tx().await?;
    stage.desk.put_knowledge(&mut tx, price(275_000)).await?;
    stage
        .desk
        .change_channel(
            &mut tx,
            stage.channel.id,
            None,
            Some(ReplyMode::AutoSend),
            Some(10),
        )
        .await?;
    tx.commit(stage.desk.now()).await?;
    Ok(stage)
}

fn price(price: u32) -> serde_json::Value {
    json!({
        "business": "Toko Uji", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [{"sku": "TAS-1", "name": "Tas ransel hijau", "price": price, "stock": {"std": 6}}],
    })
}

/// Asks, and waits for the draft that is about to go.
async fn asked(stage: &Stage) -> Result<(ConversationId, Draft)> {
    stage.customer_says(CUSTOMER, PRICE).await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = newest(stage, id, |d| d.auto_send_at.is_some()).await?;
    Ok((id, draft))
}

async fn newest(stage: &Stage, id: ConversationId, fits: impl Fn(&Draft) -> bool) -> Result<Draft> {
    for _ in 0..500 {
        let mut tx = stage.tx().await?;
        if let Some(draft) = db::drafts::newest(&mut tx, id).await?.filter(&fits) {
            return Ok(draft);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let mut tx = stage.tx().await?;
    anyhow::bail!("it is {:#?}", db::drafts::newest(&mut tx, id).await?)
}

/// The rule's time comes, and everything it does is done.
async fn time_comes(stage: &Stage) -> Result<()> {
    stage.clock.advance(Duration::seconds(11));
    stage.idle().await
}

#[tokio::test]
async fn it_waits_as_long_as_was_chosen_and_then_goes() -> Result<()> {
    let stage = shop().await?;
    let (id, draft) = asked(&stage).await?;
    assert_eq!(draft.state, DraftState::Waiting);
    let left = draft
        .auto_send_at
        .map(|at| (at - stage.desk.now()).num_seconds());
    assert!(matches!(left, Some(7..=10)), "{left:?}");
    assert!(stage.graph.sends().is_empty(), "nothing is queued before");
    time_comes(&stage).await?;
    let sent = newest(&stage, id, |d| d.state == DraftState::AutoSent).await?;
    assert_eq!((sent.auto_send_at, sent.version), (None, draft.version + 1));
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn whoever_holds_it_has_it() -> Result<()> {
    let stage = shop().await?;
    let (id, draft) = asked(&stage).await?;
    let mut tx = stage.tx().await?;
    let held = stage
        .desk
        .hold_draft(&mut tx, draft.id, draft.version)
        .await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!((held.state, held.auto_send_at), (DraftState::Waiting, None));
    // Asked twice it is as was wished; with what one saw before, somebody was faster.
    let mut tx = stage.tx().await?;
    let again = stage
        .desk
        .hold_draft(&mut tx, draft.id, held.version)
        .await?;
    assert_eq!(again.version, held.version);
    let late = stage
        .desk
        .hold_draft(&mut tx, draft.id, draft.version)
        .await;
    assert!(matches!(late, Err(Error::Changed(_))), "{late:?}");
    tx.commit(stage.desk.now()).await?;
    time_comes(&stage).await?;
    assert!(stage.graph.sends().is_empty());
    assert_eq!(stage.count(HELD).await?, 1);
    // It waits for a person like any other.
    let mut tx = stage.tx().await?;
    stage
        .desk
        .approve_draft(&mut tx, draft.id, held.version, false)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage
        .until_in(id, |t| {
            t.iter().any(|m| m.delivery.as_deref() == Some("accepted"))
        })
        .await?;
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

#[tokio::test]
async fn whoever_begins_to_answer_holds_it() -> Result<()> {
    let stage = shop().await?;
    let (id, draft) = asked(&stage).await?;
    let mut tx = stage.tx().await?;
    stage.desk.set_floor(&mut tx, id, true).await?;
    tx.commit(stage.desk.now()).await?;
    time_comes(&stage).await?;
    let kept = newest(&stage, id, |d| d.id == draft.id).await?;
    assert_eq!((kept.state, kept.auto_send_at), (DraftState::Waiting, None));
    assert!(stage.graph.sends().is_empty());
    assert_eq!(stage.count(HELD).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_later_message_an_edit_and_an_approval_end_the_waiting() -> Result<()> {
    let stage = shop().await?;
    let (id, first) = asked(&stage).await?;
    stage.clock.advance(Duration::seconds(2));
    stage
        .customer_says(CUSTOMER, "Berapa harga tas ransel hijau ya?")
        .await?;
    let second = newest(&stage, id, |d| d.id != first.id && d.auto_send_at.is_some()).await?;
    let mut tx = stage.tx().await?;
    let edited = stage
        .desk
        .edit_draft(&mut tx, second.id, second.version, &second.text)
        .await?;
    assert_eq!(edited.auto_send_at, None, "who edits decides when");
    tx.commit(stage.desk.now()).await?;
    time_comes(&stage).await?;
    assert!(stage.graph.sends().is_empty(), "neither went by itself");

    stage.clock.advance(Duration::seconds(2));
    stage.customer_says(CUSTOMER, PRICE).await?;
    let third = newest(&stage, id, |d| {
        d.id != second.id && d.auto_send_at.is_some()
    })
    .await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .approve_draft(&mut tx, third.id, third.version, false)
        .await?;
    tx.commit(stage.desk.now()).await?;
    time_comes(&stage).await?;
    assert_eq!(
        stage.graph.sends().len(),
        1,
        "once, though a rule waited too"
    );
    Ok(())
}

#[tokio::test]
async fn what_is_no_longer_true_does_not_go_by_itself() -> Result<()> {
    let stage = shop().await?;
    let (id, draft) = asked(&stage).await?;
    let mut tx = stage.tx().await?;
    stage.desk.put_knowledge(&mut tx, price(299_000)).await?;
    tx.commit(stage.desk.now()).await?;
    time_comes(&stage).await?;
    let held = newest(&stage, id, |d| d.state == DraftState::Held).await?;
    assert_eq!((held.id, held.auto_send_at), (draft.id, None));
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

#[tokio::test]
async fn nobody_waits_for_a_send_that_the_gate_refuses() -> Result<()> {
    let stage = shop().await?;
    let (id, _) = asked(&stage).await?;
    let mut tx = stage.tx().await?;
    stage.desk.set_floor(&mut tx, id, true).await?;
    tx.commit(stage.desk.now()).await?;
    stage.clock.advance(Duration::seconds(2));
    stage.customer_says(CUSTOMER, PRICE).await?;
    let draft = newest(&stage, id, |d| {
        d.version == 1 && d.state == DraftState::Waiting
    })
    .await?;
    assert_eq!(draft.auto_send_at, None);
    Ok(())
}

#[tokio::test]
async fn thirty_seconds_is_the_longest() -> Result<()> {
    let stage = shop().await?;
    for seconds in [-1, 31] {
        let mut tx = stage.tx().await?;
        let refused = stage
            .desk
            .change_channel(&mut tx, stage.channel.id, None, None, Some(seconds))
            .await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_rule_keeps_to_the_hours_of_its_number() -> Result<()> {
    let stage = shop().await?;
    let mut tx = stage.tx().await?;
    let wall = db::workspaces::wall_clock(&mut tx, stage.desk.now()).await?;
    // Somebody answers all day, on this day of the week alone.
    let mut week = Week([None; 7]);
    let today = usize::try_from(wall.weekday().num_days_from_monday())?;
    week.0[today] = Stretch::new(0, 1440);
    let chosen = ChannelDefaults {
        hours: Some(week),
        rule_hours: RuleHours::Outside,
        ..ChannelDefaults::default()
    };
    stage
        .desk
        .choose_channel_defaults(&mut tx, stage.channel.id, &chosen)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.customer_says(CUSTOMER, PRICE).await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    let draft = newest(&stage, id, |_| true).await?;
    assert_eq!(
        (draft.state, draft.auto_send_at),
        (DraftState::Waiting, None)
    );
    time_comes(&stage).await?;
    assert!(
        stage.graph.sends().is_empty(),
        "a person decides in these hours"
    );

    // Two days later nobody answers, and the rule may.
    stage.clock.advance(Duration::days(2));
    stage.customer_says(CUSTOMER, PRICE).await?;
    stage.until(|t| t.len() == 2).await?;
    newest(&stage, id, |d| d.auto_send_at.is_some()).await?;
    time_comes(&stage).await?;
    assert_eq!(stage.graph.sends().len(), 1);
    Ok(())
}

/// The hours are asked again when a hold ends: what began in time is a person's when it is over too late.
#[tokio::test]
async fn a_hold_that_ends_after_the_hours_lets_nothing_go() -> Result<()> {
    let stage = shop().await?;
    let mut tx = stage.tx().await?;
    let wall = db::workspaces::wall_clock(&mut tx, stage.desk.now()).await?;
    let mut week = Week([None; 7]);
    let today = usize::try_from(wall.weekday().num_days_from_monday())?;
    let minute = u16::try_from(wall.hour() * 60 + wall.minute())?;
    week.0[today] = Stretch::new(minute, (minute + 2).min(1440));
    let chosen = ChannelDefaults {
        hours: Some(week),
        rule_hours: RuleHours::Inside,
        ..ChannelDefaults::default()
    };
    stage
        .desk
        .choose_channel_defaults(&mut tx, stage.channel.id, &chosen)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.customer_says(CUSTOMER, PRICE).await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    newest(&stage, id, |d| d.auto_send_at.is_some()).await?;
    stage.clock.advance(Duration::minutes(3));
    let left = newest(&stage, id, |d| d.auto_send_at.is_none()).await?;
    assert_eq!(left.state, DraftState::Waiting);
    assert!(stage.graph.sends().is_empty(), "the hours were over");
    Ok(())
}

#[tokio::test]
async fn words_that_tell_no_language_are_answered_in_that_of_the_number() -> Result<()> {
    for language in ["id", "en"] {
        let stage = shop().await?;
        let mut tx = stage.tx().await?;
        let chosen = ChannelDefaults {
            language: Some(language.to_owned()),
            ..ChannelDefaults::default()
        };
        stage
            .desk
            .choose_channel_defaults(&mut tx, stage.channel.id, &chosen)
            .await?;
        tx.commit(stage.desk.now()).await?;
        stage.customer_says(CUSTOMER, "TAS-1?").await?;
        let (id, _) = stage.until(|t| t.len() == 1).await?;
        let draft = newest(&stage, id, |_| true).await?;
        assert_eq!(draft.language, language, "{}", draft.text);
    }
    Ok(())
}
