//! The people of a workspace: who they are, what they may do, who comes, who goes. A workspace always has an owner.

use chrono::Duration;
use db::invitations::{self, Invitation};
use db::members::{self, Member};
use db::people::{self, Membership, Person};
use db::{PlatformTx, Record, WorkspaceTx};
use domain::ids::{InvitationId, PersonId, WorkspaceId};
use evidence::Kind;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::mail::{Letter, Mailer};
use crate::provision::{self, WorkspaceRole};
use crate::reset_password::link_over;
use crate::sign_in::{self, Doorkeeper, Outcome, Proof, fingerprint, token};
use crate::{Desk, Error, Result, passwords};

/// How long an invitation is good.
const GOOD_FOR: Duration = Duration::days(7);

/// An invitation just made.
#[derive(Debug)]
pub struct Invited {
    /// What is stored of it.
    pub invitation: Invitation,
    /// The link, which cannot be shown again.
    pub link: SecretString,
}

/// Who takes an invitation.
#[derive(Debug)]
pub struct Guest {
    /// The link's token.
    pub token: SecretString,
    /// Their name; not asked of people with an account.
    pub name: Option<String>,
    /// A new password, or the one of their account.
    pub password: SecretString,
    /// A code, where their account asks for one.
    pub code: Option<SecretString>,
    /// The browser's name.
    pub user_agent: Option<String>,
}

/// Everybody in a workspace, by name.
pub async fn list(desk: &Desk, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let mut tx = desk.db().platform().await?;
    Ok(members::list(&mut tx, workspace).await?)
}

/// The names of the owners, to know whom to ask.
pub async fn owner_names(desk: &Desk, workspace: WorkspaceId) -> Result<Vec<String>> {
    let mut tx = desk.db().platform().await?;
    Ok(members::owner_names(&mut tx, workspace).await?)
}

/// Whether somebody is let in to review, where one partner is all there is: beside others nobody's reviewers are told of.
pub async fn anybody_reviews(desk: &Desk) -> Result<bool> {
    let mut tx = desk.db().platform().await?;
    Ok(db::review_steps::anybody_let_in(&mut tx).await?)
}

/// Changes what a member may do.
pub async fn change_role(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    member: PersonId,
    role: WorkspaceRole,
    by_owner: bool,
) -> Result<()> {
    let workspace = tx.workspace();
    let mut platform = desk.db().platform().await?;
    let before = role_of(&mut platform, workspace, member).await?;
    if before == role {
        return Ok(());
    }
    if !by_owner && (before == WorkspaceRole::Owner || role == WorkspaceRole::Owner) {
        return Err(only_owners());
    }
    if before == WorkspaceRole::Owner {
        not_the_last(&mut platform, workspace, member).await?;
    }
    people::join_workspace(
        &mut platform,
        member,
        workspace,
        role.as_str(),
        desk.door_now(),
    )
    .await?;
    platform.commit().await?;
    let what = json!({ "what": "role_changed", "from": before.as_str(), "to": role.as_str() });
    tx.record(access(member, what));
    Ok(())
}

/// Takes a member out. Their account stays; what they wrote keeps their name.
pub async fn remove(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    member: PersonId,
    by_owner: bool,
) -> Result<()> {
    let workspace = tx.workspace();
    let mut platform = desk.db().platform().await?;
    let role = role_of(&mut platform, workspace, member).await?;
    if role == WorkspaceRole::Owner {
        if !by_owner {
            return Err(only_owners());
        }
        not_the_last(&mut platform, workspace, member).await?;
    }
    members::remove(&mut platform, workspace, member).await?;
    platform.commit().await?;
    let what = json!({ "what": "member_removed", "role": role.as_str() });
    tx.record(access(member, what));
    Ok(())
}

/// Invites an address. An open invitation to it ends. The caller commits, then writes to the person
/// ([`write_invitation`]).
pub async fn invite(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    email: &str,
    role: WorkspaceRole,
    by_owner: bool,
) -> Result<Invited> {
    if role == WorkspaceRole::Owner && !by_owner {
        return Err(only_owners());
    }
    let email = provision::address(email)?;
    let (now, workspace) = (desk.door_now(), tx.workspace());
    let mut platform = desk.db().platform().await?;
    let known = members::list(&mut platform, workspace).await?;
    if known.iter().any(|m| m.person.email == email) {
        return Err(Error::Conflict {
            code: "already_member",
            title: "This person is a member already".to_owned(),
            hint: "Change their role in the list instead.".to_owned(),
        });
    }
    let directory = db::partners::directory(&mut platform, workspace).await?;
    let token = token();
    let invitation = Invitation {
        id: InvitationId::new(),
        workspace,
        workspace_name: directory.ok_or(Error::NotFound)?.name,
        email,
        role: role.as_str().to_owned(),
        invited_by: tx.actor().name().unwrap_or("Loket").to_owned(),
        created_at: now,
        expires_at: now + GOOD_FOR,
    };
    let hash = fingerprint(token.expose_secret());
    invitations::create(&mut platform, &invitation, &hash).await?;
    platform.commit().await?;
    tx.record(Record {
        kind: Kind::Access,
        subject: format!("invitation:{}", invitation.id),
        actor: None,
        payload: json!({ "what": "invited", "role": invitation.role }),
        message: None,
        conversation: None,
    });
    // The token stands behind the `#`: browsers send that part to nobody.
    let link = format!("{}/invite#{}", desk.public_url(), token.expose_secret());
    Ok(Invited {
        invitation,
        link: SecretString::from(link),
    })
}

/// Writes an invitation to its person; answers whether the letter is on its way.
pub async fn write_invitation(mailer: &Mailer, invited: &Invited) -> bool {
    let about = &invited.invitation;
    let letter = Letter::invitation(&about.workspace_name, &about.invited_by, &invited.link);
    let sent = mailer.send(&about.email, &letter).await;
    if let Err(error) = &sent {
        tracing::warn!(%error, invitation = %about.id, "a letter with an invitation was not sent");
    }
    sent.is_ok()
}

/// The open invitations of a workspace, newest first.
pub async fn invitations(desk: &Desk, workspace: WorkspaceId) -> Result<Vec<Invitation>> {
    let mut tx = desk.db().platform().await?;
    Ok(invitations::list(&mut tx, workspace, desk.door_now()).await?)
}

/// Takes an invitation back.
pub async fn revoke_invitation(desk: &Desk, tx: &mut WorkspaceTx, id: InvitationId) -> Result<()> {
    let mut platform = desk.db().platform().await?;
    let revoked = invitations::revoke(&mut platform, tx.workspace(), id, desk.door_now()).await?;
    if revoked.is_none() {
        return Err(Error::NotFound);
    }
    platform.commit().await?;
    tx.record(Record {
        kind: Kind::Access,
        subject: format!("invitation:{id}"),
        actor: None,
        payload: json!({ "what": "invitation_revoked" }),
        message: None,
        conversation: None,
    });
    Ok(())
}

/// What a link invites to, and whether its address has an account.
pub async fn open_invitation(desk: &Desk, token: &SecretString) -> Result<(Invitation, bool)> {
    let mut tx = desk.db().platform().await?;
    let hash = fingerprint(token.expose_secret());
    let found = invitations::by_token(&mut tx, &hash, desk.door_now()).await?;
    let found = found.ok_or_else(link_over)?;
    let known = people::credentials(&mut tx, &found.email).await?.is_some();
    Ok((found, known))
}

impl Doorkeeper {
    /// Takes an invitation: makes the account, or adds to the one there is, and signs in.
    pub async fn accept_invitation(&self, desk: &Desk, guest: Guest) -> Result<Outcome> {
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let hash = fingerprint(guest.token.expose_secret());
        let found = invitations::by_token(&mut tx, &hash, now).await?;
        let found = found.ok_or_else(link_over)?;
        let person = if let Some(known) = people::credentials(&mut tx, &found.email).await? {
            let code = guest.code.as_ref();
            let refusal = match sign_in::prove(&mut tx, &known, guest.password, code, now).await? {
                Proof::Right => None,
                Proof::Wrong => Some(Outcome::Wrong),
                Proof::CodeNeeded => Some(Outcome::CodeNeeded),
                Proof::WrongCode => Some(Outcome::WrongCode),
                Proof::Locked(until) => Some(Outcome::Locked { until }),
            };
            if let Some(refusal) = refusal {
                tx.commit().await?;
                return Ok(refusal);
            }
            known.person
        } else {
            passwords::fits(&guest.password)?;
            let name = guest.name.as_deref().unwrap_or_default();
            let person = Person {
                id: PersonId::new(),
                email: found.email.clone(),
                name: provision::named(name)?.trim().to_owned(),
            };
            let hash = passwords::hash(guest.password).await?;
            people::create(&mut tx, &person, Some(&hash), now).await?;
            person
        };
        people::join_workspace(&mut tx, person.id, found.workspace, &found.role, now).await?;
        invitations::accepted(&mut tx, found.id, now).await?;
        let (id, name) = (person.id, person.name.clone());
        let signed_in = self
            .open(&mut tx, person, guest.user_agent.as_deref(), now)
            .await?;
        tx.commit().await?;
        let actor = db::Actor::Person { id, name };
        let mut scope = desk.db().workspace(found.workspace, actor).await?;
        let what = json!({ "what": "invitation_accepted", "role": found.role });
        scope.record(access(id, what));
        scope.commit(desk.now()).await?;
        Ok(Outcome::In(Box::new(signed_in)))
    }
}

async fn role_of(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    member: PersonId,
) -> Result<WorkspaceRole> {
    let memberships = people::memberships(tx, member).await?;
    let role = memberships.into_iter().find_map(|m| match m {
        Membership::Workspace { id, role, .. } if id == workspace => WorkspaceRole::parse(&role),
        _ => None,
    });
    role.ok_or(Error::NotFound)
}

async fn not_the_last(tx: &mut PlatformTx, workspace: WorkspaceId, member: PersonId) -> Result<()> {
    let owners = members::owners(tx, workspace).await?;
    if owners.iter().any(|owner| *owner != member) {
        return Ok(());
    }
    Err(Error::Conflict {
        code: "last_owner",
        title: "A workspace needs an owner".to_owned(),
        hint: "Make somebody else an owner first.".to_owned(),
    })
}

pub(crate) fn only_owners() -> Error {
    Error::Forbidden("Only an owner may do this to owners.".to_owned())
}

fn access(person: PersonId, payload: Value) -> Record {
    Record {
        kind: Kind::Access,
        subject: format!("person:{person}"),
        actor: None,
        payload,
        message: None,
        conversation: None,
    }
}
