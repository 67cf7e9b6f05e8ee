inbox-empty-title = لا محادثات بعد
inbox-empty = تبدأ المحادثة عندما يكتب عميل إلى أحد أرقامك أو حساباتك.
inbox-connect = اربط قناة
inbox-first = راسل هذا الرقم من أي هاتف، فتظهر المحادثة هنا.
inbox-first-sandbox = هذا الرقم محاكى. افتح هاتف التجربة واكتب إليه كما يفعل العميل.
inbox-first-code = رمز يفتح محادثة مع { $number }
