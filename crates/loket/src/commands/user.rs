//! `loket user`: accounts.

use anyhow::{Result, anyhow, bail};
use db::people;
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::secret_from;
use crate::cli::User;
use crate::house::{House, explained};
use crate::out;
use crate::settings::Settings;

/// Makes an account or changes its password.
pub(super) async fn run(settings: &Settings, wish: User) -> Result<()> {
    let house = House::open(settings).await?;
    let outcome = match wish {
        User::Add { .. } => add(&house, wish).await,
        User::CodesOff { email } => codes_off(&house, &email).await,
        User::Password {
            email,
            password_file,
        } => password(&house, &email, password_file.as_deref()).await,
    };
    house.close().await?;
    outcome
}

async fn add(house: &House, wish: User) -> Result<()> {
    let User::Add {
        email,
        name,
        workspace,
        role,
        partner,
        platform_admin,
        password_file,
        json,
    } = wish
    else {
        return Ok(());
    };
    let mut grants = Vec::new();
    if let Some(workspace) = workspace {
        let role = WorkspaceRole::parse(&role).ok_or_else(|| {
            anyhow!("--role is one of owner, communications_admin, agent, viewer, reviewer")
        })?;
        grants.push(Grant::Workspace(workspace, role));
    }
    grants.extend(partner.map(Grant::Partner));
    if platform_admin {
        grants.push(Grant::Platform);
    }
    if grants.is_empty() {
        bail!("what may this person enter? Give --workspace, --partner or --platform-admin");
    }
    let password = password_file
        .as_deref()
        .map(|file| secret_from(Some(file)))
        .transpose()?;
    let made = provision::create_person(
        &house.desk,
        NewPerson {
            email,
            name,
            password,
            grants,
        },
    )
    .await
    .map_err(explained)?;
    let shown = made.password.as_ref().map(|p| p.expose_secret().to_owned());
    if json {
        out::json(&json!({ "id": made.person.id, "email": made.person.email, "password": shown }));
        return Ok(());
    }
    out::line(format_args!("Made the account {}.", made.person.email));
    if let Some(password) = shown {
        out::line(format_args!("Password, shown only now: {password}"));
    }
    Ok(())
}

async fn codes_off(house: &House, email: &str) -> Result<()> {
    let mut tx = house.database.db.platform().await?;
    let found = people::credentials(&mut tx, email.trim()).await?;
    drop(tx);
    let Some(found) = found else {
        bail!("nobody has the address {email}")
    };
    desk::second_factor::turn_off(&house.desk, found.person.id)
        .await
        .map_err(explained)?;
    out::line(format_args!(
        "{} signs in with the password alone now.",
        found.person.email
    ));
    Ok(())
}

async fn password(house: &House, email: &str, file: Option<&std::path::Path>) -> Result<()> {
    let mut tx = house.database.db.platform().await?;
    let found = people::credentials(&mut tx, email.trim()).await?;
    drop(tx);
    let Some(found) = found else {
        bail!("nobody has the address {email}")
    };
    let (password, made_up) = match file {
        Some(file) => (secret_from(Some(file))?, false),
        None => (provision::made_up_password(), true),
    };
    provision::change_password(&house.desk, found.person.id, password.clone())
        .await
        .map_err(explained)?;
    out::line(format_args!(
        "{} has a new password; all sessions have ended.",
        found.person.email
    ));
    if made_up {
        out::line(format_args!(
            "Password, shown only now: {}",
            password.expose_secret()
        ));
    }
    Ok(())
}
