//! Somebody in a workspace, with a right: the only way from a request to a workspace's rows.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use db::people::{KeyScope, Membership};
use db::{Actor, WorkspaceTx};
use desk::keys::Scope;
use desk::provision::WorkspaceRole;
use domain::ids::WorkspaceId;

use super::{Caller, Right, Wants};
use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// The header in which a session names its workspace.
const HEADER: &str = "loket-workspace";

/// Somebody in a workspace who has the right `W`.
#[derive(Debug)]
pub(crate) struct InWorkspace<W: Wants> {
    /// Which workspace.
    pub(crate) workspace: WorkspaceId,
    /// Who acts.
    pub(crate) actor: Actor,
    holds: Holds,
    wants: PhantomData<W>,
}

#[derive(Debug, Clone, Copy)]
enum Holds {
    Role(WorkspaceRole),
    Key(Scope),
}

impl<W: Wants> InWorkspace<W> {
    /// A transaction in this workspace.
    pub(crate) async fn open(&self, api: &ApiState) -> Result<WorkspaceTx> {
        Ok(api
            .desk()
            .db()
            .workspace(self.workspace, self.actor.clone())
            .await?)
    }

    /// Whether they also have another right.
    pub(crate) fn has(&self, right: Right) -> bool {
        match self.holds {
            Holds::Role(role) => right.of_role(role),
            Holds::Key(scope) => right.of_key(scope),
        }
    }

    /// Who it is in the workspace they name, if they belong to it and have the right. A workspace somebody does not
    /// belong to is answered like one that does not exist.
    pub(crate) fn of(caller: Caller, named: Option<WorkspaceId>) -> Result<Self> {
        let (workspace, actor, holds) = match caller {
            Caller::Person(visitor) => {
                let workspace = named.ok_or_else(not_named)?;
                let role = visitor.memberships.iter().find_map(|m| match m {
                    Membership::Workspace { id, role, .. } if *id == workspace => {
                        WorkspaceRole::parse(role)
                    }
                    _ => None,
                });
                let role = role.ok_or_else(Problem::not_found)?;
                let actor = Actor::Person {
                    id: visitor.person.id,
                    name: visitor.person.name,
                };
                (workspace, actor, Holds::Role(role))
            }
            Caller::Key(key) => {
                let KeyScope::Workspace(workspace) = key.scope else {
                    return Err(Problem::forbidden(
                        "This key does not belong to a workspace.",
                    ));
                };
                if named.is_some_and(|named| named != workspace) {
                    return Err(Problem::not_found());
                }
                let scope = Scope::widest(&key.scopes)
                    .ok_or_else(|| Problem::forbidden("This key may do nothing."))?;
                (workspace, Actor::Key { name: key.name }, Holds::Key(scope))
            }
        };
        let here = Self {
            workspace,
            actor,
            holds,
            wants: PhantomData,
        };
        if here.has(W::RIGHT) {
            Ok(here)
        } else {
            Err(Problem::forbidden(W::RIGHT.missing()))
        }
    }
}

fn not_named() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "workspace_missing",
        "Which workspace?",
    )
    .detail("The Loket-Workspace header is missing.")
    .hint("Send the id of one of your workspaces in the Loket-Workspace header.")
}

impl<W: Wants> FromRequestParts<ApiState> for InWorkspace<W> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        let caller = Caller::of_parts(api, parts).await?;
        let named = match parts.headers.get(HEADER) {
            None => None,
            Some(value) => {
                let id = value.to_str().ok().and_then(|text| text.parse().ok());
                Some(id.ok_or_else(Problem::not_found)?)
            }
        };
        Self::of(caller, named)
    }
}
