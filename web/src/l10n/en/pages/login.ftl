login-title = Sign in
login-lead = Welcome back to { $brand }.
login-sandbox = This installation runs against a simulated Meta.
login-review-title = For Meta’s reviewers
login-review = This desk is open to Meta’s reviewers. Sign in with the e-mail address and password given in the submission.
login-review-then = Afterwards, the checklist is at
login-privacy = Privacy
