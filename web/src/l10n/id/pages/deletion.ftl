deletion-title = Permintaan penghapusan
deletion-requested = Permintaan diterima
deletion-tokens = Token akses dimusnahkan
deletion-references = Tautan ke akun di Meta dihapus
deletion-under-way = Sedang dikerjakan
deletion-threads = Percakapan tetap pada bisnis yang melakukannya. Agar seseorang dihapus dari sana, mintalah kepada bisnis itu.
deletion-absent-title = Tidak ada permintaan dengan kode ini
deletion-absent = Periksa apakah alamatnya lengkap, seperti yang ditunjukkan Meta.
