login-title = Masuk
login-lead = Selamat datang kembali di { $brand }.
login-sandbox = Instalasi ini berjalan dengan Meta tiruan.
login-review-title = Untuk peninjau Meta
login-review = Meja ini terbuka bagi peninjau Meta. Masuklah dengan surel dan kata sandi yang tercantum dalam pengajuan.
login-review-then = Sesudah itu, daftar periksanya ada di
login-privacy = Privasi
