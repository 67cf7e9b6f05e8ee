//! Threads of their own for jobs, behind those of requests: Meta and people wait for an answer, jobs can wait.

use std::io;

use rustix::process::setpriority_process;
use tokio::runtime::{Builder, Runtime};

/// How far jobs stand back, on the scale of nice(1).
const NICE: i32 = 5;

/// A runtime whose threads the system runs after those of requests. One thread a core.
pub(crate) fn start() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .thread_name("loket-jobs")
        .on_thread_start(|| {
            // On Linux this names the calling thread alone. Where it is refused, jobs run like everything else.
            let _ = setpriority_process(None, NICE);
        })
        .enable_all()
        .build()
}
