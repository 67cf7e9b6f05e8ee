//! A guided proof that a number really sends and receives.

use desk::ShownProof;
use domain::live_proof::{ProofState as State, Step as DomainStep};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;
use super::delivery::{Failure, TemplateRef};
use super::read;
use crate::problem::Result;

super::words::mirror! {
    /// How a proof stands.
    ProofState = State {
        /// A step is waited for.
        Running,
        /// All steps happened.
        Passed,
        /// Meta refused the message, or it did not arrive.
        Failed,
        /// A step did not happen in time.
        Late,
        /// Somebody ended it.
        Canceled,
    }
}

super::words::mirror! {
    /// A step of a proof.
    ProofStep = DomainStep {
        /// Meta took the message and named it.
        Accepted,
        /// Meta's signed word that it arrived.
        Delivered,
        /// The phone's answer came into its thread.
        Replied,
    }
}

/// A guided proof that a number really sends and receives.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LiveProof {
    /// Which.
    id: Uuid,
    /// How it stands.
    state: ProofState,
    /// The step that is waited for, or that it ended at; null when all happened.
    step: Option<ProofStep>,
    /// Until when that step may happen; null when it is over.
    until: Option<Stamp>,
    /// When it began.
    started_at: Stamp,
    /// When Meta took the message.
    accepted_at: Option<Stamp>,
    /// When it arrived, by Meta's signed word.
    delivered_at: Option<Stamp>,
    /// When it was read, where Meta told.
    read_at: Option<Stamp>,
    /// When the answer came.
    replied_at: Option<Stamp>,
    /// When it ended.
    ended_at: Option<Stamp>,
    /// Whether Meta is simulated: then it proves nothing.
    simulated: bool,
    /// Whether it passed with the real Meta.
    proven: bool,
    /// The message that went out.
    message_id: Uuid,
    /// Its thread.
    conversation_id: Uuid,
    /// Meta's id of the message.
    provider_id: Option<String>,
    /// The template that was sent.
    template: Option<TemplateRef>,
    /// Why it failed.
    failure: Option<Failure>,
}

/// The newest proof of a number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CurrentProof {
    /// Null when there was none.
    pub(crate) proof: Option<LiveProof>,
}

impl LiveProof {
    pub(crate) fn of(shown: ShownProof) -> Result<Self> {
        let ShownProof { proof, message } = shown;
        let over = proof.state != State::Running;
        Ok(Self {
            id: proof.id.uuid(),
            state: proof.state.into(),
            step: proof.steps.waits_for().map(ProofStep::from),
            until: proof
                .steps
                .until(proof.started_at)
                .filter(|_| !over)
                .map(Stamp),
            started_at: proof.started_at.into(),
            accepted_at: proof.steps.accepted.map(Stamp),
            delivered_at: proof.steps.delivered.map(Stamp),
            read_at: proof.steps.read.map(Stamp),
            replied_at: proof.steps.replied.map(Stamp),
            ended_at: proof.ended_at.map(Stamp),
            simulated: proof.simulated,
            proven: proof.state == State::Passed && !proof.simulated,
            message_id: message.id.uuid(),
            conversation_id: message.conversation.uuid(),
            provider_id: message.provider_id,
            template: message
                .template
                .map(|value| read("message.template", value))
                .transpose()?,
            failure: message.failure.as_ref().map(Failure::read),
        })
    }
}
