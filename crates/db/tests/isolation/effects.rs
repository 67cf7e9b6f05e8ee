//! A does everything it may, and commits. Nobody else's rows may have been touched, not even rewritten as they were.

use std::collections::BTreeMap;

use anyhow::Result;
use sqlx::{AssertSqlSafe, PgConnection};

use crate::catalog::Catalog;
use crate::fixtures::{Rows, tables};
use crate::functions::calls;
use crate::model::{A, Floor, P1, grant};
use crate::rules::Findings;
use crate::session::{Context, Session};

/// Everybody else's rows by table, each with the transaction that wrote it last, as one hash.
async fn others(admin: &mut PgConnection, catalog: &Catalog) -> Result<BTreeMap<String, String>> {
    let parts: Vec<String> = tables(catalog)
        .map(|table| {
            let others = if table.has_workspace() {
                format!("x.workspace_id IS DISTINCT FROM '{A}'")
            } else if table.name == "app.partner" {
                // A partner may change how it looks.
                format!("x.id <> '{P1}'")
            } else {
                "true".to_owned()
            };
            format!(
                "SELECT '{name}' AS name, count(*) || ' rows ' || coalesce(md5(string_agg(x.xmin::text || x::text, '|' ORDER BY x::text)), '') AS hash
                 FROM {name} x WHERE {others}",
                name = table.name
            )
        })
        .collect();
    let all: Vec<(String, String)> = sqlx::query_as(AssertSqlSafe(parts.join(" UNION ALL ")))
        .persistent(false)
        .fetch_all(admin)
        .await?;
    Ok(all.into_iter().collect())
}

/// Everything a role may do in A, in one transaction; what is refused is passed over.
fn everything(role: &str, catalog: &Catalog, rows: &Rows) -> String {
    let mut statements: Vec<String> = calls(catalog, rows, role, false)
        .into_iter()
        .map(|(_, call)| call)
        .collect();
    for table in tables(catalog) {
        // What spans all workspaces on purpose is not A's doing.
        if grant(role, &table.name).is_some_and(|g| g.floor == Floor::Open) {
            continue;
        }
        if let Some(column) = table.column_for(role, "UPDATE") {
            statements.push(format!(
                "UPDATE {} SET \"{column}\" = \"{column}\"",
                table.name
            ));
        }
        statements.push(format!("DELETE FROM {}", table.name));
    }
    let tried: Vec<String> = statements
        .iter()
        .map(|s| {
            format!("BEGIN EXECUTE $probe$ {s} $probe$; EXCEPTION WHEN OTHERS THEN NULL; END;")
        })
        .collect();
    format!("DO $all$ BEGIN {} END $all$", tried.join("\n"))
}

/// What is there now, and what was there when we last looked.
#[derive(Debug)]
pub(crate) struct Effects {
    last: BTreeMap<String, String>,
}

impl Effects {
    pub(crate) async fn watch(admin: &mut PgConnection, catalog: &Catalog) -> Result<Self> {
        Ok(Self {
            last: others(admin, catalog).await?,
        })
    }

    /// Destroys A's rows in this database.
    pub(crate) async fn probe(
        &mut self,
        session: &mut Session<'_>,
        catalog: &Catalog,
        rows: &Rows,
        found: &mut Findings,
    ) -> Result<()> {
        let all = everything(session.role, catalog, rows);
        let outcome = session.commit(Context::Both, &all).await?;
        found.check(
            outcome.done(),
            "B10-not-tried",
            session.role,
            outcome.code(),
        );
        let after = others(session.admin, catalog).await?;
        for (table, hash) in &self.last {
            let now = after.get(table);
            found.check(
                now == Some(hash),
                "B10-effect",
                table,
                format!("{}: {hash} became {now:?}", session.role),
            );
        }
        self.last = after;
        Ok(())
    }
}
