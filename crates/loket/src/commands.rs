//! One file for each command.

mod channel;
mod demo;
mod demo_load;
mod doctor;
mod evidence;
mod jobs;
mod journal;
mod key;
mod knowledge;
mod partner;
mod pg;
mod read_document;
mod sandbox;
mod tenants;
mod user;

use std::path::Path;

use anyhow::{Context as _, Result};
use secrecy::SecretString;

use crate::Verdict;
use crate::cli::{Cli, Command, DemoCommand, Key, Serve};
use crate::database::Database;
use crate::settings::{self, Settings};
use crate::{out, serve, telemetry};

/// Runs what was asked for.
pub(crate) async fn run(cli: Cli) -> Result<()> {
    let command = cli.command.unwrap_or(Command::Serve(Serve::default()));
    // These need no settings, so wrong ones must not be in their way.
    match &command {
        Command::Evidence(wish) => return evidence::run(wish),
        Command::ReadDocument { kind } => return read_document::run(kind),
        Command::Openapi => {
            out::line(api::openapi_json().trim_end());
            return Ok(());
        }
        Command::Backup => return later("backup"),
        Command::Restore => return later("restore"),
        Command::Key(Key::Rotate) => return later("key rotate"),
        Command::Config(wish) if wish.markdown => {
            out::line(settings::markdown().trim_end());
            return Ok(());
        }
        _ => {}
    }
    let settings = settings::load(cli.config.as_deref())?;
    if let Command::Serve(wish) = &command {
        return serve::run(&settings, wish).await;
    }
    telemetry::quiet();
    with(&settings, command).await
}

async fn with(settings: &Settings, command: Command) -> Result<()> {
    match command {
        Command::Demo(wish) => match wish.command {
            None => demo::run(settings, &wish.show).await,
            Some(DemoCommand::Load(load)) => demo_load::run(settings, &load).await,
        },
        Command::Doctor => doctor::run(settings).await,
        Command::Migrate => migrate(settings).await,
        Command::Config(_) => {
            out::line(settings::table(settings).trim_end());
            for remark in &settings.remarks {
                out::note(remark);
            }
            Ok(())
        }
        Command::User(wish) => user::run(settings, wish).await,
        Command::Partner(wish) => partner::partner(settings, wish).await,
        Command::Workspace(wish) => partner::workspace(settings, wish).await,
        Command::Channel(wish) => channel::run(settings, wish).await,
        Command::Key(wish) => key::run(settings, wish).await,
        Command::Knowledge(wish) => knowledge::run(settings, wish).await,
        Command::Journal(wish) => journal::run(settings, wish).await,
        Command::Jobs(wish) => jobs::run(settings, wish).await,
        Command::Tenants(wish) => tenants::run(settings, wish).await,
        Command::Sandbox(wish) => sandbox::run(settings, wish).await,
        Command::Pg(wish) => pg::run(settings, &wish).await,
        Command::Serve(_)
        | Command::Evidence(_)
        | Command::Openapi
        | Command::ReadDocument { .. }
        | Command::Backup
        | Command::Restore => Ok(()),
    }
}

fn later(name: &str) -> Result<()> {
    Err(Verdict(
        format!("`loket {name}` comes in a later release; nothing was done"),
        2,
    )
    .into())
}

async fn migrate(settings: &Settings) -> Result<()> {
    let database = Database::beside(settings).await?;
    database.migrate(settings).await?;
    out::line("The database is at the present schema.");
    database.close().await
}

/// A secret from a file, or from standard input for `-` and nothing; without the line break at its end.
fn secret_from(file: Option<&Path>) -> Result<SecretString> {
    let text = match file {
        Some(path) if path != Path::new("-") => std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?,
        _ => std::io::read_to_string(std::io::stdin().lock())
            .context("standard input cannot be read")?,
    };
    Ok(text.trim_end_matches(['\r', '\n']).to_owned().into())
}
