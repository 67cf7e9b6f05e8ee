thread-label = الرسائل مع { $name }
thread-older = جارٍ تحميل رسائل أقدم…
thread-newer = جارٍ تحميل رسائل أحدث…
thread-start = بدأت المحادثة هنا
thread-latest = اذهب إلى أحدث رسالة
thread-new-below = { $count ->
    [one] رسالة جديدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
   *[other] { $count } رسالة جديدة
}
thread-empty = لا رسائل بعد.
thread-floor-human = المحادثة مع شخص
thread-floor-auto = يجوز للقواعد الرد
thread-floor-label = الناس فقط يردون هنا
thread-floor-stopped = طلب هذا الشخص التوقف: الرد هنا للأشخاص فقط.
thread-floor-help = ما دامت المحادثة مع شخص تصمت القواعد. الكتابة تتولاها.
thread-contact-show = إظهار جهة الاتصال
thread-contact-hide = إخفاء جهة الاتصال
thread-viewing = { $name } يشاهد أيضًا
thread-typing = { $name } يكتب…
thread-from = كتب { $name }
thread-to = كتبتَ
msg-actions = إجراءات الرسالة
msg-quote = اقتباس في رد
msg-copy = نسخ النص
msg-evidence = عرض الأدلة
msg-edited = معدّلة
msg-deleted = حذف العميل هذه الرسالة.
msg-forwarded = مُعاد توجيهها
msg-sources = { $count ->
    [one] مصدر واحد
    [two] مصدران
    [few] { $count } مصادر
   *[other] { $count } مصدرًا
}
author-auto = تلقائي
author-approved = وافق عليها { $name }
author-approved-own = تمت الموافقة
author-system = النظام
box-hand-back = أعد المحادثة إلى الذكاء الاصطناعي
cmd-hand-back = أعدها إلى الذكاء الاصطناعي
cmd-take-over = الناس فقط يردون
hand-back-text = تُرسل الردود التي تجتاز كل فحص وحدها من جديد.
hand-back-note = ملاحظة للزملاء (اختيارية)
audio-play = تشغيل
audio-pause = إيقاف مؤقت
audio-speed = السرعة: { $speed }×
audio-position = الموضع
audio-position-is = { $at } من { $all }
audio-unplayable = لا يستطيع هذا المتصفح تشغيله. احفظ الملف.
msg-react-other = تفاعل برمز آخر
