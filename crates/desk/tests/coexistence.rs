//! A number that stays in the WhatsApp Business app: what is told of there has its effect once, in any order, and what is
//! past stays past.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

mod stage;

use anyhow::Result;
use chrono::Duration;
use db::channels;
use db::contacts::Contact;
use db::messages::Message;
use desk::Keep;
use domain::channel::ReplyMode;
use domain::clock::Clock as _;
use domain::content::Content;
use domain::gate::RefusalCode;
use serde_json::{Value, json};
use stage::Stage;
use tokio_util::sync::CancellationToken;

const RINA: &str = "62811000111";
const OWN: &str = "62215550";

/// The stage's words of the app.
struct App {
    stage: Stage,
    now: i64,
}

impl App {
    async fn set() -> Result<Self> {
        let stage = Stage::set().await?;
        let now = stage.clock.now().timestamp();
        Ok(Self { stage, now })
    }

    fn field(&self, field: &str, value: &Value) -> Value {
        let mut body = self.stage.envelope(value);
        body["entry"][0]["changes"][0]["field"] = json!(field);
        body["entry"][0]["time"] = json!(self.now);
        body
    }

    fn echo(&self, id: &str, ago: i64, what: &Value) -> Value {
        let mut item = what.clone();
        item["from"] = json!(OWN);
        item["to"] = json!(RINA);
        item["id"] = json!(id);
        item["timestamp"] = json!((self.now - ago).to_string());
        self.field("smb_message_echoes", &json!({"message_echoes": [item]}))
    }

    fn echo_text(&self, id: &str, ago: i64, words: &str) -> Value {
        self.echo(id, ago, &json!({"type": "text", "text": {"body": words}}))
    }

    fn live(&self, id: &str, ago: i64, words: &str) -> Value {
        self.field("messages", &json!({
            "contacts": [{"profile": {"name": "Rina"}, "wa_id": RINA}],
            "messages": [{"from": RINA, "id": id, "timestamp": (self.now - ago).to_string(), "type": "text", "text": {"body": words}}],
        }))
    }

    fn contact(&self, action: &str, name: &str, ago: i64) -> Value {
        self.field("smb_app_state_sync", &json!({"state_sync": [{"type": "contact", "action": action,
            "contact": {"full_name": name, "phone_number": RINA}, "metadata": {"timestamp": (self.now - ago).to_string()}}]}))
    }

    /// One part of the past: messages as (id, days ago, own, words).
    fn past(&self, progress: u32, said: &[(&str, i64, bool, &str)]) -> Value {
        let messages: Vec<Value> = said
            .iter()
            .map(|(id, days, own, words)| {
                json!({"from": if *own { OWN } else { RINA }, "id": id, "timestamp": (self.now - days * 86_400).to_string(), "type": "text",
                    "text": {"body": words}, "history_context": {"status": if *own { "DELIVERED" } else { "READ" }}})
            })
            .collect();
        self.field("history", &json!({"history": [{"metadata": {"phase": 0, "chunk_order": progress, "progress": progress},
            "threads": [{"id": RINA, "messages": messages}]}]}))
    }

    async fn tell(&self, body: &Value) -> Result<()> {
        self.stage.post(body).await?;
        self.stage.idle().await
    }

    async fn thread(&self) -> Result<(db::conversations::ListRow, Vec<Message>)> {
        let row = self.stage.conversations().await?.remove(0);
        let thread = self.stage.thread(row.id).await?;
        Ok((row, thread))
    }

    async fn rina(&self) -> Result<Contact> {
        let (row, _) = self.thread().await?;
        let mut tx = self.stage.tx().await?;
        Ok(db::contacts::get(&mut tx, row.contact).await?.unwrap())
    }

    async fn names(&self) -> Result<Vec<Option<String>>> {
        let mut admin = self.stage.database.admin_connection().await?;
        Ok(
            sqlx::query_scalar("SELECT name FROM app.contact WHERE merged_into IS NULL")
                .fetch_all(&mut admin)
                .await?,
        )
    }

    async fn channel(&self) -> Result<channels::Channel> {
        let mut tx = self.stage.tx().await?;
        Ok(channels::get(&mut tx, self.stage.channel.id)
            .await?
            .unwrap())
    }

    /// From now on a rule answers what it can.
    async fn answers_by_rule(&self) -> Result<()> {
        let mut tx = self.stage.tx().await?;
        channels::change(
            &mut tx,
            self.stage.channel.id,
            None,
            Some(ReplyMode::AutoSend),
            None,
        )
        .await?;
        tx.commit(self.stage.desk.now()).await?;
        Ok(())
    }
}

#[tokio::test]
async fn what_the_owner_writes_enters_the_thread_and_silences_rules() -> Result<()> {
    let app = App::set().await?;
    app.tell(&app.live("in1", 60, "Halo, masih ada?")).await?;
    let (_, before) = app.thread().await?;
    for _ in 0..2 {
        app.tell(&app.echo_text("e1", 30, "Masih, kak")).await?;
    }
    let (row, thread) = app.thread().await?;
    assert_eq!(thread.len(), before.len() + 1, "{thread:#?}");
    let written = thread.iter().find(|m| m.outbound).unwrap();
    assert_eq!(
        written.author.as_ref().unwrap(),
        &json!({"kind": "person", "name": "WhatsApp Business app", "in_app": true})
    );
    assert!(row.human_has_floor && !written.history);
    assert_eq!(written.delivery.as_deref(), Some("sent"));
    let open = "SELECT count(*) FROM app.draft WHERE state IN ('waiting', 'held', 'no_grounding')";
    assert_eq!(app.stage.count(open).await?, 0, "a draft waits on");
    assert!(app.stage.graph.sends().is_empty());
    assert!(app.channel().await?.coexistence, "it is used there");
    // From now on it sends at the pace of such numbers, and what is told of ours is no second message.
    let sent = app.stage.reply(row.id, "Silakan").await?;
    app.stage.idle().await?;
    let mut tx = app.stage.tx().await?;
    let sent = db::messages::get(&mut tx, sent).await?.unwrap();
    drop(tx);
    app.tell(&app.echo_text(&sent.provider_id.unwrap(), 0, "Silakan"))
        .await?;
    assert_eq!(app.thread().await?.1.len(), 3);
    let bucket = "SELECT floor(tokens)::bigint FROM app.bucket ORDER BY tokens LIMIT 1";
    assert!(
        app.stage.count(bucket).await? < 20,
        "20 a second, not 80: nothing more can be saved up"
    );
    Ok(())
}

#[tokio::test]
async fn that_a_number_is_used_there_is_known_even_if_its_row_is_held() -> Result<()> {
    let app = App::set().await?;
    let mut holder = app.stage.database.admin_connection().await?;
    let mut held = sqlx::Connection::begin(&mut holder).await?;
    sqlx::query("SELECT 1 FROM app.channel FOR NO KEY UPDATE")
        .execute(&mut *held)
        .await?;
    let pending = "SELECT count(*) FROM app.inbound_event WHERE state = 'pending'";
    app.stage
        .post(&app.echo_text("e1", 30, "Masih, kak"))
        .await?;
    testkit::wait_until(
        "the echo waits",
        std::time::Duration::from_secs(30),
        || async { app.stage.count(pending).await.unwrap() == 1 },
    )
    .await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(app.stage.count(pending).await?, 1, "it was applied without");
    held.rollback().await?;
    app.stage.idle().await?;
    assert!(app.channel().await?.coexistence, "it is used there");
    assert_eq!(app.thread().await?.1.len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_echo_opens_no_window() -> Result<()> {
    let app = App::set().await?;
    app.tell(&app.echo_text("e1", 5, "Promo hari ini")).await?;
    let (row, _) = app.thread().await?;
    let refused = app.stage.reply(row.id, "Halo?").await.unwrap_err();
    let Some(desk::Error::Refused(verdict)) = refused.downcast_ref::<desk::Error>() else {
        return Err(refused);
    };
    assert!(
        verdict.codes().contains(&RefusalCode::WindowNeverOpened),
        "{:?}",
        verdict.codes()
    );
    Ok(())
}

#[tokio::test]
async fn the_owner_edits_deletes_and_reacts_in_any_order() -> Result<()> {
    let app = App::set().await?;
    let edit = app.echo("x1", 20, &json!({"type": "edit", "edit": {"original_message_id": "e1", "message": {"type": "text", "text": {"body": "Rp 90.000"}}}}));
    let gone = app.echo(
        "x2",
        10,
        &json!({"type": "revoke", "revoke": {"original_message_id": "e2"}}),
    );
    let heart = app.echo(
        "x3",
        5,
        &json!({"type": "reaction", "reaction": {"message_id": "in1", "emoji": "❤️"}}),
    );
    let facts = [
        app.live("in1", 60, "Harganya?"),
        app.echo_text("e1", 40, "Rp 80.000"),
        app.echo_text("e2", 30, "Salah kirim"),
        edit,
        gone,
        heart,
    ];
    for n in [4, 3, 5, 2, 1, 0, 3, 4, 5, 1] {
        app.tell(&facts[n]).await?;
    }
    let (row, thread) = app.thread().await?;
    let said: Vec<&Content> = thread.iter().map(|m| &m.content).collect();
    assert_eq!(
        said[..2],
        [
            &Content::Text {
                body: "Harganya?".to_owned()
            },
            &Content::Text {
                body: "Rp 90.000".to_owned()
            }
        ]
    );
    assert_eq!((said[2], thread.len()), (&Content::Deleted, 3));
    let mut tx = app.stage.tx().await?;
    let signs = db::messages::reactions(&mut tx, row.id, &["in1".to_owned()]).await?;
    assert_eq!(
        (signs[0].by.as_str(), signs[0].emoji.as_str()),
        ("business", "❤️")
    );
    Ok(())
}

#[tokio::test]
async fn the_past_is_shown_and_nothing_follows_from_it() -> Result<()> {
    let app = App::set().await?;
    app.answers_by_rule().await?;
    let told = app.past(
        55,
        &[
            ("p1", 30, false, "Halo, buka jam berapa?"),
            ("p2", 29, true, "Jam 9 kak"),
            ("p3", 0, false, "STOP"),
        ],
    );
    for _ in 0..3 {
        app.tell(&told).await?;
    }
    app.stage.desk.tend_inboxes().await?;
    let (row, thread) = app.thread().await?;
    assert_eq!(thread.len(), 3, "{thread:#?}");
    assert!(thread.iter().all(|m| m.history));
    assert_eq!(thread[1].delivery.as_deref(), Some("delivered"));
    assert_eq!((row.unread, row.failed), (0, 0));
    assert_eq!(row.standing, db::conversations::Standing::Resolved);
    assert!(row.last_customer_at.is_none() && row.assignee.is_none() && !row.human_has_floor);
    let rina = app.rina().await?;
    assert_eq!(rina.consent, domain::consent::Consent::None);
    assert!(!rina.wrote_first);
    for nothing in [
        "SELECT count(*) FROM app.draft",
        "SELECT count(*) FROM app.consent_entry",
        "SELECT count(*) FROM app.alert",
    ] {
        assert_eq!(app.stage.count(nothing).await?, 0, "{nothing}");
    }
    assert!(app.stage.graph.sends().is_empty());
    app.stage
        .reply(row.id, "Halo?")
        .await
        .expect_err("the past opened a window");
    let mut tx = app.stage.tx().await?;
    assert!(app.stage.desk.verify_evidence(&mut tx).await?.ok);
    Ok(())
}

#[tokio::test]
async fn a_file_of_the_past_takes_its_place_and_never_loses_it() -> Result<()> {
    let app = App::set().await?;
    let item = |kind: &str| {
        let mut one = json!({"from": OWN, "to": RINA, "id": "p1", "timestamp": (app.now - 86_400).to_string(), "type": kind,
            "history_context": {"status": "READ"}});
        if kind == "image" {
            one["image"] = json!({"id": "m7", "mime_type": "image/jpeg"});
        }
        one
    };
    let place = app.field(
        "history",
        &json!({"history": [{"metadata": {"phase": 0, "chunk_order": 1, "progress": 10}, "threads": [{"id": RINA, "messages": [item("media_placeholder")]}]}]}),
    );
    let file = app.field("history", &json!({"messages": [item("image")]}));
    for order in [[&place, &file], [&file, &place]] {
        let app = App::set().await?;
        for body in order.into_iter().chain(order) {
            let mut body = body.clone();
            body["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] =
                json!(app.stage.number);
            app.tell(&body).await?;
        }
        let (_, thread) = app.thread().await?;
        assert_eq!(thread.len(), 1);
        assert_eq!(thread[0].content.kind(), "image");
    }
    Ok(())
}

/// The same facts in many orders, each told more than once: one end.
#[tokio::test]
async fn order_and_repetition_do_not_matter() -> Result<()> {
    let mut ends = std::collections::BTreeSet::new();
    for seed in 0_usize..6 {
        let app = App::set().await?;
        let mut facts = [
            app.past(20, &[("w1", 3, false, "dulu"), ("w2", 2, true, "ya")]),
            app.past(100, &[("w1", 3, false, "dulu"), ("w3", 1, false, "STOP")]),
            app.live("w4", 300, "Halo"),
            // Told as the past, and of the present all the same.
            app.past(60, &[("w4", 0, false, "Halo"), ("w5", 0, true, "Hai")]),
            app.echo_text("w5", 200, "Hai"),
            app.contact("add", "Bu Rina", 900),
            app.contact("remove", "Bu Rina", 800),
        ];
        for (at, id) in [(3_usize, 0_usize), (3, 1)] {
            let path =
                format!("/entry/0/changes/0/value/history/0/threads/0/messages/{id}/timestamp");
            let ago = if id == 0 { 300 } else { 200 };
            *facts[at].pointer_mut(&path).unwrap() = json!((app.now - ago).to_string());
        }
        for n in 0..facts.len() * 2 {
            // Steps of two primes meet all, in different orders.
            let at = (n * [1, 2, 3, 4, 5, 6][seed] + seed) % facts.len();
            app.tell(&facts[at]).await?;
        }
        let (row, thread) = app.thread().await?;
        let said: Vec<(bool, bool, &str, Option<&str>)> = thread
            .iter()
            .filter(|m| m.provider_id.is_some())
            .map(|m| {
                (
                    m.outbound,
                    m.history,
                    m.content.words(),
                    m.delivery.as_deref(),
                )
            })
            .collect();
        let mut tx = app.stage.tx().await?;
        let sync = db::app_sync::get(&mut tx, app.stage.channel.id)
            .await?
            .unwrap();
        drop(tx);
        let rina = app.rina().await?;
        assert_eq!(rina.name.as_deref(), Some("Rina"), "what she shows herself");
        ends.insert(format!(
            "{said:?} unread {} floor {} open {:?} window {:?} consent {:?} {:?} {:?} notes {}",
            row.unread,
            row.human_has_floor,
            row.standing,
            row.last_customer_at.map(|at| at.timestamp() - app.now),
            rina.consent,
            sync.phase,
            sync.progress,
            thread.len() - said.len(),
        ));
    }
    assert_eq!(ends.len(), 1, "{ends:#?}");
    let end = ends.pop_first().unwrap();
    assert!(
        end.contains("unread 1 floor true open Open window Some(-300)"),
        "{end}"
    );
    assert!(
        end.contains("consent None Some(0) Some(100) notes 0"),
        "{end}"
    );
    Ok(())
}

#[tokio::test]
async fn the_app_names_people_where_nothing_else_does() -> Result<()> {
    let steps = |app: &App| {
        [
            app.contact("add", "Bu Rina", 900),
            app.contact("edit", "Ibu Rina", 800),
            app.contact("remove", "Ibu Rina", 700),
        ]
    };
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let app = App::set().await?;
        let told = steps(&app);
        for n in order {
            app.tell(&told[n]).await?;
        }
        assert_eq!(app.names().await?, [None], "{order:?}: taken out last");
    }
    let app = App::set().await?;
    let told = steps(&app);
    app.tell(&told[1]).await?;
    app.tell(&told[0]).await?;
    assert_eq!(app.names().await?, [Some("Ibu Rina".to_owned())]);
    // What she shows herself is ours, and stays when the owner forgets her.
    app.tell(&app.live("in1", 10, "Halo")).await?;
    assert_eq!(app.names().await?, [Some("Rina".to_owned())]);
    app.tell(&told[2]).await?;
    assert_eq!(app.names().await?, [Some("Rina".to_owned())]);
    let erased_nothing = "SELECT count(*) FROM app.message WHERE kind = 'text'";
    assert_eq!(app.stage.count(erased_nothing).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_declined_past_is_recorded() -> Result<()> {
    let app = App::set().await?;
    app.tell(&app.field(
        "history",
        &json!({"history": [{"errors": [{"code": 2_593_109, "title": "declined"}]}]}),
    ))
    .await?;
    let mut tx = app.stage.tx().await?;
    let sync = db::app_sync::get(&mut tx, app.stage.channel.id)
        .await?
        .unwrap();
    assert!(sync.declined_at.is_some());
    assert_eq!(sync.progress, None);
    assert!(app.stage.conversations().await?.is_empty());
    app.stage.clock.advance(Duration::hours(1));
    Ok(())
}

#[tokio::test]
async fn an_app_that_lets_go_or_is_not_seen_is_told() -> Result<()> {
    let app = App::set().await?;
    let standing = async |app: &App| -> Result<Vec<String>> {
        let mut admin = app.stage.database.admin_connection().await?;
        Ok(
            sqlx::query_scalar("SELECT kind FROM app.alert WHERE cleared_at IS NULL ORDER BY kind")
                .fetch_all(&mut admin)
                .await?,
        )
    };
    let update = |event: &str, ago: i64| {
        json!({"object": "whatsapp_business_account", "entry": [{"id": app.stage.waba, "time": app.now - ago,
            "changes": [{"field": "account_update", "value": {"event": event}}]}]})
    };
    app.tell(&app.echo_text("e1", 30, "Halo")).await?;
    assert_eq!(standing(&app).await?, [] as [&str; 0]);
    // The later word counts, in whatever order they come.
    app.stage.post(&update("ACCOUNT_OFFBOARDED", 20)).await?;
    app.stage
        .until_true(
            "it is told",
            "SELECT count(*) FROM app.alert WHERE kind = 'app_lost' AND cleared_at IS NULL",
        )
        .await?;
    app.stage.post(&update("ACCOUNT_RECONNECTED", 10)).await?;
    app.stage
        .until_true(
            "it is over",
            "SELECT count(*) FROM app.alert WHERE kind = 'app_lost' AND cleared_at IS NOT NULL",
        )
        .await?;
    app.stage.post(&update("ACCOUNT_OFFBOARDED", 15)).await?;
    app.stage
        .until_true(
            "the third was applied",
            "SELECT count(*) / 3 FROM app.inbound_event WHERE kind = 'account' AND state = 'applied'",
        )
        .await?;
    assert_eq!(standing(&app).await?, [] as [&str; 0]);
    // It is looked hourly for what time alone changes.
    app.stage.clock.advance(Duration::days(11));
    app.stage
        .desk
        .do_chores(Keep::default(), &CancellationToken::new())
        .await?;
    app.stage
        .until_true(
            "it is not seen",
            "SELECT count(*) FROM app.alert WHERE kind = 'app_unseen' AND cleared_at IS NULL",
        )
        .await?;
    assert_eq!(standing(&app).await?, ["app_unseen"]);
    Ok(())
}

#[tokio::test]
async fn a_number_that_nobody_opened_ends_with_its_reason() -> Result<()> {
    let app = App::set().await?;
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "time": app.now, "changes": [
        {"field": "account_update", "value": {"event": "PARTNER_REMOVED", "waba_info": {"waba_id": app.stage.waba},
            "disconnection_info": {"reason": "PRIMARY_INACTIVITY", "initiated_by": "SYSTEM"}}}]}]});
    app.stage.post(&body).await?;
    app.stage
        .until_true(
            "it is disconnected",
            "SELECT count(*) FROM app.channel WHERE connection = 'disconnected' AND disconnected_reason = 'app_unused'",
        )
        .await
}
