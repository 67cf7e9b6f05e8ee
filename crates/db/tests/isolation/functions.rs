//! Every function a role may call, called with other workspaces' values.

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::catalog::{Catalog, Function};
use crate::fixtures::{Rows, Whose, mark};
use crate::model::DEFINERS;
use crate::probes::literal;
use crate::rules::Findings;
use crate::session::{Context, Outcome, Session};

/// Whether a function's purpose is to look across workspaces, and for whom.
fn crosses(function: &Function, role: &str) -> bool {
    DEFINERS
        .iter()
        .any(|d| d.signature == function.signature && d.crosses && d.callers.contains(&role))
}

/// Calls that may do something, with values of B.
pub(crate) fn calls(
    catalog: &Catalog,
    rows: &Rows,
    role: &str,
    crossing: bool,
) -> Vec<(String, String)> {
    catalog
        .functions
        .iter()
        .filter(|f| f.callers.iter().any(|c| c == role || c == "public") && !f.trigger)
        .filter(|f| crossing || !crosses(f, role))
        .flat_map(|f| arguments(f, rows).into_iter().map(move |args| (f, args)))
        .map(|(f, args)| {
            let name = f.signature.split('(').next().unwrap_or_default();
            let call = match f.kind {
                'p' => format!("CALL {name}({args})"),
                _ => format!("SELECT string_agg(z::text, ' ') FROM {name}({args}) z"),
            };
            (f.signature.clone(), call)
        })
        .collect()
}

/// Whether an answer names somebody else.
pub(crate) async fn probe(
    session: &mut Session<'_>,
    contexts: &[Context],
    catalog: &Catalog,
    rows: &Rows,
    found: &mut Findings,
) -> Result<()> {
    foreign_app(session, rows, found).await?;
    for &context in contexts {
        for (signature, call) in calls(catalog, rows, session.role, false) {
            let outcome = session.attempt(context, &call).await?;
            let Outcome::Done {
                value: Some(answer),
                ..
            } = outcome
            else {
                continue;
            };
            for whose in [Whose::B, Whose::C] {
                if answer.contains(whose.workspace()) || answer.contains(&mark(whose)) {
                    found.add(
                        "B9-function",
                        &signature,
                        format!("{} in {context:?} was told of {whose:?}", session.role),
                    );
                }
            }
        }
    }
    Ok(())
}

/// A workspace must not get hold of numbers behind somebody else's Meta app.
async fn foreign_app(session: &mut Session<'_>, rows: &Rows, found: &mut Findings) -> Result<()> {
    let column = |table: &str, whose, column: &str| {
        let row = rows.get(&(table.to_owned(), whose))?;
        row.get(column)?.as_str().map(str::to_owned)
    };
    let app = column("app.meta_app", Whose::B, "app_ref").context("B has a Meta app")?;
    let channel = column("app.channel", Whose::A, "id").context("A has a channel")?;
    let claim =
        format!("SELECT app.claim_route('{app}', 'probe', 'channel', 'a number', '{channel}')");
    let Outcome::Done { value, .. } = session.attempt(Context::A, &claim).await? else {
        return Ok(());
    };
    found.check(
        value.as_deref() == Some("f"),
        "B14-foreign-app",
        session.role,
        "claimed a number of B's app",
    );
    Ok(())
}

/// Lists of arguments: nothing at all, and the values of B and C that fit the arguments' names.
fn arguments(function: &Function, rows: &Rows) -> Vec<String> {
    let mut lists = vec![vec!["NULL".to_owned(); function.argument_types.len()].join(", ")];
    for whose in [Whose::B, Whose::C] {
        let list: Vec<String> = function
            .argument_types
            .iter()
            .enumerate()
            .map(|(i, data_type)| {
                let name = function.argument_names.get(i).map_or("", String::as_str);
                argument(name, data_type, whose, rows)
            })
            .collect();
        lists.push(list.join(", "));
    }
    lists.dedup();
    lists
}

/// Which column an argument means, by its name.
const MEANT: &[(&str, &str, &str)] = &[
    ("app", "app.channel_route", "app_ref"),
    ("kind", "app.channel_route", "kind"),
    ("scope", "app.channel_route", "scope"),
    ("external", "app.channel_route", "external_id"),
    ("the_id", "app.channel_route", "external_id"),
    ("channel", "app.channel", "id"),
    ("key", "app.lane", "key"),
    ("subject", "app.evidence", "subject"),
    ("lease", "app.lane", "workspace_id"),
];

fn argument(name: &str, data_type: &str, whose: Whose, rows: &Rows) -> String {
    let meant = MEANT
        .iter()
        .find(|(part, ..)| name.contains(part))
        .and_then(|(_, table, column)| {
            rows.get(&((*table).to_owned(), whose))?
                .get(*column)?
                .as_str()
        });
    let text = |s: &str| format!("'{}'", s.replace('\'', "''"));
    let own = text(whose.workspace());
    match data_type {
        "uuid" => format!("{}::uuid", meant.map_or(own, text)),
        "uuid[]" => match meant {
            Some(value) => format!("ARRAY[{}]::uuid[]", text(value)),
            None => format!("ARRAY[{}]::uuid[]", ids(whose, rows).join(", ")),
        },
        "text" => meant.map_or_else(|| text(&mark(whose)), text),
        "text[]" => format!(
            "ARRAY[{}]::text[]",
            meant.map_or_else(|| text(&mark(whose)), text)
        ),
        "jsonb" => document(whose),
        "jsonb[]" => format!("ARRAY[{}]::jsonb[]", document(whose)),
        "timestamp with time zone" => "'2100-01-01Z'::timestamptz".to_owned(),
        "interval" => "interval '1 hour'".to_owned(),
        "integer" | "bigint" | "smallint" => "100".to_owned(),
        "boolean" => "true".to_owned(),
        other => format!("NULL::{other}"),
    }
}

fn document(whose: Whose) -> String {
    let value = serde_json::json!({ "workspace_id": whose.workspace(), "mark": mark(whose) });
    format!("{}::jsonb", literal(&value))
}

/// Every id in any row of this workspace.
fn ids(whose: Whose, rows: &Rows) -> Vec<String> {
    let mut ids: Vec<String> = rows
        .iter()
        .filter(|((_, of), _)| *of == whose)
        .filter_map(|(_, row)| row.as_object())
        .flat_map(|row| row.values())
        .filter_map(Value::as_str)
        .filter(|text| uuid::Uuid::try_parse(text).is_ok())
        .map(|text| format!("'{text}'"))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
