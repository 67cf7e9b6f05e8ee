//! Settings: what they are called, what they mean, what they are when nobody says anything.
//!
//! One list, [`ALL`], is the source of reading, of `loket config` and of `docs/settings.md`. A value comes from the
//! environment, otherwise from the file, otherwise it is the default.

mod keep;
mod list;
mod mail;
mod read;
mod show;
mod span;

use std::net::SocketAddr;
use std::path::PathBuf;

use desk::mail::MailServer;
use desk::sign_in::Spans;
use secrecy::SecretString;

pub(crate) use list::ALL;
pub(crate) use read::load;
pub(crate) use show::{markdown, table};

/// Settings from these variables only.
#[cfg(test)]
pub(crate) fn for_tests(environment: impl IntoIterator<Item = (String, String)>) -> Settings {
    read::understand(environment, std::collections::BTreeMap::new(), false).unwrap()
}

/// All settings, read and checked.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Where the API and the desk listen.
    pub(crate) listen: SocketAddr,
    /// The address people and Meta use; `None`: the listening address.
    pub(crate) public_url: Option<String>,
    /// Where everything lies that must survive.
    pub(crate) data_dir: PathBuf,
    /// A server of the operator's; `None`: our own.
    pub(crate) database_url: Option<SecretString>,
    /// The file with the key that everything sealed hangs on.
    pub(crate) master_key_file: PathBuf,
    /// The operator's Meta app.
    pub(crate) meta: Option<MetaApp>,
    /// Which configuration of Meta's consent dialog.
    pub(crate) meta_config_id: Option<String>,
    /// The configuration of the login dialog, for app connections.
    pub(crate) meta_login_config_id: Option<String>,
    /// The operator's Instagram app.
    pub(crate) instagram: Option<InstagramApp>,
    /// Where Instagram's Graph API is; `None`: Meta, or the sandbox when it is on.
    pub(crate) instagram_graph_url: Option<String>,
    /// Where owners of an Instagram account sign in; `None`: Meta, or the sandbox when it is on.
    pub(crate) instagram_login_url: Option<String>,
    /// Where the code of that sign-in becomes a token; `None`: Meta, or the sandbox when it is on.
    pub(crate) instagram_token_url: Option<String>,
    /// Where the Graph API is; `None`: Meta, or the sandbox when it is on.
    pub(crate) graph_url: Option<String>,
    /// Its version.
    pub(crate) graph_version: String,
    /// Whether the simulated Meta runs beside us.
    pub(crate) sandbox: bool,
    /// Where it listens.
    pub(crate) sandbox_listen: SocketAddr,
    /// Whether a proxy in front of us sets `X-Forwarded-For`.
    pub(crate) behind_proxy: bool,
    /// Addresses that feeds may be fetched from though they are not public.
    pub(crate) egress_allow: Vec<SocketAddr>,
    /// Whether the sign-in page speaks to Meta's reviewers; `None`: while somebody has that role.
    pub(crate) reviewer_hint: Option<bool>,
    /// How long sessions last.
    pub(crate) sessions: Spans,
    /// The operator's mail server.
    pub(crate) mail: Option<MailServer>,
    /// How many jobs run at once.
    pub(crate) workers: usize,
    /// How long what is over is kept.
    pub(crate) keep: desk::Keep,
    /// Which log lines are written.
    pub(crate) log: String,
    /// Whether they are JSON.
    pub(crate) log_json: bool,
    /// Things that are set and have no effect, or look like a slip of the pen.
    pub(crate) remarks: Vec<String>,
    /// What `loket config` shows: every name with its value as text and where it came from.
    pub(crate) effective: Vec<Effective>,
}

/// The operator's own Meta app.
#[derive(Debug, Clone)]
pub(crate) struct MetaApp {
    /// Meta's id of it.
    pub(crate) id: String,
    /// Signs webhooks.
    pub(crate) secret: SecretString,
    /// Answers the verification handshake.
    pub(crate) verify_token: SecretString,
}

/// The Instagram app of the operator's Meta app.
#[derive(Debug, Clone)]
pub(crate) struct InstagramApp {
    /// Instagram's id of it.
    pub(crate) id: String,
    /// Signs webhooks.
    pub(crate) secret: SecretString,
}

/// One setting as it is in force.
#[derive(Debug, Clone)]
pub(crate) struct Effective {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its value, secrets blotted out; `None` when there is none.
    pub(crate) shown: Option<String>,
    /// Where it came from.
    pub(crate) from: Source,
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The environment.
    Environment,
    /// The settings file.
    File,
    /// Nobody said anything.
    Default,
}

/// One setting's description.
#[derive(Debug)]
pub(crate) struct Setting {
    /// Its name, in the environment and in the file.
    pub(crate) name: &'static str,
    /// The value when nobody says anything, in words.
    pub(crate) default: &'static str,
    /// What must not be shown of it.
    pub(crate) secrecy: Secrecy,
    /// What it does.
    pub(crate) about: &'static str,
}

/// What must not be shown of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrecy {
    /// Nothing is secret.
    Open,
    /// All of it is.
    Secret,
    /// An address with a password in it.
    Address,
}
