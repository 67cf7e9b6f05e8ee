//! Where Postgres is installed.

use crate::version::OLDEST_MAJOR;
use crate::{Error, ServerVersion, command};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Folders that hold one folder for each version; the binaries are in `<version>/<tail>`.
const PLACES: &[(&str, &str, &str)] = &[
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// Folders with programs below the oldest major version.
type TooOld = Vec<(PathBuf, ServerVersion)>;

/// A folder with the three programs of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    dir: PathBuf,
    version: ServerVersion,
}

impl Binaries {
    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What `postgres --version` answers there.
    pub fn version(&self) -> ServerVersion {
        self.version
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// The installation a new cluster would be made with: `LOKET_PG_BIN` when set, otherwise among
/// all that are found the newest without known holes, otherwise the newest. At least version 15.
pub fn find_binaries() -> Result<Binaries, Error> {
    Search::from_env().best()
}

/// Where to look; apart from the process's environment, so that it can be tried.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) explicit: Option<PathBuf>,
    pub(crate) root: PathBuf,
    pub(crate) path: Option<OsString>,
}

impl Search {
    pub(crate) fn from_env() -> Self {
        let explicit = std::env::var_os("LOKET_PG_BIN").filter(|dir| !dir.is_empty());
        Self {
            explicit: explicit.map(PathBuf::from),
            root: PathBuf::from("/"),
            path: std::env::var_os("PATH"),
        }
    }

    pub(crate) fn best(&self) -> Result<Binaries, Error> {
        let (usable, too_old) = self.usable()?;
        usable
            .into_iter()
            .next()
            .ok_or(Error::NoBinaries { too_old })
    }

    /// The installation that fits an existing cluster.
    pub(crate) fn of_major(&self, needed: u32, cluster: &Path) -> Result<Binaries, Error> {
        let (usable, too_old) = self.usable()?;
        if usable.is_empty() {
            return Err(Error::NoBinaries { too_old });
        }
        if let Some(fitting) = usable.iter().find(|found| found.version.major() == needed) {
            return Ok(fitting.clone());
        }
        let found: Vec<String> = usable
            .iter()
            .map(|found| found.version.to_string())
            .collect();
        let cluster = cluster.to_owned();
        Err(Error::WrongMajor {
            cluster,
            needed,
            found: found.join(", "),
        })
    }

    /// Best first, and beside them those below the oldest major version.
    fn usable(&self) -> Result<(Vec<Binaries>, TooOld), Error> {
        if let Some(dir) = &self.explicit {
            return Ok((vec![explicit(dir)?], Vec::new()));
        }
        let mut usable = Vec::new();
        let mut too_old = Vec::new();
        for dir in self.folders() {
            let Some(version) = probe(&dir) else { continue };
            if version.major() < OLDEST_MAJOR {
                too_old.push((dir, version));
            } else {
                usable.push(Binaries { dir, version });
            }
        }
        usable.sort_by_key(|found| {
            std::cmp::Reverse((found.version.below_floor().is_none(), found.version))
        });
        Ok((usable, too_old))
    }

    /// Every folder that holds all three programs, each once.
    fn folders(&self) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for (place, prefix, tail) in PLACES {
            let place = self.root.join(place.trim_start_matches('/'));
            let Ok(entries) = place.read_dir() else {
                continue;
            };
            let versions = entries.flatten().filter(|entry| {
                entry
                    .file_name()
                    .to_str()
                    .is_some_and(|name| name.starts_with(prefix))
            });
            folders.extend(versions.map(|entry| entry.path().join(tail)));
        }
        if let Some(path) = &self.path {
            folders.extend(std::env::split_paths(path).filter(|dir| dir.is_absolute()));
        }
        let mut seen = HashSet::new();
        folders.retain(|dir| {
            missing(dir).is_none()
                && seen.insert(dir.canonicalize().unwrap_or_else(|_| dir.clone()))
        });
        folders
    }
}

fn explicit(dir: &Path) -> Result<Binaries, Error> {
    let wrong = |why: String| Error::ExplicitBinaries {
        dir: dir.to_owned(),
        why,
    };
    let dir = dir
        .canonicalize()
        .map_err(|e| wrong(format!("it cannot be opened ({e})")))?;
    if let Some(name) = missing(&dir) {
        return Err(wrong(format!("{name} is not in it")));
    }
    let version = probe(&dir).ok_or_else(|| wrong("postgres --version does not run".to_owned()))?;
    if version.major() < OLDEST_MAJOR {
        return Err(wrong(format!("that is version {version}")));
    }
    Ok(Binaries { dir, version })
}

fn missing(dir: &Path) -> Option<&'static str> {
    NEEDED.into_iter().find(|name| !dir.join(name).is_file())
}

fn probe(dir: &Path) -> Option<ServerVersion> {
    let output = command::plain(&dir.join("postgres"))
        .arg("--version")
        .output()
        .ok()?;
    ServerVersion::parse(&String::from_utf8_lossy(&output.stdout))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn install(root: &Path, dir: &str, version: &str) -> PathBuf {
        let bin = root.join(dir);
        fs::create_dir_all(&bin).unwrap();
        for name in NEEDED {
            let file = bin.join(name);
            fs::write(
                &file,
                format!("#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n"),
            )
            .unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        bin
    }

    fn search(root: &Path) -> Search {
        Search {
            explicit: None,
            root: root.to_owned(),
            path: None,
        }
    }

    #[test]
    fn nothing_installed_says_what_to_install() {
        let root = tempfile::tempdir().unwrap();
        let text = search(root.path()).best().unwrap_err().to_string();
        for word in [
            "apt-get install postgresql",
            "dnf",
            "brew",
            "LOKET_PG_BIN",
            "DATABASE_URL",
            "15",
        ] {
            assert!(text.contains(word), "{word} missing in: {text}");
        }
    }

    #[test]
    fn a_version_that_is_too_old_is_named() {
        let root = tempfile::tempdir().unwrap();
        let bin = install(root.path(), "usr/lib/postgresql/13/bin", "13.20");
        let text = search(root.path()).best().unwrap_err().to_string();
        assert!(
            text.contains("Version 13.20") && text.contains(bin.to_str().unwrap()),
            "{text}"
        );
    }

    #[test]
    fn the_newest_without_known_holes_wins() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        install(root, "usr/lib/postgresql/15/bin", "15.18");
        assert_eq!(
            search(root).best().unwrap().version(),
            ServerVersion(150_018)
        );
        install(root, "usr/pgsql-17/bin", "17.4");
        assert_eq!(
            search(root).best().unwrap().version(),
            ServerVersion(170_004)
        );
        install(root, "opt/homebrew/opt/postgresql@16/bin", "16.15");
        assert_eq!(
            search(root).best().unwrap().version(),
            ServerVersion(160_015)
        );
        let on_path = install(root, "somewhere/bin", "18.6 (Homebrew)");
        let with_path = Search {
            path: Some(on_path.clone().into()),
            ..search(root)
        };
        assert_eq!(with_path.best().unwrap().dir(), on_path);
    }

    #[test]
    fn a_half_installation_does_not_count() {
        let root = tempfile::tempdir().unwrap();
        let bin = install(root.path(), "usr/lib/postgresql/17/bin", "17.11");
        fs::remove_file(bin.join("initdb")).unwrap();
        assert!(matches!(
            search(root.path()).best(),
            Err(Error::NoBinaries { .. })
        ));
        let explicit = Search {
            explicit: Some(bin),
            ..search(root.path())
        };
        let text = explicit.best().unwrap_err().to_string();
        assert!(text.contains("initdb is not in it"), "{text}");
    }

    #[test]
    fn an_existing_cluster_gets_its_own_major_version_or_a_clear_no() {
        let root = tempfile::tempdir().unwrap();
        install(root.path(), "usr/lib/postgresql/15/bin", "15.19");
        install(root.path(), "usr/lib/postgresql/17/bin", "17.11");
        let cluster = Path::new("/data/postgres/cluster");
        let search = search(root.path());
        assert_eq!(
            search.of_major(15, cluster).unwrap().version(),
            ServerVersion(150_019)
        );
        let text = search.of_major(16, cluster).unwrap_err().to_string();
        assert!(
            text.contains("postgresql-16") && text.contains("17.11, 15.19"),
            "{text}"
        );
    }
}
