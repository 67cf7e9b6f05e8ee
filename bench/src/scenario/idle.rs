//! P7: memory at rest, time to readiness with Postgres up, size of the binary.

use std::time::Duration;

use anyhow::Result;
use nix::sys::signal::Signal;
use serde_json::json;

use crate::figures::{Goal, Table, conclude, median, rounded};
use crate::house::House;
use crate::{Common, process, tell};

/// How long it rests before its memory is read.
const REST: Duration = Duration::from_secs(5);

const MIB: f64 = 1024.0 * 1024.0;

pub(crate) fn run(common: &Common) -> Result<()> {
    let mut house = House::build(common)?;
    #[expect(clippy::cast_precision_loss, reason = "a file of some megabytes")]
    let binary = house.binary().metadata()?.len() as f64 / MIB;
    tell::note("first start: makes the cluster and the schema");
    let first = house.start(&[], &[])?.as_secs_f64();
    // Killed, it leaves its Postgres running, which the next start adopts.
    house.stop(Signal::SIGKILL)?;
    let mut table = Table::new(&["", "ready after ms", "resident MiB"]);
    let mut figures = json!({ "binary_mib": rounded(binary), "first_start_s": rounded(first) });
    let mut goals = vec![Goal::at_most("size of the binary", binary, 40.0, "MiB")];
    for (what, name, sandbox) in [
        ("serve", "serve", "off"),
        ("serve with the sandbox", "with_sandbox", "on"),
    ] {
        let (mut starts, mut memories) = (Vec::new(), Vec::new());
        for _ in 0..common.runs.max(1) {
            starts.push(
                house
                    .start(&[], &[("LOKET_SANDBOX", sandbox)])?
                    .as_secs_f64()
                    * 1000.0,
            );
            std::thread::sleep(REST);
            #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
            memories.push(process::memory(house.pid()?)? as f64 / MIB);
            house.stop(Signal::SIGKILL)?;
        }
        let (start, memory) = (median(&starts), median(&memories));
        table.row(vec![
            what.to_owned(),
            rounded(start).to_string(),
            rounded(memory).to_string(),
        ]);
        figures[name] = json!({ "ready_ms": rounded(start), "resident_mib": rounded(memory) });
        goals.push(Goal::at_most(
            &format!("{what}: memory at rest"),
            memory,
            60.0,
            "MiB",
        ));
        goals.push(Goal::at_most(
            &format!("{what}: ready after, Postgres up"),
            start,
            2000.0,
            "ms",
        ));
    }
    table.show();
    conclude("idle", figures, &goals);
    Ok(())
}
