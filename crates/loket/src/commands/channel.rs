//! `loket channel`: connects a number by hand.

use anyhow::{Context as _, Result};
use db::Actor;
use desk::ManualChannel;
use secrecy::SecretString;
use serde_json::json;

use super::secret_from;
use crate::cli::{Channel, ChannelAdd};
use crate::house::{House, explained};
use crate::out;
use crate::settings::Settings;

/// Connects it.
pub(super) async fn run(settings: &Settings, wish: Channel) -> Result<()> {
    let Channel::Add(wish) = wish;
    let token = token(&wish)?;
    let app_secret = wish
        .app_secret_file
        .as_deref()
        .map(|file| secret_from(Some(file)))
        .transpose()?;
    let house = House::open(settings).await?;
    let outcome = add(&house, wish, token, app_secret).await;
    house.close().await?;
    outcome
}

fn token(wish: &ChannelAdd) -> Result<SecretString> {
    match &wish.token_env {
        Some(name) => std::env::var(name)
            .map(SecretString::from)
            .with_context(|| format!("the variable {name} holds no token")),
        None => secret_from(wish.token_file.as_deref()),
    }
}

async fn add(
    house: &House,
    wish: ChannelAdd,
    token: SecretString,
    app_secret: Option<SecretString>,
) -> Result<()> {
    let new = ManualChannel {
        kind: wish.kind,
        name: wish.name,
        phone_number_id: wish.phone_number_id,
        waba_id: wish.waba_id,
        display: wish.display,
        token,
        app_id: wish.app_id,
        app_secret,
    };
    let actor = Actor::Key {
        name: "command line".to_owned(),
    };
    let channel = house
        .desk
        .connect_channel(wish.workspace, actor, new)
        .await
        .map_err(explained)?;
    let webhook = house.desk.webhook_address(&channel);
    if wish.json {
        out::json(&json!({
            "id": channel.id, "workspace_id": wish.workspace, "phone_number_id": channel.external_id,
            "waba_id": channel.account_id, "app_ref": channel.app_ref, "webhook_url": webhook,
            "reply_mode": channel.reply_mode, "simulated": channel.simulated,
        }));
    } else {
        out::line(format_args!(
            "Connected {} ({}): {}",
            channel.name, channel.external_id, channel.id
        ));
        out::line(format_args!("Its webhook address: {webhook}"));
    }
    Ok(())
}
