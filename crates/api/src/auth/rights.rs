//! What may be done in a workspace, and by whom: one table, and one type per right.

use desk::keys::Scope;
use desk::provision::WorkspaceRole;

/// A right in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Right {
    /// Look at everything.
    Read,
    /// Write to customers; decide on drafts, floor and consent.
    Send,
    /// Channels and templates.
    Connect,
    /// Knowledge and keys.
    Manage,
    /// Export, erase, make keys that may manage.
    Own,
}

impl Right {
    /// Whether a role has it.
    pub(crate) const fn of_role(self, role: WorkspaceRole) -> bool {
        use WorkspaceRole as R;
        match self {
            Self::Read => true,
            Self::Send => !matches!(role, R::Viewer),
            Self::Connect => matches!(role, R::Owner | R::CommunicationsAdmin | R::Reviewer),
            Self::Manage => matches!(role, R::Owner | R::CommunicationsAdmin),
            Self::Own => matches!(role, R::Owner),
        }
    }

    /// Whether a key with this scope has it.
    pub(crate) fn of_key(self, scope: Scope) -> bool {
        match self {
            Self::Read => true,
            Self::Send => scope >= Scope::Send,
            Self::Connect | Self::Manage | Self::Own => scope >= Scope::Manage,
        }
    }

    /// What is missing, for a person.
    pub(crate) const fn missing(self) -> &'static str {
        match self {
            Self::Read => "Your role may not look at this.",
            Self::Send => "Your role may look, but not write or decide.",
            Self::Connect => {
                "Only an owner, communications admin or reviewer may change channels and templates."
            }
            Self::Manage => "Only an owner or communications admin may do this.",
            Self::Own => "Only an owner may do this.",
        }
    }
}

/// What people do, and the right it takes: the web app reads this table to say beforehand what one may not do.
pub(crate) const ACTS: &[(&str, Right)] = &[
    ("send", Right::Send),
    ("override", Right::Manage),
    ("consent", Right::Send),
    ("contacts", Right::Send),
    ("attributes", Right::Manage),
    ("contact_import", Right::Manage),
    ("channels", Right::Connect),
    ("templates", Right::Connect),
    ("knowledge", Right::Manage),
    ("api_keys", Right::Manage),
    ("team", Right::Manage),
    ("owners", Right::Own),
    ("erase", Right::Own),
    ("export", Right::Own),
];

/// A right as a type: [`super::InWorkspace`] of it exists only for those who have it.
pub(crate) trait Wants: Send + Sync + 'static {
    /// Which.
    const RIGHT: Right;
}

macro_rules! wants {
    ($($name:ident = $right:ident),*) => {$(
        /// Wants the right of the same name.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct $name;

        impl Wants for $name {
            const RIGHT: Right = Right::$right;
        }
    )*};
}

wants! { Reads = Read, Sends = Send, Connects = Connect, Manages = Manage, Owns = Own }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        use Right::{Connect, Manage, Own, Read, Send};
        let all = [Read, Send, Connect, Manage, Own];
        let row = |holds: &dyn Fn(Right) -> bool| {
            all.iter()
                .map(|r| if holds(*r) { 'x' } else { '.' })
                .collect::<String>()
        };
        let role = |role| row(&|right: Right| right.of_role(role));
        assert_eq!(role(WorkspaceRole::Owner), "xxxxx");
        assert_eq!(role(WorkspaceRole::CommunicationsAdmin), "xxxx.");
        assert_eq!(role(WorkspaceRole::Reviewer), "xxx..");
        assert_eq!(role(WorkspaceRole::Agent), "xx...");
        assert_eq!(role(WorkspaceRole::Viewer), "x....");
        let key = |scope| row(&|right: Right| right.of_key(scope));
        assert_eq!(key(Scope::Read), "x....");
        assert_eq!(key(Scope::Send), "xx...");
        assert_eq!(key(Scope::Manage), "xxxxx");
    }
}
