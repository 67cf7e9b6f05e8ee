//! What each role can really do to other workspaces' rows, tried table by table.

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};
use sqlx::AssertSqlSafe;

use crate::catalog::{Catalog, Reference, Relation};
use crate::fixtures::{Rows, Whose, is_listed};
use crate::model::{APP, Floor, WORKER, grant};
use crate::rules::Findings;
use crate::session::{Context, Session};

/// Which rows a role may see in a context, as SQL over the table: what people decided, not what policies say.
fn visible(role: &str, table: &Relation, context: Context) -> String {
    let within = |column: &str, value: Option<&str>| match value {
        Some(value) => format!("{column} = '{value}'"),
        None => "false".to_owned(),
    };
    let floor = match grant(role, &table.name) {
        Some(grant) => grant.floor,
        None if [APP, WORKER].contains(&role) => Floor::Workspace,
        None => return "false".to_owned(),
    };
    match floor {
        Floor::Open => "true".to_owned(),
        Floor::Partner(column) => within(column, context.partner()),
        Floor::Workspace if table.has_workspace() => within("workspace_id", context.workspace()),
        Floor::Workspace => "false".to_owned(),
    }
}

pub(crate) fn literal(value: &Value) -> String {
    format!("'{}'", value.to_string().replace('\'', "''"))
}

/// Everything a probe of one table needs to know.
pub(crate) struct Probe<'a, 'b> {
    pub(crate) session: &'a mut Session<'b>,
    pub(crate) context: Context,
    pub(crate) rows: &'a Rows,
    pub(crate) found: &'a mut Findings,
    /// How often a probe really saw rows of its own: a run that sees none proves nothing.
    pub(crate) seen: &'a mut u64,
}

impl Probe<'_, '_> {
    fn blame(&mut self, rule: &'static str, table: &Relation, detail: impl std::fmt::Display) {
        let who = format!("{} in {:?}: {detail}", self.session.role, self.context);
        self.found.add(rule, &table.name, who);
    }

    async fn truth(&mut self, table: &Relation, condition: &str) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {} WHERE {condition}", table.name);
        let n: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .persistent(false)
            .fetch_one(&mut *self.session.admin)
            .await?;
        Ok(n.unsigned_abs())
    }

    /// All probes of one table.
    pub(crate) async fn table(&mut self, catalog: &Catalog, table: &Relation) -> Result<()> {
        let visible = visible(self.session.role, table, self.context);
        let own = self.truth(table, &visible).await?;
        self.reading(table, &visible, own).await?;
        if table.is_table() {
            self.changing(table, &visible, own).await?;
            self.inserting(table, &visible).await?;
            if self.context.workspace().is_some() && table.has_workspace() && visible != "true" {
                self.linking(catalog, table).await?;
                self.guessing(catalog, table).await?;
            }
        }
        Ok(())
    }

    async fn reading(&mut self, table: &Relation, visible: &str, own: u64) -> Result<()> {
        let (name, context) = (&table.name, self.context);
        let counted = self
            .session
            .attempt(context, &format!("SELECT count(*) FROM {name}"))
            .await?;
        match counted.count() {
            Some(n) if n > own => {
                self.blame("B1-read", table, format!("{n} rows, {own} are its own"));
            }
            Some(n) if n < own => {
                self.blame("B1-blind", table, format!("{n} rows of its own {own}"));
            }
            Some(n) => *self.seen += n,
            None => {}
        }
        let foreign = format!("SELECT count(*) FROM {name} WHERE ({visible}) IS NOT TRUE");
        if let Some(n @ 1..) = self.session.attempt(context, &foreign).await?.count() {
            self.blame("B1-foreign", table, format!("{n} rows"));
        }
        for lock in ["FOR UPDATE", "FOR SHARE"] {
            let sql = format!("SELECT 1 FROM {name} WHERE ({visible}) IS NOT TRUE {lock}");
            if let n @ 1.. = self.session.attempt(context, &sql).await?.rows() {
                self.blame("B1-lock", table, format!("{n} rows {lock}"));
            }
        }
        // With row_security off Postgres must refuse rather than bypass.
        let off = format!("SET LOCAL row_security = off; SELECT 1; SELECT count(*) FROM {name}");
        if table.is_table()
            && visible != "true"
            && self.session.attempt(context, &off).await?.done()
        {
            self.blame("B1-row-security-off", table, "was answered");
        }
        Ok(())
    }

    async fn changing(&mut self, table: &Relation, visible: &str, own: u64) -> Result<()> {
        let (name, context, role) = (&table.name, self.context, self.session.role);
        let truncated = self
            .session
            .attempt(context, &format!("TRUNCATE {name} CASCADE"))
            .await?;
        if truncated.done() {
            self.blame("B2-truncate", table, "done");
        }
        let column = table
            .column_for(role, "UPDATE")
            .or_else(|| table.columns.first().map(|c| c.name.as_str()));
        let Some(column) = column else { return Ok(()) };
        let update = format!("UPDATE {name} SET \"{column}\" = \"{column}\"");
        for (rule, sql) in [
            ("B3-update", update),
            ("B3-delete", format!("DELETE FROM {name}")),
        ] {
            let n = self.session.attempt(context, &sql).await?.rows();
            if n > own {
                self.blame(rule, table, format!("{n} rows, {own} are its own"));
            }
        }
        let merge = format!(
            "MERGE INTO {name} USING (VALUES (1)) v (i) ON ({visible}) IS NOT TRUE WHEN MATCHED THEN DELETE"
        );
        if let n @ 1.. = self.session.attempt(context, &merge).await?.rows() {
            self.blame("B8-merge", table, format!("{n} rows"));
        }
        if visible == "true" {
            return Ok(());
        }
        for (column, to) in [
            ("workspace_id", Whose::B.workspace()),
            ("partner_id", Whose::C.partner()),
        ] {
            if table.column(column).is_some() {
                let sql = format!("UPDATE {name} SET {column} = '{to}'");
                if let n @ 1.. = self.session.attempt(context, &sql).await?.rows() {
                    self.blame("B4-move", table, format!("{n} rows to another {column}"));
                }
            }
        }
        Ok(())
    }

    /// Rows that belong to somebody else. Only the floor or a missing privilege may refuse them: any other error
    /// means that the floor let the row pass, and says something about what is there.
    async fn inserting(&mut self, table: &Relation, visible: &str) -> Result<()> {
        for whose in [Whose::B, Whose::C] {
            let Some(row) = self.rows.get(&(table.name.clone(), whose)) else {
                continue;
            };
            let row = renewed(table, row);
            let allowed = format!(
                "SELECT coalesce((SELECT {visible} FROM jsonb_populate_record(NULL::{}, {}) t), false)",
                table.name,
                literal(&row)
            );
            let allowed: bool = sqlx::query_scalar(AssertSqlSafe(allowed))
                .persistent(false)
                .fetch_one(&mut *self.session.admin)
                .await?;
            if allowed {
                continue;
            }
            let outcome = self
                .session
                .attempt(self.context, &insert(table, self.session.role, &row, ""))
                .await?;
            if outcome.done() {
                self.blame("B5-insert", table, format!("a row of {whose:?}"));
            } else if !["42501", "22P02"].contains(&outcome.code()) {
                self.blame(
                    "B5-insert-passed",
                    table,
                    format!("a row of {whose:?} met only {}", outcome.code()),
                );
            }
        }
        Ok(())
    }

    /// A row of A that refers to somebody else's.
    async fn linking(&mut self, catalog: &Catalog, table: &Relation) -> Result<()> {
        let Some(own) = self.rows.get(&(table.name.clone(), Whose::A)) else {
            return Ok(());
        };
        for reference in &table.references {
            for whose in [Whose::B, Whose::C] {
                let Some(donor) = self.rows.get(&(table.name.clone(), whose)) else {
                    continue;
                };
                let mut row = renewed(table, own);
                let mut other = false;
                for column in linking_columns(catalog, reference) {
                    let value = donor.get(column).cloned().unwrap_or_default();
                    other |= own.get(column) != Some(&value);
                    set(&mut row, column, value);
                }
                let sql = insert(table, self.session.role, &row, "");
                if other && self.session.attempt(self.context, &sql).await?.done() {
                    self.blame(
                        "B6-reference",
                        table,
                        format!("{} to a row of {whose:?}", reference.name),
                    );
                }
            }
        }
        Ok(())
    }

    /// A row of A with the values that are unique in B: an answer that depends on B's row tells of it.
    async fn guessing(&mut self, catalog: &Catalog, table: &Relation) -> Result<()> {
        let key = |whose| (table.name.clone(), whose);
        let (Some(own), Some(other)) =
            (self.rows.get(&key(Whose::A)), self.rows.get(&key(Whose::B)))
        else {
            return Ok(());
        };
        let mut row = other.clone();
        set(&mut row, "workspace_id", json!(Whose::A.workspace()));
        for column in table
            .references
            .iter()
            .flat_map(|r| linking_columns(catalog, r))
        {
            set(
                &mut row,
                column,
                own.get(column).cloned().unwrap_or_default(),
            );
        }
        if self.own_conflict(table, &row).await? {
            return Ok(());
        }
        let plain = self
            .session
            .attempt(self.context, &insert(table, self.session.role, &row, ""))
            .await?;
        if ["23505", "23P01"].contains(&plain.code()) {
            self.blame("B7-unique", table, "another workspace's value is refused");
        }
        let quiet = insert(table, self.session.role, &row, "ON CONFLICT DO NOTHING");
        let quiet = self.session.attempt(self.context, &quiet).await?;
        if quiet.done() && quiet.rows() == 0 {
            self.blame("B7-conflict", table, "another workspace's value is skipped");
        }
        Ok(())
    }

    /// Whether A itself has a row that stands in the way.
    async fn own_conflict(&mut self, table: &Relation, row: &Value) -> Result<bool> {
        let alike: Vec<String> = table
            .keys
            .iter()
            .filter(|k| k.unique)
            .filter_map(|k| {
                let same: Option<Vec<String>> = k
                    .columns
                    .iter()
                    .map(|c| c.as_ref().map(|c| format!("x.\"{c}\" = y.\"{c}\"")))
                    .collect();
                Some(format!("({})", same?.join(" AND ")))
            })
            .collect();
        if alike.is_empty() {
            return Ok(false);
        }
        let name = &table.name;
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {name} x, jsonb_populate_record(NULL::{name}, {}) y
             WHERE x.workspace_id = '{}' AND ({}))",
            literal(row),
            Whose::A.workspace(),
            alike.join(" OR ")
        );
        sqlx::query_scalar(AssertSqlSafe(sql))
            .persistent(false)
            .fetch_one(&mut *self.session.admin)
            .await
            .with_context(|| format!("look for conflicts in {name}"))
    }
}

/// The columns of a reference that name a row within the workspace, or a partner.
fn linking_columns<'a>(
    catalog: &Catalog,
    reference: &'a Reference,
) -> impl Iterator<Item = &'a str> {
    let known = catalog.relations.iter().any(|r| r.name == reference.table);
    reference
        .mine
        .iter()
        .map(String::as_str)
        .filter(move |c| known && *c != "workspace_id")
}

fn set(row: &mut Value, column: &str, value: Value) {
    if let Some(object) = row.as_object_mut() {
        object.insert(column.to_owned(), value);
    }
}

/// The same row with new values wherever another row could stand in its way, references and workspace aside.
fn renewed(table: &Relation, row: &Value) -> Value {
    let mut row = row.clone();
    for column in table
        .keys
        .iter()
        .filter(|k| k.unique)
        .flat_map(|k| k.columns.iter().flatten())
    {
        let referring = table.references.iter().any(|r| r.mine.contains(column));
        if referring
            || is_listed(table, column)
            || ["workspace_id", "partner_id"].contains(&column.as_str())
        {
            continue;
        }
        let id = uuid::Uuid::new_v4();
        let fresh = match table.column(column).map(|c| c.data_type.as_str()) {
            Some("uuid") => json!(id),
            Some("text") => json!(format!("{}@example.test", id.simple())),
            Some("bytea") => json!(format!("\\x{}", hex::encode(id.simple().to_string()))),
            Some("date") => json!(format!("20{:02}-02-02", id.as_bytes()[0] % 90 + 10)),
            Some("smallint" | "integer" | "bigint") => json!(u32::from(id.as_bytes()[0]) + 1000),
            _ => continue,
        };
        set(&mut row, column, fresh);
    }
    row
}

/// An INSERT of the columns the role may write, or of all where it may write none.
fn insert(table: &Relation, role: &str, row: &Value, suffix: &str) -> String {
    let listed = table
        .may(role)
        .iter()
        .find_map(|p| p.strip_prefix("INSERT ("));
    let allowed = |column: &str| {
        listed.is_none_or(|l| l.trim_end_matches(')').split(", ").any(|c| c == column))
    };
    let empty = Map::new();
    let columns: Vec<String> = row
        .as_object()
        .unwrap_or(&empty)
        .keys()
        .filter(|k| allowed(k) && table.column(k).is_some_and(|c| !c.automatic))
        .map(|k| format!("\"{k}\""))
        .collect();
    let columns = columns.join(", ");
    format!(
        "INSERT INTO {name} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{name}, {}) {suffix}",
        literal(row),
        name = table.name
    )
}
