//! What the provider forbids an account or number now, as the gate hears it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Time;
use crate::gate::{Intent, RefusalCode};

/// Something the provider forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "bar", rename_all = "snake_case")]
pub enum Bar {
    /// The account is disabled or the number banned: nothing leaves.
    Disabled,
    /// Sending is restricted.
    Restricted {
        /// Replies inside the window too, not only templates.
        replies: bool,
        /// Until when; absent when nobody said.
        until: Option<Time>,
    },
    /// It refused to send because payment is not in order: templates wait, replies are free.
    Unpaid,
}

impl Bar {
    /// Whether it stands against a send at `now`.
    #[must_use]
    pub fn stops(&self, intent: Intent, now: Time) -> bool {
        match self {
            Self::Disabled => true,
            Self::Unpaid => intent == Intent::Template,
            Self::Restricted { replies, until } => {
                until.is_none_or(|until| now < until) && (*replies || intent == Intent::Template)
            }
        }
    }
}

/// Why a send is refused at `now`: each reason once.
pub(crate) fn refused(
    bars: &[Bar],
    intent: Intent,
    now: Time,
) -> impl Iterator<Item = RefusalCode> {
    let standing =
        |wanted: fn(&Bar) -> bool| bars.iter().any(|bar| wanted(bar) && bar.stops(intent, now));
    let disabled = standing(|bar| *bar == Bar::Disabled);
    let restricted = standing(|bar| matches!(bar, Bar::Restricted { .. }));
    let unpaid = standing(|bar| *bar == Bar::Unpaid);
    [
        disabled.then_some(RefusalCode::AccountDisabled),
        restricted.then_some(RefusalCode::AccountRestricted),
        unpaid.then_some(RefusalCode::PaymentMissing),
    ]
    .into_iter()
    .flatten()
}

/// The facts that can forbid, as they were told.
#[derive(Debug, Clone, Default)]
pub struct Barring<'a> {
    /// [`crate::news::what::BAN`].
    pub ban: Option<&'a Value>,
    /// [`crate::news::what::RESTRICTIONS`].
    pub restrictions: Option<&'a Value>,
    /// [`crate::news::what::NUMBER_STATUS`].
    pub number_status: Option<&'a Value>,
    /// [`crate::news::what::UNPAID`].
    pub unpaid: Option<&'a Value>,
}

/// What is forbidden, by the facts. A ban that is only announced forbids nothing yet.
#[must_use]
pub fn bars(facts: &Barring<'_>) -> Vec<Bar> {
    let mut found = Vec::new();
    let status = facts.number_status.and_then(Value::as_str).unwrap_or("");
    let banned = facts
        .ban
        .and_then(|ban| ban.get("state"))
        .and_then(Value::as_str)
        == Some("DISABLE");
    if banned || status == "BANNED" {
        found.push(Bar::Disabled);
    }
    if status == "RESTRICTED" {
        found.push(Bar::Restricted {
            replies: false,
            until: None,
        });
    }
    if facts.unpaid.and_then(Value::as_bool) == Some(true) {
        found.push(Bar::Unpaid);
    }
    let list = facts.restrictions.and_then(Value::as_array);
    for one in list.into_iter().flatten() {
        let Some(replies) = stops_replies(one.get("type").and_then(Value::as_str).unwrap_or(""))
        else {
            continue;
        };
        let until = one
            .get("until")
            .and_then(Value::as_str)
            .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
            .map(|time| time.to_utc());
        found.push(Bar::Restricted { replies, until });
    }
    found
}

/// Whether a restriction stops replies too; `None` when it stops no message, such as one on calls.
fn stops_replies(kind: &str) -> Option<bool> {
    if !kind.contains("MESSAGING") {
        return None;
    }
    Some(!kind.contains("BIZ_INITIATED") && !kind.contains("BUSINESS_INITIATED"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_words_of_the_provider_forbid() {
        let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let later = (now + chrono::Duration::hours(1)).to_rfc3339();
        let earlier = (now - chrono::Duration::hours(1)).to_rfc3339();
        // (ban, restrictions, status, replies stopped, templates stopped)
        let cases = [
            (json!(null), json!(null), json!("CONNECTED"), false, false),
            (
                json!({"state": "DISABLE"}),
                json!(null),
                json!("CONNECTED"),
                true,
                true,
            ),
            (
                json!({"state": "SCHEDULE_FOR_DISABLE"}),
                json!([]),
                json!(null),
                false,
                false,
            ),
            (
                json!({"state": "REINSTATE"}),
                json!([]),
                json!(null),
                false,
                false,
            ),
            (json!(null), json!(null), json!("BANNED"), true, true),
            (json!(null), json!(null), json!("RESTRICTED"), false, true),
            (
                json!(null),
                json!([{"type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "until": later}]),
                json!(null),
                false,
                true,
            ),
            (
                json!(null),
                json!([{"type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "until": earlier}]),
                json!(null),
                false,
                false,
            ),
            (
                json!(null),
                json!([{"type": "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"}]),
                json!(null),
                true,
                true,
            ),
            (
                json!(null),
                json!([{"type": "RESTRICTED_USER_INITIATED_CALLING"}]),
                json!(null),
                false,
                false,
            ),
            (
                json!(null),
                json!([{"type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION"}]),
                json!(null),
                false,
                false,
            ),
        ];
        for (ban, restrictions, number_status, replies, templates) in cases {
            let facts = Barring {
                ban: Some(&ban),
                restrictions: Some(&restrictions),
                number_status: Some(&number_status),
                unpaid: None,
            };
            let found = bars(&facts);
            let stopped = |intent| found.iter().any(|bar| bar.stops(intent, now));
            assert_eq!(
                (stopped(Intent::FreeForm), stopped(Intent::Template)),
                (replies, templates),
                "{ban} {restrictions} {number_status}"
            );
        }
    }

    #[test]
    fn who_does_not_pay_sends_no_templates() {
        let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        for (unpaid, held) in [(json!(true), true), (json!(false), false)] {
            let found = bars(&Barring {
                unpaid: Some(&unpaid),
                ..Barring::default()
            });
            let stopped = |intent| found.iter().any(|bar| bar.stops(intent, now));
            assert_eq!(
                (stopped(Intent::FreeForm), stopped(Intent::Template)),
                (false, held)
            );
        }
    }
}
