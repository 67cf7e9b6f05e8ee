//! Settings for people: as they are in force, and as a page of the handbook.

use std::fmt::Write as _;

use super::{ALL, Secrecy, Settings, Source};

/// A value without what is secret in it.
pub(super) fn blotted(value: &str, secrecy: Secrecy) -> String {
    match secrecy {
        Secrecy::Open => value.to_owned(),
        Secrecy::Secret => "(set)".to_owned(),
        Secrecy::Address => without_password(value),
    }
}

/// `postgres://user:…@host/name`; parameters may hold a password too and are left out.
fn without_password(address: &str) -> String {
    let (address, more) = match address.split_once('?') {
        Some((address, _)) => (address, "?…"),
        None => (address, ""),
    };
    let Some((scheme, rest)) = address.split_once("://") else {
        return "(set)".to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}{more}")
        }
        None => format!("{scheme}://{rest}{more}"),
    }
}

/// The settings in force, one on each line.
pub(crate) fn table(settings: &Settings) -> String {
    let mut text = String::new();
    for (setting, effective) in ALL.iter().zip(&settings.effective) {
        let value = effective
            .shown
            .clone()
            .unwrap_or_else(|| format!("- ({})", setting.default));
        let from = match effective.from {
            Source::Environment => "environment",
            Source::File => "file",
            Source::Default => "default",
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{:<27} {from:<12} {value}", effective.name);
    }
    text
}

/// The page `docs/settings.md`.
pub(crate) fn markdown() -> String {
    let mut text = String::from(
        "# Settings\n\n\
         <!-- Made by `cargo xtask gen` from crates/loket/src/settings/list.rs. Do not edit. -->\n\n\
         Set them in the environment or, under the same names, in `loket.toml` in the working folder\n\
         (another file: `--config FILE` or `LOKET_CONFIG`). The environment wins. `loket config` shows what is in force.\n\n\
         ```toml\nLOKET_LISTEN = \"127.0.0.1:8080\"\nLOKET_SANDBOX = \"on\"\n```\n\n\
         | setting | default | what it does |\n|---|---|---|\n",
    );
    for setting in ALL {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} |",
            setting.name, setting.default, setting.about
        );
    }
    text.push_str(
        "\n`LOKET_PG_BIN` names the folder with `initdb`, `pg_ctl` and `postgres` when Loket does not find it by itself.\n",
    );
    text.push_str(TOKENS);
    text
}

const TOKENS: &str = "
## Tokens that are kept outside

Where a channel's token is asked for, its place can be named instead; who names it need not see it. Each workspace has
places of its own, made by whoever runs Loket:

- `file:NAME` is the file `tokens/WORKSPACE/NAME` in the data folder, WORKSPACE being the workspace's id;
- `env:NAME` is the variable `LOKET_TOKEN_WORKSPACE_NAME`, the workspace's id in capitals and with `_` for `-`.

What is read there is proved at Meta, sealed, and used. Each look at the channel reads it again (at least once a day, and
on *Verify the provider*): another token there takes the place of the one before. Disconnecting destroys the sealed one and
forgets the place; the file is yours to remove.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_password_wherever_it_stands() {
        for (address, shown) in [
            ("postgres://u:p@w@h:5432/d", "postgres://u:…@h:5432/d"),
            ("postgres://u@h/d", "postgres://u:…@h/d"),
            ("postgres:///d?host=/tmp&password=p", "postgres:///d?…"),
            ("garbage p", "(set)"),
        ] {
            assert_eq!(blotted(address, Secrecy::Address), shown);
        }
    }

    #[test]
    fn the_handbook_page_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.md");
        let page = std::fs::read_to_string(path).unwrap();
        assert!(
            page == markdown(),
            "docs/settings.md is stale: run `cargo xtask gen`"
        );
    }
}
