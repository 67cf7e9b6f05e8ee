login-title = Sign in
login-lead = Welcome back to { $brand }.
login-sandbox = This installation runs against a simulated Meta.
login-privacy = Privacy
