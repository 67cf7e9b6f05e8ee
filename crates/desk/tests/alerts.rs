//! People hear of what is the matter with a channel once, as long as it is, and whoever may mend it gets a letter.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod stage;

use anyhow::Result;
use chrono::{Duration, SubsecRound as _};
use db::alerts::Raised;
use db::channel_facts::{self, Source, Telling};
use desk::Keep;
use desk::mail::{MailServer, MailTls, Mailer};
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use domain::alert::AlertKind;
use domain::clock::Clock as _;
use domain::ids::PersonId;
use domain::news::{Told, what};
use meta::SecretString;
use serde_json::{Value, json};
use sqlx::Executor as _;
use stage::{Stage, connect_as};
use testkit::Post;
use tokio_util::sync::CancellationToken;

const SARI: &str = "628110000001";

fn mailer(port: u16) -> Result<Mailer> {
    Ok(Mailer::new(&MailServer {
        host: "127.0.0.1".to_owned(),
        port,
        tls: MailTls::Off,
        account: None,
        from: "Loket <desk@loket.example>".to_owned(),
    })?)
}

async fn writing() -> Result<(Stage, Post)> {
    let post = Post::open().await?;
    Ok((Stage::writing(mailer(post.port())?).await?, post))
}

impl Stage {
    async fn member(&self, email: &str, role: WorkspaceRole) -> Result<PersonId> {
        let new = NewPerson {
            email: email.to_owned(),
            name: "Rina".to_owned(),
            password: None,
            grants: vec![Grant::Workspace(self.tenant.workspace, role)],
        };
        Ok(provision::create_person(&self.desk, new).await?.person.id)
    }

    /// What Meta tells of the number, and what comes of it.
    async fn rated(&self, event: &str) -> Result<()> {
        self.tells(event).await?;
        self.idle().await
    }

    async fn tells(&self, event: &str) -> Result<()> {
        let at = self.clock.now().timestamp();
        let value =
            json!({"display_phone_number": "62215550", "event": event, "current_limit": "TIER_1K"});
        let body = json!({"object": "whatsapp_business_account", "entry": [{"id": self.waba, "time": at,
            "changes": [{"field": "phone_number_quality_update", "value": value}]}]});
        Ok(self.post(&body).await?)
    }

    /// A message of ours fails so.
    async fn fails(&self, error: &Value) -> Result<()> {
        let thread = self.conversations().await?[0].id;
        let (_, thread) = self
            .until_in(thread, |t| {
                t.iter().any(|m| m.outbound && m.provider_id.is_some())
            })
            .await?;
        let ours = thread.iter().rfind(|m| m.outbound).unwrap();
        let at = self.clock.now().timestamp().to_string();
        let status = json!({"id": ours.provider_id, "status": "failed", "timestamp": at, "recipient_id": SARI, "errors": [error]});
        self.post(&self.envelope(&json!({"statuses": [status]})))
            .await?;
        self.idle().await
    }

    /// What a look at the provider would say; nobody settles what follows from it but the hour.
    async fn looked(&self, name: &str, value: Value) -> Result<()> {
        let now = self.clock.now();
        let how = Telling {
            at: now,
            heard_at: now,
            source: Source::Check,
            simulated: true,
        };
        let mut tx = self.tx().await?;
        channel_facts::tell(&mut tx, self.channel.id, &Told::new(name, value), how).await?;
        Ok(tx.commit(now).await?)
    }

    async fn told(&self) -> Result<Vec<Raised>> {
        let mut tx = self.tx().await?;
        Ok(self.desk.alerts(&mut tx, None).await?.alerts)
    }

    async fn standing(&self) -> Result<Vec<AlertKind>> {
        let all = self.told().await?;
        let open = all.into_iter().filter(|one| one.cleared_at.is_none());
        Ok(open.map(|one| one.alert.kind).collect())
    }

    async fn hour_passes(&self) -> Result<()> {
        self.clock.advance(Duration::minutes(61));
        self.desk
            .do_chores(Keep::default(), &CancellationToken::new())
            .await?;
        self.idle().await
    }

    async fn new_token(&self) -> Result<()> {
        let token = SecretString::from(format!("EAA{}", uuid::Uuid::new_v4().simple()));
        let tx = self.tx().await?;
        let proven = self.desk.prove_token(tx, self.channel.id, token).await?;
        let mut tx = self.tx().await?;
        self.desk.renew_token(&mut tx, proven).await?;
        Ok(tx.commit(self.desk.now()).await?)
    }
}

#[tokio::test]
async fn quality_is_told_while_it_is_poor() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    assert_eq!(stage.told().await?, []);
    for _ in 0..2 {
        stage.rated("FLAGGED").await?;
        assert_eq!(stage.standing().await?, [AlertKind::QualityLow]);
        stage.clock.advance(Duration::seconds(5));
    }
    stage.looked(what::QUALITY, json!("YELLOW")).await?;
    stage.hour_passes().await?;
    assert_eq!(stage.standing().await?, [AlertKind::QualityMedium]);
    stage.looked(what::QUALITY, json!("GREEN")).await?;
    stage.hour_passes().await?;
    assert_eq!(stage.standing().await?, []);
    // What was is shown for a week.
    assert_eq!(stage.told().await?.len(), 2);
    stage.clock.advance(Duration::days(8));
    assert_eq!(stage.told().await?, []);
    Ok(())
}

#[tokio::test]
async fn a_lost_token_is_written_about_once_to_those_who_may_mend_it() -> Result<()> {
    let (stage, mut post) = writing().await?;
    stage
        .member("pemilik@toko.example", WorkspaceRole::Owner)
        .await?;
    stage
        .member("admin@toko.example", WorkspaceRole::CommunicationsAdmin)
        .await?;
    stage
        .member("agen@toko.example", WorkspaceRole::Agent)
        .await?;
    stage.customer_says(SARI, "Halo").await?;
    let (id, _) = stage.until(|t| t.len() == 1).await?;
    stage.reply(id, "Halo Kak").await?;
    stage.idle().await?;
    // Meta tells whole seconds: within the one in which the token came it would be older news.
    stage.clock.advance(Duration::seconds(5));
    stage.fails(&json!({"code": 190})).await?;
    assert_eq!(stage.standing().await?, [AlertKind::NeedsReauth]);
    let letters = [post.letter().await.unwrap(), post.letter().await.unwrap()];
    for who in ["pemilik@toko.example", "admin@toko.example"] {
        let to = format!("To: {who}");
        let theirs: Vec<_> = letters.iter().filter(|one| one.contains(&to)).collect();
        assert_eq!(theirs.len(), 1, "{letters:?}");
        assert!(
            theirs[0].contains("http://127.0.0.1:8080/settings/channels"),
            "{}",
            theirs[0]
        );
        assert!(theirs[0].contains("[simulated"), "{}", theirs[0]);
        assert!(
            theirs[0].contains("Meta tidak lagi menerima"),
            "{}",
            theirs[0]
        );
    }
    assert_eq!(post.more().await, [""; 0]);

    // Mended and lost again on the same day: the desk says it, no mailbox fills.
    stage.clock.advance(Duration::seconds(60));
    stage.new_token().await?;
    assert_eq!(stage.standing().await?, []);
    stage.reply(id, "Masih ada Kak").await?;
    stage.idle().await?;
    stage.clock.advance(Duration::seconds(60));
    stage.fails(&json!({"code": 190})).await?;
    assert_eq!(stage.standing().await?, [AlertKind::NeedsReauth]);
    assert_eq!(post.more().await, [""; 0]);
    // What still stands a day after the letter before is written about.
    stage.clock.advance(Duration::hours(23));
    stage.hour_passes().await?;
    assert_eq!(post.more().await.len(), 2);
    stage.clock.advance(Duration::hours(25));
    stage.hour_passes().await?;
    assert_eq!(post.more().await, [""; 0], "once about each");
    Ok(())
}

#[tokio::test]
async fn an_end_at_the_provider_is_told_and_one_by_hand_is_not() -> Result<()> {
    let stage = Stage::set().await?;
    stage.rated("FLAGGED").await?;
    let value = json!({"event": "PARTNER_REMOVED", "waba_info": {"waba_id": stage.waba, "owner_business_id": "77"}});
    let at = stage.clock.now().timestamp() + 1;
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": stage.waba, "time": at,
        "changes": [{"field": "account_update", "value": value}]}]});
    stage.post(&body).await?;
    stage.idle().await?;
    assert_eq!(stage.standing().await?, [AlertKind::Ended]);
    // Connected again, it is another channel; nothing is the matter any more.
    let again = connect_as(&stage.desk, stage.tenant, &stage.number, &stage.waba).await?;
    assert_ne!(again.id, stage.channel.id);
    stage.idle().await?;
    assert_eq!(stage.standing().await?, []);
    stage.hour_passes().await?;
    assert_eq!(stage.standing().await?, []);

    let stage = Stage::set().await?;
    stage.rated("FLAGGED").await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .disconnect_channel(&mut tx, stage.channel.id)
        .await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(stage.standing().await?, []);
    Ok(())
}

#[tokio::test]
async fn a_letter_waits_for_a_mail_server_that_is_away() -> Result<()> {
    // Nobody listens there.
    let away = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = away.local_addr()?.port();
    drop(away);
    let stage = Stage::writing(mailer(port)?).await?;
    stage
        .member("pemilik@toko.example", WorkspaceRole::Owner)
        .await?;
    stage.tells("FLAGGED").await?;
    let waits = "SELECT count(*) FROM app.job j JOIN app.lane l USING (workspace_id, key)
       WHERE j.kind = 'alert_letter' AND l.ready_at > now() + interval '10 minutes'";
    stage.until_true("it is tried again later", waits).await?;
    Ok(())
}

#[tokio::test]
async fn time_alone_raises_an_alert_and_forgets_what_is_long_over() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    // Postgres keeps microseconds.
    let ends = (stage.clock.now() + Duration::days(6)).trunc_subsecs(3);
    let token = json!({"valid": true, "expires_at": ends.to_rfc3339()});
    stage.looked(what::TOKEN, token).await?;
    stage.hour_passes().await?;
    assert_eq!(stage.standing().await?, []);
    stage.clock.advance(Duration::days(1));
    stage.hour_passes().await?;
    let told = stage.told().await?;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].alert.kind, AlertKind::TokenEnds);
    assert_eq!(told[0].alert.until, Some(ends));
    stage.new_token().await?;
    assert_eq!(stage.standing().await?, []);
    stage.clock.advance(Duration::days(91));
    stage.hour_passes().await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.alert").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_template_that_meta_saw_otherwise_is_told_for_a_week_and_not_what_was_so_from_the_start()
-> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    let mut admin = stage.database.admin_connection().await?;
    // As if nobody had looked yet.
    admin
        .execute("DELETE FROM app.channel_fact WHERE what = 'check'")
        .await?;
    let listed = |name: &str, status: &str, category: &str| {
        json!({"id": name, "name": name, "language": "id", "category": category, "status": status,
            "components": [{"type": "BODY", "text": "Diskon!"}]})
    };
    let read = async |list: Vec<Value>| -> Result<()> {
        stage.graph.templates_are(list);
        let (ws, id) = (stage.tenant.workspace, stage.channel.id);
        stage.desk.sync_templates(ws, db::Actor::System, id).await?;
        Ok(())
    };
    read(vec![
        listed("lama", "REJECTED", "MARKETING"),
        listed("promo", "PENDING", "UTILITY"),
        listed("kabar", "APPROVED", "UTILITY"),
    ])
    .await?;
    let standing = async || -> Result<Vec<(AlertKind, Option<String>)>> {
        let mut tx = stage.tx().await?;
        let open = db::alerts::open(&mut tx, stage.channel.id).await?;
        let mut all: Vec<_> = open
            .into_iter()
            .map(|one| (one.alert.kind, one.alert.reason))
            .collect();
        all.sort();
        Ok(all)
    };
    assert_eq!(standing().await?, [], "rejected long ago");

    let moved = vec![
        listed("lama", "REJECTED", "MARKETING"),
        listed("promo", "REJECTED", "MARKETING"),
        listed("kabar", "PAUSED", "UTILITY"),
    ];
    read(moved.clone()).await?;
    let named = |kind, name: &str| (kind, Some(name.to_owned()));
    let told = [
        named(AlertKind::TemplateStopped, "kabar"),
        named(AlertKind::TemplateRejected, "promo"),
        named(AlertKind::TemplateCategory, "promo"),
    ];
    assert_eq!(standing().await?, told);
    read(moved.clone()).await?;
    assert_eq!(standing().await?, told, "read again, nothing moved");

    read(vec![
        listed("lama", "REJECTED", "MARKETING"),
        listed("promo", "APPROVED", "MARKETING"),
        listed("kabar", "APPROVED", "UTILITY"),
    ])
    .await?;
    assert_eq!(
        standing().await?,
        [named(AlertKind::TemplateCategory, "promo")]
    );
    stage.clock.advance(Duration::days(8));
    read(vec![listed("promo", "APPROVED", "MARKETING")]).await?;
    assert_eq!(standing().await?, [], "a week has passed");

    // Meta allows a name of 512 characters, and all the others are still read.
    let long = "n".repeat(512);
    read(vec![listed(&long, "APPROVED", "UTILITY")]).await?;
    read(vec![listed(&long, "PAUSED", "UTILITY")]).await?;
    assert_eq!(
        standing().await?,
        [named(AlertKind::TemplateStopped, &long)]
    );
    Ok(())
}

#[tokio::test]
async fn the_first_template_of_all_is_told_of_too() -> Result<()> {
    let stage = Stage::set().await?;
    stage.graph.templates_are(Vec::new());
    let (ws, id) = (stage.tenant.workspace, stage.channel.id);
    stage.desk.check_channel(ws, db::Actor::System, id).await?;
    let template = json!({"id": "7", "name": "promo", "language": "id", "category": "MARKETING", "status": "REJECTED",
        "components": [{"type": "BODY", "text": "Diskon!"}]});
    stage.graph.templates_are(vec![template]);
    stage.desk.sync_templates(ws, db::Actor::System, id).await?;
    assert_eq!(stage.standing().await?, [AlertKind::TemplateRejected]);
    Ok(())
}

#[tokio::test]
async fn what_meta_says_of_a_pin_and_warns_of_is_told() -> Result<()> {
    let stage = Stage::set().await?;
    let tell = async |field: &str, value: Value| -> Result<()> {
        let at = stage.clock.now().timestamp();
        let body = json!({"object": "whatsapp_business_account", "entry": [{"id": stage.waba, "time": at,
            "changes": [{"field": field, "value": value}]}]});
        stage.post(&body).await?;
        stage.idle().await
    };
    let warns = |status: &str, severity: &str| {
        json!({"entity_type": "WABA", "entity_id": stage.waba, "alert_info": {"alert_severity": severity,
            "alert_status": status, "alert_type": "OBA_REJECTED", "alert_description": "Not notable."}})
    };
    let pin = json!({"display_phone_number": "62215550", "event": "PIN_RESET_REQUEST"});
    tell("security", pin).await?;
    tell("account_alerts", warns("ACTIVE", "INFORMATIONAL")).await?;
    let standing = async || -> Result<Vec<_>> {
        let mut tx = stage.tx().await?;
        let open = db::alerts::open(&mut tx, stage.channel.id).await?;
        Ok(open
            .into_iter()
            .map(|one| (one.alert.kind, one.alert.reason.unwrap_or_default()))
            .collect())
    };
    let asked = (AlertKind::Pin, "PIN_RESET_REQUEST".to_owned());
    assert_eq!(standing().await?, std::slice::from_ref(&asked));
    stage.clock.advance(Duration::seconds(5));
    tell("account_alerts", warns("ACTIVE", "WARNING")).await?;
    let warned = (AlertKind::Warning, "OBA_REJECTED".to_owned());
    let mut both = standing().await?;
    both.sort();
    assert_eq!(both, [asked.clone(), warned]);
    stage.clock.advance(Duration::seconds(5));
    tell("account_alerts", warns("RESOLVED", "WARNING")).await?;
    assert_eq!(standing().await?, std::slice::from_ref(&asked));

    // The same once more is told anew: who saw the first has not seen this.
    let raised = async || -> Result<Vec<_>> {
        let mut tx = stage.tx().await?;
        let open = db::alerts::open(&mut tx, stage.channel.id).await?;
        Ok(open.into_iter().map(|one| one.raised_at).collect())
    };
    let first = raised().await?;
    stage.clock.advance(Duration::minutes(5));
    tell("account_alerts", warns("ACTIVE", "INFORMATIONAL")).await?;
    assert_eq!(raised().await?, first, "nothing happened to the PIN");
    tell(
        "security",
        json!({"display_phone_number": "62215550", "event": "PIN_RESET_REQUEST"}),
    )
    .await?;
    assert_eq!(standing().await?, [asked]);
    assert!(raised().await? > first);
    Ok(())
}
