//! What a letter says is the matter with a channel, in both languages of the desk.

use domain::alert::AlertKind;

/// What is the matter, what it means, and what to do.
pub(crate) fn english(kind: AlertKind, name: &str, until: &str) -> String {
    match kind {
        AlertKind::AppLost => format!(
            "The WhatsApp Business app let go of {name}, as happens when its phone is changed. Meta mostly connects it again by itself; if not, connect it anew. Until then Meta may refuse what is sent."
        ),
        AlertKind::AppUnseen => format!(
            "Nothing was heard from the WhatsApp Business app of {name} for ten days. If nobody opens it, Meta ends the connection, from {until} on. Open the app once on its phone."
        ),
        AlertKind::NeedsReauth => format!(
            "Meta no longer accepts the token of {name}. Nothing can be sent until somebody connects it again."
        ),
        AlertKind::Frozen => format!(
            "Meta has locked the account of {name}. Nothing can be sent until Meta unlocks it; its page says why, where Meta told."
        ),
        AlertKind::Ended => format!(
            "The access to {name} was taken back at Meta. It is disconnected; its threads are kept. To go on, connect it again."
        ),
        AlertKind::Blocked => format!(
            "{name} is connected, but nothing can be sent: something on its list stands against it. The list says what, and what to press."
        ),
        AlertKind::TokenEnds => format!(
            "The connection of {name} ends on {until}. Connect it again before then, and no message is missed."
        ),
        AlertKind::QualityLow => format!(
            "Meta rates the quality of {name} low: customers block or report its messages. Write first to fewer people until it recovers, or Meta may lower its limit."
        ),
        AlertKind::NameDeclined => format!(
            "Meta declined the display name of {name}. Its page says why; ask for another name there."
        ),
        AlertKind::Untold => format!(
            "Meta takes the messages of {name} and tells nothing of them any more; customers' answers may be missing too. Its health page says since when. Press “Sync channel account” there; if nothing comes then, connect it again."
        ),
        AlertKind::Unapplied => format!(
            "Something Meta told about {name} was taken and could not be applied. Nothing of it is lost. Whoever runs this server finds it with “loket jobs dead” and tries it again."
        ),
        AlertKind::Strangers => format!(
            "Meta tells of messages from {name} that were not sent here: another system sends with it."
        ),
        AlertKind::UnknownCode => format!(
            "Meta refused messages of {name} with a code that is not known here yet. Open one of them: it tells Meta's own words and a reference."
        ),
        AlertKind::Unpaid => format!(
            "Meta refuses messages of {name} because its account cannot be charged. Put the payment method in order in WhatsApp Manager; what was refused is not tried again."
        ),
        AlertKind::SpamStop => format!(
            "Meta refuses messages of {name} as spam: too many people block or report it. Stop writing first until its quality recovers; what was refused is not tried again."
        ),
        AlertKind::QualityMedium => format!("Meta rates the quality of {name} medium."),
        AlertKind::TemplateStopped => format!(
            "Meta paused or disabled a template of {name}. It is not sent until Meta lets it; people who got it blocked or reported it."
        ),
        AlertKind::TemplateRejected => format!(
            "Meta rejected a template of {name}. The channel's page says why; change it at Meta and submit it again."
        ),
        AlertKind::TemplateCategory => format!(
            "Meta moved a template of {name} into another category. Its messages may cost another price from now on."
        ),
        AlertKind::Pin => format!(
            "The two-step PIN of {name} was changed or reset at Meta, or somebody asked for it. If it was none of you, change it in WhatsApp Manager at once: whoever knows it can take the number elsewhere."
        ),
        AlertKind::Warning => {
            format!("Meta warns of the account of {name}. Its health page tells Meta's own words.")
        }
    }
}

/// The same in Indonesian.
pub(crate) fn indonesian(kind: AlertKind, name: &str, until: &str) -> String {
    match kind {
        AlertKind::AppLost => format!(
            "Aplikasi WhatsApp Business melepas {name}, seperti saat ponselnya diganti. Biasanya Meta menyambungkannya lagi sendiri; bila tidak, sambungkan kembali. Sampai saat itu Meta bisa menolak kiriman."
        ),
        AlertKind::AppUnseen => format!(
            "Selama sepuluh hari tidak ada kabar dari aplikasi WhatsApp Business {name}. Bila tidak ada yang membukanya, Meta mengakhiri sambungannya, mulai {until}. Buka aplikasi itu sekali di ponselnya."
        ),
        AlertKind::NeedsReauth => format!(
            "Meta tidak lagi menerima token {name}. Tidak ada yang bisa dikirim sampai seseorang menyambungkannya lagi."
        ),
        AlertKind::Frozen => format!(
            "Meta mengunci akun {name}. Tidak ada yang bisa dikirim sampai Meta membukanya; halamannya menyebut alasannya bila Meta memberitahu."
        ),
        AlertKind::Ended => format!(
            "Akses ke {name} dicabut di Meta. Sambungannya diputus; percakapannya tetap ada. Untuk melanjutkan, sambungkan lagi."
        ),
        AlertKind::Blocked => format!(
            "{name} tersambung, tetapi tidak ada yang bisa dikirim: ada hal di daftarnya yang menghalangi. Daftar itu menyebut apa, dan tombol mana yang ditekan."
        ),
        AlertKind::TokenEnds => format!(
            "Sambungan {name} berakhir pada {until}. Sambungkan lagi sebelum itu, agar tidak ada pesan yang terlewat."
        ),
        AlertKind::QualityLow => format!(
            "Meta menilai kualitas {name} rendah: pelanggan memblokir atau melaporkan pesannya. Kurangi pesan yang Anda mulai sampai pulih, atau Meta bisa menurunkan batasnya."
        ),
        AlertKind::NameDeclined => format!(
            "Meta menolak nama tampilan {name}. Halamannya menyebut alasannya; ajukan nama lain di sana."
        ),
        AlertKind::Untold => format!(
            "Meta menerima pesan {name} tetapi tidak lagi mengabarkan apa pun tentangnya; balasan pelanggan mungkin juga tidak sampai. Halaman kesehatannya menyebut sejak kapan. Tekan “Sinkronkan akun kanal” di sana; bila tetap tidak ada kabar, sambungkan lagi."
        ),
        AlertKind::Unapplied => format!(
            "Ada kabar dari Meta tentang {name} yang diterima tetapi tidak bisa diterapkan. Tidak ada yang hilang. Pengelola server ini menemukannya dengan “loket jobs dead” dan mencobanya lagi."
        ),
        AlertKind::Strangers => format!(
            "Meta mengabarkan pesan dari {name} yang tidak dikirim dari sini: ada aplikasi lain yang mengirim dengannya."
        ),
        AlertKind::UnknownCode => format!(
            "Meta menolak pesan {name} dengan kode yang belum dikenal di sini. Buka salah satunya: di sana ada kata-kata Meta dan nomor rujukan."
        ),
        AlertKind::Unpaid => format!(
            "Meta menolak pesan {name} karena akunnya tidak bisa ditagih. Bereskan cara pembayaran di WhatsApp Manager; yang ditolak tidak dicoba lagi."
        ),
        AlertKind::SpamStop => format!(
            "Meta menolak pesan {name} sebagai spam: terlalu banyak orang memblokir atau melaporkannya. Jangan menulis lebih dulu sampai kualitasnya pulih; yang ditolak tidak dicoba lagi."
        ),
        AlertKind::QualityMedium => format!("Meta menilai kualitas {name} sedang."),
        AlertKind::TemplateStopped => format!(
            "Meta menjeda atau menonaktifkan satu templat {name}. Templat itu tidak dikirim sampai Meta mengizinkannya; penerimanya memblokir atau melaporkannya."
        ),
        AlertKind::TemplateRejected => format!(
            "Meta menolak satu templat {name}. Halaman kanalnya menyebut alasannya; ubah di Meta dan ajukan lagi."
        ),
        AlertKind::TemplateCategory => format!(
            "Meta memindahkan satu templat {name} ke kategori lain. Harganya bisa berubah mulai sekarang."
        ),
        AlertKind::Pin => format!(
            "PIN dua langkah {name} diubah atau disetel ulang di Meta, atau ada yang memintanya. Bila bukan dari Anda, segera ubah di WhatsApp Manager: siapa pun yang tahu PIN itu bisa memindahkan nomornya."
        ),
        AlertKind::Warning => format!(
            "Meta memberi peringatan tentang akun {name}. Halaman kesehatannya memuat kata-kata Meta."
        ),
    }
}
