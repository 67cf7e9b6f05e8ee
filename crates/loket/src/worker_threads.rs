//! Threads of their own for jobs, behind those of requests: Meta and people wait for an answer, jobs can wait.

use std::io;

use tokio::runtime::{Builder, Runtime};

/// How far jobs stand back, on the scale of nice(1). On Linux this is a thread's own; elsewhere it is the process's.
#[cfg(target_os = "linux")]
const NICE: i32 = 5;

/// A runtime whose threads the system runs after those of requests. One thread a core.
pub(crate) fn start() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .thread_name("loket-jobs")
        .on_thread_start(|| {
            // Where it is refused, jobs run like everything else. Elsewhere it would slow the whole process.
            #[cfg(target_os = "linux")]
            let _ = rustix::process::setpriority_process(None, NICE);
        })
        .enable_all()
        .build()
}
