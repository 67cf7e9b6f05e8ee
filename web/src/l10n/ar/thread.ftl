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
thread-floor-auto = يجوز للذكاء الاصطناعي الرد
thread-floor-label = الناس فقط يردون هنا
thread-floor-stopped = طلب هذا الشخص التوقف: الرد هنا للأشخاص فقط.
    .short = الناس فقط
thread-floor-drafts = هنا يكتب الذكاء الاصطناعي المسودات فقط: الإرسال لشخص.
    .short = مسودات فقط
thread-floor-help-human = المحادثة مع شخص، فيصمت الذكاء الاصطناعي. اضغط لتعيدها إليه.
thread-floor-help-auto = يجوز للذكاء الاصطناعي الرد بنفسه. اضغط ليرد الناس فقط؛ والكتابة تفعل ذلك أيضًا.
thread-floor-off = لا يكتب الذكاء الاصطناعي هنا: الناس يردون.
    .short = الناس فقط
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
msg-deleted = حذف العميل هذه الرسالة.
msg-forwarded = مُعاد توجيهها
msg-sources = { $count ->
    [one] مصدر واحد
    [two] مصدران
    [few] { $count } مصادر
   *[other] { $count } مصدرًا
}
author-auto = ذكاء اصطناعي، تلقائيًا
author-approved = ذكاء اصطناعي، وافق عليها { $name }
author-approved-own = ذكاء اصطناعي، تمت الموافقة
author-system = النظام
box-hand-back = أعد المحادثة إلى الذكاء الاصطناعي
cmd-hand-back = أعدها إلى الذكاء الاصطناعي
cmd-take-over = الناس فقط يردون
audio-play = تشغيل
audio-pause = إيقاف مؤقت
audio-speed = السرعة: { $speed }×
audio-position = الموضع
audio-position-is = { $at } من { $all }
audio-unplayable = لا يستطيع هذا المتصفح تشغيله. احفظ الملف.
msg-react-other = تفاعل برمز آخر
msg-react = تفاعل بـ{ $emoji }
msg-react-remove = أزل التفاعل
msg-deleted-own = حُذفت هذه الرسالة.
msg-forwarded-often = أُعيد توجيهها مرات كثيرة
msg-from-product = سؤال من صفحة منتج
msg-quoted-missing = رسالة سابقة
msg-reacted = تفاعل بـ{ $emoji }
msg-reaction-removed = أزال تفاعله
msg-welcome = فتح { $name } المحادثة ولم يكتب بعد.
msg-system-changed = واتساب: { $event }
msg-media-fetching = يُجلب من ميتا…
msg-media-failed = تعذّر عرض الملف.
msg-media-play = حمّل وشغّل
msg-media-open = افتح { $name }
msg-image-alt = صورة من { $name }
msg-sticker-alt = ملصق
msg-video-label = فيديو
msg-audio-label = صوت
msg-voice-label = رسالة صوتية
msg-document = مستند
msg-choice-button = ضغط زرًا
msg-choice-list = اختار من قائمة
msg-choice-template_button = ضغط زرًا في قالب
msg-choice-flow = ملأ نموذجًا
msg-choice-call_permission = أجاب عن طلب اتصال
msg-choice-other = أجاب
}
msg-template = قالب
msg-template-id = معرّف القالب لدى ميتا
msg-taken-back = سُحبت ولم تُرسل
author-api = API
thread-me = أنت
thread-viewers = زملاء هنا الآن
undo-in = تُرسل خلال { $seconds } ث
undo-button = تراجع
undo-done = سُحبت ولم تُرسل.
undo-too-late = فات الأوان: هي في طريقها إلى العميل.
undo-failed = تعذّر سحبها.
window-explain-public = هذه المحادثة تحت منشور. يقرأ الجميع ردك ويمكنك الرد في أي وقت.
msg-to-story = ردًا على قصتك
msg-in-private = على انفراد
