//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::ids::{PartnerId, WorkspaceId};

mod tenants;

pub(crate) use tenants::{Tenants, TenantsMake};

/// A WhatsApp service desk that proves what it says. Without a command it serves.
#[derive(Debug, Parser)]
#[command(name = "loket", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// The settings file; loket.toml in the working folder when there is one.
    #[arg(long, global = true, env = "LOKET_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs the desk (the default).
    Serve(Serve),
    /// Shows the demo workspace's ids and a fresh API key, for scripts.
    Demo(Demo),
    /// Looks whether everything is as it should be, and says what to do where it is not.
    Doctor,
    /// Brings the database to the present schema.
    Migrate,
    /// Shows the settings in force, without secrets.
    Config(Config),
    /// Works with exported evidence.
    #[command(subcommand)]
    Evidence(Evidence),
    /// People with an account.
    #[command(subcommand)]
    User(User),
    /// Partners.
    #[command(subcommand)]
    Partner(Partner),
    /// Workspaces.
    #[command(subcommand)]
    Workspace(Workspace),
    /// Channels of a workspace.
    #[command(subcommand)]
    Channel(Channel),
    /// API keys and the master key.
    #[command(subcommand)]
    Key(Key),
    /// What a workspace may answer from.
    #[command(subcommand)]
    Knowledge(Knowledge),
    /// Webhooks as they came.
    #[command(subcommand)]
    Journal(Journal),
    /// Work that was set aside after too many tries.
    #[command(subcommand)]
    Jobs(Jobs),
    /// Many tenants at once, for tests.
    #[command(subcommand)]
    Tenants(Tenants),
    /// Runs the simulated Meta alone.
    Sandbox(Sandbox),
    /// Reads a document from its input and writes its passages; the desk starts it, with little memory and time.
    #[command(hide = true)]
    ReadDocument {
        /// markdown, pdf or docx.
        kind: String,
    },
    /// Prints the OpenAPI document.
    Openapi,
    /// The private Postgres.
    #[command(subcommand)]
    Pg(Pg),
    /// Writes a backup. Comes later.
    Backup,
    /// Restores a backup. Comes later.
    Restore,
}

#[derive(Debug, Args, Default)]
pub(crate) struct Serve {
    /// What this process does; both when not given.
    #[arg(long, value_delimiter = ',', value_name = "ROLES")]
    pub(crate) role: Vec<Role>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Role {
    /// Answers requests and webhooks.
    Api,
    /// Does the work behind them.
    Worker,
}

#[derive(Debug, Args)]
pub(crate) struct Json {
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Demo {
    /// What to do instead.
    #[command(subcommand)]
    pub(crate) command: Option<DemoCommand>,
    #[command(flatten)]
    pub(crate) show: Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DemoCommand {
    /// Fills the simulated demo workspace, to see how the desk behaves when there is much. For developers.
    #[command(hide = true)]
    Load(DemoLoad),
}

#[derive(Debug, Args)]
pub(crate) struct DemoLoad {
    /// How many conversations.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) conversations: u32,
    /// How many messages in each.
    #[arg(long, default_value_t = 3)]
    pub(crate) messages: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Config {
    /// Prints the page docs/settings.md instead.
    #[arg(long)]
    pub(crate) markdown: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Verifies an exported file. Needs no database.
    Verify {
        /// The export.
        file: PathBuf,
        /// The public key of this Loket as you know it: name+id+key.
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
        /// Checkpoints you kept: signed notes, one after another.
        #[arg(long, value_name = "FILE")]
        notes: Option<PathBuf>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Makes an account. A made-up password is printed once.
    Add {
        /// The person's e-mail address.
        #[arg(long)]
        email: String,
        /// The name shown.
        #[arg(long)]
        name: String,
        /// A workspace the person belongs to.
        #[arg(long, value_name = "ID")]
        workspace: Option<WorkspaceId>,
        /// One of `owner`, `communications_admin`, `agent`, `viewer`, `reviewer`.
        #[arg(long, default_value = "agent", requires = "workspace")]
        role: String,
        /// A partner the person works for.
        #[arg(long, value_name = "ID")]
        partner: Option<PartnerId>,
        /// Makes the person an administrator of the platform.
        #[arg(long)]
        platform_admin: bool,
        /// Reads the password from this file (- for standard input) instead of making one up.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Asks for no codes of an authenticator app any more: for somebody who lost theirs and the recovery codes too.
    CodesOff {
        /// The person's e-mail address.
        #[arg(long)]
        email: String,
    },
    /// Gives an account a new made-up password and ends its sessions.
    Password {
        /// The person's e-mail address.
        #[arg(long)]
        email: String,
        /// Reads the password from this file (- for standard input) instead of making one up.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Partner {
    /// Makes a partner.
    Add {
        /// Its name.
        name: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Workspace {
    /// Makes a workspace.
    Add {
        /// Its name.
        name: String,
        /// Whose client it is.
        #[arg(long, value_name = "ID")]
        partner: PartnerId,
        /// Language of its people.
        #[arg(long, default_value = "id")]
        locale: String,
        /// IANA time zone.
        #[arg(long, default_value = "Asia/Jakarta")]
        timezone: String,
        /// Whether everything in it is simulated, for ever; as the sandbox is when not given.
        #[arg(long)]
        simulated: Option<bool>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Channel {
    /// Connects a number by hand. The token comes from a file, a variable or standard input, never from an argument.
    Add(ChannelAdd),
}

#[derive(Debug, Args)]
pub(crate) struct ChannelAdd {
    /// Whose.
    #[arg(long, value_name = "ID")]
    pub(crate) workspace: WorkspaceId,
    /// The name people give it.
    #[arg(long, default_value = "WhatsApp")]
    pub(crate) name: String,
    /// Which channel.
    #[arg(long, default_value = "whatsapp")]
    pub(crate) kind: String,
    /// Meta's id of the number.
    #[arg(long, value_name = "ID")]
    pub(crate) phone_number_id: String,
    /// Meta's id of the business account above it; an Instagram account has none.
    #[arg(long, value_name = "ID", default_value = "")]
    pub(crate) waba_id: String,
    /// The number customers see.
    #[arg(long, default_value = "")]
    pub(crate) display: String,
    /// The file with the token (- for standard input, the default).
    #[arg(long, value_name = "FILE", conflicts_with = "token_env")]
    pub(crate) token_file: Option<PathBuf>,
    /// The variable with the token.
    #[arg(long, value_name = "NAME")]
    pub(crate) token_env: Option<String>,
    /// The workspace's own Meta app.
    #[arg(long, value_name = "ID", requires = "app_secret_file")]
    pub(crate) app_id: Option<String>,
    /// The file with its app secret.
    #[arg(long, value_name = "FILE", requires = "app_id")]
    pub(crate) app_secret_file: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Makes an API key and prints it once.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// A key for this workspace.
        #[arg(long, value_name = "ID", group = "scope_of_key")]
        workspace: Option<WorkspaceId>,
        /// A key for this partner.
        #[arg(long, value_name = "ID", group = "scope_of_key")]
        partner: Option<PartnerId>,
        /// A key for the platform's provisioning.
        #[arg(long, group = "scope_of_key")]
        platform: bool,
        /// What it may do: read, send, manage.
        #[arg(long, value_delimiter = ',', default_value = "read,send")]
        scopes: Vec<KeyScope>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Replaces the master key. Comes later.
    Rotate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyScope {
    /// Look.
    Read,
    /// Write to customers and decide on drafts.
    Send,
    /// Change channels, knowledge and keys, export and erase.
    Manage,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Knowledge {
    /// Makes a JSON document the workspace's knowledge.
    Load {
        /// The document.
        file: PathBuf,
        /// Whose.
        #[arg(long, value_name = "ID")]
        workspace: WorkspaceId,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Journal {
    /// Puts set-aside webhooks, and those with parts that went to nobody, back in line.
    Replay {
        /// Only those received since, such as 2026-01-31T09:30:00Z.
        #[arg(long, value_name = "TIME")]
        since: Option<chrono::DateTime<chrono::Utc>>,
    },
    /// Shows what waits and what was set aside.
    Health(Json),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Jobs {
    /// Shows what was set aside, and why.
    Dead(Json),
    /// Puts jobs back in line, with all their tries before them.
    Replay {
        /// Ids of `loket jobs dead`.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<uuid::Uuid>,
    },
    /// Drops jobs for good: what they were to do is not done.
    Drop {
        /// Ids of `loket jobs dead`.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<uuid::Uuid>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Sandbox {
    /// The webhook address it signs for.
    #[arg(
        long,
        value_name = "URL",
        default_value = "http://127.0.0.1:8080/api/webhooks/wa"
    )]
    pub(crate) callback: String,
    /// Where its state is kept; in memory when not given.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Pg {
    /// Stops it, when no Loket uses it.
    Stop,
}
