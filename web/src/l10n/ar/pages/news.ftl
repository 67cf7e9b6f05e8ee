notice-channel-quality = تغيّرت الجودة إلى { $name }
notice-channel-disabled = عطّلت ميتا هذا الحساب. لا يمكن إرسال أي شيء.
notice-channel-reinstated = أعادت ميتا هذا الحساب
notice-channel-disable-scheduled = ستعطّل ميتا هذا الحساب في { $name }
notice-channel-restricted = قيّدت ميتا ما يمكن لهذا الرقم إرساله
notice-channel-unrestricted = رفعت ميتا التقييد
notice-channel-review-rejected = رفضت ميتا هذا الحساب في مراجعتها. لا يمكن إرسال أي شيء.
notice-channel-violation = تبلّغ ميتا عن مخالفة: { $name }
notice-channel-template-paused = أوقفت ميتا القالب { $name } مؤقتًا
notice-channel-template-disabled = عطّلت ميتا القالب { $name }
quality-GREEN = عالية
quality-YELLOW = متوسطة
quality-RED = منخفضة
quality-UNKNOWN = غير معروفة بعد
limit-TIER_250 = 250 شخصًا
limit-TIER_2K = 2000 شخص
limit-TIER_10K = 10000 شخص
limit-TIER_100K = 100000 شخص
limit-TIER_UNLIMITED = أي عدد من الأشخاص
throughput-STANDARD = 80 رسالة في الثانية
throughput-COEXISTENCE = 20 رسالة في الثانية
throughput-HIGH = حتى 1000 رسالة في الثانية
strip-disconnected = { $kind ->
    [whatsapp] انقطع واتساب
    [instagram] انقطع إنستغرام
   *[other] انقطعت كل القنوات
}. لا شيء يُرسل أو يُستقبل.
alert-needs_reauth = { $kind ->
    [instagram] انقطع إنستغرام
   *[other] انقطع واتساب
}: لم تعد ميتا تقبل رمز { $name }. لا يمكن إرسال شيء.
alert-frozen = { $name } مقفل من ميتا. لا يمكن إرسال شيء.
alert-token_ends = { $name }: ينتهي الاتصال بميتا { $when }. اضغط «أعد الاتصال» قبل ذلك.
alert-quality_low = الجودة RED: { $name }. الجودة منخفضة، وقد تقيّد ميتا هذا الرقم.
alert-quality_medium = الجودة YELLOW: { $name }. الجودة متوسطة؛ أرسل أقل، ولمن يتوقع ذلك فقط.
alert-untold = { $name }: تقبل ميتا رسائله ولم تعد تخبر عنها بشيء. قد تكون ردود العملاء مفقودة أيضًا.
alert-unapplied = { $name }: وصل خبر من ميتا ولم يمكن تطبيقه. لم يُفقد منه شيء؛ يجده من يدير هذا الخادم بالأمر «loket jobs dead».
alert-strangers = { $name }: تخبر ميتا عن رسائل لم تُرسل من هنا. هناك نظام آخر يرسل به.
alert-unknown_code = { $name }: رفضت ميتا رسائل برمز غير معروف هنا بعد. افتح إحداها لترى مرجعها.
alert-reconnect = أعد الاتصال
alert-look = انظر القناة
alert-see-health = انظر حالته
mention-told = أشار إليك { $name } في ملاحظة عن { $contact }.
mention-open = فتح
mention-title = أشِر إلى زميل
mention-nobody = لا أحد آخر في الفريق بعد.
mention-looks = يمكنه الاطلاع فقط
template-changed = غيّرتَها.
template-use-source = استخدم «{ $value }»
template-from-contact = من جهة الاتصال: اسمها
template-from-agent = اسمك
template-from-business = من معارفك: اسم المتجر
template-from-source = من الكتالوج: { $title }، { $field }
template-from-knowledge = من معارفك: { $title }
template-from-attribute = من جهة الاتصال: { $name }
template-from-message = من رسالة في هذه المحادثة
template-field-name = الاسم
template-field-price = السعر
notice-conversation-draft-stopped = أوقف { $by } المسودة
