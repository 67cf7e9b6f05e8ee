inbox-title = Inbox
inbox-search = Search name or text
inbox-clear = Clear search
inbox-list = Conversations
inbox-new = { $count } new · Show
inbox-views = Views
view-all = All
view-unanswered = Unanswered
view-waiting = Waiting approval
view-held = Held
view-closing = Window closing
view-failed = Failed
view-unread = Unread
inbox-open-phone = Open the sandbox phone
inbox-phone = The customer’s phone
inbox-phone-beside = Phone beside the inbox
inbox-filter-empty-title = Nothing in this view
inbox-filter-empty = No conversation matches.
inbox-filter-clear = Show all conversations
inbox-pick-title = Choose a conversation
inbox-pick = { $next } and { $previous } move through the list, { $open } opens.
inbox-you = You:
inbox-arrived = { $count ->
    [one] New message from { $name }
   *[other] { $count } new messages, the last from { $name }
}
badge-mentioned = Mentioned
badge-draft = Draft
badge-held = Held
badge-no-answer = No answer found
badge-failed = Failed
badge-unknown = Unresolved
badge-unread = { $count ->
    [one] { $count } unread message
   *[other] { $count } unread messages
}
badge-opted-out = Opted out
window-open = { $hours } h { $minutes } min left
window-minutes = { $minutes } min left
window-closed = Window closed
window-never = Not yet opened
window-explain-open = You may answer freely for { $hours } h { $minutes } min. Each message of the customer starts 24 hours anew.
window-explain-closed = More than 24 hours since the customer wrote. Only an approved template can be sent.
window-explain-never = The customer has not written yet. Only an approved template can be sent.
window-late = People only
window-explain-late = More than 24 hours since the customer wrote. People may answer until { $when }; AI is off.
preview-image = Photo
preview-video = Video
preview-audio = Audio
preview-voice = Voice message
preview-document = Document
preview-sticker = Sticker
preview-location = Location
preview-contacts = Contact card
preview-choice = Choice
preview-reaction = Reaction
preview-order = Order
preview-welcome = Opened the chat
preview-system = Notice
preview-template = Template
preview-interactive = Question with buttons
preview-unsupported = A kind we cannot show yet
preview-deleted = Deleted message
badge-scheduled = Scheduled
window-public = Public: no window
row-comments = Comments
preview-shared = Shared post
