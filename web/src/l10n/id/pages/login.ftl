login-title = Masuk
login-lead = Selamat datang kembali di { $brand }.
login-sandbox = Instalasi ini berjalan dengan Meta tiruan.
login-privacy = Privasi
