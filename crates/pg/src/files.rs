//! File work that is safe beside an account we do not trust, and beside a kill at any moment.

use crate::Error;
use crate::error::io_at;
use nix::fcntl::OFlag;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Reads a file that the server's account may have put there: never through a symbolic link.
pub(crate) fn read(path: &Path) -> std::io::Result<String> {
    let mut text = Vec::new();
    OpenOptions::new()
        .read(true)
        .custom_flags(OFlag::O_NOFOLLOW.bits())
        .open(path)?
        .read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Makes a file that must not exist yet, with its mode from the first moment, and syncs it.
pub(crate) fn create(path: &Path, mode: u32, content: &str) -> Result<(), Error> {
    let write = || {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(path)?;
        // The mode given at creation is cut by the umask.
        file.set_permissions(Permissions::from_mode(mode))?;
        file.write_all(content.as_bytes())?;
        file.sync_all()
    };
    write().map_err(io_at("write", path))
}

/// Puts a whole file in place of another, in a folder only we may write.
pub(crate) fn replace(path: &Path, mode: u32, content: &str) -> Result<(), Error> {
    let fresh = path.with_extension("new");
    match fs::remove_file(&fresh) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            return Err(io_at("remove", &fresh)(e));
        }
        _ => {}
    }
    create(&fresh, mode, content)?;
    fs::rename(&fresh, path).map_err(io_at("write", path))?;
    sync_parent(path)
}

/// Makes one folder with exactly this mode; false when it is there already.
pub(crate) fn make_dir(path: &Path, mode: u32) -> Result<bool, Error> {
    match DirBuilder::new().mode(mode).create(path) {
        Ok(()) => {
            fs::set_permissions(path, Permissions::from_mode(mode))
                .map_err(io_at("set the mode of", path))?;
            Ok(true)
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(io_at("make the folder", path)(e)),
    }
}

/// Makes a rename or a new file in `path`'s folder survive a power cut.
pub(crate) fn sync_parent(path: &Path) -> Result<(), Error> {
    let parent = path.parent().unwrap_or(Path::new("/"));
    File::open(parent)
        .and_then(|dir| dir.sync_all())
        .map_err(io_at("sync", parent))
}
