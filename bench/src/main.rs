//! Load generator and scenarios: `cargo xtask bench`, or one of them: `cargo xtask bench SCENARIO`.
//!
//! Every scenario starts the release binary on a data folder of its own with a private Postgres (fsync on), loads it
//! from this process, and prints one table and one line of JSON. Machines differ and are noisy: read the ratios, and
//! compare only figures of one run.

mod ceiling;
mod figures;
mod house;
mod load;
mod payload;
mod process;
mod scenario;
mod stub;
mod tell;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

/// Measures Loket on this machine.
#[derive(Debug, Parser)]
#[command(name = "loket-bench", disable_help_subcommand = true)]
struct Cli {
    /// All that measure, one after the other, when none is named.
    #[command(subcommand)]
    scenario: Option<Scenario>,
}

#[derive(Debug, Subcommand)]
enum Scenario {
    /// Signed webhooks, committed before the 200, beside the ceilings of this machine.
    Intake(IntakeOptions),
    /// From a customer's question to the automatic answer at a Graph stub.
    Reply(ReplyOptions),
    /// Memory at rest, time to readiness, size of the binary.
    Idle(Common),
    /// A server that only checks signatures; started by `intake` as its ceiling.
    #[command(hide = true)]
    Bare {
        /// The port to listen on.
        port: u16,
        /// The app secret.
        secret: String,
    },
}

/// What every scenario takes.
#[derive(Debug, Clone, Args)]
struct Common {
    /// The binary to measure; the one beside this program when not given.
    #[arg(long, value_name = "FILE")]
    loket: Option<PathBuf>,
    /// Where data folders are made: on the disk that is to be measured.
    #[arg(long, value_name = "FOLDER", default_value = "/tmp")]
    disk: PathBuf,
    /// How often each step is repeated; the median is shown.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

#[derive(Debug, Clone, Args)]
struct IntakeOptions {
    #[command(flatten)]
    common: Common,
    /// Seconds of each step.
    #[arg(long, default_value_t = 6)]
    seconds: u64,
    /// Numbers the messages are spread over, each in a workspace of its own.
    #[arg(long, default_value_t = 100)]
    numbers: usize,
    /// Connections of the closed loop.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Rates of the open loop, events per second.
    #[arg(long, value_delimiter = ',', default_value = "500,1000,5000,10000")]
    rates: Vec<u32>,
    /// Messages sent at once to see how long it takes until all of them are applied.
    #[arg(long, default_value_t = 5000)]
    burst: u64,
}

#[derive(Debug, Clone, Args)]
struct ReplyOptions {
    #[command(flatten)]
    common: Common,
    /// Seconds of each run.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Questions per second.
    #[arg(long, default_value_t = 100)]
    rate: u32,
    /// Numbers the questions are spread over, each in a workspace of its own.
    #[arg(long, default_value_t = 100)]
    numbers: usize,
}

fn main() -> ExitCode {
    finished(match Cli::parse().scenario {
        Some(scenario) => run(&scenario),
        None => everything(),
    })
}

fn run(scenario: &Scenario) -> Result<()> {
    match scenario {
        Scenario::Intake(options) => scenario::intake(options),
        Scenario::Reply(options) => scenario::reply(options),
        Scenario::Idle(options) => scenario::idle(options),
        Scenario::Bare { port, secret } => ceiling::bare(*port, secret),
    }
}

/// Every scenario with its defaults.
fn everything() -> Result<()> {
    for name in ["intake", "reply", "idle"] {
        let cli = Cli::try_parse_from(["loket-bench", name])?;
        cli.scenario.as_ref().map_or(Ok(()), run)?;
    }
    Ok(())
}

fn finished(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell::note(format_args!("loket-bench: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
