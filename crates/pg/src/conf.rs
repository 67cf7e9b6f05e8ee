//! The server's configuration. It is written anew at every start, outside the cluster, where the
//! server's account may read it and not change it.

use crate::layout::Layout;
use crate::{Error, Options, PORT, Profile, ServerVersion};
use std::fmt::Write;
use std::path::Path;

/// Only passwords, only on the socket. There is no `host` line, and no TCP to match one.
pub(crate) const HBA: &str = "# Written by Loket at every start.\n\
    local all         all scram-sha-256\n\
    local replication all scram-sha-256\n";

/// Values of people's messages must never reach the log. Errors carry them (a duplicate key is
/// quoted in the detail, a malformed number in the message itself), so ERROR is left out and
/// only LOG, FATAL and PANIC are written, in one line each. Loket records errors by their code.
const SILENT: &[(&str, &str)] = &[
    ("log_min_messages", "log"),
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
    ("log_statement", "none"),
    ("log_min_duration_statement", "-1"),
    ("log_parameter_max_length", "0"),
    ("log_parameter_max_length_on_error", "0"),
];

/// A commit that was acknowledged is on the disk, and a torn page is found out.
const DURABLE: &[(&str, &str)] = &[
    ("fsync", "on"),
    ("synchronous_commit", "on"),
    ("full_page_writes", "on"),
];

const FAST: &[(&str, &str)] = &[
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
];

/// The caller may replace these.
const DEFAULTS: &[(&str, &str)] = &[
    ("max_connections", "60"),
    ("shared_buffers", "64MB"),
    ("wal_compression", "on"),
    ("jit", "off"),
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    ("lc_messages", "C"),
    ("datestyle", "ISO, YMD"),
    ("default_text_search_config", "pg_catalog.simple"),
    ("log_line_prefix", "%m [%p] "),
    ("cluster_name", "loket"),
];

/// One file for each day of the week, begun afresh when the day comes round.
const LOGGING: &[(&str, &str)] = &[
    ("logging_collector", "on"),
    ("log_destination", "stderr"),
    ("log_filename", "postgres-%a.log"),
    ("log_file_mode", "0600"),
    ("log_rotation_age", "1d"),
    ("log_rotation_size", "0"),
    ("log_truncate_on_rotation", "on"),
];

/// Those that make the cluster private; no caller may replace them.
const OURS: &[&str] = &[
    "data_directory",
    "config_file",
    "hba_file",
    "ident_file",
    "external_pid_file",
    "listen_addresses",
    "port",
    "unix_socket_directories",
    "unix_socket_permissions",
    "unix_socket_group",
    "password_encryption",
    "log_directory",
    "zero_damaged_pages",
    "ignore_checksum_failure",
];

/// The whole file. Two equal texts mean that a running server need not be restarted; the version
/// is in it, so an updated binary is taken up.
pub(crate) fn render(
    layout: &Layout,
    socket_dir: &Path,
    version: ServerVersion,
    options: &Options,
) -> Result<String, Error> {
    let durable = options.profile == Profile::Durable;
    let fixed = [SILENT, if durable { DURABLE } else { FAST }, LOGGING];
    for (name, value) in &options.settings {
        let name_ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.".contains(c);
        let refuse = |why| {
            Err(Error::Setting {
                name: name.clone(),
                why,
            })
        };
        if name.is_empty() || !name.chars().all(name_ok) {
            return refuse("is not a name in small letters");
        }
        if value.contains(|c: char| c.is_control()) {
            return refuse("has a control character in its value");
        }
        let promised = durable
            && fixed
                .iter()
                .any(|group| group.iter().any(|(fixed, _)| fixed == name));
        if promised || OURS.contains(&name.as_str()) {
            return refuse("is set by Loket and cannot be changed");
        }
    }

    let mut text =
        format!("# Written by Loket at every start, for PostgreSQL {version}. Do not edit.\n");
    let mut line = |name: &str, value: &str| {
        let value = value.replace('\\', "\\\\").replace('\'', "''");
        writeln!(text, "{name} = '{value}'").expect("a String takes everything");
    };
    line("hba_file", as_text(&layout.hba())?);
    line("listen_addresses", "");
    line("port", &PORT.to_string());
    // Quoted, because the value is a list.
    line(
        "unix_socket_directories",
        &format!("\"{}\"", as_text(socket_dir)?),
    );
    line("unix_socket_permissions", "0700");
    line("password_encryption", "scram-sha-256");
    line("log_directory", as_text(&layout.log)?);
    let given = options
        .settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    // The last line for a name is the one that counts.
    for (name, value) in DEFAULTS
        .iter()
        .copied()
        .chain(fixed.into_iter().flatten().copied())
        .chain(given)
    {
        line(name, value);
    }
    Ok(text)
}

pub(crate) fn as_text(path: &Path) -> Result<&str, Error> {
    path.to_str().ok_or_else(|| Error::Path {
        path: path.to_owned(),
        why: "is not UTF-8 text",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn rendered(options: &Options) -> Result<String, Error> {
        let layout = Layout {
            home: PathBuf::from("/d/it's"),
            cluster: PathBuf::from("/d/it's/cluster"),
            log: PathBuf::from("/d/it's/log"),
        };
        render(
            &layout,
            Path::new("/d/run"),
            ServerVersion(150_019),
            options,
        )
    }

    fn with(profile: Profile, name: &str, value: &str) -> Result<String, Error> {
        let settings = vec![(name.to_owned(), value.to_owned())];
        rendered(&Options {
            profile,
            settings,
            ..Options::durable("/d")
        })
    }

    #[test]
    fn durable_keeps_every_promise_whatever_is_asked() {
        let text = rendered(&Options::durable("/d")).unwrap();
        for line in [
            "fsync = 'on'",
            "synchronous_commit = 'on'",
            "full_page_writes = 'on'",
        ] {
            assert!(text.contains(line), "{line}");
        }
        for name in [
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "log_min_messages",
            "log_statement",
            "listen_addresses",
            "hba_file",
            "zero_damaged_pages",
        ] {
            assert!(
                matches!(
                    with(Profile::Durable, name, "x"),
                    Err(Error::Setting { .. })
                ),
                "{name}"
            );
        }
    }

    #[test]
    fn tests_may_turn_statements_on_but_never_tcp() {
        let text = with(Profile::Test, "log_statement", "all").unwrap();
        assert!(text.contains("fsync = 'off'"));
        let (off, on) = (
            text.find("log_statement = 'none'"),
            text.find("log_statement = 'all'"),
        );
        assert!(off < on && off.is_some());
        assert!(with(Profile::Test, "listen_addresses", "*").is_err());
    }

    #[test]
    fn no_value_escapes_its_quotes() {
        let text = with(Profile::Durable, "cluster_name", "a'b\\").unwrap();
        assert!(text.contains("cluster_name = 'a''b\\\\'\n"), "{text}");
        assert!(text.contains("log_directory = '/d/it''s/log'\n"), "{text}");
        assert!(with(Profile::Durable, "cluster_name", "a\nfsync = off").is_err());
        assert!(with(Profile::Durable, "Fsync", "off").is_err());
        assert!(with(Profile::Durable, "fsync ", "off").is_err());
    }
}
