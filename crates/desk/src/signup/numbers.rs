//! A run is taken down, with its number or before it has one.

use db::apps::MetaApp;
use db::channels::{self, Channel};
use db::grants::{self, Grantor};
use db::signups::{self, Signup, Step};
use db::{Actor, Record, WorkspaceTx, lanes};
use domain::channel::{ChannelKind, ReplyMode};
use domain::coexistence::is_offered;
use domain::gate::Connection;
use domain::ids::{ChannelId, SignupId, WorkspaceId};
use evidence::Kind;
use meta::SecretString;
use meta::graph::{NumberRow, PhoneNumber};
use serde_json::json;

use super::prove::{Proof, foreign};
use crate::connect_channel::ProvenToken;
use crate::error::{Error, Result};
use crate::token_source::mark;
use crate::{Desk, names};

impl Desk {
    pub(super) async fn take_down_signup(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        (id, app): (SignupId, &MetaApp),
        proof: Proof,
        token: SecretString,
    ) -> Result<Signup> {
        let mut signup = Signup {
            id,
            kind: ChannelKind::new(meta::dialog::CHANNEL_KIND),
            app_ref: app.app_ref,
            account_id: proof.account,
            channel: None,
            step: Step::Exchanged,
            obstacle: None,
            simulated: app.simulated,
            token_until: None,
            created_at: self.now(),
        };
        let mut tx = self.db().workspace(workspace, actor).await?;
        if let Some(number) = &proof.number {
            let (channel, step) = self
                .take_in_number(&mut tx, &signup, number, (&token, proof.grantor))
                .await?;
            (signup.channel, signup.step) = (Some(channel), step);
            signups::insert(&mut tx, &signup, None).await?;
            self.go_on(&mut tx, &signup).await?;
        } else {
            signups::insert(&mut tx, &signup, Some((&token, proof.grantor))).await?;
            tx.record(Record {
                kind: Kind::SettingsChanged,
                subject: format!("signup:{id}"),
                actor: None,
                payload: json!({ "what": "signup", "waba_id": signup.account_id, "simulated": signup.simulated }),
                message: None,
                conversation: None,
            });
            tx.announce(names::workspace_changed("channel.updated"));
        }
        tx.commit(self.now()).await?;
        Ok(signup)
    }

    /// The steps after the token is stored, and a first look beside them.
    pub(crate) async fn go_on(&self, tx: &mut WorkspaceTx, signup: &Signup) -> Result<()> {
        let mut jobs = vec![names::signup_job(signup.id)];
        if let Some(channel) = signup.channel {
            jobs.push(names::check_channel_job(
                channel,
                names::Look::Soon,
                self.now(),
            ));
        }
        Ok(lanes::enqueue(tx, &jobs, self.now()).await?)
    }

    /// The channel of a number, and how far it is: one that is connected here already only gets another token.
    pub(crate) async fn take_in_number(
        &self,
        tx: &mut WorkspaceTx,
        signup: &Signup,
        number: &PhoneNumber,
        (token, grantor): (&SecretString, Option<Grantor>),
    ) -> Result<(ChannelId, Step)> {
        let display = number.display.clone().unwrap_or_else(|| number.id.clone());
        let in_app = number.coexistence == Some(true);
        if in_app && !is_offered(&display) {
            return Err(stays_elsewhere());
        }
        let here = channels::list(tx).await?.into_iter().find(|one| {
            one.external_id == number.id
                && one.account_id == signup.account_id
                && one.app_ref == signup.app_ref
                && one.connection != Connection::Disconnected
        });
        if let Some(here) = here {
            let proven = ProvenToken::of(here.id, token.clone());
            self.renew_token(tx, proven).await?;
            self.is_granted(tx, here.id, grantor).await?;
            if in_app {
                self.begin_app(tx, here.id).await?;
                lanes::enqueue(tx, &[names::ask_app_job(here.id)], self.now()).await?;
            }
            return Ok((here.id, Step::Synced));
        }
        let channel = Channel {
            id: ChannelId::new(),
            kind: signup.kind.clone(),
            name: number
                .verified_name
                .clone()
                .filter(|name| !name.trim().is_empty())
                .unwrap_or_else(|| display.clone()),
            display,
            external_id: number.id.clone(),
            account_id: signup.account_id.clone(),
            app_ref: signup.app_ref,
            connection: Connection::Connected,
            reply_mode: ReplyMode::DraftOnly,
            auto_hold_seconds: 0,
            ready: false,
            simulated: signup.simulated,
            coexistence: in_app,
            token: mark(token),
            last_event_at: None,
            checked_at: None,
            ended: None,
            ended_at: None,
            created_at: self.now(),
            own: db::channel_defaults::ChannelDefaults::default(),
        };
        let door = json!({ "by": "signup", "signup": signup.id });
        if let Some(taken) = self.take_in(tx, &channel, token, door).await? {
            return Err(taken.into());
        }
        self.is_granted(tx, channel.id, grantor).await?;
        if in_app {
            self.begin_app(tx, channel.id).await?;
        }
        Ok((channel.id, Step::Stored))
    }

    async fn is_granted(
        &self,
        tx: &mut WorkspaceTx,
        channel: ChannelId,
        grantor: Option<Grantor>,
    ) -> Result<()> {
        if let Some(grantor) = grantor {
            grants::know(tx, channel, grantor, self.now()).await?;
        }
        Ok(())
    }

    /// The numbers of a run's account, as they are now.
    pub async fn signup_numbers(
        &self,
        workspace: WorkspaceId,
        id: SignupId,
    ) -> Result<Vec<NumberRow>> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let signup = number_run(&mut tx, id).await?;
        let token = match signup.channel {
            Some(channel) => channels::token(&mut tx, channel).await?,
            None => signups::token(&mut tx, id).await?,
        };
        drop(tx);
        let token = token.ok_or(Error::NotFound)?;
        self.numbers_in(&token, &signup.account_id).await
    }

    /// Which of the account's numbers is meant.
    pub async fn choose_number(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        id: SignupId,
        number: &str,
    ) -> Result<Signup> {
        let mut tx = self.db().workspace(workspace, actor.clone()).await?;
        let signup = number_run(&mut tx, id).await?;
        let token = signups::token(&mut tx, id).await?;
        drop(tx);
        let Some(token) = token else {
            return self.has_chosen(workspace, signup, number).await;
        };
        let numbers = self.numbers_in(&token, &signup.account_id).await?;
        if !numbers.iter().any(|row| row.id == number) {
            return Err(foreign());
        }
        let full = self.number_in_full(&token, number).await?;
        let mut tx = self.db().workspace(workspace, actor).await?;
        signups::hold(&mut tx, id).await?;
        let mut signup = signups::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        if signup.channel.is_some() {
            drop(tx);
            return self.has_chosen(workspace, signup, number).await;
        }
        let grantor = signups::grantor(&mut tx, id).await?;
        let (channel, step) = self
            .take_in_number(&mut tx, &signup, &full, (&token, grantor))
            .await?;
        signups::stored(&mut tx, id, channel).await?;
        if step != Step::Stored {
            signups::advance(&mut tx, id, Step::Stored, step).await?;
        }
        (signup.channel, signup.step, signup.obstacle) = (Some(channel), step, None);
        self.go_on(&mut tx, &signup).await?;
        tx.commit(self.now()).await?;
        self.leave_signup_if_asked(workspace, &signup, grantor, signup.created_at)
            .await?;
        Ok(signup)
    }

    /// Chosen before: the same number again changes nothing.
    async fn has_chosen(
        &self,
        workspace: WorkspaceId,
        signup: Signup,
        number: &str,
    ) -> Result<Signup> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let channel = match signup.channel {
            Some(id) => channels::get(&mut tx, id).await?,
            None => None,
        };
        match channel {
            Some(channel) if channel.external_id == number => Ok(signup),
            _ => Err(has_number()),
        }
    }
}

/// A run that ends with a number; an account that somebody signed in to has none.
async fn number_run(tx: &mut WorkspaceTx, id: SignupId) -> Result<Signup> {
    signups::get(tx, id)
        .await?
        .filter(|run| run.token_until.is_none())
        .ok_or(Error::NotFound)
}

fn stays_elsewhere() -> Error {
    Error::Conflict {
        code: "coexistence_country",
        title: "A number of this country cannot stay in the WhatsApp Business app".to_owned(),
        hint: "Meta does not offer it for +234 and +27. Nothing was stored. Connect another number, or move this one out of the app."
            .to_owned(),
    }
}

fn has_number() -> Error {
    Error::Conflict {
        code: "signup_has_number",
        title: "This sign-up has its number".to_owned(),
        hint: "Look at the number's own card.".to_owned(),
    }
}
