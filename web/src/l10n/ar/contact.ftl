contact-title = جهة الاتصال
mode-off = بلا مسودات
mode-draft_only = مسودة يوافق عليها شخص
mode-auto_send = يُرسل ما يجتاز الفحص
