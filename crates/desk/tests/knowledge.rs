//! Knowledge as people keep it: imports that survive a killed worker, feeds that fail well, documents, versions.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod stage;

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use db::long_jobs::LongJob;
use desk::{CatalogueImport, Control, Mapping, RowChange};
use domain::ids::{FeedId, LongJobId, MediaId};
use serde_json::{Map, Value, json};
use stage::Stage;

async fn upload(stage: &Stage, name: &str, bytes: &[u8]) -> Result<MediaId> {
    let mut tx = stage.tx().await?;
    let kept = stage.desk.keep_upload(&mut tx, name, bytes).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(kept.id)
}

fn import_of(file: MediaId) -> CatalogueImport {
    CatalogueImport {
        file,
        mapping: None,
        remove_missing: false,
    }
}

async fn start(stage: &Stage, file: MediaId) -> Result<LongJobId> {
    let mut tx = stage.tx().await?;
    let job = stage
        .desk
        .import_catalogue(&mut tx, &import_of(file))
        .await?;
    tx.commit(stage.desk.now()).await?;
    Ok(job)
}

const SLOWLY: &str = "CREATE FUNCTION app.slowly() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END $$;
    CREATE TRIGGER slowly BEFORE INSERT ON app.staged_row FOR EACH STATEMENT EXECUTE FUNCTION app.slowly()";

async fn job_when(
    stage: &Stage,
    id: LongJobId,
    wanted: impl Fn(&LongJob) -> bool,
) -> Result<LongJob> {
    let mut last = None;
    for _ in 0..1500 {
        let mut tx = stage.tx().await?;
        let row = db::long_jobs::get(&mut tx, id).await?.context("no job")?;
        if wanted(&row) {
            return Ok(row);
        }
        last = Some(row);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    anyhow::bail!("it never became so: {last:#?}")
}

async fn ended(stage: &Stage, id: LongJobId) -> Result<LongJob> {
    job_when(stage, id, |row| row.ended_at.is_some()).await
}

async fn present(stage: &Stage) -> Result<(i32, Value)> {
    let mut tx = stage.tx().await?;
    Ok(db::knowledge::current(&mut tx)
        .await?
        .map_or((0, json!({})), |k| (k.version, k.document)))
}

fn table(rows: usize) -> Vec<u8> {
    let mut text = "sku,name,price\n".to_owned();
    for n in 0..rows {
        let _ = writeln!(text, "K-{n},Kaos nomor {n},{}", 50_000 + n);
    }
    text.into_bytes()
}

#[tokio::test]
async fn an_import_becomes_one_version_and_tells_what_it_left_out() -> Result<()> {
    let stage = Stage::set().await?;
    let file = upload(
        &stage,
        "produk.csv",
        b"Kode;Nama;Harga\nA;Kopi Gayo;Rp 25.000\nB;Teh;lima ribu\nC;Susu;1000\n",
    )
    .await?;
    let mut tx = stage.tx().await?;
    let preview = stage.desk.preview_import(&mut tx, &import_of(file)).await?;
    assert_eq!(preview.problem, None);
    assert_eq!((preview.examined.new, preview.rows), (2, 3));
    let rejects = stage.desk.rejected_rows(&mut tx, &import_of(file)).await?;
    let rejects = String::from_utf8(rejects)?;
    assert!(
        rejects.contains("\"3\"") && rejects.contains("lima ribu"),
        "{rejects}"
    );
    drop(tx);
    let job = ended(&stage, start(&stage, file).await?).await?;
    assert_eq!(
        (job.state.as_str(), job.done, job.total, job.failed),
        ("finished", 3, Some(3), 1)
    );
    let (version, document) = present(&stage).await?;
    assert_eq!(version, 1);
    assert_eq!(document["items"].as_array().unwrap().len(), 2);
    // The same table again changes nothing, so it is no version; its columns are known by now.
    let again = ended(&stage, start(&stage, file).await?).await?;
    assert_eq!(again.result.unwrap()["unchanged"], 2);
    assert_eq!(present(&stage).await?.0, 1);
    let kinds = stage
        .count("SELECT count(*) FROM app.evidence WHERE kind = 'job_ended'")
        .await?;
    assert_eq!(kinds, 2);
    assert_eq!(stage.count("SELECT count(*) FROM app.staged_row").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_paused_import_goes_on_where_it_was_and_a_cancelled_one_leaves_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    // Slow enough to be seen on its way, however busy the machine is.
    let mut admin = stage.database.admin_connection().await?;
    sqlx::raw_sql(SLOWLY).execute(&mut admin).await?;
    let file = upload(&stage, "besar.csv", &table(6_000)).await?;
    let id = start(&stage, file).await?;
    job_when(&stage, id, |row| row.done > 0).await?;
    let steer = async |control| -> Result<LongJob> {
        let mut tx = stage.tx().await?;
        let row = stage.desk.control_long_work(&mut tx, id, control).await?;
        tx.commit(stage.desk.now()).await?;
        Ok(row)
    };
    let paused = steer(Control::Pause).await?;
    assert!(paused.done > 0 && paused.done < 6_000, "{}", paused.done);
    tokio::time::sleep(Duration::from_millis(400)).await;
    let mut tx = stage.tx().await?;
    let still = db::long_jobs::get(&mut tx, id).await?.unwrap();
    drop(tx);
    assert_eq!((still.done, still.state.as_str()), (paused.done, "paused"));
    // Nothing is half applied.
    assert_eq!(present(&stage).await?.0, 0);
    sqlx::raw_sql("ALTER TABLE app.staged_row DISABLE TRIGGER slowly")
        .execute(&mut admin)
        .await?;
    steer(Control::Resume).await?;
    let done = ended(&stage, id).await?;
    assert_eq!((done.state.as_str(), done.done), ("finished", 6_000));
    assert_eq!(
        present(&stage).await?.1["items"].as_array().unwrap().len(),
        6_000
    );

    sqlx::raw_sql("ALTER TABLE app.staged_row ENABLE TRIGGER slowly")
        .execute(&mut admin)
        .await?;
    let more = upload(&stage, "lagi.csv", &table(6_001)).await?;
    let id = start(&stage, more).await?;
    job_when(&stage, id, |row| row.done > 0).await?;
    let mut tx = stage.tx().await?;
    stage
        .desk
        .control_long_work(&mut tx, id, Control::Cancel)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    assert_eq!(present(&stage).await?.0, 1);
    assert_eq!(stage.count("SELECT count(*) FROM app.staged_row").await?, 0);
    Ok(())
}

/// A feed that answers what it is told to.
async fn feed_server(body: &'static str) -> Result<std::net::SocketAddr> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?;
    let router = Router::new()
        .route("/feed.csv", get(move || async move { body }))
        .route(
            "/other.csv",
            get(|| async { "sku,name,price\nB,Teh,9000\n" }),
        )
        .route("/empty.csv", get(|| async { "sku,name\n,\n" }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(at)
}

fn feed(url: String) -> db::knowledge_feeds::Feed {
    db::knowledge_feeds::Feed {
        id: FeedId::new(),
        url,
        mapping: json!({}),
        remove_missing: false,
        every_minutes: 60,
        active: false,
        turn: 1,
        last_job: None,
        last_good_at: None,
        created_at: domain::Time::UNIX_EPOCH,
    }
}

#[tokio::test]
async fn a_feed_is_fetched_and_one_that_fails_keeps_the_catalogue() -> Result<()> {
    let at = feed_server("sku,name,price\nA,Kopi,25000\n").await?;
    let stage = Stage::reaching(vec![at]).await?;
    let mut tx = stage.tx().await?;
    let job = stage
        .desk
        .save_feed(&mut tx, feed(format!("http://{at}/feed.csv")))
        .await?;
    tx.commit(stage.desk.now()).await?;
    let job = ended(&stage, job).await?;
    assert_eq!(job.state, "finished", "{:?}", job.problem);
    let (version, document) = present(&stage).await?;
    assert_eq!(
        (version, &document["items"][0]["price"]),
        (1, &json!(25000))
    );
    for path in ["gone.csv", "empty.csv"] {
        let mut tx = stage.tx().await?;
        let job = stage
            .desk
            .save_feed(&mut tx, feed(format!("http://{at}/{path}")))
            .await?;
        tx.commit(stage.desk.now()).await?;
        let job = ended(&stage, job).await?;
        assert_eq!(job.state, "failed");
        assert!(job.problem.is_some());
        assert_eq!(present(&stage).await?.0, 1);
    }
    let mut tx = stage.tx().await?;
    let inside = stage
        .desk
        .save_feed(&mut tx, feed("http://169.254.169.254/latest".to_owned()))
        .await;
    assert!(matches!(inside, Err(desk::Error::Invalid { .. })));
    Ok(())
}

#[tokio::test]
async fn a_document_is_read_published_and_replaced() -> Result<()> {
    let stage = Stage::set().await?;
    let add = async |text: &str, replaces| -> Result<db::knowledge_documents::Document> {
        let file = upload(&stage, "retur.md", text.as_bytes()).await?;
        let mut tx = stage.tx().await?;
        let document = stage.desk.add_document(&mut tx, file, replaces).await?;
        tx.commit(stage.desk.now()).await?;
        ended(&stage, document.job.unwrap()).await?;
        let mut tx = stage.tx().await?;
        let read = db::knowledge_documents::lock(&mut tx, document.id)
            .await?
            .unwrap();
        assert_eq!(read.state, "read");
        let passages: Vec<desk::Passage> = serde_json::from_value(read.passages)?;
        let published = stage
            .desk
            .save_document(&mut tx, document.id, &passages, true)
            .await?;
        tx.commit(stage.desk.now()).await?;
        Ok(published)
    };
    let first = add(
        "# Retur\n\nBarang dapat ditukar dalam 7 hari setelah diterima.\n",
        None,
    )
    .await?;
    assert_eq!(first.published_version, Some(1));
    let mut tx = stage.tx().await?;
    let trial = stage
        .desk
        .try_question(&mut tx, "Berapa hari barang bisa ditukar?", None)
        .await?;
    assert!(trial.text.contains('7'), "{}", trial.text);
    drop(tx);
    let second = add(
        "# Retur\n\nBarang dapat ditukar dalam 14 hari setelah diterima.\n",
        Some(first.id),
    )
    .await?;
    let (version, document) = present(&stage).await?;
    assert_eq!(second.published_version, Some(version));
    let policies = document["policies"].as_array().unwrap();
    assert_eq!(policies.len(), 1);
    assert!(policies[0]["text"].as_str().unwrap().contains("14"));
    // A scan says what to do.
    let file = upload(&stage, "kosong.md", b"\n\n---\n").await?;
    let mut tx = stage.tx().await?;
    let empty = stage.desk.add_document(&mut tx, file, None).await?;
    tx.commit(stage.desk.now()).await?;
    let job = ended(&stage, empty.job.unwrap()).await?;
    assert_eq!(job.state, "failed");
    let mut tx = stage.tx().await?;
    let empty = db::knowledge_documents::lock(&mut tx, empty.id)
        .await?
        .unwrap();
    assert_eq!(empty.state, "failed");
    assert!(
        empty.problem.unwrap()["hint"]
            .as_str()
            .unwrap()
            .contains("Markdown")
    );
    Ok(())
}

fn put(sku: &str, price: i64) -> RowChange {
    let row: Map<String, Value> =
        json!({ "sku": sku, "name": format!("Barang {sku}"), "price": price })
            .as_object()
            .cloned()
            .unwrap();
    RowChange {
        part: "items".to_owned(),
        id: sku.to_owned(),
        row: Some(row),
    }
}

#[tokio::test]
async fn rows_others_changed_are_not_written_over_and_versions_come_back() -> Result<()> {
    let stage = Stage::set().await?;
    let change = async |base: i32, changes: &[RowChange]| -> Result<i32, desk::Error> {
        let mut tx = stage.tx().await.unwrap();
        let settings = Map::new();
        let version = stage
            .desk
            .change_knowledge(&mut tx, base, changes, &settings)
            .await?;
        tx.commit(stage.desk.now()).await.unwrap();
        Ok(version)
    };
    assert_eq!(change(0, &[put("A", 1), put("B", 1)]).await?, 1);
    assert_eq!(change(1, &[put("A", 2)]).await?, 2);
    // Seen in version 1: another row may still be changed, the same one may not.
    assert_eq!(change(1, &[put("B", 5)]).await?, 3);
    let clash = change(1, &[put("A", 9)]).await;
    assert!(
        matches!(clash, Err(desk::Error::Conflict { .. })),
        "{clash:?}"
    );
    let negative = change(3, &[put("C", -1)]).await;
    let Err(desk::Error::Invalid { field, .. }) = negative else {
        anyhow::bail!("a negative price was taken: {negative:?}")
    };
    assert_eq!(field, "items/C");
    let mut tx = stage.tx().await?;
    assert_eq!(stage.desk.restore_knowledge(&mut tx, 1).await?, 4);
    tx.commit(stage.desk.now()).await?;
    let mut tx = stage.tx().await?;
    let found = stage.desk.compare_knowledge(&mut tx, 3, 4).await?;
    assert_eq!(found.total, 2);
    let versions = db::knowledge::versions(&mut tx, None, 10).await?;
    assert_eq!(versions[0].change["cause"], "restore");
    assert_eq!(versions[0].change["from"], 1);
    Ok(())
}

#[tokio::test]
async fn columns_that_mean_nothing_are_refused_before_anything_runs() -> Result<()> {
    let stage = Stage::set().await?;
    let file = upload(&stage, "x.csv", b"foo,bar\n1,2\n").await?;
    let mut tx = stage.tx().await?;
    let preview = stage.desk.preview_import(&mut tx, &import_of(file)).await?;
    assert!(preview.problem.is_some());
    let refused = stage.desk.import_catalogue(&mut tx, &import_of(file)).await;
    assert!(matches!(refused, Err(desk::Error::Invalid { .. })));
    let mapping = [("foo", "sku"), ("bar", "name")]
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .into();
    let told = CatalogueImport {
        mapping: Some(Mapping(mapping)),
        ..import_of(file)
    };
    assert!(stage.desk.import_catalogue(&mut tx, &told).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn a_changed_feed_is_fetched_anew_into_its_one_file() -> Result<()> {
    let at = feed_server("sku,name,price\nA,Kopi,25000\n").await?;
    let stage = Stage::reaching(vec![at]).await?;
    let mut one = feed(format!("http://{at}/gone.csv"));
    let save = async |one: &db::knowledge_feeds::Feed| -> Result<LongJobId> {
        let mut tx = stage.tx().await?;
        let job = stage.desk.save_feed(&mut tx, one.clone()).await?;
        // One that is being fetched is not fetched twice.
        assert_eq!(stage.desk.fetch_feed(&mut tx, one.id).await?, job);
        tx.commit(stage.desk.now()).await?;
        Ok(job)
    };
    let failed = save(&one).await?;
    assert_eq!(ended(&stage, failed).await?.state, "failed");
    one.url = format!("http://{at}/feed.csv");
    let first = save(&one).await?;
    assert_eq!(ended(&stage, first).await?.state, "finished");
    // What failed cannot be continued beside what came after it.
    assert_eq!(ended(&stage, failed).await?.state, "cancelled");
    // Changed twice before anything could be fetched: only the last one counts.
    let mut tx = stage.tx().await?;
    let old = stage.desk.fetch_feed(&mut tx, one.id).await?;
    one.url = format!("http://{at}/other.csv");
    let new = stage.desk.save_feed(&mut tx, one.clone()).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(ended(&stage, old).await?.state, "cancelled");
    assert_eq!(ended(&stage, new).await?.state, "finished");
    let (_, document) = present(&stage).await?;
    assert_eq!(document["items"].as_array().unwrap().len(), 2);
    assert_eq!(stage.count("SELECT count(*) FROM app.media").await?, 1);
    assert_eq!(stage.count("SELECT count(*) FROM app.staged_row").await?, 0);
    let mut tx = stage.tx().await?;
    stage.desk.remove_feed(&mut tx, one.id).await?;
    tx.commit(stage.desk.now()).await?;
    stage.idle().await?;
    let folder = stage.data().join("media");
    let folder = folder.join(stage.tenant.workspace.to_string());
    assert_eq!(std::fs::read_dir(folder)?.count(), 0);
    Ok(())
}

#[tokio::test]
async fn a_document_that_was_removed_while_it_was_read_stays_removed() -> Result<()> {
    let stage = Stage::set().await?;
    for text in ["# Retur\n\nBarang dapat ditukar.\n", "\n\n---\n"] {
        let file = upload(&stage, "retur.md", text.as_bytes()).await?;
        let mut tx = stage.tx().await?;
        let document = stage.desk.add_document(&mut tx, file, None).await?;
        stage.desk.remove_document(&mut tx, document.id).await?;
        tx.commit(stage.desk.now()).await?;
        ended(&stage, document.job.unwrap()).await?;
        let mut tx = stage.tx().await?;
        let after = db::knowledge_documents::lock(&mut tx, document.id).await?;
        assert_eq!(after.unwrap().state, "removed");
    }
    Ok(())
}

#[tokio::test]
async fn what_nobody_needs_any_more_goes() -> Result<()> {
    let stage = Stage::set().await?;
    let unused = upload(&stage, "a.csv", &table(3)).await?;
    let used = upload(&stage, "b.csv", &table(3)).await?;
    let read = upload(&stage, "c.md", b"\n\n---\n").await?;
    let import = ended(&stage, start(&stage, used).await?).await?;
    assert_eq!(import.state, "finished");
    let mut tx = stage.tx().await?;
    let document = stage.desk.add_document(&mut tx, read, None).await?;
    tx.commit(stage.desk.now()).await?;
    ended(&stage, document.job.unwrap()).await?;
    let tidy = async |span: chrono::Duration| -> Result<Vec<bool>> {
        stage.clock.advance(span);
        let stop = tokio_util::sync::CancellationToken::new();
        stage.desk.do_chores(desk::Keep::default(), &stop).await?;
        stage.idle().await?;
        let folder = stage.data().join("media");
        let folder = folder.join(stage.tenant.workspace.to_string());
        let files = [unused, used, read].map(|id| folder.join(id.to_string()).exists());
        Ok(files.to_vec())
    };
    assert_eq!(tidy(chrono::Duration::hours(23)).await?, [true, true, true]);
    assert_eq!(tidy(chrono::Duration::hours(2)).await?, [false, true, true]);
    assert_eq!(stage.count("SELECT count(*) FROM app.long_job").await?, 2);
    // The job that read the document is forgotten; the import is remembered for its columns, its file is not.
    assert_eq!(
        tidy(chrono::Duration::days(31)).await?,
        [false, false, true]
    );
    let mut tx = stage.tx().await?;
    assert!(db::long_jobs::get(&mut tx, import.id).await?.is_some());
    let kept = db::knowledge_documents::lock(&mut tx, document.id).await?;
    assert_eq!(kept.unwrap().job, None);
    Ok(())
}
