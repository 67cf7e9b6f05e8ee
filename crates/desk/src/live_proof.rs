//! A guided proof that a number really sends and receives: a template goes the way of every message to a phone of the
//! business's own, and each step ticks by what really happened. A row keeps how far it came; a job looks.

use chrono::Duration;
use db::channels::Channel;
use db::contact_entry::{self, Known};
use db::lanes::{Job, Lane};
use db::live_proofs::{self, LiveProof};
use db::{Record, WorkspaceTx, channels, conversations, lanes, messages};
use domain::Time;
use domain::consent::Consent;
use domain::ids::{ChannelId, ContactId, LiveProofId};
use domain::live_proof::{ProofState, Steps};
use domain::phone;
use domain::template::TemplateValues;
use evidence::Kind;
use jobs::{Failure, Next};
use serde_json::json;

use crate::error::{Error, Result};
use crate::queue_reply::NewReply;
use crate::subscribe_account::home_of;
use crate::workers::{ended, failure, id_in};
use crate::{Desk, names};

/// Somebody watches: at first it is looked at often.
const OFTEN: Duration = Duration::seconds(1);
/// Later seldom.
const SELDOM: Duration = Duration::seconds(5);
/// So long it is looked at often.
const WATCHED: Duration = Duration::minutes(3);

/// What is sent, to whom, and why that person may be written to.
#[derive(Debug, Clone)]
pub struct NewProof {
    /// An approved template's name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Values for its variables.
    pub values: TemplateValues,
    /// A phone of the business's own.
    pub phone: String,
    /// Where the person with that phone agreed, when they do so now; absent where that is recorded already.
    pub agreed: Option<String>,
}

/// A proof with the message it waits for.
#[derive(Debug, Clone)]
pub struct ShownProof {
    /// The proof.
    pub proof: LiveProof,
    /// The message that went out, as it stands.
    pub message: messages::Message,
}

impl Desk {
    /// Begins a proof: records the consent when it is given now, and sends the template through the gate.
    pub async fn begin_proof(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
        new: NewProof,
    ) -> Result<LiveProofId> {
        let channel = channels::get(tx, id).await?.ok_or(Error::NotFound)?;
        // A file of somebody else is told like one that never was, whatever else is wrong.
        if let Some(file) = new.values.header_file {
            db::media::get(tx, file).await?.ok_or(Error::NotFound)?;
        }
        if home_of(&channel)? != ::channels::Home::Number {
            return Err(Error::Conflict {
                code: "not_a_number",
                title: "This channel is no phone number".to_owned(),
                hint: "Choose one of your numbers.".to_owned(),
            });
        }
        if live_proofs::latest(tx, id)
            .await?
            .is_some_and(|proof| proof.state == ProofState::Running)
        {
            return Err(runs());
        }
        let number = phone::read(&new.phone, None).ok_or_else(|| {
            Error::invalid(
                "phone",
                "Write the number with its country code, such as +62 812 3456 7890.",
            )
        })?;
        if phone::read(&channel.display, None).as_deref() == Some(number.as_str()) {
            return Err(Error::invalid(
                "phone",
                "This is the number itself. Choose a phone that can answer it.",
            ));
        }
        let now = self.now();
        let (contact, consent) = self.whoever_has(tx, &channel, &number).await?;
        let (thread, _) = conversations::ensure(tx, id, contact, None, now).await?;
        // The thread is locked before the person, as everybody does.
        conversations::lock(tx, thread.id).await?;
        if consent != Consent::OptedIn {
            self.agrees_now(tx, contact, new.agreed.as_deref()).await?;
        }
        let reply = NewReply::Template {
            name: new.name,
            language: new.language,
            values: new.values,
        };
        let message = self.queue_first(tx, thread.id, reply, id).await?;
        let proof = LiveProofId::new();
        if !live_proofs::begin(tx, proof, (id, message), channel.simulated, now).await? {
            return Err(runs());
        }
        lanes::enqueue(tx, &[names::live_proof_job(proof)], now).await?;
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({ "field": "live_proof", "state": "running", "proof": proof, "simulated": channel.simulated }),
            message: Some(message),
            conversation: Some(thread.id),
        });
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(proof)
    }

    /// Whoever has this phone, and whether they may be written to.
    async fn whoever_has(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        number: &str,
    ) -> Result<(ContactId, Consent)> {
        let phones = [number.to_owned()];
        contact_entry::hold(tx, &channel.kind, &phones).await?;
        let known: Option<Known> = contact_entry::known(tx, &channel.kind, &phones)
            .await?
            .into_iter()
            .next();
        let consent = known.as_ref().map_or(Consent::None, |one| one.consent);
        if consent == Consent::OptedOut {
            return Err(Error::Conflict {
                code: "stopped_by_customer",
                title: "This person said stop".to_owned(),
                hint: "Only they can start again, by writing START.".to_owned(),
            });
        }
        let contact = match known {
            Some(known) => known.contact,
            None => contact_entry::enter(tx, &channel.kind, number, self.now()).await?,
        };
        Ok((contact, consent))
    }

    /// Records that they agree, in the words of whoever says so.
    async fn agrees_now(
        &self,
        tx: &mut WorkspaceTx,
        contact: ContactId,
        source: Option<&str>,
    ) -> Result<()> {
        let source = source.map_or("", str::trim);
        if source.is_empty() {
            return Err(Error::invalid(
                "agreed",
                "Say where the person with this phone agreed to get this message.",
            ));
        }
        if crate::is_reserved_source(source) {
            return Err(Error::invalid("agreed", "Write it in your own words."));
        }
        let note = Some("live proof of the number".to_owned());
        self.change_consent(tx, contact, Consent::OptedIn, source, note)
            .await
    }

    /// The newest proof of a number, with its message.
    pub async fn latest_proof(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
    ) -> Result<Option<ShownProof>> {
        channels::get(tx, id).await?.ok_or(Error::NotFound)?;
        let Some(proof) = live_proofs::latest(tx, id).await? else {
            return Ok(None);
        };
        let message = messages::get(tx, proof.message)
            .await?
            .ok_or_else(|| Error::Internal("a proof has no message".to_owned()))?;
        Ok(Some(ShownProof { proof, message }))
    }

    /// Ends a proof that runs. Its message is taken back when it has not left; one that went out stays what it is.
    pub async fn cancel_proof(&self, tx: &mut WorkspaceTx, id: ChannelId) -> Result<()> {
        channels::get(tx, id).await?.ok_or(Error::NotFound)?;
        let latest = live_proofs::latest(tx, id).await?;
        let latest = latest.filter(|proof| proof.state == ProofState::Running);
        if let Some(proof) = &latest {
            match self.take_back(tx, proof.message).await {
                Ok(_) | Err(Error::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let running = match latest {
            Some(latest) => live_proofs::lock_running(tx, latest.id).await?,
            None => None,
        };
        let Some(proof) = running else {
            return Err(Error::Conflict {
                code: "proof_over",
                title: "This test is over".to_owned(),
                hint: "Look at how it ended; begin another when you want to.".to_owned(),
            });
        };
        self.proof_became(tx, &proof, ProofState::Canceled, &proof.steps)
            .await
    }

    /// Looks how a proof stands, until it ends.
    pub(crate) async fn live_proof_job(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: LiveProofId = id_in(job, "proof")?;
        let now = self.now();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let looked = self.look_at_proof(&mut tx, id).await;
        let again = looked.map_err(|error| failure(&error))?;
        if let Some(again) = again {
            lanes::hold(&mut tx, lane).await.map_err(ended)?;
            tx.commit(now).await.map_err(ended)?;
            return Ok(Next::WaitUntil(again));
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }

    /// When it is to be looked at again; `None` once it is over.
    async fn look_at_proof(&self, tx: &mut WorkspaceTx, id: LiveProofId) -> Result<Option<Time>> {
        let now = self.now();
        let Some(proof) = live_proofs::lock_running(tx, id).await? else {
            return Ok(None);
        };
        let message = messages::get(tx, proof.message)
            .await?
            .ok_or_else(|| Error::Internal("a proof has no message".to_owned()))?;
        let steps = Steps::of(message.provider_id.is_some(), &message.statuses, None);
        let replied = match steps.accepted {
            // Nothing that was written before the template left answers it. The thread is the one it is in now: contacts
            // may have become one.
            Some(accepted) => {
                let left = accepted.max(proof.started_at);
                live_proofs::first_answer(tx, message.conversation, left).await?
            }
            None => None,
        };
        let steps = Steps { replied, ..steps };
        let failed = matches!(message.delivery.as_deref(), Some("failed" | "canceled"));
        let state = steps.state(proof.started_at, failed, now);
        if state != ProofState::Running || steps != proof.steps {
            self.proof_became(tx, &proof, state, &steps).await?;
        }
        let pause = if now - proof.started_at < WATCHED {
            OFTEN
        } else {
            SELDOM
        };
        Ok((state == ProofState::Running).then_some(now + pause))
    }

    async fn proof_became(
        &self,
        tx: &mut WorkspaceTx,
        proof: &LiveProof,
        state: ProofState,
        steps: &Steps,
    ) -> Result<()> {
        let now = self.now();
        live_proofs::settle(tx, proof.id, state, steps, now).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        if state == ProofState::Running {
            return Ok(());
        }
        let at = |time: Option<Time>| time.map(|time| time.to_rfc3339());
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{}", proof.channel),
            actor: None,
            payload: json!({
                "field": "live_proof", "state": state.as_str(), "proof": proof.id, "waited_for": steps.waits_for(),
                "accepted": at(steps.accepted), "delivered": at(steps.delivered), "replied": at(steps.replied),
                "simulated": proof.simulated,
            }),
            message: Some(proof.message),
            conversation: None,
        });
        Ok(())
    }
}

fn runs() -> Error {
    Error::Conflict {
        code: "proof_runs",
        title: "A test of this number is under way".to_owned(),
        hint: "Wait until it ends, or cancel it.".to_owned(),
    }
}
