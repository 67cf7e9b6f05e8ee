//! Whom the server runs as. Postgres refuses root.

use crate::Error;
use nix::unistd::{Gid, Uid, User, geteuid};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Tried in this order when root starts Loket.
const CANDIDATES: [&str; 3] = ["loket", "postgres", "nobody"];

/// The operating system account of the server.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    /// Whether we are root and have to change over; otherwise the account is our own.
    pub(crate) drops: bool,
}

impl Account {
    /// Our own account, or as root the owner of `cluster`, or else the first candidate.
    pub(crate) fn pick(cluster: &Path) -> Result<Self, Error> {
        let me = geteuid();
        if !me.is_root() {
            let name = name_of(me.as_raw());
            return Ok(Self {
                name,
                uid: me.as_raw(),
                gid: nix::unistd::getegid().as_raw(),
                drops: false,
            });
        }
        let owner = std::fs::symlink_metadata(cluster)
            .ok()
            .map(|meta| meta.uid());
        let user = match owner {
            Some(uid) if uid != 0 => User::from_uid(Uid::from_raw(uid)).ok().flatten(),
            _ => CANDIDATES
                .iter()
                .find_map(|name| User::from_name(name).ok().flatten()),
        };
        let user = user
            .filter(|user| !user.uid.is_root())
            .ok_or(Error::NoAccount)?;
        Ok(Self {
            name: user.name,
            uid: user.uid.as_raw(),
            gid: user.gid.as_raw(),
            drops: true,
        })
    }

    /// Gives a path that root has just made to the account. Nothing to do when it is our own.
    pub(crate) fn give(&self, path: &Path) -> Result<(), Error> {
        if !self.drops {
            return Ok(());
        }
        nix::unistd::chown(
            path,
            Some(Uid::from_raw(self.uid)),
            Some(Gid::from_raw(self.gid)),
        )
        .map_err(|errno| Error::Io {
            doing: "hand over",
            path: path.to_owned(),
            source: errno.into(),
        })
    }

    /// The first folder from `/` down to `path` whose mode keeps the account out. Access control
    /// lists are not looked at: this explains a refusal, it does not decide one.
    pub(crate) fn barred_by<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        let mut way: Vec<&Path> = path.ancestors().collect();
        way.reverse();
        way.into_iter().find(|folder| {
            let Ok(meta) = folder.metadata() else {
                return true;
            };
            let needed = if meta.uid() == self.uid {
                0o100
            } else if meta.gid() == self.gid {
                0o010
            } else {
                0o001
            };
            meta.mode() & needed == 0
        })
    }
}

/// The account's name, or its number where it has none.
pub(crate) fn name_of(uid: u32) -> String {
    User::from_uid(Uid::from_raw(uid))
        .ok()
        .flatten()
        .map_or_else(|| format!("uid {uid}"), |user| user.name)
}
