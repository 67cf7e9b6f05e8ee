//! What a refusal says to a person.

use crate::gate::{Action, Refusal, RefusalCode};

/// The words for a code: English; the desk translates by code.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one table, one row a code")]
pub fn refusal(code: RefusalCode) -> Refusal {
    use RefusalCode as C;
    let (title, hint, action) = match code {
        C::Disconnected => (
            "Not connected",
            "This channel is disconnected. Connect it again to send.",
            Action::Reconnect,
        ),
        C::NeedsReauth => (
            "Connection expired",
            "Meta no longer accepts this channel's token. Connect it again.",
            Action::Reconnect,
        ),
        C::AccountFrozen => (
            "Account locked by Meta",
            "Meta locked or restricted this account. Open Meta Business settings to see why.",
            Action::OpenProvider,
        ),
        C::AccountDisabled => (
            "Disabled by Meta",
            "Meta disabled this account or banned this number. Nothing can be sent until it is reinstated. Meta Business settings say why, and let you ask for a review.",
            Action::OpenProvider,
        ),
        C::AccountRestricted => (
            "Restricted by Meta",
            "Meta does not let this number send this kind of message now. See until when, and why.",
            Action::SeeReadiness,
        ),
        C::PaymentMissing => (
            "Payment is not in order at Meta",
            "Meta refused a message because nobody pays for this account, so templates wait. Add a payment method in WhatsApp Manager, then verify the provider here. Replies inside the window can be sent.",
            Action::SeeReadiness,
        ),
        C::NotReady => (
            "Channel not ready",
            "This channel has not passed its readiness list yet.",
            Action::SeeReadiness,
        ),
        C::OptedOut => (
            "This person said stop",
            "They asked not to be written to. They can write START to allow it again.",
            Action::None,
        ),
        C::MarketingStopped => (
            "Marketing stopped",
            "This person stopped marketing messages. A utility template may still be sent.",
            Action::ChooseTemplate,
        ),
        C::WindowClosed => (
            "The 24-hour window has closed",
            "The customer last wrote more than 24 hours ago. Only an approved template can be sent.",
            Action::SendTemplate,
        ),
        C::WindowNeverOpened => (
            "The customer has not written yet",
            "Free messages are possible once the customer writes. Until then only an approved template can be sent.",
            Action::SendTemplate,
        ),
        C::CustomerMustWrite => (
            "The customer must write first",
            "This channel lets you write only for a while after the customer's last message. As soon as they write again you can answer.",
            Action::None,
        ),
        C::PrivateReplyUsed => (
            "Already answered in private",
            "A comment can be answered in private once. Answer in public, or wait until they write to you.",
            Action::None,
        ),
        C::PrivateReplyLate => (
            "The comment is too old",
            "A comment can be answered in private for 7 days. Answer in public instead.",
            Action::None,
        ),
        C::NotOffered => (
            "Not possible here",
            "This channel has nothing of the kind.",
            Action::None,
        ),
        C::ClockOff => (
            "The clock here is wrong",
            "It is more than a minute away from Meta's, so nobody can tell whether the window is open. Ask whoever runs this installation to set it. Approved templates can be sent.",
            Action::SendTemplate,
        ),
        C::NoPriorContact => (
            "No prior contact",
            "This person never wrote to you, and this workspace only answers people who did.",
            Action::None,
        ),
        C::TemplateNotFound => (
            "Template not found",
            "No template of this name and language is known. Sync templates, or choose another.",
            Action::ChooseTemplate,
        ),
        C::TemplateNotApproved => (
            "Template not approved",
            "Meta has not approved this template, or has paused it. Choose another.",
            Action::ChooseTemplate,
        ),
        C::TemplateValues => (
            "A template value is missing",
            "Every variable needs a value. Fill the marked field.",
            Action::FillValues,
        ),
        C::SafetyHold => (
            "Held by the safety check",
            "The check found something that the sources do not support. Look at it before it goes.",
            Action::ReviewDraft,
        ),
        C::SafetyBlock => (
            "Stopped by the safety check",
            "This text must not be sent as it is. Edit it, or write your own answer.",
            Action::ReviewDraft,
        ),
        C::Overtaken => (
            "The customer wrote again",
            "This draft answers an earlier message. Use the new draft.",
            Action::Redraft,
        ),
        C::AutoSendOff => (
            "Auto-send is off",
            "Drafts on this channel wait for a person.",
            Action::ChangeReplyMode,
        ),
        C::HumanHasFloor => (
            "A person is answering",
            "Rules keep silent while a person has the conversation.",
            Action::None,
        ),
        C::UnknownOutstanding => (
            "An earlier send is unresolved",
            "Meta has not confirmed an earlier message. Look at it before more is sent by rule.",
            Action::ReviewUnknown,
        ),
    };
    Refusal {
        code,
        title: title.to_owned(),
        hint: hint.to_owned(),
        action,
    }
}
