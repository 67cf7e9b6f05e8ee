book-title = جهات الاتصال
book-contact = جهة اتصال
book-all = كل جهات الاتصال
book-count = { $count ->
    [zero] لا جهات اتصال
    [one] جهة اتصال واحدة
    [two] جهتا اتصال
    [few] { $shown } جهات اتصال
   *[other] { $shown } جهة اتصال
}
book-search = الاسم أو اسم المستخدم أو الرقم
book-next = جهة الاتصال التالية
book-previous = جهة الاتصال السابقة
book-consent = الموافقة
book-consent-all = الجميع
book-consent-none = بلا موافقة
book-consent-opted_in = وافق
book-consent-opted_out = أوقف
book-label = وسم
book-label-any = أي وسم
book-col-name = الاسم
book-col-consent = الموافقة
book-col-labels = الوسوم
book-col-last = آخر تواصل
book-more-labels = +{ $count }
book-never = لم يحدث
book-none-title = لا أحد يطابق
book-none = لا جهة اتصال بهذا الاسم والرقم والموافقة والوسم.
book-none-clear = أظهر الجميع
book-empty-title = لا جهات اتصال بعد
book-empty = كل من يكتب إليك يُسجَّل هنا تلقائيًا. ويمكن استيراد من وافقوا من قبل.
book-import = استيراد
book-erased = مُحيت بيانات هذا الشخص
book-erased-text = مُحيت في { $when }. ذهبت الأسماء والأرقام والرسائل نهائيًا، وتبقى سلسلة الأدلة كاملة بدونها.
book-known = معروف بـ
book-open-thread = افتح المحادثة
book-to-thread = المحادثة
book-letting = الإيقاف والمحو
book-undo = تراجع
book-marketing-stopped = أوقف رسائل التسويق في واتساب. يمكن إرسال غيرها.
book-consent-nothing = لم يُسجَّل شيء بعد.
book-consent-unsourced = لم يُسجَّل أين ومتى.
book-became-none = بلا موافقة
book-became-opted_in = وافق على مراسلته
book-became-opted_out = طلب الإيقاف
book-agree = سجِّل موافقة
book-agree-title = وافق { $name } على مراسلته
book-agree-text = سجِّل فقط ما قاله هذا الشخص حقًا. الإيقاف الذي كتبه بنفسه لا يلغيه إلا هو.
book-agree-source = أين وافق
book-agree-source-help = مثل استمارة أو مكالمة أو زيارة. يُكتب هذا في السجل.
book-agree-source-missing = اذكر أين وافق.
book-agree-proof = الإثبات
book-agree-proof-help = ما يثبته: رقم الاستمارة، من استقبل المكالمة، الكلمات.
book-offer-form = استمارة
book-offer-call = مكالمة
book-offer-store = في المتجر
book-labels = الوسوم
book-labels-none = بلا وسوم.
book-labels-change = غيّر الوسوم
book-labels-nothing = لا وسم بهذا الاسم. تُنشأ الوسوم في الإعدادات.
book-label-on = وُضع «{ $name }».
book-label-off = أُزيل «{ $name }».
book-attributes = السمات
book-attributes-none = لا شيء آخر محفوظ.
book-attributes-manage = إدارة السمات
book-attributes-lead = ما تحفظه عن كل شخص، مثل المدينة أو المقاس. لكل سمة نوع واحد من القيم.
book-attribute-first = أنشئ أول سمة
book-attribute-add = أضف قيمة…
book-attribute-edit = { $name }: { $value }. تعديل
book-attribute-saved = حُفظ { $name }.
book-attribute-emptied = أصبح { $name } فارغًا.
book-attribute-name = الاسم
book-attribute-name-missing = أعطها اسمًا.
book-attribute-kind = النوع
book-attribute-make = أنشئ السمة
book-attribute-count = { $count ->
    [one] جهة اتصال واحدة
    [two] جهتا اتصال
    [few] { $count } جهات اتصال
   *[other] { $count } جهة اتصال
}
book-attribute-delete = احذف «{ $name }»
book-attribute-delete-yes = احذف
book-attribute-delete-what = { $count ->
    [0] لا جهة اتصال لها قيمة منها.
   *[other] تذهب معها قيم { $count } من جهات الاتصال.
}
book-kind-text = كلمات
book-kind-number = رقم
book-kind-date = تاريخ
book-kind-yes_no = نعم أو لا
book-kind-link = رابط إلى سجل
book-linked = السجلات المرتبطة
book-linked-open = { $name }: افتح { $place } في علامة تبويب جديدة
book-value-yes = نعم
book-value-no = لا
book-value-empty = بلا قيمة
book-timeline = ما حدث
book-older = أظهر الأقدم
book-first-seen = أول ظهور
book-thread-began = بدأت محادثة
book-note = كتب { $name } ملاحظة
merge-part = الشخص نفسه مرتين
merge-lead = إن كانت جهة أخرى هي الشخص نفسه فاجعلهما واحدة. من الموافقتين تسري الأشد.
merge-begin = ادمج مع جهة أخرى
merge-title = دمج مع { $name }
merge-find = ابحث عن الجهة الأخرى
merge-find-lead = أي جهة هي الشخص نفسه؟ ترى ما سيحدث قبل أن يحدث شيء.
merge-kept = تبقى
merge-merged = تصير جزءًا منها
merge-swap = بدّل
merge-other = جهة أخرى
merge-do = ادمج
merge-consent = الموافقة بعد ذلك
merge-consent-same = كلتاهما سواء.
merge-consent-stricter = الأشد من الاثنتين: الدمج لا يرخي الموافقة أبدًا. يمكن تسجيل موافقة من جديد.
merge-needs-opt-in = إحداهما لم تكتب قط: حتى تكتب، لا تسمح بقالب إلا موافقة.
merge-joined = تصير { $count } من المحادثات جزءًا من محادثة على القناة نفسها، مع { $messages } من الرسائل و{ $notes } من الملاحظات.
merge-moved = تنتقل { $count } من المحادثات.
merge-earlier = يصير { $values } رقمًا أو معرّفًا سابقًا. تذهب الردود إلى رقم { $name }.
merge-kept-of = تأتي معها وسوم وسمات: { $labels } و{ $attributes }.
merge-drafts = توضع جانبًا { $count } من المسودات المنتظرة، ولا تعود مع التراجع.
merge-nothing = لا تنتقل أي محادثة.
merge-undo-until = يمكن التراجع حتى { $when }.
merge-undo-how = عندها تعود المحادثات والأسماء والوسوم والموافقة كما كانت. ما يُكتب بينهما يبقى مع الجهة الباقية، والإيقاف بينهما يسري على الاثنتين.
merge-done = صارتا جهة واحدة: { $name }.
merge-undone = عادت الجهتان.
merge-nameless = جهة بلا اسم
merge-by = دمجها { $name } في { $when }
merge-was-undone = أُلغي في { $when }
merge-happened = جعل { $by } { $name } جزءًا من هذه الجهة
merge-happened-undone = أُلغي الدمج مع { $name }
