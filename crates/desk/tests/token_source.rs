//! A token that is named by where it is kept: read there, used, read again, and destroyed here when the channel leaves.

mod stage;

use anyhow::Result;
use db::Actor;
use db::channels::TokenMark;
use desk::Error;
use meta::SecretString;
use secrecy::ExposeSecret as _;
use stage::Stage;

impl Stage {
    async fn keeps(&self, workspace: &str, name: &str, token: &str) -> Result<()> {
        let folder = self.data().join("tokens").join(workspace);
        tokio::fs::create_dir_all(&folder).await?;
        Ok(tokio::fs::write(folder.join(name), token).await?)
    }

    async fn is_given(&self, given: &str) -> desk::Result<()> {
        let tx = self
            .tx()
            .await
            .map_err(|e| Error::Internal(e.to_string()))?;
        let given = SecretString::from(given);
        let proven = self.desk.prove_token(tx, self.channel.id, given).await?;
        let mut tx = self
            .tx()
            .await
            .map_err(|e| Error::Internal(e.to_string()))?;
        self.desk.renew_token(&mut tx, proven).await?;
        tx.commit(self.desk.now()).await.map_err(Into::into)
    }

    /// The token in use, and what is said of it.
    async fn used(&self) -> Result<(Option<String>, TokenMark)> {
        let mut tx = self.tx().await?;
        let token = db::channels::token(&mut tx, self.channel.id).await?;
        let channel = db::channels::get(&mut tx, self.channel.id).await?;
        let channel = channel.ok_or_else(|| anyhow::anyhow!("there is no channel"))?;
        Ok((token.map(|t| t.expose_secret().to_owned()), channel.token))
    }

    async fn look(&self) -> Result<Vec<(String, String)>> {
        let report = self
            .desk
            .check_channel(self.tenant.workspace, Actor::System, self.channel.id)
            .await?;
        let told = report.problems.into_iter();
        Ok(told.map(|one| (one.part, one.title)).collect())
    }
}

const NOT_TAKEN: &str = "The token that is kept outside was not taken";

#[tokio::test]
async fn a_token_is_read_where_it_is_kept() -> Result<()> {
    let stage = Stage::set().await?;
    let here = stage.tenant.workspace.to_string();
    stage.keeps(&here, "main", "EAAfirst\n").await?;
    stage.is_given("file:main").await?;
    let (token, mark) = stage.used().await?;
    assert_eq!(token.as_deref(), Some("EAAfirst"));
    assert_eq!(mark.reference.as_deref(), Some("file:main"));
    let first = mark.fingerprint;

    // The same again changes nothing; another one there is taken by the next look.
    stage.look().await?;
    assert_eq!(stage.used().await?.1.fingerprint, first);
    stage.keeps(&here, "main", "EAAsecond").await?;
    let told = stage.look().await?;
    assert!(
        !told.iter().any(|(_, title)| title == NOT_TAKEN),
        "{told:?}"
    );
    let (token, mark) = stage.used().await?;
    assert_eq!(token.as_deref(), Some("EAAsecond"));
    assert_eq!(mark.reference.as_deref(), Some("file:main"));

    // Nothing there: it is said, and the one before stays in use.
    stage.keeps(&here, "main", " ").await?;
    let told = stage.look().await?;
    assert!(
        told.contains(&("token".to_owned(), NOT_TAKEN.to_owned())),
        "{told:?}"
    );
    assert_eq!(stage.used().await?.0.as_deref(), Some("EAAsecond"));

    // Gone is gone, whatever stands outside.
    stage.keeps(&here, "main", "EAAthird").await?;
    let mut tx = stage.tx().await?;
    let now = stage.desk.now();
    db::channels::disconnect(&mut tx, stage.channel.id, domain::news::Ended::ByHand, now).await?;
    tx.commit(now).await?;
    assert!(stage.look().await.is_err());
    assert_eq!(stage.used().await?, (None, TokenMark::default()));
    Ok(())
}

#[tokio::test]
async fn nobody_reads_another_workspaces_token_or_another_file() -> Result<()> {
    let stage = Stage::set().await?;
    let other = domain::ids::WorkspaceId::new().to_string();
    stage.keeps(&other, "main", "EAAtheirs").await?;
    tokio::fs::write(stage.data().join("secret"), "EAAsecret").await?;
    for wrong in [
        "file:main".to_owned(),
        format!("file:{other}/main"),
        format!("file:../{other}/main"),
        "file:../../secret".to_owned(),
        "file:".to_owned(),
        "env:PATH".to_owned(),
        "env:LOKET_TOKEN_MAIN".to_owned(),
    ] {
        let refused = stage.is_given(&wrong).await;
        assert!(
            matches!(refused, Err(Error::Invalid { .. })),
            "{wrong}: {refused:?}"
        );
    }
    assert_eq!(stage.used().await?.1.reference, None);
    Ok(())
}

/// One that is pasted later is no longer the one outside.
#[tokio::test]
async fn a_pasted_token_ends_the_reference() -> Result<()> {
    let stage = Stage::set().await?;
    let here = stage.tenant.workspace.to_string();
    stage.keeps(&here, "main", "EAAfirst").await?;
    stage.is_given("file:main").await?;
    stage.is_given("EAApasted").await?;
    stage.look().await?;
    let (token, mark) = stage.used().await?;
    assert_eq!(token.as_deref(), Some("EAApasted"));
    assert_eq!(mark.reference, None);
    Ok(())
}
