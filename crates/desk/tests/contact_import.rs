//! People who agreed are entered from a table: only with consent that has a source and a day, never over a stop, each
//! once, and nothing of the table stays.

mod stage;

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context, Result};
use db::attributes::AttributeKind;
use db::consents;
use db::contacts::{self, Filter};
use db::long_jobs::LongJob;
use desk::{ContactColumns, ContactImport, Control, Error, Tally};
use domain::consent::Consent;
use domain::ids::{ChannelId, ContactId, LongJobId, MediaId};
use stage::Stage;

const TABLE: &str = "No HP;Nama;Sumber persetujuan;Tanggal setuju;Bukti;Kota\n\
    0812 0000 0001;Sari;Formulir pendaftaran;28/02/2026;F-12;Bandung\n\
    +62 812-0000-0002;Budi;Toko;2026-03-01;;\n\
    0812;Terlalu pendek;Toko;2026-03-01;;\n\
    081200000003;Tanpa sumber;;2026-03-01;;\n\
    081200000004;Tanpa hari;Toko;;;\n\
    081200000001;Sari lagi;Toko;2026-03-01;;\n\
    628110000009;Sudah berhenti;Toko;2026-03-01;;\n\
    628110000008;Sudah menulis;Toko;2026-03-01;;\n";

async fn upload(stage: &Stage, text: &str) -> Result<MediaId> {
    let mut tx = stage.tx().await?;
    let kept = stage
        .desk
        .keep_upload(&mut tx, "pelanggan.csv", text.as_bytes())
        .await?;
    tx.commit(stage.desk.now()).await?;
    Ok(kept.id)
}

async fn channel(stage: &Stage) -> Result<ChannelId> {
    let mut tx = stage.tx().await?;
    let all = db::channels::list(&mut tx).await?;
    Ok(all.first().context("a channel")?.id)
}

async fn wanted(stage: &Stage, text: &str) -> Result<ContactImport> {
    Ok(ContactImport {
        file: upload(stage, text).await?,
        channel: channel(stage).await?,
        columns: None,
        calling_code: None,
    })
}

async fn start(stage: &Stage, wanted: &ContactImport) -> Result<LongJobId> {
    let mut tx = stage.tx().await?;
    let job = stage.desk.import_contacts(&mut tx, wanted).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(job)
}

async fn ended(stage: &Stage, id: LongJobId) -> Result<LongJob> {
    for _ in 0..1500 {
        let mut tx = stage.tx().await?;
        let row = db::long_jobs::get(&mut tx, id).await?.context("no job")?;
        if row.ended_at.is_some() {
            return Ok(row);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    anyhow::bail!("it never ended")
}

async fn found(stage: &Stage, text: &str) -> Result<ContactId> {
    let mut tx = stage.tx().await?;
    let filter = Filter {
        words: domain::search::words(text),
        ..Filter::default()
    };
    let found = contacts::find(&mut tx, &filter, 10).await?;
    assert_eq!(found.len(), 1, "{text}");
    Ok(found[0])
}

/// One who stopped, and one who only wrote.
async fn two_who_wrote(stage: &Stage) -> Result<()> {
    stage.customer_says("628110000009", "Halo").await?;
    stage.customer_says("628110000008", "Halo juga").await?;
    stage.idle().await?;
    stage.customer_says("628110000009", "STOP").await?;
    stage.idle().await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .add_attribute(&mut tx, ("Kota", AttributeKind::Text))
        .await?;
    tx.commit(stage.desk.now()).await?;
    Ok(())
}

#[tokio::test]
async fn only_who_agreed_is_entered_and_a_stop_outlives_any_table() -> Result<()> {
    let stage = Stage::set().await?;
    two_who_wrote(&stage).await?;
    let wanted = wanted(&stage, TABLE).await?;
    let mut tx = stage.tx().await?;
    let preview = stage.desk.preview_contacts(&mut tx, &wanted).await?;
    assert_eq!(preview.problem, None);
    let expected = Tally {
        new: 2,
        changed: 1,
        unchanged: 0,
        without_consent: 2,
        invalid_number: 1,
        twice: 1,
        stopped: 1,
        unusable: 0,
    };
    assert_eq!((preview.tally, preview.rows), (expected, 8));
    let rows: Vec<usize> = preview.left.iter().map(|l| l.row).collect();
    assert_eq!(rows, [4, 5, 6, 7, 8]);
    let book = contacts::counts(&mut tx, &Filter::default()).await?;
    assert_eq!((book.none, book.opted_in, book.opted_out), (1, 0, 1));
    drop(tx);

    let id = start(&stage, &wanted).await?;
    let job = ended(&stage, id).await?;
    assert_eq!(job.state, "finished", "{job:?}");
    assert_eq!((job.done, job.total, job.failed), (8, Some(8), 5));
    let tally: Tally = serde_json::from_value(job.result.unwrap())?;
    assert_eq!(tally, expected, "the dry run said what came");

    let sari = found(&stage, "081200000001").await?;
    let mut tx = stage.tx().await?;
    let contact = contacts::get(&mut tx, sari).await?.context("sari")?;
    assert_eq!(contact.name.as_deref(), Some("Sari"));
    assert_eq!(
        (contact.consent, contact.wrote_first),
        (Consent::OptedIn, false)
    );
    assert_eq!(db::attributes::values(&mut tx, sari).await?[0].1, "Bandung");
    let ledger = consents::ledger(&mut tx, sari).await?;
    assert_eq!(ledger.len(), 1);
    assert_eq!(ledger[0].source, "Formulir pendaftaran");
    assert_eq!(ledger[0].note.as_deref(), Some("F-12"));
    assert_eq!(ledger[0].at.format("%Y-%m-%d").to_string(), "2026-02-28");
    drop(tx);
    let stopped = found(&stage, "628110000009").await?;
    let mut tx = stage.tx().await?;
    let stopped = contacts::get(&mut tx, stopped).await?.context("stopped")?;
    assert_eq!(stopped.consent, Consent::OptedOut);
    let evidence = "SELECT count(*) FROM app.evidence WHERE kind = 'consent' AND subject LIKE 'contact:%' AND message_id IS NULL";
    assert_eq!(stage.count(evidence).await?, 3);
    let report = stage.desk.verify_evidence(&mut tx).await?;
    assert!(report.ok, "{report:?}");
    drop(tx);

    // What was left out can be saved, with the reason in front; the table itself is gone.
    let mut tx = stage.tx().await?;
    let file = stage.desk.left_out_contacts(&mut tx, id).await?;
    drop(tx);
    let file = String::from_utf8(file)?;
    assert_eq!(file.trim().lines().count(), 6, "{file}");
    assert!(file.contains("only they can start again") && file.contains("Tanpa hari"));
    stage
        .until_true(
            "the table is thrown away",
            "SELECT count(*) FROM app.media WHERE state = 'erased' AND filename IS NULL",
        )
        .await?;
    testkit::wait_until("its file is gone", Duration::from_secs(10), || async {
        let bytes = walk(stage.data());
        bytes
            .iter()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("Tanpa hari"))
    })
    .await?;
    // The same table again changes nothing.
    let again = ended(
        &stage,
        start(&stage, &self::wanted(&stage, TABLE).await?).await?,
    )
    .await?;
    let tally: Tally = serde_json::from_value(again.result.unwrap())?;
    assert_eq!((tally.new, tally.changed, tally.unchanged), (0, 0, 3));
    Ok(())
}

fn walk(dir: &std::path::Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else if let Ok(bytes) = std::fs::read(&path) {
            found.push(bytes);
        }
    }
    found
}

#[tokio::test]
async fn a_table_without_consent_columns_enters_nobody() -> Result<()> {
    let stage = Stage::set().await?;
    let bare = wanted(&stage, "No HP;Nama\n081200000001;Sari\n").await?;
    let mut tx = stage.tx().await?;
    let preview = stage.desk.preview_contacts(&mut tx, &bare).await?;
    assert!(preview.problem.is_some_and(|p| p.contains("agreed")));
    let refused = stage.desk.import_contacts(&mut tx, &bare).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    // One column cannot be both.
    let twice = ContactImport {
        columns: Some(ContactColumns(
            [("No HP", "phone"), ("Nama", "consent_source")]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .into(),
        )),
        ..bare
    };
    let refused = stage.desk.import_contacts(&mut tx, &twice).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn a_long_table_goes_on_where_it_stood_and_can_be_stopped() -> Result<()> {
    let stage = Stage::set().await?;
    let mut text = "phone,consent source,consent date\n".to_owned();
    for n in 0..350 {
        let _ = writeln!(text, "+62813{n:07},Form,2026-01-05");
    }
    // Twice, far apart: not in one chunk.
    text.push_str("+628130000007,Form,2026-01-05\n");
    let import = wanted(&stage, &text).await?;
    let id = start(&stage, &import).await?;
    // Paused and continued, nobody is entered twice or forgotten.
    let mut tx = stage.tx().await?;
    stage
        .desk
        .control_long_work(&mut tx, id, Control::Pause)
        .await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .control_long_work(&mut tx, id, Control::Resume)
        .await?;
    tx.commit(stage.desk.now()).await?;
    let job = ended(&stage, id).await?;
    let tally: Tally = serde_json::from_value(job.result.unwrap())?;
    assert_eq!((tally.new, tally.twice), (350, 1));
    let mut tx = stage.tx().await?;
    let book = contacts::counts(&mut tx, &Filter::default()).await?;
    assert_eq!((book.none, book.opted_in), (0, 350));
    drop(tx);

    // Erased, a person is in no row that was left out either.
    let erased = found(&stage, "+628130000007").await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.staged_row").await?, 1);
    let mut tx = stage.tx().await?;
    stage.desk.erase_contact(&mut tx, erased).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.staged_row").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_cancelled_import_keeps_no_table() -> Result<()> {
    let stage = Stage::set().await?;
    let mut text = "phone,consent source,consent date\n".to_owned();
    for n in 0..350 {
        let _ = writeln!(text, "+62814{n:07},Formulir batal,2026-01-05");
    }
    let import = wanted(&stage, &text).await?;
    // Asked for and cancelled in one transaction: no worker was faster.
    let mut tx = stage.tx().await?;
    let id = stage.desk.import_contacts(&mut tx, &import).await?;
    let control = Control::Cancel;
    stage.desk.control_long_work(&mut tx, id, control).await?;
    tx.commit(stage.desk.now()).await?;
    testkit::wait_until("its file is gone", Duration::from_secs(10), || async {
        walk(&stage.data().join("media"))
            .iter()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("Formulir batal"))
    })
    .await?;
    let kept = "SELECT count(*) FROM app.media WHERE state = 'stored'";
    assert_eq!(stage.count(kept).await?, 0);
    Ok(())
}

#[tokio::test]
async fn who_was_erased_does_not_come_back_by_a_waiting_table() -> Result<()> {
    let stage = Stage::set().await?;
    two_who_wrote(&stage).await?;
    let someone = found(&stage, "628110000009").await?;
    let text = "phone,consent source,consent date\n+628110000009,Formulir lama,2026-01-05\n";
    let import = wanted(&stage, text).await?;
    let mut tx = stage.tx().await?;
    let id = stage.desk.import_contacts(&mut tx, &import).await?;
    let control = Control::Pause;
    stage.desk.control_long_work(&mut tx, id, control).await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    stage.desk.erase_contact(&mut tx, someone).await?;
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    let resumed = stage
        .desk
        .control_long_work(&mut tx, id, Control::Resume)
        .await;
    assert!(resumed.is_err(), "{resumed:?}");
    drop(tx);
    testkit::wait_until("its file is gone", Duration::from_secs(10), || async {
        walk(&stage.data().join("media"))
            .iter()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("Formulir lama"))
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_table_cannot_say_that_a_message_said_it() -> Result<()> {
    let stage = Stage::set().await?;
    two_who_wrote(&stage).await?;
    let text = "phone,consent source,consent date\n+628130000001,message,2026-01-05\n+628130000002,Formulir,2026-01-05\n";
    let import = wanted(&stage, text).await?;
    let job = ended(&stage, start(&stage, &import).await?).await?;
    let tally: Tally = serde_json::from_value(job.result.unwrap())?;
    assert_eq!((tally.new, tally.left_out()), (1, 1));
    Ok(())
}
