//! A token given as a reference. Who runs Loket keeps it outside, in a place that is this workspace's alone, and a person
//! who may not see it names it: `file:NAME` is `tokens/{workspace}/{NAME}` in the data folder, `env:NAME` the variable
//! `LOKET_TOKEN_{WORKSPACE}_{NAME}`, the workspace's id in capitals with underscores.
//!
//! What is read is proved and sealed like a token that was pasted, so that disconnecting destroys it here. Each look at the
//! channel reads it again: another one there takes the place of the one before.

use db::channels::{self, TokenMark};
use db::{Actor, WorkspaceTx};
use domain::gate::Connection;
use domain::ids::{ChannelId, WorkspaceId};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::Desk;
use crate::check_channel::Problem;
use crate::connect_channel::{ProvenToken, same};
use crate::error::{Error, Result};

/// No token of Meta's comes near this many bytes.
const LONGEST: usize = 8 * 1024;
const NAME: usize = 64;

/// A token, and what may be said of it.
#[derive(Debug)]
pub(crate) struct GivenToken {
    pub(crate) token: SecretString,
    pub(crate) mark: TokenMark,
}

/// Where a reference leads.
enum Place<'a> {
    File(&'a str),
    Variable(&'a str),
}

impl<'a> Place<'a> {
    /// `None` for a token itself: none of Meta's has a colon.
    fn of(given: &'a str) -> Option<Result<Self>> {
        let (place, name): (fn(&'a str) -> Self, _) =
            if let Some(name) = given.strip_prefix("file:") {
                (Self::File, name)
            } else {
                (Self::Variable, given.strip_prefix("env:")?)
            };
        Some(if is_name(name) {
            Ok(place(name))
        } else {
            Err(Error::invalid(
                "token",
                "After file: or env: stands a name: letters, digits, dots, dashes and underscores, at most 64.",
            ))
        })
    }
}

fn is_name(name: &str) -> bool {
    let inside = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    name.len() <= NAME
        && name.bytes().all(inside)
        && !name.starts_with(['.', '-'])
        && !name.is_empty()
}

/// What may be said of a token that was given itself.
pub(crate) fn mark(token: &SecretString) -> TokenMark {
    let digest = Sha256::digest(token.expose_secret().as_bytes());
    TokenMark {
        fingerprint: Some(hex::encode(&digest[..2])),
        ..TokenMark::default()
    }
}

impl Desk {
    /// The token that was given, or the one that is kept where it was said to be.
    pub(crate) async fn token_given(
        &self,
        workspace: WorkspaceId,
        given: SecretString,
    ) -> Result<GivenToken> {
        let text = given.expose_secret().trim();
        let Some(place) = Place::of(text) else {
            let mark = mark(&given);
            return Ok(GivenToken { token: given, mark });
        };
        let kept = match place? {
            Place::File(name) => {
                let folder = self.data_dir().join("tokens").join(workspace.to_string());
                tokio::fs::read(folder.join(name)).await.ok()
            }
            Place::Variable(name) => std::env::var(variable(workspace, name))
                .ok()
                .map(String::into_bytes),
        };
        let token = kept
            .filter(|kept| kept.len() <= LONGEST)
            .and_then(|kept| String::from_utf8(kept).ok())
            .map(|kept| SecretString::from(kept.trim()))
            .filter(|token| !token.expose_secret().is_empty())
            .ok_or_else(nothing_there)?;
        let mark = TokenMark {
            reference: Some(text.to_owned()),
            ..mark(&token)
        };
        Ok(GivenToken { token, mark })
    }

    /// A token that is kept outside is read again; what stands there now is used from now on. Answers what was in the way.
    pub(crate) async fn reread_token(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: ChannelId,
    ) -> Result<Option<Problem>> {
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let Some(channel) = channels::get(&mut tx, id).await? else {
            return Ok(None);
        };
        let reference = channel.token.reference.clone();
        let (Some(reference), Some(used)) = (reference, channels::token(&mut tx, id).await?) else {
            return Ok(None);
        };
        drop(tx);
        let given = match self.token_given(workspace, reference.into()).await {
            Ok(given) if same(&given.token, &used) => return Ok(None),
            Ok(given) => given,
            Err(error) => return Ok(Some(not_taken(&error))),
        };
        let proved = self
            .prove_at(
                &channel.kind,
                &given.token,
                &channel.external_id,
                &channel.account_id,
            )
            .await;
        if let Err(error) = proved {
            return Ok(Some(not_taken(&error)));
        }
        let mut tx = self.db().workspace(workspace, actor).await?;
        if self.is_as_before(&mut tx, &channel).await? {
            self.renew_token(&mut tx, ProvenToken::given(id, given))
                .await?;
            tx.commit(self.now()).await?;
        }
        Ok(None)
    }

    /// Nobody disconnected it or gave it another token meanwhile.
    async fn is_as_before(
        &self,
        tx: &mut WorkspaceTx,
        channel: &channels::Channel,
    ) -> Result<bool> {
        channels::hold(tx, &[channel.id]).await?;
        let now = channels::get(tx, channel.id).await?;
        Ok(now.is_some_and(|now| {
            now.connection != Connection::Disconnected && now.token == channel.token
        }))
    }
}

fn variable(workspace: WorkspaceId, name: &str) -> String {
    let workspace = workspace.to_string().to_uppercase().replace('-', "_");
    format!("LOKET_TOKEN_{workspace}_{name}")
}

/// The one before stays in use.
fn not_taken(error: &Error) -> Problem {
    let hint = match error {
        Error::Invalid { problem, .. } => problem.clone(),
        Error::Provider { hint, .. } => hint.clone(),
        other => other.to_string(),
    };
    Problem {
        part: "token".to_owned(),
        code: None,
        title: "The token that is kept outside was not taken".to_owned(),
        hint,
    }
}

fn nothing_there() -> Error {
    Error::invalid(
        "token",
        "No token can be read there. Whoever runs Loket puts it into the folder tokens of its data, under this workspace’s id, or into the variable that docs/settings.md names.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_name_and_never_a_path() {
        assert!(Place::of("EAAGtoken").is_none());
        for good in ["file:main", "env:MAIN_2", "file:toko.angin-1", "env:_x"] {
            assert!(matches!(Place::of(good), Some(Ok(_))), "{good}");
        }
        let long = format!("file:{}", "a".repeat(65));
        for wrong in [
            "file:",
            "env:",
            "file:..",
            "file:../x",
            "file:a/b",
            "file:/etc/passwd",
            "env:A B",
            "file:.hidden",
            "file:-x",
            &long,
            "file:a\0",
            "env:ä",
        ] {
            assert!(matches!(Place::of(wrong), Some(Err(_))), "{wrong}");
        }
    }

    #[test]
    fn a_variable_is_one_workspaces() {
        let workspace = WorkspaceId::new();
        let name = variable(workspace, "MAIN");
        assert!(name.starts_with("LOKET_TOKEN_") && name.ends_with("_MAIN"));
        assert_ne!(name, variable(WorkspaceId::new(), "MAIN"));
        assert!(!name.contains('-'));
    }
}
