labels-lead = Words for conversations, shared by everybody here. In the inbox they are put on under “Labels” of a conversation.
labels-empty-title = No label yet
labels-empty = Make one above, or under “Labels” of a conversation.
label-new = New label
label-add = Add label
label-name = Name
label-name-missing = Give it a name first.
label-color = Colour
label-save = Save
label-edit = Change the label “{ $name }”
label-delete = Delete the label “{ $name }”
label-delete-yes = Delete label
label-delete-what = { $count ->
    [0] No conversation has it.
    [one] It is taken off { $count } conversation. The conversation stays.
   *[other] It is taken off { $count } conversations. The conversations stay.
}
label-deleted = Deleted the label “{ $name }”.
label-count = { $count ->
    [0] unused
    [one] { $count } conversation
   *[other] { $count } conversations
}
color-grey = Grey
color-red = Red
color-orange = Orange
color-amber = Amber
color-green = Green
color-teal = Teal
color-blue = Blue
color-violet = Violet
color-pink = Pink
