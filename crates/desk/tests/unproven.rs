//! A channel that nobody could prove sends nothing: somebody hears of it, and what can be mended by itself is.

mod stage;

use anyhow::Result;
use chrono::Duration;
use db::signups::{self, Signup, Step};
use desk::Keep;
use domain::alert::AlertKind;
use domain::clock::Clock as _;
use domain::ids::SignupId;
use serde_json::json;
use sqlx::Executor as _;
use stage::Stage;
use tokio_util::sync::CancellationToken;

const READY: &str = "SELECT count(*) FROM app.channel WHERE ready";

impl Stage {
    async fn chores(&self) -> Result<()> {
        let running = CancellationToken::new();
        self.desk.do_chores(Keep::default(), &running).await?;
        self.idle().await
    }

    /// As if nobody had ever answered for the channel.
    async fn unproven(&self) -> Result<()> {
        let mut admin = self.database.admin_connection().await?;
        admin.execute("DELETE FROM app.channel_fact").await?;
        admin
            .execute(
                "UPDATE app.channel SET ready = false, checked_at = NULL, last_event_at = NULL",
            )
            .await?;
        Ok(())
    }

    async fn standing(&self) -> Result<Vec<AlertKind>> {
        let mut tx = self.tx().await?;
        let open = db::alerts::open(&mut tx, self.channel.id).await?;
        Ok(open.into_iter().map(|one| one.alert.kind).collect())
    }
}

#[tokio::test]
async fn a_channel_that_stays_unproven_is_an_alert() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    stage.unproven().await?;
    stage.graph.is_discreet();
    let (workspace, id) = (stage.tenant.workspace, stage.channel.id);
    let look = async || {
        let look = stage.desk.check_channel(workspace, db::Actor::System, id);
        look.await.map(|_| ())
    };
    look().await?;
    assert_eq!(stage.count(READY).await?, 0);
    assert_eq!(stage.standing().await?, [], "it is new");
    stage.clock.advance(Duration::minutes(70));
    look().await?;
    assert_eq!(stage.standing().await?, [AlertKind::Blocked]);
    Ok(())
}

#[tokio::test]
async fn a_subscription_that_was_lost_is_mended_by_the_days_look() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    assert_eq!(stage.count(READY).await?, 1);
    stage.graph.forgets_us();
    let (workspace, id) = (stage.tenant.workspace, stage.channel.id);
    stage
        .desk
        .check_channel(workspace, db::Actor::System, id)
        .await?;
    assert_eq!(stage.count(READY).await?, 0, "nothing would be heard");
    stage.clock.advance(Duration::hours(25));
    stage.chores().await?;
    stage.clock.advance(Duration::hours(2));
    stage
        .until_true(
            "it is heard again",
            "SELECT count(*) FROM app.channel WHERE ready",
        )
        .await
}

#[tokio::test]
async fn a_sign_up_without_its_templates_is_looked_at_all_the_same() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    stage.unproven().await?;
    stage.graph.refuses_templates(100);
    let signup = Signup {
        id: SignupId::new(),
        kind: stage.channel.kind.clone(),
        app_ref: stage.channel.app_ref,
        account_id: stage.channel.account_id.clone(),
        channel: None,
        step: Step::Exchanged,
        obstacle: None,
        simulated: stage.channel.simulated,
        token_until: None,
        created_at: stage.clock.now(),
    };
    let mut tx = stage.tx().await?;
    signups::insert(&mut tx, &signup, None).await?;
    signups::stored(&mut tx, signup.id, stage.channel.id).await?;
    stage.desk.retry_signup(&mut tx, signup.id).await?;
    tx.commit(stage.clock.now()).await?;
    stage
        .until_true(
            "it is looked at",
            "SELECT count(*) FROM app.channel WHERE checked_at IS NOT NULL",
        )
        .await?;
    let mut tx = stage.tx().await?;
    let run = signups::get(&mut tx, signup.id).await?;
    let run = run.ok_or_else(|| anyhow::anyhow!("the run is gone"))?;
    assert_eq!(run.step, Step::Subscribed);
    assert!(run.obstacle.is_some(), "its templates are missing still");
    Ok(())
}

#[tokio::test]
async fn a_test_event_of_our_own_proves_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    stage.unproven().await?;
    let event = json!({"object": "whatsapp_business_account", "entry": [{"id": stage.waba, "time": 1,
        "changes": [{"field": "loket_test", "value": {"event": "one"}}]}]});
    stage.post(&event).await?;
    stage
        .until_true(
            "it is kept",
            "SELECT count(*) FROM app.inbound_event WHERE state = 'stored'",
        )
        .await?;
    stage.idle().await?;
    let heard = "SELECT count(*) FROM app.channel WHERE ready OR last_event_at IS NOT NULL";
    assert_eq!(stage.count(heard).await?, 0);
    // Nobody listens at the address of this house.
    let (workspace, id) = (stage.tenant.workspace, stage.channel.id);
    let tested = stage
        .desk
        .send_test_event(workspace, db::Actor::System, id)
        .await?;
    assert_ne!(tested.outcome, desk::TestOutcome::Arrived, "{tested:?}");
    Ok(())
}
