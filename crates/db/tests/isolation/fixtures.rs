//! Rows of three workspaces in every table, made from the catalog alone.
//!
//! A new table fills itself. When one has a rule that cannot be read off a CHECK of one column, the insert fails and
//! says which table [`taught`] must be told about.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, PgConnection};

use crate::catalog::{Catalog, Column, Relation};
use crate::model::{A, B, C, P1, P2, UNREACHABLE};

/// A workspace of the fixtures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    A,
    B,
    C,
}

impl Whose {
    pub(crate) const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    pub(crate) const fn workspace(self) -> &'static str {
        match self {
            Self::A => A,
            Self::B => B,
            Self::C => C,
        }
    }

    pub(crate) const fn partner(self) -> &'static str {
        match self {
            Self::A | Self::B => P1,
            Self::C => P2,
        }
    }

    const fn number(self) -> u32 {
        match self {
            Self::A => 1,
            Self::B => 2,
            Self::C => 3,
        }
    }
}

/// One row of each workspace, by table.
pub(crate) type Rows = BTreeMap<(String, Whose), Value>;

/// What appears in every text of a row, so that it is known wherever it turns up.
pub(crate) fn mark(whose: Whose) -> String {
    format!("mark-of-{whose:?}").to_lowercase()
}

/// What no catalog says: rules over several columns, and states that open a path worth probing.
fn taught(table: &str, column: &str, whose: Whose) -> Option<Value> {
    Some(match (table, column) {
        ("app.partner", "id") | ("app.workspace", "partner_id") => json!(whose.partner()),
        ("app.person", "email") => json!(format!("{}@example.test", mark(whose))),
        // A word of two or three letters, and a week.
        ("app.channel", "language") => json!("id"),
        ("app.channel", "token_reference") => json!("file:main"),
        ("app.channel", "hours") => json!([null, null, null, null, null, null, null]),
        // A proof that has ended.
        ("app.live_proof", "state") => json!("passed"),
        // A run that points at a channel has stored it.
        ("app.signup", "step") => json!("stored"),
        ("app.app_connection", "status") => json!("active"),
        // A row belongs to a workspace or to a partner, not to both; the fixtures take the workspace.
        ("app.membership" | "app.api_key", "partner_id")
        // A connection that works has no reason.
        | ("app.app_connection", "reason")
        // An incoming message has no delivery.
        | ("app.message", "delivery")
        // An open conversation does not sleep.
        | ("app.conversation", "snoozed_until")
        // Free lanes, so that a claim finds them.
        | ("app.lane", "lease" | "lease_until") => Value::Null,
        _ => return None,
    })
}

/// Fills every table the product's roles could ever reach.
pub(crate) async fn fill(connection: &mut PgConnection, catalog: &Catalog) -> Result<Rows> {
    let mut rows = Rows::new();
    let mut waiting: Vec<&Relation> = tables(catalog).collect();
    while !waiting.is_empty() {
        let names: Vec<&str> = waiting.iter().map(|r| r.name.as_str()).collect();
        let (ready, later): (Vec<&Relation>, Vec<&Relation>) =
            waiting.iter().copied().partition(|r| {
                r.references
                    .iter()
                    .all(|f| f.table == r.name || !names.contains(&f.table.as_str()))
            });
        if ready.is_empty() {
            bail!("these tables refer to each other in a circle: {names:?}");
        }
        for table in ready {
            for whose in Whose::ALL {
                if table.name == "app.partner" && whose == Whose::B {
                    let of_a = rows.get(&(table.name.clone(), Whose::A)).cloned();
                    rows.insert((table.name.clone(), whose), of_a.context("A comes first")?);
                    continue;
                }
                let row = row(table, whose, &rows);
                let stored = insert(connection, &table.name, &row).await.with_context(|| {
                    format!("no fixture for {}: teach tests/isolation/fixtures.rs what it wants; tried {row}", table.name)
                })?;
                rows.insert((table.name.clone(), whose), stored);
            }
        }
        waiting = later;
    }
    Ok(rows)
}

/// Every table of the product.
pub(crate) fn tables(catalog: &Catalog) -> impl Iterator<Item = &Relation> {
    catalog
        .relations
        .iter()
        .filter(|r| r.is_table() && !UNREACHABLE.iter().any(|(name, _)| *name == r.name))
}

fn row(table: &Relation, whose: Whose, rows: &Rows) -> Value {
    let mut row = Map::new();
    for column in table.columns.iter().filter(|c| !c.automatic) {
        row.insert(column.name.clone(), value(table, column, whose));
    }
    for reference in &table.references {
        let Some(target) = rows.get(&(reference.table.clone(), whose)) else {
            // The table itself: nothing to point at yet.
            for mine in reference.mine.iter().filter(|m| *m != "workspace_id") {
                row.insert(mine.clone(), Value::Null);
            }
            continue;
        };
        for (mine, theirs) in reference.mine.iter().zip(&reference.theirs) {
            if taught(&table.name, mine, whose).is_none() {
                row.insert(
                    mine.clone(),
                    target.get(theirs).cloned().unwrap_or_default(),
                );
            }
        }
    }
    Value::Object(row)
}

fn value(table: &Relation, column: &Column, whose: Whose) -> Value {
    if let Some(value) = taught(&table.name, &column.name, whose) {
        return value;
    }
    if column.name == "workspace_id" {
        return json!(whose.workspace());
    }
    if let Some(listed) = first_listed(table, &column.name) {
        return json!(listed);
    }
    let mark = mark(whose);
    let number = whose.number();
    match column.data_type.as_str() {
        "uuid" => json!(uuid::Uuid::new_v4()),
        "text" => json!(format!("{mark} {} {}", table.name, column.name)),
        "text[]" => json!([mark]),
        "uuid[]" => json!([uuid::Uuid::new_v4()]),
        "boolean" => json!(false),
        "smallint" | "integer" | "bigint" | "numeric" | "double precision" => json!(number),
        "timestamp with time zone" => json!(format!("2026-01-0{number}T00:00:00Z")),
        "date" => json!(format!("2026-01-0{number}")),
        // All our byte columns that are checked hold 32 bytes.
        "bytea" => json!(format!("\\x{}", hex::encode(format!("{mark:-<32.32}")))),
        "jsonb" if column.default.as_deref() == Some("'[]'::jsonb") => {
            json!([{ "mark": mark, "workspace_id": whose.workspace() }])
        }
        "jsonb" => json!({ "mark": mark, "workspace_id": whose.workspace() }),
        // Left to fail, with the table's name, if the column insists.
        _ => Value::Null,
    }
}

/// The first of the words a CHECK allows.
fn first_listed<'a>(table: &'a Relation, column: &str) -> Option<&'a str> {
    table
        .checks
        .iter()
        .filter(|c| c.columns.len() == 1 && c.columns.iter().any(|name| name == column))
        .find_map(|c| {
            let list = c
                .definition
                .split_once("ARRAY['")
                .or_else(|| c.definition.split_once("= '"))?
                .1;
            list.split('\'').next()
        })
}

/// Whether only some words may stand in the column.
pub(crate) fn is_listed(table: &Relation, column: &str) -> bool {
    first_listed(table, column).is_some()
}

async fn insert(connection: &mut PgConnection, table: &str, row: &Value) -> Result<Value> {
    let columns: Vec<String> = row
        .as_object()
        .context("a row is an object")?
        .keys()
        .map(|k| format!("\"{k}\""))
        .collect();
    let columns = columns.join(", ");
    let sql = format!(
        "INSERT INTO {table} AS t ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, $1) RETURNING to_jsonb(t)"
    );
    let Json(stored) = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(Json(row))
        .persistent(false)
        .fetch_one(connection)
        .await?;
    Ok(stored)
}

/// The rows as they are now: by workspace where the table has one, otherwise by their mark.
pub(crate) async fn read(connection: &mut PgConnection, catalog: &Catalog) -> Result<Rows> {
    let parts: Vec<String> = tables(catalog)
        .flat_map(|table| Whose::ALL.map(|whose| (table, whose)))
        .map(|(table, whose)| {
            let name = &table.name;
            let which = if table.has_workspace() {
                format!("t.workspace_id::text = '{}'", whose.workspace())
            } else if name == "app.partner" {
                format!("t.id = '{}'", whose.partner())
            } else {
                format!("t::text LIKE '%{}%' OR t::text LIKE '%{}%'", mark(whose), hex::encode(mark(whose)))
            };
            format!("(SELECT '{name}' AS name, '{whose:?}' AS whose, to_jsonb(t) AS row FROM {name} t WHERE {which} LIMIT 1)")
        })
        .collect();
    let found: Vec<(String, String, Json<Value>)> =
        sqlx::query_as(AssertSqlSafe(parts.join(" UNION ALL ")))
            .persistent(false)
            .fetch_all(connection)
            .await?;
    let whose = |letter: &str| Whose::ALL.into_iter().find(|w| format!("{w:?}") == letter);
    Ok(found
        .into_iter()
        .filter_map(|(name, letter, Json(row))| Some(((name, whose(&letter)?), row)))
        .collect())
}
