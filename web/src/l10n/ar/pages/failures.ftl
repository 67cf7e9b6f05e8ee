fail-template = أرسل قالبًا
fail-reconnect = أعد الاتصال
fail-details = التفاصيل
fail-wait = قد تخبر ميتا بعدُ إن كانت قد وصلت. يمكن إرسالها من جديد ابتداءً من { $time }.
