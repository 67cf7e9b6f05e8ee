thread-label = Messages with { $name }
thread-older = Loading earlier messages…
thread-newer = Loading later messages…
thread-start = The conversation began here
thread-latest = Go to the latest message
thread-new-below = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
thread-empty = No message yet.
thread-floor-human = Human has it
thread-floor-auto = Rules may answer
thread-floor-label = Only people answer here
thread-floor-help = While a person has the conversation, rules keep silent. Typing takes it.
thread-contact-show = Show contact
thread-contact-hide = Hide contact
thread-viewing = { $name } is looking too
thread-typing = { $name } is writing…
thread-from = { $name } wrote
thread-to = You wrote
msg-actions = Message actions
msg-quote = Quote in a reply
msg-react = React with { $emoji }
msg-react-remove = Take the reaction back
msg-copy = Copy text
msg-evidence = Show evidence
msg-edited = Edited
msg-deleted = The customer deleted this message.
msg-deleted-own = This message was deleted.
msg-forwarded = Forwarded
msg-forwarded-often = Forwarded many times
msg-from-product = Asked from a product page
msg-quoted-missing = An earlier message
msg-reacted = Reacted with { $emoji }
msg-reaction-removed = Took a reaction back
msg-welcome = { $name } opened the chat without writing yet.
msg-system-changed = WhatsApp: { $event }
msg-unsupported = WhatsApp sent a kind of message we cannot show yet.
msg-unsupported-own = A kind of message we cannot show yet.
msg-view-raw = View raw
msg-hide-raw = Hide raw
msg-media-fetching = Being fetched from Meta…
msg-media-failed = The file could not be shown.
msg-media-play = Load and play
msg-media-open = Open { $name }
msg-image-alt = Photo from { $name }
msg-sticker-alt = Sticker
msg-video-label = Video
msg-audio-label = Audio
msg-voice-label = Voice message
msg-document = Document
msg-location = Location
msg-location-open = Open the map
msg-contact-own = Shared their own contact data
msg-choice-button = Tapped a button
msg-choice-list = Chose from a list
msg-choice-template_button = Tapped a template button
msg-choice-flow = Filled in a form
msg-choice-call_permission = Answered a call request
msg-choice-other = Answered
msg-order = Order
msg-order-pieces = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
msg-order-total = Total
msg-template = Template
msg-sources = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
author-auto = Auto
author-approved = Approved by { $name }
author-approved-own = Approved
author-api = API
author-system = System
thread-me = You
thread-viewers = Colleagues here
note-title = Internal note
note-delete = Delete note
note-delete-title = Delete this note?
undo-in = Sends in { $seconds } s
undo-button = Undo
undo-done = Taken back. It was not sent.
undo-too-late = Too late: it is on its way to the customer.
undo-failed = It could not be taken back.
msg-taken-back = Taken back, not sent
msg-edited-show = what it said before
msg-edited-hide = hide
msg-edited-earlier = Earlier wordings
msg-edited-none = The earlier words are not known.
msg-edited-empty = No words
msg-template-id = Meta’s id of the template
