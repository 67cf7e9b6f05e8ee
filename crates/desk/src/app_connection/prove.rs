//! What a token of a connection permits, as the provider itself describes it.

use db::app_connections::{Agreement, AppConnection, Granted};
use db::apps::MetaApp;
use db::{Actor, WorkspaceTx, app_connections};
use domain::Time;
use domain::credential::Credential;
use domain::ids::{AppConnectionId, WorkspaceId};
use meta::SecretString;
use meta::dialog::PERMISSIONS;
use meta::graph::{GraphError, TokenInfo};

use crate::Desk;
use crate::check_channel::app_token;
use crate::error::{Error, Result};

/// The kind of token that a person's own exchange moves the end of.
const OF_A_PERSON: &str = "USER";

/// A connection at work: the token that was read, and what the provider says of it now.
pub(super) struct Held {
    pub(super) connection: AppConnection,
    pub(super) token: SecretString,
    pub(super) since: Time,
    pub(super) info: TokenInfo,
}

impl Desk {
    pub(super) async fn connection(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
    ) -> Result<AppConnection> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        app_connections::get(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Opens a connection and asks the provider what it permits now.
    pub(super) async fn held(&self, workspace: WorkspaceId, id: AppConnectionId) -> Result<Held> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let connection = app_connections::get(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let token = app_connections::token(&mut tx, id).await?;
        drop(tx);
        let Some((token, since)) = token else {
            return Err(over());
        };
        let app = self
            .app_secrets(connection.app_ref)
            .await?
            .ok_or(Error::NotFound)?;
        let info = self.described(&app, &token).await?;
        if !info.is_valid || !missing(&info).is_empty() {
            self.settle_connection(workspace, id, &info, since).await?;
        }
        if !info.is_valid {
            return Err(over());
        }
        lacking(&info)?;
        Ok(Held {
            connection,
            token,
            since,
            info,
        })
    }

    /// Whether a connection still has the token that it had `since`; it keeps it until the transaction ends.
    pub(super) async fn is_still(
        &self,
        tx: &mut WorkspaceTx,
        id: AppConnectionId,
        since: Time,
    ) -> Result<bool> {
        app_connections::hold(tx, id).await?;
        let held = app_connections::token(tx, id).await?;
        Ok(held.is_some_and(|(_, now)| now == since))
    }

    pub(super) async fn described(&self, app: &MetaApp, token: &SecretString) -> Result<TokenInfo> {
        let asked = self.graph().debug_token(&app_token(app), token).await;
        let info = asked.map_err(silent)?.value;
        if info.is_valid && info.app_id.as_ref() != Some(&app.app_id) {
            return Err(foreign());
        }
        Ok(info)
    }
}

/// What a description says, in our words.
pub(super) fn agreement(
    info: &TokenInfo,
    authorizer: Option<String>,
    authorized_at: Time,
) -> Agreement {
    let mut granted: Vec<Granted> = info
        .granular
        .iter()
        .map(|one| Granted {
            scope: one.scope.clone(),
            targets: one.targets.clone(),
        })
        .collect();
    for scope in &info.scopes {
        if !granted.iter().any(|one| one.scope == *scope) {
            granted.push(Granted {
                scope: scope.clone(),
                targets: None,
            });
        }
    }
    Agreement {
        authorizer,
        granted,
        credential: Credential {
            expires_at: info.expires_at,
            data_access_expires_at: info.data_access_expires_at,
            refreshable: info.kind.as_deref() == Some(OF_A_PERSON) && info.expires_at.is_some(),
        },
        authorized_at,
    }
}

/// The permissions that a token lacks.
pub(super) fn missing(info: &TokenInfo) -> Vec<&'static str> {
    let has = |scope: &&str| info.scopes.iter().any(|one| one == scope);
    PERMISSIONS.into_iter().filter(|one| !has(one)).collect()
}

pub(super) fn lacking(info: &TokenInfo) -> Result<()> {
    let lacks = missing(info);
    if lacks.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict {
        code: "connection_permissions",
        title: "Insufficient permissions".to_owned(),
        hint: format!(
            "Missing: {}. Authorize again and leave all permissions on.",
            lacks.join(", ")
        ),
    })
}

/// Ids that a browser brings are wishes: the token must have been given for this account, with both permissions.
pub(super) fn reaches(info: &TokenInfo, account: &str) -> Result<()> {
    let is_id = !account.is_empty()
        && account.len() <= 64
        && account.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_id && PERMISSIONS.iter().all(|one| info.allows(one, account)) {
        Ok(())
    } else {
        Err(foreign())
    }
}

pub(super) fn foreign() -> Error {
    Error::Conflict {
        code: "connection_foreign",
        title: "These ids do not belong to the business that agreed".to_owned(),
        hint: "Nothing was stored. Reload the business accounts and choose one of them.".to_owned(),
    }
}

pub(super) fn over() -> Error {
    Error::Conflict {
        code: "connection_over",
        title: "Invalid or expired access token".to_owned(),
        hint: "Meta no longer takes this connection’s token. Re-authorize it.".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(silent)")]
pub(super) fn silent(error: GraphError) -> Error {
    tracing::info!(%error, "an app connection could not be looked at");
    Error::Provider {
        title: "Meta did not answer what this connection permits".to_owned(),
        hint: "Nothing was changed. Try again in a minute.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meta::graph::GranularScope;

    fn info(scopes: &[&str], targets: Option<&[&str]>) -> TokenInfo {
        let own = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        TokenInfo {
            is_valid: true,
            scopes: own(scopes),
            granular: scopes
                .iter()
                .map(|scope| GranularScope {
                    scope: (*scope).to_owned(),
                    targets: targets.map(own),
                })
                .collect(),
            ..TokenInfo::default()
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(lacking(&info(&PERMISSIONS, None)).is_ok());
        let Err(Error::Conflict { title, hint, .. }) = lacking(&info(&PERMISSIONS[..1], None))
        else {
            unreachable!("a permission is missing")
        };
        assert_eq!(title, "Insufficient permissions");
        assert!(
            hint.starts_with("Missing: whatsapp_business_messaging."),
            "{hint}"
        );
    }

    #[test]
    fn only_accounts_that_both_permissions_are_for_are_reached() {
        let token = info(&PERMISSIONS, Some(&["900", "901"]));
        assert!(reaches(&token, "901").is_ok());
        for wrong in ["902", "", "900/../901", "90"] {
            assert!(reaches(&token, wrong).is_err(), "{wrong}");
        }
        let mut half = token;
        half.granular[1].targets = Some(vec!["900".to_owned()]);
        assert!(reaches(&half, "900").is_ok() && reaches(&half, "901").is_err());
    }
}
