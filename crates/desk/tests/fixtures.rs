//! Real payloads, when a folder of them is at hand (`LOKET_FIXTURES`): re-keyed to our number, told three times in
//! different orders, each fact has exactly one effect.

mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use domain::event::{ChannelEvent, EventBody};
use domain::news::Ended;
use serde_json::Value;
use stage::Stage;

/// Files of the index that are inbound and of WhatsApp.
fn inbound() -> Option<Vec<(String, Vec<u8>)>> {
    let folder = PathBuf::from(std::env::var_os("LOKET_FIXTURES")?);
    let index = std::fs::read_to_string(folder.join("INDEX.md")).ok()?;
    let files = index
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let (name, direction, channel) = (*cells.get(1)?, *cells.get(2)?, *cells.get(3)?);
            (direction == "in" && channel == "whatsapp").then(|| name.to_owned())
        })
        .filter_map(|name| {
            std::fs::read(folder.join(&name))
                .ok()
                .map(|bytes| (name, bytes))
        })
        .collect();
    Some(files)
}

/// The same payload, told to our number and account. What is not JSON stays as it is.
fn rekey(bytes: &[u8], file: usize, number: &str, waba: &str) -> Vec<u8> {
    let Ok(mut body) = serde_json::from_slice::<Value>(bytes) else {
        return bytes.to_vec();
    };
    if let Some(entries) = body.get_mut("entry").and_then(Value::as_array_mut) {
        for entry in entries {
            if let Some(id) = entry.get_mut("id") {
                *id = Value::String(waba.to_owned());
            }
            for change in entry
                .get_mut("changes")
                .and_then(Value::as_array_mut)
                .into_iter()
                .flatten()
            {
                if let Some(id) = change.pointer_mut("/value/metadata/phone_number_id") {
                    *id = Value::String(number.to_owned());
                }
                // Samples reuse ids for different facts; real ones never do.
                for list in [
                    "/value/messages",
                    "/value/statuses",
                    "/value/message_echoes",
                ] {
                    for one in change
                        .pointer_mut(list)
                        .and_then(Value::as_array_mut)
                        .into_iter()
                        .flatten()
                    {
                        if let Some(Value::String(id)) =
                            one.get_mut("id").filter(|id| id.as_str() != Some(""))
                        {
                            *id = format!("{id}:{file}");
                        }
                    }
                }
                for shown in ["/value/display_phone_number", "/value/phone_number"] {
                    if let Some(shown) = change.pointer_mut(shown) {
                        *shown = Value::String("62215550".to_owned());
                    }
                }
                if let Some(id) = change.pointer_mut("/value/waba_info/waba_id") {
                    *id = Value::String(waba.to_owned());
                }
            }
        }
    }
    serde_json::to_vec(&body).unwrap_or_else(|_| bytes.to_vec())
}

/// Whether a body tells that the account is no longer ours. It is told apart: nothing would be heard after it.
fn ends(bytes: &[u8]) -> bool {
    let channel = channels::registry::by_kind("whatsapp").expect("the channel is built in");
    channel
        .parse(bytes)
        .is_ok_and(|parsed| parsed.events.iter().any(|event| why(event).is_some()))
}

fn why(event: &ChannelEvent) -> Option<Ended> {
    let EventBody::Account { field } = &event.body else {
        return None;
    };
    let channel = channels::registry::by_kind("whatsapp")?;
    channel.news(field, &event.raw)?.ended
}

#[tokio::test]
async fn every_sample_of_a_removal_disconnects_its_number() -> Result<()> {
    let Some(files) = inbound() else {
        println!("skipped: LOKET_FIXTURES is not set");
        return Ok(());
    };
    let stage = Stage::set().await?;
    let ending: Vec<_> = files.iter().filter(|(_, bytes)| ends(bytes)).collect();
    assert!(!ending.is_empty(), "no samples");
    for (file, (name, bytes)) in ending.into_iter().enumerate() {
        let (number, waba) = (format!("77000{file}"), format!("88000{file}"));
        let channel = stage::connect_as(&stage.desk, stage.tenant, &number, &waba).await?;
        stage.idle().await?;
        let mut body: Value = serde_json::from_slice(&rekey(bytes, file, &number, &waba))?;
        // What was told before the number was connected would not end it.
        let now = stage.desk.now().timestamp();
        for entry in body["entry"].as_array_mut().into_iter().flatten() {
            entry["time"] = Value::from(now);
        }
        stage.post(&body).await?;
        stage.idle().await?;
        let mut tx = stage.tx().await?;
        let gone = db::channels::get(&mut tx, channel.id).await?.unwrap();
        assert!(gone.ended.is_some(), "{name}");
    }
    let alive = "SELECT count(*) FROM app.channel WHERE connection = 'connected'";
    assert_eq!(stage.count(alive).await?, 1, "the stage's own number");
    Ok(())
}

/// What is shown is what was said: the right kind of content, and what is unknown visibly so. Messages that were edited
/// or taken back show that instead.
async fn right_content(admin: &mut sqlx::PgConnection, mine: &[&ChannelEvent]) -> Result<()> {
    let changed: BTreeSet<&str> = mine
        .iter()
        .filter_map(|e| match &e.body {
            EventBody::Edit { target, .. } | EventBody::Revoke { target, .. } => {
                Some(target.as_str())
            }
            _ => None,
        })
        .collect();
    let rows: Vec<(String, String, Value)> =
        sqlx::query_as("SELECT provider_id, kind, content FROM app.message WHERE direction = 'in' AND provider_id IS NOT NULL")
            .fetch_all(admin)
            .await?;
    let rows: BTreeMap<String, (String, Value)> = rows
        .into_iter()
        .map(|(id, kind, c)| (id, (kind, c)))
        .collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for event in mine {
        let EventBody::Message(said) = &event.body else {
            continue;
        };
        if said.from.primary().is_none() || changed.contains(said.provider_id.as_str()) {
            continue;
        }
        let (kind, mut content) = rows[&said.provider_id].clone();
        assert_eq!(kind, said.content.kind(), "{}", said.provider_id);
        if let Some(map) = content.as_object_mut() {
            map.remove("media_id");
        }
        assert_eq!(
            content,
            serde_json::to_value(&said.content)?,
            "{}",
            said.provider_id
        );
        *kinds.entry(said.content.kind()).or_default() += 1;
    }
    for kind in [
        "text",
        "image",
        "video",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "choice",
        "order",
        "reaction",
        "system",
        "unsupported",
        "welcome",
    ] {
        assert!(kinds.contains_key(kind), "no sample of {kind}: {kinds:?}");
    }
    Ok(())
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one scene, told and then looked at from every side"
)]
async fn every_fact_has_exactly_one_effect() -> Result<()> {
    let Some(files) = inbound() else {
        println!("skipped: LOKET_FIXTURES is not set");
        return Ok(());
    };
    assert!(files.len() > 200, "only {} inbound files", files.len());
    let stage = Stage::set().await?;
    let files: Vec<_> = files
        .into_iter()
        .filter(|(_, bytes)| !ends(bytes))
        .collect();
    let channel = channels::registry::by_kind("whatsapp").unwrap();
    let mut expected: BTreeMap<[u8; 32], ChannelEvent> = BTreeMap::new();
    let mut bodies = Vec::new();
    let mut refused = 0;
    for (file, (name, bytes)) in files.iter().enumerate() {
        let body = rekey(bytes, file, &stage.number, &stage.waba);
        match channel.parse(&body) {
            // Told first is what counts, also when a sample uses one id for two texts.
            Ok(parsed) => parsed.events.into_iter().for_each(|e| {
                expected.entry(e.dedupe.0).or_insert(e);
            }),
            Err(error) => println!("{name}: {error}"),
        }
        bodies.push(body);
    }
    for round in 0..3_usize {
        let told = (0..bodies.len()).map(|at| {
            // A prime step larger than their number meets each once.
            let body = &bodies[(at * 10_007 + round * 31) % bodies.len()];
            let signature = meta::signature::sign(body, &meta::SecretString::from(stage::SECRET));
            let desk = &stage.desk;
            async move {
                desk.intake()
                    .accept("whatsapp", None, Some(&signature), body.clone().into())
                    .await
            }
        });
        let answers = futures::future::join_all(told).await;
        refused += answers.iter().filter(|a| a.is_err()).count();
    }
    println!(
        "{} files, {} facts, {} answers other than 200",
        files.len(),
        expected.len(),
        refused
    );
    assert_eq!(refused, 0, "well signed JSON is always taken");
    stage.idle().await?;
    let ours = |e: &&ChannelEvent| {
        e.route.external_id == stage.number || e.route.external_id == stage.waba
    };
    let mine: Vec<&ChannelEvent> = expected.values().filter(ours).collect();
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.inbound_event")
            .await?,
        i64::try_from(mine.len())?
    );
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.inbound_event WHERE state = 'pending'")
            .await?,
        0
    );
    assert_eq!(stage.count("SELECT count(*) FROM app.dead_job").await?, 0);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.journal WHERE state = 'received'")
            .await?,
        0
    );
    // Every message a person sent is a row, once; so is every system line.
    let messages: BTreeSet<String> = mine
        .iter()
        .filter_map(|e| match &e.body {
            EventBody::Message(m) if m.from.primary().is_some() => Some(m.provider_id.clone()),
            EventBody::IdentityChange {
                provider_id: Some(id),
                ..
            } => Some(id.clone()),
            EventBody::Past(past) if !past.outbound => Some(past.provider_id.clone()),
            _ => None,
        })
        .collect();
    let mut admin = stage.database.admin_connection().await?;
    let rows: Vec<String> =
        sqlx::query_scalar("SELECT provider_id FROM app.message WHERE direction = 'in' AND provider_id IS NOT NULL ORDER BY 1")
            .fetch_all(&mut admin)
            .await?;
    assert_eq!(rows, messages.into_iter().collect::<Vec<_>>());
    right_content(&mut admin, &mine).await?;
    // So is what the business wrote in the app, and had written there before.
    let own: BTreeSet<String> = mine
        .iter()
        .filter_map(|e| match &e.body {
            EventBody::Echo(echo) => Some(echo.provider_id.clone()),
            EventBody::Past(past) if past.outbound => Some(past.provider_id.clone()),
            _ => None,
        })
        .collect();
    assert!(own.len() > 3, "{own:?}");
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT provider_id FROM app.message WHERE direction = 'out' ORDER BY 1",
    )
    .fetch_all(&mut admin)
    .await?;
    assert_eq!(rows, own.into_iter().collect::<Vec<_>>());
    let mut tx = stage.tx().await?;
    let sync = db::app_sync::get(&mut tx, stage.channel.id).await?.unwrap();
    assert!(
        sync.progress == Some(100) && sync.declined_at.is_some(),
        "{sync:?}"
    );
    drop(tx);
    // Account-level facts have their effect; those that say nothing of a business here are kept and acknowledged.
    let stored = mine
        .iter()
        .filter(|e| match &e.body {
            EventBody::Account { field } => {
                !channel.changes_templates(field) && channel.news(field, &e.raw).is_none()
            }
            EventBody::Preference { wanted, .. } => wanted.is_none(),
            body => matches!(body, EventBody::Unknown { .. } | EventBody::Errors { .. }),
        })
        .count();
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.inbound_event WHERE state = 'stored'")
            .await?,
        i64::try_from(stored)?
    );
    // Statuses of messages that are not ours wait, each once.
    let statuses = mine
        .iter()
        .filter(|e| matches!(e.body, EventBody::Status(_)))
        .count();
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.parked_status")
            .await?,
        i64::try_from(statuses)?
    );
    // What could not be applied says why; the only reasons are targets and people that the samples do not hold.
    let reasons: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT problem FROM app.inbound_event WHERE state = 'failed'")
            .fetch_all(&mut admin)
            .await?;
    println!("not applicable: {reasons:?}");
    let known = [
        "the edited message is not here",
        "the deleted message is not here",
        "no identity in the message",
        "no identity in the change",
    ];
    assert!(
        reasons.iter().all(|r| known.contains(&r.as_str())),
        "{reasons:?}"
    );
    let unsupported = mine
        .iter()
        .any(|e| matches!(&e.body, EventBody::Message(m) if m.content.kind() == "unsupported"));
    assert!(
        unsupported
            && stage
                .count("SELECT count(*) FROM app.message WHERE kind = 'unsupported'")
                .await?
                > 0
    );
    let mut tx = stage.tx().await?;
    assert!(stage.desk.verify_evidence(&mut tx).await?.ok);
    Ok(())
}
