view-mine = لي
view-unassigned = غير مسندة
view-snoozed = مؤجلة
view-resolved = منتهية
inbox-more = المزيد
inbox-open = { $count ->
    [zero] لا محادثات مفتوحة
    [one] محادثة مفتوحة واحدة
    [two] محادثتان مفتوحتان
    [few] { $shown } محادثات مفتوحة
   *[other] { $shown } محادثة مفتوحة
}
search-offers = اقتراحات البحث
search-left-out = لم يُؤخذ به.
offer-is = unread أو draft أو failed أو resolved…
offer-from = اسم عميل أو رقمه
offer-assignee = me أو none أو زميل
offer-label = اسم وسم
offer-channel = اسم قناة
offer-is-unread = لم يُطَّلع عليها
offer-is-unanswered = العميل آخر من كتب
offer-is-draft = مسودة تنتظر
offer-is-closing = النافذة تُغلق خلال 6 ساعات
offer-is-closed = النافذة مغلقة
offer-is-failed = فشلت رسالة
offer-is-open = لا مؤجلة ولا منتهية
offer-is-snoozed = مؤجلة
offer-is-resolved = منتهية
offer-assignee-me = لك
offer-assignee-none = ليست لأحد
hint-unknown_state = ‏«is:{ $word }» غير معروف.
hint-unknown_label = لا وسم باسم «{ $word }».
hint-unknown_channel = لا قناة باسم «{ $word }».
hint-unknown_person = لا أحد هنا باسم «{ $word }».
hint-empty = اكتب شيئًا بعد «{ $word }:».
cmd-resolve = أنهِ المحادثة
cmd-resolve-next = أنهِها وافتح التالية
cmd-reopen = أعد فتحها
cmd-snooze = تأجيل
cmd-assign = أسند إلى أحد
cmd-assign-me = أسند إليّ
cmd-label = الوسوم
cmd-unread = علّمها غير مقروءة
cmd-choose = حدّد المحادثة أو ألغِ تحديدها
cmd-choose-all = حدّد كل المعروض
cmd-let-go = ألغِ كل تحديد
cmd-views = اختر عرضًا
box-menu = { $count ->
    [one] ما يمكن فعله بهذه المحادثة
   *[other] ما يمكن فعله بالمحادثات: { $count }
}
assign-online = متصل
assign-away = بعيد
assign-offline = غير متصل
assign-left = عضو سابق
assign-open = مفتوحة: { $count }
label-search = ابحث عن وسم أو أنشئه
label-carried = عليها هذا الوسم
care-undo = تراجع
care-undone = تم التراجع.
care-undo-failed = تعذّر التراجع: { $reason }
care-resolved = { $count ->
    [0] لم يبقَ ما يُنهى.
    [one] انتهت المحادثة.
   *[other] المحادثات التي أُنهيت: { $count }.
}
care-reopened = { $count ->
    [0] لم يبقَ ما يُعاد فتحه.
    [one] أُعيد فتح المحادثة.
   *[other] المحادثات التي أُعيد فتحها: { $count }.
}
care-assigned-me = { $count ->
    [0] هي عندك من قبل.
    [one] أُسندت إليك.
   *[other] المحادثات التي أُسندت إليك: { $count }.
}
care-unread = { $count ->
    [0] هي غير مقروءة من قبل.
    [one] عُلّمت غير مقروءة.
   *[other] المحادثات التي عُلّمت غير مقروءة: { $count }.
}
care-missing = محادثات لم تعد موجودة: { $count }.
care-left = بقيت كما هي: { $count }. ‏{ $reason }
care-assignee = مسندة إلى { $name }
care-assignee-none = إسناد: لا أحد يتولاها
row-labels = الوسوم: { $names }.
row-assignee = مسندة إلى { $name }
badge-snoozed = مؤجلة
badge-resolved = منتهية
bulk-title = المحادثات المحددة
bulk-chosen = محدَّد: { $count }
bulk-everything = حدّد كل ما هنا
bulk-resolve = إنهاء
bulk-reopen = إعادة فتح
bulk-assign = إسناد
bulk-running = التقدم
bulk-progress = { $done } من { $total }
bulk-stop = أوقف
author-rule = قاعدة الإسناد
notice-conversation-private-answer = أجاب { $by } عن تعليقه على انفراد: { $name }
notice-conversation-resolved = أنهى { $by } المحادثة
notice-conversation-reopened = أعاد { $by } فتح المحادثة
notice-conversation-reopened-by-customer = فُتحت من جديد: كتب العميل
notice-conversation-snoozed = أجّل { $by } المحادثة حتى { $when }
notice-conversation-woke = انتهى التأجيل
notice-conversation-assigned = أسند { $by } المحادثة إلى { $name }
notice-conversation-unassigned = ألغى { $by } إسناد المحادثة
notice-conversation-requeued = أُخذت من { $name } لأنه غير متصل
window-short-hours = { $hours } س
window-short-minutes = { $minutes } د
