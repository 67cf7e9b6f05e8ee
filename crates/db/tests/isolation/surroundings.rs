//! What must hold around the tables: roles, memberships, settings, grants elsewhere, and objects that have no
//! place in this schema.

use anyhow::Result;
use serde::Deserialize;
use sqlx::PgConnection;

use crate::catalog::rows;
use crate::model::{DEFINER, HOLDERS, LOGINS, OWNER, ROLE_SETTINGS};
use crate::rules::{Findings, Violation};

#[derive(Deserialize)]
struct Found {
    subject: String,
    detail: Option<String>,
}

pub(crate) async fn examine(connection: &mut PgConnection) -> Result<Vec<Violation>> {
    let mut found = Findings::default();
    for (rule, query) in nothing_of() {
        for row in rows::<Found>(connection, &query).await? {
            found.add(rule, &row.subject, row.detail.unwrap_or_default());
        }
    }
    roles(connection, &mut found).await?;
    Ok(found.0)
}

#[derive(Deserialize)]
struct Role {
    name: String,
    powers: Vec<String>,
    login: bool,
    inherit: bool,
    settings: Vec<String>,
}

async fn roles(connection: &mut PgConnection, found: &mut Findings) -> Result<()> {
    let all: Vec<Role> = rows(
        connection,
        "SELECT r.rolname AS name, r.rolcanlogin AS login, r.rolinherit AS inherit,
            array_remove(ARRAY[CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
              CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
              CASE WHEN r.rolreplication THEN 'REPLICATION' END], NULL) AS powers,
            (SELECT coalesce(jsonb_agg(split_part(c, '=', 1)), '[]') FROM pg_db_role_setting s, unnest(s.setconfig) c
              WHERE s.setrole = r.oid) AS settings
         FROM pg_roles r WHERE r.rolname !~ '^pg_' AND r.rolname <> CURRENT_USER",
    )
    .await?;
    for role in &all {
        let name = role.name.as_str();
        found.check(
            role.powers.is_empty(),
            "A6-role",
            name,
            role.powers.join(" "),
        );
        for setting in &role.settings {
            found.check(
                ROLE_SETTINGS.contains(&setting.as_str()),
                "A6-role-setting",
                name,
                setting,
            );
        }
        if [OWNER, DEFINER].contains(&name) {
            found.check(!role.login, "A6-login", name, "may log in");
        } else if LOGINS.contains(&name) {
            found.check(!role.inherit, "A6-inherit", name, "inherits");
        } else {
            found.add("A6-unknown-role", name, "");
        }
    }
    for name in HOLDERS.iter().chain(&[OWNER]) {
        found.check(
            all.iter().any(|r| r.name == *name),
            "A6-role-gone",
            name,
            "",
        );
    }
    Ok(())
}

fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|n| format!("'{n}'"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Queries that must find nothing. Built-in objects have numbers below 16384.
fn nothing_of() -> Vec<(&'static str, String)> {
    let holders = quoted(&HOLDERS);
    let logins = quoted(&LOGINS);
    let ours = "NOT IN (SELECT d.objid FROM pg_depend d WHERE d.deptype = 'e')";
    let mut queries = privileges_elsewhere(&holders, &logins);
    queries.extend(objects(ours));
    queries
}

fn privileges_elsewhere(holders: &str, logins: &str) -> Vec<(&'static str, String)> {
    let known = format!("{holders}, '{OWNER}'");
    vec![
        // The administrator is a member of owner and definer, to migrate.
        ("A6-membership", format!(
            "SELECT m.member::regrole::text AS subject, 'is a member of ' || m.roleid::regrole::text AS detail
             FROM pg_auth_members m WHERE m.member::regrole::text IN ({known})
               OR (m.roleid::regrole::text IN ({known}) AND m.member <> CURRENT_USER::regrole)")),
        ("A6-database-setting", "SELECT coalesce(d.datname, 'all databases') AS subject, array_to_string(s.setconfig, ' ') AS detail
             FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase
             WHERE s.setrole = 0 AND (s.setdatabase = 0 OR d.datname = current_database())".to_owned()),
        // Grants to the world, to strangers, or that may be passed on.
        ("A16-grantee", format!(
            "SELECT r.name AS subject, r.privilege_type || ' to ' || CASE r.grantee WHEN 0 THEN 'public' ELSE r.grantee::regrole::text END AS detail
             FROM (SELECT n.nspname || '.' || c.relname AS name, (aclexplode(c.relacl)).*, c.relowner AS owner
                   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid >= 16384
                   UNION ALL
                   SELECT n.nspname || '.' || c.relname || '.' || a.attname, (aclexplode(a.attacl)).*, c.relowner
                   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE c.oid >= 16384 AND a.attacl IS NOT NULL) r
             WHERE r.grantee <> r.owner AND (r.grantee = 0 OR r.is_grantable OR r.grantee::regrole::text NOT IN ({holders}))")),
        ("A16-system-grant", format!(
            "SELECT s.name AS subject, s.privilege_type || ' to ' || s.grantee::regrole::text AS detail
             FROM (SELECT c.relname::text AS name, (aclexplode(c.relacl)).* FROM pg_class c WHERE c.oid < 16384
                   UNION ALL SELECT p.proname::text, (aclexplode(p.proacl)).* FROM pg_proc p WHERE p.oid < 16384
                   UNION ALL SELECT 'parameter ' || p.parname, (aclexplode(p.paracl)).* FROM pg_parameter_acl p
                   UNION ALL SELECT 'language ' || l.lanname, (aclexplode(l.lanacl)).* FROM pg_language l
                   UNION ALL SELECT 'tablespace ' || t.spcname, (aclexplode(t.spcacl)).* FROM pg_tablespace t) s
             WHERE s.grantee <> 0 AND s.grantee::regrole::text IN ({known})")),
        ("A13-dangerous-function", format!(
            "SELECT r AS subject, f AS detail FROM unnest(ARRAY[{logins}]) r,
               unnest(ARRAY['pg_read_file(text)', 'pg_read_binary_file(text)', 'pg_ls_dir(text)', 'pg_stat_file(text)',
                 'lo_import(text)', 'lo_export(oid, text)', 'pg_reload_conf()', 'pg_rotate_logfile()']) f
             WHERE has_function_privilege(r, f, 'EXECUTE')")),
        ("A12-sequence", format!(
            "SELECT c.relname AS subject, r || ' ' || p AS detail FROM pg_class c, unnest(ARRAY[{holders}]) r, unnest(ARRAY['SELECT', 'UPDATE', 'USAGE']) p
             WHERE c.relkind = 'S' AND has_sequence_privilege(r, c.oid, p)")),
        ("A13-schema", format!(
            "SELECT n.nspname AS subject, r || ' ' || p AS detail FROM pg_namespace n, unnest(ARRAY[{holders}]) r, unnest(ARRAY['CREATE', 'USAGE']) p
             WHERE n.nspname !~ '^(pg_|information_schema)' AND has_schema_privilege(r, n.oid, p) AND NOT (n.nspname = 'app' AND p = 'USAGE')
             UNION ALL SELECT n.nspname, r || ' CREATE' FROM pg_namespace n, unnest(ARRAY[{holders}]) r
             WHERE n.nspname ~ '^(pg_catalog|information_schema)$' AND has_schema_privilege(r, n.oid, 'CREATE')")),
        ("A13-database", format!(
            "SELECT r AS subject, p AS detail FROM unnest(ARRAY[{holders}]) r, unnest(ARRAY['TEMP', 'CREATE']) p
             WHERE has_database_privilege(r, current_database(), p)
             UNION ALL SELECT 'public', a.privilege_type FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
             WHERE d.datname = current_database() AND a.grantee = 0")),
        ("A21-default-privileges", format!(
            "SELECT pg_get_userbyid(d.defaclrole)::text AS subject, d.defaclobjtype::text || ' ' || a.privilege_type || ' to '
               || CASE a.grantee WHEN 0 THEN 'public' ELSE a.grantee::regrole::text END AS detail
             FROM pg_default_acl d, aclexplode(d.defaclacl) a WHERE a.grantee <> d.defaclrole
             UNION ALL
             SELECT r, 'new functions would be executable by public' FROM unnest(ARRAY['{OWNER}', '{DEFINER}']) r
             WHERE NOT EXISTS (SELECT 1 FROM pg_default_acl d WHERE d.defaclrole = r::regrole AND d.defaclobjtype = 'f' AND d.defaclnamespace = 0)")),
    ]
}

fn objects(ours: &str) -> Vec<(&'static str, String)> {
    let simple = |rule, subject: &str, from: &str| {
        (
            rule,
            format!("SELECT {subject} AS subject, NULL AS detail FROM {from}"),
        )
    };
    vec![
        simple("A11-extension", "extname", "pg_extension WHERE extname <> 'plpgsql'"),
        simple("A11-foreign-wrapper", "fdwname", "pg_foreign_data_wrapper"),
        simple("A11-language", "lanname", "pg_language WHERE lanname NOT IN ('internal', 'c', 'sql', 'plpgsql')"),
        simple("A18-publication", "pubname", "pg_publication"),
        simple("A18-subscription", "subname", "pg_subscription"),
        simple("A18-slot", "slot_name", "pg_replication_slots"),
        simple("A14-rule", "ev_class::regclass::text || ' ' || rulename", "pg_rewrite WHERE rulename <> '_RETURN' AND ev_class >= 16384"),
        simple("A15-trigger", "tgrelid::regclass::text || ' ' || tgname", "pg_trigger WHERE NOT tgisinternal"),
        simple("A15-disabled-trigger", "tgrelid::regclass::text || ' ' || tgname", "pg_trigger WHERE tgenabled <> 'O'"),
        simple("A15-event-trigger", "evtname", "pg_event_trigger"),
        simple("A22-large-object", "oid::text", "pg_largeobject_metadata"),
        simple("A23-type", "typname", &format!("pg_type WHERE typtype IN ('d', 'e', 'r', 'm') AND oid >= 16384 AND oid {ours}")),
        simple("A23-operator", "oprname", &format!("pg_operator WHERE oid >= 16384 AND oid {ours}")),
        simple("A23-operator-class", "opcname", &format!("pg_opclass WHERE oid >= 16384 AND oid {ours}")),
        simple("A23-cast", "castsource::regtype::text || ' as ' || casttarget::regtype::text", &format!("pg_cast WHERE oid >= 16384 AND oid {ours}")),
        simple("A23-schema", "nspname", "pg_namespace WHERE nspname NOT IN ('app', 'public', 'information_schema') AND nspname !~ '^pg_'"),
        simple("A4-not-validated", "conrelid::regclass::text || ' ' || conname", "pg_constraint WHERE NOT convalidated"),
        // Expressions in policies, defaults, checks and indexes may call what is built in, and the context.
        simple(
            "A25-expression",
            "DISTINCT d.refobjid::regprocedure::text || ' in ' || d.classid::regclass::text",
            "pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid >= 16384
               AND d.classid IN ('pg_policy'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass, 'pg_rewrite'::regclass)
               AND d.refobjid::regprocedure::text NOT IN ('app.workspace()', 'app.partner()')",
        ),
    ]
}
