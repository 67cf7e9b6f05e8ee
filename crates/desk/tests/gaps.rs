//! Something that is missing between the provider and us is noticed: a provider that falls silent, events that could not
//! be applied, messages that somebody sends elsewhere.

mod stage;

use anyhow::Result;
use chrono::Duration;
use db::Actor;
use desk::{ChannelGaps, Keep};
use domain::alert::AlertKind;
use domain::clock::Clock as _;
use domain::gate::{Intent, RefusalCode};
use domain::ids::ConversationId;
use serde_json::json;
use sqlx::AssertSqlSafe;
use stage::Stage;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const SARI: &str = "628110000001";

impl Stage {
    async fn standing(&self) -> Result<Vec<AlertKind>> {
        let mut tx = self.tx().await?;
        let all = self.desk.alerts(&mut tx, None).await?.alerts;
        let open = all.into_iter().filter(|one| one.cleared_at.is_none());
        Ok(open.map(|one| one.alert.kind).collect())
    }

    async fn pass(&self, time: Duration) -> Result<()> {
        self.clock.advance(time);
        self.desk
            .do_chores(Keep::default(), &CancellationToken::new())
            .await?;
        self.idle().await
    }

    async fn gaps(&self) -> Result<ChannelGaps> {
        let mut tx = self.tx().await?;
        Ok(self
            .desk
            .channel_health(&mut tx, self.channel.id)
            .await?
            .gaps)
    }

    async fn asked(&self) -> Result<ConversationId> {
        self.customer_says(SARI, "Halo").await?;
        Ok(self.until(|t| t.len() == 1).await?.0)
    }

    /// A reply that Meta took, and its id there.
    async fn sent(&self, thread: ConversationId, text: &str) -> Result<String> {
        let id = self.reply(thread, text).await?;
        self.idle().await?;
        let all = self.thread(thread).await?;
        let ours = all.into_iter().find(|one| one.id == id);
        Ok(ours.and_then(|one| one.provider_id).unwrap_or_default())
    }

    async fn told(&self, wamid: &str, status: &str) -> Result<()> {
        self.post(&self.status_body(wamid, status, None)).await?;
        self.idle().await
    }
}

#[tokio::test]
async fn a_provider_that_falls_silent_is_told_until_it_speaks_again() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = stage.asked().await?;
    let first = stage.sent(thread, "Halo, Kak").await?;
    assert_eq!(stage.gaps().await?.untold, 0, "it has time to tell");
    stage.pass(Duration::minutes(61)).await?;
    assert_eq!(stage.standing().await?, [AlertKind::Untold]);
    let gaps = stage.gaps().await?;
    assert_eq!(gaps.untold, 1);
    assert!(gaps.untold_since.is_some());

    // Of a later one something is told: the first is one message's own trouble, and no silence.
    let second = stage.sent(thread, "Ada yang bisa dibantu?").await?;
    stage.told(&second, "sent").await?;
    stage.pass(Duration::minutes(61)).await?;
    assert_eq!(stage.standing().await?, []);
    assert_eq!(stage.gaps().await?.untold, 0);
    stage.told(&first, "delivered").await?;
    stage.pass(Duration::minutes(61)).await?;
    assert_eq!(stage.standing().await?, []);
    Ok(())
}

#[tokio::test]
async fn what_somebody_sends_elsewhere_is_told_for_a_day() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    for status in ["sent", "delivered"] {
        stage.told("wamid.HBgMZWxzZXdoZXJl", status).await?;
    }
    assert_eq!(
        stage.gaps().await?.strangers,
        0,
        "our own answer may come late"
    );
    stage.pass(Duration::minutes(61)).await?;
    assert_eq!(stage.standing().await?, [AlertKind::Strangers]);
    assert_eq!(
        stage.gaps().await?.strangers,
        1,
        "two statuses of one message"
    );
    stage.pass(Duration::hours(25)).await?;
    assert_eq!(stage.standing().await?, []);
    Ok(())
}

/// A message leaves, and the provider tells that it refused it.
async fn refused(stage: &Stage, thread: ConversationId, code: i64) -> Result<()> {
    let wamid = stage.sent(thread, &format!("Halo {code}")).await?;
    stage.clock.advance(Duration::seconds(5));
    let at = stage.clock.now().timestamp().to_string();
    let error = json!({"code": code, "title": "Something"});
    let status = json!({"id": wamid, "status": "failed", "timestamp": at, "recipient_id": SARI, "errors": [error]});
    stage
        .post(&stage.envelope(&json!({"statuses": [status]})))
        .await?;
    stage.idle().await
}

#[tokio::test]
async fn a_refusal_nobody_knows_the_reason_of_is_told_for_a_day() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = stage.asked().await?;
    for (code, told) in [(131_026, false), (987_654, true)] {
        refused(&stage, thread, code).await?;
        stage.pass(Duration::minutes(61)).await?;
        let standing = stage.standing().await?;
        assert_eq!(
            standing.contains(&AlertKind::UnknownCode),
            told,
            "{code}: {standing:?}"
        );
    }
    stage.pass(Duration::hours(25)).await?;
    assert!(!stage.standing().await?.contains(&AlertKind::UnknownCode));
    Ok(())
}

#[tokio::test]
async fn terms_that_nobody_accepted_hold_no_templates() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = stage.asked().await?;
    refused(&stage, thread, 134_011).await?;
    let mut tx = stage.tx().await?;
    let verdict = stage
        .desk
        .verdict(&mut tx, thread, Intent::Template)
        .await?;
    assert!(verdict.is_admitted(), "{verdict:?}");
    Ok(())
}

#[tokio::test]
async fn what_is_refused_for_money_or_as_spam_is_told_at_once_and_for_a_day() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = stage.asked().await?;
    for (code, kind) in [(131_042, AlertKind::Unpaid), (131_048, AlertKind::SpamStop)] {
        assert!(!stage.standing().await?.contains(&kind), "{code}");
        refused(&stage, thread, code).await?;
        let standing = stage.standing().await?;
        assert!(standing.contains(&kind), "{code}: {standing:?}");
    }
    // Nobody pays: templates wait until Meta is asked and names nothing; replies are free.
    let codes = async |intent| -> Result<_> {
        let mut tx = stage.tx().await?;
        Ok(stage.desk.verdict(&mut tx, thread, intent).await?.codes())
    };
    assert_eq!(
        codes(Intent::Template).await?,
        [RefusalCode::PaymentMissing]
    );
    assert_eq!(codes(Intent::FreeForm).await?, []);
    stage.clock.advance(Duration::minutes(2));
    let (workspace, channel) = (stage.tenant.workspace, stage.channel.id);
    stage
        .desk
        .check_channel(workspace, Actor::System, channel)
        .await?;
    assert_eq!(codes(Intent::Template).await?, []);
    stage.pass(Duration::hours(26)).await?;
    assert_eq!(stage.standing().await?, []);
    Ok(())
}

#[tokio::test]
async fn what_was_set_aside_is_told_until_somebody_decides() -> Result<()> {
    let stage = Stage::set().await?;
    stage.asked().await?;
    let before = stage.gaps().await?.taken;
    assert_eq!((before.all, before.applied, before.waiting), (1, 1, 0));
    // As after eight tries that failed.
    let job = Uuid::new_v4();
    let mut admin = stage.database.admin_connection().await?;
    let workspace = stage.tenant.workspace.uuid();
    sqlx::raw_sql(AssertSqlSafe(format!(
        "UPDATE app.inbound_event SET state = 'pending' WHERE workspace_id = '{workspace}';
         INSERT INTO app.dead_job (workspace_id, id, key, kind, payload, problem, at)
         SELECT workspace_id, '{job}', lane, 'apply_event', jsonb_build_object('event', id), 'it broke', received_at
         FROM app.inbound_event WHERE workspace_id = '{workspace}'"
    )))
    .execute(&mut admin)
    .await?;
    stage.pass(Duration::minutes(61)).await?;
    assert_eq!(stage.standing().await?, [AlertKind::Unapplied]);
    let taken = stage.gaps().await?.taken;
    assert_eq!((taken.waiting, taken.set_aside), (1, 1));

    let mut tx = stage
        .database
        .db()
        .workspace(stage.tenant.workspace, Actor::System)
        .await?;
    stage.desk.replay_job(&mut tx, job).await?;
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    stage.pass(Duration::minutes(61)).await?;
    assert_eq!(stage.standing().await?, []);
    let taken = stage.gaps().await?.taken;
    assert_eq!((taken.applied, taken.waiting, taken.set_aside), (1, 0, 0));
    Ok(())
}
