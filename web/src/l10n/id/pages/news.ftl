notice-conversation-draft-stopped = { $by } menghentikan draf
notice-channel-quality = Kualitas berubah menjadi { $name }
notice-channel-disabled = Meta menonaktifkan akun ini. Tidak ada yang dapat dikirim.
notice-channel-reinstated = Meta memulihkan akun ini
notice-channel-disable-scheduled = Meta akan menonaktifkan akun ini pada { $name }
notice-channel-restricted = Meta membatasi apa yang boleh dikirim nomor ini
notice-channel-unrestricted = Meta mencabut pembatasan
notice-channel-review-rejected = Meta menolak akun ini dalam peninjauan. Tidak ada yang dapat dikirim.
notice-channel-violation = Meta melaporkan pelanggaran aturan: { $name }
notice-channel-template-paused = Meta menjeda templat { $name }
notice-channel-template-disabled = Meta menonaktifkan templat { $name }
quality-GREEN = Tinggi
quality-YELLOW = Sedang
quality-RED = Rendah
quality-UNKNOWN = Belum diketahui
limit-TIER_250 = 250 orang
limit-TIER_2K = 2.000 orang
limit-TIER_10K = 10.000 orang
limit-TIER_100K = 100.000 orang
limit-TIER_UNLIMITED = Berapa pun orang
throughput-STANDARD = 80 pesan per detik
throughput-COEXISTENCE = 20 pesan per detik
throughput-HIGH = Sampai 1.000 pesan per detik
strip-disconnected = { $kind ->
    [whatsapp] WhatsApp terputus
    [instagram] Instagram terputus
   *[other] Semua kanal terputus
}. Tidak ada yang dikirim atau diterima.
alert-reconnect = Sambungkan lagi
alert-look = Lihat kanal
alert-see-health = Lihat kesehatannya
alerts-title = Peringatan
alerts-unseen = { $count } baru
alerts-none = Semua baik
alerts-none-simulated = Semua baik, tiruan
alerts-none-more = Bila kanal kehilangan sambungan, dikunci, tidak bisa mengirim, turun kualitasnya, atau tidak mendapat kabar dari Meta, itu tertulis di sini, dan lewat surel bila server ini bisa mengirimnya.
alerts-over = Selesai dalam 7 hari terakhir
alert-over = Selesai { $when }
alert-needs_reauth = { $kind ->
    [instagram] Instagram
   *[other] WhatsApp
} terputus: Meta tidak lagi menerima token { $name }. Tidak ada yang bisa dikirim.
alert-frozen = { $name } dikunci Meta. Tidak ada yang bisa dikirim.
alert-ended = { $name }: aksesnya dicabut di Meta. Sambungannya diputus; percakapannya tetap ada.
alert-blocked = { $name } tersambung, tetapi tidak bisa mengirim: ada hal di daftarnya yang menghalangi.
alert-token_ends = { $name }: sambungan ke Meta berakhir { $when }. Tekan “Sambungkan lagi” sebelum itu.
alert-app_lost = { $name }: aplikasi WhatsApp Business melepasnya, seperti saat ponselnya diganti. Biasanya Meta menyambungkannya lagi sendiri.
alert-app_unseen = { $name }: selama sepuluh hari tidak ada kabar dari aplikasi WhatsApp Business. Bila tidak ada yang membukanya, Meta mengakhiri sambungannya, paling cepat { $when }.
alert-name_declined = { $name }: Meta menolak nama tampilannya. Ajukan nama lain.
alert-quality_low = Kualitas RED: { $name }. Meta menilainya rendah; kurangi pesan yang Anda mulai sampai pulih.
alert-quality_medium = Kualitas YELLOW: { $name }. Meta menilainya sedang.
alert-untold = { $name }: Meta menerima pesannya tetapi tidak lagi mengabarkan apa pun. Balasan pelanggan mungkin juga tidak sampai.
alert-unapplied = { $name }: ada kabar dari Meta yang diterima tetapi tidak bisa diterapkan. Tidak ada yang hilang; pengelola server menemukannya dengan “loket jobs dead”.
alert-strangers = { $name }: Meta mengabarkan pesan yang tidak dikirim dari sini. Ada sistem lain yang mengirim dengannya.
alert-unpaid = { $name }: Meta menolak pesan karena akunnya tidak bisa ditagih. Bereskan cara pembayarannya di WhatsApp Manager.
alert-spam_stop = { $name }: Meta menolak pesan sebagai spam. Jangan menulis lebih dulu sampai kualitasnya pulih.
alert-unknown_code = { $name }: Meta menolak pesan dengan kode yang belum dikenal di sini. Buka salah satunya untuk melihat rujukannya.
alert-see-list = Lihat daftarnya
mention-told = { $name } menyebut Anda dalam catatan tentang { $contact }.
mention-open = Buka
mention-title = Sebut rekan
mention-nobody = Belum ada orang lain di tim.
mention-looks = Hanya bisa melihat
template-changed = Anda ubah.
template-use-source = Pakai “{ $value }”
template-from-contact = Dari kontak: namanya
template-from-agent = Nama Anda
template-from-business = Dari pengetahuan: nama toko
template-from-source = Dari katalog: { $title }, { $field }
template-from-knowledge = Dari pengetahuan: { $title }
template-from-attribute = Dari kontak: { $name }
template-from-message = Dari pesan dalam percakapan ini
template-field-name = nama
template-field-price = harga
