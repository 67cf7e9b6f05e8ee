settings-title = Settings
settings-group-desk = Desk
settings-group-access = Access
settings-group-device = This device
whatsapp-title = WhatsApp Setting
metacode-title = Error codes
