contact-title = Kontak
mode-off = Tanpa draf
mode-draft_only = Buat draf, orang menyetujui
mode-auto_send = Kirim yang lolos pemeriksaan
