//! What our own tables say: the platform's Meta app, the journal, the tokens.

use db::{Db, Result, apps, channels, dead_jobs, evidence_log, journal};
use domain::Time;

use super::Finding;
use crate::app_row;
use crate::settings::Settings;

/// Work waits this long only when no worker runs.
const SLOW_S: i64 = 60;

/// Looks through the product's own scopes, so that roles and passwords are tried too.
pub(super) async fn look(db: &Db, settings: &Settings, now: Time) -> Result<Vec<Finding>> {
    let mut findings = vec![app(db, settings).await?];
    findings.extend(health(db, now).await?);
    findings.push(set_aside(db).await?);
    findings.push(tokens(db).await?);
    findings.push(ledger(db, settings).await);
    // The two scopes that nothing above went through.
    db.ingest().await?.commit().await?;
    db.partner(domain::ids::PartnerId::new())
        .await?
        .commit()
        .await?;
    findings.push(Finding::good("All five roles can sign in"));
    Ok(findings)
}

async fn app(db: &Db, settings: &Settings) -> Result<Finding> {
    let mut tx = db.platform().await?;
    Ok(
        match apps::get(&mut tx, app_row::reference(settings)).await {
            Ok(Some(app)) => Finding::good(format!(
                "Meta app {} ({})",
                app.app_id,
                if app.simulated { "simulated" } else { "real" }
            )),
            Ok(None) => Finding::doubtful(
                "There is no Meta app yet",
                "Set LOKET_META_APP_ID and its companions, or LOKET_SANDBOX=on, and start `loket serve`.",
            ),
            Err(error) => Finding::bad(
                format!("The Meta app's secret cannot be opened: {error}"),
                "This is not the master key that the data was sealed with. Name the right one in LOKET_MASTER_KEY_FILE.",
            ),
        },
    )
}

/// Whether everything that was erased is erased in this database, too.
async fn ledger(db: &Db, settings: &Settings) -> Finding {
    let file = "evidence/erasures.jsonl";
    match desk::ledger_state(db, &settings.data_dir).await {
        Ok(state) if state.missing > 0 => Finding::doubtful(
            format!(
                "{} of the {} erasures in {file} are not known to this database, which is older",
                state.missing, state.lines
            ),
            "Start `loket serve`: it erases them again before it serves anything.",
        ),
        Ok(state) if state.unreadable > 0 => Finding::doubtful(
            format!("{} lines of {file} cannot be read", state.unreadable),
            "Compare it with a copy of yours. A single half line is a write that a power failure cut; it stands whole below.",
        ),
        Ok(state) => Finding::good(format!(
            "All {} erasures in {file} hold in this database",
            state.lines
        )),
        Err(error) => Finding::bad(
            format!("{file} cannot be read: {error}"),
            "Without it an older database would bring back what was erased. Make it readable for this account.",
        ),
    }
}

async fn health(db: &Db, now: Time) -> Result<Vec<Finding>> {
    let mut tx = db.platform().await?;
    let health = journal::health(&mut tx, now).await?;
    let waiting = format!(
        "{} webhooks wait, the oldest for {} s",
        health.waiting, health.oldest_waiting_s
    );
    let aside = format!(
        "{} webhooks set aside, {} parts went to nobody",
        health.quarantined, health.unhandled
    );
    Ok(vec![
        if health.oldest_waiting_s < SLOW_S {
            Finding::good(waiting)
        } else {
            Finding::doubtful(
                waiting,
                "Is a worker running (`loket serve`, or --role worker)?",
            )
        },
        if health.quarantined == 0 && health.unhandled == 0 {
            Finding::good(aside)
        } else {
            Finding::doubtful(
                aside,
                "After connecting the number or updating Loket: `loket journal replay`. What had its effect has it once.",
            )
        },
    ])
}

async fn set_aside(db: &Db) -> Result<Finding> {
    let mut tx = db.platform().await?;
    let counts = dead_jobs::counts(&mut tx).await?;
    let jobs: i64 = counts.iter().map(|(_, n)| n).sum();
    if jobs == 0 {
        return Ok(Finding::good("No job was set aside"));
    }
    Ok(Finding::doubtful(
        format!("{jobs} jobs were set aside in {} workspaces", counts.len()),
        "`loket jobs dead` shows why. Then `loket jobs replay ID` or `loket jobs drop ID`.",
    ))
}

/// Opens every token, and shows none.
async fn tokens(db: &Db) -> Result<Finding> {
    let (mut opened, mut closed) = (0_usize, Vec::new());
    for (workspace, _) in evidence_log::all_heads(db).await? {
        let mut tx = db.worker(workspace).await?;
        for channel in channels::list(&mut tx).await? {
            match channels::token(&mut tx, channel.id).await {
                Ok(Some(_)) => opened += 1,
                Ok(None) => {}
                Err(error) => closed.push(format!("{} in {workspace}: {error}", channel.id)),
            }
        }
    }
    Ok(Finding::check(
        closed.is_empty(),
        format!(
            "{opened} channel tokens can be opened, {} cannot",
            closed.len()
        ),
        format!(
            "{}\nUse the master key they were sealed with, or connect these channels again.",
            closed.join("\n")
        ),
    ))
}
