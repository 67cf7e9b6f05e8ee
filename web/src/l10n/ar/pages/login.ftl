login-title = تسجيل الدخول
login-lead = أهلًا بعودتك إلى { $brand }.
login-sandbox = يعمل هذا التثبيت مع ميتا محاكاة.
login-review-title = لمراجعي ميتا
login-review = هذا المكتب مفتوح لمراجعي ميتا. سجّل الدخول بالبريد الإلكتروني وكلمة المرور المذكورين في الطلب.
login-review-then = وبعدها تجد قائمة التحقق في
login-privacy = الخصوصية
