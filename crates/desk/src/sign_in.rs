//! Signing in with a password, staying signed in, signing out.
//!
//! Passwords are argon2id (19 MiB, two passes, one lane: OWASP's minimum, Password Storage Cheat Sheet). A session is
//! a random token of 256 bits in a cookie; only its SHA-256 is stored. An address nobody has is treated like one whose
//! password was wrong: the same work, the same lock, the same answer.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::Duration;
use db::people::{self, Credentials, Membership, NewSession, Person};
use domain::Time;
use domain::ids::SessionId;
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::{Desk, Error, Result};

/// A session nobody uses ends after this long.
pub const IDLE: Duration = Duration::hours(12);

/// Every session ends after this long, used or not.
pub const ABSOLUTE: Duration = Duration::days(7);

/// Wrong passwords in a row before the first lock.
const FREE_GUESSES: i32 = 5;

/// Longest password that is hashed, in bytes; longer ones are wrong without work.
pub(crate) const LONGEST_PASSWORD: usize = 1024;

/// At most this many passwords are checked at once; each takes 19 MiB and a connection.
const AT_ONCE: usize = 2;

/// Most unknown addresses whose guesses are counted; beyond it the ones without a lock are forgotten.
const STRANGERS: usize = 10_000;

/// Lets people in. One per process.
#[derive(Debug)]
pub struct Doorkeeper {
    permits: Semaphore,
    strangers: Mutex<HashMap<[u8; 32], Guesses>>,
}

impl Default for Doorkeeper {
    fn default() -> Self {
        Self {
            permits: Semaphore::new(AT_ONCE),
            strangers: Mutex::default(),
        }
    }
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
    /// Too many wrong passwords.
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
}

impl Doorkeeper {
    /// Checks a password and opens a session. Guesses at one account are counted one by one.
    pub async fn sign_in(&self, desk: &Desk, attempt: Attempt) -> Result<Outcome> {
        let wait = std::time::Duration::from_secs(5);
        let Ok(Ok(_permit)) = tokio::time::timeout(wait, self.permits.acquire()).await else {
            return Ok(Outcome::Busy);
        };
        let now = desk.now();
        let mut tx = desk.db().platform().await?;
        let Some(known) = people::credentials(&mut tx, attempt.email.trim()).await? else {
            drop(tx);
            return self.stranger(attempt, now).await;
        };
        if let Some(until) = known.locked_until.filter(|until| *until > now) {
            return Ok(Outcome::Locked { until });
        }
        let Credentials {
            person,
            password_hash,
            failed_logins,
            ..
        } = known;
        if !check(password_hash, attempt.password).await? {
            let until = lock(failed_logins.saturating_add(1), now);
            people::login_failed(&mut tx, person.id, until).await?;
            tx.commit().await?;
            return Ok(Outcome::Wrong);
        }
        let token = token();
        let session = SessionId::new();
        let new = NewSession {
            id: session,
            token_hash: &fingerprint(token.expose_secret()),
            person: person.id,
            expires_at: now + ABSOLUTE,
            user_agent: attempt.user_agent.as_deref(),
        };
        people::login_succeeded(&mut tx, &new, now).await?;
        let memberships = people::memberships(&mut tx, person.id).await?;
        tx.commit().await?;
        let visitor = Visitor {
            session,
            person,
            memberships,
        };
        Ok(Outcome::In(Box::new(SignedIn {
            token,
            expires_at: now + ABSOLUTE,
            visitor,
        })))
    }

    async fn stranger(&self, attempt: Attempt, now: Time) -> Result<Outcome> {
        let key = fingerprint(&attempt.email.trim().to_lowercase());
        if let Some(until) = self.guesses(key).locked_until.filter(|until| *until > now) {
            return Ok(Outcome::Locked { until });
        }
        check(None, attempt.password).await?;
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

/// The lock after so many wrong passwords in a row: none for the first four, then 30 seconds, doubling to 15 minutes.
fn lock(failed: i32, now: Time) -> Option<Time> {
    let over = u32::try_from(failed - FREE_GUESSES).ok()?;
    let seconds = (30_i64 << over.min(5)).min(15 * 60);
    Some(now + Duration::seconds(seconds))
}

/// Whose session a token is; `None` when it never was one, or has ended.
pub async fn visitor(desk: &Desk, token: &str) -> Result<Option<Visitor>> {
    if token.len() != 64 {
        return Ok(None);
    }
    let mut tx = desk.db().platform().await?;
    let found = people::session(&mut tx, &fingerprint(token), IDLE, desk.now()).await?;
    let Some((session, person)) = found else {
        return Ok(None);
    };
    let memberships = people::memberships(&mut tx, person.id).await?;
    tx.commit().await?;
    Ok(Some(Visitor {
        session,
        person,
        memberships,
    }))
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

fn argon() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("constants within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password, off the runtime's threads.
pub(crate) async fn hash(password: SecretString) -> Result<String> {
    let hashed = tokio::task::spawn_blocking(move || hash_now(password.expose_secret())).await;
    hashed.map_err(|e| Error::Internal(format!("hashing a password stopped: {e}")))?
}

fn hash_now(password: &str) -> Result<String> {
    argon()
        .hash_password(password.as_bytes())
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|e| Error::Internal(format!("a password could not be hashed: {e}")))
}

/// Whether the password is right. Without a stored hash the same work is done and the answer is no.
async fn check(stored: Option<String>, password: SecretString) -> Result<bool> {
    static NOBODYS: LazyLock<Option<String>> =
        LazyLock::new(|| hash_now("a password nobody has").ok());
    let work = move || {
        let password = password.expose_secret().as_bytes();
        let compared = stored.as_deref().or(NOBODYS.as_deref());
        let right = compared
            .and_then(|text| PasswordHash::new(text).ok())
            .is_some_and(|hash| {
                password.len() <= LONGEST_PASSWORD
                    && argon().verify_password(password, &hash).is_ok()
            });
        right && stored.is_some()
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| Error::Internal(format!("checking a password stopped: {e}")))
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

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let stored = hash("kopi susu gula aren".into()).await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        let right = check(Some(stored.clone()), "kopi susu gula aren".into());
        assert!(right.await.unwrap());
        for wrong in ["", "Kopi susu gula aren", "kopi susu gula aren "] {
            assert!(
                !check(Some(stored.clone()), wrong.into()).await.unwrap(),
                "{wrong:?}"
            );
        }
        assert!(!check(None, "a password nobody has".into()).await.unwrap());
        assert!(
            !check(Some("not a hash".to_owned()), "x".into())
                .await
                .unwrap()
        );
    }
}
