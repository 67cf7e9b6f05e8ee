nav-label = الرئيسية
nav-inbox = الوارد
nav-approvals = الموافقات
nav-approvals-count = { $count ->
    [zero] لا مسودات تنتظر
    [one] مسودة واحدة تنتظر
    [two] مسودتان تنتظران
    [few] { $count } مسودات تنتظر
    [many] { $count } مسودة تنتظر
   *[other] { $count } مسودة تنتظر
}
nav-contacts = جهات الاتصال
nav-evidence = الأدلة
nav-knowledge = المعرفة
nav-settings = الإعدادات
nav-phone = هاتف التجربة
nav-phone-new = هاتف التجربة، يفتح نافذة جديدة
nav-account = الحساب
work-title = أعمال جارية
work-short = أعمال
work-of = { $done } من { $total }
work-finished = انتهى
work-failed = فشل
work-cancelled = أُلغي
work-clear = امسح ما انتهى
toast-region = إشعارات
cmd-hold = أوقف ما هو على وشك الإرسال
notice-wrote = كتب إليك { $name }
notice-closing = ‏{ $name } ينتظر، والنافذة تُغلق خلال نصف ساعة
notice-failed = تعذّر إرسال رسائل: { $count }
work-running = جارية: { $count }
apikeys-title = مفاتيح API
appearance-title = المظهر
assignment-title = الإسناد
channels-title = القنوات
labels-title = الوسوم
replies-title = الردود الجاهزة
security-title = الأمان
team-title = الفريق
welcome-title = الخطوات الأولى
