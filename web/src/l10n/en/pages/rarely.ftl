composer-both = { $name } is answering too. Send anyway?
composer-send-anyway = Send anyway
note-title = Internal note
note-delete = Delete note
note-delete-title = Delete this note?
msg-location = Location
msg-location-open = Open the map
msg-contact-own = Shared their own contact data
msg-order = Order
msg-order-pieces = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
msg-order-total = Total
msg-edited-show = what it said before
msg-edited-hide = hide
msg-edited-earlier = Earlier wordings
msg-edited-none = The earlier words are not known.
msg-edited-empty = No words
msg-unsupported = { $kind ->
    [instagram] Instagram sent a kind of message we cannot show yet.
   *[other] WhatsApp sent a kind of message we cannot show yet.
}
msg-unsupported-own = A kind of message we cannot show yet.
msg-view-raw = View raw
msg-hide-raw = Hide raw
msg-edited = Edited
msg-quoted-far = That message could not be found here. Search for its words.
