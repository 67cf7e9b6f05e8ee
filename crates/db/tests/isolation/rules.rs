//! What must hold in the catalog, relation by relation and function by function.

use std::fmt;

use crate::catalog::{Catalog, Policy, Relation};
use crate::model::{
    APP, APPEND_ONLY, CONTEXT_FUNCTIONS, DEFINERS, Floor, GLOBAL_REFERENCES, GLOBAL_UNIQUE,
    HOLDERS, OWNER, PARTNER, PARTNER_TYPES, STRICTER_CHECKS, UNREACHABLE, WORKER, WORKSPACE_FLOOR,
    grant,
};
use crate::routines;

/// A way in which isolation is not proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    pub(crate) rule: &'static str,
    pub(crate) subject: String,
    pub(crate) detail: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<24} {:<32} {}", self.rule, self.subject, self.detail)
    }
}

/// Collects violations.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Violation>);

impl Findings {
    pub(crate) fn add(&mut self, rule: &'static str, subject: &str, detail: impl fmt::Display) {
        self.0.push(Violation {
            rule,
            subject: subject.to_owned(),
            detail: detail.to_string(),
        });
    }

    pub(crate) fn check(
        &mut self,
        holds: bool,
        rule: &'static str,
        subject: &str,
        detail: impl fmt::Display,
    ) {
        if !holds {
            self.add(rule, subject, detail);
        }
    }
}

/// Everything that the relations and functions must hold to.
pub(crate) fn examine(catalog: &Catalog) -> Vec<Violation> {
    let mut found = Findings::default();
    for relation in &catalog.relations {
        kind(relation, &mut found);
        privileges(relation, &mut found);
        if relation.is_table() && !unreachable(relation) {
            floors(relation, &mut found);
            policies(relation, &mut found);
            keys(relation, &mut found);
            references(catalog, relation, &mut found);
        }
    }
    for function in &catalog.functions {
        routines::examine(function, &mut found);
    }
    for definer in DEFINERS {
        let there = catalog
            .functions
            .iter()
            .any(|f| f.signature == definer.signature);
        found.check(
            there,
            "A10-definer-gone",
            definer.signature,
            "take it off the list",
        );
    }
    for (name, _) in CONTEXT_FUNCTIONS {
        let there = catalog.functions.iter().any(|f| f.signature == *name);
        found.check(there, "A20-context", name, "is gone");
    }
    found.0
}

fn unreachable(relation: &Relation) -> bool {
    UNREACHABLE.iter().any(|(name, _)| *name == relation.name)
}

fn kind(r: &Relation, found: &mut Findings) {
    match r.kind {
        'm' => found.add("A9-materialized-view", &r.name, "has no policies"),
        'f' => found.add("A11-foreign-table", &r.name, "has no policies"),
        'v' => {
            let invoker = r.options.iter().any(|o| {
                matches!(
                    o.as_str(),
                    "security_invoker=true" | "security_invoker=on" | "security_invoker=1"
                )
            });
            found.check(invoker, "A8-view", &r.name, "runs with its owner's rights");
        }
        _ => {
            if unreachable(r) {
                return;
            }
            found.check(
                r.rls && r.force,
                "A1-rls",
                &r.name,
                format!("enabled {}, forced {}", r.rls, r.force),
            );
            found.check(
                r.parents == 0 && r.kind == 'r',
                "A2-partition",
                &r.name,
                "parents' policies do not guard children",
            );
            found.check(
                r.persistence == 'p',
                "A18-unlogged",
                &r.name,
                "loses acknowledged rows",
            );
            found.check(
                r.replica_identity == 'd',
                "A18-replica-identity",
                &r.name,
                r.replica_identity,
            );
        }
    }
    if !unreachable(r) {
        found.check(r.owner == OWNER, "A6-owner", &r.name, &r.owner);
    }
}

fn privileges(r: &Relation, found: &mut Findings) {
    for role in HOLDERS {
        let held = r.may(role);
        for privilege in held {
            let verb = privilege.split(' ').next().unwrap_or_default();
            if matches!(verb, "TRUNCATE" | "REFERENCES" | "TRIGGER") {
                found.add("A7-privilege", &r.name, format!("{role} {privilege}"));
            }
            let tenant = [APP, WORKER].contains(&role) && r.has_workspace() && r.kind != 'm';
            let reviewed =
                grant(role, &r.name).is_some_and(|g| g.privileges.contains(&privilege.as_str()));
            if !tenant && !reviewed {
                found.add("A16-unreviewed", &r.name, format!("{role} {privilege}"));
            }
            if APPEND_ONLY.contains(&r.name.as_str())
                && matches!(verb, "UPDATE" | "DELETE")
                && !reviewed
            {
                found.add("A24-append-only", &r.name, format!("{role} {privilege}"));
            }
        }
        if let Some(entry) = grant(role, &r.name) {
            for missing in entry
                .privileges
                .iter()
                .filter(|p| !held.iter().any(|h| h == *p))
            {
                found.add(
                    "A16-stale-review",
                    &r.name,
                    format!("{role} no longer has {missing}"),
                );
            }
        }
        if role == PARTNER && !held.is_empty() && r.name == "app.partner_daily" {
            for column in &r.columns {
                let listed = r.checks.iter().any(|c| {
                    c.columns.len() == 1
                        && c.columns.contains(&column.name)
                        && c.definition.contains("= ANY (ARRAY[")
                });
                let safe = PARTNER_TYPES.contains(&column.data_type.as_str()) || listed;
                found.check(
                    safe,
                    "A16-partner-column",
                    &r.name,
                    format!("{} {}", column.name, column.data_type),
                );
            }
        }
    }
}

/// The restrictive policy for all commands that keeps `role` to `text`.
fn has_floor(r: &Relation, role: &str, text: &str) -> bool {
    r.policies.iter().any(|p| {
        let stricter = STRICTER_CHECKS.iter().any(|(table, policy, check)| {
            *table == r.name && *policy == p.name && p.check.as_deref() == Some(*check)
        });
        !p.permissive
            && p.command == '*'
            && p.applies_to(role)
            && p.using.as_deref() == Some(text)
            && (p.check.is_none() || p.check.as_deref() == Some(text) || stricter)
    })
}

fn floors(r: &Relation, found: &mut Findings) {
    if let Some(column) = r.column("workspace_id") {
        let optional = ["app.membership", "app.api_key", "app.meta_app"].contains(&r.name.as_str());
        let shape = column.data_type == "uuid" && (column.not_null || optional);
        found.check(
            shape,
            "A3-workspace-id",
            &r.name,
            format!("{} not null {}", column.data_type, column.not_null),
        );
        let default = column
            .default
            .as_deref()
            .is_none_or(|d| d == "app.workspace()");
        found.check(
            default,
            "A3-workspace-default",
            &r.name,
            format!("{:?}", column.default),
        );
    }
    for role in HOLDERS.iter().filter(|role| !r.may(role).is_empty()) {
        let floor = grant(role, &r.name).map_or(Floor::Workspace, |g| g.floor);
        let text = match floor {
            Floor::Workspace => WORKSPACE_FLOOR.to_owned(),
            Floor::Partner(column) => format!("({column} = app.partner())"),
            Floor::Open => continue,
        };
        found.check(
            has_floor(r, role, &text),
            "A5-floor",
            &r.name,
            format!("{role} is not kept to {text}"),
        );
    }
    for (table, policy, check) in STRICTER_CHECKS
        .iter()
        .filter(|(table, ..)| *table == r.name)
    {
        let there = r
            .policies
            .iter()
            .any(|p| p.name == *policy && p.check.as_deref() == Some(*check));
        found.check(
            there,
            "A5-stricter-check",
            table,
            format!("{policy} changed"),
        );
    }
}

fn policies(r: &Relation, found: &mut Findings) {
    for policy in r.policies.iter().filter(|p| p.permissive) {
        for role in &policy.roles {
            let tenant =
                [APP, WORKER].contains(&role.as_str()) && has_floor(r, role, WORKSPACE_FLOOR);
            let reviewed = grant(role, &r.name).is_some_and(|g| {
                let verbs: Vec<_> = g
                    .privileges
                    .iter()
                    .filter_map(|p| p.split(' ').next())
                    .collect();
                covers(policy, &verbs)
            });
            if role == "public" {
                found.add("A17-permissive-public", &r.name, &policy.name);
            } else if !tenant && !reviewed {
                found.add(
                    "A17-permissive",
                    &r.name,
                    format!("{} to {role}", policy.name),
                );
            }
        }
    }
}

/// Whether a permissive policy opens no command the role has no reviewed privilege for. `FOR ALL` is fine: the
/// privileges are exact and limit it.
fn covers(policy: &Policy, verbs: &[&str]) -> bool {
    let verb = match policy.command {
        'r' => "SELECT",
        'a' => "INSERT",
        'w' => "UPDATE",
        'd' => "DELETE",
        _ => return true,
    };
    verbs.contains(&verb)
}

fn keys(r: &Relation, found: &mut Findings) {
    if !r.has_workspace() {
        return;
    }
    let primary = r.keys.iter().any(|k| k.primary);
    let keyed = primary || r.name == "app.membership";
    found.check(keyed, "A3-primary-key", &r.name, "none");
    for key in r.keys.iter().filter(|k| k.unique) {
        let global = GLOBAL_UNIQUE.iter().any(|(name, _)| *name == key.name);
        found.check(
            key.has("workspace_id") || global,
            "A3-unique",
            &r.name,
            format!("{} {:?}", key.name, key.columns),
        );
    }
}

fn references(catalog: &Catalog, r: &Relation, found: &mut Findings) {
    for reference in &r.references {
        let target = catalog.relations.iter().find(|t| t.name == reference.table);
        let global = GLOBAL_REFERENCES
            .iter()
            .any(|(name, _)| *name == reference.name);
        if global || !target.is_some_and(Relation::has_workspace) {
            continue;
        }
        let paired = reference
            .mine
            .iter()
            .zip(&reference.theirs)
            .any(|(mine, theirs)| mine == "workspace_id" && theirs == "workspace_id");
        found.check(
            paired,
            "A4-reference",
            &r.name,
            format!("{} {:?}", reference.name, reference.mine),
        );
    }
}
