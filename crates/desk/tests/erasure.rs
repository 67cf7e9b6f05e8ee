//! A person is erased: nothing of them is left in any table or file, nobody else loses a word, the chain holds, and
//! what Meta tells again later brings nothing back.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what cannot go on has failed"
)]

mod stage;

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk::NewReply;
use domain::clock::Clock as _;
use domain::consent::Consent;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use stage::{Stage, connect};
use testkit::Tenant;

const NUMBER: &str = "628155501234";
const USER: &str = "ID.canaryuser77";
const OTHER: &str = "628155509999";
/// Whatever the person said, was called, or sent carries one of these.
const WORD: &str = "kenari";

/// Meta's ids hold the number, in base 64.
fn wamid(number: &str, n: usize) -> String {
    format!("wamid.{}", STANDARD.encode(format!("HB{number}#{n:06}")))
}

/// One message of every kind, and what follows messages.
fn said(at: i64) -> Vec<Value> {
    let bodies = [
        json!({"type": "text", "text": {"body": "saya kenari, nomor saya 628155501234"}}),
        json!({"type": "image", "image": {"id": "kenari-image-1", "mime_type": "image/png", "caption": "foto kenari"}}),
        json!({"type": "document", "document": {"id": "kenari-doc-2", "mime_type": "application/pdf", "filename": "ktp-kenari.pdf"}}),
        json!({"type": "location", "location": {"latitude": -6.9, "longitude": 107.6, "name": "rumah kenari", "address": "Jl. Kenari 7"}}),
        json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "Ibu kenari"}, "phones": [{"phone": "+62 815", "wa_id": NUMBER}]}]}),
        json!({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": "kenari-1", "title": "pilih kenari"}}}),
        json!({"type": "order", "order": {"catalog_id": "c", "text": "pesan kenari", "product_items": []}}),
        json!({"type": "hologram", "hologram": {"body": "bentuk kenari"}}),
        json!({"type": "text", "text": {"body": "jawab kenari"}, "context": {"from": "15550", "id": "wamid.kenari-quoted"}}),
        json!({"type": "text", "text": {"body": "dari iklan kenari"}, "referral": {"source_url": "https://x.example/kenari", "headline": "kenari", "source_type": "ad", "source_id": "1"}}),
        json!({"type": "unsupported", "errors": [{"code": 131_051, "title": "kenari", "error_data": {"details": "kenari"}}]}),
    ];
    let mut all: Vec<Value> = bodies
        .into_iter()
        .enumerate()
        .map(|(n, mut m)| {
            m["from"] = json!(NUMBER);
            m["from_user_id"] = json!(USER);
            m["id"] = json!(wamid(NUMBER, n));
            m["timestamp"] = json!((at + i64::try_from(n).unwrap()).to_string());
            m
        })
        .collect();
    let mut more = |n: usize, mut m: Value| {
        m["from"] = json!(NUMBER);
        m["id"] = json!(wamid(NUMBER, n));
        m["timestamp"] = json!((at + 60).to_string());
        all.push(m);
    };
    more(
        100,
        json!({"type": "reaction", "reaction": {"message_id": wamid(NUMBER, 0), "emoji": "🐤"}}),
    );
    more(
        101,
        json!({"type": "edit", "edit": {"original_message_id": wamid(NUMBER, 0), "message": {"type": "text", "text": {"body": "ternyata kenari"}}}}),
    );
    more(
        102,
        json!({"type": "revoke", "revoke": {"original_message_id": wamid(NUMBER, 1)}}),
    );
    all
}

/// What the person sent, each told in a body of its own.
fn bodies(stage: &Stage) -> Vec<Value> {
    said(stage.clock.now().timestamp())
        .into_iter()
        .map(|m| stage.envelope(&json!({"contacts": [{"profile": {"name": "Kenari Putri", "username": "kenari.putri"}, "wa_id": NUMBER, "user_id": USER}], "messages": [m]})))
        .collect()
}

/// Where in the database something of the person stands: words, name, numbers, also inside bytes and in base 64.
async fn traces(stage: &Stage) -> Result<Vec<String>> {
    let mut admin = stage.database.admin_connection().await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relkind = 'r'",
    )
    .fetch_all(&mut admin)
    .await?;
    ensure!(tables.len() > 25, "the schema is there: {tables:?}");
    let coded: Vec<String> = (0..3).map(|pad| inner_base64(NUMBER, pad)).collect();
    let mut marks: Vec<String> = vec![WORD.into(), NUMBER.into(), USER.to_lowercase(), "🐤".into()];
    marks.extend(coded.iter().map(|c| c.to_lowercase()));
    let mut found = Vec::new();
    for table in tables {
        for mark in &marks {
            let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT left(t::text, 400) FROM {table} t WHERE strpos(lower(t::text), $1) > 0 OR strpos(lower(t::text), encode(convert_to($1, 'UTF8'), 'hex')) > 0
                   OR strpos(lower(t::text), encode(convert_to(initcap($1), 'UTF8'), 'hex')) > 0 OR strpos(lower(t::text), encode(convert_to(upper($1), 'UTF8'), 'hex')) > 0"
            )))
            .bind(mark)
            .fetch_all(&mut admin)
            .await?;
            found.extend(
                rows.into_iter()
                    .map(|row| format!("{table}: {mark}: {row}")),
            );
        }
    }
    let files = walk(stage.data());
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        found.extend(
            marks
                .iter()
                .filter(|m| text.contains(m.as_str()))
                .map(|m| format!("{path}: {m}")),
        );
    }
    Ok(found)
}

/// The part of a text's base 64 that is the same whatever stands around it.
fn inner_base64(text: &str, pad: usize) -> String {
    let coded = STANDARD.encode(format!("{}{text}", "x".repeat(pad)));
    let skip = [0, 2, 3][pad];
    let whole = (pad + text.len()) / 3 * 4;
    coded.get(skip..whole).unwrap().to_owned()
}

fn walk(dir: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one life, told and then looked for everywhere"
)]
async fn nothing_of_an_erased_person_is_left_or_comes_back() -> Result<()> {
    let stage = Stage::set().await?;
    let (_, number2, waba2) = connect(&stage.desk, Tenant::new(&stage.database).await?).await?;
    let told = bodies(&stage);
    for body in told.iter().chain(&told[..3]) {
        stage.post(body).await?;
    }
    // A body with words of three people, two of them of other workspaces.
    let mut mixed = stage.text_body(NUMBER, &wamid(NUMBER, 200), "campuran kenari");
    let mut theirs = stage.text_body(OTHER, &wamid(OTHER, 1), "halo tetangga");
    theirs["entry"][0]["id"] = json!(waba2);
    theirs["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!(number2);
    let ours = stage.text_body(OTHER, &wamid(OTHER, 2), "halo saudara");
    let mut entries = mixed["entry"].as_array().unwrap().clone();
    entries.extend(theirs["entry"].as_array().unwrap().clone());
    entries.extend(ours["entry"].as_array().unwrap().clone());
    // And one that nobody owns: it stays replayable.
    let mut nobody = ours["entry"][0].clone();
    nobody["id"] = json!("404");
    nobody["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("404");
    entries.push(nobody);
    mixed["entry"] = json!(entries);
    stage.post(&mixed).await?;
    stage.idle().await?;
    // Replies, a status, a draft's words, a consent noted by hand, a kept answer.
    let thread = stage
        .conversations()
        .await?
        .into_iter()
        .find(|c| c.phone_tail.as_deref() == Some("1234"))
        .expect("their thread");
    let (id, contact) = (thread.id, thread.contact);
    let mut tx = stage.tx().await?;
    stage
        .desk
        .queue_reply(
            &mut tx,
            id,
            NewReply::Text {
                text: "Baik Kak Kenari".to_owned(),
                quote: None,
            },
        )
        .await?;
    stage
        .desk
        .change_consent(
            &mut tx,
            contact,
            Consent::OptedIn,
            "telepon kenari",
            Some("kata kenari".to_owned()),
        )
        .await?;
    stage
        .desk
        .write_note(&mut tx, id, "catatan tentang kenari", &[])
        .await?;
    let attribute = ("Kota", db::attributes::AttributeKind::Text);
    let attribute = stage.desk.add_attribute(&mut tx, attribute).await?.id;
    stage
        .desk
        .describe_contact(&mut tx, contact, attribute, Some("Kota kenari"))
        .await?;
    db::idempotency::claim(&mut tx, "retry-628155501234", &[1; 32], stage.desk.now()).await?;
    db::idempotency::claim(&mut tx, "k2", &[2; 32], stage.desk.now()).await?;
    db::idempotency::complete(
        &mut tx,
        "k2",
        201,
        &Value::String(json!({"conversation_id": id, "text": "Baik Kak Kenari"}).to_string()),
    )
    .await?;
    tx.commit(stage.desk.now()).await?;
    let (_, sent) = stage
        .until_in(id, |t| {
            t.iter().any(|m| m.delivery.as_deref() == Some("accepted"))
        })
        .await?;
    let out = sent
        .iter()
        .find(|m| m.delivery.is_some())
        .unwrap()
        .provider_id
        .clone()
        .unwrap();
    let status = |status: &str| {
        let mut body = stage.status_body(&out, status, None);
        body["entry"][0]["changes"][0]["value"]["statuses"][0]["recipient_id"] = json!(NUMBER);
        body["entry"][0]["changes"][0]["value"]["statuses"][0]["recipient_user_id"] = json!(USER);
        body
    };
    stage.post(&status("delivered")).await?;
    // One that belongs to a message nobody knows.
    let mut lost = status("read");
    lost["entry"][0]["changes"][0]["value"]["statuses"][0]["id"] = json!(wamid(NUMBER, 999));
    stage.post(&lost).await?;
    stage.idle().await?;
    assert!(
        traces(&stage).await?.len() > 30,
        "the canaries are in their places"
    );
    let counts = "SELECT (SELECT count(*) FROM app.message) * 1000000 + (SELECT count(*) FROM app.contact) * 1000 + (SELECT count(*) FROM app.conversation)";
    let before = (
        stage.count(counts).await?,
        stage
            .count("SELECT count(*) FROM app.inbound_event")
            .await?,
        stage.count("SELECT count(*) FROM app.journal").await?,
    );

    let mut tx = stage.tx().await?;
    stage.desk.erase_contact(&mut tx, contact).await?;
    tx.commit(stage.desk.now()).await?;

    let left = traces(&stage).await?;
    assert!(left.is_empty(), "{left:#?}");
    let after = (
        stage.count(counts).await?,
        stage
            .count("SELECT count(*) FROM app.inbound_event")
            .await?,
        stage.count("SELECT count(*) FROM app.journal").await?,
    );
    assert_eq!(before, after, "rows stay");
    assert_eq!(stage.count("SELECT count(*) FROM app.journal WHERE redacted_at IS NOT NULL AND body_sha256 IS NULL").await?, 0);
    // Nobody else lost a word: neither in the rows nor in the raw bodies.
    for words in ["halo tetangga", "halo saudara"] {
        let rows = stage
            .count_with(
                "SELECT count(*) FROM app.message WHERE content::text LIKE '%' || $1 || '%'",
                words,
            )
            .await?;
        let raw = stage.count_with("SELECT count(*) FROM app.journal WHERE position(convert_to($1, 'UTF8') IN body) > 0", words).await?;
        assert_eq!((rows, raw), (1, 1), "{words}");
    }
    let report = stage.desk.verify_evidence(&mut stage.tx().await?).await?;
    assert!(report.ok && report.erased > 0, "{report:?}");

    // Everything is told once more, with later statuses: no effect, and no trace.
    for body in &told {
        stage.post(body).await?;
    }
    stage.post(&mixed).await?;
    for later in ["delivered", "read"] {
        stage.post(&status(later)).await?;
    }
    stage.idle().await?;
    let left = traces(&stage).await?;
    assert!(left.is_empty(), "{left:#?}");
    assert_eq!(stage.count(counts).await?, before.0);
    // They may come back by themselves, as somebody new.
    stage
        .post(&stage.text_body(NUMBER, &wamid(NUMBER, 300), "halo lagi"))
        .await?;
    stage.idle().await?;
    assert_eq!(
        stage.count("SELECT count(*) FROM app.contact").await?,
        before.0 / 1000 % 1000 + 1
    );
    let kept =
        db::idempotency::claim(&mut stage.tx().await?, "k2", &[2; 32], stage.desk.now()).await?;
    assert!(
        matches!(kept, db::idempotency::Claim::Answered { status: 410, .. }),
        "{kept:?}"
    );
    Ok(())
}
