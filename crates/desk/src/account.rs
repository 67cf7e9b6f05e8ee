//! One's own account: showing again who one is, the password, sessions.

use db::people;
use domain::ids::SessionId;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use uuid::Uuid;

use crate::sign_in::{self, Doorkeeper, Outcome, Proof, SignedIn, Visitor, fingerprint};
use crate::{Desk, Error, Result, passwords};

/// How long a shown password or passkey counts for what is dangerous.
pub const CONFIRMED: chrono::Duration = chrono::Duration::minutes(15);

/// What a person shows to prove who they are.
#[derive(Debug)]
pub enum Shown {
    /// Their password, and a code where they asked for one.
    Password(SecretString, Option<SecretString>),
    /// A passkey's answer to a ceremony.
    Passkey(Uuid, Value),
}

/// What an account is protected with.
#[derive(Debug, Clone, Copy)]
pub struct Protection {
    /// Since when codes are asked for.
    pub codes_since: Option<domain::Time>,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
    /// How many passkeys there are.
    pub passkeys: usize,
}

/// Reads it.
pub async fn protection(desk: &Desk, visitor: &Visitor) -> Result<Protection> {
    let mut tx = desk.db().platform().await?;
    let id = visitor.person.id;
    Ok(Protection {
        codes_since: db::second_factor::totp(&mut tx, id)
            .await?
            .and_then(|totp| totp.since),
        recovery_codes: db::second_factor::recovery_codes_left(&mut tx, id).await?,
        passkeys: db::passkeys::list(&mut tx, id).await?.len(),
    })
}

impl Doorkeeper {
    /// Shows again who one is: the session gets another token and may do what is dangerous for a while.
    pub async fn confirm(&self, desk: &Desk, visitor: Visitor, shown: Shown) -> Result<Outcome> {
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let refusal = match shown {
            Shown::Password(password, code) => {
                let known = people::credentials(&mut tx, &visitor.person.email).await?;
                let known = known.ok_or(Error::NotFound)?;
                match sign_in::prove(&mut tx, &known, password, code.as_ref(), now).await? {
                    Proof::Right => None,
                    Proof::Wrong => Some(Outcome::Wrong),
                    Proof::CodeNeeded => Some(Outcome::CodeNeeded),
                    Proof::WrongCode => Some(Outcome::WrongCode),
                    Proof::Locked(until) => Some(Outcome::Locked { until }),
                }
            }
            Shown::Passkey(ceremony, answer) => {
                let owner = self.verified(&mut tx, ceremony, answer, now).await?;
                (owner != Some(visitor.person.id)).then_some(Outcome::Wrong)
            }
        };
        if let Some(refusal) = refusal {
            tx.commit().await?;
            return Ok(refusal);
        }
        let renewed = renew(&mut tx, visitor, now).await?;
        tx.commit().await?;
        Ok(Outcome::In(Box::new(renewed)))
    }

    /// Changes one's password. Every other session ends; this one gets another token.
    pub async fn change_password(
        &self,
        desk: &Desk,
        visitor: Visitor,
        present: SecretString,
        new: SecretString,
    ) -> Result<Outcome> {
        passwords::fits(&new)?;
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let known = people::credentials(&mut tx, &visitor.person.email).await?;
        let mut known = known.ok_or(Error::NotFound)?;
        // Whoever is signed in showed a code already.
        known.second_factor = false;
        let refusal = match sign_in::prove(&mut tx, &known, present, None, now).await? {
            Proof::Right => None,
            Proof::Locked(until) => Some(Outcome::Locked { until }),
            Proof::Wrong | Proof::CodeNeeded | Proof::WrongCode => Some(Outcome::Wrong),
        };
        if let Some(refusal) = refusal {
            tx.commit().await?;
            return Ok(refusal);
        }
        let hash = passwords::hash(new).await?;
        people::keep_password(&mut tx, visitor.person.id, &hash).await?;
        people::close_others(&mut tx, visitor.person.id, visitor.session).await?;
        let renewed = renew(&mut tx, visitor, now).await?;
        tx.commit().await?;
        Ok(Outcome::In(Box::new(renewed)))
    }

    /// One's live sessions, the one used last first.
    pub async fn sessions(
        &self,
        desk: &Desk,
        visitor: &Visitor,
    ) -> Result<Vec<people::OpenSession>> {
        let mut tx = desk.db().platform().await?;
        let (id, idle) = (visitor.person.id, self.spans.idle);
        Ok(people::open_sessions(&mut tx, id, idle, desk.door_now()).await?)
    }
}

async fn renew(tx: &mut db::PlatformTx, visitor: Visitor, now: domain::Time) -> Result<SignedIn> {
    let token = sign_in::token();
    let hash = fingerprint(token.expose_secret());
    people::rotate(tx, visitor.session, &hash, now).await?;
    Ok(SignedIn {
        token,
        expires_at: visitor.expires_at,
        visitor: Visitor {
            confirmed_at: now,
            ..visitor
        },
    })
}

/// Ends one of one's sessions.
pub async fn revoke_session(desk: &Desk, visitor: &Visitor, id: SessionId) -> Result<()> {
    let mut tx = desk.db().platform().await?;
    if !people::revoke(&mut tx, visitor.person.id, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Ends every session but this one. Answers how many.
pub async fn revoke_others(desk: &Desk, visitor: &Visitor) -> Result<u64> {
    let mut tx = desk.db().platform().await?;
    let ended = people::close_others(&mut tx, visitor.person.id, visitor.session).await?;
    tx.commit().await?;
    Ok(ended)
}
