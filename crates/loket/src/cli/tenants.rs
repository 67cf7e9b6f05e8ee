//! Tenants by the hundred, on the command line.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Tenants {
    /// Makes partners and workspaces, each with a sandbox number and an API key.
    Make(TenantsMake),
}

#[derive(Debug, Args)]
pub(crate) struct TenantsMake {
    /// How many partners.
    #[arg(long, default_value_t = 10)]
    pub(crate) partners: usize,
    /// How many workspaces in all, dealt out evenly.
    #[arg(long, default_value_t = 100)]
    pub(crate) workspaces: usize,
    /// What their names begin with.
    #[arg(long, default_value = "Tenant")]
    pub(crate) prefix: String,
    /// What becomes of drafts: `off`, `draft_only`, `auto_send`.
    #[arg(long, default_value = "draft_only")]
    pub(crate) reply_mode: String,
    /// Gives each the demo shop's knowledge.
    #[arg(long)]
    pub(crate) knowledge: bool,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
