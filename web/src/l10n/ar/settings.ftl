settings-title = الإعدادات
settings-group-desk = المكتب
settings-group-access = الوصول
settings-group-device = هذا الجهاز
whatsapp-title = إعداد واتساب
metacode-title = رموز الخطأ
