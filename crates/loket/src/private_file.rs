//! Files that only we may read.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Makes a file with mode 0600 and this content. `false` when there is one already; that one is left alone. A kill at
/// any moment leaves the whole file or none.
pub(crate) fn create(path: &Path, content: &[u8]) -> Result<bool> {
    let whole = beside(path);
    write(&whole, content)?;
    // A link, unlike a rename, never replaces a file that appeared meanwhile.
    let linked = std::fs::hard_link(&whole, path);
    let _ = std::fs::remove_file(&whole);
    match linked {
        Ok(()) => sync_folder(path).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error).with_context(|| format!("{} cannot be written", path.display())),
    }
}

/// Puts a file with mode 0600 in the place of whatever is there.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let whole = beside(path);
    write(&whole, content)?;
    std::fs::rename(&whole, path).with_context(|| format!("{} cannot be written", path.display()))
}

/// Makes a folder that only we may enter, with the folders above it.
pub(crate) fn folder(path: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("the folder {} cannot be made", path.display()))
}

/// Makes the data folder with the folders above it. Run by root, the private Postgres has an account of its own, which
/// must be able to pass through; it may not look around.
pub(crate) fn folder_to_pass(path: &Path) -> Result<()> {
    let mode = if nix::unistd::geteuid().is_root() {
        0o711
    } else {
        0o700
    };
    DirBuilder::new()
        .recursive(true)
        .mode(mode)
        .create(path)
        .with_context(|| format!("the data folder {} cannot be made", path.display()))
}

/// Refuses a file that others may read or write.
pub(crate) fn only_ours(path: &Path) -> Result<()> {
    let meta =
        std::fs::metadata(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mode = meta.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!(
            "{} may be read by others (mode {mode:04o}). Take that away: chmod 600 {}",
            path.display(),
            path.display()
        );
    }
    Ok(())
}

fn beside(path: &Path) -> std::path::PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}", std::process::id()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    let make = || {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        file.write_all(content)?;
        file.sync_all()
    };
    make().with_context(|| format!("{} cannot be written", path.display()))
}

fn sync_folder(path: &Path) -> Result<()> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .with_context(|| format!("{} cannot be synced", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_ours_alone_and_never_replaces_another() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        assert!(create(&path, b"one").unwrap());
        assert!(!create(&path, b"two").unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        only_ours(&path).unwrap();
        replace(&path, b"three").unwrap();
        only_ours(&path).unwrap();
        assert_eq!(
            std::fs::read_dir(dir.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        for mode in [0o640, 0o604, 0o660, 0o644] {
            std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let text = only_ours(&path).unwrap_err().to_string();
            assert!(text.contains("chmod 600"), "{text}");
        }
    }
}
