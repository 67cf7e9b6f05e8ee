composer-both = { $name } juga sedang menjawab. Tetap kirim?
composer-send-anyway = Tetap kirim
note-title = Catatan internal
note-delete = Hapus catatan
note-delete-title = Hapus catatan ini?
msg-location = Lokasi
msg-location-open = Buka peta
msg-contact-own = Membagikan data kontaknya sendiri
msg-order = Pesanan
msg-order-pieces = { $count } buah
msg-order-total = Jumlah
msg-edited-show = isi sebelumnya
msg-edited-hide = sembunyikan
msg-edited-earlier = Isi sebelumnya
msg-edited-none = Isi sebelumnya tidak diketahui.
msg-edited-empty = Tanpa kata
msg-unsupported = { $kind ->
    [instagram] Instagram mengirim jenis pesan yang belum dapat kami tampilkan.
   *[other] WhatsApp mengirim jenis pesan yang belum dapat kami tampilkan.
}
msg-unsupported-own = Jenis pesan yang belum dapat kami tampilkan.
msg-view-raw = Lihat mentahnya
msg-hide-raw = Sembunyikan mentahnya
msg-edited = Disunting
msg-quoted-far = Pesan itu tidak ditemukan di sini. Cari kata-katanya.
