login-email = Surel
login-missing-email = Isi surel Anda.
password-show = Tampilkan kata sandi
