//! Permission taken back at Meta, and deletion asked for there: who signed is proved, tokens go, threads stay.

mod stage;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::channels::{Channel, TokenMark};
use db::grants::{self, Grantor, LeaveRequest};
use desk::LeaveRefusal;
use domain::clock::Clock as _;
use domain::gate::Connection;
use domain::news::Ended;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use stage::{SECRET, Stage, connect_as};

/// Whose permission the stage's token carries.
const WHO: &str = "10223344556677889";

fn signed(payload: &Value, secret: &str) -> String {
    let encoded = URL_SAFE_NO_PAD.encode(payload.to_string());
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length will do");
    mac.update(encoded.as_bytes());
    format!(
        "{}.{encoded}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

fn request(user: &str) -> Value {
    json!({"algorithm": "HMAC-SHA256", "issued_at": 1_790_000_000, "expires": 0, "user_id": user})
}

impl Stage {
    async fn granted_by(&self, channel: &Channel, user: &str) -> Result<()> {
        let (app, channel) = (channel.app_ref, channel.id);
        let grantor = Grantor::of(app, user);
        let mut tx = self.tx().await?;
        grants::know(&mut tx, channel, grantor, self.clock.now()).await?;
        Ok(tx.commit(self.clock.now()).await?)
    }

    /// What came to the address of the stage's own app.
    async fn asked(&self, why: Ended, text: &str) -> Result<LeaveRequest, LeaveRefusal> {
        let app = Some(self.channel.app_ref);
        self.desk.heed_leaving(app, why, text).await
    }

    async fn connected(&self) -> Result<i64> {
        self.count("SELECT count(*) FROM app.channel WHERE connection = 'connected'")
            .await
    }
}

#[tokio::test]
async fn deletion_destroys_their_tokens_once_and_keeps_the_threads() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("62811", "halo").await?;
    let (thread, _) = stage.until(|t| !t.is_empty()).await?;
    let other = connect_as(&stage.desk, stage.tenant, "9900011122", &stage.waba).await?;
    stage.granted_by(&stage.channel, WHO).await?;
    stage.granted_by(&other, "somebody else").await?;

    let text = signed(&request(WHO), SECRET);
    let mut codes = Vec::new();
    for _ in 0..3 {
        let asked = stage.asked(Ended::DeletionRequested, &text).await?;
        codes.push(asked.code);
    }
    codes.dedup();
    assert_eq!(codes.len(), 1, "told again is the same request");
    let known = stage.desk.leaving(&codes[0]).await?.expect("it is kept");
    assert!(known.finished_at.is_some());
    assert_eq!(
        stage.desk.leaving("abcdefghijkmnpqrstuvwxyz23").await?,
        None
    );

    let mut tx = stage.tx().await?;
    let gone = db::channels::get(&mut tx, stage.channel.id).await?.unwrap();
    assert_eq!(gone.connection, Connection::Disconnected);
    assert_eq!(gone.ended, Some(Ended::DeletionRequested));
    assert!(db::channels::token(&mut tx, gone.id).await?.is_none());
    assert!(db::channels::token(&mut tx, other.id).await?.is_some());
    drop(tx);
    assert_eq!(stage.connected().await?, 1);
    let left = "SELECT (SELECT count(*) FROM app.channel_grant) + (SELECT count(*) FROM app.data_key WHERE purpose LIKE 'channel:%')";
    assert_eq!(stage.count(left).await?, 2, "the other's only");
    let told = "SELECT count(*) FROM app.evidence WHERE kind = 'channel_disconnected'";
    assert_eq!(stage.count(told).await?, 1);
    assert_eq!(stage.thread(thread).await?.len(), 1);
    // The id itself is nowhere.
    let said = "SELECT count(*) FROM app.leave_request WHERE leave_request::text LIKE $1";
    assert_eq!(stage.count_with(said, &format!("%{WHO}%")).await?, 0);
    Ok(())
}

#[tokio::test]
async fn what_is_forged_or_unreadable_changes_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    stage.granted_by(&stage.channel, WHO).await?;
    let fair = signed(&request(WHO), SECRET);
    let (mac, payload) = fair.split_once('.').expect("two parts");
    let of_another = URL_SAFE_NO_PAD.encode(request("another").to_string());
    let weak = json!({"algorithm": "none", "issued_at": 1, "user_id": WHO});
    let forged = [
        signed(&request(WHO), "another-secret"),
        format!("{mac}.{of_another}"),
        format!("{}.{payload}", URL_SAFE_NO_PAD.encode([0; 32])),
        signed(&weak, SECRET),
    ];
    for text in forged {
        let refused = stage.asked(Ended::Deauthorized, &text).await;
        assert!(matches!(refused, Err(LeaveRefusal::Signature)), "{text}");
    }
    let nobody = json!({"algorithm": "HMAC-SHA256", "issued_at": 1});
    let unreadable = [
        String::new(),
        "no dot".to_owned(),
        format!("short.{payload}"),
        signed(&nobody, SECRET),
    ];
    for text in unreadable {
        let refused = stage.asked(Ended::Deauthorized, &text).await;
        assert!(matches!(refused, Err(LeaveRefusal::Malformed)), "{text}");
    }
    let elsewhere = domain::ids::AppRef::new();
    let refused = stage
        .desk
        .heed_leaving(Some(elsewhere), Ended::Deauthorized, &fair)
        .await;
    assert!(matches!(refused, Err(LeaveRefusal::UnknownApp)));
    assert_eq!(stage.connected().await?, 1);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.leave_request")
            .await?,
        0
    );
    Ok(())
}

#[tokio::test]
async fn what_a_fault_left_half_done_is_done_by_the_chores() -> Result<()> {
    let stage = Stage::set().await?;
    stage.granted_by(&stage.channel, WHO).await?;
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query(
        "CREATE FUNCTION app.no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$",
    )
    .execute(&mut admin)
    .await?;
    sqlx::query(
        "CREATE TRIGGER no BEFORE UPDATE ON app.channel FOR EACH ROW EXECUTE FUNCTION app.no()",
    )
    .execute(&mut admin)
    .await?;
    let text = signed(&request(WHO), SECRET);
    let asked = stage.asked(Ended::Deauthorized, &text).await?;
    let kept = stage.desk.leaving(&asked.code).await?.expect("it is kept");
    assert_eq!(
        kept.finished_at, None,
        "it is taken down, and not called done"
    );
    assert_eq!(stage.connected().await?, 1);
    sqlx::query("DROP TRIGGER no ON app.channel")
        .execute(&mut admin)
        .await?;
    stage.desk.finish_all_leaving().await?;
    assert_eq!(stage.connected().await?, 0);
    let done = stage.desk.leaving(&asked.code).await?.expect("it is kept");
    assert!(done.finished_at.is_some());
    Ok(())
}

#[tokio::test]
async fn who_asked_before_they_were_known_is_heeded_once_they_are() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    let text = signed(&request(WHO), SECRET);
    stage.asked(Ended::DeletionRequested, &text).await?;
    assert_eq!(
        stage.connected().await?,
        1,
        "nobody knows whose token it is"
    );
    stage.graph.tokens_are_of(WHO);
    let workspace = stage.tenant.workspace;
    stage
        .desk
        .check_channel(workspace, db::Actor::System, stage.channel.id)
        .await?;
    assert_eq!(stage.connected().await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_new_token_is_somebody_elses_until_it_is_looked_at() -> Result<()> {
    let stage = Stage::set().await?;
    stage.granted_by(&stage.channel, WHO).await?;
    let mut tx = stage.tx().await?;
    let token = meta::SecretString::from("EAAsecond");
    let now = stage.clock.now();
    assert!(
        db::channels::renew_token(
            &mut tx,
            stage.channel.id,
            &token,
            &TokenMark::default(),
            now
        )
        .await?
    );
    tx.commit(now).await?;
    let text = signed(&request(WHO), SECRET);
    stage.asked(Ended::Deauthorized, &text).await?;
    assert_eq!(stage.connected().await?, 1);
    Ok(())
}
