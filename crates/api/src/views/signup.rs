//! A sign-up and its steps.

use db::WorkspaceTx;
use db::channels;
use db::signups::{Obstacle, Signup as Row, Step};
use domain::ids::ChannelId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;
use crate::problem::Result;

/// A run of the provider's sign-up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Signup {
    /// Which: the id of its launch.
    id: Uuid,
    /// What kind of channel it makes: `whatsapp`, `instagram`.
    kind: String,
    /// How it stands.
    state: SignupState,
    /// The WhatsApp Business Account, or the account that was signed in to.
    waba_id: String,
    /// Meta's id of the number; null while there is none.
    phone_number_id: Option<String>,
    /// The number customers see; null while there is none.
    display: Option<String>,
    /// The channel it made; null while there is none.
    channel_id: Option<Uuid>,
    /// Whether Meta is simulated.
    simulated: bool,
    /// Always the same, in this order; templates only where there are any.
    steps: Vec<SignupStep>,
    /// When its token came.
    created_at: Stamp,
}

/// How a sign-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SignupState {
    /// Connected, but no number yet.
    NoNumber,
    /// Signed in; nobody said yet that it is the right account.
    Unconfirmed,
    /// A step is being done.
    Working,
    /// A step failed; it can be tried again.
    Failed,
    /// The number works here.
    Ready,
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignupStep {
    /// Which.
    step: SignupStepName,
    /// How it stands.
    state: SignupStepState,
    /// Why it failed.
    problem: Option<SignupProblem>,
}

/// The steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SignupStepName {
    /// The code became a token, and the token showed whose it is.
    Exchange,
    /// The token is stored, encrypted.
    Store,
    /// The account's events come here.
    Subscribe,
    /// Its templates are here.
    Templates,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SignupStepState {
    /// Done.
    Done,
    /// Being done.
    Doing,
    /// Its turn comes.
    Waiting,
    /// Failed.
    Failed,
}

/// Why a step failed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignupProblem {
    /// A few words.
    title: String,
    /// What to do.
    hint: String,
}

impl From<Obstacle> for SignupProblem {
    fn from(obstacle: Obstacle) -> Self {
        Self {
            title: obstacle.title,
            hint: obstacle.hint,
        }
    }
}

impl Signup {
    /// A run with the number it made.
    pub(crate) async fn read(tx: &mut WorkspaceTx, row: Row) -> Result<Self> {
        let channel = match row.channel {
            Some(id) => channels::get(tx, id).await?,
            None => None,
        };
        let templates = ::channels::registry::by_kind(row.kind.as_str())
            .is_none_or(|kind| kind.capability().window_rule().templates);
        let steps = steps(row.step, row.obstacle, templates);
        let failed = steps
            .iter()
            .any(|step| step.state == SignupStepState::Failed);
        let state = match row.step {
            Step::Exchanged if row.token_until.is_some() => SignupState::Unconfirmed,
            Step::Exchanged => SignupState::NoNumber,
            Step::Synced => SignupState::Ready,
            Step::Stored | Step::Subscribed if failed => SignupState::Failed,
            Step::Stored | Step::Subscribed => SignupState::Working,
        };
        Ok(Self {
            id: row.id.uuid(),
            kind: row.kind.to_string(),
            state,
            waba_id: row.account_id,
            phone_number_id: channel.as_ref().map(|c| c.external_id.clone()),
            display: channel.map(|c| c.display),
            channel_id: row.channel.map(ChannelId::uuid),
            simulated: row.simulated,
            steps,
            created_at: row.created_at.into(),
        })
    }
}

/// A run's last step done says how all stand. A token is stored from the first one on, with or without a number.
fn steps(done: Step, obstacle: Option<Obstacle>, templates: bool) -> Vec<SignupStep> {
    let mut obstacle = obstacle.map(SignupProblem::from);
    [
        (SignupStepName::Exchange, Step::Exchanged, false),
        (SignupStepName::Store, Step::Exchanged, false),
        (
            SignupStepName::Subscribe,
            Step::Subscribed,
            done == Step::Stored,
        ),
        (
            SignupStepName::Templates,
            Step::Synced,
            done == Step::Subscribed,
        ),
    ]
    .into_iter()
    .filter(|(step, ..)| templates || *step != SignupStepName::Templates)
    .map(|(step, after, next)| {
        let problem = if next { obstacle.take() } else { None };
        let state = match (done >= after, next, &problem) {
            (true, ..) => SignupStepState::Done,
            (false, true, Some(_)) => SignupStepState::Failed,
            (false, true, None) => SignupStepState::Doing,
            (false, false, _) => SignupStepState::Waiting,
        };
        SignupStep {
            step,
            state,
            problem,
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use SignupStepState::{Doing, Done, Failed, Waiting};

    fn states(done: Step, failed: bool) -> Vec<SignupStepState> {
        let obstacle = failed.then(|| Obstacle {
            title: "t".to_owned(),
            hint: "h".to_owned(),
        });
        steps(done, obstacle, true)
            .iter()
            .map(|s| s.state)
            .collect()
    }

    #[test]
    fn steps_tick_in_order() {
        assert_eq!(
            states(Step::Exchanged, false),
            [Done, Done, Waiting, Waiting]
        );
        assert_eq!(states(Step::Stored, false), [Done, Done, Doing, Waiting]);
        assert_eq!(states(Step::Stored, true), [Done, Done, Failed, Waiting]);
        assert_eq!(states(Step::Subscribed, false), [Done, Done, Done, Doing]);
        assert_eq!(states(Step::Subscribed, true), [Done, Done, Done, Failed]);
        assert_eq!(states(Step::Synced, false), [Done; 4]);
        let of_profile = steps(Step::Subscribed, None, false);
        assert!(of_profile.iter().all(|step| step.state == Done));
        assert_eq!(of_profile.len(), 3);
    }
}
