//! A send whose outcome is not known: a late status may still prove it. Until then nothing is sent again by itself.

use chrono::Duration;
use db::lanes::{self, Job, Lane, NewJob};
use db::sends::Attempt;
use db::{messages, sends};
use domain::ids::MessageId;
use jobs::{Failure, Next};
use serde_json::json;

use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// How long a status may take to prove an unknown send before a person is asked.
pub(crate) const GRACE: Duration = Duration::minutes(15);

/// Work of its own lane, so that waiting holds up nobody.
pub(crate) fn settle_job(attempt: &Attempt) -> NewJob {
    NewJob {
        lane: format!("settle:{}", attempt.id),
        kind: names::SETTLE_UNKNOWN,
        payload: json!({ "message": attempt.message, "attempt": attempt.id }),
    }
}

impl Desk {
    /// After the grace: the message stays unknown, and the thread asks a person.
    pub(crate) async fn settle_unknown(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: MessageId = id_in(job, "message")?;
        let now = self.now();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        if let Some(message) = messages::get(&mut tx, id).await.map_err(ended)? {
            let last = sends::last_attempt(&mut tx, id).await.map_err(ended)?;
            if message.delivery.as_deref() == Some("unknown")
                && last.is_some_and(|a| a.state == "unknown")
            {
                metrics::counter!("loket_sends_unknown_total").increment(1);
                tx.announce(names::message_updated(message.conversation, id));
                tx.announce(names::conversation_updated(message.conversation));
            }
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }
}
