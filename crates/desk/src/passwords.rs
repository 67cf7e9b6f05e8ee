//! Passwords: argon2id (19 MiB, two passes, one lane: OWASP's minimum, Password Storage Cheat Sheet), hashed off the
//! runtime's threads.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{Error, Result};

/// Shortest password a person may have, in characters.
const SHORTEST: usize = 10;

/// Longest password that is hashed, in bytes; longer ones are wrong without work.
const LONGEST: usize = 1024;

/// At most this many are hashed or compared at once; each takes 19 MiB and a core.
pub(crate) const AT_ONCE: usize = 2;

static PERMITS: Semaphore = Semaphore::const_new(AT_ONCE);

/// Waits for a turn. It goes into the blocking thread, which works on when nobody waits for it any more.
async fn turn() -> Result<SemaphorePermit<'static>> {
    let turn = PERMITS.acquire().await;
    turn.map_err(|e| Error::Internal(format!("passwords are not hashed any more: {e}")))
}

/// Refuses a password that is too short to be safe or too long to be typed.
pub(crate) fn fits(password: &SecretString) -> Result<()> {
    let text = password.expose_secret();
    if text.chars().count() >= SHORTEST && text.len() <= LONGEST {
        return Ok(());
    }
    Err(Error::invalid(
        "password",
        format!("at least {SHORTEST} characters"),
    ))
}

fn argon() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("constants within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password.
pub(crate) async fn hash(password: SecretString) -> Result<String> {
    let turn = turn().await?;
    let work = move || {
        let _turn = turn;
        hash_now(password.expose_secret())
    };
    let hashed = tokio::task::spawn_blocking(work).await;
    hashed.map_err(|e| Error::Internal(format!("hashing a password stopped: {e}")))?
}

fn hash_now(password: &str) -> Result<String> {
    argon()
        .hash_password(password.as_bytes())
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|e| Error::Internal(format!("a password could not be hashed: {e}")))
}

/// Whether the password is right. Without a stored hash the same work is done and the answer is no.
pub(crate) async fn check(stored: Option<String>, password: SecretString) -> Result<bool> {
    static NOBODYS: LazyLock<Option<String>> =
        LazyLock::new(|| hash_now("a password nobody has").ok());
    let turn = turn().await?;
    let work = move || {
        let _turn = turn;
        let password = password.expose_secret().as_bytes();
        let compared = stored.as_deref().or(NOBODYS.as_deref());
        let right = compared
            .and_then(|text| PasswordHash::new(text).ok())
            .is_some_and(|hash| {
                password.len() <= LONGEST && argon().verify_password(password, &hash).is_ok()
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

    #[test]
    fn short_ones_do_not_fit() {
        assert!(fits(&"short".into()).is_err());
        assert!(fits(&"ten letter".into()).is_ok());
        assert!(fits(&"x".repeat(1025).into()).is_err());
    }
}
