//! What a check's answers come to.

use db::channel_facts::Fact;
use domain::Time;
use domain::gate::Connection;
use domain::news::{Told, what};
use domain::readiness::lacks_payment;
use meta::graph::GraphError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Error;

/// A question that was not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which: `number`, `account`, `webhook`, `token`, `templates`.
    pub part: String,
    /// The provider's code, when it gave one.
    pub code: Option<i64>,
    /// A few words.
    pub title: String,
    /// What to do.
    pub hint: String,
}

/// What a check did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Questions that were not answered.
    pub problems: Vec<Problem>,
    /// How many values are other ones now.
    pub changed: usize,
}

impl Problem {
    pub(super) fn of_graph(part: &str, error: &GraphError) -> Self {
        let code = match error {
            GraphError::Refused(refused) => Some((refused.error.code, refused.error.subcode)),
            _ => None,
        };
        let entry = code
            .and_then(|(code, subcode)| meta::errors::classify(code, subcode, None, false).entry);
        Self {
            part: part.to_owned(),
            code: code.and_then(|(code, _)| code),
            title: entry.map_or_else(
                || match error {
                    GraphError::Refused(_) => "Meta refused to answer".to_owned(),
                    _ => "Meta did not answer".to_owned(),
                },
                |entry| entry.title.clone(),
            ),
            hint: entry.map_or_else(
                || "Check again in a minute.".to_owned(),
                |entry| entry.hint.clone(),
            ),
        }
    }

    /// Whether the number or its account did not answer.
    pub(super) fn concerns_sending(&self) -> bool {
        matches!(self.part.as_str(), "number" | "account")
    }

    pub(super) fn of_desk(part: &str, error: &Error) -> Self {
        let (title, hint) = match error {
            Error::Provider { title, hint } => (title.clone(), hint.clone()),
            other => (other.to_string(), "Check again in a minute.".to_owned()),
        };
        Self {
            part: part.to_owned(),
            code: None,
            title,
            hint,
        }
    }
}

/// What the last check found of a part that is not asked about this time.
pub(super) fn kept(known: &[Fact], part: &str) -> Option<Problem> {
    let check = known.iter().find(|fact| fact.what == what::CHECK)?;
    let found = check.value["problems"].as_array()?.iter();
    found
        .filter_map(|one| Problem::deserialize(one).ok())
        .find(|one| one.part == part)
}

/// The connection by what was answered. A token that works again, and an account that can send again, end what an
/// earlier failure began.
pub(super) fn connection(now: Connection, facts: &[Told], refused: bool) -> Connection {
    let value = |wanted: &str| {
        facts
            .iter()
            .find(|told| told.what == wanted)
            .map(|t| &t.value)
    };
    let token = value(what::TOKEN)
        .and_then(|token| token.get("valid"))
        .and_then(Value::as_bool);
    let sends = sends(facts);
    match (now, token) {
        (Connection::Disconnected, _) => Connection::Disconnected,
        (_, Some(false)) => Connection::NeedsReauth,
        // A valid token that may not see the number or its account helps nobody.
        (Connection::NeedsReauth, Some(true)) if !refused => Connection::Connected,
        (Connection::Frozen, _) if sends => Connection::Connected,
        (same, _) => same,
    }
}

/// Whether the provider says that the number sends, be it within limits.
fn sends(facts: &[Told]) -> bool {
    let is = |wanted: &str, word: &str| facts.iter().any(|t| t.what == wanted && t.value == word);
    (is(what::CAN_SEND, "AVAILABLE") || is(what::CAN_SEND, "LIMITED"))
        && is(what::NUMBER_STATUS, "CONNECTED")
}

/// A ban or restriction whose end nobody told, once the provider says that the number sends.
pub(super) fn lifted(known: &[Fact], facts: &[Told], before: Time) -> Vec<Told> {
    let mut over = Vec::new();
    let old = |wanted: &str| {
        known
            .iter()
            .find(|fact| fact.what == wanted && fact.subject.is_empty() && fact.told_at < before)
    };
    let health = facts.iter().find(|told| told.what == what::HEALTH);
    if health.is_some_and(|health| !lacks_payment(&health.value))
        && old(what::UNPAID).is_some_and(|unpaid| unpaid.value == json!(true))
    {
        over.push(Told::new(what::UNPAID, json!(false)));
    }
    if !sends(facts) {
        return over;
    }
    if old(what::BAN).is_some_and(|ban| ban.value.get("state") == Some(&json!("DISABLE"))) {
        over.push(Told::new(
            what::BAN,
            json!({ "state": "REINSTATE", "date": null }),
        ));
    }
    if old(what::RESTRICTIONS)
        .is_some_and(|all| all.value.as_array().is_some_and(|all| !all.is_empty()))
    {
        over.push(Told::new(what::RESTRICTIONS, json!([])));
    }
    over
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::channel_facts::Source;

    fn sending() -> Vec<Told> {
        vec![
            Told::new(what::CAN_SEND, "AVAILABLE"),
            Told::new(what::NUMBER_STATUS, "CONNECTED"),
        ]
    }

    fn within_limits() -> Vec<Told> {
        vec![
            Told::new(what::CAN_SEND, "LIMITED"),
            Told::new(what::NUMBER_STATUS, "CONNECTED"),
        ]
    }

    #[test]
    fn a_connection_follows_the_answers() {
        use Connection as C;
        let token = |valid: bool| Told::new(what::TOKEN, json!({ "valid": valid }));
        for (now, facts, then) in [
            (C::Connected, vec![], C::Connected),
            (C::Connected, vec![token(true)], C::Connected),
            (C::Connected, vec![token(false)], C::NeedsReauth),
            (C::NeedsReauth, vec![], C::NeedsReauth),
            (C::NeedsReauth, vec![token(true)], C::Connected),
            (C::Frozen, vec![token(true)], C::Frozen),
            (C::Frozen, sending(), C::Connected),
            (C::Frozen, within_limits(), C::Connected),
            (C::Disconnected, vec![token(true)], C::Disconnected),
        ] {
            assert_eq!(connection(now, &facts, false), then, "{now:?} {facts:?}");
            // What may not be seen cannot be written from.
            let stays = if now == C::NeedsReauth { now } else { then };
            assert_eq!(connection(now, &facts, true), stays, "{now:?} {facts:?}");
        }
    }

    #[test]
    fn what_nobody_ended_ends_when_it_sends_again() {
        let at = |s: i64| chrono::DateTime::from_timestamp(s, 0).unwrap();
        let fact = |what: &str, value: Value| Fact {
            what: what.to_owned(),
            subject: String::new(),
            value,
            since: at(0),
            told_at: at(10),
            source: Source::Webhook,
            simulated: false,
        };
        let known = [
            fact(what::BAN, json!({"state": "DISABLE"})),
            fact(what::RESTRICTIONS, json!([{"type": "X"}])),
        ];
        assert_eq!(lifted(&known, &sending(), at(20)).len(), 2);
        assert_eq!(lifted(&known, &sending(), at(5)), [], "told only just now");
        assert_eq!(
            lifted(&known, &[], at(20)),
            [],
            "nothing says that it sends"
        );
        let over = [
            fact(what::BAN, json!({"state": "REINSTATE"})),
            fact(what::RESTRICTIONS, json!([])),
        ];
        assert_eq!(lifted(&over, &sending(), at(20)), []);

        let unpaid = [fact(what::UNPAID, json!(true))];
        let health = |errors: Value| [Told::new(what::HEALTH, json!([{ "errors": errors }]))];
        let (well, unwell) = (health(json!([])), health(json!([{"error_code": 141_006}])));
        let paid = [Told::new(what::UNPAID, json!(false))];
        assert_eq!(lifted(&unpaid, &well, at(20)), paid);
        assert_eq!(lifted(&unpaid, &well, at(5)), [], "told only just now");
        assert_eq!(lifted(&unpaid, &unwell, at(20)), []);
        assert_eq!(lifted(&unpaid, &sending(), at(20)), [], "nobody was asked");
    }
}
