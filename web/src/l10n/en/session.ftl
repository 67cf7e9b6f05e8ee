login-email = E-mail
login-missing-email = Enter your e-mail.
password-show = Show password
