//! Passkeys: signing in with a device instead of a password. The ceremonies are webauthn-rs's; the state between two
//! requests stays here and never goes to the browser.

use chrono::Duration;
use db::passkeys::{self as stored, Passkey};
use db::people::Person;
use domain::Time;
use domain::ids::{PasskeyId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{self as webauthn, Url};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::sign_in::{Doorkeeper, SignedIn};
use crate::{Desk, Error, Result};

/// How long a person may look for their key.
const PATIENCE: Duration = Duration::minutes(5);

/// Most passkeys of one person.
const MOST: usize = 20;

/// What the browser is asked, and how it is named when it answers.
#[derive(Debug)]
pub struct Challenge {
    /// The ceremony.
    pub id: Uuid,
    /// For `navigator.credentials`.
    pub options: Value,
}

/// Passkeys for an address. Browsers have none for a bare network address, or without TLS elsewhere than on this
/// machine.
pub(crate) fn of_address(public_url: &str) -> Option<Webauthn> {
    let url = Url::parse(public_url).ok()?;
    let host = url.domain()?;
    let local = host == "localhost" || host.ends_with(".localhost");
    if url.scheme() != "https" && !local {
        return None;
    }
    WebauthnBuilder::new(host, &url)
        .ok()?
        .rp_name("Loket")
        .build()
        .ok()
}

impl Doorkeeper {
    /// Whether passkeys work under the address people use.
    #[must_use]
    pub const fn has_passkeys(&self) -> bool {
        self.webauthn.is_some()
    }

    fn webauthn(&self) -> Result<&Webauthn> {
        self.webauthn.as_ref().ok_or_else(|| Error::Conflict {
            code: "no_passkeys_here",
            title: "Passkeys do not work under this address".to_owned(),
            hint: "Browsers want a name with https, or localhost. Set LOKET_PUBLIC_URL to such an address and open \
                   Loket there."
                .to_owned(),
        })
    }

    /// Asks a browser to make a passkey.
    pub async fn new_passkey(&self, desk: &Desk, person: &Person) -> Result<Challenge> {
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let known = stored::list(&mut tx, person.id).await?;
        if known.len() >= MOST {
            return Err(Error::Conflict {
                code: "too_many_passkeys",
                title: format!("{MOST} passkeys are enough"),
                hint: "Remove one that you no longer use.".to_owned(),
            });
        }
        let have = known.into_iter().map(|k| k.credential_id).collect();
        let (options, state) = self
            .webauthn()?
            .start_passkey_registration(person.id.uuid(), &person.email, &person.name, Some(have))
            .map_err(broken)?;
        // The key itself knows whose it is, so that nobody types an address to sign in.
        let mut options = value(&options)?;
        let selection = &mut options["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
        let id = Uuid::now_v7();
        let until = now + PATIENCE;
        let (owner, state) = (Some(person.id), value(&state)?);
        stored::begin(&mut tx, id, owner, ("register", &state), until, now).await?;
        tx.commit().await?;
        Ok(Challenge { id, options })
    }

    /// Keeps the passkey a browser made.
    pub async fn keep_passkey(
        &self,
        desk: &Desk,
        person: PersonId,
        ceremony: Uuid,
        name: &str,
        answer: Value,
    ) -> Result<Passkey> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
            return Err(Error::invalid("name", "1 to 100 characters"));
        }
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let state = stored::take(&mut tx, ceremony, Some(person), "register", now).await?;
        let state = read(state.ok_or_else(expired)?)?;
        let answer = serde_json::from_value(answer).map_err(|_| not_right())?;
        let made = self
            .webauthn()?
            .finish_passkey_registration(&answer, &state)
            .map_err(|_| not_right())?;
        let passkey = Passkey {
            id: PasskeyId::new(),
            person,
            name: name.to_owned(),
            credential_id: made.cred_id().clone(),
            credential: value(&made)?,
            created_at: now,
            used_at: None,
        };
        stored::add(&mut tx, &passkey).await.map_err(|error| {
            if error.is_conflict("passkey_credential_id_key") {
                Error::Conflict {
                    code: "passkey_known",
                    title: "This passkey is known already".to_owned(),
                    hint: "Use another device, or remove the old passkey first.".to_owned(),
                }
            } else {
                error.into()
            }
        })?;
        tx.commit().await?;
        Ok(passkey)
    }

    /// Asks a browser for any of its passkeys.
    pub async fn ask_passkey(&self, desk: &Desk) -> Result<Challenge> {
        let now = desk.door_now();
        let (options, state) = self
            .webauthn()?
            .start_discoverable_authentication()
            .map_err(broken)?;
        let mut options = value(&options)?;
        // A button asks, not the autofill of a field.
        if let Some(members) = options.as_object_mut() {
            members.remove("mediation");
        }
        let id = Uuid::now_v7();
        let mut tx = desk.db().platform().await?;
        let until = now + PATIENCE;
        stored::begin(&mut tx, id, None, ("sign_in", &value(&state)?), until, now).await?;
        tx.commit().await?;
        Ok(Challenge { id, options })
    }

    /// Opens a session with a passkey. It was unlocked with a finger, a face or a PIN, so it stands for password and
    /// code. `None`: the answer proves nothing.
    pub async fn sign_in_with_passkey(
        &self,
        desk: &Desk,
        ceremony: Uuid,
        answer: Value,
        user_agent: Option<&str>,
    ) -> Result<Option<SignedIn>> {
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let Some(person) = self.verified(&mut tx, ceremony, answer, now).await? else {
            // The ceremony stays taken.
            tx.commit().await?;
            return Ok(None);
        };
        let Some(person) = db::people::person(&mut tx, person).await? else {
            return Ok(None);
        };
        let signed_in = self.open(&mut tx, person, user_agent, now).await?;
        tx.commit().await?;
        Ok(Some(signed_in))
    }

    /// Whose passkey answered, if the answer is right.
    pub(crate) async fn verified(
        &self,
        tx: &mut db::PlatformTx,
        ceremony: Uuid,
        answer: Value,
        now: Time,
    ) -> Result<Option<PersonId>> {
        let webauthn = self.webauthn()?;
        let Some(state) = stored::take(tx, ceremony, None, "sign_in", now).await? else {
            return Ok(None);
        };
        let state: webauthn::DiscoverableAuthentication = read(state)?;
        let Ok(answer) = serde_json::from_value::<webauthn::PublicKeyCredential>(answer) else {
            return Ok(None);
        };
        let Ok((owner, credential_id)) = webauthn.identify_discoverable_authentication(&answer)
        else {
            return Ok(None);
        };
        let known = stored::by_credential(tx, credential_id).await?;
        let Some(known) = known.filter(|known| known.person.uuid() == owner) else {
            return Ok(None);
        };
        let mut key: webauthn::Passkey = read(known.credential)?;
        let checked = webauthn.finish_discoverable_authentication_v2(&answer, state, &key);
        let Ok(result) = checked else {
            return Ok(None);
        };
        if !result.user_verified() {
            return Ok(None);
        }
        key.update_credential(&result);
        stored::used(tx, known.id, &value(&key)?, now).await?;
        Ok(Some(known.person))
    }
}

/// A person's passkeys, oldest first.
pub async fn list(desk: &Desk, person: PersonId) -> Result<Vec<Passkey>> {
    let mut tx = desk.db().platform().await?;
    Ok(stored::list(&mut tx, person).await?)
}

/// Removes a passkey of a person, at once.
pub async fn remove(desk: &Desk, person: PersonId, id: PasskeyId) -> Result<()> {
    let mut tx = desk.db().platform().await?;
    if !stored::remove(&mut tx, person, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

fn value(thing: &impl Serialize) -> Result<Value> {
    serde_json::to_value(thing).map_err(|e| Error::Internal(format!("a passkey has no JSON: {e}")))
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value)
        .map_err(|e| Error::Internal(format!("a stored passkey cannot be read: {e}")))
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn broken(error: webauthn::WebauthnError) -> Error {
    Error::Internal(format!("a passkey ceremony cannot begin: {error}"))
}

fn expired() -> Error {
    Error::Conflict {
        code: "ceremony_over",
        title: "This took too long".to_owned(),
        hint: "Begin again; the question to your device is good for five minutes.".to_owned(),
    }
}

fn not_right() -> Error {
    Error::invalid(
        "credential",
        "What the device answered cannot be used. Try again, or use another device.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_a_name() {
        for (url, works) in [
            ("https://desk.example", true),
            ("https://desk.example:8443", true),
            ("http://localhost:8080", true),
            ("http://desk.example", false),
            ("http://127.0.0.1:8080", false),
            ("https://192.0.2.1", false),
            ("nonsense", false),
        ] {
            assert_eq!(of_address(url).is_some(), works, "{url}");
        }
    }
}
