//! What the sender, the stub and the database say, compared. Every finding is collected before the test fails.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::load::Sent;
use crate::town::Town;

#[derive(FromRow)]
struct Inbound {
    workspace_id: Uuid,
    provider_id: String,
    n: i64,
}

#[derive(FromRow)]
struct Attempt {
    id: Uuid,
    message_id: Uuid,
    #[sqlx(rename = "attempt_no")]
    no: i32,
    state: String,
    cause: String,
}

#[derive(FromRow)]
struct Outbound {
    id: Uuid,
    delivery: String,
    /// Why it failed.
    class: Option<String>,
    attempts: i64,
}

/// Fails with everything that is not as promised.
pub(crate) async fn compare(town: &Town, sent: &Sent) -> Result<()> {
    let rows = town.rows()?;
    let mut faults = Vec::new();
    received_once(&rows, sent, &mut faults).await?;
    answered_once(town, &rows, sent, &mut faults).await?;
    nothing_stuck(&rows, &mut faults).await?;
    proven(town, &rows, &mut faults).await?;
    let shown: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    ensure!(
        faults.is_empty(),
        "{} faults:\n{}\n{}",
        faults.len(),
        shown.join("\n"),
        town.last_words()
    );
    Ok(())
}

/// I1, I2: what was acknowledged is in its workspace once, and nothing else is.
async fn received_once(rows: &PgPool, sent: &Sent, faults: &mut Vec<String>) -> Result<()> {
    let inbound: Vec<Inbound> = sqlx::query_as(
        "SELECT workspace_id, provider_id, count(*) AS n FROM app.message WHERE direction = 'in' GROUP BY 1, 2",
    )
    .fetch_all(rows)
    .await?;
    let mut found: BTreeMap<&str, i64> = BTreeMap::new();
    for row in &inbound {
        *found.entry(&row.provider_id).or_default() += row.n;
        match sent.messages.get(&row.provider_id) {
            Some((_, workspace)) if *workspace == row.workspace_id => {}
            Some(_) => faults.push(format!("{} is in another workspace", row.provider_id)),
            None => faults.push(format!(
                "{} was never acknowledged to anybody who still has it",
                row.provider_id
            )),
        }
    }
    for id in sent.messages.keys() {
        match found.get(id.as_str()) {
            Some(1) => {}
            Some(n) => faults.push(format!("{id} is there {n} times")),
            None => faults.push(format!("{id} was acknowledged and is lost")),
        }
    }
    Ok(())
}

/// I3, I4, I7: at most one request for each attempt, a second attempt only on proof, every request with its row.
#[expect(
    clippy::too_many_lines,
    reason = "one invariant after another, each with its query"
)]
async fn answered_once(
    town: &Town,
    rows: &PgPool,
    sent: &Sent,
    faults: &mut Vec<String>,
) -> Result<()> {
    let attempts: Vec<Attempt> =
        sqlx::query_as("SELECT id, message_id, attempt_no, state, cause FROM app.attempt ORDER BY message_id, attempt_no").fetch_all(rows).await?;
    let known: BTreeMap<String, &Attempt> =
        attempts.iter().map(|a| (a.id.to_string(), a)).collect();
    let asked = town.graph.asked();
    let mut of_attempt: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_message: BTreeMap<Uuid, usize> = BTreeMap::new();
    let mut of_customer: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &asked {
        *of_attempt.entry(&one.attempt).or_default() += 1;
        *of_customer.entry(&one.to).or_default() += 1;
        match known.get(&one.attempt) {
            Some(attempt) => *of_message.entry(attempt.message_id).or_default() += 1,
            None => faults.push(format!(
                "the stub was asked for attempt {}, which has no row",
                one.attempt
            )),
        }
        if one.committed == Some(false) {
            faults.push(format!(
                "the stub was asked for attempt {} before it was committed",
                one.attempt
            ));
        }
    }
    for (attempt, n) in of_attempt.iter().filter(|(_, n)| **n > 1) {
        faults.push(format!("attempt {attempt} came {n} times"));
    }
    for (message, n) in of_message.iter().filter(|(_, n)| **n > 1) {
        faults.push(format!("message {message} was sent {n} times"));
    }
    for pair in attempts.windows(2) {
        let [before, after] = pair else { continue };
        if before.message_id == after.message_id
            && (before.state != "not_sent" || after.cause != "proven_not_sent")
        {
            faults.push(format!(
                "message {} has attempt {} without proof that the one before was not sent",
                after.message_id, after.no
            ));
        }
    }
    let mut wrote: BTreeMap<&str, usize> = BTreeMap::new();
    for (customer, _) in sent.messages.values() {
        *wrote.entry(customer).or_default() += 1;
    }
    for (customer, n) in of_customer {
        let most = wrote.get(customer).copied().unwrap_or(0);
        if n > most {
            faults.push(format!(
                "customer {customer} wrote {most} times and got {n} answers"
            ));
        }
    }
    let out: Vec<Outbound> = sqlx::query_as(
        "SELECT id, delivery, failure ->> 'class' AS class,
                (SELECT count(*) FROM app.attempt a WHERE a.workspace_id = m.workspace_id AND a.message_id = m.id) AS attempts
         FROM app.message m WHERE direction = 'out'",
    )
    .fetch_all(rows)
    .await?;
    let (mut unsure, mut overtaken) = (0, 0);
    for message in &out {
        // The stub told `read` of everything it took, until each status was acknowledged. What it never saw was cut off
        // between its row and its first byte, or did not leave because the customer had written again.
        let taken = of_message.contains_key(&message.id);
        let class = message.class.as_deref();
        match (taken, message.delivery.as_str(), class) {
            (true, "read", _) => {}
            (false, "unknown", _) if message.attempts > 0 => unsure += 1,
            (false, "failed", Some("overtaken")) if message.attempts == 0 => overtaken += 1,
            (_, is, _) => faults.push(format!(
                "message {} is {is} ({class:?}) after {} attempts; taken by the stub: {taken}",
                message.id, message.attempts
            )),
        }
    }
    ensure!(
        asked.len() > sent.messages.len() / 10,
        "only {} answers to {} messages: the test proves nothing",
        asked.len(),
        sent.messages.len()
    );
    let looked = asked.iter().filter(|one| one.committed.is_some()).count();
    eprintln!(
        "{} answers at the stub ({looked} looked up on arrival), {unsure} cut off before they left, {overtaken} overtaken",
        asked.len()
    );
    Ok(())
}

/// I6: nothing hangs, nothing was set aside, no draft was sent twice.
async fn nothing_stuck(rows: &PgPool, faults: &mut Vec<String>) -> Result<()> {
    for (what, sql) in [
        (
            "attempts in flight",
            "SELECT count(*) FROM app.attempt WHERE state = 'inflight'",
        ),
        (
            "messages on their way",
            "SELECT count(*) FROM app.message WHERE delivery IN ('queued', 'sending')",
        ),
        ("jobs set aside", "SELECT count(*) FROM app.dead_job"),
        (
            "bodies in quarantine",
            "SELECT count(*) FROM app.journal WHERE state = 'quarantined'",
        ),
        (
            "parts without an owner",
            "SELECT count(*) FROM app.unhandled",
        ),
        (
            "events not applied",
            "SELECT count(*) FROM app.inbound_event WHERE state IN ('pending', 'failed')",
        ),
        (
            "lanes that miscount",
            "SELECT count(*) FROM app.lane l WHERE pending <> (SELECT count(*) FROM app.job j WHERE j.workspace_id = l.workspace_id AND j.key = l.key)",
        ),
        (
            "statuses nobody claimed",
            "SELECT count(*) FROM app.parked_status",
        ),
        (
            "drafts sent twice",
            "SELECT count(*) FROM (SELECT 1 FROM app.message WHERE draft_id IS NOT NULL AND direction = 'out' GROUP BY workspace_id, draft_id HAVING count(*) > 1) d",
        ),
    ] {
        let n: i64 = sqlx::query_scalar(sql).fetch_one(rows).await?;
        if n != 0 {
            faults.push(format!("{n} {what}"));
        }
    }
    Ok(())
}

/// I8: every workspace's chain verifies, and holds every attempt.
async fn proven(town: &Town, rows: &PgPool, faults: &mut Vec<String>) -> Result<()> {
    for shop in &town.shops {
        let export = town
            .http
            .get(format!("{}/api/v1/evidence/export", town.url))
            .bearer_auth(&shop.api_key)
            .send()
            .await?
            .error_for_status()?
            .bytes()
            .await?;
        let file = town.data_dir.join(format!("{}.jsonl", shop.workspace));
        std::fs::write(&file, &export)?;
        let (fine, words) =
            town.says(&["evidence", "verify", file.to_str().context("an odd path")?])?;
        if !fine {
            faults.push(format!(
                "the evidence of {} does not verify: {words}",
                shop.workspace
            ));
        }
        let (attempts, recorded): (i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM app.attempt WHERE workspace_id = $1),
                    (SELECT count(*) FROM app.evidence WHERE workspace_id = $1 AND kind = $2)",
        )
        .bind(shop.workspace)
        .bind(evidence::Kind::SendAttempted.as_str())
        .fetch_one(rows)
        .await?;
        if attempts != recorded {
            faults.push(format!(
                "{attempts} attempts and {recorded} entries about them in {}",
                shop.workspace
            ));
        }
    }
    Ok(())
}
