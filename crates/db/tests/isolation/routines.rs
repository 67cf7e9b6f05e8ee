//! What must hold of every function of ours.

use crate::catalog::Function;
use crate::model::{CONTEXT_FUNCTIONS, DEFINER, DEFINERS, MIGRATION_FUNCTIONS, OWNER};
use crate::rules::Findings;

/// One function.
pub(crate) fn examine(f: &Function, found: &mut Findings) {
    let name = f.signature.as_str();
    found.check(!f.leakproof, "A13-leakproof", name, "");
    found.check(
        !f.callers.iter().any(|c| c == "public"),
        "A10-public-execute",
        name,
        "",
    );
    found.check(!f.trigger, "A15-trigger-function", name, "");
    if let Some((_, source)) = CONTEXT_FUNCTIONS
        .iter()
        .find(|(signature, _)| *signature == name)
    {
        let as_reviewed = f.source.trim() == *source
            && f.language == "sql"
            && f.volatility == 's'
            && !f.definer
            && !f.strict
            && f.settings.is_empty()
            && f.owner == OWNER;
        found.check(
            as_reviewed,
            "A20-context",
            name,
            format!("{} {} {:?}", f.volatility, f.source, f.settings),
        );
        return;
    }
    if MIGRATION_FUNCTIONS.contains(&name) {
        let quiet = !f.definer && f.callers.is_empty() && f.owner == OWNER;
        found.check(
            quiet,
            "A10-migration-function",
            name,
            format!("definer {}, callers {:?}", f.definer, f.callers),
        );
        return;
    }
    let Some(reviewed) = DEFINERS.iter().find(|d| d.signature == name) else {
        found.add(
            "A10-unreviewed",
            name,
            format!("definer {}, callers {:?}", f.definer, f.callers),
        );
        return;
    };
    let pinned = f
        .settings
        .iter()
        .any(|s| s == "search_path=pg_catalog, pg_temp")
        // How a plan is chosen decides nothing about what is read.
        && f.settings.iter().filter(|s| !s.starts_with("plan_cache_mode=")).count() == 1;
    found.check(pinned, "A10-search-path", name, format!("{:?}", f.settings));
    found.check(
        f.definer && f.owner == DEFINER && f.kind == 'f',
        "A10-definer",
        name,
        format!("owner {}", f.owner),
    );
    found.check(
        f.result.as_deref() == Some(reviewed.result),
        "A10-result",
        name,
        format!("{:?}", f.result),
    );
    let mut expected: Vec<_> = reviewed.callers.to_vec();
    expected.sort_unstable();
    let mut actual: Vec<_> = f.callers.iter().map(String::as_str).collect();
    actual.sort_unstable();
    found.check(
        actual == expected,
        "A10-callers",
        name,
        format!("{actual:?}"),
    );
}
