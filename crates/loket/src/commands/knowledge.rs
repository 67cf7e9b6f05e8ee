//! `loket knowledge`: what a workspace may answer from.

use anyhow::{Context as _, Result};
use db::Actor;

use crate::cli::Knowledge;
use crate::house::{House, explained};
use crate::out;
use crate::settings::Settings;

/// Makes a document the present knowledge.
pub(super) async fn run(settings: &Settings, wish: Knowledge) -> Result<()> {
    let Knowledge::Load { file, workspace } = wish;
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let document =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let house = House::open(settings).await?;
    let outcome = async {
        let actor = Actor::Key {
            name: "command line".to_owned(),
        };
        let mut tx = house.database.db.workspace(workspace, actor).await?;
        let version = house
            .desk
            .put_knowledge(&mut tx, document)
            .await
            .map_err(explained)?;
        tx.commit(house.desk.now()).await?;
        anyhow::Ok(version)
    }
    .await;
    house.close().await?;
    out::line(format_args!(
        "This is version {} of the knowledge.",
        outcome?
    ));
    Ok(())
}
