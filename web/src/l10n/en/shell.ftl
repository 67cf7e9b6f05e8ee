nav-label = Main
nav-inbox = Inbox
nav-approvals = Approvals
nav-approvals-count = { $count ->
    [one] { $count } draft waits
   *[other] { $count } drafts wait
}
nav-contacts = Contacts
nav-evidence = Evidence
nav-knowledge = Knowledge
nav-settings = Settings
nav-phone = Sandbox phone
nav-phone-new = Sandbox phone, opens a new window
nav-account = Account
work-title = Work in progress
work-short = Work
work-running = { $count ->
    [one] { $count } running
   *[other] { $count } running
}
work-of = { $done } of { $total }
work-finished = Finished
work-failed = Failed
work-cancelled = Cancelled
work-clear = Clear what has ended
toast-region = Notices
apikeys-title = API keys
appearance-title = Appearance
assignment-title = Assignment
channels-title = Channels
labels-title = Labels
replies-title = Replies
security-title = Security
team-title = Team
welcome-title = First steps
notice-wrote = { $name } wrote to you
notice-closing = { $name } waits, and the window closes within half an hour
notice-failed = { $count ->
    [one] A message could not be sent
   *[other] { $count } messages could not be sent
}
