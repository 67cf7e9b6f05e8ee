//! Files hold one idea each; past these lengths they never do.

use crate::sources::Source;

/// Code, without the tests at its end.
const CODE: usize = 400;
/// Tests, or code with its tests.
const TESTS: usize = 800;

/// Files that are too long.
pub(crate) fn wrong(sources: &[Source]) -> Vec<String> {
    sources.iter().filter_map(judge).collect()
}

fn judge(source: &Source) -> Option<String> {
    let (code, all) = (source.code().lines().count(), source.text.lines().count());
    if !source.is_test() && code > CODE {
        return Some(format!("{}: {code} lines, at most {CODE}", source.path));
    }
    (all > TESTS).then(|| format!("{}: {all} lines with tests, at most {TESTS}", source.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, code: usize, tests: usize) -> Source {
        let end = if tests == 0 {
            String::new()
        } else {
            format!("\n#[cfg(test)]\nmod tests {{\n{}", "t\n".repeat(tests))
        };
        Source {
            path: path.to_owned(),
            text: format!("{}{end}", "c\n".repeat(code)),
        }
    }

    #[test]
    fn a_file_may_be_long_only_by_its_tests() {
        for (path, code, tests, fine) in [
            ("crates/db/src/a.rs", 400, 0, true),
            ("crates/db/src/a.rs", 401, 0, false),
            ("crates/db/src/a.rs", 300, 300, true),
            ("crates/db/src/a.rs", 300, 600, false),
            ("crates/db/tests/a.rs", 700, 0, true),
            ("web/src/a.test.ts", 700, 0, true),
            ("web/src/a.ts", 401, 0, false),
        ] {
            assert_eq!(
                judge(&source(path, code, tests)).is_none(),
                fine,
                "{path} {code} {tests}"
            );
        }
    }
}
