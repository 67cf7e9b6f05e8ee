composer-both = { $name } يرد أيضًا. هل ترسل على أي حال؟
composer-send-anyway = أرسل على أي حال
note-title = ملاحظة داخلية
note-delete = احذف الملاحظة
note-delete-title = هل تحذف هذه الملاحظة؟
msg-location = موقع
msg-location-open = افتح الخريطة
msg-contact-own = شارك بيانات الاتصال به
msg-order = طلب
msg-order-pieces = { $count ->
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $count } قطع
   *[other] { $count } قطعة
msg-order-total = المجموع
msg-edited-show = ما قالته من قبل
msg-edited-hide = إخفاء
msg-edited-earlier = الصياغات السابقة
msg-edited-none = الكلمات السابقة غير معروفة.
msg-edited-empty = بلا كلمات
msg-unsupported = { $kind ->
    [instagram] أرسل إنستغرام نوعًا من الرسائل لا يمكننا عرضه بعد.
   *[other] أرسل واتساب نوعًا من الرسائل لا يمكننا عرضه بعد.
}
msg-unsupported-own = نوع من الرسائل لا يمكننا عرضه بعد.
msg-view-raw = اعرض الأصل
msg-hide-raw = أخفِ الأصل
msg-edited = معدّلة
msg-quoted-far = لم يُعثر على تلك الرسالة هنا. ابحث عن كلماتها.
