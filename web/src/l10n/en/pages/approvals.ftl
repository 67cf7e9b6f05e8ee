approvals-title = Approvals
approvals-list = Drafts that wait
approvals-filter = Show
approvals-filter-open = All
approvals-filter-waiting = Passed
approvals-filter-held = Held
approvals-filter-no_grounding = No answer found
approvals-summary = { $count ->
    [one] { $count } waiting
   *[other] { $count } waiting
}
approvals-oldest = oldest { $age }
approvals-closing = { $count ->
    [one] { $count } closes within the hour
   *[other] { $count } close within the hour
}
approvals-empty-title = Nothing waits for you
approvals-empty = New drafts appear here by themselves, the one whose window closes first on top.
approvals-empty-filter = No draft in this view.
approvals-open-thread = Open the conversation
approvals-last = Last messages
approvals-gone-approved = { $name } approved it
approvals-gone-discarded = { $name } discarded it
approvals-gone-other = No longer open
