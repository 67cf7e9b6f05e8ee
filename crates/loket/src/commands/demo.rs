//! `loket demo`: the demo's ids and keys, for scripts.

use anyhow::{Result, bail};
use db::{Actor, apps, channels, partners};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::cli::Json;
use crate::house::House;
use crate::settings::Settings;
use crate::{app_row, demo, out};

/// Prints them. Each call makes a new key and ends the one before: a key cannot be shown twice.
pub(super) async fn run(settings: &Settings, wish: &Json) -> Result<()> {
    let house = House::open(settings).await?;
    let outcome = show(&house, wish).await;
    house.close().await?;
    outcome
}

async fn show(house: &House, wish: &Json) -> Result<()> {
    let db = &house.database.db;
    let mut tx = db.platform().await?;
    let known = partners::directory(&mut tx, demo::WORKSPACE).await?;
    let app = apps::get(&mut tx, app_row::SIMULATED).await?;
    drop(tx);
    let (Some(_), Some(app)) = (known, app) else {
        bail!(
            "there is no demo yet: `loket serve` makes it on its first start with the sandbox on"
        );
    };
    let mut tx = db.workspace(demo::WORKSPACE, Actor::System).await?;
    let channel = demo::demo_channel(channels::list(&mut tx).await?);
    drop(tx);
    let key = demo::script_key(&house.desk).await?;
    let addresses = &house.addresses;
    let facts = json!({
        "url": addresses.url,
        "webhook_url": format!("{}/api/webhooks/wa", addresses.url),
        "sandbox_url": addresses.sandbox_url,
        "phone_url": addresses.sandbox_url.as_ref().map(|url| format!("{url}/sandbox/phone")),
        "partner_id": demo::PARTNER,
        "workspace_id": demo::WORKSPACE,
        "channel_id": channel.as_ref().map(|c| c.id),
        "phone_number_id": demo::NUMBER,
        "display_phone_number": demo::DISPLAY,
        "waba_id": demo::WABA,
        "instagram_id": null,
        "app_ref": app.app_ref,
        "app_id": app.app_id,
        "app_secret": app.secret.expose_secret(),
        "verify_token": app.verify_token.expose_secret(),
        "owner_email": demo::OWNER,
        "api_key": key.expose_secret(),
    });
    if wish.json {
        out::json(&facts);
    } else if let Some(map) = facts.as_object() {
        for (name, value) in map {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            out::line(format_args!("{name:<21} {text}"));
        }
    }
    Ok(())
}
