//! A forgotten password: a one-time link, by mail or from an owner.

use chrono::Duration;
use db::people::{self, Membership};
use db::{Record, WorkspaceTx, members, reset_links};
use domain::ids::PersonId;
use evidence::Kind;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::mail::{Letter, Mailer};
use crate::provision::WorkspaceRole;
use crate::sign_in::{fingerprint, token};
use crate::{Desk, Error, Result, passwords};

/// How long a link is good.
const GOOD_FOR: Duration = Duration::hours(1);

/// The next letter to the same person is sent after this long.
const PAUSE: Duration = Duration::minutes(2);

/// Writes a link to an address, if somebody has it. By and by, so that whoever asks learns nothing from the time it
/// takes either.
pub fn ask(desk: &Desk, mailer: &Mailer, email: String) {
    let (desk, mailer) = (desk.clone(), mailer.clone());
    tokio::spawn(async move {
        if let Err(error) = write(&desk, &mailer, &email).await {
            tracing::warn!(%error, "a letter with a link was not sent");
        }
    });
}

async fn write(desk: &Desk, mailer: &Mailer, email: &str) -> Result<()> {
    let now = desk.door_now();
    let mut tx = desk.db().platform().await?;
    let Some(known) = people::credentials(&mut tx, email.trim()).await? else {
        return Ok(());
    };
    let person = known.person;
    if reset_links::made_since(&mut tx, person.id, now - PAUSE).await? {
        return Ok(());
    }
    let token = token();
    let hash = fingerprint(token.expose_secret());
    reset_links::create(&mut tx, person.id, &hash, now + GOOD_FOR, now).await?;
    tx.commit().await?;
    let letter = Letter::reset(&person.name, &address(desk, &token));
    mailer.send(&person.email, &letter).await
}

/// Makes a link for a member, to be handed over. A person who belongs elsewhere too is not ours to let in: whoever
/// held the link would hold that place as well.
pub async fn link_for_member(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    member: PersonId,
    by_owner: bool,
) -> Result<SecretString> {
    let now = desk.door_now();
    let workspace = tx.workspace();
    let mut platform = desk.db().platform().await?;
    let memberships = people::memberships(&mut platform, member).await?;
    let role = memberships.iter().find_map(|m| match m {
        Membership::Workspace { id, role, .. } if *id == workspace => WorkspaceRole::parse(role),
        _ => None,
    });
    match role {
        None => return Err(Error::NotFound),
        Some(WorkspaceRole::Owner) if !by_owner => return Err(crate::members::only_owners()),
        Some(_) => {}
    }
    if members::places_besides(&mut platform, workspace, member).await? > 0 {
        return Err(Error::Conflict {
            code: "belongs_elsewhere",
            title: "This person belongs to other workspaces too".to_owned(),
            hint: "They can ask for a link by e-mail, or whoever runs Loket sets a password with `loket user password`."
                .to_owned(),
        });
    }
    let token = token();
    let hash = fingerprint(token.expose_secret());
    reset_links::create(&mut platform, member, &hash, now + GOOD_FOR, now).await?;
    platform.commit().await?;
    tx.record(Record {
        kind: Kind::Access,
        subject: format!("person:{member}"),
        actor: None,
        payload: json!({ "what": "reset_link_made" }),
        message: None,
        conversation: None,
    });
    Ok(address(desk, &token))
}

/// Sets a new password with a link. Every session of the person ends, and so does the lock.
pub async fn set(desk: &Desk, token: &SecretString, password: SecretString) -> Result<String> {
    passwords::fits(&password)?;
    let token = fingerprint(token.expose_secret());
    // Before the work: whoever has no link costs us none.
    let mut tx = desk.db().platform().await?;
    if !reset_links::is_open(&mut tx, &token, desk.door_now()).await? {
        return Err(link_over());
    }
    drop(tx);
    let hash = passwords::hash(password).await?;
    let mut tx = desk.db().platform().await?;
    let taken = reset_links::take(&mut tx, &token, desk.door_now()).await?;
    let person = taken.ok_or_else(link_over)?;
    people::set_password(&mut tx, person.id, &hash).await?;
    tx.commit().await?;
    Ok(person.email)
}

/// The token stands behind the `#`: browsers send that part to nobody.
fn address(desk: &Desk, token: &SecretString) -> SecretString {
    format!("{}/reset#{}", desk.public_url(), token.expose_secret()).into()
}

pub(crate) fn link_over() -> Error {
    Error::Conflict {
        code: "link_over",
        title: "This link does not work any more".to_owned(),
        hint: "It was used, or is too old. Ask for a new one.".to_owned(),
    }
}
