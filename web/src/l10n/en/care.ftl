view-mine = Mine
view-mentions = Mentions
view-unassigned = Unassigned
view-snoozed = Snoozed
view-resolved = Resolved
inbox-more = More
inbox-open = { $count ->
    [one] { $shown } open conversation
   *[other] { $shown } open conversations
}
search-offers = Search suggestions
search-left-out = It is left out.
offer-is = unread, draft, failed, resolved …
offer-from = a customer’s name or number
offer-assignee = me, none or a colleague
offer-label = a label’s name
offer-channel = a channel’s name
offer-is-unread = something nobody looked at
offer-is-unanswered = the customer wrote last
offer-is-draft = a draft waits
offer-is-closing = the window closes within 6 hours
offer-is-closed = the window is closed
offer-is-failed = a message failed
offer-is-open = neither snoozed nor resolved
offer-is-snoozed = sleeping
offer-is-resolved = done
offer-assignee-me = yours
offer-assignee-none = nobody’s
hint-unknown_state = “is:{ $word }” is not known.
hint-unknown_label = No label is called “{ $word }”.
hint-unknown_channel = No channel is called “{ $word }”.
hint-unknown_person = Nobody here is called “{ $word }”.
hint-empty = Write something after “{ $word }:”.
cmd-resolve = Resolve
cmd-resolve-next = Resolve and open the next
cmd-reopen = Reopen
cmd-snooze = Snooze
cmd-assign = Assign to somebody
cmd-assign-me = Assign to me
cmd-label = Labels
cmd-unread = Mark as unread
cmd-choose = Select or unselect the conversation
cmd-choose-all = Select all that are shown
cmd-let-go = Unselect all
cmd-views = Choose a view
box-menu = { $count ->
    [one] What to do with this conversation
   *[other] What to do with { $count } conversations
}
assign-online = Online
assign-away = Away
assign-offline = Offline
assign-left = Former member
assign-open = { $count ->
    [one] { $count } open
   *[other] { $count } open
}
label-search = Find or make a label
label-carried = has this label
care-undo = Undo
care-undone = Undone.
care-undo-failed = Could not be undone: { $reason }
care-resolved = { $count ->
    [0] Nothing was left to resolve.
    [one] Resolved.
   *[other] Resolved { $count } conversations.
}
care-reopened = { $count ->
    [0] Nothing was left to reopen.
    [one] Reopened.
   *[other] Reopened { $count } conversations.
}
care-assigned-me = { $count ->
    [0] You have this already.
    [one] Assigned to you.
   *[other] Assigned { $count } conversations to you.
}
care-unread = { $count ->
    [0] It is unread already.
    [one] Marked as unread.
   *[other] Marked { $count } conversations as unread.
}
care-missing = { $count ->
    [one] { $count } conversation is not there any more.
   *[other] { $count } conversations are not there any more.
}
care-left = { $count ->
    [one] { $count } was left as it is. { $reason }
   *[other] { $count } were left as they are. { $reason }
}
care-assignee = Assigned to { $name }
care-assignee-none = Assign: nobody takes care of it
row-labels = Labels: { $names }.
row-assignee = Assigned to { $name }
badge-snoozed = Snoozed
badge-resolved = Resolved
bulk-title = Selected conversations
bulk-chosen = { $count ->
    [one] { $count } selected
   *[other] { $count } selected
}
bulk-everything = Select everything here
bulk-resolve = Resolve
bulk-reopen = Reopen
bulk-assign = Assign
bulk-running = Progress
bulk-progress = { $done } of { $total }
bulk-stop = Stop
author-rule = The assignment rule
notice-conversation-private-answer = { $by } answered their comment in private: { $name }
notice-conversation-resolved = { $by } resolved the conversation
notice-conversation-reopened = { $by } reopened the conversation
notice-conversation-reopened-by-customer = Opened again: the customer wrote
notice-conversation-snoozed = { $by } snoozed the conversation until { $when }
notice-conversation-woke = The snooze is over
notice-conversation-assigned = { $by } gave the conversation to { $name }
notice-conversation-unassigned = { $by } unassigned the conversation
notice-conversation-requeued = Taken back from { $name }, who is offline
window-short-hours = { $hours } h
window-short-minutes = { $minutes } min
box-hand-back = Hand back to the AI
cmd-hand-back = Hand back to the AI
cmd-take-over = Answer as people only
