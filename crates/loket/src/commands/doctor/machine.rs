//! The machine: data folder, master key, room on the disk.

use std::path::{Path, PathBuf};

use domain::Time;
use domain::clock::{Clock as _, SystemClock};
use meta::version::Standing;

use super::Finding;
use crate::master_key;
use crate::settings::Settings;

const GIB: u64 = 1 << 30;

/// Below this the database may stop at any moment.
const TOO_LITTLE: u64 = GIB / 4;
/// Below this somebody should act.
const LITTLE: u64 = 2 * GIB;

/// Looks without making anything.
pub(super) fn look(settings: &Settings) -> Vec<Finding> {
    vec![
        folder(&settings.data_dir),
        key(settings),
        disk(&settings.data_dir),
        graph(settings, SystemClock.now()),
    ]
}

/// Meta ends each version of its Graph API after some two years.
fn graph(settings: &Settings, now: Time) -> Finding {
    let about = format!("Graph API {}", settings.graph_version);
    let remedy = "Set LOKET_META_GRAPH_VERSION to a newer version, and restart.";
    match meta::version::standing(&settings.graph_version, now) {
        Some(Standing::Lasts(Some(end))) => Finding::good(format!("{about}, until {end}")),
        Some(Standing::Lasts(None)) | None => Finding::good(about),
        Some(Standing::EndsSoon(end)) => {
            Finding::doubtful(format!("{about} ends on {end}"), remedy)
        }
        Some(Standing::Over(_)) => {
            Finding::bad(format!("{about} is none any more at Meta"), remedy)
        }
    }
}

fn folder(dir: &Path) -> Finding {
    let about = format!("Data folder {}", dir.display());
    if !dir.exists() {
        return Finding::good(format!("{about} (made on first start)"));
    }
    let writable = nix::unistd::access(
        dir,
        nix::unistd::AccessFlags::W_OK | nix::unistd::AccessFlags::X_OK,
    )
    .is_ok();
    Finding::check(
        writable,
        about,
        "This account may not write there. Run loket as the folder's owner, or name another folder in LOKET_DATA_DIR.",
    )
}

fn key(settings: &Settings) -> Finding {
    let path = &settings.master_key_file;
    if !path.exists() {
        let sealed = settings.data_dir.join("postgres/cluster").exists();
        return Finding::check(
            !sealed,
            format!(
                "Master key {} ({})",
                path.display(),
                if sealed {
                    "missing"
                } else {
                    "made on first start"
                }
            ),
            "The data was sealed with it: put it back from a backup, or name it in LOKET_MASTER_KEY_FILE.",
        );
    }
    match master_key::load(path) {
        Ok(key) => Finding::good(format!("Master key {} ({})", path.display(), key.id())),
        Err(error) => Finding::bad(
            format!("Master key {}", path.display()),
            format!("{error:#}"),
        ),
    }
}

fn disk(dir: &Path) -> Finding {
    let there = nearest(dir);
    let free = match nix::sys::statvfs::statvfs(&there) {
        Ok(stat) => stat.blocks_available().saturating_mul(stat.fragment_size()),
        Err(error) => {
            return Finding::doubtful(format!("The room on the disk is unknown: {error}"), "");
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
    let about = format!(
        "{:.1} GiB free for the data folder",
        free as f64 / GIB as f64
    );
    let remedy = "Make room: with a full disk nothing new is accepted.";
    match free {
        0..TOO_LITTLE => Finding::bad(about, remedy),
        TOO_LITTLE..LITTLE => Finding::doubtful(about, remedy),
        _ => Finding::good(about),
    }
}

/// The folder, or the nearest one above it that exists.
fn nearest(dir: &Path) -> PathBuf {
    dir.ancestors()
        .find(|p| p.exists())
        .unwrap_or(Path::new("/"))
        .to_owned()
}
