//! The gate's rules, one for each thing that can stand against a send.

use crate::Time;
use crate::bar::refused;
use crate::channel::ReplyMode;
use crate::consent::Consent;
use crate::gate::{Connection, Decider, GateFacts, Intent, RefusalCode, SafetyVerdict};
use crate::window::{Bound, Window, private_until};

pub(crate) fn connection(
    intent: Intent,
    facts: &GateFacts,
    now: Time,
    codes: &mut Vec<RefusalCode>,
) {
    match facts.connection {
        Connection::Connected => {}
        Connection::NeedsReauth => codes.push(RefusalCode::NeedsReauth),
        Connection::Frozen => codes.push(RefusalCode::AccountFrozen),
        Connection::Disconnected => codes.push(RefusalCode::Disconnected),
    }
    codes.extend(refused(&facts.bars, intent, now));
    if !facts.ready {
        codes.push(RefusalCode::NotReady);
    }
}

pub(crate) fn consent(
    intent: Intent,
    decider: Decider,
    facts: &GateFacts,
    codes: &mut Vec<RefusalCode>,
) {
    // The one message that may follow STOP is the system's confirmation of it, and only inside the window.
    let confirmation = decider == Decider::System && intent == Intent::FreeForm;
    if facts.consent == Consent::OptedOut && !confirmation {
        codes.push(RefusalCode::OptedOut);
    }
    if intent == Intent::Template {
        if facts.marketing_stopped && facts.template.as_ref().is_some_and(|t| t.marketing) {
            codes.push(RefusalCode::MarketingStopped);
        }
        let outreach = facts.outreach_to_opted_in && facts.consent == Consent::OptedIn;
        if !facts.contact_wrote_first && !outreach {
            codes.push(RefusalCode::NoPriorContact);
        }
    }
}

/// Whether a free message may go; true when only because a person writes it themselves.
pub(crate) fn window(
    decider: Decider,
    facts: &GateFacts,
    now: Time,
    codes: &mut Vec<RefusalCode>,
) -> bool {
    let rule = facts.window;
    if rule.bound == Bound::Public {
        // Under a post everybody may answer at any time, so no clock matters either.
        return false;
    }
    // The provider's refusal outranks our arithmetic until the customer writes again.
    let closed_by_provider = facts.provider_closed_window_at.is_some_and(|closed| {
        facts
            .last_customer_message
            .is_none_or(|last| last <= closed)
    });
    let open = Window::at(facts.last_customer_message, now);
    let free = open.allows_free_form(now) && !closed_by_provider;
    let late = !free
        && decider == Decider::Person
        && rule.person_may_write(facts.last_customer_message, now);
    match open {
        _ if free || late => {}
        Window::NeverOpened if rule.templates => codes.push(RefusalCode::WindowNeverOpened),
        Window::Open { .. } | Window::Closed { .. } if rule.templates => {
            codes.push(RefusalCode::WindowClosed);
        }
        Window::NeverOpened | Window::Open { .. } | Window::Closed { .. } => {
            codes.push(RefusalCode::CustomerMustWrite);
        }
    }
    if facts.clock_off {
        codes.push(RefusalCode::ClockOff);
    }
    late
}

pub(crate) fn private_reply(facts: &GateFacts, now: Time, codes: &mut Vec<RefusalCode>) {
    let Some(comment) = &facts.comment else {
        codes.push(RefusalCode::NotOffered);
        return;
    };
    if comment.answered {
        codes.push(RefusalCode::PrivateReplyUsed);
    }
    if now >= private_until(comment.written_at) {
        codes.push(RefusalCode::PrivateReplyLate);
    }
    if facts.clock_off {
        codes.push(RefusalCode::ClockOff);
    }
}

pub(crate) fn template(facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    if !facts.window.templates {
        codes.push(RefusalCode::NotOffered);
        return;
    }
    let Some(template) = facts.template.as_ref().filter(|t| t.found) else {
        codes.push(RefusalCode::TemplateNotFound);
        return;
    };
    if !template.sendable {
        codes.push(RefusalCode::TemplateNotApproved);
    }
    if !template.problems.is_empty() {
        codes.push(RefusalCode::TemplateValues);
    }
}

pub(crate) fn safety(decider: Decider, facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    match (facts.safety, decider) {
        (SafetyVerdict::NotApplicable | SafetyVerdict::Pass, _)
        | (SafetyVerdict::Hold | SafetyVerdict::Block, Decider::Person | Decider::System)
        | (SafetyVerdict::Hold, Decider::PersonOverride) => {}
        (SafetyVerdict::Hold, Decider::PersonApproved | Decider::Rule) => {
            codes.push(RefusalCode::SafetyHold);
        }
        (
            SafetyVerdict::Block,
            Decider::PersonApproved | Decider::PersonOverride | Decider::Rule,
        ) => {
            codes.push(RefusalCode::SafetyBlock);
        }
    }
    let drafted = matches!(
        decider,
        Decider::PersonApproved | Decider::PersonOverride | Decider::Rule
    );
    if drafted && facts.overtaken {
        codes.push(RefusalCode::Overtaken);
    }
}

pub(crate) fn floor(decider: Decider, facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    if decider != Decider::Rule {
        return;
    }
    if facts.safety == SafetyVerdict::NotApplicable {
        // A rule may only send what was checked.
        codes.push(RefusalCode::SafetyHold);
    }
    if facts.reply_mode != ReplyMode::AutoSend {
        codes.push(RefusalCode::AutoSendOff);
    }
    if facts.human_has_floor {
        codes.push(RefusalCode::HumanHasFloor);
    }
    if facts.unknown_outstanding {
        codes.push(RefusalCode::UnknownOutstanding);
    }
}
