book-title = Contacts
book-contact = Contact
book-all = All contacts
book-count = { $count ->
    [one] One contact
   *[other] { $shown } contacts
}
book-search = Name, user name or number
book-next = Next contact
book-previous = Previous contact
book-consent = Consent
book-consent-all = Everybody
book-consent-none = No consent
book-consent-opted_in = Opted in
book-consent-opted_out = Stopped
book-label = Label
book-label-any = Any label
book-col-name = Name
book-col-consent = Consent
book-col-labels = Labels
book-col-last = Last contact
book-more-labels = +{ $count }
book-never = Never
book-none-title = Nobody fits
book-none = No contact has this name, number, consent and label.
book-none-clear = Show everybody
book-empty-title = No contacts yet
book-empty = Whoever writes to you is entered here by itself. People who already agreed can be imported.
book-import = Import
book-erased = The data of this person was erased
book-erased-text = Erased on { $when }. Names, numbers and messages are gone for good; the evidence chain stays whole without them.
book-known = Known by
book-open-thread = Open the conversation
book-to-thread = Conversation
book-letting = Stop and erase
book-undo = Undo
book-marketing-stopped = They stopped marketing messages in WhatsApp. Other messages may still be sent.
book-consent-nothing = Nothing was recorded yet.
book-consent-unsourced = Where and when is not recorded.
book-became-none = No consent
book-became-opted_in = Agreed to be written to
book-became-opted_out = Said stop
book-agree = Record an opt-in
book-agree-title = { $name } agreed to be written to
book-agree-text = Record only what this person really said. A stop they wrote themselves is undone only by them.
book-agree-source = Where they agreed
book-agree-source-help = Such as a form, a call or a visit. It stands in the record.
book-agree-source-missing = Say where they agreed.
book-agree-proof = Proof
book-agree-proof-help = What proves it: a form’s number, who took the call, the words.
book-offer-form = Form
book-offer-call = Call
book-offer-store = In the shop
book-labels = Labels
book-labels-none = No labels.
book-labels-change = Change labels
book-labels-nothing = No label has this name. Labels are made in the settings.
book-label-on = “{ $name }” is on.
book-label-off = “{ $name }” is off.
book-attributes = Attributes
book-attributes-none = Nothing is kept besides.
book-attributes-manage = Manage attributes
book-attributes-lead = What you keep of everybody, such as a city or a size. Each has one kind of value.
book-attribute-first = Make the first attribute
book-attribute-add = Add a value…
book-attribute-edit = { $name }: { $value }. Edit
book-attribute-saved = { $name } is saved.
book-attribute-emptied = { $name } is empty now.
book-attribute-name = Name
book-attribute-name-missing = Give it a name.
book-attribute-kind = Kind
book-attribute-make = Make the attribute
book-attribute-count = { $count ->
    [one] one contact
   *[other] { $count } contacts
}
book-attribute-delete = Delete “{ $name }”
book-attribute-delete-yes = Delete
book-attribute-delete-what = { $count ->
    [0] No contact has a value of it.
    [one] The value of one contact goes with it.
   *[other] The values of { $count } contacts go with it.
}
book-kind-text = Words
book-kind-number = Number
book-kind-date = Date
book-kind-yes_no = Yes or no
book-kind-link = Link to a record
book-linked = Linked records
book-linked-open = { $name }: open { $place } in a new tab
book-value-yes = Yes
book-value-no = No
book-value-empty = No value
book-timeline = What happened
book-older = Show older
book-first-seen = First seen
book-thread-began = A conversation began
book-note = { $name } wrote a note
merge-part = The same person twice
merge-lead = If another contact is the same person, make them one. Of two consents the stricter holds.
merge-begin = Merge with another contact
merge-title = Merge with { $name }
merge-find = Find the other contact
merge-find-lead = Which contact is the same person? You see what would happen before anything does.
merge-kept = Stays
merge-merged = Becomes part of it
merge-swap = Swap
merge-other = Another contact
merge-do = Merge
merge-consent = Consent afterwards
merge-consent-same = Both stand the same.
merge-consent-stricter = The stricter of both: a merge never makes consent looser. An opt-in can be recorded again.
merge-needs-opt-in = One of them never wrote: until they write, only an opt-in allows a template.
merge-joined = { $count ->
    [one] One conversation becomes
   *[other] { $count } conversations become
} part of one on the same channel, with { $messages ->
    [one] one message
   *[other] { $messages } messages
}{ $notes ->
    [0] .
    [one] {" "}and one note.
   *[other] {" "}and { $notes } notes.
}
merge-moved = { $count ->
    [one] One conversation moves over.
   *[other] { $count } conversations move over.
}
merge-earlier = { $values } becomes an earlier number or id. Replies go to the one of { $name }.
merge-kept-of = Labels and attributes come along: { $labels } and { $attributes }.
merge-drafts = { $count ->
    [one] A draft that waits is put aside, and does not come back with undo.
   *[other] { $count } drafts that wait are put aside, and do not come back with undo.
}
merge-nothing = No conversation moves.
merge-undo-until = It can be undone until { $when }.
merge-undo-how = Then conversations, names, labels and consent go back as they were. What is written in between stays with the contact that was kept; a stop in between counts for both.
merge-done = They are one contact now: { $name }.
merge-undone = Both contacts are back.
merge-nameless = A contact without a name
merge-by = Merged by { $name } on { $when }
merge-was-undone = Undone on { $when }
merge-happened = { $by } made { $name } part of this contact
merge-happened-undone = The merge with { $name } was undone
