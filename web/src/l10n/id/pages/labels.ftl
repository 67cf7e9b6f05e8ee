labels-lead = Kata untuk menandai percakapan, dipakai bersama. Di kotak masuk, dipasang lewat “Label” pada percakapan.
labels-empty-title = Belum ada label
labels-empty = Buat di atas, atau lewat “Label” pada percakapan.
label-new = Label baru
label-add = Tambah label
label-name = Nama
label-name-missing = Beri nama dahulu.
label-color = Warna
label-save = Simpan
label-edit = Ubah label “{ $name }”
label-delete = Hapus label “{ $name }”
label-delete-yes = Hapus label
label-delete-what = { $count ->
    [0] Tidak ada percakapan yang memakainya.
   *[other] Label dilepas dari { $count } percakapan. Percakapannya tetap ada.
}
label-deleted = Label “{ $name }” dihapus.
label-count = { $count ->
    [0] tidak dipakai
   *[other] { $count } percakapan
}
color-grey = Abu-abu
color-red = Merah
color-orange = Jingga
color-amber = Kuning tua
color-green = Hijau
color-teal = Hijau kebiruan
color-blue = Biru
color-violet = Ungu
color-pink = Merah muda
