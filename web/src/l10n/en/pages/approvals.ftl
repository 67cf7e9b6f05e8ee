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
approvals-empty-title = Nothing waits for you.
approvals-empty = New drafts appear here by themselves, the one whose window closes first on top.
approvals-empty-filter = No draft in this view.
approvals-show-all = Show all
approvals-intent = What the customer wants
approvals-intent-all = Every question
approvals-channel = Channel
approvals-channel-all = Every channel
approvals-auto-settings = Settings of automatic sending
approvals-auto = Sends by itself
approvals-today = Today
approvals-today-approved = approved
approvals-today-edited = of them edited
approvals-today-auto = sent by rule
approvals-together = { $count ->
    [one] Approve { $count } · { $intent }
   *[other] Approve all { $count } · { $intent }
}
approve-all-title = { $count ->
    [one] Approve and send { $count } reply?
   *[other] Approve and send { $count } replies?
}
approve-all-text = Question: { $intent }. All of them are shown in the list and passed the check. Each is checked once more as it goes; what changed meanwhile stays.
approve-all-go = { $count ->
    [one] Approve and send { $count }
   *[other] Approve and send all { $count }
}
approve-all-done = { $count ->
    [one] { $count } reply approved.
   *[other] { $count } replies approved.
}
approve-all-ended = { $done } of { $count } replies approved
approve-all-failed = { $count ->
    [one] { $count } did not go:
   *[other] { $count } did not go:
}
approve-all-stop = Stop
approvals-open-thread = Open the conversation
approvals-last = Last messages
approvals-gone-approved = { $name } approved it
approvals-gone-discarded = { $name } discarded it
approvals-gone-auto = A rule sent it
approvals-gone-superseded = Overtaken
cmd-queue-next = Next draft
cmd-queue-previous = Previous draft
cmd-approve-all = Approve all of this kind that passed
