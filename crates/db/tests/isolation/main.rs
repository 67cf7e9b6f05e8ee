//! The proof that no role can reach another workspace's rows, made from the catalog of a real database.
//!
//! - **rules** read the catalog and know what people decided ([`model`]);
//! - **probes** log in as each role, in each context, and try, table by table and function by function;
//! - **mutations** plant one fault at a time, and both halves together must see every one of them. A fault that slips
//!   through means that the proof has a hole, however green it is.

mod catalog;
mod commands;
mod effects;
mod fixtures;
mod functions;
mod model;
mod mutations;
mod probes;
mod routines;
mod rules;
mod scene;
mod session;
mod surroundings;

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::{Context as _, Result};
use sqlx::{AssertSqlSafe, Executor, PgConnection, raw_sql};
use testkit::Database;

use crate::catalog::Catalog;
use crate::fixtures::Whose;
use crate::model::{CONTEXT_FUNCTIONS, UNSHARDED};
use crate::mutations::Mutation;
use crate::rules::Violation;
use crate::scene::{ROLES, Reach, Scene, dynamically, scene, statically};

/// Known and not yet closed. Each line is a debt; none may touch another workspace's rows.
const OPEN: &[(&str, &str)] = &[];

fn shown(violations: &[Violation]) -> String {
    let lines: Vec<String> = violations.iter().map(|v| format!("  {v}")).collect();
    lines.join(
        "
",
    )
}

#[tokio::test]
async fn b0_every_table_holds_rows_of_three_workspaces() {
    let _shared = ROLES.read().await;
    let database = scene().await.unwrap().copy().await.unwrap();
    let mut admin = database.admin_connection().await.unwrap();
    let catalog = catalog::load(&mut admin).await.unwrap();
    let rows = fixtures::read(&mut admin, &catalog).await.unwrap();
    let tables: Vec<_> = fixtures::tables(&catalog).collect();
    assert!(tables.len() > 30, "only {} tables", tables.len());
    for table in tables {
        for whose in Whose::ALL {
            let there = rows.contains_key(&(table.name.clone(), whose));
            assert!(
                there,
                "{} holds no row of {whose:?}: no probe would notice a leak",
                table.name
            );
        }
    }
}

#[tokio::test]
async fn the_catalog_keeps_every_rule() {
    let _shared = ROLES.read().await;
    let database = scene().await.unwrap().copy().await.unwrap();
    let mut admin = database.admin_connection().await.unwrap();
    let (_, violations) = statically(&mut admin).await.unwrap();
    assert!(violations.is_empty(), "\n{}", shown(&violations));
}

#[tokio::test]
async fn no_role_reaches_another_workspace() {
    let _shared = ROLES.read().await;
    let begun = Instant::now();
    let database = scene().await.unwrap().copy().await.unwrap();
    let mut admin = database.admin_connection().await.unwrap();
    let catalog = catalog::load(&mut admin).await.unwrap();
    let (violations, tally) = dynamically(&mut admin, Some(&database), &catalog, &Reach::Full)
        .await
        .unwrap();
    let (open, violations): (Vec<_>, Vec<_>) = violations
        .into_iter()
        .partition(|v| OPEN.iter().any(|(rule, _)| *rule == v.rule));
    println!(
        "{} attempts, {} rows of their own seen, {:?}",
        tally.attempts,
        tally.seen,
        begun.elapsed()
    );
    println!("known and open:\n{}", shown(&open));
    assert!(violations.is_empty(), "\n{}", shown(&violations));
    for (rule, _) in OPEN {
        assert!(
            open.iter().any(|v| v.rule == *rule),
            "{rule} is closed: take it off the list"
        );
    }
    // A proof by attempts that never see anything would be worth nothing.
    assert!(tally.attempts > 5_000 && tally.seen > 100, "{tally:?}");
}

/// So that the schema can be spread over machines by tenant without change.
#[tokio::test]
async fn every_hot_key_begins_with_the_workspace() {
    let _shared = ROLES.read().await;
    let database = scene().await.unwrap().copy().await.unwrap();
    let mut admin = database.admin_connection().await.unwrap();
    let catalog = catalog::load(&mut admin).await.unwrap();
    let wrong = unsharded(&catalog);
    assert!(
        wrong.is_empty(),
        "these keys do not begin with workspace_id: {wrong:?}"
    );
    for (name, _) in UNSHARDED {
        let there = catalog
            .relations
            .iter()
            .any(|r| r.name == *name || r.keys.iter().any(|k| k.name == *name));
        assert!(there, "{name} is gone; take it off the list");
    }
}

fn unsharded(catalog: &Catalog) -> Vec<&str> {
    let excused = |name: &str| UNSHARDED.iter().any(|(excused, _)| *excused == name);
    fixtures::tables(catalog)
        .filter(|table| !excused(&table.name))
        .flat_map(|table| {
            let headless = (!table.keys.iter().any(|k| k.primary)).then_some(table.name.as_str());
            let keys = table
                .keys
                .iter()
                .filter(|k| k.columns.first().and_then(Option::as_deref) != Some("workspace_id"))
                .map(|k| k.name.as_str());
            headless.into_iter().chain(keys)
        })
        .filter(|name| !excused(name))
        .collect()
}

/// What saw a planted fault.
#[derive(Debug)]
struct Verdict {
    name: &'static str,
    rules: BTreeSet<&'static str>,
    probes: BTreeSet<&'static str>,
}

impl Verdict {
    fn caught(&self) -> bool {
        !self.rules.is_empty() || !self.probes.is_empty()
    }
}

/// How far a fault reaches: the relations it changed, or all of them, where it changed what the policies call, a
/// role or a setting. Probing a table that is as it was would tell nothing new.
fn reach(before: &Catalog, after: &Catalog) -> Reach {
    let told = |c: &Catalog| -> BTreeSet<String> {
        c.relations
            .iter()
            .map(|r| format!("{}\u{0}{r:?}", r.name))
            .collect()
    };
    let routines = |c: &Catalog, context: bool| -> Vec<String> {
        let of_context = |s: &str| CONTEXT_FUNCTIONS.iter().any(|(name, _)| *name == s);
        c.functions
            .iter()
            .filter(|f| of_context(&f.signature) == context)
            .map(|f| format!("{f:?}"))
            .collect()
    };
    if routines(before, true) != routines(after, true) {
        return Reach::Sample;
    }
    let (old, new) = (told(before), told(after));
    let names: BTreeSet<String> = old
        .symmetric_difference(&new)
        .filter_map(|t| Some(t.split_once('\u{0}')?.0.to_owned()))
        .collect();
    let same_routines = routines(before, false) == routines(after, false);
    if names.is_empty() && same_routines {
        Reach::Sample
    } else {
        Reach::Tables(names)
    }
}

/// Both halves' view of a database with a fault in it.
async fn judge(
    admin: &mut PgConnection,
    logins: Option<&Database>,
    before: &Catalog,
    name: &'static str,
) -> Result<Verdict> {
    let (catalog, by_rules) = statically(admin).await?;
    let hot = (!unsharded(&catalog).is_empty()).then_some("A23-hot-key");
    let (by_probes, _) = dynamically(admin, logins, &catalog, &reach(before, &catalog))
        .await
        .with_context(|| format!("probe {name}"))?;
    let open = |v: &&Violation| !OPEN.iter().any(|(rule, _)| *rule == v.rule);
    Ok(Verdict {
        name,
        rules: by_rules.iter().map(|v| v.rule).chain(hot).collect(),
        probes: by_probes.iter().filter(open).map(|v| v.rule).collect(),
    })
}

/// Plants faults one after another, each in a transaction that is rolled back.
async fn plant_in_turn(
    scene: &Scene,
    before: &Catalog,
    mutations: &[Mutation],
) -> Result<Vec<Verdict>> {
    let database = scene.copy().await?;
    let mut admin = database.admin_connection().await?;
    let mut verdicts = Vec::new();
    for mutation in mutations {
        let sql = format!("BEGIN; {}", mutation.sql(database.name()));
        admin
            .execute(raw_sql(AssertSqlSafe(sql)))
            .await
            .with_context(|| format!("{} cannot be planted", mutation.name))?;
        verdicts.push(judge(&mut admin, None, before, mutation.name).await?);
        admin.execute("ROLLBACK").await?;
    }
    Ok(verdicts)
}

/// Plants one fault for good, in a copy, for others to log in to.
async fn plant_and_commit(scene: &Scene, before: &Catalog, mutation: Mutation) -> Result<Verdict> {
    let database = scene.copy().await?;
    let mut admin = database.admin_connection().await?;
    admin
        .execute(raw_sql(AssertSqlSafe(mutation.sql(database.name()))))
        .await
        .with_context(|| format!("{} cannot be planted", mutation.name))?;
    // A new connection: a database's settings come with the login.
    let mut admin = database.admin_connection().await?;
    judge(&mut admin, Some(&database), before, mutation.name).await
}

/// The way faults are judged finds nothing where none was planted.
#[tokio::test]
async fn nothing_is_blamed_where_nothing_was_planted() {
    let _shared = ROLES.read().await;
    let database = scene().await.unwrap().copy().await.unwrap();
    let mut admin = database.admin_connection().await.unwrap();
    admin.execute("BEGIN").await.unwrap();
    let (catalog, by_rules) = statically(&mut admin).await.unwrap();
    let (by_probes, _) = dynamically(&mut admin, None, &catalog, &Reach::Sample)
        .await
        .unwrap();
    let all: Vec<Violation> = by_rules
        .into_iter()
        .chain(by_probes)
        .filter(|v| !OPEN.iter().any(|(rule, _)| *rule == v.rule))
        .collect();
    assert!(all.is_empty(), "\n{}", shown(&all));
}

#[tokio::test]
async fn every_planted_fault_is_caught() {
    let begun = Instant::now();
    let scene = scene().await.unwrap();
    let copy = scene.copy().await.unwrap();
    let before = catalog::load(&mut copy.admin_connection().await.unwrap())
        .await
        .unwrap();
    let all = mutations::seen_at_once();
    let (some, others) = all.split_at(all.len() / 2);
    let mut verdicts = {
        let _shared = ROLES.read().await;
        let (some, others) = tokio::join!(
            plant_in_turn(scene, &before, some),
            plant_in_turn(scene, &before, others)
        );
        [some.unwrap(), others.unwrap()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    for mutation in mutations::seen_at_login() {
        let _alone = ROLES.write().await;
        let verdict = plant_and_commit(scene, &before, mutation).await;
        scene.mend().await.unwrap();
        verdicts.push(verdict.unwrap());
    }
    report(&verdicts, begun);
    let missed: Vec<_> = verdicts
        .iter()
        .filter(|v| !v.caught())
        .map(|v| v.name)
        .collect();
    assert!(verdicts.len() >= 100, "{}", verdicts.len());
    assert!(missed.is_empty(), "missed: {missed:?}");
    // Each half must stand on its own feet, or the other is all there is.
    let by_probes = verdicts.iter().filter(|v| !v.probes.is_empty()).count();
    let by_rules = verdicts.iter().filter(|v| !v.rules.is_empty()).count();
    assert!(
        by_probes >= 50 && by_rules >= 100,
        "rules {by_rules}, probes {by_probes}"
    );
}

#[expect(
    clippy::print_stdout,
    reason = "what a test run shows with --nocapture"
)]
fn report(verdicts: &[Verdict], begun: Instant) {
    let list = |of: &BTreeSet<&str>| of.iter().copied().collect::<Vec<_>>().join(" ");
    for v in verdicts {
        let mark = if v.caught() { "" } else { "  MISSED" };
        println!(
            "{:<30} rules [{}] probes [{}]{mark}",
            v.name,
            list(&v.rules),
            list(&v.probes)
        );
    }
    let count = |f: fn(&Verdict) -> bool| verdicts.iter().filter(|v| f(v)).count();
    println!(
        "{} faults planted, {} caught: {} by rules, {} by probes, in {:?}",
        verdicts.len(),
        count(Verdict::caught),
        count(|v| !v.rules.is_empty()),
        count(|v| !v.probes.is_empty()),
        begun.elapsed()
    );
}
