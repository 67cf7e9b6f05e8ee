login-email = البريد الإلكتروني
login-missing-email = اكتب بريدك الإلكتروني.
password-show = أظهر كلمة المرور
