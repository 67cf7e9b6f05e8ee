//! Who is signed in, and where they may go.

use db::people::Membership;
use desk::sign_in::Visitor;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Named;

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// The person.
    person: Person,
    /// Workspaces they belong to, by name.
    workspaces: Vec<MyWorkspace>,
    /// Partners they work for.
    partners: Vec<Named>,
    /// Whether they administer the platform.
    platform_admin: bool,
}

/// A person with an account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    /// Which.
    pub(crate) id: Uuid,
    /// The name shown.
    pub(crate) name: String,
    /// Their address.
    pub(crate) email: String,
}

impl From<db::people::Person> for Person {
    fn from(person: db::people::Person) -> Self {
        Self {
            id: person.id.uuid(),
            name: person.name,
            email: person.email,
        }
    }
}

/// A workspace one belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyWorkspace {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// `owner`, `communications_admin`, `agent`, `viewer` or `reviewer`.
    role: String,
    /// Whose client it is.
    partner: Named,
    /// Whether everything in it is simulated.
    simulated: bool,
}

impl From<Visitor> for Me {
    fn from(visitor: Visitor) -> Self {
        let (mut workspaces, mut partners, mut platform_admin) = (Vec::new(), Vec::new(), false);
        for membership in visitor.memberships {
            match membership {
                Membership::Workspace {
                    id,
                    name,
                    partner,
                    partner_name,
                    simulated,
                    role,
                } => {
                    let partner = Named {
                        id: partner.uuid(),
                        name: partner_name,
                    };
                    workspaces.push(MyWorkspace {
                        id: id.uuid(),
                        name,
                        role,
                        partner,
                        simulated,
                    });
                }
                Membership::Partner { id, name } => partners.push(Named {
                    id: id.uuid(),
                    name,
                }),
                Membership::Platform => platform_admin = true,
            }
        }
        Self {
            person: visitor.person.into(),
            workspaces,
            partners,
            platform_admin,
        }
    }
}
