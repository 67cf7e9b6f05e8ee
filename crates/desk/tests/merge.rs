//! Two contacts become one and two again: nothing is lost, consent gets no looser, and undoing is exact.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests: what cannot go on has failed"
)]

mod stage;

use anyhow::{Context, Result};
use db::attributes::AttributeKind;
use db::consents::{self, Entry};
use db::contacts;
use db::labels::Label;
use db::merges::Merge;
use desk::Error;
use domain::consent::Consent::{self, None as Nothing, OptedIn, OptedOut};
use domain::ids::{ContactId, ConversationId, LabelId};
use serde_json::Value;
use stage::Stage;
use tokio_util::sync::CancellationToken;

const A: &str = "628110000001";
const B: &str = "628110000002";

struct Two {
    a: (ContactId, ConversationId),
    b: (ContactId, ConversationId),
}

/// Two people wrote.
async fn two(stage: &Stage) -> Result<Two> {
    for (from, text) in [
        (A, "Halo dari A"),
        (B, "Halo dari B"),
        (B, "Masih ada?"),
        (A, "Kak?"),
    ] {
        stage.customer_says(from, text).await?;
        stage.idle().await?;
        stage.clock.advance(chrono::Duration::seconds(7));
    }
    Ok(Two {
        a: of(stage, "0001").await?,
        b: of(stage, "0002").await?,
    })
}

async fn of(stage: &Stage, tail: &str) -> Result<(ContactId, ConversationId)> {
    let rows = stage.conversations().await?;
    let row = rows.iter().find(|r| r.phone_tail.as_deref() == Some(tail));
    row.map(|r| (r.contact, r.id)).context("their thread")
}

async fn merge(stage: &Stage, kept: ContactId, merged: ContactId) -> desk::Result<Merge> {
    let mut tx = stage.tx().await.unwrap();
    let merge = stage.desk.merge_contacts(&mut tx, kept, merged).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(merge)
}

async fn undo(stage: &Stage, merge: &Merge) -> desk::Result<Merge> {
    let mut tx = stage.tx().await.unwrap();
    let undone = stage.desk.undo_merge(&mut tx, merge.id).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(undone)
}

fn code(result: desk::Result<Merge>) -> &'static str {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => panic!("no conflict: {other:?}"),
    }
}

/// Everything that a merge moves, row by row; when a row was last touched is no part of it.
async fn everything(stage: &Stage) -> Result<Vec<Value>> {
    let mut admin = stage.database.admin_connection().await?;
    Ok(sqlx::query_scalar(
        "SELECT to_jsonb(c) FROM app.contact c
         UNION ALL SELECT to_jsonb(i) FROM app.contact_identity i
         UNION ALL SELECT to_jsonb(v) - 'updated_at' FROM app.conversation v
         UNION ALL SELECT to_jsonb(m) FROM app.message m
         UNION ALL SELECT to_jsonb(n) FROM app.note n
         UNION ALL SELECT to_jsonb(d) - 'updated_at' - 'state' FROM app.draft d
         UNION ALL SELECT to_jsonb(r) FROM app.reaction r
         UNION ALL SELECT to_jsonb(l) FROM app.contact_label l
         UNION ALL SELECT to_jsonb(l) FROM app.conversation_label l
         UNION ALL SELECT to_jsonb(a) FROM app.contact_attribute a
         ORDER BY 1",
    )
    .fetch_all(&mut admin)
    .await?)
}

#[tokio::test]
async fn a_merge_takes_everything_along_and_undoing_puts_everything_back() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    let mut tx = stage.tx().await?;
    let label = |name: &str| Label {
        id: LabelId::new(),
        name: name.to_owned(),
        color: "teal".to_owned(),
    };
    let label = stage.desk.save_label(&mut tx, label("Grosir")).await?.id;
    stage
        .desk
        .label_contact(&mut tx, b.0, (&[label], &[]))
        .await?;
    let carry = desk::Decision::Label {
        add: vec![label],
        remove: vec![],
    };
    stage.desk.care_for(&mut tx, &[b.1], &carry).await?;
    let city = stage
        .desk
        .add_attribute(&mut tx, ("Kota", AttributeKind::Text))
        .await?
        .id;
    stage
        .desk
        .describe_contact(&mut tx, b.0, city, Some("Bandung"))
        .await?;
    stage
        .desk
        .write_note(&mut tx, b.1, "Pelanggan lama", &[])
        .await?;
    tx.commit(stage.desk.now()).await?;
    let before = everything(&stage).await?;

    let mut tx = stage.tx().await?;
    let preview = stage.desk.preview_merge(&mut tx, a.0, b.0).await?;
    assert_eq!(
        (
            preview.weight.joined,
            preview.weight.moved,
            preview.weight.messages,
            preview.weight.notes
        ),
        (1, 0, 2, 1)
    );
    assert_eq!(preview.weight.earlier, [B]);
    assert_eq!((preview.weight.labels, preview.weight.attributes), (1, 1));
    drop(tx);
    assert_eq!(everything(&stage).await?, before, "looking changes nothing");

    let made = merge(&stage, a.0, b.0).await?;
    let mut tx = stage.tx().await?;
    assert!(contacts::get(&mut tx, b.0).await?.is_none());
    let one = contacts::get(&mut tx, a.0).await?.context("the one")?;
    // A thread leads to one phone: the kept one's.
    let values: Vec<_> = one.identities.iter().map(|i| i.value.as_str()).collect();
    assert!(values.contains(&A) && !values.contains(&B), "{values:?}");
    assert_eq!(contacts::labels(&mut tx, a.0).await?, [label]);
    assert_eq!(db::attributes::values(&mut tx, a.0).await?[0].1, "Bandung");
    drop(tx);
    let texts = |thread: Vec<db::messages::Message>| -> Vec<String> {
        let inbound = thread.into_iter().filter(|m| m.delivery.is_none());
        inbound.map(|m| m.content.words().to_owned()).collect()
    };
    assert_eq!(
        texts(stage.thread(a.1).await?),
        ["Halo dari A", "Halo dari B", "Masih ada?", "Kak?"]
    );
    assert!(matches!(
        merge(&stage, a.0, a.0).await,
        Err(Error::Invalid { .. })
    ));

    let undone = undo(&stage, &made).await?;
    assert!(undone.undone_at.is_some());
    assert_eq!(everything(&stage).await?, before);
    assert_eq!(code(undo(&stage, &made).await), "merge_undone");
    let mut tx = stage.tx().await?;
    let report = stage.desk.verify_evidence(&mut tx).await?;
    assert!(report.ok, "{report:?}");
    Ok(())
}

async fn consent_is(stage: &Stage, id: ContactId, state: Consent) -> Result<()> {
    let mut tx = stage.tx().await?;
    let entry = Entry {
        state,
        source: "form".to_owned(),
        message: None,
        note: None,
        at: stage.desk.now(),
    };
    consents::change(&mut tx, id, &entry).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(())
}

async fn consent_of(stage: &Stage, id: ContactId) -> Result<Consent> {
    let mut tx = stage.tx().await?;
    let contact = contacts::get(&mut tx, id).await?;
    Ok(contact.context("they are there")?.consent)
}

#[tokio::test]
async fn no_merge_makes_consent_looser() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    for of_a in [Nothing, OptedIn, OptedOut] {
        for of_b in [Nothing, OptedIn, OptedOut] {
            consent_is(&stage, a.0, of_a).await?;
            consent_is(&stage, b.0, of_b).await?;
            for (kept, merged) in [(a.0, b.0), (b.0, a.0)] {
                let made = merge(&stage, kept, merged).await?;
                assert_eq!(consent_of(&stage, kept).await?, of_a.stricter(of_b));
                undo(&stage, &made).await?;
                assert_eq!(consent_of(&stage, a.0).await?, of_a);
                assert_eq!(consent_of(&stage, b.0).await?, of_b);
            }
        }
    }
    Ok(())
}

async fn opt_in_by_hand(stage: &Stage, id: ContactId) -> desk::Result<()> {
    let mut tx = stage.tx().await.unwrap();
    stage
        .desk
        .change_consent(&mut tx, id, OptedIn, "call", None)
        .await
}

#[tokio::test]
async fn a_stop_that_a_customer_wrote_is_carried_through_merges_and_back() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    stage.customer_says(B, "STOP").await?;
    stage.idle().await?;
    let made = merge(&stage, a.0, b.0).await?;
    assert_eq!(consent_of(&stage, a.0).await?, OptedOut);
    let refused = opt_in_by_hand(&stage, a.0).await;
    assert!(
        matches!(
            refused,
            Err(Error::Conflict {
                code: "stopped_by_customer",
                ..
            })
        ),
        "{refused:?}"
    );
    undo(&stage, &made).await?;
    // Who had not stopped can agree again; who had cannot by somebody else's word.
    assert_eq!(consent_of(&stage, a.0).await?, Nothing);
    opt_in_by_hand(&stage, a.0).await?;
    assert!(opt_in_by_hand(&stage, b.0).await.is_err());

    // A stop in between counts for both: nobody knows which of the two people meant it.
    stage.customer_says(B, "MULAI").await?;
    stage.idle().await?;
    let made = merge(&stage, a.0, b.0).await?;
    stage.customer_says(A, "STOP").await?;
    stage.idle().await?;
    undo(&stage, &made).await?;
    for id in [a.0, b.0] {
        assert_eq!(consent_of(&stage, id).await?, OptedOut);
        assert!(opt_in_by_hand(&stage, id).await.is_err());
    }
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_exact_is_refused_or_stays_where_it_was_written() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    // What a person wrote waits some seconds before it leaves: to whom, must not change meanwhile.
    let mut tx = stage.tx().await?;
    db::undo::set_seconds(&mut tx, 20).await?;
    tx.commit(stage.desk.now()).await?;
    stage.reply(b.1, "Sebentar ya").await?;
    assert_eq!(code(merge(&stage, a.0, b.0).await), "message_leaving");
    stage.clock.advance(chrono::Duration::seconds(40));
    stage.idle().await?;
    let made = merge(&stage, a.0, b.0).await?;

    // What is written in between stays with the contact that was kept.
    stage.customer_says(A, "Sudah digabung?").await?;
    stage.idle().await?;
    let words = |thread: Vec<db::messages::Message>| -> Vec<String> {
        thread
            .iter()
            .map(|m| m.content.words().to_owned())
            .collect()
    };
    stage
        .customer_says("628110000003", "Saya orang ketiga")
        .await?;
    stage.idle().await?;
    let third = of(&stage, "0003").await?;
    let newer = merge(&stage, a.0, third.0).await?;
    assert_eq!(code(undo(&stage, &made).await), "merge_newer_first");
    undo(&stage, &newer).await?;
    undo(&stage, &made).await?;
    let of_a = words(stage.thread(a.1).await?);
    assert!(of_a.contains(&"Sudah digabung?".to_owned()), "{of_a:?}");
    assert!(!of_a.contains(&"Halo dari B".to_owned()), "{of_a:?}");
    let of_b = words(stage.thread(b.1).await?);
    assert!(of_b.contains(&"Sebentar ya".to_owned()), "{of_b:?}");

    // After a day it is too late; after erasing there is nothing to put back, and no name is left.
    let made = merge(&stage, a.0, b.0).await?;
    stage.clock.advance(chrono::Duration::hours(25));
    assert_eq!(code(undo(&stage, &made).await), "merge_too_late");
    let mut tx = stage.tx().await?;
    stage.desk.erase_contact(&mut tx, a.0).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(code(undo(&stage, &made).await), "erased");
    let left = stage
        .count("SELECT count(*) FROM app.contact_merge WHERE before::text LIKE '%Sari%' AND undone_at IS NULL")
        .await?;
    assert_eq!(left, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn merging_while_both_write_waits_in_no_circle() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    let (desk, workspace) = (stage.desk.clone(), stage.tenant.workspace);
    let merging = tokio::spawn(async move {
        for _ in 0..25 {
            let mut tx = desk.db().workspace(workspace, db::Actor::System).await?;
            match desk.merge_contacts(&mut tx, a.0, b.0).await {
                Ok(merge) => {
                    tx.commit(desk.now()).await?;
                    let mut tx = desk.db().workspace(workspace, db::Actor::System).await?;
                    desk.undo_merge(&mut tx, merge.id).await?;
                    tx.commit(desk.now()).await?;
                }
                Err(Error::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        anyhow::Ok(())
    });
    for n in 0..20 {
        let from = if n % 2 == 0 { A } else { B };
        stage.customer_says(from, &format!("Pesan {n}")).await?;
    }
    match merging.await? {
        Ok(()) => {}
        // In between, somebody's own message made the two what undoing no longer fits.
        Err(error)
            if error.to_string().contains("merge") || error.to_string().contains("moment") => {}
        Err(error) => return Err(error),
    }
    stage.idle().await?;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    let deadlocks = stage
        .count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        .await?;
    assert_eq!(deadlocks, 0);
    assert_eq!(stage.count("SELECT count(*) FROM app.dead_job").await?, 0);
    let told = stage
        .count("SELECT count(*) FROM app.message WHERE direction = 'in'")
        .await?;
    assert_eq!(told, 24, "every message is in a thread, once");
    Ok(())
}

#[tokio::test]
async fn a_stop_stays_with_a_number_that_a_merge_put_aside() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    stage.customer_says(B, "STOP").await?;
    stage.idle().await?;
    assert_eq!(consent_of(&stage, b.0).await?, OptedOut);
    merge(&stage, a.0, b.0).await?;
    // Nobody has the number now; a table that names it is still told of the stop.
    let kind = domain::channel::ChannelKind::new("whatsapp");
    let mut tx = stage.tx().await?;
    let known = db::contact_entry::known(&mut tx, &kind, &[B.to_owned()]).await?;
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].consent, OptedOut);
    drop(tx);
    // Whoever writes from it is somebody new to the book, and stopped.
    stage.clock.advance(chrono::Duration::seconds(7));
    stage.customer_says(B, "Halo lagi").await?;
    stage.idle().await?;
    let (again, _) = of(&stage, "0002").await?;
    assert_ne!(again, a.0);
    assert_eq!(consent_of(&stage, again).await?, OptedOut);
    let mut tx = stage.tx().await?;
    let desk = &stage.desk;
    let other = desk
        .change_consent(&mut tx, again, OptedIn, "form", None)
        .await;
    let Err(Error::Conflict { code, .. }) = other else {
        panic!("a colleague undid a customer's stop: {other:?}");
    };
    assert_eq!(code, "stopped_by_customer");
    Ok(())
}

#[tokio::test]
async fn undoing_keeps_a_stop_that_came_with_another_contact() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    consent_is(&stage, a.0, OptedIn).await?;
    let made = merge(&stage, a.0, b.0).await?;
    // As an automatic merge does it: the stop is in the row, and not in this one's ledger.
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query("UPDATE app.contact SET consent = 'opted_out' WHERE id = $1")
        .bind(a.0.uuid())
        .execute(&mut admin)
        .await?;
    undo(&stage, &made).await?;
    assert_eq!(consent_of(&stage, a.0).await?, OptedOut);
    assert_eq!(consent_of(&stage, b.0).await?, OptedOut);
    Ok(())
}

#[tokio::test]
async fn what_undoing_needed_is_forgotten_when_it_is_too_late() -> Result<()> {
    let stage = Stage::set().await?;
    let Two { a, b } = two(&stage).await?;
    let made = merge(&stage, a.0, b.0).await?;
    let kept = "SELECT count(*) FROM app.merge_moved";
    let moved = stage.count(kept).await?;
    assert!(moved >= 2, "two messages at least: {moved}");
    let (keep, stop) = (desk::Keep::default(), CancellationToken::new());
    stage.clock.advance(chrono::Duration::hours(23));
    stage.desk.do_chores(keep, &stop).await?;
    assert_eq!(stage.count(kept).await?, moved, "it can still be undone");
    stage.clock.advance(chrono::Duration::hours(2));
    stage.desk.do_chores(keep, &stop).await?;
    assert_eq!(stage.count(kept).await?, 0);
    let snapshots = "SELECT count(*) FROM app.contact_merge WHERE before <> '{}' OR made <> '{}'";
    assert_eq!(stage.count(snapshots).await?, 0);
    assert_eq!(code(undo(&stage, &made).await), "merge_too_late");
    let mut tx = stage.tx().await?;
    let told = db::merges::of_contact(&mut tx, a.0).await?;
    assert_eq!(told[0].merged_name, made.merged_name);
    Ok(())
}
