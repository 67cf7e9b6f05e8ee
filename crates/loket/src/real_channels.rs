//! Beside a simulated Meta everything is simulated: what is real must not be taken there.

use anyhow::ensure;
use db::{Db, channels, evidence_log};
use domain::gate::Connection;

/// Refuses to go on with the sandbox where a connected channel is Meta's. The sandbox would be shown its token, would not
/// know it, and the channel would stop.
pub(crate) async fn refuse_sandbox_for_real(db: &Db) -> anyhow::Result<()> {
    let mut real = 0_usize;
    for (workspace, _) in evidence_log::all_heads(db).await? {
        let mut tx = db.worker(workspace).await?;
        let here = channels::list(&mut tx).await?;
        real += here
            .iter()
            .filter(|one| !one.simulated && one.connection != Connection::Disconnected)
            .count();
    }
    ensure!(
        real == 0,
        "{real} connected here at Meta, and the sandbox would be asked in Meta's place. Set LOKET_SANDBOX=off, or give the sandbox a data folder of its own (LOKET_DATA_DIR).",
        real = match real {
            1 => "1 channel is".to_owned(),
            more => format!("{more} channels are"),
        }
    );
    Ok(())
}
