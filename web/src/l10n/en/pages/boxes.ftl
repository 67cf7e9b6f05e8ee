view-own = Your views
view-search = Find a view
view-none = No view is called that.
view-save = Save view
view-save-this = Save this search as a view…
view-saved = Saved the view “{ $name }”.
view-deleted = Deleted the view.
view-delete = Delete the view “{ $name }”
view-asks = It will show:
view-name = Name of the view
view-name-missing = Give it a name first.
assign-search = Find a colleague
assign-nobody = Nobody
assign-none = Nobody here is called “{ $text }”.
assign-you = (you)
label-none = Type a name to make the first label.
label-make = Make the label “{ $name }”
snooze-later = Later today
snooze-tomorrow = Tomorrow
snooze-week = Next week
snooze-date = Day
snooze-time = Time
snooze-until = Snooze until then
snooze-pick = Choose a time to come.
hand-back-text = Replies that pass every check go out by themselves again.
hand-back-note = Note for colleagues (optional)
box-assign = { $count ->
    [one] Assign the conversation
   *[other] Assign { $count } conversations
}
box-label = { $count ->
    [one] Labels of the conversation
   *[other] Labels of { $count } conversations
}
box-snooze = { $count ->
    [one] Snooze the conversation
   *[other] Snooze { $count } conversations
}
care-snoozed = { $count ->
    [0] Nothing was left to snooze.
    [one] Snoozed until { $when }.
   *[other] Snoozed { $count } conversations until { $when }.
}
care-assigned = { $count ->
    [0] { $name } has this already.
    [one] Assigned to { $name }.
   *[other] Assigned { $count } conversations to { $name }.
}
care-unassigned = { $count ->
    [0] Nobody had this anyway.
    [one] Unassigned.
   *[other] Unassigned { $count } conversations.
}
care-labelled = { $count ->
    [0] It has the label “{ $name }” already.
    [one] Added the label “{ $name }”.
   *[other] Added the label “{ $name }” to { $count } conversations.
}
care-unlabelled = { $count ->
    [0] It has no label “{ $name }” any more.
    [one] Removed the label “{ $name }”.
   *[other] Removed the label “{ $name }” from { $count } conversations.
}
