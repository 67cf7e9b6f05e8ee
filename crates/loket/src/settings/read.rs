//! From the environment and the file to checked settings.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail, ensure};
use desk::sign_in::Spans;
use figment::Figment;
use figment::providers::{Format, Toml};
use figment::value::Value;
use secrecy::SecretString;

use super::list::{ALL, LATER, READ_ELSEWHERE};
use super::show::blotted;
use super::span::{EXPECTED, span};
use super::{Effective, InstagramApp, MetaApp, Settings, Source};

const LOGIN: (&str, &str) = (
    "LOKET_INSTAGRAM_LOGIN_URL",
    "www.instagram.com/oauth/authorize",
);
const TOKEN: (&str, &str) = (
    "LOKET_INSTAGRAM_TOKEN_URL",
    "api.instagram.com/oauth/access_token",
);

/// The file that is read when it lies in the working folder.
const FILE: &str = "loket.toml";

/// Reads the settings of this process. `file` was named by the caller and must exist; otherwise `loket.toml` is read
/// when there is one.
pub(crate) fn load(file: Option<&Path>) -> Result<Settings> {
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let from_file = match file {
        Some(path) => {
            ensure!(
                path.is_file(),
                "there is no settings file {}",
                path.display()
            );
            read_file(path)?
        }
        None if Path::new(FILE).is_file() => read_file(Path::new(FILE))?,
        None => BTreeMap::new(),
    };
    understand(environment, from_file, nix::unistd::geteuid().is_root())
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>> {
    let values: BTreeMap<String, Value> = Figment::from(Toml::file_exact(path))
        .extract()
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let mut texts = BTreeMap::new();
    for (name, value) in values {
        ensure!(
            ALL.iter().any(|s| s.name == name),
            "{}: there is no setting {name}. See `loket config --help`",
            path.display()
        );
        let text = match &value {
            Value::String(_, text) => text.clone(),
            Value::Bool(_, on) => on.to_string(),
            Value::Num(_, number) => number
                .to_i128()
                .map(|n| n.to_string())
                .ok_or_else(|| anyhow!("{}: {name} must be a text in quotes", path.display()))?,
            _ => bail!("{}: {name} must be a text in quotes", path.display()),
        };
        texts.insert(name, text);
    }
    Ok(texts)
}

/// Values before they are understood.
pub(super) struct Raw {
    environment: BTreeMap<String, String>,
    file: BTreeMap<String, String>,
}

impl Raw {
    /// An empty value is none: that is how a variable is switched off for one run.
    fn get(&self, name: &str) -> Option<(&str, Source)> {
        if let Some(value) = self.environment.get(name) {
            let value = value.trim();
            return (!value.is_empty()).then_some((value, Source::Environment));
        }
        let value = self.file.get(name)?.trim();
        (!value.is_empty()).then_some((value, Source::File))
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|(value, _)| value.to_owned())
    }

    pub(super) fn secret(&self, name: &str) -> Option<SecretString> {
        self.text(name).map(SecretString::from)
    }

    pub(super) fn parse<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some((value, _)) = self.get(name) else {
            return Ok(None);
        };
        read(value)
            .map(Some)
            .ok_or_else(|| anyhow!("{name} is {value:?}; expected is {expected}"))
    }
}

fn on_or_off(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "on" | "true" | "1" | "yes" => Some(true),
        "off" | "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

fn web(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let plain = !rest.is_empty() && !rest.contains(['@', '?', '#', ' ']);
    plain.then(|| text.trim_end_matches('/').to_owned())
}

/// The whole of reading, apart from the process's own environment, so that it can be tried.
pub(super) fn understand(
    environment: impl IntoIterator<Item = (String, String)>,
    file: BTreeMap<String, String>,
    root: bool,
) -> Result<Settings> {
    let raw = Raw {
        environment: environment.into_iter().collect(),
        file,
    };
    let address = |text: &str| text.parse::<SocketAddr>().ok();
    let listen = raw.parse("LOKET_LISTEN", "an address such as 127.0.0.1:8080", address)?;
    let sandbox_listen = raw.parse(
        "LOKET_SANDBOX_LISTEN",
        "an address such as 127.0.0.1:8081",
        address,
    )?;
    let data_dir = raw.text("LOKET_DATA_DIR").map_or_else(
        || PathBuf::from(if root { "/var/lib/loket" } else { "./data" }),
        PathBuf::from,
    );
    let data_dir = std::path::absolute(&data_dir)
        .with_context(|| format!("LOKET_DATA_DIR is {}", data_dir.display()))?;
    let meta = meta_app(&raw)?;
    let sandbox = raw.parse("LOKET_SANDBOX", "on or off", on_or_off)?;
    let behind_proxy = raw.parse("LOKET_BEHIND_PROXY", "on or off", on_or_off)?;
    let workers = raw.parse("LOKET_WORKERS", "a number from 1 to 256", |text| {
        text.parse().ok().filter(|n| (1..=256).contains(n))
    })?;
    let egress_allow = raw.parse(
        "LOKET_EGRESS_ALLOW",
        "addresses with ports such as 127.0.0.1:8090, separated by commas",
        |text| {
            let each = text.split(',').map(|one| one.trim().parse::<SocketAddr>());
            each.collect::<Result<Vec<_>, _>>().ok()
        },
    )?;
    let session_idle = raw.parse("LOKET_SESSION_IDLE", EXPECTED, span)?;
    let session_absolute = raw.parse("LOKET_SESSION_ABSOLUTE", EXPECTED, span)?;
    let spans = Spans::default();
    let log_json = raw.parse("LOKET_LOG_FORMAT", "human or json", |text| match text {
        "human" => Some(false),
        "json" => Some(true),
        _ => None,
    })?;
    let mut settings = Settings {
        listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
        public_url: at(&raw, "LOKET_PUBLIC_URL", "desk.example.com")?,
        master_key_file: raw
            .text("LOKET_MASTER_KEY_FILE")
            .map_or_else(|| data_dir.join("master.key"), PathBuf::from),
        data_dir,
        database_url: raw.secret("DATABASE_URL"),
        graph_url: at(&raw, "LOKET_META_GRAPH_URL", "graph.facebook.com")?,
        graph_version: graph_version(&raw)?,
        instagram: instagram_app(&raw)?,
        instagram_graph_url: at(&raw, "LOKET_INSTAGRAM_GRAPH_URL", "graph.instagram.com")?,
        instagram_login_url: at(&raw, LOGIN.0, LOGIN.1)?,
        instagram_token_url: at(&raw, TOKEN.0, TOKEN.1)?,
        meta_config_id: raw.text("LOKET_META_CONFIG_ID"),
        meta_login_config_id: raw.text("LOKET_META_LOGIN_CONFIG_ID"),
        sandbox: sandbox.unwrap_or(meta.is_none()),
        sandbox_listen: sandbox_listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8081))),
        meta,
        behind_proxy: behind_proxy.unwrap_or(false),
        egress_allow: egress_allow.unwrap_or_default(),
        reviewer_hint: raw.parse("LOKET_REVIEWER_HINT", "on or off", on_or_off)?,
        sessions: Spans {
            idle: session_idle.unwrap_or(spans.idle),
            absolute: session_absolute.unwrap_or(spans.absolute),
        },
        mail: super::mail::read(&raw)?,
        workers: workers.unwrap_or(8),
        keep: super::keep::read(&raw)?,
        log: raw.text("LOKET_LOG").unwrap_or_else(|| "info".to_owned()),
        log_json: log_json.unwrap_or(false),
        remarks: remarks(&raw),
        effective: Vec::new(),
    };
    settings.effective = effective(&raw, &settings);
    Ok(settings)
}

fn meta_app(raw: &Raw) -> Result<Option<MetaApp>> {
    let Some(id) = raw.text("LOKET_META_APP_ID") else {
        return Ok(None);
    };
    let need = |name: &str| {
        raw.secret(name)
            .ok_or_else(|| anyhow!("LOKET_META_APP_ID is set, so {name} must be set too"))
    };
    Ok(Some(MetaApp {
        id,
        secret: need("LOKET_META_APP_SECRET")?,
        verify_token: need("LOKET_META_VERIFY_TOKEN")?,
    }))
}

/// An address, such as `https://{example}`.
fn at(raw: &Raw, name: &str, example: &str) -> Result<Option<String>> {
    raw.parse(name, &format!("an address such as https://{example}"), web)
}

fn graph_version(raw: &Raw) -> Result<String> {
    let version = raw.parse(
        "LOKET_META_GRAPH_VERSION",
        "a version such as v25.0",
        |text| meta::version::number(text).map(|_| text.to_owned()),
    )?;
    Ok(version.unwrap_or_else(|| "v25.0".to_owned()))
}

fn instagram_app(raw: &Raw) -> Result<Option<InstagramApp>> {
    let Some(id) = raw.text("LOKET_INSTAGRAM_APP_ID") else {
        return Ok(None);
    };
    let secret = raw.secret("LOKET_INSTAGRAM_APP_SECRET").ok_or_else(|| {
        anyhow!("LOKET_INSTAGRAM_APP_ID is set, so LOKET_INSTAGRAM_APP_SECRET must be set too")
    })?;
    Ok(Some(InstagramApp { id, secret }))
}

fn remarks(raw: &Raw) -> Vec<String> {
    let mut remarks: Vec<String> = LATER
        .iter()
        .filter(|name| raw.get(name).is_some())
        .map(|name| format!("{name} is set and has no effect yet: what it is for comes later"))
        .collect();
    let known = |name: &str| ALL.iter().any(|s| s.name == name) || READ_ELSEWHERE.contains(&name);
    remarks.extend(
        raw.environment
            .keys()
            .filter(|name| name.starts_with("LOKET_") && !known(name))
            .map(|name| {
                format!("{name} is set, and there is no such setting; `loket config` lists them")
            }),
    );
    remarks
}

fn effective(raw: &Raw, settings: &Settings) -> Vec<Effective> {
    let on_off = |on: bool| if on { "on" } else { "off" }.to_owned();
    ALL.iter()
        .map(|setting| {
            let (given, from) = match raw.get(setting.name) {
                Some((value, from)) => (Some(value.to_owned()), from),
                None => (None, Source::Default),
            };
            let value = match setting.name {
                "LOKET_LISTEN" => Some(settings.listen.to_string()),
                "LOKET_DATA_DIR" => Some(settings.data_dir.display().to_string()),
                "LOKET_MASTER_KEY_FILE" => Some(settings.master_key_file.display().to_string()),
                "LOKET_META_GRAPH_VERSION" => Some(settings.graph_version.clone()),
                "LOKET_SANDBOX" => Some(on_off(settings.sandbox)),
                "LOKET_SANDBOX_LISTEN" => Some(settings.sandbox_listen.to_string()),
                "LOKET_BEHIND_PROXY" => Some(on_off(settings.behind_proxy)),
                "LOKET_SESSION_IDLE" | "LOKET_SESSION_ABSOLUTE" => {
                    Some(given.unwrap_or_else(|| setting.default.to_owned()))
                }
                "LOKET_WORKERS" => Some(settings.workers.to_string()),
                "LOKET_KEEP_WEBHOOK_DAYS" => Some(settings.keep.webhooks.num_days().to_string()),
                "LOKET_KEEP_UNHANDLED_DAYS" => Some(settings.keep.unhandled.num_days().to_string()),
                "LOKET_KEEP_EVENT_DAYS" => Some(settings.keep.events.num_days().to_string()),
                "LOKET_LOG" => Some(settings.log.clone()),
                "LOKET_LOG_FORMAT" => {
                    Some(if settings.log_json { "json" } else { "human" }.to_owned())
                }
                _ => given,
            };
            Effective {
                name: setting.name,
                shown: value.map(|value| blotted(&value, setting.secrecy)),
                from,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings> {
        let environment = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        understand(environment, BTreeMap::new(), false)
    }

    #[test]
    fn nothing_set_is_a_sandbox_on_this_machine() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.sandbox_listen.to_string(), "127.0.0.1:8081");
        assert!(settings.sandbox && settings.meta.is_none() && settings.database_url.is_none());
        assert!(settings.data_dir.is_absolute() && settings.data_dir.ends_with("data"));
        assert!(settings.master_key_file.starts_with(&settings.data_dir));
        assert!(settings.remarks.is_empty());
        let root = understand([], BTreeMap::new(), true).unwrap();
        assert_eq!(root.data_dir, Path::new("/var/lib/loket"));
    }

    #[test]
    fn a_meta_app_switches_the_sandbox_off_and_must_be_whole() {
        let whole = [
            ("LOKET_META_APP_ID", "123456789012345"),
            ("LOKET_META_APP_SECRET", "s"),
            ("LOKET_META_VERIFY_TOKEN", "v"),
        ];
        assert!(!read(&whole).unwrap().sandbox);
        let both = [&whole[..], &[("LOKET_SANDBOX", "on")]].concat();
        let both = read(&both).unwrap();
        assert!(both.sandbox && both.meta.is_some());
        for lacking in 1..3 {
            let mut some = whole.to_vec();
            let (name, _) = some.remove(lacking);
            assert!(read(&some).unwrap_err().to_string().contains(name));
        }
    }

    #[test]
    fn wrong_values_are_named_with_what_was_expected() {
        for (name, value) in [
            ("LOKET_LISTEN", "8080"),
            ("LOKET_SANDBOX", "maybe"),
            ("LOKET_REVIEWER_HINT", "sometimes"),
            ("LOKET_WORKERS", "0"),
            ("LOKET_META_GRAPH_VERSION", "25"),
            ("LOKET_SESSION_IDLE", "soon"),
            ("LOKET_LOG_FORMAT", "xml"),
            ("LOKET_PUBLIC_URL", "desk.example.com"),
            ("LOKET_META_GRAPH_URL", "https://user:pw@graph.example"),
        ] {
            let text = read(&[(name, value)]).unwrap_err().to_string();
            assert!(text.contains(name) && text.contains("expected"), "{text}");
        }
    }

    #[test]
    fn the_environment_wins_over_the_file_and_empty_is_none() {
        let file: BTreeMap<String, String> =
            [("LOKET_LISTEN", "127.0.0.1:9"), ("LOKET_WORKERS", "3")]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into();
        let environment = [
            ("LOKET_LISTEN".to_owned(), "127.0.0.1:7".to_owned()),
            ("LOKET_WORKERS".to_owned(), String::new()),
        ];
        let settings = understand(environment, file, false).unwrap();
        assert_eq!(settings.listen.port(), 7);
        assert_eq!(settings.workers, 8);
    }

    #[test]
    fn slips_of_the_pen_and_settings_without_effect_are_remarked_on() {
        let settings = read(&[
            ("LOKET_LISTN", "x"),
            ("LOKET_LLM_MODEL", "m"),
            ("LOKET_PG_BIN", "/x"),
        ])
        .unwrap();
        assert_eq!(settings.remarks.len(), 2, "{:?}", settings.remarks);
    }

    #[test]
    fn a_file_may_hold_numbers_and_switches_and_no_unknown_names() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("loket.toml");
        std::fs::write(
            &path,
            "LOKET_META_APP_ID = 123456789012345\nLOKET_SANDBOX = true\n",
        )
        .unwrap();
        let texts = read_file(&path).unwrap();
        assert_eq!(texts["LOKET_META_APP_ID"], "123456789012345");
        assert_eq!(texts["LOKET_SANDBOX"], "true");
        std::fs::write(&path, "listen = \"x\"\n").unwrap();
        assert!(read_file(&path).unwrap_err().to_string().contains("listen"));
    }

    #[test]
    fn every_setting_is_shown_and_no_secret_is() {
        let settings = read(&[
            ("DATABASE_URL", "postgres://ada:canary-1@db.example/loket"),
            ("LOKET_META_APP_ID", "123"),
            ("LOKET_META_APP_SECRET", "canary-2"),
            ("LOKET_META_VERIFY_TOKEN", "canary-3"),
            ("LOKET_INSTAGRAM_APP_SECRET", "canary-4"),
        ])
        .unwrap();
        assert_eq!(settings.effective.len(), ALL.len());
        let shown = super::super::table(&settings);
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("db.example/loket"), "{shown}");
        assert!(!format!("{settings:?}").contains("canary"));
    }
}
