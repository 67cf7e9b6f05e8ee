//! What runs beside requests: the splitter, the lanes, the checkpoints, and the chores.

use std::str::FromStr;
use std::sync::Arc;

use db::lanes::{Job, Lane};
use jobs::{Failure, Handler, Next, Runner};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::chores::Keep;
use crate::error::{Error, with_causes};
use crate::{Desk, names};

/// Webhooks a second and core from which on workers stand back for intake.
const CROWDED_PER_CORE: usize = 400;

/// Webhooks a second from which on this machine's workers stand back.
pub(crate) fn crowded_from() -> usize {
    CROWDED_PER_CORE * std::thread::available_parallelism().map_or(1, usize::from)
}

impl Desk {
    /// Starts the workers; they stop when told, after what they hold is done. `keep` says how long what is over stays.
    pub fn start_workers(
        &self,
        slots: usize,
        keep: Keep,
        stop: CancellationToken,
    ) -> JoinHandle<()> {
        let desk = self.clone();
        tokio::spawn(async move {
            let runner = Runner {
                db: desk.db().clone(),
                handler: Arc::new(Worker(desk.clone())),
                clock: desk.clock(),
                slots,
                crowded_from: crowded_from(),
            };
            tokio::join!(
                runner.run(stop.clone()),
                desk.clone().split_forever(stop.clone()),
                desk.clone().checkpoint_forever(stop.clone()),
                desk.clone().keep_ledger_forever(stop.clone()),
                desk.clone().tend_inboxes_forever(stop.clone()),
                desk.clone().do_chores_forever(keep, stop.clone()),
                desk.clone().finish_leaving_forever(stop.clone()),
            );
        })
    }
}

/// Runs jobs by their names.
#[derive(Debug)]
struct Worker(Desk);

impl Handler for Worker {
    async fn run(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        match job.kind.as_str() {
            names::APPLY_EVENT => self.0.apply_event(lane, job).await,
            names::DRAFT_REPLY => self.0.draft_reply(lane, job).await,
            names::AUTO_SEND => self.0.auto_send(lane, job).await,
            names::SEND_MESSAGE => self.0.send_message(lane, job).await,
            names::SETTLE_UNKNOWN => self.0.settle_unknown(lane, job).await,
            names::FETCH_MEDIA => self.0.fetch_media(lane, job).await,
            names::FEED_TICK => self.0.feed_tick(lane, job).await,
            names::LONG_WORK => self.0.long_work(lane, job).await,
            names::READ_RECEIPT => self.0.read_receipt(lane, job).await,
            names::WAKE => self.0.wake(lane, job).await,
            names::GIVE_OUT => self.0.give_out_job(lane, job).await,
            names::TYPING => self.0.typing(lane, job).await,
            names::SYNC_TEMPLATES => self.0.sync_templates_job(lane, job).await,
            names::END_CHANNEL => self.0.end_channel(lane, job).await,
            names::TELL_THREADS => self.0.tell_threads(lane, job).await,
            names::SIGNUP => self.0.signup_job(lane, job).await,
            names::CHECK_CONNECTION => self.0.check_connection_job(lane, job).await,
            names::RENEW_TOKEN => self.0.renew_token_job(lane, job).await,
            names::LIVE_PROOF => self.0.live_proof_job(lane, job).await,
            names::ASK_APP => self.0.ask_app_job(lane, job).await,
            names::ALERT_LETTER => self.0.alert_letter(lane, job).await,
            names::CHECK_CHANNEL => self.0.check_channel_job(lane, job).await,
            names::DISCARD_UPLOAD => self.0.discard_unused(lane, job).await,
            names::REMOVE_FILES => self.0.remove_files(lane, job).await,
            other => Err(Failure {
                problem: format!("no job is called {other}"),
                retry: false,
            }),
        }
    }
}

/// An id in a job's payload.
pub(crate) fn id_in<T: FromStr>(job: &Job, name: &str) -> Result<T, Failure> {
    job.payload
        .get(name)
        .and_then(serde_json::Value::as_str)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Failure {
            problem: format!("the job has no {name}"),
            retry: false,
        })
}

/// A database error ends a try, not the job.
#[expect(clippy::needless_pass_by_value, reason = "used as map_err(ended)")]
pub(crate) fn ended(error: db::Error) -> Failure {
    Failure {
        problem: with_causes(&error),
        retry: true,
    }
}

/// A use case's error ends a try; what cannot become better ends the job.
pub(crate) fn failure(error: &Error) -> Failure {
    let retry = matches!(
        error,
        Error::Unavailable | Error::Internal(_) | Error::Provider { .. } | Error::Changed(_)
    );
    Failure {
        problem: with_causes(error),
        retry,
    }
}
