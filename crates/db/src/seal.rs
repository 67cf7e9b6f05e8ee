//! Envelope encryption: a master key outside the database wraps data keys; data keys seal values.
//!
//! A sealed value is `0x01 ‖ nonce(12) ‖ ciphertext ‖ tag(16)` under AES-256-GCM. Its additional data names the
//! workspace, table, column and row, each length-prefixed, so that a value moved anywhere else does not open.

use std::sync::Arc;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use rand::RngCore;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::{Digest, Sha256};

use crate::{Error, Result};

const FORMAT: u8 = 1;

/// The root key, 32 bytes from a file that is not in the database.
#[derive(Clone)]
pub struct MasterKey(Arc<SecretBox<[u8; 32]>>);

impl MasterKey {
    /// Takes the bytes of the key file.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(SecretBox::new(Box::new(bytes))))
    }

    /// A new random key.
    #[must_use]
    pub fn generate() -> Self {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        Self::new(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.expose_secret()
    }

    /// A short name of this key that says nothing about it.
    #[must_use]
    pub fn id(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"loket.kek.id.v1|");
        hash.update(self.bytes());
        hex::encode(&hash.finalize()[..8])
    }

    /// A digest of `bytes` under a key of its own for `purpose`.
    pub(crate) fn keyed(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        use hmac::{Hmac, KeyInit as _, Mac as _};
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.bytes()).expect("HMAC takes any key length");
        mac.update(b"loket.keyed.v1|");
        mac.update(purpose.as_bytes());
        mac.update(b"|");
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }

    /// Seals a platform value (a Meta app's secret) directly under the master key.
    pub fn seal(&self, place: &Place<'_>, secret: &[u8]) -> Result<Sealed> {
        seal_with(self.bytes(), place, secret)
    }

    /// Opens a platform value.
    pub fn open(&self, place: &Place<'_>, sealed: &Sealed) -> Result<SecretString> {
        open_text(self.bytes(), place, sealed)
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MasterKey({})", self.id())
    }
}

/// A workspace's key for one purpose, unwrapped. Destroying its wrapped row makes all it sealed unreadable.
pub struct DataKey {
    pub(crate) id: uuid::Uuid,
    key: SecretBox<[u8; 32]>,
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DataKey({})", self.id)
    }
}

impl DataKey {
    /// A new random key.
    #[must_use]
    pub fn generate(id: uuid::Uuid) -> Self {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        Self {
            id,
            key: SecretBox::new(Box::new(bytes)),
        }
    }

    /// Wraps it for storing.
    pub fn wrap(&self, master: &MasterKey, workspace: uuid::Uuid) -> Result<Sealed> {
        seal_with(
            master.bytes(),
            &wrapping(workspace, self.id),
            self.key.expose_secret(),
        )
    }

    /// Unwraps a stored key.
    pub fn unwrap(
        master: &MasterKey,
        workspace: uuid::Uuid,
        id: uuid::Uuid,
        wrapped: &Sealed,
    ) -> Result<Self> {
        let bytes = open_with(master.bytes(), &wrapping(workspace, id), wrapped)?;
        let bytes: [u8; 32] = bytes
            .try_into()
            .map_err(|_| Error::Seal("a data key has the wrong length"))?;
        Ok(Self {
            id,
            key: SecretBox::new(Box::new(bytes)),
        })
    }

    /// Seals a value for exactly one place.
    pub fn seal(&self, place: &Place<'_>, secret: &[u8]) -> Result<Sealed> {
        seal_with(self.key.expose_secret(), place, secret)
    }

    /// Opens a value of that place.
    pub fn open(&self, place: &Place<'_>, sealed: &Sealed) -> Result<SecretString> {
        open_text(self.key.expose_secret(), place, sealed)
    }
}

/// Sealed bytes, safe to store.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// The one place where a sealed value belongs.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Whose; nil for the platform's own.
    pub workspace: uuid::Uuid,
    /// Table.
    pub table: &'a str,
    /// Column.
    pub column: &'a str,
    /// Row.
    pub row: uuid::Uuid,
}

const fn wrapping(workspace: uuid::Uuid, id: uuid::Uuid) -> Place<'static> {
    Place {
        workspace,
        table: "data_key",
        column: "wrapped",
        row: id,
    }
}

fn additional(place: &Place<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(96);
    let parts: [&[u8]; 5] = [
        b"loket.seal.v1",
        place.workspace.as_bytes(),
        place.table.as_bytes(),
        place.column.as_bytes(),
        place.row.as_bytes(),
    ];
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

fn seal_with(key: &[u8], place: &Place<'_>, secret: &[u8]) -> Result<Sealed> {
    let cipher =
        Aes256Gcm::new_from_slice(key).map_err(|_| Error::Seal("a key has the wrong length"))?;
    let mut nonce = [0; 12];
    rand::rng().fill_bytes(&mut nonce);
    let aad = additional(place);
    let ciphertext = cipher
        .encrypt(
            &Nonce::from(nonce),
            Payload {
                msg: secret,
                aad: &aad,
            },
        )
        .map_err(|_| Error::Seal("sealing failed"))?;
    let mut bytes = vec![FORMAT];
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&ciphertext);
    Ok(Sealed(bytes))
}

fn open_with(key: &[u8], place: &Place<'_>, sealed: &Sealed) -> Result<Vec<u8>> {
    let cipher =
        Aes256Gcm::new_from_slice(key).map_err(|_| Error::Seal("a key has the wrong length"))?;
    let Some((&FORMAT, rest)) = sealed.0.split_first() else {
        return Err(Error::Seal("unknown format"));
    };
    let Some((nonce, ciphertext)) = rest.split_first_chunk::<12>() else {
        return Err(Error::Seal("too short"));
    };
    let aad = additional(place);
    cipher
        .decrypt(
            &Nonce::from(*nonce),
            Payload {
                msg: ciphertext,
                aad: &aad,
            },
        )
        .map_err(|_| Error::Seal("wrong key, wrong place or changed bytes"))
}

fn open_text(key: &[u8], place: &Place<'_>, sealed: &Sealed) -> Result<SecretString> {
    let bytes = open_with(key, place, sealed)?;
    String::from_utf8(bytes)
        .map(SecretString::from)
        .map_err(|_| Error::Seal("not text"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn place(workspace: u128, row: u128, column: &'static str) -> Place<'static> {
        Place {
            workspace: Uuid::from_u128(workspace),
            table: "channel",
            column,
            row: Uuid::from_u128(row),
        }
    }

    #[test]
    fn opens_only_at_its_place() {
        let key = DataKey::generate(Uuid::from_u128(9));
        let home = place(1, 2, "token");
        let sealed = key.seal(&home, b"canary-token").unwrap();
        assert_eq!(
            key.open(&home, &sealed).unwrap().expose_secret(),
            "canary-token"
        );
        for elsewhere in [
            place(7, 2, "token"),
            place(1, 7, "token"),
            place(1, 2, "secret"),
        ] {
            assert!(key.open(&elsewhere, &sealed).is_err());
        }
        assert!(
            DataKey::generate(Uuid::from_u128(9))
                .open(&home, &sealed)
                .is_err()
        );
    }

    #[test]
    fn any_flipped_bit_is_found() {
        let key = MasterKey::generate();
        let home = place(0, 2, "secret");
        let sealed = key.seal(&home, b"app secret").unwrap();
        for bit in 0..sealed.0.len() * 8 {
            let mut changed = sealed.clone();
            changed.0[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(&home, &changed).is_err(), "bit {bit}");
        }
        assert!(key.open(&home, &Sealed(Vec::new())).is_err());
    }

    #[test]
    fn a_wrapped_key_belongs_to_its_workspace() {
        let master = MasterKey::generate();
        let key = DataKey::generate(Uuid::from_u128(3));
        let wrapped = key.wrap(&master, Uuid::from_u128(1)).unwrap();
        assert!(DataKey::unwrap(&master, Uuid::from_u128(1), key.id, &wrapped).is_ok());
        assert!(DataKey::unwrap(&master, Uuid::from_u128(2), key.id, &wrapped).is_err());
        assert!(
            DataKey::unwrap(&MasterKey::generate(), Uuid::from_u128(1), key.id, &wrapped).is_err()
        );
    }

    #[test]
    fn nothing_prints_a_key() {
        let master = MasterKey::new([7; 32]);
        assert!(!format!("{master:?}").contains("07070707"));
        assert!(format!("{:?}", DataKey::generate(Uuid::from_u128(3))).starts_with("DataKey("));
    }
}
