//! The person's side: pause, continue, cancel.

use db::long_jobs::{self, LongJob};
use db::{WorkspaceTx, lanes};
use domain::ids::LongJobId;

use super::of_kind;
use super::run::end;
use crate::error::{Error, Result};
use crate::{Desk, names};

/// What a person wants of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Stop after the present chunk; what was done stays.
    Pause,
    /// Go on, after a pause or a failure, with what remains.
    Resume,
    /// Stop for good.
    Cancel,
}

impl Control {
    /// The state it leads to from `state`; none when it cannot be done from there.
    fn leads_to(self, state: &str) -> Option<&'static str> {
        match (self, state) {
            (Self::Pause, "queued" | "running") => Some("paused"),
            (Self::Resume, "paused" | "failed") => Some("queued"),
            (Self::Cancel, "queued" | "running" | "paused" | "failed") => Some("cancelled"),
            _ => None,
        }
    }
}

impl Desk {
    /// Pauses, continues or cancels long work; doing it twice is harmless.
    pub async fn control_long_work(
        &self,
        tx: &mut WorkspaceTx,
        id: LongJobId,
        control: Control,
    ) -> Result<LongJob> {
        let row = long_jobs::lock(tx, id).await?.ok_or(Error::NotFound)?;
        let work = of_kind(&row.kind);
        let already = match control {
            Control::Pause => "paused",
            Control::Cancel => "cancelled",
            Control::Resume => "running",
        };
        if row.state == already || (control == Control::Resume && row.state == "queued") {
            return Ok(row);
        }
        let possible =
            control != Control::Pause || work.is_some_and(crate::long_work::LongWork::can_pause);
        let Some(next) = control.leads_to(&row.state).filter(|_| possible) else {
            return Err(Error::Conflict {
                code: "job_not_there",
                title: "This cannot be done with it now".to_owned(),
                hint: "Look at it again: it may have ended meanwhile.".to_owned(),
            });
        };
        let now = self.now();
        long_jobs::set_state(tx, id, next, None, now).await?;
        match control {
            Control::Resume => lanes::enqueue(tx, &[names::long_job(id)], now).await?,
            Control::Cancel => {
                if let Some(work) = work {
                    work.stopped(self, tx, &row, None).await?;
                }
                end(tx, id, "cancelled").await?;
            }
            Control::Pause => {}
        }
        tx.announce(names::workspace_changed("job.updated"));
        long_jobs::get(tx, id).await?.ok_or(Error::NotFound)
    }

    /// Cancels long work for something else's sake; what ended by itself meanwhile is as good.
    pub(crate) async fn cancel_long_work(&self, tx: &mut WorkspaceTx, id: LongJobId) -> Result<()> {
        match self.control_long_work(tx, id, Control::Cancel).await {
            Ok(_) | Err(Error::Conflict { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whether a kind of long work can be paused.
    #[must_use]
    pub fn long_work_pauses(&self, kind: &str) -> bool {
        of_kind(kind).is_some_and(crate::long_work::LongWork::can_pause)
    }
}

#[cfg(test)]
mod tests {
    use super::Control::{Cancel, Pause, Resume};

    #[test]
    fn what_has_ended_well_stays_ended() {
        for control in [Pause, Resume, Cancel] {
            assert_eq!(control.leads_to("finished"), None);
            assert_eq!(control.leads_to("cancelled"), None);
        }
        assert_eq!(Resume.leads_to("failed"), Some("queued"));
        assert_eq!(Pause.leads_to("failed"), None);
        assert_eq!(Resume.leads_to("running"), None);
    }
}
