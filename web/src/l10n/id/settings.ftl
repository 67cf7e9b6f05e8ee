settings-title = Pengaturan
settings-group-desk = Meja layanan
settings-group-access = Akses
settings-group-device = Perangkat ini
whatsapp-title = Pengaturan WhatsApp
metacode-title = Kode galat
