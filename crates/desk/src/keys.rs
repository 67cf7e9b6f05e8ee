//! API keys: `wak_<id>_<secret>`, shown once, stored as SHA-256 of the whole text.

use db::people::{self, ApiKey, KeyScope};
use db::{Record, WorkspaceTx};
use domain::ids::{ApiKeyId, WorkspaceId};
use evidence::Kind;
use rand::Rng;
use secrecy::SecretString;
use serde_json::json;

use crate::sign_in::fingerprint;
use crate::{Desk, Error, Result};

/// What every key begins with, so that scanners for leaked secrets can tell.
pub const PREFIX: &str = "wak_";

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// 43 characters of 62 hold 256 bits.
const SECRET_CHARS: usize = 43;

/// What a key may do; each includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Look.
    Read,
    /// Write to customers and decide on drafts.
    Send,
    /// Change channels, knowledge and keys, export and erase.
    Manage,
}

impl Scope {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Send => "send",
            Self::Manage => "manage",
        }
    }

    /// The widest of stored scopes; `None` when none of them is known.
    #[must_use]
    pub fn widest(scopes: &[String]) -> Option<Self> {
        [Self::Manage, Self::Send, Self::Read]
            .into_iter()
            .find(|scope| scopes.iter().any(|stored| stored == scope.as_str()))
    }
}

/// A key just made.
#[derive(Debug)]
pub struct Issued {
    /// What is stored of it.
    pub key: ApiKey,
    /// The key itself; it cannot be shown again.
    pub secret: SecretString,
}

/// Makes a key for the transaction's workspace, and records that somebody was let in.
///
/// The key is durable before the caller commits; if that fails nobody ever saw it.
pub async fn issue(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    name: &str,
    scopes: &[Scope],
) -> Result<Issued> {
    let issued = issue_for(desk, KeyScope::Workspace(tx.workspace()), name, scopes).await?;
    tx.record(access(&issued.key, "key_created"));
    Ok(issued)
}

/// Makes a key for a partner, the platform, or a workspace that has just been made.
pub async fn issue_for(
    desk: &Desk,
    scope: KeyScope,
    name: &str,
    scopes: &[Scope],
) -> Result<Issued> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
        return Err(Error::invalid("name", "1 to 100 characters"));
    }
    let mut scopes: Vec<Scope> = scopes.to_vec();
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(Error::invalid(
            "scopes",
            "at least one of read, send, manage",
        ));
    }
    let key = ApiKey {
        id: ApiKeyId::new(),
        scope,
        name: name.to_owned(),
        scopes: scopes.iter().map(|s| s.as_str().to_owned()).collect(),
        created_at: desk.now(),
        used_at: None,
    };
    let text = write(key.id);
    let mut tx = desk.db().platform().await?;
    people::create_api_key(&mut tx, &key, &fingerprint(&text)).await?;
    tx.commit().await?;
    Ok(Issued {
        key,
        secret: text.into(),
    })
}

fn write(id: ApiKeyId) -> String {
    let mut rng = rand::rng();
    let secret: String = (0..SECRET_CHARS)
        .map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))
        .collect();
    format!("{PREFIX}{}_{secret}", id.uuid().simple())
}

/// The key of a bearer's text; `None` when there is none, or it was revoked.
pub async fn authenticate(desk: &Desk, text: &str) -> Result<Option<ApiKey>> {
    if !text.starts_with(PREFIX) || text.len() != PREFIX.len() + 32 + 1 + SECRET_CHARS {
        return Ok(None);
    }
    let mut tx = desk.db().platform().await?;
    let key = people::api_key(&mut tx, &fingerprint(text), desk.now()).await?;
    tx.commit().await?;
    Ok(key)
}

/// A workspace's live keys, newest first.
pub async fn list(desk: &Desk, workspace: WorkspaceId) -> Result<Vec<ApiKey>> {
    let mut tx = desk.db().platform().await?;
    Ok(people::api_keys(&mut tx, workspace).await?)
}

/// Revokes a key of the transaction's workspace, at once.
pub async fn revoke(desk: &Desk, tx: &mut WorkspaceTx, id: ApiKeyId) -> Result<()> {
    let workspace = tx.workspace();
    let known = list(desk, workspace).await?;
    let key = known
        .into_iter()
        .find(|key| key.id == id)
        .ok_or(Error::NotFound)?;
    let mut platform = desk.db().platform().await?;
    if !people::revoke_api_key(&mut platform, workspace, id, desk.now()).await? {
        return Err(Error::NotFound);
    }
    platform.commit().await?;
    tx.record(access(&key, "key_revoked"));
    Ok(())
}

fn access(key: &ApiKey, what: &str) -> Record {
    Record {
        kind: Kind::Access,
        subject: format!("key:{}", key.id),
        actor: None,
        payload: json!({ "what": what, "name": key.name, "scopes": key.scopes }),
        message: None,
        conversation: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_one_form_and_never_repeat() {
        let id = ApiKeyId::new();
        let (one, two) = (write(id), write(id));
        assert_ne!(one, two);
        assert_eq!(one.len(), PREFIX.len() + 32 + 1 + SECRET_CHARS);
        assert!(one.starts_with(&format!("wak_{}_", id.uuid().simple())));
    }

    #[test]
    fn the_widest_scope_counts() {
        let scopes = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            Scope::widest(&scopes(&["read", "manage"])),
            Some(Scope::Manage)
        );
        assert_eq!(Scope::widest(&scopes(&["read", "send"])), Some(Scope::Send));
        assert_eq!(Scope::widest(&scopes(&["everything"])), None);
    }
}
