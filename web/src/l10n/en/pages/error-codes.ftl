metacode-lead = What Meta’s codes mean, why they come, and who can put it right.
metacode-search = Code or words
metacode-search-help = Such as 131047, or “window closed”
metacode-who = Who can put it right
metacode-who-any = Anybody
metacode-who-agent = Whoever answers
metacode-who-owner = The owner of the business
metacode-who-operator = Whoever runs this server
metacode-who-meta = Meta alone
metacode-who-nobody = Nobody needs to
metacode-retried-no = Not tried again by itself
metacode-retried-by_itself = Tried again by itself
metacode-retried-after_fix = Can be tried again after that
metacode-in-message = In the message: { $button }
metacode-retry = Try again
metacode-count = { $count ->
    [one] 1 code
   *[other] { $count } codes
}
metacode-none-title = Nothing found for “{ $text }”
metacode-none = A code that is not in this table is kept with a reference in its message. Tell whoever runs this server; the server’s log names it, too.
metacode-all = Show all codes
