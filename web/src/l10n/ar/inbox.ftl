inbox-title = صندوق الوارد
inbox-search = ابحث عن اسم أو نص
inbox-clear = مسح البحث
inbox-list = المحادثات
inbox-new = { $count } جديدة · عرض
inbox-views = العروض
view-all = الكل
view-mentions = الإشارات إليّ
view-unanswered = بلا رد
view-waiting = بانتظار الموافقة
view-held = محتجزة
view-closing = النافذة تُغلق
view-failed = فشلت
view-unread = غير مقروءة
inbox-open-phone = افتح هاتف التجربة
inbox-phone = هاتف العميل
inbox-phone-beside = الهاتف بجانب صندوق الوارد
inbox-filter-empty-title = لا شيء في هذا العرض
inbox-filter-empty = لا محادثة مطابقة.
inbox-filter-clear = اعرض كل المحادثات
inbox-pick-title = اختر محادثة
inbox-pick = { $next } و{ $previous } للتنقل في القائمة، و{ $open } للفتح.
inbox-you = أنت:
badge-mentioned = أُشير إليك
badge-draft = مسودة
badge-held = محتجزة
badge-no-answer = لا إجابة
badge-failed = فشلت
badge-unknown = غير محسومة
badge-unread = { $count ->
    [one] رسالة غير مقروءة
    [two] رسالتان غير مقروءتين
    [few] { $count } رسائل غير مقروءة
   *[other] { $count } رسالة غير مقروءة
}
badge-opted-out = ألغى الاشتراك
window-open = بقي { $hours } س { $minutes } د
window-minutes = بقي { $minutes } د
window-closed = النافذة مغلقة
window-never = لم تُفتح بعد
window-explain-open = يمكنك الرد بحرية لمدة { $hours } س { $minutes } د. كل رسالة من العميل تبدأ 24 ساعة جديدة.
window-explain-closed = مرّت أكثر من 24 ساعة على آخر رسالة للعميل. لا يمكن إرسال سوى قالب معتمد.
window-explain-never = لم يكتب العميل بعد. لا يمكن إرسال سوى قالب معتمد.
window-late = للأشخاص فقط
window-explain-late = مرّت أكثر من 24 ساعة على آخر رسالة للعميل. يمكن للأشخاص الرد حتى { $when }؛ الذكاء الاصطناعي متوقف.
preview-image = صورة
preview-video = فيديو
preview-audio = صوت
preview-voice = رسالة صوتية
preview-document = مستند
preview-sticker = ملصق
preview-location = موقع
preview-contacts = بطاقة جهة اتصال
preview-choice = اختيار
preview-reaction = تفاعل
preview-order = طلب
preview-welcome = فتح المحادثة
preview-system = تنبيه
preview-template = قالب
preview-interactive = سؤال بأزرار
preview-unsupported = نوع لا يمكننا عرضه بعد
preview-deleted = رسالة محذوفة
badge-scheduled = مجدولة
inbox-arrived = { $count ->
    [one] رسالة جديدة من { $name }
   *[other] رسائل جديدة: { $count }، آخرها من { $name }
}
window-public = علني: بلا مهلة
row-comments = تعليقات
preview-shared = منشور تمت مشاركته
