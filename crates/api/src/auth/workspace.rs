//! Somebody in a workspace, with a right: the only way from a request to a workspace's rows.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use db::people::{KeyScope, Membership};
use db::{Actor, WorkspaceTx};
use desk::keys::Scope;
use desk::provision::WorkspaceRole;
use domain::Time;
use domain::ids::{PersonId, WorkspaceId};

use super::{Caller, Right, Wants, recent};
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
    confirmed_at: Option<Time>,
    holder: String,
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

    /// For what is dangerous: a person must have shown who they are a moment ago. A key is nobody's browser left open.
    pub(crate) fn confirmed(&self, api: &ApiState) -> Result<()> {
        self.confirmed_at
            .map_or(Ok(()), |at| recent(at, api.desk().door_now()))
    }

    /// The very session or key: what begins in one browser ends in no other.
    pub(crate) fn holder(&self) -> &str {
        &self.holder
    }

    /// The person, where a key will not do.
    pub(crate) fn person(&self) -> Result<PersonId> {
        match self.actor {
            Actor::Person { id, .. } => Ok(id),
            Actor::Key { .. } | Actor::Rule | Actor::System => {
                Err(Problem::forbidden("Only a person may do this."))
            }
        }
    }

    /// What the person is here; a key is nothing.
    pub(crate) const fn role(&self) -> Option<WorkspaceRole> {
        match self.holds {
            Holds::Role(role) => Some(role),
            Holds::Key(_) => None,
        }
    }

    /// Who it is in the workspace they name, if they belong to it and have the right. A workspace somebody does not
    /// belong to is answered like one that does not exist.
    pub(crate) fn of(caller: Caller, named: Option<WorkspaceId>) -> Result<Self> {
        let (workspace, actor, holds, confirmed_at, holder) = match caller {
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
                let confirmed_at = Some(visitor.confirmed_at);
                let holder = format!("session:{}", visitor.session);
                (workspace, actor, Holds::Role(role), confirmed_at, holder)
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
                let actor = Actor::Key { name: key.name };
                let holder = format!("key:{}", key.id);
                (workspace, actor, Holds::Key(scope), None, holder)
            }
        };
        let here = Self {
            workspace,
            actor,
            holds,
            confirmed_at,
            holder,
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
