//! Making a cluster: all of it or none of it.

use crate::account::Account;
use crate::binaries::Binaries;
use crate::error::io_at;
use crate::layout::Layout;
use crate::{Error, Profile, SUPERUSER, command, files};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// In the cluster, so that it goes where the cluster goes.
const MARKER: &str = "LOKET";
const DRAFT: &str = "initdb-";

/// What is in the cluster's place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    /// Ours, made by this major version, for this use.
    Ours {
        major: u32,
        profile: Profile,
    },
    Foreign,
}

/// Looks, and touches nothing.
pub(crate) fn inspect(layout: &Layout) -> Result<Found, Error> {
    match fs::symlink_metadata(&layout.cluster) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(e) => return Err(io_at("look at", &layout.cluster)(e)),
        Ok(meta) if !meta.is_dir() => return Ok(Found::Foreign),
        Ok(_) => {}
    }
    let marker = match files::read(&layout.cluster.join(MARKER)) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Found::Foreign),
        other => other.map_err(io_at("read", &layout.cluster.join(MARKER)))?,
    };
    let profile = match marker.lines().next() {
        Some("loket cluster 1 durable") => Profile::Durable,
        Some("loket cluster 1 test") => Profile::Test,
        _ => return Ok(Found::Foreign),
    };
    let version = layout.cluster.join("PG_VERSION");
    let major = files::read(&version).map_err(io_at("read", &version))?;
    Ok(major
        .trim()
        .parse()
        .map_or(Found::Foreign, |major| Found::Ours { major, profile }))
}

/// Removes what a start that was killed left behind. Call with the lock held.
///
/// Its `initdb` may still be at work; it gives up when its folder goes. What cannot be removed
/// now is in nobody's way and is removed at the next start.
pub(crate) fn sweep(layout: &Layout) -> Result<(), Error> {
    let entries = layout
        .home
        .read_dir()
        .map_err(io_at("list", &layout.home))?;
    for entry in entries {
        let path = entry.map_err(io_at("list", &layout.home))?.path();
        if !path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(DRAFT))
        {
            continue;
        }
        let deadline = Instant::now() + Duration::from_secs(5);
        while let Err(error) = fs::remove_dir_all(&path) {
            if Instant::now() > deadline {
                tracing::warn!(path = %path.display(), %error, "a leftover stays for now");
                break;
            }
            sleep(Duration::from_millis(50));
        }
    }
    Ok(())
}

/// Runs `initdb` beside the cluster's place and moves the result there in one step.
pub(crate) fn make(
    layout: &Layout,
    account: &Account,
    binaries: &Binaries,
    profile: Profile,
) -> Result<(), Error> {
    let password = hex::encode(rand::random::<[u8; 24]>());
    // First, because a cluster without its password is lost, and a password alone hurts nobody.
    files::replace(&layout.password(), 0o600, &format!("{password}\n"))?;

    let draft = layout
        .home
        .join(format!("{DRAFT}{}", hex::encode(rand::random::<[u8; 6]>())));
    files::make_dir(&draft, 0o700)?;
    account.give(&draft)?;
    let for_initdb = draft.join("password");
    files::create(&for_initdb, 0o600, &format!("{password}\n"))?;
    account.give(&for_initdb)?;
    let fresh = draft.join("cluster");
    let made =
        initdb(&fresh, &for_initdb, "C.UTF-8", account, binaries, profile).or_else(|first| {
            match &first {
                // Not every system knows it; C sorts the same and only folds ASCII case.
                Error::Program { output, .. } if output.contains("locale") => {
                    initdb(&fresh, &for_initdb, "C", account, binaries, profile)
                }
                _ => Err(first),
            }
        });
    if let Err(error) = made {
        fs::remove_dir_all(&draft).map_err(io_at("remove", &draft))?;
        return Err(error);
    }
    let word = match profile {
        Profile::Durable => "durable",
        Profile::Test => "test",
    };
    let marker = fresh.join(MARKER);
    files::create(
        &marker,
        0o600,
        &format!(
            "loket cluster 1 {word}\n\
             Made by Loket with PostgreSQL {}. Without this file Loket leaves the folder alone.\n",
            binaries.version()
        ),
    )?;
    account.give(&marker)?;
    files::sync_parent(&marker)?;
    fs::rename(&fresh, &layout.cluster).map_err(io_at("move into place", &fresh))?;
    files::sync_parent(&layout.cluster)?;
    fs::remove_dir_all(&draft).map_err(io_at("remove", &draft))
}

fn initdb(
    fresh: &Path,
    password: &Path,
    locale: &str,
    account: &Account,
    binaries: &Binaries,
    profile: Profile,
) -> Result<(), Error> {
    let mut initdb = command::command(&binaries.program("initdb"), account);
    initdb
        .arg("--pgdata")
        .arg(fresh)
        .arg("--pwfile")
        .arg(password)
        .args([
            "--username",
            SUPERUSER,
            "--encoding",
            "UTF8",
            "--locale",
            locale,
            // Also for the pg_hba.conf in the cluster, which we do not use and someone might.
            "--auth",
            "scram-sha-256",
            "--data-checksums",
            "--no-instructions",
        ]);
    if profile == Profile::Test {
        initdb.arg("--no-sync");
    }
    command::run(&mut initdb, account).map(|_| ())
}

/// The superuser's password.
pub(crate) fn password(layout: &Layout) -> Result<String, Error> {
    let path = layout.password();
    match files::read(&path) {
        Ok(text) => Ok(text.trim_end().to_owned()),
        Err(e) if e.kind() == ErrorKind::NotFound => Err(Error::NoPassword(path)),
        Err(e) => Err(io_at("read", &path)(e)),
    }
}
