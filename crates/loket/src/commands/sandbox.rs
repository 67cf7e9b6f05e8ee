//! `loket sandbox`: the simulated Meta alone, for other programs.

use anyhow::{Context as _, Result};
use rand::RngCore as _;
use sandbox::Config;
use secrecy::ExposeSecret as _;

use crate::cli::Sandbox;
use crate::settings::Settings;
use crate::{demo, out, shutdown};

/// Runs it until told to stop.
pub(super) async fn run(settings: &Settings, wish: Sandbox) -> Result<()> {
    let (app_id, secret, verify) = match &settings.meta {
        Some(app) => (
            app.id.clone(),
            app.secret.expose_secret().to_owned(),
            app.verify_token.expose_secret().to_owned(),
        ),
        None => ("700100200300400".to_owned(), random(16), random(16)),
    };
    let token = format!("EAA{}", random(40));
    let mut config =
        Config::new(&app_id, &secret, &wish.callback).seed(demo::seed(&token.clone().into())?);
    config.verify_token.clone_from(&verify);
    config.listen = settings.sandbox_listen;
    config.state_file = wish.state;
    let stop = shutdown::on_signal()?;
    let running = sandbox::start(config, stop.cancelled_owned())
        .await
        .context("the sandbox could not be started")?;
    out::line(format_args!("The sandbox is ready: {}", running.url()));
    for (name, value) in [
        ("app id", app_id.as_str()),
        ("app secret", &secret),
        ("verify token", &verify),
        ("phone number id", demo::NUMBER),
        ("account id", demo::WABA),
        ("token (first start)", &token),
    ] {
        out::line(format_args!("  {name:<20} {value}"));
    }
    running.join.await??;
    Ok(())
}

fn random(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    rand::rng().fill_bytes(&mut random);
    hex::encode(random)
}
