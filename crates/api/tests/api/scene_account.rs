//! What belongs to the owner of a scene: other browsers, passkeys, and whom they let in.

use db::Actor;
use desk::provision::WorkspaceRole;
use serde_json::json;
use uuid::Uuid;

use crate::support::{House, Session};

/// Ids of what belongs to an owner's account.
pub(crate) struct Account {
    pub(crate) member: Uuid,
    pub(crate) invitation: Uuid,
    pub(crate) other_session: Uuid,
    pub(crate) passkey: Uuid,
}

/// What belongs to the owner's account, and whom they let in.
pub(crate) async fn account(house: &House, owner: &Session) -> Account {
    let agent = house.member(owner.workspace, WorkspaceRole::Agent).await;
    house.sign_in(&owner.email).await;
    let (desk, now) = (&house.desk, house.desk.now());
    let mut tx = desk.db().platform().await.unwrap();
    let mut id_of = async |email: &str| {
        let known = db::people::credentials(&mut tx, email).await.unwrap();
        known.unwrap().person.id
    };
    let (member, person) = (id_of(&agent.email).await, id_of(&owner.email).await);
    let idle = chrono::Duration::hours(1);
    let sessions = db::people::open_sessions(&mut tx, person, idle, now)
        .await
        .unwrap();
    // The newest is the other browser's.
    let other_session = sessions
        .iter()
        .max_by_key(|s| (s.created_at, s.id.uuid()))
        .unwrap();
    let passkey = db::passkeys::Passkey {
        id: domain::ids::PasskeyId::new(),
        person,
        name: "Laptop".to_owned(),
        credential_id: Uuid::new_v4().as_bytes().to_vec(),
        credential: json!({}),
        created_at: now,
        used_at: None,
    };
    db::passkeys::add(&mut tx, &passkey).await.unwrap();
    tx.commit().await.unwrap();
    let actor = Actor::System;
    let mut tx = desk.db().workspace(owner.workspace, actor).await.unwrap();
    let email = format!("{}@guest.example", Uuid::new_v4().simple());
    let role = WorkspaceRole::Agent;
    let invited = desk::members::invite(desk, &mut tx, &email, role, true)
        .await
        .unwrap();
    tx.commit(now).await.unwrap();
    Account {
        member: member.uuid(),
        invitation: invited.invitation.id.uuid(),
        other_session: other_session.id.uuid(),
        passkey: passkey.id.uuid(),
    }
}
