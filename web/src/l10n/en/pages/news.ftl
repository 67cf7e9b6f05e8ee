notice-conversation-draft-stopped = { $by } stopped the draft
notice-channel-quality = Quality changed to { $name }
notice-channel-disabled = Meta disabled this account. Nothing can be sent.
notice-channel-reinstated = Meta reinstated this account
notice-channel-disable-scheduled = Meta will disable this account on { $name }
notice-channel-restricted = Meta restricted what this number may send
notice-channel-unrestricted = Meta lifted the restriction
notice-channel-review-rejected = Meta rejected this account in its review. Nothing can be sent.
notice-channel-violation = Meta reports a broken rule: { $name }
notice-channel-template-paused = Meta paused the template { $name }
notice-channel-template-disabled = Meta disabled the template { $name }
quality-GREEN = High
quality-YELLOW = Medium
quality-RED = Low
quality-UNKNOWN = Not known yet
limit-TIER_250 = 250 people
limit-TIER_2K = 2,000 people
limit-TIER_10K = 10,000 people
limit-TIER_100K = 100,000 people
limit-TIER_UNLIMITED = Any number of people
throughput-STANDARD = 80 messages a second
throughput-COEXISTENCE = 20 messages a second
throughput-HIGH = Up to 1,000 messages a second
strip-disconnected = { $kind ->
    [whatsapp] WhatsApp disconnected
    [instagram] Instagram disconnected
   *[other] Every channel disconnected
}. Nothing is sent or received.
alert-reconnect = Reconnect
alert-look = See the channel
alert-see-health = See its health
alerts-title = Alerts
alerts-unseen = { $count ->
    [one] { $count } new
   *[other] { $count } new
  }
alerts-none = All is well
alerts-none-simulated = All is well, simulated
alerts-none-more = When a channel loses its connection, is locked, cannot send, falls in quality or hears nothing from Meta, it is said here, and by e‑mail where this server can send it.
alerts-over = Over in the last 7 days
alert-over = Over { $when }
alert-needs_reauth = { $kind ->
    [instagram] Instagram
   *[other] WhatsApp
} disconnected: Meta no longer accepts the token of { $name }. Nothing can be sent.
alert-frozen = { $name } is locked by Meta. Nothing can be sent.
alert-ended = { $name }: the access was taken back at Meta. It is disconnected; its threads are kept.
alert-blocked = { $name } is connected, but cannot send: something on its list stands against it.
alert-token_ends = { $name }: the connection to Meta ends { $when }. Press “Reconnect” before then.
alert-app_lost = { $name }: the WhatsApp Business app let go of it, as when its phone is changed. Mostly Meta connects it again by itself.
alert-app_unseen = { $name }: nothing was heard from the WhatsApp Business app for ten days. If nobody opens it, Meta ends the connection, { $when } at the earliest.
alert-name_declined = { $name }: Meta declined its display name. Ask for another one.
alert-quality_low = Quality RED: { $name }. Meta rates it low; write first to fewer people until it recovers.
alert-quality_medium = Quality YELLOW: { $name }. Meta rates it medium.
alert-untold = { $name }: Meta takes its messages and tells nothing of them any more. Customers’ answers may be missing, too.
alert-unapplied = { $name }: something Meta told was taken and could not be applied. Nothing of it is lost; whoever runs this server finds it with “loket jobs dead”.
alert-strangers = { $name }: Meta tells of messages that were not sent here. Another system sends with it.
alert-unpaid = { $name }: Meta refuses messages because the account cannot be charged. Put its payment method in order in WhatsApp Manager.
alert-spam_stop = { $name }: Meta refuses messages as spam. Stop writing first until its quality recovers.
alert-unknown_code = { $name }: Meta refused messages with a code that is not known here yet. Open one of them to see its reference.
alert-template_stopped = { $name }: Meta paused or disabled the template { $what }. It is not sent until Meta lets it.
alert-template_rejected = { $name }: Meta rejected the template { $what }. The channel’s card says why.
alert-template_category = { $name }: Meta moved the template { $what } into another category. It may cost another price.
alert-pin = { $name }: “{ $what }” at Meta. If it was none of you, change the PIN in WhatsApp Manager at once.
alert-what-PIN_CHANGED = PIN changed
alert-what-PIN_RESET_REQUEST = Somebody asked to reset the PIN
alert-what-PIN_RESET_SUCCESS = PIN reset
alert-warning = { $name }: Meta warns of its account: { $what }.
alert-see-list = See its list
mention-told = { $name } mentioned you in a note about { $contact }.
mention-open = Open
mention-title = Name a colleague
mention-nobody = Nobody else is in the team yet.
mention-looks = May only look
template-changed = Changed by you.
template-use-source = Use “{ $value }”
template-from-contact = From the contact: their name
template-from-agent = Your name
template-from-business = From your knowledge: the shop’s name
template-from-source = From your catalogue: { $title }, { $field }
template-from-knowledge = From your knowledge: { $title }
template-from-attribute = From the contact: { $name }
template-from-message = From a message of this conversation
template-field-name = name
template-field-price = price
