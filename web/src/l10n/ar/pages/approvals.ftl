approvals-title = الموافقات
approvals-list = مسودات تنتظر
approvals-filter = اعرض
approvals-filter-open = الكل
approvals-filter-waiting = اجتازت
approvals-filter-held = محتجزة
approvals-filter-no_grounding = بلا إجابة
approvals-summary = { $count ->
    [zero] لا شيء ينتظر
    [one] واحدة تنتظر
    [two] اثنتان تنتظران
    [few] { $count } تنتظر
   *[other] { $count } تنتظر
}
approvals-oldest = الأقدم { $age }
approvals-closing = { $count ->
    [one] واحدة تُغلق خلال ساعة
    [two] اثنتان تُغلقان خلال ساعة
   *[other] { $count } تُغلق خلال ساعة
}
approvals-empty-title = لا شيء ينتظرك.
approvals-empty = تظهر المسودات الجديدة هنا وحدها، وما تُغلق نافذته أولًا في الأعلى.
approvals-empty-filter = لا مسودة في هذا العرض.
approvals-show-all = اعرض الكل
approvals-intent = ما يريده العميل
approvals-intent-all = كل الأسئلة
approvals-channel = القناة
approvals-channel-all = كل القنوات
approvals-auto-settings = إعدادات الإرسال التلقائي
approvals-auto = تُرسل وحدها
approvals-today = اليوم
approvals-today-approved = موافق عليها
approvals-today-edited = منها معدّلة
approvals-today-auto = أرسلتها قاعدة
approvals-together = وافق على { $count } · { $intent }
approve-all-title = هل توافق على { $count } من الردود وترسلها؟
approve-all-text = السؤال: { $intent }. كلها ظاهرة في القائمة واجتازت الفحص. تُفحص كل واحدة مرة أخرى عند إرسالها، وما تغيّر في الأثناء يبقى.
approve-all-go = وافق وأرسل { $count }
approve-all-done = تمت الموافقة على { $count }.
approve-all-ended = تمت الموافقة على { $done } من { $count }
approve-all-failed = لم تُرسل { $count }:
approve-all-stop = أوقف
approvals-open-thread = افتح المحادثة
approvals-last = آخر الرسائل
approvals-gone-approved = وافق { $name } عليها
approvals-gone-discarded = تجاهلها { $name }
approvals-gone-auto = أرسلتها قاعدة
approvals-gone-superseded = تجاوزها الحديث
cmd-queue-next = المسودة التالية
cmd-queue-previous = المسودة السابقة
cmd-approve-all = وافق على كل ما اجتاز الفحص من هذا النوع
