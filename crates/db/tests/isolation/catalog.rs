//! The schema as the database itself tells it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, PgConnection};

use crate::model::HOLDERS;

#[derive(Debug, Deserialize)]
pub(crate) struct Relation {
    /// With its schema.
    pub(crate) name: String,
    pub(crate) kind: char,
    pub(crate) rls: bool,
    pub(crate) force: bool,
    pub(crate) owner: String,
    pub(crate) options: Vec<String>,
    pub(crate) persistence: char,
    pub(crate) replica_identity: char,
    pub(crate) parents: i64,
    #[serde(default)]
    pub(crate) columns: Vec<Column>,
    #[serde(default)]
    pub(crate) policies: Vec<Policy>,
    #[serde(default)]
    pub(crate) keys: Vec<Key>,
    #[serde(default)]
    pub(crate) references: Vec<Reference>,
    #[serde(default)]
    pub(crate) checks: Vec<Check>,
    /// Role to what it may do, as `SELECT` or `UPDATE (a, b)`.
    #[serde(skip)]
    pub(crate) privileges: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) data_type: String,
    pub(crate) not_null: bool,
    pub(crate) default: Option<String>,
    /// Filled by the database: identity or generated.
    pub(crate) automatic: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Policy {
    pub(crate) name: String,
    pub(crate) permissive: bool,
    pub(crate) command: char,
    pub(crate) roles: Vec<String>,
    pub(crate) using: Option<String>,
    pub(crate) check: Option<String>,
}

impl Policy {
    pub(crate) fn applies_to(&self, role: &str) -> bool {
        self.roles.iter().any(|r| r == role || r == "public")
    }
}

/// An index; `columns` are its key columns only, `None` where an expression stands.
#[derive(Debug, Deserialize)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) primary: bool,
    /// Unique or excluding: it can refuse a row because of another one.
    pub(crate) unique: bool,
    pub(crate) columns: Vec<Option<String>>,
}

impl Key {
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|c| c.as_deref() == Some(column))
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reference {
    pub(crate) name: String,
    pub(crate) table: String,
    pub(crate) mine: Vec<String>,
    pub(crate) theirs: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Check {
    pub(crate) columns: Vec<String>,
    pub(crate) definition: String,
}

#[derive(Debug, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "pg_proc has that many")]
pub(crate) struct Function {
    pub(crate) signature: String,
    pub(crate) result: Option<String>,
    pub(crate) argument_names: Vec<String>,
    pub(crate) argument_types: Vec<String>,
    pub(crate) owner: String,
    pub(crate) kind: char,
    pub(crate) definer: bool,
    pub(crate) settings: Vec<String>,
    pub(crate) leakproof: bool,
    pub(crate) volatility: char,
    pub(crate) strict: bool,
    pub(crate) language: String,
    pub(crate) source: String,
    pub(crate) callers: Vec<String>,
    pub(crate) trigger: bool,
}

/// The part of the catalog that decides isolation.
#[derive(Debug)]
pub(crate) struct Catalog {
    pub(crate) relations: Vec<Relation>,
    pub(crate) functions: Vec<Function>,
}

impl Relation {
    pub(crate) fn is_table(&self) -> bool {
        matches!(self.kind, 'r' | 'p')
    }

    pub(crate) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    pub(crate) fn has_workspace(&self) -> bool {
        self.column("workspace_id").is_some()
    }

    pub(crate) fn may(&self, role: &str) -> &[String] {
        self.privileges.get(role).map_or(&[], Vec::as_slice)
    }

    /// The first column the role may use so, if any.
    pub(crate) fn column_for<'a>(&'a self, role: &str, privilege: &str) -> Option<&'a str> {
        let held = self
            .may(role)
            .iter()
            .find(|p| p.split(' ').next() == Some(privilege))?;
        match held.split_once('(') {
            Some((_, list)) => {
                let first = list.split([',', ')']).next()?.trim();
                self.column(first).map(|c| c.name.as_str())
            }
            None => self
                .columns
                .iter()
                .find(|c| !c.automatic)
                .map(|c| c.name.as_str()),
        }
    }
}

const USER_SCHEMA: &str =
    "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";

/// Rows of a query, as `T`.
pub(crate) async fn rows<T: DeserializeOwned + Unpin + Send + 'static>(
    connection: &mut PgConnection,
    query: &str,
) -> Result<Vec<T>> {
    let sql = format!("SELECT coalesce(jsonb_agg(to_jsonb(q)), '[]') FROM ({query}) q");
    let Json(rows): Json<Vec<T>> = sqlx::query_scalar(AssertSqlSafe(sql))
        .persistent(false)
        .fetch_one(connection)
        .await
        .with_context(|| query.to_owned())?;
    Ok(rows)
}

pub(crate) async fn load(connection: &mut PgConnection) -> Result<Catalog> {
    let mut relations: Vec<Relation> = rows(connection, &relations_query()).await?;
    let held: Vec<(String, String, String)> = rows(connection, &privileges_query())
        .await?
        .into_iter()
        .map(|h: Held| (h.name, h.role, h.privilege))
        .collect();
    for relation in &mut relations {
        for (_, role, privilege) in held.iter().filter(|(name, ..)| *name == relation.name) {
            relation
                .privileges
                .entry(role.clone())
                .or_default()
                .push(privilege.clone());
        }
    }
    let functions = rows(connection, &functions_query()).await?;
    Ok(Catalog {
        relations,
        functions,
    })
}

#[derive(Deserialize)]
struct Held {
    name: String,
    role: String,
    privilege: String,
}

fn relations_query() -> String {
    format!(
        "SELECT n.nspname || '.' || c.relname AS name, c.relkind AS kind, c.relrowsecurity AS rls,
            c.relforcerowsecurity AS force, pg_get_userbyid(c.relowner) AS owner,
            coalesce(c.reloptions, '{{}}') AS options, c.relpersistence AS persistence,
            c.relreplident AS replica_identity,
            (SELECT count(*) FROM pg_inherits i WHERE i.inhrelid = c.oid) AS parents,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('name', a.attname, 'data_type', format_type(a.atttypid, NULL),
                'not_null', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid),
                'automatic', a.attidentity <> '' OR a.attgenerated <> '') ORDER BY a.attnum), '[]')
              FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.polname, 'permissive', p.polpermissive,
                'command', p.polcmd, 'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
                'roles', (SELECT jsonb_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END) FROM unnest(p.polroles) r))), '[]')
              FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.nspname || '.' || i.relname, 'primary', x.indisprimary,
                'unique', x.indisunique OR x.indisexclusion,
                'columns', (SELECT jsonb_agg(a.attname ORDER BY k.o)
                  FROM unnest(x.indkey::int2[]) WITH ORDINALITY k (n, o)
                  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n AND k.n > 0
                  WHERE k.o <= x.indnkeyatts))), '[]')
              FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid) AS keys,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.nspname || '.' || f.conname,
                'table', (SELECT fn.nspname || '.' || fc.relname FROM pg_class fc JOIN pg_namespace fn ON fn.oid = fc.relnamespace WHERE fc.oid = f.confrelid),
                'mine', (SELECT jsonb_agg(a.attname ORDER BY k.o) FROM unnest(f.conkey) WITH ORDINALITY k (n, o) JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.n),
                'theirs', (SELECT jsonb_agg(a.attname ORDER BY k.o) FROM unnest(f.confkey) WITH ORDINALITY k (n, o) JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.n))), '[]')
              FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f') AS references,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('definition', pg_get_constraintdef(k.oid),
                'columns', (SELECT coalesce(jsonb_agg(a.attname), '[]') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)))), '[]')
              FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c') AS checks
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {USER_SCHEMA} ORDER BY c.oid"
    )
}

fn privileges_query() -> String {
    let roles = HOLDERS.map(|r| format!("('{r}'::name)")).join(", ");
    format!(
        "SELECT n.nspname || '.' || c.relname AS name, r.role, p.privilege || coalesce(' (' || x.columns || ')', '') AS privilege
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         CROSS JOIN (VALUES {roles}) r (role)
         CROSS JOIN (VALUES (1, 'SELECT'), (2, 'INSERT'), (3, 'UPDATE'), (4, 'DELETE'), (5, 'TRUNCATE'), (6, 'REFERENCES'), (7, 'TRIGGER')) p (o, privilege)
         CROSS JOIN LATERAL (SELECT has_table_privilege(r.role, c.oid, p.privilege) AS whole) w
         CROSS JOIN LATERAL (
           SELECT CASE WHEN w.whole OR p.privilege IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN NULL ELSE
             (SELECT string_agg(a.attname, ', ' ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND has_column_privilege(r.role, c.oid, a.attnum, p.privilege)) END AS columns) x
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {USER_SCHEMA} AND (w.whole OR x.columns IS NOT NULL)
         ORDER BY c.oid, r.role, p.o"
    )
}

fn functions_query() -> String {
    format!(
        "SELECT n.nspname || '.' || p.proname || '(' || array_to_string(t.types, ', ') || ')' AS signature,
            pg_get_function_result(p.oid) AS result,
            coalesce((p.proargnames)[1:p.pronargs], '{{}}') AS argument_names, t.types AS argument_types,
            pg_get_userbyid(p.proowner) AS owner, p.prokind AS kind, p.prosecdef AS definer,
            coalesce(p.proconfig, '{{}}') AS settings, p.proleakproof AS leakproof, p.provolatile AS volatility,
            p.proisstrict AS strict, l.lanname AS language, p.prosrc AS source,
            p.prorettype IN ('trigger'::regtype, 'event_trigger'::regtype) AS trigger,
            (SELECT coalesce(jsonb_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(a.grantee)::text END), '[]')
              FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
              WHERE a.grantee <> p.proowner) AS callers
         FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
         CROSS JOIN LATERAL (SELECT coalesce(array_agg(format_type(u.t, NULL) ORDER BY u.o), '{{}}') AS types
           FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u (t, o)) t
         WHERE {USER_SCHEMA} AND NOT EXISTS (SELECT 1 FROM pg_depend d
           WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
         ORDER BY p.oid"
    )
}
