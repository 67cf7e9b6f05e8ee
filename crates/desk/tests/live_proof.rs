//! A number is proved by what its provider really told; by nothing else.

mod stage;

use std::time::Duration;

use anyhow::{Context as _, Result};
use db::Actor;
use db::live_proofs::LiveProof;
use desk::{Error, NewProof};
use domain::clock::Clock as _;
use domain::live_proof::{ProofState, Step};
use domain::readiness::{Part, State};
use domain::template::TemplateValues;
use serde_json::json;
use stage::Stage;
use testkit::wait_until;

/// A phone of the business, as people write it.
const WRITTEN: &str = "+62 811 0000 111";
const DIGITS: &str = "628110000111";

impl Stage {
    /// A number with an approved template; of a real provider when so asked.
    async fn provable(real: bool) -> Result<Self> {
        let stage = Self::set().await?;
        stage.graph.templates_are(vec![json!({
            "id": "8001", "name": "kabar", "language": "id", "category": "UTILITY", "status": "APPROVED",
            "components": [{"type": "BODY", "text": "Sudah ada lagi."}]
        })]);
        stage.idle().await?;
        let (ws, id) = (stage.tenant.workspace, stage.channel.id);
        stage.desk.sync_templates(ws, Actor::System, id).await?;
        let mut admin = stage.database.admin_connection().await?;
        // What was told of it comes from the same Meta.
        for table in [
            "UPDATE app.channel SET simulated = $1",
            "UPDATE app.channel_fact SET simulated = $1",
        ] {
            sqlx::query(table).bind(!real).execute(&mut admin).await?;
        }
        stage.customer_says(DIGITS, "halo").await?;
        stage.idle().await?;
        Ok(stage)
    }

    async fn begin(&self, phone: &str, agreed: Option<&str>) -> Result<(), Error> {
        let mut tx = self
            .tx()
            .await
            .map_err(|e| Error::Internal(e.to_string()))?;
        let new = NewProof {
            name: "kabar".to_owned(),
            language: "id".to_owned(),
            values: TemplateValues::default(),
            phone: phone.to_owned(),
            agreed: agreed.map(str::to_owned),
        };
        self.desk.begin_proof(&mut tx, self.channel.id, new).await?;
        tx.commit(self.desk.now()).await?;
        Ok(())
    }

    async fn proof(&self) -> Result<(LiveProof, Option<String>)> {
        let mut tx = self.tx().await?;
        let shown = self.desk.latest_proof(&mut tx, self.channel.id).await?;
        let shown = shown.context("a proof was begun")?;
        Ok((shown.proof, shown.message.provider_id))
    }

    async fn until_proof(
        &self,
        what: &str,
        fits: impl Fn(&LiveProof) -> bool,
    ) -> Result<LiveProof> {
        wait_until(what, Duration::from_secs(20), || async {
            self.proof().await.is_ok_and(|(proof, _)| fits(&proof))
        })
        .await?;
        Ok(self.proof().await?.0)
    }

    async fn row(&self) -> Result<(State, &'static str, bool)> {
        let mut tx = self.tx().await?;
        let list = self.desk.readiness(&mut tx, self.channel.id).await?;
        let row = list.rows.iter().find(|row| row.part == Part::LiveProof);
        let row = row.context("numbers have the row")?;
        Ok((row.state, row.reason, list.is_ready()))
    }

    /// As far as the answer, which is waited for.
    async fn arrives(&self) -> Result<()> {
        self.begin(WRITTEN, Some("Rekan kerja")).await?;
        self.until_proof("it was accepted", |p| p.steps.accepted.is_some())
            .await?;
        let wamid = self.proof().await?.1.context("Meta named it")?;
        let body = self.status_body(&wamid, "delivered", None);
        self.post(&body).await?;
        self.until_proof("it arrived", |p| p.steps.waits_for() == Some(Step::Replied))
            .await?;
        Ok(())
    }
}

#[tokio::test]
async fn a_real_proof_is_what_the_readiness_list_shows() -> Result<()> {
    let stage = Stage::provable(true).await?;
    assert_eq!(stage.row().await?.1, "proof_missing");
    stage.arrives().await?;
    assert_eq!(stage.row().await?.1, "proof_running");
    // Somebody else's words prove nothing.
    stage.customer_says("62899", "halo").await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(stage.proof().await?.0.state, ProofState::Running);
    stage.customer_says(DIGITS, "sudah sampai").await?;
    let passed = stage
        .until_proof("it passed", |p| p.state == ProofState::Passed)
        .await?;
    assert!(!passed.simulated && passed.ended_at.is_some());
    assert_eq!(
        stage.row().await?,
        (State::Ready, "proof_passed", false),
        "the list has other rows that nobody told of"
    );
    // A later one that comes to nothing does not undo it.
    stage.begin(WRITTEN, None).await?;
    let mut tx = stage.tx().await?;
    stage.desk.cancel_proof(&mut tx, stage.channel.id).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(stage.row().await?.1, "proof_passed");
    let told = "SELECT count(*) FROM app.evidence WHERE kind = 'account' AND convert_from(payload, 'UTF8')::jsonb ->> 'field' = 'live_proof'";
    assert_eq!(stage.count(told).await?, 4, "begun and ended, twice");
    Ok(())
}

#[tokio::test]
async fn what_a_simulated_provider_told_turns_nothing_green() -> Result<()> {
    let stage = Stage::provable(false).await?;
    stage.arrives().await?;
    stage.customer_says(DIGITS, "sudah sampai").await?;
    let passed = stage
        .until_proof("it passed", |p| p.state == ProofState::Passed)
        .await?;
    assert!(passed.simulated);
    let row = stage.row().await?;
    assert_eq!((row.0, row.1), (State::Unknown, "proof_simulated"));
    // The channel becomes a real one: what was simulated is still none.
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query("UPDATE app.channel SET simulated = false")
        .execute(&mut admin)
        .await?;
    assert_ne!(stage.row().await?.0, State::Ready);
    Ok(())
}

#[tokio::test]
async fn nobody_is_tested_without_their_consent() -> Result<()> {
    let stage = Stage::provable(false).await?;
    let field = |outcome: Result<(), Error>| match outcome {
        Err(Error::Invalid { field, .. }) => field,
        other => format!("{other:?}"),
    };
    assert_eq!(field(stage.begin("halo", None).await), "phone");
    assert_eq!(field(stage.begin("+62 21 5550", None).await), "phone");
    assert_eq!(field(stage.begin(WRITTEN, None).await), "agreed");
    assert_eq!(field(stage.begin(WRITTEN, Some("message")).await), "agreed");
    assert_eq!(stage.graph.sends().len(), 0);
    let opted = "SELECT count(*) FROM app.contact WHERE consent = 'opted_in'";
    assert_eq!(stage.count(opted).await?, 0, "nothing is left of a refusal");
    // Whoever said stop is not talked into it.
    stage.customer_says(DIGITS, "STOP").await?;
    stage.idle().await?;
    let stopped = stage.begin(WRITTEN, Some("Rekan kerja")).await;
    assert!(
        matches!(&stopped, Err(Error::Conflict { code, .. }) if *code == "stopped_by_customer"),
        "{stopped:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_step_that_does_not_happen_ends_it_in_time() -> Result<()> {
    let stage = Stage::provable(false).await?;
    stage.arrives().await?;
    stage.clock.advance(chrono::Duration::minutes(29));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(stage.proof().await?.0.state, ProofState::Running);
    stage.clock.advance(chrono::Duration::minutes(2));
    let late = stage
        .until_proof("it is late", |p| p.state == ProofState::Late)
        .await?;
    assert_eq!(late.steps.waits_for(), Some(Step::Replied));
    assert_eq!(stage.row().await?.1, "proof_failed");

    Ok(())
}

/// A person's message waits so long.
async fn waits(stage: &Stage, seconds: i32) -> Result<()> {
    let mut tx = stage.tx().await?;
    db::undo::set_seconds(&mut tx, seconds).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(())
}

#[tokio::test]
async fn what_was_written_before_the_template_left_is_no_answer() -> Result<()> {
    let stage = Stage::provable(true).await?;
    waits(&stage, 3).await?;
    stage.begin(WRITTEN, Some("Rekan kerja")).await?;
    stage.customer_says(DIGITS, "kok belum sampai?").await?;
    stage
        .until_proof("it was accepted", |p| p.steps.accepted.is_some())
        .await?;
    // Told again, or told late, it is still from before.
    let mut late = stage.text_body(DIGITS, "wamid.late", "dari tadi");
    let before = (stage.clock.now() - chrono::Duration::minutes(1)).timestamp();
    late["entry"][0]["changes"][0]["value"]["messages"][0]["timestamp"] = json!(before.to_string());
    stage.post(&late).await?;
    let wamid = stage.proof().await?.1.context("Meta named it")?;
    stage
        .post(&stage.status_body(&wamid, "delivered", None))
        .await?;
    stage
        .until_proof("it arrived", |p| p.steps.waits_for() == Some(Step::Replied))
        .await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(stage.proof().await?.0.state, ProofState::Running);
    stage.customer_says(DIGITS, "sudah").await?;
    let passed = stage
        .until_proof("it passed", |p| p.state == ProofState::Passed)
        .await?;
    assert!(passed.steps.replied >= passed.steps.accepted);
    Ok(())
}

#[tokio::test]
async fn a_test_that_is_cancelled_in_time_sends_nothing() -> Result<()> {
    let stage = Stage::provable(false).await?;
    waits(&stage, 20).await?;
    stage.begin(WRITTEN, Some("Rekan kerja")).await?;
    let mut tx = stage.tx().await?;
    stage.desk.cancel_proof(&mut tx, stage.channel.id).await?;
    tx.commit(stage.desk.now()).await?;
    stage.clock.advance(chrono::Duration::seconds(30));
    stage.idle().await?;
    assert_eq!(stage.graph.sends().len(), 0);
    let taken = "SELECT count(*) FROM app.message WHERE delivery = 'canceled'";
    assert_eq!(stage.count(taken).await?, 1);
    assert_eq!(stage.proof().await?.0.state, ProofState::Canceled);
    Ok(())
}

#[tokio::test]
async fn a_refused_test_leaves_its_reasons_with_the_number() -> Result<()> {
    let stage = Stage::provable(false).await?;
    // Somebody who never wrote may not be written to first.
    let refused = stage.begin("+62 811 0000 222", Some("Rekan kerja")).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    let of = |what: &'static str| stage.count(what);
    assert_eq!(of("SELECT count(*) FROM app.evidence WHERE kind = 'refused' AND subject LIKE 'channel:%' AND conversation_id IS NULL").await?, 1);
    assert_eq!(of("SELECT count(*) FROM app.evidence e WHERE conversation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM app.conversation c WHERE c.id = e.conversation_id)").await?, 0);
    Ok(())
}

#[tokio::test]
async fn whoever_is_written_to_first_counts_once() -> Result<()> {
    let stage = Stage::provable(false).await?;
    let counted = async || -> Result<i64> {
        let mut tx = stage.tx().await?;
        let health = stage.desk.channel_health(&mut tx, stage.channel.id).await?;
        Ok(health.written_first)
    };
    let send = async || -> Result<()> {
        stage.arrives().await?;
        let mut tx = stage.tx().await?;
        stage.desk.cancel_proof(&mut tx, stage.channel.id).await?;
        tx.commit(stage.desk.now()).await?;
        Ok(())
    };
    send().await?;
    assert_eq!(counted().await?, 0, "they wrote within the day");
    stage.clock.advance(chrono::Duration::hours(25));
    send().await?;
    send().await?;
    assert_eq!(counted().await?, 1);
    stage.clock.advance(chrono::Duration::hours(25));
    assert_eq!(counted().await?, 0);
    Ok(())
}
