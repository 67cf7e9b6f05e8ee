//! A code besides the password: six digits of an authenticator app (RFC 6238), or a recovery code.
//!
//! The newest step a code was taken for is remembered, so that no code counts twice.

use db::PlatformTx;
use db::people::Person;
use db::second_factor as stored;
use domain::Time;
use domain::ids::PersonId;
use rand::{Rng, RngCore};
use secrecy::{ExposeSecret, SecretString};
use totp_rs::{Builder, Secret, Totp};

use crate::sign_in::fingerprint;
use crate::{Desk, Error, Result};

/// How many recovery codes are made.
const RECOVERY_CODES: usize = 10;

/// Without letters and digits that look alike.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A secret that waits for its first right code.
#[derive(Debug)]
pub struct Proposed {
    /// To be typed into the app, base32.
    pub secret: SecretString,
    /// The same as an `otpauth:` address, for a picture.
    pub address: SecretString,
}

/// Whether a code is right now. It is taken: the same one is wrong from then on.
pub(crate) async fn accepts(
    tx: &mut PlatformTx,
    person: PersonId,
    code: &SecretString,
    now: Time,
) -> Result<bool> {
    let plain: String = plain(code.expose_secret());
    if plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit()) {
        let Some(totp) = stored::totp(tx, person).await? else {
            return Ok(false);
        };
        return Ok(totp.since.is_some() && take(tx, person, &totp, &plain, now).await?);
    }
    Ok(stored::take_recovery_code(tx, person, &fingerprint(&plain), now).await?)
}

async fn take(
    tx: &mut PlatformTx,
    person: PersonId,
    totp: &stored::Totp,
    digits: &str,
    now: Time,
) -> Result<bool> {
    let secret = Secret::try_from_base32(totp.secret.expose_secret())
        .map_err(|_| Error::Internal("a stored authenticator secret is no base32".to_owned()))?;
    let clock = generator(secret, None)?;
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let step = clock
        .check(digits, seconds)
        .and_then(|step| i64::try_from(step).ok());
    match step {
        Some(step) if step > totp.step => {
            stored::took(tx, person, step).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Spaces and dashes are for reading only, and so are capital letters.
fn plain(code: &str) -> String {
    code.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_lowercase)
        .collect()
}

/// SHA-1, six digits, thirty seconds: what every authenticator app understands. One step to each side is forgiven.
fn generator(secret: Secret, account: Option<&str>) -> Result<Totp> {
    // The crate wants a name even where none is written.
    let mut builder = Builder::new()
        .with_secret(secret)
        .with_skew(1)
        .with_account_name("-");
    if let Some(account) = account {
        builder = builder
            .with_account_name(account)
            .with_issuer(Some("Loket"));
    }
    builder
        .build()
        .map_err(|e| Error::Internal(format!("an authenticator secret cannot be used: {e}")))
}

/// Makes a secret for a person; nothing is asked for before its first right code.
pub async fn propose(desk: &Desk, person: &Person) -> Result<Proposed> {
    let mut bytes = [0; 20];
    rand::rng().fill_bytes(&mut bytes);
    let secret = Secret::new_stack(bytes);
    let text = SecretString::from(secret.to_base32());
    // A colon would end the account's name in the address.
    let account = person.email.replace(':', " ");
    let address = generator(secret, Some(&account))?
        .to_url()
        .map_err(|e| Error::Internal(format!("an authenticator address cannot be made: {e}")))?;
    let mut tx = desk.db().platform().await?;
    if let Some(known) = stored::totp(&mut tx, person.id).await?
        && known.since.is_some()
    {
        return Err(Error::Conflict {
            code: "already_on",
            title: "Codes are asked for already".to_owned(),
            hint: "Turn them off first, then set up the new device.".to_owned(),
        });
    }
    stored::propose(&mut tx, person.id, &text).await?;
    tx.commit().await?;
    Ok(Proposed {
        secret: text,
        address: address.into(),
    })
}

/// Turns codes on with the first right one. Answers the recovery codes, which cannot be shown again.
pub async fn turn_on(
    desk: &Desk,
    person: PersonId,
    code: &SecretString,
) -> Result<Vec<SecretString>> {
    let now = desk.door_now();
    let mut tx = desk.db().platform().await?;
    let Some(totp) = stored::totp(&mut tx, person).await? else {
        return Err(Error::NotFound);
    };
    let digits = plain(code.expose_secret());
    if !take(&mut tx, person, &totp, &digits, now).await? {
        return Err(Error::invalid(
            "code",
            "This code is not right. Wait for the next one and check the clock of your phone.",
        ));
    }
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    let hashes: Vec<[u8; 32]> = codes.iter().map(|c| fingerprint(&plain(c))).collect();
    stored::turn_on(&mut tx, person, &hashes, now).await?;
    tx.commit().await?;
    Ok(codes.into_iter().map(SecretString::from).collect())
}

/// Turns codes off; recovery codes end.
pub async fn turn_off(desk: &Desk, person: PersonId) -> Result<()> {
    let mut tx = desk.db().platform().await?;
    stored::turn_off(&mut tx, person).await?;
    Ok(tx.commit().await?)
}

/// Four groups of four: about 79 bits.
fn recovery_code() -> String {
    let mut rng = rand::rng();
    let groups: Vec<String> = (0..4)
        .map(|_| {
            (0..4)
                .map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))
                .collect()
        })
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        assert_eq!(plain(" 123 456 "), "123456");
        assert_eq!(plain("ABCD-efgh"), "abcdefgh");
        let code = recovery_code();
        assert_eq!(plain(&code).len(), 16);
        assert!(plain(&code).bytes().all(|b| ALPHABET.contains(&b)));
    }

    #[test]
    fn the_rfcs_own_numbers_come_out() {
        // RFC 6238, appendix B, SHA-1, cut to six digits.
        let secret = Secret::new_stack(*b"12345678901234567890");
        let clock = generator(secret, None).unwrap();
        for (seconds, digits, step) in [
            (59, "287082", 1),
            (1_111_111_109, "081804", 37_037_036),
            (2_000_000_000, "279037", 66_666_666),
        ] {
            assert_eq!(clock.check(digits, seconds), Some(step));
        }
        assert_eq!(clock.check("287082", 59 + 90), None);
    }
}
