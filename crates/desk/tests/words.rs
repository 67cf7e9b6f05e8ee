//! A workspace's own words for STOP and START take effect like everybody's.

mod stage;

use anyhow::Result;
use desk::WorkspaceChange;
use domain::consent::Consent;
use stage::Stage;

async fn consent(stage: &Stage) -> Result<Consent> {
    Ok(stage.conversations().await?[0].consent)
}

#[tokio::test]
async fn own_words_stop_and_start() -> Result<()> {
    let stage = Stage::set().await?;
    let says = async |text: &str| -> Result<Consent> {
        stage.customer_says("628110000077", text).await?;
        stage.idle().await?;
        stage.clock.advance(chrono::Duration::seconds(5));
        consent(&stage).await
    };
    assert_eq!(says("cukup").await?, Consent::None, "not a word yet");
    let mut tx = stage.tx().await?;
    let change = WorkspaceChange {
        stop_words: Some(vec!["cukup".to_owned()]),
        start_words: Some(vec!["gas lagi".to_owned()]),
        ..WorkspaceChange::default()
    };
    stage.desk.change_workspace(&mut tx, change).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(
        says("cukup sekian ya").await?,
        Consent::None,
        "a sentence is no word"
    );
    assert_eq!(says("CUKUP!").await?, Consent::OptedOut);
    assert_eq!(says("Gas  lagi").await?, Consent::OptedIn);
    assert_eq!(
        says("berhenti").await?,
        Consent::OptedOut,
        "everybody's words stay"
    );
    Ok(())
}
