contact-title = Contact
mode-off = No drafts
mode-draft_only = Draft, a person approves
mode-auto_send = Send what passes the check
