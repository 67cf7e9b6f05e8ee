//! The middle of the house asks a channel for its capabilities, never for its name.

use crate::sources::Source;

/// The middle.
const MIDDLE: &[&str] = &[
    "domain",
    "db",
    "jobs",
    "evidence",
    "grounding",
    "desk",
    "api",
];

/// Names of channels, as code would test for them.
const NAMES: &[&str] = &[
    "\"whatsapp",
    "\"instagram",
    "whatsapp::",
    "instagram::",
    "is_whatsapp",
    "is_instagram",
];

/// Where a channel's name may stand in the middle, and why.
const ALLOWED: &[(&str, &str)] = &[
    (
        "crates/api/src/intake.rs",
        "the door: an address says which channel's webhooks it takes",
    ),
    (
        "crates/api/src/views/channel.rs",
        "shows the webhook address, which the contract calls wa",
    ),
];

/// Lines that must not be there.
pub(crate) fn wrong(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|s| MIDDLE.contains(&s.krate()) && s.path.contains("/src/") && !s.is_test())
        .filter(|s| !ALLOWED.iter().any(|(path, _)| s.path == *path))
        .flat_map(|source| {
            source
                .code()
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.trim_start().starts_with("//"))
                .filter(|(_, line)| NAMES.iter().any(|name| line.contains(name)))
                .map(|(n, line)| format!("{}:{}: {}", source.path, n + 1, line.trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_middle_is_found() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let test = "if channel.kind.as_str() == \"whatsapp\" {";
        assert_eq!(wrong(&[source("crates/desk/src/a.rs", test)]).len(), 1);
        assert!(wrong(&[source("crates/channels/src/a.rs", test)]).is_empty());
        assert!(
            wrong(&[source(
                "crates/desk/src/a.rs",
                "/// Such as `\"whatsapp\"`."
            )])
            .is_empty()
        );
    }
}
