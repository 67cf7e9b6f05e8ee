//! Which business accounts a connection reaches, its own and clients', and which numbers these hold. Asked anew each time.

use std::collections::BTreeMap;

use db::channels::{self, Channel};
use db::{Actor, WorkspaceTx};
use domain::failure::FailureClass;
use domain::gate::Connection;
use domain::ids::{AppConnectionId, WorkspaceId};
use meta::SecretString;
use meta::dialog::PERMISSIONS;
use meta::graph::{GraphError, Holding, Named, NumberRow, TokenInfo};

use super::prove::{Held, over, reaches, silent};
use crate::Desk;
use crate::error::{Error, Result};

/// With it the provider tells whose portfolios there are.
const PORTFOLIOS: &str = "business_management";
/// Most accounts read one by one.
const MOST: usize = 100;

/// A business account that a connection reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFound {
    /// The provider's id.
    pub id: String,
    /// Its name; its id where it has none.
    pub name: String,
    /// Whether a client owns it.
    pub of_client: bool,
    /// The portfolio it was found in.
    pub business: Option<String>,
}

/// A number of such an account.
#[derive(Debug, Clone)]
pub struct NumberFound {
    /// As the provider lists it.
    pub row: NumberRow,
    /// Whether it is connected in this workspace.
    pub connected: bool,
}

impl Desk {
    /// The business accounts that a connection was given for.
    pub async fn connection_accounts(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
    ) -> Result<Vec<AccountFound>> {
        let held = self.held(workspace, id).await?;
        match self.accounts_within(&held.token, &held.info).await {
            Ok(found) => Ok(found),
            Err(error) => Err(self.not_discovered(workspace, &held, &error).await?),
        }
    }

    async fn not_discovered(
        &self,
        workspace: WorkspaceId,
        held: &Held,
        error: &GraphError,
    ) -> Result<Error> {
        let id = held.connection.id;
        tracing::info!(%error, connection = %id, "business accounts were not discovered");
        if error.is_dead_token() {
            // Nothing is valid in what nobody describes.
            self.settle_connection(workspace, id, &TokenInfo::default(), held.since)
                .await?;
            return Ok(over());
        }
        if !matches!(error, GraphError::Refused(_)) {
            return Ok(silent(error.clone()));
        }
        Ok(Error::Conflict {
            code: "connection_discovery",
            title: "Business Account Discovery Failed".to_owned(),
            hint: "Admin/Editor role or business verification is missing.".to_owned(),
        })
    }

    async fn accounts_within(
        &self,
        token: &SecretString,
        info: &TokenInfo,
    ) -> Result<Vec<AccountFound>, GraphError> {
        let graph = self.graph();
        let (mut found, mut refused) = (BTreeMap::new(), None);
        let targets = info
            .granular
            .iter()
            .find(|one| one.scope == PERMISSIONS[0])
            .and_then(|one| one.targets.clone());
        let named = info.scopes.iter().any(|one| one == PORTFOLIOS);
        // A permission for everything names no account: the portfolios do, or nobody.
        if named || targets.is_none() {
            for business in graph.businesses(token).await? {
                for holding in [Holding::Owned, Holding::Client] {
                    match graph.accounts_of(token, &business.id, holding).await {
                        Ok(rows) => note(&mut found, rows, holding, &business),
                        // In this portfolio they may not look; in others they may.
                        Err(error) if is_about_one(&error) => {
                            tracing::info!(%error, business = %business.id, "a portfolio was left out");
                            refused = Some(error);
                        }
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        for id in targets.iter().flatten().take(MOST) {
            if found.contains_key(id) {
                continue;
            }
            let (account, owner) = match graph.account_and_owner(token, id).await {
                Ok(answer) => answer,
                Err(error) if is_about_one(&error) => {
                    tracing::info!(%error, account = %id, "an account was left out");
                    refused = Some(error);
                    continue;
                }
                Err(error) => return Err(error),
            };
            // Whose portfolio may not be asked is somebody else's.
            let owned = match &owner {
                Some(owner) => match graph.accounts_of(token, &owner.id, Holding::Owned).await {
                    Ok(rows) => rows,
                    Err(error) if error.is_dead_token() => return Err(error),
                    Err(_) => Vec::new(),
                },
                None => Vec::new(),
            };
            let unknown = Named {
                id: String::new(),
                name: None,
            };
            let owner = owner.unwrap_or(unknown);
            note(&mut found, owned, Holding::Owned, &owner);
            if !found.contains_key(id) {
                note(&mut found, vec![account], Holding::Client, &owner);
            }
        }
        if let (true, Some(error)) = (found.is_empty(), refused) {
            return Err(error);
        }
        Ok(found
            .into_values()
            .filter(|one| reaches(info, &one.id).is_ok())
            .collect())
    }

    /// The numbers of a business account that a connection reaches.
    pub async fn connection_numbers(
        &self,
        workspace: WorkspaceId,
        id: AppConnectionId,
        account: &str,
    ) -> Result<Vec<NumberFound>> {
        let held = self.held(workspace, id).await?;
        let rows = self.numbers_within(workspace, &held, account).await?;
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let here = connected(&mut tx).await?;
        Ok(rows
            .into_iter()
            .map(|row| NumberFound {
                connected: here.iter().any(|one| one.external_id == row.id),
                row,
            })
            .collect())
    }

    pub(super) async fn numbers_within(
        &self,
        workspace: WorkspaceId,
        held: &Held,
        account: &str,
    ) -> Result<Vec<NumberRow>> {
        reaches(&held.info, account)?;
        match self.graph().numbers_of(&held.token, account).await {
            Ok(rows) => Ok(rows),
            Err(error) => Err(self.not_discovered(workspace, held, &error).await?),
        }
    }

    /// The account's name, when the connection reaches it.
    pub(super) async fn account_within(
        &self,
        workspace: WorkspaceId,
        held: &Held,
        account: &str,
    ) -> Result<String> {
        reaches(&held.info, account)?;
        match self.graph().account_and_owner(&held.token, account).await {
            Ok((named, _)) if named.id == account => {
                let name = named.name.filter(|name| !name.trim().is_empty());
                Ok(name.unwrap_or_else(|| account.to_owned()))
            }
            Ok(_) => Err(super::prove::foreign()),
            Err(error) => Err(self.not_discovered(workspace, held, &error).await?),
        }
    }
}

/// Refused for this one, and no sign that all are.
fn is_about_one(error: &GraphError) -> bool {
    matches!(error, GraphError::Refused(refused)
        if !error.is_dead_token() && refused.class != FailureClass::Throttled)
}

fn note(
    found: &mut BTreeMap<String, AccountFound>,
    rows: Vec<Named>,
    holding: Holding,
    business: &Named,
) {
    for row in rows {
        let account = AccountFound {
            name: row.name.unwrap_or_else(|| row.id.clone()),
            id: row.id.clone(),
            of_client: holding == Holding::Client,
            business: business.name.clone(),
        };
        found.entry(row.id).or_insert(account);
    }
}

async fn connected(tx: &mut WorkspaceTx) -> Result<Vec<Channel>> {
    let all = channels::list(tx).await?.into_iter();
    Ok(all
        .filter(|one| one.connection != Connection::Disconnected)
        .collect())
}
