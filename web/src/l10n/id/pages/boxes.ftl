view-own = Tampilan Anda
view-search = Cari tampilan
view-none = Tidak ada tampilan bernama itu.
view-save = Simpan tampilan
view-save-this = Simpan pencarian ini sebagai tampilan…
view-saved = Tampilan “{ $name }” disimpan.
view-deleted = Tampilan dihapus.
view-delete = Hapus tampilan “{ $name }”
view-asks = Yang ditampilkan:
view-name = Nama tampilan
view-name-missing = Beri nama dahulu.
assign-search = Cari rekan kerja
assign-nobody = Tidak ada
assign-none = Tidak ada rekan bernama “{ $text }”.
assign-you = (Anda)
label-none = Ketik nama untuk membuat label pertama.
label-make = Buat label “{ $name }”
snooze-later = Nanti hari ini
snooze-tomorrow = Besok
snooze-week = Minggu depan
snooze-date = Tanggal
snooze-time = Jam
snooze-until = Tunda sampai saat itu
snooze-pick = Pilih waktu yang akan datang.
hand-back-text = Balasan yang lolos semua pemeriksaan terkirim sendiri lagi.
hand-back-note = Catatan untuk rekan (opsional)
box-assign = { $count ->
    [one] Tugaskan percakapan
   *[other] Tugaskan { $count } percakapan
}
box-label = { $count ->
    [one] Label percakapan
   *[other] Label { $count } percakapan
}
box-snooze = { $count ->
    [one] Tunda percakapan
   *[other] Tunda { $count } percakapan
}
care-snoozed = { $count ->
    [0] Tidak ada lagi yang perlu ditunda.
    [one] Ditunda sampai { $when }.
   *[other] { $count } percakapan ditunda sampai { $when }.
}
care-assigned = { $count ->
    [0] { $name } sudah menanganinya.
    [one] Ditugaskan ke { $name }.
   *[other] { $count } percakapan ditugaskan ke { $name }.
}
care-unassigned = { $count ->
    [0] Memang belum ada yang menangani.
    [one] Penugasan dilepas.
   *[other] Penugasan { $count } percakapan dilepas.
}
care-labelled = { $count ->
    [0] Label “{ $name }” sudah ada.
    [one] Label “{ $name }” ditambahkan.
   *[other] Label “{ $name }” ditambahkan ke { $count } percakapan.
}
care-unlabelled = { $count ->
    [0] Label “{ $name }” sudah tidak ada.
    [one] Label “{ $name }” dilepas.
   *[other] Label “{ $name }” dilepas dari { $count } percakapan.
}
