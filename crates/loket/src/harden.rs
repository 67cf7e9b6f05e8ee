//! Nothing of our memory may end on a disk or in another process: it holds opened tokens.

/// Forbids core dumps and, on Linux, looking into this process. What the system refuses is logged, not fatal.
pub(crate) fn process() {
    use nix::sys::resource::{Resource, setrlimit};
    if let Err(error) = setrlimit(Resource::RLIMIT_CORE, 0, 0) {
        tracing::warn!(%error, "core dumps could not be switched off");
    }
    #[cfg(target_os = "linux")]
    if let Err(error) = nix::sys::prctl::set_dumpable(false) {
        tracing::warn!(%error, "the process could not be closed to others");
    }
}
