//! Arrows between crates point down only, as docs/architecture.md draws them.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

/// Who may import whom. A crate that is not here may import nothing of ours.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("meta", &["domain"]),
    ("channels", &["meta", "domain"]),
    ("evidence", &["domain"]),
    ("grounding", &["domain"]),
    ("db", &["evidence", "domain"]),
    ("jobs", &["db", "domain"]),
    (
        "desk",
        &[
            "jobs",
            "db",
            "grounding",
            "evidence",
            "channels",
            "meta",
            "domain",
        ],
    ),
    (
        "api",
        &[
            "desk",
            "db",
            "grounding",
            "evidence",
            "channels",
            "meta",
            "domain",
        ],
    ),
    ("sandbox", &[]),
    ("pg", &[]),
    (
        "loket",
        &[
            "api", "sandbox", "pg", "desk", "db", "evidence", "meta", "domain",
        ],
    ),
    ("bench", &["pg"]),
    ("xtask", &["pg"]),
];

/// May import anything, and only tests may import it.
const FOR_TESTS: &str = "testkit";

/// Shares no code with what it is a counterpart of, not even in its tests.
const ALONE: &str = "sandbox";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    path: Option<String>,
}

/// The arrows that must not be there.
pub(crate) fn wrong(root: &Path) -> Result<Vec<String>> {
    let answer = crate::output(
        crate::cargo()
            .args([
                "metadata",
                "--format-version",
                "1",
                "--no-deps",
                "--offline",
            ])
            .current_dir(root),
    )?;
    Ok(judge(&serde_json::from_slice(&answer)?))
}

fn short(name: &str) -> &str {
    name.strip_prefix("loket-").unwrap_or(name)
}

fn judge(metadata: &Metadata) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in &metadata.packages {
        let from = short(&package.name);
        if from == FOR_TESTS {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == from) else {
            wrong.push(format!(
                "{from} has no place in the picture (xtask/src/layers.rs)"
            ));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|d| d.path.is_some()) {
            let to = short(&dependency.name);
            let of_tests = dependency.kind.as_deref() == Some("dev");
            let fine = if of_tests {
                from != ALONE
            } else {
                allowed.contains(&to)
            };
            if !fine {
                wrong.push(format!(
                    "{from} → {to}{}",
                    if of_tests { " (in tests)" } else { "" }
                ));
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(from: &str, to: &str, kind: Option<&str>) -> Metadata {
        let dependency = Dependency {
            name: to.to_owned(),
            kind: kind.map(str::to_owned),
            path: Some("/somewhere".to_owned()),
        };
        Metadata {
            packages: vec![Package {
                name: from.to_owned(),
                dependencies: vec![dependency],
            }],
        }
    }

    #[test]
    fn arrows_point_down_only() {
        for (from, to, kind, fine) in [
            ("loket-db", "loket-domain", None, true),
            ("loket-domain", "loket-db", None, false),
            ("loket-meta", "loket-db", None, false),
            ("loket-desk", "loket-api", None, false),
            ("loket-db", "loket-testkit", Some("dev"), true),
            ("loket-db", "loket-testkit", None, false),
            ("loket-sandbox", "loket-meta", Some("dev"), false),
            ("loket-newcomer", "loket-domain", None, false),
        ] {
            assert_eq!(
                judge(&metadata(from, to, kind)).is_empty(),
                fine,
                "{from} → {to}"
            );
        }
    }

    #[test]
    fn the_picture_has_no_circle() {
        for (at, (name, allowed)) in ARROWS.iter().enumerate() {
            for to in *allowed {
                let below = ARROWS.iter().position(|(other, _)| other == to);
                // Listed from the ground up, but for those that stand on it beside the house.
                let beside = ["sandbox", "pg"].contains(to);
                assert!(
                    below.is_some_and(|below| below < at || beside),
                    "{name} → {to}"
                );
            }
        }
    }
}
