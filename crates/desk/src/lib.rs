//! The use cases, one file each, named as a person would say them. Here the crates meet.
//!
//! A verb that takes a [`db::WorkspaceTx`] does its part in the caller's transaction and commits nothing: the caller
//! adds what belongs to the same fact (an idempotency key, the end of a job) and commits once.

mod addressing;
mod alert_letter;
mod alert_words;
mod alerts;
mod app_connection;
mod app_told;
mod apply_event;
mod approve_draft;
mod ask_app;
mod attachments;
mod auto_send;
mod business_profile;
mod canned_replies;
mod care_for;
mod change_consent;
mod change_identity;
mod change_preference;
mod change_received;
mod change_workspace;
mod channel_defaults;
mod channel_gaps;
mod channel_health;
mod channel_readiness;
mod check_channel;
mod checkpoints;
mod chores;
mod compose;
mod confirm_consent;
mod connect_channel;
mod contact_card;
mod courtesies;
mod dead_jobs;
mod depart;
mod disconnect_channel;
mod display_name;
mod draft_reply;
mod echo_received;
mod egress;
mod end_channel;
mod erase_bodies;
mod erase_contact;
mod erasure_ledger;
mod error;
mod evidence_report;
mod facts;
mod farewell;
mod fetch_media;
mod files_beside;
mod floor;
mod give_out;
mod hand_file;
mod heed_account;
mod heed_consent;
mod import_contacts;
mod inbound_file;
mod intake;
mod intake_batch;
mod keys_of_apps;
mod knowledge;
mod labels;
mod leave;
mod live_proof;
mod login;
mod long_work;
mod media_store;
mod merge_contacts;
mod names;
mod notes;
mod own_webhook;
mod passwords;
mod private_reply;
mod prove_channel;
mod queue_reply;
mod reading;
mod receive_message;
mod recheck_draft;
mod record_outcome;
mod record_status;
mod register_number;
mod renew_secret;
mod renew_token;
mod resend;
mod send_message;
mod settle_unknown;
mod signed_heads;
mod signup;
mod split_journal;
mod stop_draft;
mod subscribe_account;
mod suggest_templates;
mod sync_templates;
mod taken;
mod tell_threads;
mod test_event;
mod token_source;
mod undo;
mod webhook_address;
mod workers;

pub mod account;
pub mod brand;
pub mod house_checks;
pub mod keys;
pub mod mail;
pub mod members;
pub mod passkeys;
pub mod provision;
pub mod reset_password;
pub mod second_factor;
pub mod setup;
pub mod sign_in;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use db::Db;
use domain::Time;
use domain::channel::ChannelKind;
use domain::clock::Clock;
use domain::ids::AppRef;
use mail::Mailer;
use meta::graph::GraphClient;

pub use alerts::AlertList;
pub use app_connection::{
    AccountFound, ConnectionDialog, ConnectionWish, NumberFound, connections_not_set_up,
};
pub use attachments::{Arrived, Incoming, LARGEST_ATTACHMENT};
pub use canned_replies::{CannedText, PLACEHOLDERS};
pub use care_for::{Decided, Decision};
pub use change_consent::is_reserved_source;
pub use change_workspace::WorkspaceChange;
pub use channel_gaps::ChannelGaps;
pub use channel_health::ChannelHealth;
pub use check_channel::{CheckReport, Problem};
pub use chores::Keep;
pub use connect_channel::{ManualChannel, ProvenToken};
pub use egress::Egress;
pub use erasure_ledger::{LedgerState, ledger_state};
pub use error::{Error, Result};
pub use evidence_report::{EvidenceReport, SignedHead};
pub use farewell::Farewell;
pub use import_contacts::{ContactColumns, ContactImport, ContactPreview, LeftOut, LeftRow, Tally};
pub use intake::{Intake, IntakeRefusal};
pub use knowledge::{
    CatalogueImport, Difference, Examined, Mapping, Op, PARTS, Passage, Preview, Reject, Row,
    RowChange, SourceProblem, Upload,
};
pub use labels::COLORS;
pub use leave::LeaveRefusal;
pub use live_proof::{NewProof, ShownProof};
pub use login::{FoundAccount, LoginLaunch};
pub use long_work::Control;
pub use merge_contacts::MergePreview;
pub use own_webhook::{OwnApp, OwnWebhook};
pub use private_reply::PrivateAnswer;
pub use queue_reply::NewReply;
pub use reading::{Unread, read as read_document};
pub use record_status::explain;
pub use resend::{Resend, resend_after};
pub use signup::{Launch, SignupAnswer, not_set_up as signup_not_set_up};
pub use suggest_templates::{SuggestedValue, Suggestions, TemplateSuggestion};
pub use test_event::{TestEvent, TestOutcome};
pub use undo::LONGEST_UNDO;

/// What a desk is made of.
#[derive(Debug)]
pub struct Setup {
    /// The database.
    pub db: Db,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// The way to Meta, real or simulated.
    pub graph: GraphClient,
    /// The way to what tenants name: their feeds.
    pub egress: Egress,
    /// The program that reads documents apart (`loket`); on a thread of this one when absent.
    pub reader: Option<PathBuf>,
    /// Where files, checkpoints and the signing key lie.
    pub data_dir: PathBuf,
    /// The platform's own Meta app, or the simulated one.
    pub default_app: AppRef,
    /// Kinds of channels that have a host and an app of their own at the provider.
    pub doors: BTreeMap<String, Door>,
    /// The address people and Meta use.
    pub public_url: String,
    /// The way letters go out; without it links are handed over by hand, and alerts stay in the desk.
    pub mailer: Option<Mailer>,
}

/// A kind of channel's own way to the provider.
#[derive(Debug, Clone)]
pub struct Door {
    /// Where its API is.
    pub graph: GraphClient,
    /// Whose secret signs its webhooks at the address without a reference.
    pub app: AppRef,
    /// Where its owners sign in, when they can.
    pub login: Option<Login>,
}

/// Where a profile's owner signs in at the provider.
#[derive(Debug, Clone)]
pub struct Login {
    /// The page, without a query.
    pub page: String,
    /// Where its code becomes a token.
    pub exchange: String,
}

/// The desk: every use case is a method. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    setup: Setup,
    intake: Intake,
    departures: depart::Departures,
}

impl Desk {
    /// Puts the parts together and starts the intake's writers. Call it inside a Tokio runtime.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let intake = Intake::start(
            setup.db.clone(),
            Arc::clone(&setup.clock),
            setup.default_app,
            setup
                .doors
                .iter()
                .map(|(kind, door)| (kind.clone(), door.app))
                .collect(),
        );
        Self(Arc::new(Inner {
            setup,
            intake,
            departures: depart::Departures::default(),
        }))
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.0.setup.db
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Time {
        self.0.setup.clock.now()
    }

    /// The moment for sessions, passwords and codes: the machine's, also where time is played.
    #[must_use]
    pub fn door_now(&self) -> Time {
        self.0.setup.clock.machine()
    }

    /// Where time comes from.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.0.setup.clock)
    }

    /// The platform's own Meta app, or the simulated one.
    #[must_use]
    pub fn default_app(&self) -> AppRef {
        self.0.setup.default_app
    }

    /// The address people and Meta use.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.0.setup.public_url
    }

    /// The way letters go out.
    #[must_use]
    pub fn mailer(&self) -> Option<&Mailer> {
        self.0.setup.mailer.as_ref()
    }

    /// The door for webhooks.
    #[must_use]
    pub fn intake(&self) -> &Intake {
        &self.0.intake
    }

    pub(crate) fn egress(&self) -> &Egress {
        &self.0.setup.egress
    }

    pub(crate) fn reader(&self) -> Option<&std::path::Path> {
        self.0.setup.reader.as_deref()
    }

    pub(crate) fn graph(&self) -> &GraphClient {
        &self.0.setup.graph
    }

    /// The way to the provider of a kind of channel.
    pub(crate) fn graph_of(&self, kind: &ChannelKind) -> &GraphClient {
        let own = self.0.setup.doors.get(kind.as_str());
        own.map_or(&self.0.setup.graph, |door| &door.graph)
    }

    /// A kind of channel's own way to the provider.
    pub(crate) fn door(&self, kind: &str) -> Option<Door> {
        self.0.setup.doors.get(kind).cloned()
    }

    /// The platform's apps besides the default one.
    pub(crate) fn apps_of_doors(&self) -> Vec<AppRef> {
        let setup = &self.0.setup;
        let apps = setup.doors.values().map(|door| door.app);
        apps.filter(|app| *app != setup.default_app).collect()
    }

    /// The platform's app for a kind of channel.
    #[must_use]
    pub fn app_of_kind(&self, kind: &str) -> AppRef {
        let own = self.0.setup.doors.get(kind);
        own.map_or(self.0.setup.default_app, |door| door.app)
    }

    pub(crate) fn departures(&self) -> &depart::Departures {
        &self.0.departures
    }

    pub(crate) fn data_dir(&self) -> &std::path::Path {
        &self.0.setup.data_dir
    }
}
