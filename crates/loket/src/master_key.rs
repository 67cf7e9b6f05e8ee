//! The file with the master key: made once, read ever after, never shown.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use db::MasterKey;
use rand::RngCore as _;
use secrecy::{ExposeSecret as _, SecretString};

use crate::private_file;
use crate::settings::Settings;

/// Reads the key, or makes one on the very first start. A data folder that lost its key is refused: a new key would
/// open nothing of what is sealed there.
pub(crate) fn load_or_make(settings: &Settings) -> Result<MasterKey> {
    let path = &settings.master_key_file;
    if !path.exists() {
        if settings.database_url.is_none() && settings.data_dir.join("postgres/cluster").exists() {
            bail!(
                "the master key {} is missing, and the data in {} was sealed with it. Put it back from a backup, or name it in LOKET_MASTER_KEY_FILE",
                path.display(),
                settings.data_dir.display()
            );
        }
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        let text = SecretString::from(format!("{}\n", hex::encode(bytes)));
        if private_file::create(path, text.expose_secret().as_bytes())? {
            tracing::info!(path = %path.display(), "made the master key; keep a copy of it somewhere else");
        }
    }
    load(path)
}

/// Reads the key: 64 hexadecimal digits, or 32 bytes.
pub(crate) fn load(path: &Path) -> Result<MasterKey> {
    private_file::only_ours(path)?;
    let bytes =
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let key: Option<[u8; 32]> = match <[u8; 32]>::try_from(bytes.as_slice()) {
        Ok(raw) => Some(raw),
        Err(_) => std::str::from_utf8(&bytes)
            .ok()
            .and_then(|text| hex::decode(text.trim()).ok())
            .and_then(|decoded| decoded.try_into().ok()),
    };
    key.map(MasterKey::new).ok_or_else(|| {
        anyhow!(
            "{} is no master key: 64 hexadecimal digits are expected",
            path.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn settings(dir: &Path) -> Settings {
        let environment = [("LOKET_DATA_DIR".to_owned(), dir.display().to_string())];
        crate::settings::for_tests(environment)
    }

    #[test]
    fn is_made_once_and_read_ever_after() {
        let dir = tempfile::tempdir().unwrap();
        let settings = settings(dir.path());
        let first = load_or_make(&settings).unwrap().id();
        assert_eq!(load_or_make(&settings).unwrap().id(), first);
        let mode = std::fs::metadata(&settings.master_key_file)
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_data_folder_without_its_key_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("postgres/cluster")).unwrap();
        let text = load_or_make(&settings(dir.path())).unwrap_err().to_string();
        assert!(text.contains("missing"), "{text}");
    }

    #[test]
    fn a_key_that_others_may_read_or_that_is_none_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let settings = settings(dir.path());
        let path = &settings.master_key_file;
        load_or_make(&settings).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(
            load_or_make(&settings)
                .unwrap_err()
                .to_string()
                .contains("chmod 600")
        );
        private_file::replace(path, b"not a key").unwrap();
        assert!(load(path).unwrap_err().to_string().contains("hexadecimal"));
        private_file::replace(path, &[7; 32]).unwrap();
        assert_eq!(load(path).unwrap().id(), MasterKey::new([7; 32]).id());
    }
}
