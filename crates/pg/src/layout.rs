//! What lies where in the data folder, and who may enter.

use crate::account::{Account, name_of};
use crate::error::io_at;
use crate::{Error, Options, PORT, files};
use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// The longest socket path we hand out. macOS stops at 103, Linux at 107.
const LONGEST_SOCKET: usize = 99;

/// The paths of one private cluster, absolute and without symbolic links.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// `<data_dir>/postgres`, ours.
    pub(crate) home: PathBuf,
    /// The account's.
    pub(crate) cluster: PathBuf,
    /// The account's.
    pub(crate) log: PathBuf,
}

impl Layout {
    /// The paths, when the folder is there.
    pub(crate) fn find(data_dir: &Path) -> Option<Self> {
        data_dir.join("postgres").canonicalize().ok().map(Self::at)
    }

    /// Makes what is missing. Refuses a folder that belongs to someone else.
    pub(crate) fn prepare(data_dir: &Path) -> Result<Self, Error> {
        let me = nix::unistd::geteuid();
        // The server's account must be able to pass through, not to look around.
        let mode = if me.is_root() { 0o711 } else { 0o700 };
        DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(data_dir)
            .map_err(io_at("make the folder", data_dir))?;
        let data_dir = data_dir.canonicalize().map_err(io_at("open", data_dir))?;
        let home = data_dir.join("postgres");
        if home.to_str().is_none_or(|text| text.contains(['\n', '\r'])) {
            return Err(Error::Path {
                path: home,
                why: "must be UTF-8 text without line breaks",
            });
        }
        files::make_dir(&home, mode)?;
        let meta = fs::symlink_metadata(&home).map_err(io_at("look at", &home))?;
        if !meta.is_dir() {
            return Err(Error::Foreign(home));
        }
        if meta.uid() != me.as_raw() {
            let owner = name_of(meta.uid());
            return Err(Error::Owner {
                path: home,
                owner,
                me: name_of(me.as_raw()),
            });
        }
        Ok(Self::at(home))
    }

    fn at(home: PathBuf) -> Self {
        Self {
            cluster: home.join("cluster"),
            log: home.join("log"),
            home,
        }
    }

    pub(crate) fn password(&self) -> PathBuf {
        self.home.join("superuser.password")
    }

    pub(crate) fn conf(&self) -> PathBuf {
        self.home.join("postgresql.conf")
    }

    pub(crate) fn hba(&self) -> PathBuf {
        self.home.join("pg_hba.conf")
    }

    /// Makes the folder for the logs.
    pub(crate) fn make_log(&self, account: &Account) -> Result<(), Error> {
        private_dir(&self.log, account)
    }

    /// Chooses and makes the folder for the socket: as asked, or in the data folder, or, where
    /// that is too long for a socket's name, in the person's runtime folder or `/tmp`.
    pub(crate) fn make_socket_dir(
        &self,
        options: &Options,
        account: &Account,
    ) -> Result<PathBuf, Error> {
        let dir = match &options.socket_dir {
            Some(dir) => {
                let dir = std::path::absolute(dir).map_err(io_at("find", dir))?;
                if !fits(&dir) {
                    let why = format!("its path is longer than {} bytes", longest_dir());
                    return Err(Error::Folder { dir, why });
                }
                dir
            }
            None => self.default_socket_dir(account)?,
        };
        private_dir(&dir, account)?;
        Ok(dir)
    }

    fn default_socket_dir(&self, account: &Account) -> Result<PathBuf, Error> {
        let name = format!(
            "loket-{:016x}",
            fnv1a(self.home.as_os_str().as_encoded_bytes())
        );
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|_| !account.drops);
        let mut choices = vec![self.home.join("run")];
        choices.extend(
            runtime
                .map(|dir| Path::new(&dir).join(&name))
                .filter(|d| d.is_absolute()),
        );
        choices.push(Path::new("/tmp").join(&name));
        choices
            .into_iter()
            .find(|dir| fits(dir))
            .ok_or_else(|| Error::Path {
                path: self.home.clone(),
                why: "is too long, and so is /tmp",
            })
    }
}

fn longest_dir() -> usize {
    LONGEST_SOCKET - socket_file().len() - 1
}

/// The socket's name in its folder, as Postgres forms it.
pub(crate) fn socket_file() -> String {
    format!(".s.PGSQL.{PORT}")
}

/// A comma would make Postgres read the folder as two.
fn fits(dir: &Path) -> bool {
    dir.to_str()
        .is_some_and(|text| text.len() <= longest_dir() && !text.contains([',', '\n', '\r', '"']))
}

/// Makes a folder that only the account may enter, or checks that it is one. In `/tmp` anyone
/// may have been there first, so nothing found is taken on trust.
fn private_dir(dir: &Path, account: &Account) -> Result<(), Error> {
    if files::make_dir(dir, 0o700)? {
        return account.give(dir);
    }
    let meta = fs::symlink_metadata(dir).map_err(io_at("look at", dir))?;
    let why = if !meta.is_dir() {
        "it is not a folder".to_owned()
    } else if meta.uid() != account.uid {
        format!(
            "it belongs to {}, not to {}",
            name_of(meta.uid()),
            account.name
        )
    } else if meta.mode() & 0o077 != 0 {
        "others may enter it; it must have mode 0700".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::Folder {
        dir: dir.to_owned(),
        why,
    })
}

/// The same name for the same folder, for ever: FNV-1a, 64 bits.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_do_not_change_between_releases() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_socket_path_keeps_below_one_hundred_bytes() {
        let dir = PathBuf::from(format!("/{}", "x".repeat(longest_dir() - 1)));
        assert!(fits(&dir));
        assert!(dir.join(socket_file()).as_os_str().len() < 100);
        assert!(!fits(&PathBuf::from(format!(
            "/{}",
            "x".repeat(longest_dir())
        ))));
        assert!(!fits(Path::new("/a,b")));
    }
}
