//! `loket partner` and `loket workspace`: the directory.

use anyhow::Result;
use db::partners::NewWorkspace;
use desk::provision;
use domain::ids::{PartnerId, WorkspaceId};
use serde_json::json;

use crate::cli::{Partner, Workspace};
use crate::house::{House, explained};
use crate::out;
use crate::settings::Settings;

/// Makes a partner.
pub(super) async fn partner(settings: &Settings, wish: Partner) -> Result<()> {
    let Partner::Add { name, json } = wish;
    let house = House::open(settings).await?;
    let id = PartnerId::new();
    let made = provision::create_partner(&house.desk, id, &name)
        .await
        .map_err(explained);
    house.close().await?;
    made?;
    if json {
        out::json(&json!({ "id": id, "name": name }));
    } else {
        out::line(format_args!("Made the partner {name}: {id}"));
    }
    Ok(())
}

/// Makes a workspace.
pub(super) async fn workspace(settings: &Settings, wish: Workspace) -> Result<()> {
    let Workspace::Add {
        name,
        partner,
        locale,
        timezone,
        simulated,
        json,
    } = wish;
    let new = NewWorkspace {
        id: WorkspaceId::new(),
        partner,
        name,
        locale,
        timezone,
        simulated: simulated.unwrap_or(settings.sandbox),
    };
    let house = House::open(settings).await?;
    let made = provision::create_workspace(&house.desk, &new)
        .await
        .map_err(explained);
    house.close().await?;
    made?;
    if json {
        out::json(
            &json!({ "id": new.id, "name": new.name, "partner_id": new.partner, "simulated": new.simulated }),
        );
    } else {
        out::line(format_args!("Made the workspace {}: {}", new.name, new.id));
    }
    Ok(())
}
