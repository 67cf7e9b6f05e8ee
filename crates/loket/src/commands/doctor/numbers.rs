//! Each connected number, asked at Meta by the same check as the desk's, with what its readiness list then says.

use std::sync::Arc;

use db::{Actor, channels, evidence_log};
use desk::Desk;
use domain::clock::SystemClock;
use domain::gate::Connection;
use domain::ids::WorkspaceId;
use domain::readiness::{Readiness, State};

use super::Finding;
use crate::addresses::Addresses;
use crate::database::Database;
use crate::house;
use crate::settings::Settings;

/// One finding a number. Simulated ones are asked only while their sandbox runs, and prove nothing.
pub(super) async fn look(database: &Database, settings: &Settings) -> anyhow::Result<Vec<Finding>> {
    let running = Addresses::of_running(&settings.data_dir);
    let sandbox = running.as_ref().is_some_and(|a| a.sandbox_url.is_some());
    let addresses = running.unwrap_or_else(|| Addresses {
        pid: 0,
        url: house::reachable(settings.listen),
        public_url: house::reachable(settings.listen),
        sandbox_url: None,
    });
    let desk = house::desk(settings, database, &addresses, Arc::new(SystemClock))?;
    let mut findings = Vec::new();
    for (workspace, _) in evidence_log::all_heads(&database.db).await? {
        let mut tx = database.db.worker(workspace).await?;
        let numbers = channels::list(&mut tx).await?;
        drop(tx);
        for number in numbers {
            let asked = number.connection != Connection::Disconnected
                && (!number.simulated || sandbox || settings.graph_url.is_some());
            if asked {
                findings.push(ask(&desk, workspace, &number).await);
            }
        }
    }
    Ok(findings)
}

async fn ask(desk: &Desk, workspace: WorkspaceId, number: &channels::Channel) -> Finding {
    let about = format!("{} ({})", number.name, number.display);
    match list(desk, workspace, number).await {
        Ok(list) => found(&about, &list),
        Err(error) => Finding::doubtful(
            format!("{about} could not be checked: {error}"),
            "Run loket doctor again in a minute.",
        ),
    }
}

async fn list(
    desk: &Desk,
    workspace: WorkspaceId,
    number: &channels::Channel,
) -> desk::Result<Readiness> {
    let actor = Actor::Key {
        name: "command line".to_owned(),
    };
    desk.check_channel(workspace, actor, number.id).await?;
    let mut tx = desk.db().worker(workspace).await?;
    desk.readiness(&mut tx, number.id).await
}

fn found(about: &str, list: &Readiness) -> Finding {
    let open: Vec<String> = list
        .rows
        .iter()
        .filter(|row| row.state == State::NeedsAction)
        .map(|row| {
            let value = row.value.as_ref().map(|v| format!(" ({v})"));
            format!(
                "{}{}",
                row.reason.replace('_', " "),
                value.unwrap_or_default()
            )
        })
        .collect();
    let remedy = format!(
        "{}\nThe page /admin/whatsapp-settings says what to do about each.",
        open.join("\n")
    );
    let kind = if list.simulated {
        "simulated number"
    } else {
        "number"
    };
    if !list.may_send() {
        Finding::bad(format!("The {kind} {about} cannot send"), remedy)
    } else if open.is_empty() && list.simulated {
        // What is simulated proves nothing.
        Finding::doubtful(
            format!("The {kind} {about}: nothing stands against sending, simulated"),
            "Safe/fake provider mode — not proof of Meta WhatsApp delivery. Connect a real number to write to people."
                .to_owned(),
        )
    } else if open.is_empty() {
        Finding::good(format!(
            "The {kind} {about}: nothing stands against sending"
        ))
    } else {
        Finding::doubtful(
            format!("The {kind} {about}: {} things to do", open.len()),
            remedy,
        )
    }
}
