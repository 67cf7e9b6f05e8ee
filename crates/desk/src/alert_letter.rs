//! Letters about what is the matter with a channel, in both languages of the desk, to those who may mend it.
//!
//! A letter is a job of its own for each person: one that cannot be delivered holds up no other.

use chrono::Duration;
use db::channels::Channel;
use db::lanes::{self, Job, Lane};
use db::{WorkspaceTx, alerts, channels, members};
use domain::alert::{Alert, AlertKind};
use domain::ids::{AlertId, ChannelId, PersonId};
use jobs::{Failure, Next};

use crate::error::Result;
use crate::mail::Letter;
use crate::provision::WorkspaceRole;
use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// What comes and goes is written about once in this time.
const AGAIN: Duration = Duration::hours(24);
/// A mail server that does not take a letter is asked again after so long.
const PAUSE: Duration = Duration::minutes(15);

impl Desk {
    /// Everybody who may mend what stands gets a letter, where there is a mail server: once about each, and once a day
    /// about the same thing. What was kept back is written about when it still stands then.
    pub(crate) async fn write_about(&self, tx: &mut WorkspaceTx, channel: ChannelId) -> Result<()> {
        if self.mailer().is_none() {
            return Ok(());
        }
        let now = self.now();
        for one in alerts::open(tx, channel).await? {
            let kind = one.alert.kind;
            if one.written_at.is_some()
                || !kind.is_mailed()
                || alerts::written_since(tx, channel, kind, now - AGAIN).await?
            {
                continue;
            }
            let mut platform = self.db().platform().await?;
            let people = members::list(&mut platform, tx.workspace()).await?;
            drop(platform);
            let jobs: Vec<_> = people
                .iter()
                .filter(|member| may_mend(&member.role))
                .map(|member| names::alert_letter_job(one.id, member.person.id))
                .collect();
            lanes::enqueue(tx, &jobs, now).await?;
            alerts::written(tx, one.id, now).await?;
        }
        Ok(())
    }

    /// One letter to one person, unless it is over by now or they are not here any more.
    pub(crate) async fn alert_letter(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: AlertId = id_in(job, "alert")?;
        let person: PersonId = id_in(job, "person")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let raised = alerts::get(&mut tx, id).await.map_err(ended)?;
        let channel = match &raised {
            Some(one) if one.cleared_at.is_none() => {
                channels::get(&mut tx, one.channel).await.map_err(ended)?
            }
            _ => None,
        };
        let workspace = db::workspaces::current(&mut tx).await.map_err(ended)?;
        drop(tx);
        let mut platform = self.db().platform().await.map_err(ended)?;
        let people = members::list(&mut platform, lane.workspace)
            .await
            .map_err(ended)?;
        drop(platform);
        let to = people
            .iter()
            .find(|one| one.person.id == person && may_mend(&one.role));
        if let (Some(mailer), Some(raised), Some(channel), Some(to)) =
            (self.mailer(), raised, channel, to)
        {
            let letter = letter(&workspace.name, &channel, &raised.alert, self.public_url());
            if let Err(error) = mailer.send(&to.person.email, &letter).await {
                let now = self.now();
                if now - raised.written_at.unwrap_or(raised.raised_at) < AGAIN {
                    tracing::warn!(%error, alert = %id, "a letter was not taken; it is tried again");
                    return Ok(Next::WaitUntil(now + PAUSE));
                }
                return Err(Failure {
                    problem: error.to_string(),
                    retry: false,
                });
            }
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

/// Whoever may connect channels.
fn may_mend(role: &str) -> bool {
    matches!(
        WorkspaceRole::parse(role),
        Some(WorkspaceRole::Owner | WorkspaceRole::CommunicationsAdmin)
    )
}

/// Says what is the matter, what it means, and where to mend it. Names the business's own channel and nobody else.
fn letter(workspace: &str, channel: &Channel, alert: &Alert, address: &str) -> Letter {
    let name = if channel.name == channel.display {
        channel.display.clone()
    } else {
        format!("{} ({})", channel.name, channel.display)
    };
    let until = alert.until.map_or_else(String::new, |at| {
        at.format("%Y-%m-%d %H:%M UTC").to_string()
    });
    let (english, indonesian) = words(alert.kind, &name, &until);
    let page = match alert.kind {
        AlertKind::Blocked
        | AlertKind::QualityLow
        | AlertKind::QualityMedium
        | AlertKind::Untold
        | AlertKind::Unapplied
        | AlertKind::Strangers
        | AlertKind::UnknownCode => {
            format!("{address}/admin/whatsapp-settings?channel={}", channel.id)
        }
        _ => format!("{address}/settings/channels"),
    };
    let mark = if channel.simulated {
        "[simulated / simulasi] "
    } else {
        ""
    };
    Letter::notice(
        format!("{mark}{workspace}: {}", subject(alert.kind, &channel.name)),
        format!("{mark}{english}\n\n{page}\n\n-\n\n{mark}{indonesian}\n\n{page}\n"),
    )
}

fn subject(kind: AlertKind, name: &str) -> String {
    match kind {
        AlertKind::TokenEnds => format!("{name} will disconnect / akan terputus"),
        AlertKind::QualityLow | AlertKind::QualityMedium => {
            format!("quality of {name} / kualitas {name}")
        }
        AlertKind::Untold
        | AlertKind::Unapplied
        | AlertKind::Strangers
        | AlertKind::UnknownCode => {
            format!("something is missing at {name} / ada yang hilang pada {name}")
        }
        AlertKind::AppUnseen => {
            format!("open the app of {name} / buka aplikasi {name}")
        }
        _ => format!("{name} cannot send / tidak bisa mengirim"),
    }
}

fn words(kind: AlertKind, name: &str, until: &str) -> (String, String) {
    match kind {
        AlertKind::AppLost | AlertKind::AppUnseen => of_app(kind, name, until),
        AlertKind::NeedsReauth => (
            format!(
                "Meta no longer accepts the token of {name}. Nothing can be sent until somebody connects it again."
            ),
            format!(
                "Meta tidak lagi menerima token {name}. Tidak ada yang bisa dikirim sampai seseorang menyambungkannya lagi."
            ),
        ),
        AlertKind::Frozen => (
            format!(
                "Meta has locked the account of {name}. Nothing can be sent until Meta unlocks it; its page says why, where Meta told."
            ),
            format!(
                "Meta mengunci akun {name}. Tidak ada yang bisa dikirim sampai Meta membukanya; halamannya menyebut alasannya bila Meta memberitahu."
            ),
        ),
        AlertKind::Ended => (
            format!(
                "The access to {name} was taken back at Meta. It is disconnected; its threads are kept. To go on, connect it again."
            ),
            format!(
                "Akses ke {name} dicabut di Meta. Sambungannya diputus; percakapannya tetap ada. Untuk melanjutkan, sambungkan lagi."
            ),
        ),
        AlertKind::Blocked => (
            format!(
                "{name} is connected, but nothing can be sent: something on its list stands against it. The list says what, and what to press."
            ),
            format!(
                "{name} tersambung, tetapi tidak ada yang bisa dikirim: ada hal di daftarnya yang menghalangi. Daftar itu menyebut apa, dan tombol mana yang ditekan."
            ),
        ),
        AlertKind::TokenEnds => (
            format!(
                "The connection of {name} ends on {until}. Connect it again before then, and no message is missed."
            ),
            format!(
                "Sambungan {name} berakhir pada {until}. Sambungkan lagi sebelum itu, agar tidak ada pesan yang terlewat."
            ),
        ),
        AlertKind::QualityLow => (
            format!(
                "Meta rates the quality of {name} low: customers block or report its messages. Write first to fewer people until it recovers, or Meta may lower its limit."
            ),
            format!(
                "Meta menilai kualitas {name} rendah: pelanggan memblokir atau melaporkan pesannya. Kurangi pesan yang Anda mulai sampai pulih, atau Meta bisa menurunkan batasnya."
            ),
        ),
        AlertKind::Untold => (
            format!(
                "Meta takes the messages of {name} and tells nothing of them any more; customers' answers may be missing too. Its health page says since when. Press “Sync channel account” there; if nothing comes then, connect it again."
            ),
            format!(
                "Meta menerima pesan {name} tetapi tidak lagi mengabarkan apa pun tentangnya; balasan pelanggan mungkin juga tidak sampai. Halaman kesehatannya menyebut sejak kapan. Tekan “Sinkronkan akun kanal” di sana; bila tetap tidak ada kabar, sambungkan lagi."
            ),
        ),
        AlertKind::Unapplied => (
            format!(
                "Something Meta told about {name} was taken and could not be applied. Nothing of it is lost. Whoever runs this server finds it with “loket jobs dead” and tries it again."
            ),
            format!(
                "Ada kabar dari Meta tentang {name} yang diterima tetapi tidak bisa diterapkan. Tidak ada yang hilang. Pengelola server ini menemukannya dengan “loket jobs dead” dan mencobanya lagi."
            ),
        ),
        AlertKind::Strangers => (
            format!(
                "Meta tells of messages from {name} that were not sent here: another system sends with it."
            ),
            format!(
                "Meta mengabarkan pesan dari {name} yang tidak dikirim dari sini: ada aplikasi lain yang mengirim dengannya."
            ),
        ),
        AlertKind::UnknownCode => (
            format!(
                "Meta refused messages of {name} with a code that is not known here yet. Open one of them: it tells Meta's own words and a reference."
            ),
            format!(
                "Meta menolak pesan {name} dengan kode yang belum dikenal di sini. Buka salah satunya: di sana ada kata-kata Meta dan nomor rujukan."
            ),
        ),
        AlertKind::QualityMedium => (
            format!("Meta rates the quality of {name} medium."),
            format!("Meta menilai kualitas {name} sedang."),
        ),
    }
}

/// What is the matter with the provider's app, in which the number is used as well.
fn of_app(kind: AlertKind, name: &str, until: &str) -> (String, String) {
    if kind == AlertKind::AppLost {
        return (
            format!(
                "The WhatsApp Business app let go of {name}, as happens when its phone is changed. Meta mostly connects it again by itself; if not, connect it anew. Until then Meta may refuse what is sent."
            ),
            format!(
                "Aplikasi WhatsApp Business melepas {name}, seperti saat ponselnya diganti. Biasanya Meta menyambungkannya lagi sendiri; bila tidak, sambungkan kembali. Sampai saat itu Meta bisa menolak kiriman."
            ),
        );
    }
    (
        format!(
            "Nothing was heard from the WhatsApp Business app of {name} for ten days. If nobody opens it, Meta ends the connection, from {until} on. Open the app once on its phone."
        ),
        format!(
            "Selama sepuluh hari tidak ada kabar dari aplikasi WhatsApp Business {name}. Bila tidak ada yang membukanya, Meta mengakhiri sambungannya, mulai {until}. Buka aplikasi itu sekali di ponselnya."
        ),
    )
}
