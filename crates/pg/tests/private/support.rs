//! A data folder the server's account can reach, and `psql`.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A temporary folder; root's would bar the server's account.
pub(crate) fn data_dir() -> TempDir {
    let dir = tempfile::Builder::new()
        .prefix("loket-pg-")
        .tempdir()
        .unwrap();
    std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
    dir
}

pub(crate) fn psql(cluster: &pg::Cluster, password: &str, sql: &str) -> Output {
    let program = cluster.bin_dir().join("psql");
    assert!(
        program.is_file(),
        "these tests need psql in {}",
        cluster.bin_dir().display()
    );
    Command::new(program)
        .env("PGPASSWORD", password)
        .args([
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            "postgres",
            "-U",
            cluster.superuser(),
        ])
        .arg("-h")
        .arg(cluster.socket_dir())
        .args(["-p", &cluster.port().to_string(), "-c", sql])
        .output()
        .unwrap()
}

/// The answer of a statement that must succeed.
pub(crate) fn sql(cluster: &pg::Cluster, text: &str) -> String {
    let output = psql(cluster, cluster.password(), text);
    assert!(
        output.status.success(),
        "{text}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

pub(crate) fn mode(path: impl AsRef<Path>) -> u32 {
    path.as_ref()
        .symlink_metadata()
        .unwrap()
        .permissions()
        .mode()
        & 0o777
}

pub(crate) fn home(dir: &TempDir) -> PathBuf {
    dir.path().join("postgres")
}

pub(crate) fn alive(pid: i32) -> bool {
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), None).is_ok()
}
