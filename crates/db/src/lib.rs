//! All of Loket's SQL.
//!
//! There is one way to a workspace's rows: [`Db::workspace`] (or [`Db::worker`], the same on the worker's role).
//! It opens a transaction, sets the workspace in it, and hands out a [`WorkspaceTx`]; every function over tenant
//! rows takes one. [`PartnerTx`], [`IngestTx`] and [`PlatformTx`] run on roles of their own, each with grants for
//! only what its holder may do. No pool leaves this crate.

mod api_keys;
mod book;
mod connect;
mod contact_find;
mod contact_labels;
mod contact_list;
mod contact_marks;
mod conversation_counts;
mod conversation_find;
mod conversation_list;
mod conversation_state;
mod conversation_touch;
mod erasure_rows;
mod error;
mod hints;
mod identities;
mod large_objects;
mod merge_list;
mod merge_make;
mod merge_snapshot;
mod merge_undo;
mod migrate;
mod new_messages;
mod reactions;
mod roles;
mod scope;
mod seal;
mod sessions;
mod tenures;
mod version;
mod wordings;

pub mod apps;
pub mod assignments;
pub mod attachments;
pub mod attributes;
pub mod brands;
pub mod canned;
pub mod channel_facts;
pub mod channel_health;
pub mod channels;
pub mod chores;
pub mod consents;
pub mod contact_entry;
pub mod contact_timeline;
pub mod contacts;
pub mod conversations;
pub mod courtesies;
pub mod dead_jobs;
pub mod draft_counts;
pub mod draft_stops;
pub mod drafts;
pub mod erasure;
pub mod events;
pub mod evidence_list;
pub mod evidence_log;
pub mod first_steps;
pub mod grants;
pub mod idempotency;
pub mod ingest;
pub mod invitations;
pub mod journal;
pub mod knowledge;
pub mod knowledge_documents;
pub mod knowledge_feeds;
pub mod knowledge_uses;
pub mod labels;
pub mod lanes;
pub mod live;
pub mod long_jobs;
pub mod media;
pub mod members;
pub mod mentions;
pub mod merges;
pub mod messages;
pub mod notes;
pub mod partners;
pub mod passkeys;
pub mod people;
pub mod reset_links;
pub mod retention;
pub mod saved_views;
pub mod second_factor;
pub mod sends;
pub mod setup;
mod stop_carried;
pub mod sums;
pub mod templates;
pub mod undo;
pub mod workspaces;

pub use connect::{Config, Db};
pub use error::{Conflict, Error, Result};
pub use hints::Hints;
pub use large_objects::{FUNCTIONS as LARGE_OBJECT_FUNCTIONS, revoke as revoke_large_objects};
pub use migrate::prepare;
pub use scope::{Actor, IngestTx, PartnerTx, PlatformTx, WorkspaceTx};
pub use seal::{DataKey, MasterKey, Place, Sealed};
pub use version::{ServerVersion, Warning};

pub use evidence_log::Record;
pub use live::Announcement;
