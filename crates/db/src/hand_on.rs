//! A worker that ends a lane goes on with the lane that this filled, without having to claim it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use domain::Time;
use serde_json::Value;
use uuid::Uuid;

use crate::lanes::{Claim, Job, Lane, NewJob};
use crate::{Result, WorkspaceTx};

/// At most so many lanes are taken over in a row; then whoever has waited longest is asked again.
const LINKS: u8 = 4;

/// What a lane's last commit left to its worker.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    given_back: AtomicBool,
    next: Mutex<Option<Claim>>,
}

impl Ending {
    pub(crate) fn is_given_back(&self) -> bool {
        self.given_back.load(Ordering::Acquire)
    }

    pub(crate) fn committed(&self, next: Option<Claim>) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = next;
        self.given_back.store(true, Ordering::Release);
    }

    pub(crate) fn next(&self) -> Option<Claim> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        next.take()
    }
}

/// Adds the work noted so far now instead of at the commit, and takes its lane over when it is one, is free, and the
/// transaction ended its own. Answers the lease that the commit will make good.
///
/// The lane's row is locked from here on, so only a lane whose work is added under a lock that the caller holds.
pub async fn hand_on(tx: &mut WorkspaceTx, now: Time) -> Result<Option<Uuid>> {
    tx.add_work(now).await?;
    Ok(tx.taken())
}

/// Adds jobs of one lane that are due, and takes it over when nobody has it; `None` leaves it to be claimed.
pub(crate) async fn take_over(
    tx: &mut WorkspaceTx,
    from: &Lane,
    jobs: &[NewJob],
    (due, now): (Time, Time),
) -> Result<Option<Claim>> {
    let Some(key) = jobs.first().map(|job| job.lane.clone()) else {
        return Ok(None);
    };
    let ws = tx.ws();
    let lease = Uuid::now_v7();
    let kinds: Vec<String> = jobs.iter().map(|job| job.kind.to_owned()).collect();
    let payloads: Vec<Value> = jobs.iter().map(|job| job.payload.clone()).collect();
    let rows = sqlx::query!(
        r#"WITH j AS (
             INSERT INTO app.job (workspace_id, key, kind, payload)
             SELECT $1, $2, u.kind, u.payload FROM unnest($3::text[], $4::jsonb[]) WITH ORDINALITY AS u (kind, payload, o) ORDER BY u.o
             RETURNING id, kind, payload),
           l AS (
             INSERT INTO app.lane AS l (workspace_id, key, pending, ready_at, lease, lease_until)
             SELECT $1, $2, count(*), $5, $6, $7 FROM j
             ON CONFLICT (workspace_id, key) DO UPDATE
               SET pending = l.pending + excluded.pending,
                   ready_at = CASE WHEN l.pending = 0 THEN excluded.ready_at ELSE l.ready_at END,
                   lease = CASE WHEN l.pending = 0 AND l.lease_until IS NULL THEN excluded.lease ELSE l.lease END,
                   lease_until = CASE WHEN l.pending = 0 AND l.lease_until IS NULL THEN excluded.lease_until ELSE l.lease_until END
             RETURNING lease)
           SELECT j.id, j.kind, j.payload, l.lease IS NOT DISTINCT FROM $6 AS "taken!" FROM j CROSS JOIN l ORDER BY j.id"#,
        ws,
        key,
        &kinds,
        &payloads,
        due,
        lease,
        now + from.lease_for
    )
    .fetch_all(tx.conn())
    .await?;
    if !rows.iter().all(|row| row.taken) {
        return Ok(None);
    }
    let jobs = rows
        .into_iter()
        .map(|row| Job {
            id: row.id,
            kind: row.kind,
            payload: row.payload,
            attempts: 0,
        })
        .collect();
    let lane = from.followed_by(key, lease);
    Ok(Some(Claim { lane, jobs }))
}

/// Whether the worker of a lane may go on with this work: all of it in one other lane, and due.
pub(crate) fn follows(from: &Lane, jobs: &[(Time, NewJob)], now: Time) -> bool {
    let Some((_, first)) = jobs.first() else {
        return false;
    };
    !from.closing.load(Ordering::Acquire)
        && from.links < LINKS
        && first.lane != from.key
        && jobs
            .iter()
            .all(|(due, job)| *due <= now && job.lane == first.lane)
}
