deletion-title = طلب حذف
deletion-requested = استُلم الطلب
deletion-tokens = أُتلفت رموز الوصول
deletion-references = أُزيلت الروابط إلى الحسابات لدى Meta
deletion-under-way = قيد التنفيذ
deletion-threads = تبقى المحادثات لدى النشاط الذي أجراها. لمحو شخص منها، اطلب ذلك من ذلك النشاط.
deletion-absent-title = لا يوجد طلب بهذا الرمز
deletion-absent = تحقق من أن العنوان كامل كما أظهره Meta.
