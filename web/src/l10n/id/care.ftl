view-mine = Milik saya
view-mentions = Sebutan
view-unassigned = Belum ditugaskan
view-snoozed = Ditunda
view-resolved = Selesai
inbox-more = Lainnya
inbox-open = { $count ->
   *[other] { $shown } percakapan terbuka
}
search-offers = Saran pencarian
search-left-out = Bagian ini diabaikan.
offer-is = unread, draft, failed, resolved …
offer-from = nama atau nomor pelanggan
offer-assignee = me, none, atau rekan kerja
offer-label = nama label
offer-channel = nama kanal
offer-is-unread = belum dibaca siapa pun
offer-is-unanswered = pelanggan menulis terakhir
offer-is-draft = ada draf menunggu
offer-is-closing = jendela tutup dalam 6 jam
offer-is-closed = jendela tertutup
offer-is-failed = ada pesan gagal
offer-is-open = tidak ditunda dan belum selesai
offer-is-snoozed = sedang ditunda
offer-is-resolved = sudah selesai
offer-assignee-me = milik Anda
offer-assignee-none = belum ada yang menangani
hint-unknown_state = “is:{ $word }” tidak dikenal.
hint-unknown_label = Tidak ada label bernama “{ $word }”.
hint-unknown_channel = Tidak ada kanal bernama “{ $word }”.
hint-unknown_person = Tidak ada rekan bernama “{ $word }”.
hint-empty = Tulis sesuatu setelah “{ $word }:”.
cmd-resolve = Selesaikan
cmd-resolve-next = Selesaikan dan buka berikutnya
cmd-reopen = Buka kembali
cmd-snooze = Tunda
cmd-assign = Tugaskan ke seseorang
cmd-assign-me = Tugaskan ke saya
cmd-label = Label
cmd-unread = Tandai belum dibaca
cmd-choose = Pilih atau batalkan pilihan percakapan
cmd-choose-all = Pilih semua yang tampil
cmd-let-go = Batalkan semua pilihan
cmd-views = Pilih tampilan
box-menu = { $count ->
    [one] Tindakan untuk percakapan ini
   *[other] Tindakan untuk { $count } percakapan
}
assign-online = Daring
assign-away = Sedang pergi
assign-offline = Luring
assign-left = Mantan anggota
assign-open = { $count ->
   *[other] { $count } terbuka
}
label-search = Cari atau buat label
label-carried = memakai label ini
care-undo = Urungkan
care-undone = Diurungkan.
care-undo-failed = Tidak dapat diurungkan: { $reason }
care-resolved = { $count ->
    [0] Tidak ada lagi yang perlu diselesaikan.
    [one] Diselesaikan.
   *[other] { $count } percakapan diselesaikan.
}
care-reopened = { $count ->
    [0] Tidak ada lagi yang perlu dibuka kembali.
    [one] Dibuka kembali.
   *[other] { $count } percakapan dibuka kembali.
}
care-assigned-me = { $count ->
    [0] Anda sudah menanganinya.
    [one] Ditugaskan ke Anda.
   *[other] { $count } percakapan ditugaskan ke Anda.
}
care-unread = { $count ->
    [0] Memang belum dibaca.
    [one] Ditandai belum dibaca.
   *[other] { $count } percakapan ditandai belum dibaca.
}
care-missing = { $count ->
   *[other] { $count } percakapan sudah tidak ada.
}
care-left = { $count ->
   *[other] { $count } dibiarkan apa adanya. { $reason }
}
care-assignee = Ditugaskan ke { $name }
care-assignee-none = Tugaskan: belum ada yang menangani
row-labels = Label: { $names }.
row-assignee = Ditugaskan ke { $name }
badge-snoozed = Ditunda
badge-resolved = Selesai
bulk-title = Percakapan terpilih
bulk-chosen = { $count ->
   *[other] { $count } dipilih
}
bulk-everything = Pilih semuanya di sini
bulk-resolve = Selesaikan
bulk-reopen = Buka kembali
bulk-assign = Tugaskan
bulk-running = Kemajuan
bulk-progress = { $done } dari { $total }
bulk-stop = Hentikan
author-rule = Aturan penugasan
notice-conversation-private-answer = { $by } menjawab komentarnya secara pribadi: { $name }
notice-conversation-resolved = { $by } menyelesaikan percakapan
notice-conversation-reopened = { $by } membuka kembali percakapan
notice-conversation-reopened-by-customer = Terbuka kembali: pelanggan menulis
notice-conversation-snoozed = { $by } menunda percakapan sampai { $when }
notice-conversation-woke = Masa tunda berakhir
notice-conversation-assigned = { $by } menugaskan percakapan ke { $name }
notice-conversation-unassigned = { $by } melepas penugasan percakapan
notice-conversation-requeued = Diambil kembali dari { $name } yang sedang luring
window-short-hours = { $hours } j
window-short-minutes = { $minutes } mnt
box-hand-back = Kembalikan ke AI
cmd-hand-back = Kembalikan ke AI
cmd-take-over = Hanya orang yang menjawab
