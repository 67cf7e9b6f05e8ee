//! Notes that name colleagues: who is told, until when, and who never is.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod stage;

use anyhow::Result;
use db::conversations::{Filter, View};
use db::{Actor, WorkspaceTx, assignments, mentions};
use desk::Error;
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use domain::ids::{ConversationId, PersonId};
use stage::Stage;

async fn member(stage: &Stage, name: &str, grant: Grant) -> Result<PersonId> {
    let new = NewPerson {
        email: format!("{}@toko.example", uuid::Uuid::new_v4().simple()),
        name: name.to_owned(),
        password: None,
        grants: vec![grant],
    };
    Ok(provision::create_person(&stage.desk, new).await?.person.id)
}

async fn colleague(stage: &Stage, name: &str, role: WorkspaceRole) -> Result<PersonId> {
    member(stage, name, Grant::Workspace(stage.tenant.workspace, role)).await
}

/// The desk as one person sees it.
async fn seen_by(stage: &Stage, id: PersonId) -> Result<WorkspaceTx> {
    let name = "Budi".to_owned();
    let db = stage.database.db();
    Ok(db
        .workspace(stage.tenant.workspace, Actor::Person { id, name })
        .await?)
}

async fn thread(stage: &Stage) -> Result<ConversationId> {
    stage.customer_says("628110000501", "Halo").await?;
    Ok(stage.until(|t| t.len() == 1).await?.0)
}

async fn write(
    stage: &Stage,
    thread: ConversationId,
    body: &str,
    named: &[PersonId],
) -> Result<db::notes::Note, Error> {
    let mut tx = stage.tx().await.unwrap();
    let note = stage.desk.write_note(&mut tx, thread, body, named).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(note)
}

/// What one person finds: the count, the rows of the view, the mark of the row, the notes not read.
async fn found(stage: &Stage, person: PersonId) -> Result<(i64, usize, bool, usize)> {
    let mut tx = seen_by(stage, person).await?;
    let now = stage.desk.now();
    let counts = db::conversations::counts(&mut tx, Some(person), now, now).await?;
    let filter = Filter {
        view: View::Mentions,
        me: Some(person),
        ..Filter::default()
    };
    let listed = db::conversations::find(&mut tx, &filter, 10).await?;
    let rows = db::conversations::rows(&mut tx, &listed).await?;
    let unread = mentions::unread(&mut tx, person, 10).await?;
    let marked = rows.first().is_some_and(|row| row.mentioned);
    Ok((counts.mentions, rows.len(), marked, unread.len()))
}

#[tokio::test]
async fn who_is_named_is_told_until_they_read_it_and_nobody_else_is() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = thread(&stage).await?;
    let budi = colleague(&stage, "Budi", WorkspaceRole::Agent).await?;
    let sari = colleague(&stage, "Sari", WorkspaceRole::Viewer).await?;
    let note = write(&stage, thread, "Tolong @Budi cek stok", &[budi, budi]).await?;
    assert_eq!(
        note.mentions
            .iter()
            .map(|m| (m.person, m.name.as_str()))
            .collect::<Vec<_>>(),
        [(budi, "Budi")]
    );
    assert_eq!(found(&stage, budi).await?, (1, 1, true, 1));
    assert_eq!(found(&stage, sari).await?, (0, 0, false, 0));
    let told = "SELECT count(*) FROM app.live_event WHERE kind = 'mention.updated'";
    assert_eq!(stage.count(told).await?, 1);
    // Somebody else's reading does not count.
    for (person, left) in [(sari, 1), (budi, 0)] {
        let mut tx = seen_by(&stage, person).await?;
        stage.desk.read_mentions(&mut tx, thread).await?;
        tx.commit(stage.desk.now()).await?;
        assert_eq!(found(&stage, budi).await?.0, left);
    }
    assert_eq!(stage.count(told).await?, 2, "reading is told as well");
    // It stays in the view, read.
    assert_eq!(found(&stage, budi).await?, (0, 1, false, 0));
    // Somebody who may only look is named and reads like anybody.
    write(&stage, thread, "@Sari juga", &[sari]).await?;
    assert_eq!(found(&stage, sari).await?, (1, 1, true, 1));
    // A note that goes takes along whom it named.
    let mut tx = stage.tx().await?;
    stage.desk.remove_note(&mut tx, note.id, true).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(found(&stage, budi).await?.1, 0);
    Ok(())
}

#[tokio::test]
async fn whom_one_names_belongs_here_and_stands_in_the_words() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = thread(&stage).await?;
    let budi = colleague(&stage, "Budi", WorkspaceRole::Agent).await?;
    let gone = colleague(&stage, "Tono", WorkspaceRole::Agent).await?;
    let partner = member(&stage, "Mitra", Grant::Partner(stage.tenant.partner)).await?;
    let beside = stage.tenant.beside(&stage.database).await?;
    let there = Grant::Workspace(beside.workspace, WorkspaceRole::Agent);
    let neighbour = member(&stage, "Wayan", there).await?;
    write(&stage, thread, "@Tono lihat ini", &[gone]).await?;
    let mut tx = stage.desk.db().platform().await?;
    db::members::remove(&mut tx, stage.tenant.workspace, gone).await?;
    tx.commit().await?;
    for (body, person) in [
        ("@Tono lagi", gone),
        ("@Mitra lihat", partner),
        ("@Wayan lihat", neighbour),
        ("Tanpa nama", budi),
    ] {
        let refused = write(&stage, thread, body, &[person]).await;
        assert!(
            matches!(refused, Err(Error::Invalid { ref field, .. }) if field == "mentions"),
            "{body}: {refused:?}"
        );
    }
    let mut tx = stage.tx().await?;
    let offered = assignments::members(&mut tx).await?;
    assert_eq!(
        offered.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
        ["Budi"]
    );
    // What was written before somebody left still says whom it meant.
    let notes = db::notes::before(&mut tx, thread, None, 10).await?;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].mentions[0].name, "Tono");
    Ok(())
}

#[tokio::test]
async fn an_erased_person_names_nobody_and_the_sending_role_reads_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    let thread = thread(&stage).await?;
    let budi = colleague(&stage, "Budi", WorkspaceRole::Agent).await?;
    write(&stage, thread, "@Budi telepon rumahnya", &[budi]).await?;
    let mut worker = stage.database.db().worker(stage.tenant.workspace).await?;
    assert!(mentions::unread(&mut worker, budi, 10).await.is_err());
    let mut tx = stage.tx().await?;
    let contact = db::conversations::read(&mut tx, thread)
        .await?
        .unwrap()
        .contact;
    stage.desk.erase_contact(&mut tx, contact).await?;
    tx.commit(stage.desk.now()).await?;
    let kept = "SELECT count(*) FROM app.note_mention";
    assert_eq!(stage.count(kept).await?, 0);
    assert_eq!(found(&stage, budi).await?, (0, 0, false, 0));
    Ok(())
}
