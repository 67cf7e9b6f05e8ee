//! A file that could not be fetched is fetched later, and says so meanwhile.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

mod stage;

use anyhow::Result;
use chrono::Duration;
use domain::content::Content;
use domain::ids::MediaId;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use stage::Stage;
use stage::files::FileAnswer;

const BYTES: &[u8] = b"\xff\xd8\xff\xe0 a picture";

async fn picture(stage: &Stage) -> Result<MediaId> {
    let hash = hex::encode(Sha256::digest(BYTES));
    let mut body = stage.text_body("628110000001", "wamid.picture", "");
    body["entry"][0]["changes"][0]["value"]["messages"][0]["type"] = json!("image");
    body["entry"][0]["changes"][0]["value"]["messages"][0]["image"] =
        json!({"id": "4711", "mime_type": "image/jpeg", "sha256": hash});
    stage.post(&body).await?;
    let (_, thread) = stage.until(|t| t.len() == 1).await?;
    let Content::Media(media) = &thread[0].content else {
        panic!("{:?}", thread[0].content)
    };
    Ok(media.media_id.unwrap())
}

async fn state(stage: &Stage, id: MediaId) -> Result<db::media::Fetching> {
    let mut tx = stage.tx().await?;
    Ok(stage.desk.file_state(&mut tx, id).await?.1)
}

async fn until(
    stage: &Stage,
    id: MediaId,
    done: impl Fn(&db::media::Fetching) -> bool,
) -> Result<db::media::Fetching> {
    for _ in 0..400 {
        let state = state(stage, id).await?;
        if done(&state) {
            return Ok(state);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    anyhow::bail!("it never became so: {:?}", state(stage, id).await?)
}

#[tokio::test]
async fn a_file_that_fails_is_fetched_later_by_itself() -> Result<()> {
    let stage = Stage::set().await?;
    // The first look at the number asks as well, and would take an answer.
    stage.idle().await?;
    for answer in [FileAnswer::Gone, FileAnswer::Broken, FileAnswer::Wrong] {
        stage.graph.inbox.then(answer);
    }
    stage.graph.inbox.then(FileAnswer::File(BYTES.to_vec()));
    let id = picture(&stage).await?;
    for tries in 1..=3 {
        let waiting = until(&stage, id, |s| s.tries == tries).await?;
        assert_eq!(waiting.state, "wanted", "{waiting:?}");
        assert!(waiting.problem.is_some() && waiting.next_try_at.is_some());
        let mut tx = stage.tx().await?;
        let asked = stage.desk.media_file(&mut tx, id).await;
        assert!(
            matches!(
                asked,
                Err(desk::Error::Conflict {
                    code: "file_pending",
                    ..
                })
            ),
            "{asked:?}"
        );
        drop(tx);
        stage.clock.advance(Duration::minutes(3));
    }
    until(&stage, id, |s| s.state == "stored").await?;
    let mut tx = stage.tx().await?;
    let (media, path) = stage.desk.media_file(&mut tx, id).await?;
    assert_eq!(std::fs::read(path)?, BYTES);
    assert_eq!(media.problem, None);
    assert_eq!(stage.count("SELECT count(*) FROM app.dead_job").await?, 0);
    Ok(())
}

#[tokio::test]
async fn when_its_id_has_died_the_file_is_failed_and_a_person_may_still_ask() -> Result<()> {
    let stage = Stage::set().await?;
    stage.graph.inbox.always(FileAnswer::Gone);
    let id = picture(&stage).await?;
    until(&stage, id, |s| s.tries == 1).await?;
    // Each look at the clock is a day later: the seven days pass.
    for _ in 0..12 {
        let before = state(&stage, id).await?;
        if before.state != "wanted" {
            break;
        }
        stage.clock.advance(Duration::hours(25));
        until(&stage, id, |s| {
            s.tries > before.tries || s.state != "wanted"
        })
        .await?;
    }
    let failed = state(&stage, id).await?;
    assert_eq!(failed.state, "failed", "{failed:?}");
    assert!(failed.problem.is_some() && failed.next_try_at.is_none());
    stage.graph.inbox.always(FileAnswer::File(BYTES.to_vec()));
    let mut tx = stage.tx().await?;
    let asked = stage.desk.media_file(&mut tx, id).await;
    assert!(
        matches!(
            asked,
            Err(desk::Error::Conflict {
                code: "file_failed",
                ..
            })
        ),
        "{asked:?}"
    );
    stage.desk.fetch_again(&mut tx, id).await?;
    tx.commit(stage.desk.now()).await?;
    until(&stage, id, |s| s.state == "stored").await?;
    // What is here already is left alone.
    let mut tx = stage.tx().await?;
    let kept = stage.desk.fetch_again(&mut tx, id).await?;
    assert_eq!(kept.state, "stored");
    Ok(())
}
