hand-back-text = تُرسل الردود التي تجتاز كل فحص وحدها من جديد.
hand-back-note = ملاحظة للزملاء (اختيارية)
view-own = عروضك
view-search = ابحث عن عرض
view-none = لا عرض بهذا الاسم.
view-save = احفظ العرض
view-save-this = احفظ هذا البحث عرضًا…
view-saved = حُفظ العرض «{ $name }».
view-deleted = حُذف العرض.
view-delete = احذف العرض «{ $name }»
view-asks = سيُظهر:
view-name = اسم العرض
view-name-missing = سمِّه أولًا.
assign-search = ابحث عن زميل
assign-nobody = لا أحد
assign-none = لا أحد هنا باسم «{ $text }».
assign-you = (أنت)
label-none = اكتب اسمًا لتنشئ أول وسم.
label-make = أنشئ الوسم «{ $name }»
snooze-later = لاحقًا اليوم
snooze-tomorrow = غدًا
snooze-week = الأسبوع القادم
snooze-date = اليوم
snooze-time = الوقت
snooze-until = أجّل إلى ذلك الحين
snooze-pick = اختر وقتًا لم يأتِ بعد.
box-assign = { $count ->
    [one] أسند المحادثة
   *[other] أسند المحادثات: { $count }
}
box-label = { $count ->
    [one] وسوم المحادثة
   *[other] وسوم المحادثات: { $count }
}
box-snooze = { $count ->
    [one] أجّل المحادثة
   *[other] أجّل المحادثات: { $count }
}
care-snoozed = { $count ->
    [0] لم يبقَ ما يُؤجَّل.
    [one] أُجّلت حتى { $when }.
   *[other] المحادثات المؤجلة حتى { $when }: ‏{ $count }.
}
care-assigned = { $count ->
    [0] هي عند { $name } من قبل.
    [one] أُسندت إلى { $name }.
   *[other] المحادثات التي أُسندت إلى { $name }: ‏{ $count }.
}
care-unassigned = { $count ->
    [0] لم تكن مسندة إلى أحد.
    [one] أُلغي الإسناد.
   *[other] المحادثات التي أُلغي إسنادها: { $count }.
}
care-labelled = { $count ->
    [0] عليها الوسم «{ $name }» من قبل.
    [one] أُضيف الوسم «{ $name }».
   *[other] المحادثات التي أُضيف إليها «{ $name }»: ‏{ $count }.
}
care-unlabelled = { $count ->
    [0] لم يعد عليها الوسم «{ $name }».
    [one] أُزيل الوسم «{ $name }».
   *[other] المحادثات التي أُزيل عنها «{ $name }»: ‏{ $count }.
}
