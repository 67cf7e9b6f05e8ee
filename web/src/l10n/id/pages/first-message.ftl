inbox-empty-title = Belum ada percakapan
inbox-empty = Percakapan dimulai ketika pelanggan menulis ke salah satu nomor atau akun Anda.
inbox-connect = Hubungkan kanal
inbox-first = Kirim pesan ke nomor ini dari ponsel mana pun, dan percakapannya muncul di sini.
inbox-first-sandbox = Nomor ini simulasi. Buka ponsel uji coba dan tulis seperti pelanggan.
inbox-first-code = Kode yang membuka obrolan dengan { $number }
