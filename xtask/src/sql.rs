//! SQL stands in `crates/db`, where row-level security is at home, and nowhere else.

use crate::sources::Source;

/// What only SQL looks like.
const MARKS: &[&str] = &[
    "sqlx::query",
    "sqlx::raw_sql",
    "\"SELECT ",
    "\"INSERT INTO ",
    "\"UPDATE app.",
    "\"DELETE FROM ",
    "\"TRUNCATE ",
    "\"CREATE TABLE ",
    "\"ALTER TABLE ",
];

/// Where it may stand besides, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("crates/db/", "its home"),
    ("crates/testkit/", "sets scenes past every policy"),
    (
        "crates/loket/src/commands/doctor/catalog.rs",
        "reads the server's catalog, and no table of ours",
    ),
    (
        "bench/",
        "measures Postgres itself, and resets what it measured",
    ),
    (
        "xtask/src/",
        "makes the empty database that queries are checked against",
    ),
];

/// Lines that must not be there.
pub(crate) fn wrong(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|s| !s.is_test() && !ALLOWED.iter().any(|(path, _)| s.path.starts_with(path)))
        .flat_map(|source| {
            source
                .code()
                .lines()
                .enumerate()
                .filter(|(_, line)| MARKS.iter().any(|mark| line.contains(mark)))
                .map(|(n, line)| format!("{}:{}: {}", source.path, n + 1, line.trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_elsewhere_is_found() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let query = "let x = sqlx::query!(\"SELECT 1\");";
        assert_eq!(wrong(&[source("crates/desk/src/a.rs", query)]).len(), 1);
        assert!(wrong(&[source("crates/db/src/a.rs", query)]).is_empty());
        assert!(wrong(&[source("crates/desk/tests/a.rs", query)]).is_empty());
        assert!(
            wrong(&[source(
                "crates/desk/src/a.rs",
                "// Select the one that fits."
            )])
            .is_empty()
        );
    }
}
