//! The binary: configuration, command line, composition.

mod addresses;
mod app_row;
mod choice;
mod cli;
mod commands;
mod database;
mod demo;
mod harden;
mod house;
mod master_key;
mod out;
mod private_file;
mod real_channels;
mod serve;
mod settings;
mod shared_clock;
mod shutdown;
mod simulated;
mod telemetry;
mod worker_threads;

use std::process::ExitCode;

use clap::Parser;

/// Not a failure of ours: the caller asked for something that is not there, or that found faults.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Verdict(String, u8);

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    // Installing twice is an error that means "already there".
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            out::error(&format!("cannot start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(commands::run(cli));
    // A blocked DNS look-up or file read must not hold the exit up.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(Verdict(text, code)) = error.downcast_ref() {
                if !text.is_empty() {
                    out::error(text);
                }
                return ExitCode::from(*code);
            }
            out::error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
