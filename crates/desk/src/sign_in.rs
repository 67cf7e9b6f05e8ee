//! Signing in with a password (and a code, where a person asked for one), staying signed in, signing out.
//!
//! A session is a random token of 256 bits in a cookie; only its SHA-256 is stored. An address nobody has is treated
//! like one whose password was wrong: the same work, the same lock, the same answer.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::Duration;
use db::PlatformTx;
use db::people::{self, Credentials, Membership, NewSession, Person};
use domain::Time;
use domain::ids::SessionId;
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use webauthn_rs::Webauthn;

use crate::{Desk, Result, passkeys, passwords, second_factor};

/// Wrong passwords in a row before the first lock.
const FREE_GUESSES: i32 = 5;

/// Most unknown addresses whose guesses are counted; beyond it the ones without a lock are forgotten.
const STRANGERS: usize = 10_000;

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spans {
    /// A session nobody uses ends after this long.
    pub idle: Duration,
    /// Every session ends after this long, used or not.
    pub absolute: Duration,
}

/// A desk stays open for a shift and over a weekend: people answer customers between other work. What is dangerous
/// asks for the password again anyway (`Visitor::confirmed_at`).
impl Default for Spans {
    fn default() -> Self {
        Self {
            idle: Duration::hours(12),
            absolute: Duration::days(7),
        }
    }
}

/// Lets people in. One per process.
#[derive(Debug)]
pub struct Doorkeeper {
    /// Whoever signs in holds a connection while the password is compared: no more come in than can be.
    permits: Semaphore,
    strangers: Mutex<HashMap<[u8; 32], Guesses>>,
    pub(crate) spans: Spans,
    pub(crate) webauthn: Option<Webauthn>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Guesses {
    failed: i32,
    locked_until: Option<Time>,
}

/// A try to sign in.
#[derive(Debug)]
pub struct Attempt {
    /// The address as typed.
    pub email: String,
    /// The password as typed.
    pub password: SecretString,
    /// A code of the authenticator app, or a recovery code.
    pub code: Option<SecretString>,
    /// The browser's name, to recognise it in a list.
    pub user_agent: Option<String>,
}

/// What became of it.
#[derive(Debug)]
pub enum Outcome {
    /// In.
    In(Box<SignedIn>),
    /// Address or password is wrong; nobody learns which.
    Wrong,
    /// The password is right; a code is wanted too.
    CodeNeeded,
    /// The code is wrong, or was used before.
    WrongCode,
    /// Too many wrong passwords or codes.
    Locked {
        /// No attempt counts before this.
        until: Time,
    },
    /// Too many people sign in at this moment.
    Busy,
}

/// A fresh session.
#[derive(Debug)]
pub struct SignedIn {
    /// Goes into the cookie and nowhere else.
    pub token: SecretString,
    /// When the session ends at the latest.
    pub expires_at: Time,
    /// Who it is.
    pub visitor: Visitor,
}

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Their session.
    pub session: SessionId,
    /// Who.
    pub person: Person,
    /// What they may enter.
    pub memberships: Vec<Membership>,
    /// When they last showed who they are.
    pub confirmed_at: Time,
    /// When the session ends at the latest.
    pub expires_at: Time,
}

/// What a password and a code prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    Right,
    Wrong,
    CodeNeeded,
    WrongCode,
    Locked(Time),
}

impl Doorkeeper {
    /// For the address people use: passkeys belong to its host.
    #[must_use]
    pub fn new(public_url: &str, spans: Spans) -> Self {
        Self {
            permits: Semaphore::new(passwords::AT_ONCE),
            strangers: Mutex::default(),
            spans,
            webauthn: passkeys::of_address(public_url),
        }
    }

    /// How long sessions last.
    #[must_use]
    pub const fn spans(&self) -> Spans {
        self.spans
    }

    /// Checks a password and opens a session. Guesses at one account are counted one by one.
    pub async fn sign_in(&self, desk: &Desk, attempt: Attempt) -> Result<Outcome> {
        let wait = std::time::Duration::from_secs(5);
        let Ok(Ok(_permit)) = tokio::time::timeout(wait, self.permits.acquire()).await else {
            return Ok(Outcome::Busy);
        };
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let Some(known) = people::credentials(&mut tx, attempt.email.trim()).await? else {
            drop(tx);
            return self.stranger(attempt, now).await;
        };
        let proof = prove(
            &mut tx,
            &known,
            attempt.password,
            attempt.code.as_ref(),
            now,
        )
        .await?;
        let refusal = match proof {
            Proof::Right => {
                let signed_in = self
                    .open(&mut tx, known.person, attempt.user_agent.as_deref(), now)
                    .await?;
                tx.commit().await?;
                return Ok(Outcome::In(Box::new(signed_in)));
            }
            Proof::Wrong => Outcome::Wrong,
            Proof::CodeNeeded => Outcome::CodeNeeded,
            Proof::WrongCode => Outcome::WrongCode,
            Proof::Locked(until) => Outcome::Locked { until },
        };
        tx.commit().await?;
        Ok(refusal)
    }

    /// Opens a session for somebody who has shown who they are.
    pub(crate) async fn open(
        &self,
        tx: &mut PlatformTx,
        person: Person,
        user_agent: Option<&str>,
        now: Time,
    ) -> Result<SignedIn> {
        let token = token();
        let session = SessionId::new();
        let expires_at = now + self.spans.absolute;
        let new = NewSession {
            id: session,
            token_hash: &fingerprint(token.expose_secret()),
            person: person.id,
            expires_at,
            user_agent,
        };
        people::login_succeeded(tx, &new, now).await?;
        let memberships = people::memberships(tx, person.id).await?;
        Ok(SignedIn {
            token,
            expires_at,
            visitor: Visitor {
                session,
                person,
                memberships,
                confirmed_at: now,
                expires_at,
            },
        })
    }

    /// Whose session a token is; `None` when it never was one, or has ended.
    pub async fn visitor(&self, desk: &Desk, token: &str) -> Result<Option<Visitor>> {
        if token.len() != 64 {
            return Ok(None);
        }
        let mut tx = desk.db().platform().await?;
        let hash = fingerprint(token);
        let found = people::session(&mut tx, &hash, self.spans.idle, desk.door_now()).await?;
        let Some(live) = found else {
            return Ok(None);
        };
        let memberships = people::memberships(&mut tx, live.person.id).await?;
        tx.commit().await?;
        Ok(Some(Visitor {
            session: live.id,
            person: live.person,
            memberships,
            confirmed_at: live.confirmed_at,
            expires_at: live.expires_at,
        }))
    }

    async fn stranger(&self, attempt: Attempt, now: Time) -> Result<Outcome> {
        let key = fingerprint(&attempt.email.trim().to_lowercase());
        if let Some(until) = self.guesses(key).locked_until.filter(|until| *until > now) {
            return Ok(Outcome::Locked { until });
        }
        passwords::check(None, attempt.password).await?;
        let mut strangers = self
            .strangers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if strangers.len() >= STRANGERS {
            strangers.retain(|_, guesses| guesses.locked_until.is_some_and(|until| until > now));
        }
        let guesses = strangers.entry(key).or_default();
        guesses.failed = guesses.failed.saturating_add(1);
        guesses.locked_until = lock(guesses.failed, now);
        Ok(Outcome::Wrong)
    }

    fn guesses(&self, key: [u8; 32]) -> Guesses {
        let strangers = self
            .strangers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        strangers.get(&key).copied().unwrap_or_default()
    }
}

/// Compares a password, and a code where one is asked for. Whoever guesses is locked out; the caller commits, so that
/// a guess counts.
pub(crate) async fn prove(
    tx: &mut PlatformTx,
    known: &Credentials,
    password: SecretString,
    code: Option<&SecretString>,
    now: Time,
) -> Result<Proof> {
    if let Some(until) = known.locked_until.filter(|until| *until > now) {
        return Ok(Proof::Locked(until));
    }
    let proof = if !passwords::check(known.password_hash.clone(), password).await? {
        Proof::Wrong
    } else if !known.second_factor {
        Proof::Right
    } else if let Some(code) = code {
        if second_factor::accepts(tx, known.person.id, code, now).await? {
            Proof::Right
        } else {
            Proof::WrongCode
        }
    } else {
        Proof::CodeNeeded
    };
    if matches!(proof, Proof::Wrong | Proof::WrongCode) {
        let until = lock(known.failed_logins.saturating_add(1), now);
        people::login_failed(tx, known.person.id, until).await?;
    }
    Ok(proof)
}

/// The lock after so many wrong passwords in a row: none for the first four, then 30 seconds, doubling to 15 minutes.
fn lock(failed: i32, now: Time) -> Option<Time> {
    let over = u32::try_from(failed - FREE_GUESSES).ok()?;
    let seconds = (30_i64 << over.min(5)).min(15 * 60);
    Some(now + Duration::seconds(seconds))
}

/// Ends a session.
pub async fn sign_out(desk: &Desk, session: SessionId) -> Result<()> {
    let mut tx = desk.db().platform().await?;
    people::end_session(&mut tx, session).await?;
    Ok(tx.commit().await?)
}

/// 256 random bits, as hex.
pub(crate) fn token() -> SecretString {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes).into()
}

/// What is stored of a token or key: enough to find it, useless to whoever reads the table.
pub(crate) fn fingerprint(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn locks_grow_and_end() {
        let now = chrono::Utc.timestamp_opt(0, 0).unwrap();
        let seconds = |failed| lock(failed, now).map(|until| (until - now).num_seconds());
        for failed in 0..5 {
            assert_eq!(seconds(failed), None, "{failed}");
        }
        let grown: Vec<_> = (5..12).map(|failed| seconds(failed).unwrap()).collect();
        assert_eq!(grown, [30, 60, 120, 240, 480, 900, 900]);
        assert_eq!(seconds(i32::MAX), Some(900));
    }
}
