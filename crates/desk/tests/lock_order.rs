//! Everything that can happen to one conversation happens to it at once, and nobody waits in a circle.

mod stage;

use std::collections::HashSet;
use std::time::Duration;

use anyhow::Result;
use chrono::Duration as Span;
use db::conversations::Standing;
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use desk::{Decision, Desk, NewReply, Resend};
use domain::assignment::{Mode, Rule};
use domain::channel::ReplyMode;
use domain::draft::DiscardReason;
use domain::ids::{ConversationId, MessageId, PersonId, WorkspaceId};
use stage::Stage;
use stage::graph::Answer;

/// What people at the desk do, as often as they can until the time is over. A refusal is an answer like any other;
/// only what the database could not do is a fault.
async fn people(
    desk: Desk,
    workspace: WorkspaceId,
    id: ConversationId,
    message: MessageId,
    turn: u32,
) -> Result<()> {
    let mut tx = desk.db().workspace(workspace, db::Actor::System).await?;
    let done = match turn % 6 {
        0 => desk
            .queue_reply(
                &mut tx,
                id,
                NewReply::Text {
                    text: format!("Baik {turn}"),
                    quote: None,
                },
            )
            .await
            .map(drop),
        1 => desk
            .resend(&mut tx, message, Resend::AfterFailure)
            .await
            .map(drop),
        2 => desk.redraft(&mut tx, id).await,
        3 => desk.set_floor(&mut tx, id, turn % 4 == 1).await,
        4 => match db::drafts::newest(&mut tx, id).await? {
            Some(draft) => desk
                .approve_draft(&mut tx, draft.id, draft.version, true)
                .await
                .map(drop),
            None => Ok(()),
        },
        _ => match db::drafts::newest(&mut tx, id).await? {
            Some(draft) => desk
                .discard_draft(&mut tx, draft.id, draft.version, DiscardReason::Wrong)
                .await
                .map(drop),
            None => desk.mark_read(&mut tx, id).await,
        },
    };
    match done {
        Ok(()) => Ok(tx.commit(desk.now()).await?),
        Err(error @ (desk::Error::Unavailable | desk::Error::Internal(_))) => Err(error.into()),
        Err(_) => Ok(()),
    }
}

/// Somebody whose desk is open, and a rule that gives them whatever waits.
async fn somebody(stage: &Stage) -> Result<PersonId> {
    let new = NewPerson {
        email: "rina@toko.example".to_owned(),
        name: "Rina".to_owned(),
        password: None,
        grants: vec![Grant::Workspace(
            stage.tenant.workspace,
            WorkspaceRole::Agent,
        )],
    };
    provision::create_person(&stage.desk, new).await?;
    let mut tx = stage.tx().await?;
    let who = db::assignments::members(&mut tx).await?[0].id;
    let rule = Rule {
        mode: Mode::RoundRobin,
        capacity: 500,
        requeue_after: Span::minutes(10),
    };
    stage.desk.set_assignment_rule(&mut tx, &rule).await?;
    tx.commit(stage.desk.now()).await?;
    stage.desk.desk_is_open(stage.tenant.workspace, who).await?;
    Ok(who)
}

/// What is decided about many conversations at once, in whatever order somebody chose them.
async fn inbox(
    desk: Desk,
    workspace: WorkspaceId,
    mut ids: Vec<ConversationId>,
    (who, turn): (PersonId, u32),
) -> Result<()> {
    if turn % 2 == 0 {
        ids.reverse();
    }
    let decision = match turn % 4 {
        0 => Decision::Assign(None),
        1 => Decision::Stand(Standing::Resolved),
        2 => Decision::Stand(Standing::Open),
        _ => Decision::Assign(Some(who)),
    };
    let mut tx = desk.db().workspace(workspace, db::Actor::System).await?;
    desk.care_for(&mut tx, &ids, &decision).await?;
    tx.commit(desk.now()).await?;
    let mut tx = desk.db().worker(workspace).await?;
    desk.give_out(&mut tx).await?;
    tx.commit(desk.now()).await?;
    Ok(())
}

/// How the number is answered from here on.
async fn answers(stage: &Stage, mode: ReplyMode) -> Result<()> {
    let mut tx = stage.tx().await?;
    let (desk, channel) = (&stage.desk, stage.channel.id);
    desk.change_channel(&mut tx, channel, None, Some(mode), Some(0))
        .await?;
    Ok(tx.commit(desk.now()).await?)
}

async fn round(
    stage: &Stage,
    from: &str,
    (who, seen): (PersonId, &mut HashSet<ConversationId>),
    mode: ReplyMode,
) -> Result<()> {
    answers(stage, ReplyMode::DraftOnly).await?;
    stage.customer_says(from, "Halo").await?;
    let row = loop {
        let rows = stage.conversations().await?;
        if let Some(row) = rows.into_iter().find(|r| seen.insert(r.id)) {
            break row;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    let (id, workspace) = (row.id, stage.tenant.workspace);
    stage.graph.then(Answer::Refuse(400, 131_047));
    let failing = stage.reply(id, "Gagal").await?;
    let sent = stage.reply(id, "Baik").await?;
    let mut wamid = String::new();
    for _ in 0..200 {
        let thread = stage.thread(id).await?;
        if let Some(known) = thread
            .iter()
            .find(|m| m.id == sent || m.id == failing)
            .and_then(|m| m.provider_id.clone())
        {
            wamid = known;
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    answers(stage, mode).await?;
    let mut tasks = tokio::task::JoinSet::new();
    for lane in 0..5_u32 {
        let desk = stage.desk.clone();
        tasks.spawn(async move {
            for turn in 0..8 {
                people(desk.clone(), workspace, id, failing, lane + turn).await?;
            }
            anyhow::Ok(())
        });
    }
    let all: Vec<ConversationId> = seen.iter().copied().collect();
    for lane in 0..2_u32 {
        let (desk, all) = (stage.desk.clone(), all.clone());
        tasks.spawn(async move {
            for turn in 0..8 {
                inbox(desk.clone(), workspace, all.clone(), (who, lane + turn)).await?;
            }
            anyhow::Ok(())
        });
    }
    for n in 0..6 {
        stage
            .customer_says(from, &format!("Berapa harga tas ransel hijau? {n}"))
            .await?;
        for status in ["failed", "sent", "delivered", "read"] {
            stage.post(&stage.status_body(&wamid, status, None)).await?;
        }
        stage
            .customer_says(from, if n % 2 == 0 { "STOP" } else { "START" })
            .await?;
    }
    let (desk, contact) = (stage.desk.clone(), row.contact);
    tasks.spawn(async move {
        for _ in 0..3 {
            let mut tx = desk.db().workspace(workspace, db::Actor::System).await?;
            desk.erase_contact(&mut tx, contact).await?;
            tx.commit(desk.now()).await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::Ok(())
    });
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_in_a_circle() -> Result<()> {
    let stage = Stage::set().await?;
    let who = somebody(&stage).await?;
    let mut seen = HashSet::new();
    let mut tx = stage.tx().await?;
    let knowledge = serde_json::json!({
        "business": "Toko Uji", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [{"sku": "TAS-1", "name": "Tas ransel hijau", "price": 275_000, "stock": {"std": 6}}],
    });
    stage.desk.put_knowledge(&mut tx, knowledge).await?;
    tx.commit(stage.desk.now()).await?;
    for n in 0..12 {
        // Every second one is answered by a rule, whose answers leave with their decision.
        let mode = if n % 2 == 0 {
            ReplyMode::DraftOnly
        } else {
            ReplyMode::AutoSend
        };
        round(&stage, &format!("6281100{n:05}"), (who, &mut seen), mode).await?;
        stage.idle().await?;
        seen.extend(stage.conversations().await?.iter().map(|r| r.id));
    }
    // Sessions report what they counted when they are idle for a second.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let deadlocks = stage
        .count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        .await?;
    assert_eq!(deadlocks, 0);
    assert_eq!(stage.count("SELECT count(*) FROM app.dead_job").await?, 0);
    let mut tx = stage.tx().await?;
    let report = stage.desk.verify_evidence(&mut tx).await?;
    assert!(report.ok, "{report:?}");
    Ok(())
}
