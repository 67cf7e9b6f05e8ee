//! What the provider decided about the business, and what rests with the workspace.

use serde_json::Value;

use super::rows::{row, untold};
use super::{Part, Remedy, Row, Sight, State};
use crate::Time;
use crate::display_name::{HELD_FOR, NameState};
use crate::live_proof::ProofState;
use crate::news::what;

/// The provider's codes for a missing way to pay.
const PAYMENT_CODES: [i64; 2] = [131_042, 141_006];

pub(super) fn templates(sight: &Sight<'_>) -> Row {
    let part = Part::Templates;
    let Some(read) = sight.templates_read_at else {
        return row(
            part,
            State::Unknown,
            "templates_not_read",
            Some(Remedy::SyncTemplates),
        );
    };
    let n = sight.templates_sendable.to_string();
    match (sight.templates_sendable, sight.templates_pending) {
        (1.., _) => row(part, State::Ready, "templates_approved", None),
        (_, 1..) => row(part, State::Checking, "templates_in_review", None),
        _ => row(
            part,
            State::NeedsAction,
            "no_template",
            Some(Remedy::OpenTemplates),
        ),
    }
    .with(n)
    .at(read)
}

pub(super) fn display_name(sight: &Sight<'_>, now: Time) -> Row {
    use State as S;
    let part = Part::DisplayName;
    let name = sight.word(what::VERIFIED_NAME).map_or("", |(name, _)| name);
    if let Some(since) = held_back(sight, now) {
        return row(part, S::NeedsAction, "name_held", Some(Remedy::ChangeName))
            .blocking()
            .or(name)
            .at(since);
    }
    let Some((word, at)) = sight.word(what::NAME_STATUS) else {
        return untold(part, sight, now);
    };
    let other = Some(Remedy::ChangeName);
    match word {
        "APPROVED" | "AVAILABLE_WITHOUT_REVIEW" => approved(sight, now, at),
        "PENDING_REVIEW" => row(part, S::Checking, "name_in_review", None),
        "DECLINED" => row(part, S::NeedsAction, "name_declined", other),
        "EXPIRED" => row(part, S::NeedsAction, "name_expired", other),
        "NONE" => row(part, S::NeedsAction, "name_missing", other),
        _ => row(part, S::Unknown, "name_status_unknown", Some(Remedy::Check)),
    }
    .or(name)
    .at(at)
}

/// The name is good. Another one may be asked for, and may have to be taken into use.
fn approved(sight: &Sight<'_>, now: Time, at: Time) -> Row {
    use State as S;
    let part = Part::DisplayName;
    let rejected = sight.known(what::NAME_REVIEW).is_some_and(|review| {
        review.told_at >= at
            && review
                .value
                .get("decision")
                .is_some_and(|d| d == "REJECTED")
    });
    let new = sight.new_name(now);
    match new.as_ref().map(|new| new.state) {
        Some(NameState::ToRegister) => row(
            part,
            S::NeedsAction,
            "new_name_to_register",
            Some(Remedy::RegisterNumber),
        )
        .with(new.map(|new| new.name).unwrap_or_default()),
        Some(NameState::InReview) => row(part, S::Ready, "new_name_in_review", None)
            .with(new.map(|new| new.name).unwrap_or_default()),
        Some(NameState::Declined) => row(
            part,
            S::NeedsAction,
            "new_name_rejected",
            Some(Remedy::ChangeName),
        ),
        Some(NameState::Expired) => row(
            part,
            S::NeedsAction,
            "new_name_expired",
            Some(Remedy::ChangeName),
        ),
        None if rejected => row(
            part,
            S::NeedsAction,
            "new_name_rejected",
            Some(Remedy::ChangeName),
        ),
        None => row(part, S::Ready, "name_approved", None),
    }
}

/// Since when messages are refused because of the name; `None` when none was, the name became good since, or it is tried
/// again. That a name was declined mends nothing.
fn held_back(sight: &Sight<'_>, now: Time) -> Option<Time> {
    let held = sight.known(what::NAME_HELD)?;
    let since = held.told_at;
    let after = |wanted| sight.known(wanted).filter(|fact| fact.since > since);
    let good = after(what::NAME_STATUS)
        .and_then(|fact| fact.value.as_str())
        .is_some_and(|word| matches!(word, "APPROVED" | "AVAILABLE_WITHOUT_REVIEW"));
    let other = after(what::VERIFIED_NAME).is_some();
    let approved = sight.known(what::NAME_REVIEW).is_some_and(|review| {
        review.told_at > since
            && review
                .value
                .get("decision")
                .is_some_and(|d| d == "APPROVED")
    });
    let told = held.value.get("code").is_some_and(|code| !code.is_null());
    (told && !good && !other && !approved && now - since < HELD_FOR).then_some(since)
}

pub(super) fn code(sight: &Sight<'_>, now: Time) -> Row {
    let part = Part::CodeVerification;
    let Some((word, at)) = sight.word(what::CODE_VERIFICATION) else {
        return untold(part, sight, now);
    };
    // A code that has expired is no matter once the number is registered.
    let registered = sight
        .word(what::NUMBER_STATUS)
        .is_some_and(|(status, _)| status == "CONNECTED");
    match word {
        "VERIFIED" => row(part, State::Ready, "code_verified", None),
        "EXPIRED" if registered => row(part, State::Ready, "code_verified", None),
        _ => row(
            part,
            State::NeedsAction,
            "code_not_verified",
            Some(Remedy::VerifyNumber),
        ),
    }
    .with(word)
    .at(at)
}

pub(super) fn business(sight: &Sight<'_>, now: Time) -> Row {
    let part = Part::BusinessVerification;
    let Some((word, at)) = sight.word(what::BUSINESS_VERIFICATION) else {
        return untold(part, sight, now);
    };
    match word.to_lowercase().as_str() {
        "verified" => row(part, State::Ready, "business_verified", None),
        "pending" | "pending_submission" | "pending_need_more_info" => {
            row(part, State::Checking, "business_in_review", None)
        }
        _ => row(
            part,
            State::NeedsAction,
            "business_not_verified",
            Some(Remedy::OpenProvider),
        ),
    }
    .with(word)
    .at(at)
}

/// Whether the provider's health report names a payment that is not in order.
#[must_use]
pub fn lacks_payment(health: &Value) -> bool {
    let entities = health.as_array().into_iter().flatten();
    let errors = entities.flat_map(|one| {
        one.get("errors")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    });
    errors
        .filter_map(|error| {
            error
                .get("error_code")
                .or_else(|| error.get("code"))?
                .as_i64()
        })
        .any(|code| PAYMENT_CODES.contains(&code))
}

pub(super) fn payment(sight: &Sight<'_>, now: Time) -> Row {
    let part = Part::Payment;
    let Some(health) = sight.known(what::HEALTH) else {
        return untold(part, sight, now);
    };
    let refused = sight
        .known(what::UNPAID)
        .filter(|fact| *fact.value == Value::Bool(true));
    let told_at = match refused {
        Some(refused) => Some(refused.told_at),
        None => lacks_payment(health.value).then_some(health.told_at),
    };
    if let Some(told_at) = told_at {
        return row(
            part,
            State::NeedsAction,
            "payment_missing",
            Some(Remedy::OpenProvider),
        )
        .at(told_at);
    }
    row(part, State::Ready, "payment_not_refused", None).at(health.told_at)
}

pub(super) fn opt_in(sight: &Sight<'_>) -> Row {
    let reason = if sight.outreach {
        "opt_in_recorded"
    } else {
        "replies_only"
    };
    row(Part::OptIn, State::Ready, reason, None)
}

/// A message really went out and an answer came in: only a real provider's word turns this green.
pub(super) fn live_proof(sight: &Sight<'_>) -> Row {
    let part = Part::LiveProof;
    let again = Some(Remedy::ProveLive);
    let missing = row(part, State::Unknown, "proof_missing", again);
    let Some(proof) = sight.proof else {
        return missing;
    };
    match (proof.passed_at, proof.state) {
        // What passed once says nothing of today, when a newer one did not.
        (Some(_), ProofState::Failed | ProofState::Late) if !sight.simulated => {
            row(part, State::NeedsAction, "proof_failed", again).at(proof.at)
        }
        (Some(passed), _) if !sight.simulated => {
            row(part, State::Ready, "proof_passed", None).at(passed)
        }
        (_, ProofState::Running) => row(part, State::Checking, "proof_running", None).at(proof.at),
        (Some(passed), _) => row(part, State::Unknown, "proof_simulated", again).at(passed),
        (None, ProofState::Failed | ProofState::Late) => {
            row(part, State::NeedsAction, "proof_failed", again).at(proof.at)
        }
        (None, _) => missing,
    }
}
