login-title = تسجيل الدخول
login-lead = أهلًا بعودتك إلى { $brand }.
login-sandbox = يعمل هذا التثبيت مع ميتا محاكاة.
login-privacy = الخصوصية
