//! The letter about what is the matter with a channel, in both languages of the desk.

use db::channels::Channel;
use domain::alert::{Alert, AlertKind};

use crate::mail::Letter;

/// Says what is the matter, what it means, and where to mend it. Names the business's own channel and nobody else.
pub(crate) fn letter(workspace: &str, channel: &Channel, alert: &Alert, address: &str) -> Letter {
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
        AlertKind::Blocked | AlertKind::QualityLow | AlertKind::QualityMedium => {
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
        _ => format!("{name} cannot send / tidak bisa mengirim"),
    }
}

fn words(kind: AlertKind, name: &str, until: &str) -> (String, String) {
    match kind {
        AlertKind::NeedsReauth => (
            format!(
                "Meta no longer accepts the token of {name}. Nothing can be sent until somebody connects it again."
            ),
            format!(
                "Meta tidak lagi menerima token {name}. Tidak ada yang bisa dikirim sampai seseorang menghubungkannya lagi."
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
                "Akses ke {name} dicabut di Meta. Sambungannya diputus; percakapannya tetap ada. Untuk melanjutkan, hubungkan lagi."
            ),
        ),
        AlertKind::Blocked => (
            format!(
                "{name} is connected, but nothing can be sent: something on its list stands against it. The list says what, and what to press."
            ),
            format!(
                "{name} terhubung, tetapi tidak ada yang bisa dikirim: ada hal di daftarnya yang menghalangi. Daftar itu menyebut apa, dan tombol mana yang ditekan."
            ),
        ),
        AlertKind::TokenEnds => (
            format!(
                "The connection of {name} ends on {until}. Connect it again before then, and no message is missed."
            ),
            format!(
                "Sambungan {name} berakhir pada {until}. Hubungkan lagi sebelum itu, agar tidak ada pesan yang terlewat."
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
        AlertKind::QualityMedium => (
            format!("Meta rates the quality of {name} medium."),
            format!("Meta menilai kualitas {name} sedang."),
        ),
    }
}
