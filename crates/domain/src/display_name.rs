//! The name customers see, and what becomes of another one that was asked for.
//!
//! Pure. The provider reviews a new name; once approved the number must be registered again within some days, or the
//! approval is over.

use chrono::Duration;
use serde_json::Value;

use crate::Time;

/// The shortest and the longest name.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 2..=75;
/// So long an approved name waits for the number to be registered again.
pub const REGISTER_WITHIN: Duration = Duration::days(14);
/// What was held back because of the name is tried again after so long, whatever was told meanwhile.
pub const HELD_FOR: Duration = Duration::hours(24);

/// The provider's decision bears its own time, and what follows from it is read here a little later: at most so much.
const DECIDED_BEFORE: Duration = Duration::days(2);

/// Where a name that was asked for stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameState {
    /// The provider looks at it.
    InReview,
    /// It may be used once the number is registered again.
    ToRegister,
    /// The provider declined it; the present name stays.
    Declined,
    /// It was approved, and nobody registered the number in time.
    Expired,
}

/// A name that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub state: NameState,
    /// Why it was declined, in the provider's word.
    pub reason: Option<String>,
    /// Until when the number can be registered with it.
    pub until: Option<Time>,
}

/// What was told of a new name.
#[derive(Debug, Clone, Copy)]
pub struct ToldName<'a> {
    /// `{name, status}`, when the provider was asked; since when it stands so, and when it was last told.
    pub asked: Option<(&'a Value, Time, Time)>,
    /// `{decision, requested, reason}`, when the provider told by itself, and when.
    pub review: Option<(&'a Value, Time)>,
    /// The name customers see now.
    pub shown: Option<&'a str>,
}

/// The new name as it stands; `None` when there is none, or it is the one that is shown.
#[must_use]
pub fn new_name(told: ToldName<'_>, now: Time) -> Option<NewName> {
    let (asked, since, at) = told.asked?;
    let text = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let name = text(asked, "name").filter(|name| !name.is_empty())?;
    if told.shown == Some(name.as_str()) {
        return None;
    }
    // Of this name, and of this wish: the same name may have been decided upon before.
    let review = told
        .review
        .filter(|(review, _)| text(review, "requested").as_deref() == Some(name.as_str()))
        .filter(|(_, decided)| *decided >= since - DECIDED_BEFORE);
    // What was decided after the provider was asked is newer than its answer.
    let decision = review
        .filter(|(_, decided)| *decided >= since)
        .filter(|(_, decided)| {
            *decided >= at || text(asked, "status").as_deref() == Some("PENDING_REVIEW")
        })
        .and_then(|(review, _)| text(review, "decision"));
    let status = match decision.as_deref() {
        Some("APPROVED") => "APPROVED".to_owned(),
        Some("REJECTED") => "DECLINED".to_owned(),
        _ => text(asked, "status")?,
    };
    let state = match status.as_str() {
        "PENDING_REVIEW" => NameState::InReview,
        "APPROVED" | "AVAILABLE_WITHOUT_REVIEW" => NameState::ToRegister,
        "DECLINED" => NameState::Declined,
        "EXPIRED" => NameState::Expired,
        _ => return None,
    };
    let until = review.map_or(since, |(_, decided)| decided) + REGISTER_WITHIN;
    let (state, until) = match state {
        NameState::ToRegister if now >= until => (NameState::Expired, None),
        NameState::ToRegister => (state, Some(until)),
        other => (other, None),
    };
    Some(NewName {
        name,
        state,
        reason: review
            .filter(|_| state == NameState::Declined)
            .and_then(|(review, _)| text(review, "reason"))
            .filter(|reason| reason != "NONE"),
        until,
    })
}

/// What is wrong with a name that somebody asks for, in plain words. What else the provider minds, it says itself.
#[must_use]
pub fn wrong_name(name: &str, shown: Option<&str>) -> Option<String> {
    let length = name.chars().count();
    if !LENGTHS.contains(&length) {
        return Some("Write 2 to 75 characters.".to_owned());
    }
    if name.chars().any(char::is_control) {
        return Some("Write the name on one line.".to_owned());
    }
    if shown == Some(name) {
        return Some("This is the name customers see already.".to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(hours: i64) -> Time {
        chrono::DateTime::from_timestamp(1_790_000_000 + hours * 3600, 0).unwrap()
    }

    fn seen(asked: &Value, review: Option<(&Value, Time)>, now: Time) -> Option<NewName> {
        let told = ToldName {
            asked: Some((asked, at(0), at(1))),
            review,
            shown: Some("Toko"),
        };
        new_name(told, now)
    }

    #[test]
    fn a_review_goes_its_way() {
        let pending = json!({"name": "Toko Baru", "status": "PENDING_REVIEW"});
        let state =
            |review: Option<(&Value, Time)>| seen(&pending, review, at(10)).map(|n| n.state);
        assert_eq!(state(None), Some(NameState::InReview));
        let approved = json!({"decision": "APPROVED", "requested": "Toko Baru"});
        let named = seen(&pending, Some((&approved, at(5))), at(10)).unwrap();
        assert_eq!(named.state, NameState::ToRegister);
        assert_eq!(named.until, Some(at(5) + REGISTER_WITHIN));
        let late = seen(&pending, Some((&approved, at(5))), at(5) + REGISTER_WITHIN).unwrap();
        assert_eq!(late.state, NameState::Expired);
        let rejected = json!({"decision": "REJECTED", "requested": "Toko Baru", "reason": "NAME_FORMAT_UNACCEPTABLE"});
        let named = seen(&pending, Some((&rejected, at(5))), at(10)).unwrap();
        assert_eq!(named.state, NameState::Declined);
        assert_eq!(named.reason.as_deref(), Some("NAME_FORMAT_UNACCEPTABLE"));
        // Of another name, or from before this one was asked for.
        let other = json!({"decision": "REJECTED", "requested": "Lain"});
        assert_eq!(state(Some((&other, at(5)))), Some(NameState::InReview));
        assert_eq!(state(Some((&rejected, at(-5)))), Some(NameState::InReview));
        let deferred = json!({"decision": "DEFERRED", "requested": "Toko Baru"});
        assert_eq!(state(Some((&deferred, at(5)))), Some(NameState::InReview));
    }

    #[test]
    fn what_is_shown_or_unsaid_is_no_new_name() {
        for asked in [
            json!({"name": "Toko", "status": "APPROVED"}),
            json!({"name": null, "status": "NONE"}),
            json!({"name": "Toko Baru", "status": "NONE"}),
            json!({"name": "", "status": "PENDING_REVIEW"}),
            json!("nonsense"),
        ] {
            assert_eq!(seen(&asked, None, at(2)), None, "{asked}");
        }
        let untold = ToldName {
            asked: None,
            review: None,
            shown: None,
        };
        assert_eq!(new_name(untold, at(0)), None);
    }

    #[test]
    fn names_are_looked_at() {
        for (name, fine) in [
            ("Toko Baru", true),
            ("T", false),
            ("Toko", false),
            ("Toko\nBaru", false),
        ] {
            assert_eq!(wrong_name(name, Some("Toko")).is_none(), fine, "{name:?}");
        }
        assert_eq!(wrong_name(&"é".repeat(75), None), None);
        assert!(wrong_name(&"é".repeat(76), None).is_some());
    }
}
