## Everywhere
app-sandbox = Sandbox
app-sandbox-note = Simulated Meta. Nothing here reaches a real phone.
app-sandbox-short = Nothing reaches a real phone.
app-offline = Offline.
app-reconnecting-in = Offline – reconnecting in { $seconds } s.
app-reconnecting = Reconnecting…
app-retry-now = Retry now
app-skip = Skip to the content
app-loading = Loading…
app-try-again = Try again
app-reference = Reference
app-copy = Copy
app-copied = Copied
app-cancel = Cancel
app-close = Close
app-save = Save
app-saving = Saving…
app-saved = Saved
app-back = Back
app-no-permission = You need the permission of an owner, administrator or agent. Ask the owner of this workspace.
app-not-allowed = Your role may only read here. Ask the owner of this workspace.
app-error-title = This could not be loaded
app-error-unreachable = Loket cannot be reached. Check your connection; nothing you typed is lost.
app-error-unknown = Something went wrong on the server. Trying again often helps.
app-not-found-title = Nothing is here
app-not-found = The address leads to nothing in this workspace. It may have been removed, or belong to another one.
app-to-inbox = Go to the inbox
app-forbidden-title = You may not see this
app-route-changed = { $title }

## Sign-in
login-title = Sign in
login-lead = Welcome back to { $brand }.
login-email = E-mail
login-password = Password
login-show = Show password
login-submit = Sign in
login-submitting = Signing in…
login-bad = E-mail or password is not right.
login-locked = Too many tries. Try again in { $time }.
login-expired = Your session ended. Sign in to go on where you were; half-written replies are kept.
login-sandbox = This installation runs against a simulated Meta.
login-missing-email = Enter your e-mail.
login-missing-password = Enter your password.

## Shell
nav-label = Main
nav-inbox = Inbox
nav-approvals = Approvals
nav-approvals-count = { $count ->
    [one] { $count } draft waits
   *[other] { $count } drafts wait
}
nav-evidence = Evidence
nav-knowledge = Knowledge
nav-channels = Channels
nav-phone = Sandbox phone
nav-phone-new = Sandbox phone, opens a new window
nav-account = Account
account-workspace = Workspace
account-theme = Theme
account-theme-system = As the device
account-theme-light = Light
account-theme-dark = Dark
account-language = Language
account-keys = Single-key shortcuts
account-keys-on = On
account-keys-off = Off
account-sign-out = Sign out
account-signed-in-as = { $name }, { $role }
role-owner = Owner
role-communications_admin = Communications admin
role-agent = Agent
role-viewer = Viewer
role-reviewer = Reviewer

## Keyboard
keys-title = Keyboard shortcuts
keys-lead = Single keys are silent while you type. They can be turned off in the account menu.
keys-off = Single keys are turned off. The account menu turns them on.
keys-scope-global = Everywhere
keys-scope-inbox = Inbox
keys-scope-thread = Conversation
keys-scope-approvals = Approvals
keys-then = then
keys-or = or
palette-title = Go to or do
palette-placeholder = Type a command or a customer’s name
palette-empty = Nothing matches “{ $text }”.
palette-commands = Commands
palette-customers = Customers
cmd-palette = Open the command palette
cmd-help = Show keyboard shortcuts
cmd-search = Search conversations
cmd-inbox = Go to the inbox
cmd-approvals = Go to approvals
cmd-evidence = Go to evidence
cmd-knowledge = Go to knowledge
cmd-settings = Go to channels
cmd-phone = Open the sandbox phone
cmd-up = One level up
cmd-next = Next conversation
cmd-previous = Previous conversation
cmd-reply = Write a reply
cmd-template = Send a template
cmd-approve = Approve and send the draft
cmd-edit = Edit the draft
cmd-discard = Discard the draft
cmd-redraft = Draft again
cmd-panel = Show or hide the contact
cmd-queue-next = Next draft
cmd-queue-previous = Previous draft

## Inbox
inbox-title = Inbox
inbox-search = Search name or text
inbox-clear = Clear search
inbox-list = Conversations
inbox-count = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
inbox-new = { $count } new · Show
inbox-views = Views
view-all = All
view-unanswered = Unanswered
view-waiting = Waiting approval
view-held = Held
view-closing = Window closing
view-failed = Failed
view-unread = Unread
inbox-empty-title = No conversation yet
inbox-empty = A conversation begins when a customer writes to one of your numbers.
inbox-empty-sandbox = Open the sandbox phone and write as a customer would.
inbox-open-phone = Open the sandbox phone
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

## Thread
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

## Ticks
tick-queued = Queued
tick-sending = Sending
tick-accepted = Accepted by Meta
tick-sent = Sent
tick-delivered = Delivered
tick-read = Read
tick-played = Played
tick-failed = Failed
tick-unknown = Outcome unknown
tick-canceled = Canceled
tick-simulated = { $state }. Simulated — not proof of delivery
tick-simulated-note = Simulated — not proof of delivery
fail-retry = Send again
fail-template = Send a template
fail-reconnect = Connect again
fail-provider = Open Meta Business settings
fail-details = Details
fail-unknown-title = We do not know whether this arrived
fail-unknown = Meta gave no answer. Sending it again may deliver it twice.
fail-unreachable = Not sent: no connection. Your words are kept.
fail-server = Not sent: the server did not take it.

## Composer
composer-label = Write to { $name }
composer-template = Template
composer-placeholder = Write a reply – Enter sends
composer-placeholder-touch = Write a reply
composer-send = Send
composer-left = { $count } characters left
composer-too-long = { $count } characters too many for one message
composer-quote = Quoting
composer-quote-drop = Do not quote
composer-refused = Not sent
composer-blocked = Sending is not possible
composer-closed = The 24-hour window has closed. Only an approved template can be sent.
composer-kept = Your text is kept and can fill a variable.
composer-drop = Remove
composer-both = { $name } is answering too. Send anyway?
composer-send-anyway = Send anyway
action-reconnect = Connect again
action-see_readiness = See channels
action-send_template = Send a template
action-choose_template = Choose a template
action-fill_values = Fill the values
action-redraft = Draft again
action-review_unknown = Look at the message
action-change_reply_mode = Change the reply mode
action-open_provider = Open Meta Business settings
template-pick = Choose a template
template-search = Search templates
template-none = Templates approved by Meta appear here once they are synced.
template-no-match = No template matches “{ $text }”.
template-sync = Sync templates
template-syncing = Syncing…
template-synced = Synced { $when }
template-value-header = Header: { $name }
template-value-body = Body: { $name }
template-value-button = Button “{ $text }”
template-value-media = { $kind } for the header: link or media id
template-use-typed = Use my text
template-preview = What the customer sees
template-missing = { $name } is empty
template-send = Send template
template-other = Other template
template-status-APPROVED = Approved
template-status-PENDING = Waiting for Meta’s review
template-status-IN_APPEAL = In appeal
template-status-REJECTED = Rejected by Meta
template-status-PAUSED = Paused for low quality
template-status-DISABLED = Disabled by Meta
template-status-other = { $status }
template-back-to-reply = Close templates

## Drafts
draft-title = AI draft, waiting for you
draft-title-held = AI draft, held
draft-title-outdated = AI draft, out of date
draft-title-none = No draft
draft-none = Nothing in your catalogue or policies answers this.
draft-write = Write it yourself
draft-add-knowledge = Add knowledge
draft-passed = Safety check passed
draft-held = Held by the safety check
draft-blocked = Stopped by the safety check
draft-unchecked = Not checked
draft-grounded = Grounded in
draft-source-item = Catalogue
draft-source-policy = Policy
draft-source-promo = Promo
draft-source-answer = Answer
draft-source-computed = Computed
draft-source-version = Version { $version }
draft-approve = Approve and send
draft-approving = Sending…
draft-edit = Edit
draft-discard = Discard
draft-discard-why = Why is it not right?
draft-reason-wrong = It says something wrong
draft-reason-off_topic = It answers another question
draft-reason-tone = The tone is not ours
draft-reason-not_needed = No answer is needed
draft-send-anyway = Send anyway
draft-edit-label = Text of the draft
draft-edit-save = Save and check again
draft-edit-approve = Save, approve and send
draft-edited = Edited
draft-outdated = The customer wrote again. This draft answers an earlier message.
draft-redraft = Draft again
draft-redrafting = Drafting…
draft-window-closed = The window closed. Send a template instead.
draft-cannot = It cannot be sent now
draft-taken-approved = { $name } approved this { $when }.
draft-taken-discarded = { $name } discarded this { $when }.
draft-taken-changed = This draft changed meanwhile. Here is how it stands now.
draft-done-approved = Draft approved by { $name }
draft-done-auto_sent = Draft sent by rule
draft-done-discarded = Draft discarded by { $name }
draft-done-superseded = Draft overtaken: the customer wrote again, or somebody answered
draft-someone = Somebody
draft-intent = Intent: { $intent }
draft-language = Language: { $language }
draft-only-view = Your role may look at drafts, not decide on them.

## Approvals
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

## Contact
contact-title = Contact
contact-numbers = Known as
contact-phone = Phone
contact-user_id = WhatsApp id
contact-parent_user_id = Portfolio id
contact-username = User name
contact-consent = Consent
contact-consent-none = Neither agreed nor stopped. Answering is allowed.
contact-consent-opted_in = Agreed to be written to
contact-consent-opted_out = Said stop: nothing may be sent
contact-since = First seen
contact-channel = Came to
contact-assignee = Assigned to
contact-mode = Drafts
contact-history = Consent record
contact-source = { $source }, { $when }
contact-stop = Record a stop
contact-stop-title = Record that this person said stop?
contact-stop-text = From now on nothing can be sent to { $name }. They can write START to allow it again.
contact-erase = Delete this person’s data
contact-erase-title = Delete the data of { $name }?
contact-erase-text = Names, numbers and message contents are erased for good. The evidence chain stays whole, without them.
contact-erase-owner = Only an owner may delete a person’s data.

## Evidence
evidence-title = Evidence
evidence-lead = Every step of every message, in order, each entry sealed with the one before it.
evidence-message-title = Evidence of a message
evidence-list = Entries
evidence-verify = Verify the chain
evidence-verifying = Verifying…
evidence-ok = { $entries ->
    [one] { $entries } entry, unbroken
   *[other] { $entries } entries, unbroken
}
evidence-ok-erased = { $count } of them erased, and proven so
evidence-broken = The chain is broken at entry { $seq }: { $reason }
evidence-broken-help = Keep an export and write to the operator of this installation. Do not change anything meanwhile.
evidence-checkpoint = Last signed checkpoint: entry { $seq }, { $when }, key { $key }
evidence-here-ok = Recomputed in this browser: { $count ->
    [one] { $count } hash matches
   *[other] { $count } hashes match
}
evidence-here-broken = Recomputed in this browser: entry { $seq } does not match
evidence-export = Export as JSON lines
evidence-export-owner = Only an owner may take evidence out.
evidence-head = Head: entry { $seq }
evidence-entry = Entry { $seq }
evidence-system = Loket
evidence-erased = Contents erased
evidence-hash = Hash
evidence-prev = Previous
evidence-commit = Commitment
evidence-salt = Salt
evidence-payload = Contents
evidence-details = Details
evidence-more = Show earlier entries
evidence-of-message = All steps of this message
evidence-empty-title = No entry yet
evidence-empty = The first message writes the first entry.
evidence-message-empty = Nothing is recorded for this message yet.
evidence-of-chain = Whole chain

## Knowledge
knowledge-title = Knowledge
knowledge-lead = Drafts may say only what stands here.
knowledge-items = Catalogue
knowledge-policies = Policies
knowledge-promo = Promos
knowledge-answers = Answers
knowledge-none = Nothing yet.
knowledge-version = Version { $version }, changed { $when }
knowledge-edit = Edit as JSON
knowledge-editor = Knowledge as JSON
knowledge-invalid = This is not valid JSON: { $problem }
knowledge-try = Try it
knowledge-try-lead = Ask as a customer would. Nothing is sent.
knowledge-question = Question
knowledge-ask = Ask
knowledge-asking = Looking…
knowledge-unanswered = Nothing in your catalogue or policies answers this. In the inbox no draft would be made.
knowledge-empty-title = The AI has nothing to go by
knowledge-empty = Add your catalogue and policies, so that drafts can be made from them.

## Channels
channels-title = Channels
channels-lead = The numbers and accounts customers write to.
channels-add = Add by hand
channels-empty-title = No channel yet
channels-empty = Connect a WhatsApp number with the ids and token of your Meta app.
channel-connected = Connected
channel-needs_reauth = Connection expired
channel-frozen = Locked by Meta
channel-disconnected = Disconnected
channel-ready = Ready to send
channel-not-ready = Not ready yet
channel-simulated = Simulated
channel-mode = When a customer writes
mode-off = No drafts
mode-off-help = People write every answer.
mode-draft_only = Draft, a person approves
mode-draft_only-help = Each draft waits in Approvals.
mode-auto_send = Send what passes the check
mode-auto_send-help = Drafts with a source for every fact go out by rule. Held ones wait.
channel-webhook = Webhook address
channel-events = Events from Meta
channel-last-event = Last one { $when }
channel-no-event = None yet
channel-token = Token
channel-token-kept = Kept encrypted, fingerprint { $fingerprint }
channel-token-none = None
channel-phone-id = Phone number id
channel-waba = WhatsApp Business account id
channel-disconnect = Disconnect
channel-disconnect-title = Disconnect { $name }?
channel-disconnect-text = The token is deleted and nothing can be sent or received here. Past conversations stay. The number stays registered with Meta.
manual-title = Add a WhatsApp number by hand
manual-lead = Copy the ids exactly from your Meta app. They are not the display phone number.
manual-name = Name, as your team sees it
manual-display = Display phone number
manual-phone-id = Phone number id
manual-waba = WhatsApp Business account id
manual-token = Access token
manual-app-id = App id
manual-app-secret = App secret
manual-secret-help = Write-only: stored encrypted, never shown again.
manual-optional = optional
manual-digits = Digits only, as in the Meta app.
manual-required = This is needed.
manual-submit = Add channel
manual-submitting = Adding…

## Refusals of the gate, by code
refusal-disconnected = Not connected
    .hint = This channel is disconnected. Connect it again to send.
refusal-needs_reauth = Connection expired
    .hint = Meta no longer accepts this channel’s token. Connect it again.
refusal-account_frozen = Account locked by Meta
    .hint = Meta locked or restricted this account. Open Meta Business settings to see why.
refusal-not_ready = Channel not ready
    .hint = This channel has not passed its readiness list yet.
refusal-opted_out = This person said stop
    .hint = They asked not to be written to. They can write START to allow it again.
refusal-marketing_stopped = Marketing stopped
    .hint = This person stopped marketing messages. A utility template may still be sent.
refusal-window_closed = The 24-hour window has closed
    .hint = The customer last wrote more than 24 hours ago. Only an approved template can be sent.
refusal-window_never_opened = The customer has not written yet
    .hint = Free messages are possible once the customer writes. Until then only an approved template can be sent.
refusal-no_prior_contact = No prior contact
    .hint = This person never wrote to you, and this workspace only answers people who did.
refusal-template_not_found = Template not found
    .hint = No template of this name and language is known. Sync templates, or choose another.
refusal-template_not_approved = Template not approved
    .hint = Meta has not approved this template, or has paused it. Choose another.
refusal-template_values = A template value is missing
    .hint = Every variable needs a value. Fill the marked field.
refusal-safety_hold = Held by the safety check
    .hint = The check found something that the sources do not support. Look at it before it goes.
refusal-safety_block = Stopped by the safety check
    .hint = This text must not be sent as it is. Edit it, or write your own answer.
refusal-overtaken = The customer wrote again
    .hint = This draft answers an earlier message. Use the new draft.
refusal-auto_send_off = Auto-send is off
    .hint = Drafts on this channel wait for a person.
refusal-human_has_floor = A person is answering
    .hint = Rules keep silent while a person has the conversation.
refusal-unknown_outstanding = An earlier send is unresolved
    .hint = Meta has not confirmed an earlier message. Look at it before more is sent by rule.

## Failures, by class
failure-needs_reauth = The connection expired
    .hint = Meta no longer accepts the token. Connect the channel again.
failure-account_frozen = Account locked by Meta
    .hint = Meta locked or restricted this account. Open Meta Business settings to see why.
failure-window_closed = The 24-hour window had closed
    .hint = The customer last wrote more than 24 hours ago. Send an approved template.
failure-recipient_gone = The person cannot be reached
    .hint = The number is not on WhatsApp, or runs a version that is too old.
failure-opted_out = The person stopped this kind of message
    .hint = Wait until they write again.
failure-held_back = Meta chose not to deliver this
    .hint = Meta limits marketing to this person. Wait a day, or send a utility template.
failure-throttled = Too many messages at once
    .hint = Meta slowed sending. Try again a little later.
failure-spam_stop = Stopped for spam or quality
    .hint = Do not send this again. Look at the quality of the number first.
failure-template_problem = Something is wrong with the template
    .hint = Check its name, language and values, then sync templates.
failure-media_problem = Something is wrong with the file
    .hint = Check its size and type, then attach it again.
failure-registration = The number’s registration is not in order
    .hint = Look at the number in Meta Business settings.
failure-billing = Payment is not in order
    .hint = Check the payment method in Meta Business settings.
failure-invalid = Meta could not read the request
    .hint = Give the reference to the operator of this installation.
failure-ambiguous = We do not know whether this arrived
    .hint = Meta failed after it may have acted. Sending again may deliver it twice.
failure-unknown = Not sent, for a reason we do not know
    .hint = Meta gave an error we have not met. The details say more.
