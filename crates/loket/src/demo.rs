//! The demo: *Toko Angin*, an outdoor shop that sells jackets, tents and stoves, on a sandbox number.
//!
//! Every step looks first whether it was done, so that a start that was cut off goes on where it stopped.

use anyhow::{Context as _, Result};
use db::channels::{self, Channel};
use db::people::KeyScope;
use db::{Actor, Db, partners};
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use desk::{Desk, ManualChannel, keys, setup};
use domain::ids::{PartnerId, WorkspaceId};
use rand::Rng as _;
use sandbox::{Seed, SeedNumber, SeedTemplate, SeedWaba};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::Value;

use crate::house::explained;

/// The demo's partner. A constant: every node means the same one.
pub(crate) const PARTNER: PartnerId = PartnerId(uuid::Uuid::from_u128(
    0x6c6f_6b65_7400_8000_8000_0000_0000_0011,
));
/// The demo's workspace.
pub(crate) const WORKSPACE: WorkspaceId = WorkspaceId(uuid::Uuid::from_u128(
    0x6c6f_6b65_7400_8000_8000_0000_0000_0012,
));
/// The sandbox's id of the demo's business account.
pub(crate) const WABA: &str = "700100200300500";
/// The sandbox's id of the demo's number.
pub(crate) const NUMBER: &str = "700100200300600";
/// The number customers see.
pub(crate) const DISPLAY: &str = "+62 811-5550-0101";
/// Whose password is printed on first start.
pub(crate) const OWNER: &str = "owner@toko-angin.example";
/// The name of the key that `loket demo` makes anew each time.
const SCRIPT_KEY: &str = "demo script";

const PARTNER_NAME: &str = "Angin Digital";
const WORKSPACE_NAME: &str = "Toko Angin";

/// What the shop knows.
pub(crate) const KNOWLEDGE: &str = include_str!("../demo/knowledge.json");
/// Its approved templates.
const TEMPLATES: &str = include_str!("../demo/templates.json");

/// A template as the file writes it.
#[derive(Deserialize)]
struct Template {
    name: String,
    language: String,
    category: String,
    #[serde(default)]
    parameter_format: String,
    components: Vec<Value>,
}

/// What the sandbox must hold for the demo: its account, number and templates, under this token.
pub(crate) fn seed(token: &SecretString) -> Result<Seed> {
    let mut waba = SeedWaba::new(WABA, WORKSPACE_NAME, token.expose_secret())
        .number(SeedNumber::new(NUMBER, DISPLAY, WORKSPACE_NAME));
    waba.templates = seed_templates()?;
    Ok(Seed::default().waba(waba))
}

/// The demo's templates, for the sandbox.
pub(crate) fn seed_templates() -> Result<Vec<SeedTemplate>> {
    let templates: Vec<Template> =
        serde_json::from_str(TEMPLATES).context("demo/templates.json")?;
    Ok(templates
        .into_iter()
        .map(|t| SeedTemplate {
            parameter_format: t.parameter_format,
            ..SeedTemplate::new(&t.name, &t.language, &t.category, t.components)
        })
        .collect())
}

/// The token of the demo's number: the stored one, or a new one when there is none yet.
pub(crate) async fn token(db: &Db) -> Result<SecretString> {
    let mut tx = db.workspace(WORKSPACE, Actor::System).await?;
    if let Some(channel) = demo_channel(channels::list(&mut tx).await?)
        && let Some(token) = channels::token(&mut tx, channel.id).await?
    {
        return Ok(token);
    }
    Ok(made_up_token())
}

/// The demo's number, also once somebody disconnected it: it is not connected again behind their back.
pub(crate) fn demo_channel(channels: Vec<Channel>) -> Option<Channel> {
    let is_gone = |one: &Channel| one.external_id.is_empty() && one.display == DISPLAY;
    let (connected, gone): (Vec<_>, Vec<_>) = channels
        .into_iter()
        .filter(|one| one.external_id == NUMBER || is_gone(one))
        .partition(|one| !one.external_id.is_empty());
    connected.into_iter().chain(gone).next()
}

/// In the form of Meta's tokens: `EAA`, then letters and digits.
fn made_up_token() -> SecretString {
    let random = rand::rng()
        .sample_iter(rand::distr::Alphanumeric)
        .take(120)
        .map(char::from);
    format!("EAA{}", random.collect::<String>()).into()
}

/// What a first start shows, once.
pub(crate) struct Newcomer {
    /// The owner's password.
    pub(crate) password: SecretString,
    /// The token of the way to make the house one's own.
    pub(crate) setup: SecretString,
}

/// Makes whatever of the demo is missing. Answers what is shown once when the owner's account was made just now.
pub(crate) async fn ensure(desk: &Desk, token: SecretString) -> Result<Option<Newcomer>> {
    let db = desk.db();
    let mut tx = db.platform().await?;
    let has_partner = partners::exists(&mut tx, PARTNER).await?;
    let has_workspace = partners::directory(&mut tx, WORKSPACE).await?.is_some();
    // Whoever set the house up gave the account another address.
    let has_owner = !db::members::owners(&mut tx, WORKSPACE).await?.is_empty();
    drop(tx);
    if !has_partner {
        provision::create_partner(desk, PARTNER, PARTNER_NAME)
            .await
            .map_err(explained)?;
    }
    if !has_workspace {
        let new = partners::NewWorkspace {
            id: WORKSPACE,
            partner: PARTNER,
            name: WORKSPACE_NAME.to_owned(),
            locale: "id".to_owned(),
            timezone: "Asia/Jakarta".to_owned(),
            simulated: true,
        };
        provision::create_workspace(desk, &new)
            .await
            .map_err(explained)?;
    }
    put_knowledge(desk, WORKSPACE).await?;
    connect(desk, token).await?;
    if has_owner {
        return Ok(None);
    }
    let owner = NewPerson {
        email: OWNER.to_owned(),
        name: "Sari (owner)".to_owned(),
        password: None,
        grants: vec![Grant::Workspace(WORKSPACE, WorkspaceRole::Owner)],
    };
    let made = provision::create_person(desk, owner)
        .await
        .map_err(explained)?;
    let Some(password) = made.password else {
        return Ok(None);
    };
    let setup = setup::open(desk, Some(made.person.id))
        .await
        .map_err(explained)?;
    Ok(Some(Newcomer { password, setup }))
}

/// Gives a workspace the shop's knowledge when it has none.
pub(crate) async fn put_knowledge(desk: &Desk, workspace: WorkspaceId) -> Result<()> {
    let mut tx = desk.db().workspace(workspace, Actor::System).await?;
    if db::knowledge::version(&mut tx).await? > 0 {
        return Ok(());
    }
    let document = serde_json::from_str(KNOWLEDGE).context("demo/knowledge.json")?;
    desk.put_knowledge(&mut tx, document)
        .await
        .map_err(explained)?;
    tx.commit(desk.now()).await?;
    Ok(())
}

async fn connect(desk: &Desk, token: SecretString) -> Result<()> {
    let mut tx = desk.db().workspace(WORKSPACE, Actor::System).await?;
    let connected = demo_channel(channels::list(&mut tx).await?);
    drop(tx);
    let channel = if let Some(channel) = connected {
        channel
    } else {
        let new = ManualChannel {
            kind: "whatsapp".to_owned(),
            name: WORKSPACE_NAME.to_owned(),
            phone_number_id: NUMBER.to_owned(),
            waba_id: WABA.to_owned(),
            display: DISPLAY.to_owned(),
            token,
            app_id: None,
            app_secret: None,
        };
        desk.connect_channel(WORKSPACE, Actor::System, new)
            .await
            .map_err(explained)?
    };
    let mut tx = desk.db().workspace(WORKSPACE, Actor::System).await?;
    let synced = !db::templates::list(&mut tx, Some(channel.id))
        .await?
        .is_empty();
    drop(tx);
    if !synced {
        desk.sync_templates(WORKSPACE, Actor::System, channel.id)
            .await
            .map_err(explained)?;
    }
    Ok(())
}

/// A fresh key for scripts; the ones made before stop working. A key cannot be shown a second time.
pub(crate) async fn script_key(desk: &Desk) -> Result<SecretString> {
    let mut tx = desk.db().workspace(WORKSPACE, Actor::System).await?;
    for old in keys::list(desk, WORKSPACE).await.map_err(explained)? {
        if old.name == SCRIPT_KEY {
            keys::revoke(desk, &mut tx, old.id)
                .await
                .map_err(explained)?;
        }
    }
    let scopes = [keys::Scope::Read, keys::Scope::Send, keys::Scope::Manage];
    let issued = keys::issue(desk, &mut tx, SCRIPT_KEY, &scopes)
        .await
        .map_err(explained)?;
    debug_assert_eq!(issued.key.scope, KeyScope::Workspace(WORKSPACE));
    tx.commit(desk.now()).await?;
    Ok(issued.secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;
    use grounding::{Knowledge, Question};

    fn shop() -> Knowledge {
        Knowledge::from_json(KNOWLEDGE).unwrap()
    }

    #[test]
    fn the_shop_is_understood_without_a_rest() {
        let shop = shop();
        assert!(shop.problems.is_empty(), "{:#?}", shop.problems);
        assert_eq!(shop.items.len(), 12);
        let without_facts: Vec<_> = shop
            .policies
            .iter()
            .filter(|p| p.facts.is_empty())
            .map(|p| &p.source.id)
            .collect();
        assert!(without_facts.is_empty(), "{without_facts:?}");
        assert!(shop.promos.iter().all(|promo| promo.terms.is_some()));
    }

    #[test]
    fn questions_of_the_readme_are_answered_from_the_shop() {
        let now = chrono::Utc.with_ymd_and_hms(2026, 11, 20, 3, 0, 0).unwrap();
        let shop = shop();
        for (question, expected) in [
            ("Halo, apakah jaket biru ukuran M masih ada?", "3"),
            ("Hi, do you still have the blue jacket in M?", "3"),
            ("jaket biru ukuran L ada?", "L"),
            ("Berapa harga tenda dua orang?", "1.190.000"),
            ("Berapa ongkos kirim ke Bandung?", "20.000"),
            ("How much is shipping to Bali?", "38"),
            ("Jam buka toko hari Minggu?", "tutup"),
            ("Bisa tukar ukuran?", "10 hari"),
            ("Bayarnya lewat apa?", "QRIS"),
        ] {
            let drafted = grounding::draft(
                &Question {
                    text: question.to_owned(),
                    ..Question::default()
                },
                &shop,
                now,
            );
            let text = format!("{drafted:?}");
            assert!(text.contains(expected), "{question}: {text}");
        }
    }

    #[test]
    fn the_three_templates_seed_the_sandbox() {
        let seed = seed(&"EAAx".to_owned().into()).unwrap();
        let waba = &seed.wabas[0];
        assert_eq!(
            (waba.id.as_str(), waba.templates.len(), waba.numbers.len()),
            (WABA, 3, 1)
        );
        let token = made_up_token();
        assert!(token.expose_secret().starts_with("EAA") && token.expose_secret().len() == 123);
    }
}
