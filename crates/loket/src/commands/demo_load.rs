//! `loket demo load`: many conversations at once, to see how the desk behaves when there is much.
//!
//! Only in the simulated demo workspace, and through the same rows a customer's message makes. Nothing of it is evidence:
//! nobody wrote these words.

use anyhow::{Context as _, Result, ensure};
use chrono::Duration;
use db::channels::Channel;
use db::conversations::{self, Touch};
use db::messages::{self, NewInbound};
use db::{Actor, WorkspaceTx, channels, contacts, workspaces};
use domain::content::{Content, Context};
use domain::identity::{IdentityKind, IdentitySet};
use domain::ids::MessageId;
use futures::{StreamExt as _, TryStreamExt as _, stream};

use crate::cli::DemoLoad;
use crate::house::House;
use crate::settings::Settings;
use crate::{demo, out};

/// Conversations of one transaction.
const BATCH: u32 = 100;
/// Transactions at once.
const AT_ONCE: usize = 4;

const FIRST: [&str; 16] = [
    "Sari", "Budi", "Rina", "Tono", "Ayu", "Wulan", "Dewi", "Agus", "Putri", "Joko", "Lestari",
    "Bayu", "Intan", "Rizky", "Maya", "Hendra",
];
const LAST: [&str; 12] = [
    "Santoso", "Wijaya", "Halim", "Nugroho", "Siregar", "Pratama", "Kusuma", "Hidayat", "Saputra",
    "Lubis", "Utami", "Gunawan",
];
const SAID: [&str; 8] = [
    "Halo kak, jaket biru ukuran M masih ada?",
    "Berapa ongkos kirim ke Bandung?",
    "Toko buka jam berapa hari Minggu?",
    "Terima kasih banyak ya kak",
    "Mau pesan dua topi rimba, bisa dikirim hari ini?",
    "Barangnya sudah sampai, bagus sekali",
    "Kalau tukar ukuran bagaimana caranya?",
    "Ada diskon untuk pembelian grosir?",
];

/// Fills the demo workspace.
pub(super) async fn run(settings: &Settings, wish: &DemoLoad) -> Result<()> {
    ensure!(
        (1..=200_000).contains(&wish.conversations) && (1..=20_000).contains(&wish.messages),
        "--conversations is 1 to 200000, --messages 1 to 20000"
    );
    let house = House::open(settings).await?;
    let outcome = fill(&house, wish).await;
    house.close().await?;
    outcome?;
    out::line(format_args!(
        "Made {} conversations with {} messages each.",
        wish.conversations, wish.messages
    ));
    Ok(())
}

async fn open(house: &House) -> Result<WorkspaceTx> {
    Ok(house
        .database
        .db
        .workspace(demo::WORKSPACE, Actor::System)
        .await?)
}

async fn fill(house: &House, wish: &DemoLoad) -> Result<()> {
    let mut tx = open(house).await?;
    ensure!(
        workspaces::current(&mut tx).await?.simulated,
        "only a simulated workspace is filled"
    );
    let channel = channels::list(&mut tx)
        .await?
        .into_iter()
        .find(|c| c.external_id == demo::NUMBER && c.simulated)
        .context(
            "there is no demo yet: `loket serve` makes it on its first start with the sandbox on",
        )?;
    drop(tx);
    // A number of its own for each run, so that a second run makes others.
    let run = u32::try_from(house.desk.now().timestamp() % 100_000)?;
    let batches = (0..wish.conversations).step_by(BATCH as usize);
    let each = batches.map(|from| batch(house, &channel, wish, run, from));
    stream::iter(each)
        .buffer_unordered(AT_ONCE)
        .try_collect::<Vec<()>>()
        .await?;
    Ok(())
}

async fn batch(
    house: &House,
    channel: &Channel,
    wish: &DemoLoad,
    run: u32,
    from: u32,
) -> Result<()> {
    let mut tx = open(house).await?;
    for n in from..(from + BATCH).min(wish.conversations) {
        one(house, &mut tx, channel, (run, n), wish.messages).await?;
    }
    Ok(tx.commit(house.desk.now()).await?)
}

async fn one(
    house: &House,
    tx: &mut WorkspaceTx,
    channel: &Channel,
    (run, n): (u32, u32),
    count: u32,
) -> Result<()> {
    let now = house.desk.now();
    let pick = |list: &[&'static str], at: u32| list[at as usize % list.len()];
    let name = format!("{} {}", pick(&FIRST, n), pick(&LAST, n / 16));
    let phone = format!("6289{run:05}{n:06}");
    let who = IdentitySet::new().with(IdentityKind::Phone, &phone);
    let contact = contacts::resolve(tx, &channel.kind, &who, now, now)
        .await?
        .context("a number is somebody")?;
    let begun = now - Duration::minutes(i64::from(n) * 4);
    let (thread, _) = conversations::ensure(tx, channel.id, contact.id, None, begun).await?;
    let shown = contacts::Shown {
        name: Some(&name),
        username: None,
        wrote: true,
    };
    contacts::show(tx, contact.id, &shown).await?;
    for m in 0..count {
        let id = MessageId::new();
        let body = pick(&SAID, n.wrapping_mul(7) + m);
        let at = begun - Duration::minutes(i64::from(count - m));
        let content = Content::Text {
            body: body.to_owned(),
        };
        let new = NewInbound {
            id,
            conversation: thread.id,
            channel: channel.id,
            content: &content,
            context: &Context::default(),
            referral: None,
            errors: &[],
            provider_id: &format!("wamid.load.{id}"),
            at,
            received_at: at,
            simulated: true,
        };
        messages::insert_inbound(tx, &new).await?;
        let touch = Touch {
            message: id,
            at,
            direction: "in",
            kind: "text",
            preview: body,
            opens_window: true,
            past: false,
        };
        conversations::touch(tx, thread.id, &touch, now).await?;
    }
    Ok(())
}
