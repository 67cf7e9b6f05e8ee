//! `loket key`: API keys.

use anyhow::{Result, bail};
use db::Actor;
use db::people::KeyScope as Opens;
use desk::keys;
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::cli::{Key, KeyScope};
use crate::house::{House, explained};
use crate::out;
use crate::settings::Settings;

/// Makes a key and prints it once.
pub(super) async fn run(settings: &Settings, wish: Key) -> Result<()> {
    let Key::Add {
        name,
        workspace,
        partner,
        platform,
        scopes,
        json,
    } = wish
    else {
        return Ok(());
    };
    let scopes: Vec<keys::Scope> = scopes.into_iter().map(stored).collect();
    let opens = match (workspace, partner, platform) {
        (Some(id), None, false) => Opens::Workspace(id),
        (None, Some(id), false) => Opens::Partner(id),
        (None, None, true) => Opens::Platform,
        _ => bail!("what does the key open? Give one of --workspace, --partner and --platform"),
    };
    let house = House::open(settings).await?;
    let issued = issue(&house, opens, &name, &scopes).await;
    house.close().await?;
    let issued = issued?;
    if json {
        out::json(
            &json!({ "id": issued.key.id, "name": issued.key.name, "scopes": issued.key.scopes, "key": issued.secret.expose_secret() }),
        );
    } else {
        out::note(format_args!(
            "The key {:?}, shown only now:",
            issued.key.name
        ));
        out::line(issued.secret.expose_secret());
    }
    Ok(())
}

async fn issue(
    house: &House,
    opens: Opens,
    name: &str,
    scopes: &[keys::Scope],
) -> Result<keys::Issued> {
    let Opens::Workspace(id) = opens else {
        return keys::issue_for(&house.desk, opens, name, scopes)
            .await
            .map_err(explained);
    };
    // In the workspace's own transaction, so that its evidence says that somebody was let in.
    let actor = Actor::Key {
        name: "command line".to_owned(),
    };
    let mut tx = house.database.db.workspace(id, actor).await?;
    let issued = keys::issue(&house.desk, &mut tx, name, scopes)
        .await
        .map_err(explained)?;
    tx.commit(house.desk.now()).await?;
    Ok(issued)
}

const fn stored(scope: KeyScope) -> keys::Scope {
    match scope {
        KeyScope::Read => keys::Scope::Read,
        KeyScope::Send => keys::Scope::Send,
        KeyScope::Manage => keys::Scope::Manage,
    }
}
