//! `loket tenants`: many at once, for tests. Beside a running server with its sandbox on.

use anyhow::{Context as _, Result, anyhow, ensure};
use db::Actor;
use db::partners::NewWorkspace;
use db::people::KeyScope;
use desk::keys::{self, Scope};
use desk::{ManualChannel, provision};
use domain::channel::ReplyMode;
use domain::ids::{PartnerId, WorkspaceId};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use crate::cli::{Tenants, TenantsMake};
use crate::house::{House, explained};
use crate::settings::Settings;
use crate::{demo, out, simulated};

/// How many are made at once: as many as there are connections.
const AT_ONCE: usize = 8;

/// Makes them.
pub(super) async fn run(settings: &Settings, wish: Tenants) -> Result<()> {
    let Tenants::Make(wish) = wish;
    ensure!(
        wish.partners > 0 && wish.partners <= 1_000,
        "--partners is a number from 1 to 1000"
    );
    ensure!(wish.workspaces <= 10_000, "--workspaces is at most 10000");
    let mode = ReplyMode::parse(&wish.reply_mode)
        .ok_or_else(|| anyhow!("--reply-mode is one of off, draft_only, auto_send"))?;
    let house = House::open(settings).await?;
    let made = make(&house, &wish, mode).await;
    house.close().await?;
    let made = made?;
    if wish.json {
        out::json(&made);
    } else {
        out::line(format_args!(
            "Made {} partners and {} workspaces. Their ids and keys are shown with --json.",
            wish.partners, wish.workspaces
        ));
    }
    Ok(())
}

async fn make(house: &House, wish: &TenantsMake, mode: ReplyMode) -> Result<Value> {
    let sandbox = house
        .addresses
        .sandbox_url
        .as_deref()
        .context("the sandbox is off (LOKET_SANDBOX)")?;
    let templates = serde_json::to_value(demo::seed_templates()?)?;
    let body = json!({ "count": wish.workspaces, "prefix": wish.prefix, "templates": templates });
    let numbers = simulated::control(sandbox, "/tenants", &body).await?;
    let numbers = numbers["tenants"]
        .as_array()
        .context("the sandbox made no tenants")?;
    ensure!(
        numbers.len() == wish.workspaces,
        "the sandbox made {} tenants",
        numbers.len()
    );

    let mut partners = Vec::with_capacity(wish.partners);
    for n in 1..=wish.partners {
        let (id, name) = (PartnerId::new(), format!("{} partner {n}", wish.prefix));
        provision::create_partner(&house.desk, id, &name)
            .await
            .map_err(explained)?;
        let key = keys::issue_for(
            &house.desk,
            KeyScope::Partner(id),
            "script",
            &[Scope::Read, Scope::Send, Scope::Manage],
        );
        let key = key.await.map_err(explained)?;
        partners.push((
            id,
            json!({ "id": id, "name": name, "api_key": key.secret.expose_secret() }),
        ));
    }
    let each = numbers
        .iter()
        .zip(partners.iter().cycle())
        .map(|(number, (partner, _))| workspace(house, wish, mode, *partner, number));
    let workspaces: Vec<Value> = stream::iter(each).buffered(AT_ONCE).try_collect().await?;
    let partners: Vec<Value> = partners.into_iter().map(|(_, shown)| shown).collect();
    Ok(json!({
        "url": house.addresses.url,
        "webhook_url": format!("{}/api/webhooks/wa", house.addresses.url),
        "sandbox_url": sandbox,
        "partners": partners,
        "workspaces": workspaces,
    }))
}

async fn workspace(
    house: &House,
    wish: &TenantsMake,
    mode: ReplyMode,
    partner: PartnerId,
    number: &Value,
) -> Result<Value> {
    let desk = &house.desk;
    let text = |name: &str| {
        number[name]
            .as_str()
            .map(str::to_owned)
            .with_context(|| format!("the sandbox gave no {name}"))
    };
    let (name, phone_number_id, waba_id) =
        (text("name")?, text("phone_number_id")?, text("waba_id")?);
    let token = SecretString::from(text("token")?);
    let display = number["numbers"][0]["display_phone_number"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let id = WorkspaceId::new();
    let new = NewWorkspace {
        id,
        partner,
        name: name.clone(),
        locale: "id".to_owned(),
        timezone: "Asia/Jakarta".to_owned(),
        simulated: true,
    };
    provision::create_workspace(desk, &new)
        .await
        .map_err(explained)?;
    let channel = ManualChannel {
        kind: "whatsapp".to_owned(),
        name: name.clone(),
        phone_number_id: phone_number_id.clone(),
        waba_id: waba_id.clone(),
        display: display.clone(),
        token: token.clone(),
        app_id: None,
        app_secret: None,
    };
    let actor = Actor::Key {
        name: "command line".to_owned(),
    };
    let channel = desk
        .connect_channel(id, actor.clone(), channel)
        .await
        .map_err(explained)?;
    if wish.knowledge {
        demo::put_knowledge(desk, id).await?;
    }
    let mut tx = house.database.db.workspace(id, actor).await?;
    if mode != channel.reply_mode {
        desk.change_channel(&mut tx, channel.id, None, Some(mode), None)
            .await
            .map_err(explained)?;
    }
    let key = keys::issue(
        desk,
        &mut tx,
        "script",
        &[Scope::Read, Scope::Send, Scope::Manage],
    )
    .await
    .map_err(explained)?;
    tx.commit(desk.now()).await?;
    Ok(json!({
        "id": id, "name": name, "partner_id": partner, "channel_id": channel.id,
        "phone_number_id": phone_number_id, "display_phone_number": display, "waba_id": waba_id,
        "token": token.expose_secret(), "api_key": key.secret.expose_secret(),
    }))
}
